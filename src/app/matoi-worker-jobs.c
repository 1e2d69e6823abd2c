/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-worker-private.h"

/* What the worker does on its thread; it never sees the context. */

#define BATCH 2000

/* Reads what nobody has been told yet: ours and that of other processes, by seq. */
static void
tell_new_events (MatoiWorker *worker, gboolean with_settings)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  g_autoptr (GHashTable) settings = NULL;
  g_autoptr (GError) error = NULL;
  guint n_read;

  do
    {
      g_autoptr (GPtrArray) batch =
        matoi_store_read_events (worker->store, NULL, worker->last_seq, BATCH, &error);

      n_read = batch != NULL ? batch->len : 0;
      for (guint i = 0; i < n_read; i++)
        {
          MatoiEvent *event = g_ptr_array_index (batch, i);

          /* So that the main thread can fold a declaration made elsewhere. */
          if (g_str_equal (event->type, "incident.declared") && event->payload != NULL)
            matoi_policy_book_lookup (matoi_json_get_string (event->payload, "policy"),
                                      worker->book);
          g_ptr_array_add (events, matoi_event_ref (event));
          worker->last_seq = event->seq;
        }
    }
  while (n_read == BATCH);

  if (with_settings && error == NULL)
    settings = matoi_store_list_settings (worker->store, &error);
  worker->read_again = error != NULL;
  if (events->len > 0 || settings != NULL || error != NULL)
    matoi_worker_tell (worker, g_steal_pointer (&events), g_steal_pointer (&settings),
                       g_steal_pointer (&error));
}

void
matoi_worker_tell_news (MatoiWorker *worker)
{
  tell_new_events (worker, FALSE);
  matoi_worker_tell_outbox (worker);
  matoi_worker_tell_rooms (worker);
}

void
matoi_job_run_news (MatoiWorker *worker, MatoiJob *job)
{
  g_atomic_int_set (&worker->looking, FALSE);
  if (!matoi_store_has_news (worker->store) && !worker->read_again)
    return;
  tell_new_events (worker, TRUE);
  matoi_worker_tell_outbox (worker);
  matoi_worker_tell_rooms (worker);
}

void
matoi_job_run_submit (MatoiWorker *worker, MatoiJob *job)
{
  job->result = matoi_context_submit_on (worker->store, worker->book, job->has_id ? &job->id : NULL,
                                         job->commands, job->now, &job->error);
  if (job->result != NULL)
    matoi_worker_tell_news (worker);
}

/* Folded here with the shared book instead of the store's own lookup: the
 * result goes on being folded in the main thread. */
void
matoi_job_run_load (MatoiWorker *worker, MatoiJob *job)
{
  g_autoptr (MatoiIncident) incident =
    matoi_incident_new (&job->id, matoi_policy_book_lookup, worker->book);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  gint64 seq = 0;
  guint n_read;

  do
    {
      g_autoptr (GPtrArray) batch =
        matoi_store_read_events (worker->store, &job->id, seq, BATCH, &job->error);

      n_read = batch != NULL ? batch->len : 0;
      for (guint i = 0; i < n_read; i++)
        {
          MatoiEvent *event = g_ptr_array_index (batch, i);

          seq = event->seq;
          g_ptr_array_add (all, matoi_event_ref (event));
        }
    }
  while (n_read == BATCH);

  if (job->error != NULL)
    return;
  matoi_incident_apply_all (incident, all);
  if (incident->declared)
    job->result = g_steal_pointer (&incident);
  else
    g_set_error_literal (
      &job->error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
      _ ("There is no such incident in this database. Look it up in the list of incidents."));
}

void
matoi_job_run_list (MatoiWorker *worker, MatoiJob *job)
{
  job->result =
    matoi_store_list_known (worker->store, job->value, job->text, job->limit, &job->error);
}

void
matoi_job_run_list_postmortems (MatoiWorker *worker, MatoiJob *job)
{
  g_autoptr (GPtrArray) rows =
    matoi_store_list_postmortems (worker->store, job->limit != 0, &job->error);

  if (rows != NULL && matoi_store_hide_incidents (worker->store, job->value, rows, &job->error))
    job->result = g_steal_pointer (&rows);
}

void
matoi_job_run_resolve (MatoiWorker *worker, MatoiJob *job)
{
  MatoiId id;

  if (matoi_store_resolve (worker->store, job->text, &id, &job->error))
    job->result = matoi_id_copy (&id);
}

void
matoi_job_run_setting (MatoiWorker *worker, MatoiJob *job)
{
  if (!matoi_store_set_settings (worker->store, job->settings, &job->error))
    return;
  job->result = GINT_TO_POINTER (TRUE);
  matoi_worker_tell (worker, NULL, matoi_store_list_settings (worker->store, NULL), NULL);
}
