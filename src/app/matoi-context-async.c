/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-worker-private.h"

/* What the window asks the worker for. */

MatoiJob *
matoi_job_new (MatoiContext *self,
               MatoiJobFunc run,
               gpointer tag,
               GDestroyNotify result_free,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  MatoiJob *job = g_new0 (MatoiJob, 1);

  job->run = run;
  job->result_free = result_free;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  /* The worker asks before it begins; what it has written is told even if cancelled meanwhile. What
   * was only read is not: who asked may be gone by then. */
  g_task_set_check_cancellable (job->task, result_free != NULL && run != matoi_job_run_submit);
  return job;
}

void
matoi_job_push (MatoiContext *self, MatoiJob *job)
{
  if (self->worker != NULL && !self->stopped)
    {
      g_async_queue_push (self->worker->queue, job);
      return;
    }
  g_task_return_new_error (
    job->task, MATOI_ERROR, MATOI_ERROR_STORAGE, "%s",
    _ ("The database is being closed. Nothing was written; start Matoi again."));
  matoi_job_free (job);
}

/* Commands cross a thread as text: JSON objects are not safe to share. */
static MatoiCommand *
copy_command (const MatoiCommand *command)
{
  MatoiCommand *copy = matoi_command_new (command->name, command->actor);
  g_autofree char *text = matoi_json_to_text (command->args);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  copy->occurred_at = command->occurred_at;
  copy->source = g_strdup (command->source);
  copy->external_id = g_strdup (command->external_id);
  copy->attachment = command->attachment != NULL ? g_bytes_ref (command->attachment) : NULL;
  json_object_unref (copy->args);
  copy->args = json_node_dup_object (node);
  return copy;
}

/**
 * matoi_context_submit_all_async:
 * @self: a started context
 * @incident: (nullable): NULL for "declare"
 * @commands: of MatoiCommand; copied; all or nothing
 * @cancellable: (nullable): only takes back what has not begun
 * @callback: called in the main context, after "events-recorded"; see matoi_context_submit_finish ()
 * @user_data: for @callback
 */
void
matoi_context_submit_all_async (MatoiContext *self,
                                const MatoiId *incident,
                                GPtrArray *commands,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (commands != NULL && commands->len > 0);

  job = matoi_job_new (self, matoi_job_run_submit, matoi_context_submit_async,
                       (GDestroyNotify) matoi_receipt_free, cancellable, callback, user_data);
  job->has_id = incident != NULL;
  if (incident != NULL)
    job->id = *incident;
  job->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  for (guint i = 0; i < commands->len; i++)
    g_ptr_array_add (job->commands, copy_command (g_ptr_array_index (commands, i)));
  matoi_context_complete (self, job->commands);
  job->now = matoi_context_get_now (self);
  matoi_job_push (self, job);
}

/** matoi_context_submit_async: the same for one @command (transfer none). */
void
matoi_context_submit_async (MatoiContext *self,
                            const MatoiId *incident,
                            MatoiCommand *command,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();

  g_return_if_fail (command != NULL);

  g_ptr_array_add (commands, command);
  matoi_context_submit_all_async (self, incident, commands, cancellable, callback, user_data);
}

/** matoi_context_submit_finish: (transfer full) the receipt; free it with matoi_context_free_receipt (). */
MatoiReceipt *
matoi_context_submit_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_submit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_load_async: folds one incident from its events. */
void
matoi_context_load_async (MatoiContext *self,
                          const MatoiId *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (id != NULL);

  job = matoi_job_new (self, matoi_job_run_load, matoi_context_load_async,
                       (GDestroyNotify) matoi_incident_free, cancellable, callback, user_data);
  job->id = *id;
  matoi_job_push (self, job);
}

/** matoi_context_load_finish: (transfer full) the incident, or MATOI_ERROR_NOT_FOUND; not to outlive the context. */
MatoiIncident *
matoi_context_load_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_list_async: @state live, ended or NULL for all; @limit 0 for all. */
void
matoi_context_list_async (MatoiContext *self,
                          const char *state,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, matoi_job_run_list, matoi_context_list_async,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
  job->text = g_strdup (state);
  job->value = g_strdup (self->identity);
  job->limit = limit;
  matoi_job_push (self, job);
}

/** matoi_context_list_finish: (transfer full) (element-type MatoiIncidentRow): newest first. */
GPtrArray *
matoi_context_list_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_list_postmortems_async: as matoi_context_list_postmortems (). */
void
matoi_context_list_postmortems_async (MatoiContext *self,
                                      gboolean closed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, matoi_job_run_list_postmortems, matoi_context_list_postmortems_async,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
  job->value = g_strdup (self->identity);
  job->limit = closed != FALSE;
  matoi_job_push (self, job);
}

/** matoi_context_list_postmortems_finish: (transfer full) (element-type MatoiIncidentRow) */
GPtrArray *
matoi_context_list_postmortems_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_postmortems_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_resolve_async: which incident a person means by @text, as matoi_context_resolve (). */
void
matoi_context_resolve_async (MatoiContext *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (text != NULL);

  job = matoi_job_new (self, matoi_job_run_resolve, matoi_context_resolve_async, g_free,
                       cancellable, callback, user_data);
  job->text = g_strdup (text);
  matoi_job_push (self, job);
}

/** matoi_context_resolve_finish: (transfer full): free it with g_free (). */
MatoiId *
matoi_context_resolve_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_resolve_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * matoi_context_set_settings_async:
 * @values: (transfer none): text to text; NULL takes a setting away; not to be changed any more
 *
 * As matoi_context_set_setting (), all of them or none; "settings-changed" comes before the answer.
 * Finished by matoi_context_set_setting_finish ().
 */
void
matoi_context_set_settings_async (MatoiContext *self,
                                  GHashTable *values,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  MatoiJob *job;
  GHashTableIter iter;
  gpointer key, value;
  gboolean fit = TRUE;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, matoi_job_run_setting, matoi_context_set_setting_async, NULL,
                       cancellable, callback, user_data);
  job->settings = g_hash_table_ref (values);
  g_hash_table_iter_init (&iter, values);
  while (fit && g_hash_table_iter_next (&iter, &key, &value))
    fit = matoi_context_check_setting (self, key, value, &job->error);
  if (fit)
    {
      matoi_job_push (self, job);
      return;
    }
  g_task_return_error (job->task, g_steal_pointer (&job->error));
  matoi_job_free (job);
}

/** matoi_context_set_setting_async: as matoi_context_set_setting (); "settings-changed" comes before the answer. */
void
matoi_context_set_setting_async (MatoiContext *self,
                                 const char *key,
                                 const char *value_or_null,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_if_fail (key != NULL);

  g_hash_table_insert (values, g_strdup (key), g_strdup (value_or_null));
  matoi_context_set_settings_async (self, values, cancellable, callback, user_data);
}

/** matoi_context_set_setting_finish: FALSE on error; then nothing was written. */
gboolean
matoi_context_set_setting_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_set_setting_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
