/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-search.h"

#include "matoi-worker-private.h"

/** matoi_context_parse_query: in the calling thread, before matoi_context_start (); see the header. */
MatoiQuery *
matoi_context_parse_query (MatoiContext *self,
                           const char *text,
                           MatoiQueryPlace *place,
                           GError **error)
{
  g_autoptr (MatoiQuery) query = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  query = matoi_query_parse (text, FALSE, matoi_context_get_zone (self), place, error);
  if (query == NULL || !matoi_store_know_query (self->store, query, place, error))
    return NULL;
  return g_steal_pointer (&query);
}

/** matoi_context_search: in the calling thread, before matoi_context_start (); see the header. */
GPtrArray *
matoi_context_search (MatoiContext *self,
                      const MatoiQuery *query,
                      guint limit,
                      gint64 *total_or_null,
                      GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean damaged;
  GPtrArray *hits;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  hits =
    matoi_store_search (self->store, query, self->identity, limit, total_or_null, &local_error);
  damaged = !matoi_store_has_partial_index (self->store);
  /* Once: a disk that fails would have it built anew for ever. */
  if (hits == NULL && matoi_store_has_damaged_index (self->store) &&
      g_error_matches (local_error, MATOI_ERROR, MATOI_ERROR_STORAGE) &&
      matoi_store_build_index (self->store, NULL))
    {
      g_clear_error (&local_error);
      self->index_built = damaged;
      hits =
        matoi_store_search (self->store, query, self->identity, limit, total_or_null, &local_error);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return hits;
}

/** matoi_context_has_built_index: see the header. */
gboolean
matoi_context_has_built_index (MatoiContext *self)
{
  return self->index_built;
}

/* --- the index, in slices: what others write comes between them */

/* Between slices; other programs ask for the lock again every few milliseconds. */
#define PAUSE_MS 20

enum
{
  FAILED, /* with an error */
  MORE,
  DONE
};

static void
run_begin (MatoiWorker *worker, MatoiJob *job)
{
  if (matoi_store_begin_index (worker->store, &job->error))
    job->result = GINT_TO_POINTER (MORE);
}

static void
run_fill (MatoiWorker *worker, MatoiJob *job)
{
  gboolean done;

  if (matoi_store_fill_index (worker->store, &done, &job->error))
    job->result = GINT_TO_POINTER (done ? DONE : MORE);
}

static void on_slice (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
go_on (gpointer user_data)
{
  GTask *task = user_data;
  MatoiContext *self = g_task_get_source_object (task);

  matoi_job_push (self,
                  matoi_job_new (self, run_fill, NULL, NULL, NULL, on_slice, g_object_ref (task)));
  return G_SOURCE_REMOVE;
}

static void
on_slice (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int state = GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), &error));

  if (state == FAILED)
    g_task_return_error (task, error);
  else if (state == DONE)
    g_task_return_boolean (task, TRUE);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, PAUSE_MS, go_on, g_steal_pointer (&task),
                        g_object_unref);
}

/** matoi_context_build_index_async: see the header. */
void
matoi_context_build_index_async (MatoiContext *self,
                                 gboolean anew,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, matoi_context_build_index_async);
  matoi_job_push (self, matoi_job_new (self, anew ? run_begin : run_fill, NULL, NULL, NULL,
                                       on_slice, task));
}

/** matoi_context_build_index_finish: see the header. */
gboolean
matoi_context_build_index_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_build_index_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
