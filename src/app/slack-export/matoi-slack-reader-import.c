/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-reader-private.h"

typedef struct
{
  MatoiSlackReader *reader; /* (owned) */
  MatoiSlackTarget target;
  MatoiId into;
  MatoiSlackPlan plan;
  MatoiRecording recording;
  MatoiSlackTally tally;
  MatoiReceipt *receipt; /* (nullable) */
} Import;

static void
import_free (Import *import)
{
  g_clear_pointer (&import->plan.messages, g_ptr_array_unref);
  g_clear_pointer (&import->plan.declare, matoi_command_free);
  g_clear_pointer (&import->plan.zone, g_time_zone_unref);
  g_clear_pointer (&import->target.chosen_todos, g_hash_table_unref);
  g_clear_pointer (&import->receipt, matoi_receipt_free);
  g_clear_object (&import->recording.cancellable);
  g_clear_object (&import->reader);
  g_free (import);
}

/* On the worker. */
static void
run_import (MatoiWorker *worker, MatoiJob *job)
{
  Import *import = g_task_get_task_data (job->task);
  g_autoptr (GPtrArray) commands = NULL;
  MatoiId incident;
  gboolean is_new;

  commands = matoi_slack_plan_commands (worker->store, &import->plan, &incident, &is_new,
                                        &import->tally, &job->error);
  if (commands == NULL)
    return;
  import->receipt = matoi_context_record_on (worker->store, worker->book, is_new ? NULL : &incident,
                                             commands, &import->recording, &job->error);
  if (import->receipt == NULL)
    return;
  job->result = import;
  matoi_worker_tell_news (worker);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GTask *work = G_TASK (result);
  GError *error = NULL;
  Import *import = g_task_propagate_pointer (work, &error);

  /* The inner task owns it. */
  if (import != NULL)
    g_task_return_pointer (task, g_object_ref (work), g_object_unref);
  else
    g_task_return_error (task, error);
}

/** matoi_slack_reader_import_async: see the header. */
void
matoi_slack_reader_import_async (MatoiSlackReader *self,
                                 GPtrArray *messages,
                                 const MatoiSlackTarget *target,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Import *import = g_new0 (Import, 1);
  GTask *task = matoi_slack_reader_begin (self, matoi_slack_reader_import_async, cancellable,
                                          callback, user_data);
  MatoiJob *job =
    matoi_job_new (self->context, run_import, NULL, NULL, cancellable, on_recorded, task);
  GError *error = NULL;

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (job->task, import, (GDestroyNotify) import_free);
  import->reader = g_object_ref (self);
  import->target.chosen_todos =
    target->chosen_todos != NULL ? g_hash_table_ref (target->chosen_todos) : NULL;
  import->target.todos = target->todos;
  if (target->into != NULL)
    {
      import->into = *target->into;
      import->target.into = &import->into;
    }
  import->plan.messages = g_ptr_array_copy (messages, NULL, NULL);
  import->plan.target = &import->target;
  import->plan.zone = g_time_zone_ref (matoi_context_get_zone (self->context));
  import->recording.now = matoi_context_get_now (self->context);
  import->recording.progress = matoi_slack_reader_on_progress;
  import->recording.user_data = self;
  import->recording.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (target->into == NULL && messages->len > 0)
    import->plan.declare =
      matoi_slack_new_declare (self->context, g_ptr_array_index (messages, 0), target, &error);
  if (error == NULL)
    {
      matoi_job_push (self->context, job);
      return;
    }
  g_task_return_error (job->task, error);
  matoi_job_free (job);
}

/** matoi_slack_reader_import_finish: see the header; FALSE: nothing was imported. */
gboolean
matoi_slack_reader_import_finish (MatoiSlackReader *self,
                                  GAsyncResult *result,
                                  MatoiImportResult *done,
                                  MatoiSlackTally *tally,
                                  GError **error)
{
  g_autoptr (GTask) work = NULL;
  Import *import;

  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_slack_reader_import_async), FALSE);

  work = g_task_propagate_pointer (G_TASK (result), error);
  if (work == NULL)
    return FALSE;
  import = g_task_get_task_data (work);
  matoi_slack_take_receipt (import->receipt, done);
  *tally = import->tally;
  return TRUE;
}
