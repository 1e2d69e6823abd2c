/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-import-csv-private.h"
#include "matoi-stage.h"
#include "matoi-worker-private.h"

/* All lines of a sheet that can be, or none. */

/* Of the store: the next one. */
static const MatoiBatch *
make_batch (guint index, gpointer user_data, GError **error)
{
  MatoiSheetRun *run = user_data;
  MatoiSheetRecord record;
  char *reason = NULL;

  /* It could be read a moment ago. */
  if (!matoi_sheet_read_record (&run->reader, g_array_index (run->good, guint, index), &record,
                                &reason))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, reason);
      g_free (reason);
      matoi_sheet_record_clear (&record);
      return NULL;
    }
  run->line = record.line;
  g_clear_pointer (&run->batch.commands, g_ptr_array_unref);
  run->batch.commands = matoi_sheet_make_commands (&record, run->policy, run->actor);
  matoi_sheet_record_clear (&record);
  return &run->batch;
}

static void
on_imported (guint index, const char *ref, GPtrArray *events, gpointer user_data)
{
  MatoiSheetRun *run = user_data;
  MatoiSheetReport *report = run->report;

  /* What goes wrong from here on is not of this line. */
  run->line = 0;
  g_ptr_array_add (events->len > 0 ? report->created : report->unchanged, g_strdup (ref));
  for (guint i = 0; i < events->len; i++)
    report->entries +=
      g_str_equal (((MatoiEvent *) g_ptr_array_index (events, i))->type, "entry.added");
  g_atomic_int_set (&run->sheet->progress->ready, (int) index + 1);
  if (run->progress != NULL)
    run->progress (index + 1, 2 * run->good->len, run->user_data);
}

/* The second half: it comes in. */
static void
on_moved (gint64 done, gint64 total, gpointer user_data)
{
  MatoiSheetRun *run = user_data;
  guint n = run->good->len;
  int moved = (int) (done * n / total);

  g_atomic_int_set (&run->sheet->progress->moved, moved);
  if (run->progress != NULL)
    run->progress (n + moved, 2 * n, run->user_data);
}

static gboolean
refuse_all (MatoiSheetRun *run, GError **error)
{
  const MatoiSheetRefusal *first = g_ptr_array_index (run->report->refusals, 0);

  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: 1: a number of lines, 2: the number of the first of them, 3: a
                * sentence that says what is wrong there */
               g_dngettext (GETTEXT_PACKAGE,
                            "%1$u line cannot be imported. Nothing was imported. Line %2$u: %3$s",
                            "%1$u lines cannot be imported. Nothing was imported. Line %2$u: %3$s",
                            run->report->n_refused),
               run->report->n_refused, first->line, first->text);
  return FALSE;
}

static gboolean
write_rows (MatoiSheetRun *run, MatoiStore *store, GError **error)
{
  if (run->strict && run->report->n_refused > 0)
    return refuse_all (run, error);
  if (!matoi_store_add_policy (store, run->policy, error))
    return FALSE;
  if (matoi_store_import_staged (store, run->good->len, make_batch, run, run->now, on_imported,
                                 on_moved, run, run->cancellable, error))
    return TRUE;
  if (error != NULL && *error != NULL && (*error)->domain == MATOI_ERROR && run->line > 0)
    /* Translators: %u is the number of a line in a file; a sentence follows. */
    g_prefix_error (error, _ ("Line %u: "), run->line);
  return FALSE;
}

/** matoi_sheet_import: before matoi_context_start (); see the header. */
MatoiSheetReport *
matoi_sheet_import (MatoiSheet *self,
                    MatoiContext *context,
                    gboolean strict,
                    MatoiProgress progress,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (MatoiSheetRun) run = matoi_sheet_run_new (self, context, cancellable, error);
  MatoiStore *store = matoi_context_get_store (context);

  if (run == NULL)
    return NULL;
  run->strict = strict;
  run->write = TRUE;
  run->progress = progress;
  run->user_data = user_data;
  if (!matoi_sheet_run_look (run, store, error) || !write_rows (run, store, error))
    return NULL;
  return g_steal_pointer (&run->report);
}

/* --- for the window */

typedef struct
{
  char *path;
  const char *encoding; /* (nullable) of the list */
  GTimeZone *zone;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->path);
  g_time_zone_unref (reading->zone);
  g_free (reading);
}

static void
read_sheet (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  MatoiSheet *sheet = matoi_sheet_read (reading->path, reading->encoding, reading->zone, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) matoi_sheet_free);
  else
    g_task_return_error (task, error);
}

/** matoi_sheet_read_async: see the header. */
void
matoi_sheet_read_async (MatoiContext *context,
                        const char *path,
                        const char *encoding,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->path = g_strdup (path);
  reading->encoding = encoding;
  reading->zone = g_time_zone_ref (matoi_context_get_zone (context));
  g_task_set_source_tag (task, matoi_sheet_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_sheet);
}

/** matoi_sheet_read_finish: (transfer full) */
MatoiSheet *
matoi_sheet_read_finish (MatoiContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_sheet_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* On a thread of its own, with a connection of its own: nobody waits for this. */
static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MatoiSheetRun *run = g_task_get_task_data (((MatoiJob *) data)->task);
  GError *error = NULL;
  g_autoptr (MatoiStore) store =
    matoi_store_open (run->path, run->write ? MATOI_STORE_READ_WRITE : MATOI_STORE_READ_ONLY,
                      &error);

  if (store == NULL || !matoi_sheet_run_look (run, store, &error) ||
      (run->write && !write_rows (run, store, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* On the worker: what came in is told before the import is said to be done. */
static void
tell_on_worker (MatoiWorker *worker, MatoiJob *job)
{
  MatoiSheetRun *run = g_task_get_task_data (job->task);

  job->result = g_steal_pointer (&run->report);
  matoi_worker_tell_news (worker);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiContext *context = MATOI_CONTEXT (source);
  MatoiJob *job = user_data;
  MatoiSheetRun *run = g_task_get_task_data (job->task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && run->write)
    {
      matoi_job_push (context, job);
      return;
    }
  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, g_steal_pointer (&run->report),
                           (GDestroyNotify) matoi_sheet_report_free);
  matoi_job_free (job);
}

static void
begin (MatoiSheet *self,
       MatoiContext *context,
       gboolean write,
       gboolean strict,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GError *error = NULL;
  MatoiSheetRun *run = matoi_sheet_run_new (self, context, cancellable, &error);
  /* What has come in is not given up, so that only the run asks @cancellable. */
  MatoiJob *job =
    matoi_job_new (context, tell_on_worker, matoi_sheet_finish,
                   (GDestroyNotify) matoi_sheet_report_free, NULL, callback, user_data);
  g_autoptr (GTask) running = NULL;

  if (run == NULL)
    {
      g_task_return_error (job->task, error);
      matoi_job_free (job);
      return;
    }
  run->strict = strict;
  run->write = write;
  g_task_set_task_data (job->task, run, (GDestroyNotify) matoi_sheet_run_free);
  running = g_task_new (context, NULL, on_run, job);
  g_task_set_task_data (running, job, NULL);
  g_task_run_in_thread (running, run_in_thread);
}

/** matoi_sheet_check_async: see the header. */
void
matoi_sheet_check_async (MatoiSheet *self,
                         MatoiContext *context,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  begin (self, context, FALSE, FALSE, cancellable, callback, user_data);
}

/** matoi_sheet_import_async: see the header. */
void
matoi_sheet_import_async (MatoiSheet *self,
                          MatoiContext *context,
                          gboolean strict,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  begin (self, context, TRUE, strict, cancellable, callback, user_data);
}

/** matoi_sheet_finish: see the header. */
MatoiSheetReport *
matoi_sheet_finish (MatoiContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_sheet_finish), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
