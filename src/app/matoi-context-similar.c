/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-similar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-worker-private.h"

/** matoi_link_get_seen_before: see the header. */
const char *
matoi_link_get_seen_before (const MatoiEvidence *link)
{
  return g_strcmp0 (link->query, MATOI_LINK_SEEN_BEFORE) == 0 &&
             g_str_has_prefix (link->url, "matoi:")
           ? link->url + strlen ("matoi:")
           : NULL;
}

typedef struct
{
  MatoiWorker *worker;
  MatoiJob *job;
  const char *person;
  const char *name; /* of the command */
} Link;

static gboolean
link_one (Link *link, const MatoiId *incident, const MatoiIncident *other, GError **error)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *command = matoi_command_new (link->name, link->person);
  g_autofree char *url = g_strconcat ("matoi:", other->ref, NULL);
  g_autoptr (MatoiReceipt) receipt = NULL;

  matoi_command_set (command, "url", url);
  matoi_command_set (command, "kind", MATOI_LINK_SEEN_BEFORE);
  g_ptr_array_add (commands, command);
  receipt = matoi_context_submit_on (link->worker->store, link->worker->book, incident, commands,
                                     link->job->now, error);
  return receipt != NULL;
}

static gboolean
check (const MatoiIncident *incident, const MatoiIncident *before, GError **error)
{
  if (matoi_id_equal (&incident->id, &before->id))
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                         _ ("That is the same incident. Nothing was changed; choose another one."));
  else if (incident->security || before->security)
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                         _ ("One of the two incidents is confidential, and the other one would tell "
                            "of it. Nothing was changed."));
  else
    return TRUE;
  return FALSE;
}

static void
run (MatoiWorker *worker, MatoiJob *job, const char *name)
{
  Link link = { worker, job, job->text, name };
  MatoiId before;
  g_autoptr (MatoiIncident) ours = NULL, theirs = NULL;

  matoi_id_from_text (&before, job->value);
  ours = matoi_store_load (worker->store, &job->id, &job->error);
  theirs = ours != NULL ? matoi_store_load (worker->store, &before, &job->error) : NULL;
  if (theirs == NULL || !check (ours, theirs, &job->error))
    return;
  if (link_one (&link, &job->id, theirs, &job->error) &&
      link_one (&link, &before, ours, &job->error))
    job->result = GINT_TO_POINTER (TRUE);
  matoi_worker_tell_news (worker);
}

static void
run_link (MatoiWorker *worker, MatoiJob *job)
{
  run (worker, job, "link");
}

static void
run_unlink (MatoiWorker *worker, MatoiJob *job)
{
  run (worker, job, "unlink");
}

static void
push (MatoiContext *self,
      void (*run_it) (MatoiWorker *worker, MatoiJob *job),
      const MatoiId *incident,
      const MatoiId *before,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  MatoiJob *job = matoi_job_new (self, run_it, matoi_context_link_seen_before_async, NULL, NULL,
                                 callback, user_data);

  job->id = *incident;
  job->value = matoi_id_dup_text (before);
  job->text = g_strdup (matoi_context_get_identity (self));
  job->now = matoi_context_get_now (self);
  matoi_job_push (self, job);
}

/** matoi_context_link_seen_before_async: see the header. */
void
matoi_context_link_seen_before_async (MatoiContext *self,
                                      const MatoiId *incident,
                                      const MatoiId *before,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (incident != NULL && before != NULL);

  push (self, run_link, incident, before, callback, user_data);
}

/** matoi_context_unlink_seen_before_async: see the header. */
void
matoi_context_unlink_seen_before_async (MatoiContext *self,
                                        const MatoiId *incident,
                                        const MatoiId *before,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (incident != NULL && before != NULL);

  push (self, run_unlink, incident, before, callback, user_data);
}

/** matoi_context_link_seen_before_finish: see the header. */
gboolean
matoi_context_link_seen_before_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_link_seen_before_async),
                        FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
