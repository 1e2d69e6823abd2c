/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-import-file.h"

#include "matoi-import-private.h"
#include "matoi-json.h"
#include "matoi-worker-private.h"

/* Of the main thread at a time, while records are made into plans. */
#define SLICE (8 * 1000)

struct _MatoiImportFile
{
  char *path;
  GPtrArray *plans; /* of MatoiImportPlan */
  int done;         /* atomic */
  gint64 now;
};

/** matoi_import_file_free: NULL is fine. */
void
matoi_import_file_free (MatoiImportFile *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

/* --- reading: the file in a thread, its records in the main loop, where the processes are */

typedef struct
{
  MatoiImportFile *file;
  GPtrArray *records; /* of JsonObject */
  guint next;
} Reading;

static void
reading_free (Reading *reading)
{
  matoi_import_file_free (reading->file);
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
make_plans (gpointer user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);
  gint64 end = g_get_monotonic_time () + SLICE;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (reading->next < reading->records->len && g_get_monotonic_time () < end)
    {
      MatoiImportPlan *plan =
        matoi_import_plan_new (g_task_get_source_object (task),
                               g_ptr_array_index (reading->records, reading->next++),
                               reading->file->path, &error);

      if (plan == NULL)
        {
          g_autofree char *name = g_filename_display_basename (reading->file->path);

          g_prefix_error (&error, "%s: ", name);
          g_task_return_error (task, error);
          return G_SOURCE_REMOVE;
        }
      g_ptr_array_add (reading->file->plans, plan);
    }
  if (reading->next < reading->records->len)
    return G_SOURCE_CONTINUE;
  g_task_return_pointer (task, g_steal_pointer (&reading->file),
                         (GDestroyNotify) matoi_import_file_free);
  return G_SOURCE_REMOVE;
}

static void
read_records (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *records = matoi_import_read_records (data, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_records (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->records = g_task_propagate_pointer (G_TASK (result), &error);
  if (reading->records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, make_plans, g_steal_pointer (&task), g_object_unref);
}

/** matoi_import_file_read_async: see the header. */
void
matoi_import_file_read_async (MatoiContext *context,
                              const char *path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);
  g_autoptr (GTask) reader = g_task_new (context, cancellable, on_records, task);
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_new0 (MatoiImportFile, 1);
  reading->file->path = g_strdup (path);
  reading->file->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_import_plan_free);
  g_task_set_source_tag (task, matoi_import_file_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_set_task_data (reader, g_strdup (path), g_free);
  g_task_run_in_thread (reader, read_records);
}

/** matoi_import_file_read_finish: see the header. */
MatoiImportFile *
matoi_import_file_read_finish (MatoiContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_import_file_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- looking */

/** matoi_import_file_get_n: records. */
guint
matoi_import_file_get_n (const MatoiImportFile *self)
{
  return self->plans->len;
}

static const MatoiEvent *
find_declaration (const MatoiImportPlan *plan)
{
  for (guint i = 0; plan->batch.events != NULL && i < plan->batch.events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (plan->batch.events, i);

      if (g_str_equal (event->type, "incident.declared") && event->payload != NULL)
        return event;
    }
  return NULL;
}

/** matoi_import_file_get_title: see the header. */
const char *
matoi_import_file_get_title (const MatoiImportFile *self, guint i)
{
  const MatoiImportPlan *plan = g_ptr_array_index (self->plans, i);
  const MatoiEvent *declaration = find_declaration (plan);
  const char *title = NULL;

  if (plan->batch.commands != NULL)
    title =
      matoi_json_get_string (((MatoiCommand *) g_ptr_array_index (plan->batch.commands, 0))->args,
                             "title");
  else if (declaration != NULL)
    title = matoi_json_get_string (declaration->payload, "title");
  return title != NULL ? title : "";
}

/** matoi_import_file_get_at: see the header. */
gint64
matoi_import_file_get_at (const MatoiImportFile *self, guint i)
{
  const MatoiImportPlan *plan = g_ptr_array_index (self->plans, i);
  const MatoiEvent *declaration = find_declaration (plan);

  if (plan->batch.commands != NULL)
    return ((MatoiCommand *) g_ptr_array_index (plan->batch.commands, 0))->occurred_at;
  return declaration != NULL ? declaration->occurred_at : MATOI_TIME_NONE;
}

/** matoi_import_file_get_n_entries: of its timeline. */
guint
matoi_import_file_get_n_entries (const MatoiImportFile *self, guint i)
{
  const MatoiImportPlan *plan = g_ptr_array_index (self->plans, i);
  guint n = 0;

  for (guint k = 0; plan->batch.commands != NULL && k < plan->batch.commands->len; k++)
    n += g_str_equal (((MatoiCommand *) g_ptr_array_index (plan->batch.commands, k))->name, "note");
  for (guint k = 0; plan->batch.events != NULL && k < plan->batch.events->len; k++)
    n +=
      g_str_equal (((MatoiEvent *) g_ptr_array_index (plan->batch.events, k))->type, "entry.added");
  return n;
}

/* --- writing */

typedef struct
{
  MatoiImportFile *file;
  MatoiImportResult result;
  GCancellable *cancellable; /* (nullable) */
} Writing;

static void
writing_free (Writing *writing)
{
  matoi_import_result_clear (&writing->result);
  g_clear_object (&writing->cancellable);
  g_free (writing);
}

static const MatoiBatch *
get_batch (guint index, gpointer user_data, GError **error)
{
  return g_ptr_array_index (((Writing *) user_data)->file->plans, index);
}

static void
on_written (guint index, const char *ref, GPtrArray *events, gpointer user_data)
{
  Writing *writing = user_data;

  g_ptr_array_add (events->len > 0 ? writing->result.created : writing->result.unchanged,
                   g_strdup (ref));
  for (guint i = 0; i < events->len; i++)
    writing->result.entries +=
      g_str_equal (((MatoiEvent *) g_ptr_array_index (events, i))->type, "entry.added");
  g_atomic_int_set (&writing->file->done, (int) index + 1);
}

/* On the worker. */
static void
write_records (MatoiWorker *worker, MatoiJob *job)
{
  Writing *writing = g_task_get_task_data (job->task);
  MatoiImportFile *file = writing->file;

  if (!matoi_import_add_policies (worker->store, worker->book, file->plans, &job->error) ||
      !matoi_store_import_each (worker->store, file->plans->len, get_batch, writing, file->now,
                                on_written, writing, writing->cancellable, &job->error))
    return;
  job->result = GINT_TO_POINTER (TRUE);
  matoi_worker_tell_news (worker);
}

/** matoi_import_file_write_async: see the header. */
void
matoi_import_file_write_async (MatoiImportFile *self,
                               MatoiContext *context,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  MatoiJob *job = matoi_job_new (context, write_records, matoi_import_file_write_async, NULL,
                                 cancellable, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);

  self->now = matoi_context_get_now (context);
  g_atomic_int_set (&self->done, 0);
  writing->file = self;
  writing->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  writing->result.created = g_ptr_array_new_with_free_func (g_free);
  writing->result.unchanged = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (job->task, writing, (GDestroyNotify) writing_free);
  matoi_job_push (context, job);
}

/** matoi_import_file_write_finish: see the header. */
gboolean
matoi_import_file_write_finish (MatoiContext *context,
                                GAsyncResult *result,
                                MatoiImportResult *done,
                                GError **error)
{
  Writing *writing;

  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_import_file_write_async), FALSE);

  writing = g_task_get_task_data (G_TASK (result));
  *done = writing->result;
  writing->result = (MatoiImportResult){ NULL };
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/** matoi_import_file_get_progress: see the header. */
guint
matoi_import_file_get_progress (MatoiImportFile *self)
{
  return (guint) g_atomic_int_get (&self->done);
}
