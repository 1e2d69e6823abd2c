/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-reader-private.h"

G_DEFINE_FINAL_TYPE (MatoiSlackReader, matoi_slack_reader, G_TYPE_OBJECT)

/* In any thread. */
void
matoi_slack_reader_on_progress (gint64 done, gint64 total, gpointer user_data)
{
  MatoiSlackReader *self = user_data;

  g_atomic_int_set (&self->done, (int) MIN (done, G_MAXINT));
  g_atomic_int_set (&self->total, (int) MIN (total, G_MAXINT));
}

gint64
matoi_slack_reader_get_progress (MatoiSlackReader *self, gint64 *total)
{
  *total = g_atomic_int_get (&self->total);
  return g_atomic_int_get (&self->done);
}

/* The task of something that takes a while; nothing of it is done yet. */
GTask *
matoi_slack_reader_begin (MatoiSlackReader *self,
                          gpointer tag,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  matoi_slack_reader_on_progress (0, 0, self);
  g_task_set_source_tag (task, tag);
  return task;
}

/* --- opening */

static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MatoiSlackExport *export =
    matoi_slack_export_open (data, matoi_slack_reader_on_progress, source, cancellable, &error);

  if (export != NULL)
    g_task_return_pointer (task, export, (GDestroyNotify) matoi_slack_export_free);
  else
    g_task_return_error (task, error);
}

/** matoi_slack_reader_open_async: see the header. */
void
matoi_slack_reader_open_async (MatoiSlackReader *self,
                               const char *path,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = matoi_slack_reader_begin (self, matoi_slack_reader_open_async,
                                                     cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, run_open);
}

static void
forget_messages (MatoiSlackReader *self)
{
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_free);
}

/** matoi_slack_reader_open_finish: FALSE with @error; then what was open before is open still. */
gboolean
matoi_slack_reader_open_finish (MatoiSlackReader *self, GAsyncResult *result, GError **error)
{
  MatoiSlackExport *export;

  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_slack_reader_open_async), FALSE);

  export = g_task_propagate_pointer (G_TASK (result), error);
  if (export == NULL)
    return FALSE;
  forget_messages (self);
  g_clear_pointer (&self->export, matoi_slack_export_free);
  self->export = export;
  return TRUE;
}

GPtrArray *
matoi_slack_reader_get_channels (MatoiSlackReader *self)
{
  return self->export != NULL ? matoi_slack_export_get_channels (self->export) : NULL;
}

GPtrArray *
matoi_slack_reader_get_problems (MatoiSlackReader *self)
{
  return self->export != NULL ? matoi_slack_export_get_problems (self->export) : NULL;
}

/* --- reading */

typedef struct
{
  GPtrArray *channels;
  gint64 from, to;
  GPtrArray *messages; /* (nullable) what was read */
  gboolean *known;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->channels, g_ptr_array_unref);
  g_clear_pointer (&reading->messages, g_ptr_array_unref);
  g_free (reading->known);
  g_free (reading);
}

static void
run_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MatoiSlackReader *self = source;
  Reading *reading = data;
  MatoiSlackChoice choice = { .channels = reading->channels,
                              .from = reading->from,
                              .to = reading->to };
  GError *error = NULL;

  reading->messages =
    matoi_slack_export_read (self->export, &choice, matoi_slack_reader_on_progress, self,
                             cancellable, &error);
  if (reading->messages != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* On the worker: which of them are in the log. */
static void
run_look (MatoiWorker *worker, MatoiJob *job)
{
  Reading *reading = g_task_get_task_data (job->task);

  reading->known = g_new0 (gboolean, MAX (reading->messages->len, 1));
  for (guint i = 0; i < reading->messages->len; i++)
    {
      g_autofree char *id = matoi_slack_dup_message_id (g_ptr_array_index (reading->messages, i));
      MatoiId incident;

      if (!matoi_store_find_external (worker->store, "slack", id, &incident, &reading->known[i],
                                      &job->error))
        return;
    }
  job->result = reading;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Reading *reading = g_task_propagate_pointer (G_TASK (result), &error);
  MatoiSlackReader *self = g_task_get_source_object (task);

  if (reading == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  forget_messages (self);
  self->messages = g_steal_pointer (&reading->messages);
  self->known = g_steal_pointer (&reading->known);
  g_task_return_boolean (task, TRUE);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackReader *self = MATOI_SLACK_READER (source);
  GTask *task = user_data;
  GTask *read = G_TASK (result);
  GError *error = NULL;
  Reading *reading = g_task_get_task_data (read);
  MatoiJob *job;

  if (!g_task_propagate_boolean (read, &error))
    {
      reading_free (reading);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  job = matoi_job_new (self->context, run_look, NULL, NULL, g_task_get_cancellable (task),
                       on_looked, task);
  g_task_set_task_data (job->task, reading, (GDestroyNotify) reading_free);
  matoi_job_push (self->context, job);
}

/** matoi_slack_reader_read_async: see the header. */
void
matoi_slack_reader_read_async (MatoiSlackReader *self,
                               GPtrArray *channels,
                               gint64 from,
                               gint64 to,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *whole = matoi_slack_reader_begin (self, matoi_slack_reader_read_async, cancellable,
                                           callback, user_data);
  g_autoptr (GTask) task = g_task_new (self, cancellable, on_read, whole);
  Reading *reading = g_new0 (Reading, 1);

  reading->channels = g_ptr_array_copy (channels, NULL, NULL);
  reading->from = from;
  reading->to = to;
  /* Not freed with this task: on_read () hands it on. */
  g_task_set_task_data (task, reading, NULL);
  g_task_run_in_thread (task, run_read);
}

/** matoi_slack_reader_read_finish: FALSE with @error; then what was read before is there still. */
gboolean
matoi_slack_reader_read_finish (MatoiSlackReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_slack_reader_read_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
matoi_slack_reader_get_messages (MatoiSlackReader *self)
{
  return self->messages;
}

gboolean
matoi_slack_reader_is_known (MatoiSlackReader *self, guint index)
{
  return self->known != NULL && index < self->messages->len && self->known[index];
}

/* --- the object */

/** matoi_slack_reader_new: (transfer full): for a started @context. */
MatoiSlackReader *
matoi_slack_reader_new (MatoiContext *context)
{
  MatoiSlackReader *self = g_object_new (MATOI_TYPE_SLACK_READER, NULL);

  self->context = g_object_ref (context);
  return self;
}

static void
matoi_slack_reader_finalize (GObject *object)
{
  MatoiSlackReader *self = MATOI_SLACK_READER (object);

  forget_messages (self);
  g_clear_pointer (&self->export, matoi_slack_export_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_slack_reader_parent_class)->finalize (object);
}

static void
matoi_slack_reader_class_init (MatoiSlackReaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_slack_reader_finalize;
}

static void
matoi_slack_reader_init (MatoiSlackReader *self)
{
}
