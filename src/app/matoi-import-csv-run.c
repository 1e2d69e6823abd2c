/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-csv-private.h"
#include "matoi-markdown.h"
#include "matoi-worker-private.h"

/* From the lines of a sheet to incidents: looked at first, then all of them in one transaction. */

#define MAX_REFUSALS 1000
#define SOURCE       "import"

/* What is needed from the context, so that it may run on the worker. */
typedef struct
{
  MatoiSheet *sheet;
  MatoiPolicy *policy;
  char *actor;
  gint64 now;
  gboolean strict, write;
  MatoiProgress progress; /* (nullable) */
  gpointer user_data;
  GCancellable *cancellable; /* (nullable) */
  MatoiSheetReport *report;
  GArray *good; /* of guint: rows that can be imported */
  /* the one whose turn it is */
  MatoiBatch batch;
  guint line;
} Run;

static void
refusal_free (MatoiSheetRefusal *refusal)
{
  g_free (refusal->text);
  g_free (refusal);
}

/** matoi_sheet_report_free: NULL is fine. */
void
matoi_sheet_report_free (MatoiSheetReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->refusals);
  g_ptr_array_unref (report->created);
  g_ptr_array_unref (report->unchanged);
  g_free (report);
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->report, matoi_sheet_report_free);
  g_clear_pointer (&run->good, g_array_unref);
  g_clear_pointer (&run->batch.commands, g_ptr_array_unref);
  g_clear_pointer (&run->policy, matoi_policy_unref);
  g_clear_object (&run->cancellable);
  g_clear_pointer (&run->actor, g_free);
}

static void
run_free (Run *run)
{
  run_clear (run);
  g_free (run);
}

/* In the thread of the context. */
static gboolean
run_init (Run *run, MatoiSheet *sheet, MatoiContext *context, GError **error)
{
  MatoiPolicy *policy = matoi_context_get_policy (context, NULL, error);

  memset (run, 0, sizeof *run);
  if (policy == NULL)
    return FALSE;
  run->sheet = sheet;
  run->policy = matoi_policy_ref (policy);
  run->actor = g_strdup (matoi_context_get_identity (context));
  run->now = matoi_context_get_now (context);
  run->good = g_array_new (FALSE, FALSE, sizeof (guint));
  run->report = g_new0 (MatoiSheetReport, 1);
  run->report->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  run->report->created = g_ptr_array_new_with_free_func (g_free);
  run->report->unchanged = g_ptr_array_new_with_free_func (g_free);
  run->report->first = run->report->last = MATOI_TIME_NONE;
  g_atomic_int_set (&sheet->done, 0);
  return TRUE;
}

/* --- looking */

static void
add_refusal (Run *run, guint line, char *reason)
{
  MatoiSheetRefusal *refusal;

  run->report->n_refused++;
  if (run->report->refusals->len >= MAX_REFUSALS)
    {
      g_free (reason);
      return;
    }
  refusal = g_new0 (MatoiSheetRefusal, 1);
  refusal->line = line;
  refusal->text = reason;
  g_ptr_array_add (run->report->refusals, refusal);
}

static gboolean
has_field (const MatoiSheet *sheet, MatoiSheetField from, MatoiSheetField to)
{
  for (guint i = 0; i < matoi_sheet_get_n_columns (sheet); i++)
    if (sheet->fields[i] >= from && sheet->fields[i] <= to)
      return TRUE;
  return FALSE;
}

static gboolean
check_columns (const MatoiSheet *sheet, GError **error)
{
  const char *problem = NULL;

  if (!has_field (sheet, MATOI_SHEET_TITLE, MATOI_SHEET_TITLE))
    problem = _ ("No column is the title. Nothing was imported; choose one (--map COLUMN=title).");
  else if (!has_field (sheet, MATOI_SHEET_STARTED, MATOI_SHEET_DECLARED))
    problem = _ ("No column is the start, the detection or the declaration. Nothing was imported; "
                 "choose one (--map COLUMN=started).");
  else if (!has_field (sheet, MATOI_SHEET_MITIGATED, MATOI_SHEET_MINUTES))
    problem = _ ("No column is the end or the duration. Nothing was imported; choose one (--map "
                 "COLUMN=ended).");
  if (problem != NULL)
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, problem);
  return problem == NULL;
}

static gboolean
look_at_row (Run *run, MatoiStore *store, guint row, GHashTable *keys, GError **error)
{
  MatoiSheetReport *report = run->report;
  g_autofree char *external = NULL;
  char *reason = NULL;
  MatoiSheetRecord record;
  gpointer earlier;
  gboolean known = FALSE, good = TRUE;
  MatoiId id;

  if (!matoi_sheet_read_record (run->sheet, row, run->policy, run->now, &record, &reason))
    add_refusal (run, record.line, reason);
  else if (g_hash_table_lookup_extended (keys, record.key, NULL, &earlier))
    add_refusal (run, record.line,
                 /* Translators: %u is the number of a line in a file */
                 g_strdup_printf (_ ("It is the same incident as on line %u."),
                                     GPOINTER_TO_UINT (earlier)));
  else
    {
      g_hash_table_insert (keys, g_strdup (record.key), GUINT_TO_POINTER (record.line));
      external = g_strconcat ("csv:", record.key, NULL);
      good = matoi_store_find_external (store, SOURCE, external, &id, &known, error);
      report->n_rows++;
      report->n_known += known;
      if (report->first == MATOI_TIME_NONE || record.declared < report->first)
        report->first = record.declared;
      report->last = MAX (report->last, record.declared);
      g_array_append_val (run->good, row);
    }
  matoi_sheet_record_clear (&record);
  return good;
}

static gboolean
look_at_rows (Run *run, MatoiStore *store, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!check_columns (run->sheet, error))
    return FALSE;
  for (guint row = 0; row < matoi_sheet_get_n_rows (run->sheet); row++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !look_at_row (run, store, row, keys, error))
        return FALSE;
      if (!run->write)
        g_atomic_int_set (&run->sheet->done, (int) row + 1);
    }
  return TRUE;
}

/* --- writing */

static MatoiCommand *
add_command (Run *run,
             const MatoiSheetRecord *record,
             const char *name,
             gint64 at,
             const char *suffix)
{
  MatoiCommand *command = matoi_command_new (name, run->actor);

  command->occurred_at = at;
  command->source = g_strdup (SOURCE);
  command->external_id = g_strconcat ("csv:", record->key, suffix, NULL);
  g_ptr_array_add (run->batch.commands, command);
  return command;
}

static void
add_time (MatoiCommand *command, const char *name, gint64 ms)
{
  if (ms != MATOI_TIME_NONE)
    matoi_command_set_int (command, name, ms);
}

static void
add_note (Run *run, const MatoiSheetRecord *record, const char *text, const char *suffix)
{
  MatoiCommand *command;

  if (*text == '\0')
    return;
  command = add_command (run, record, "note", record->ended, suffix);
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
}

static void
add_declare (Run *run, const MatoiSheetRecord *record)
{
  MatoiCommand *command = add_command (run, record, "declare", record->declared, "");
  guint64 seed = ((guint64) g_random_int () << 32) | g_random_int ();

  matoi_command_set (command, "title", record->title);
  matoi_command_set (command, "scope", *record->scope != '\0' ? record->scope : NULL);
  matoi_command_set (command, "severity", record->severity);
  matoi_command_set (command, "policy", matoi_policy_get_hash (run->policy));
  matoi_command_set_int (command, "ref_seed", (gint64) (seed >> 1));
  matoi_command_set_strv (command, "services", (const char *const *) record->services);
  add_time (command, "started_at", record->started);
  /* Where nobody wrote down when it was noticed, the declaration is no better guess. */
  add_time (command, "detected_at", record->detected);
}

static void
add_end (Run *run, const MatoiSheetRecord *record)
{
  MatoiCommand *command;

  if (record->mitigated != MATOI_TIME_NONE)
    {
      command = add_command (run, record, "details", record->mitigated, "#mitigated");
      matoi_command_set_int (command, "mitigated_at", record->mitigated);
    }
  command = add_command (run, record, "end", record->ended, "#end");
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", record->severity);
  /* Translators: why an imported incident was ended without the checks of an end. */
  matoi_command_set (command, "override", _ ("Imported record"));
}

static void
make_commands (Run *run, const MatoiSheetRecord *record)
{
  MatoiCommand *command;

  g_clear_pointer (&run->batch.commands, g_ptr_array_unref);
  run->batch.commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  add_declare (run, record);
  if (*record->commander != '\0')
    {
      command = add_command (run, record, "role-assign", record->declared, "#ic");
      matoi_command_set (command, "role", "ic");
      matoi_command_set (command, "person", record->commander);
    }
  add_note (run, record, record->summary, "#summary");
  if (*record->cause != '\0')
    {
      /* Translators: %s is what somebody wrote as the cause of an incident, elsewhere. */
      g_autofree char *cause = g_strdup_printf (_ ("Cause: %s"), record->cause);

      add_note (run, record, cause, "#cause");
    }
  if (*record->link != '\0' && matoi_url_is_safe (record->link))
    {
      command = add_command (run, record, "link", record->ended, "#link");
      matoi_command_set (command, "url", record->link);
    }
  else
    add_note (run, record, record->link, "#link");
  add_end (run, record);
}

/* Of the store: the next one. */
static const MatoiBatch *
make_batch (guint index, gpointer user_data, GError **error)
{
  Run *run = user_data;
  MatoiSheetRecord record;
  char *reason = NULL;

  /* It could be read a moment ago. */
  if (!matoi_sheet_read_record (run->sheet, g_array_index (run->good, guint, index), run->policy,
                                run->now, &record, &reason))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, reason);
      g_free (reason);
      matoi_sheet_record_clear (&record);
      return NULL;
    }
  run->line = record.line;
  make_commands (run, &record);
  matoi_sheet_record_clear (&record);
  return &run->batch;
}

static void
on_imported (guint index, const char *ref, GPtrArray *events, gpointer user_data)
{
  Run *run = user_data;
  MatoiSheetReport *report = run->report;

  g_ptr_array_add (events->len > 0 ? report->created : report->unchanged, g_strdup (ref));
  for (guint i = 0; i < events->len; i++)
    report->entries +=
      g_str_equal (((MatoiEvent *) g_ptr_array_index (events, i))->type, "entry.added");
  g_atomic_int_set (&run->sheet->done, (int) index + 1);
  if (run->progress != NULL)
    run->progress (index + 1, run->good->len, run->user_data);
}

static gboolean
refuse_all (Run *run, GError **error)
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
write_rows (Run *run, MatoiStore *store, GError **error)
{
  if (run->strict && run->report->n_refused > 0)
    return refuse_all (run, error);
  if (!matoi_store_add_policy (store, run->policy, error))
    return FALSE;
  if (matoi_store_import_each (store, run->good->len, make_batch, run, run->now, on_imported, run,
                               run->cancellable, error))
    return TRUE;
  if (error != NULL && *error != NULL && (*error)->domain == MATOI_ERROR && run->line > 0)
    /* Translators: %u is the number of a line in a file; a sentence follows. */
    g_prefix_error (error, _ ("Line %u: "), run->line);
  return FALSE;
}

/* On the thread that owns @store. */
static gboolean
do_run (Run *run, MatoiStore *store, GError **error)
{
  return look_at_rows (run, store, error) && (!run->write || write_rows (run, store, error));
}

/** matoi_sheet_check: before matoi_context_start (); see the header. */
MatoiSheetReport *
matoi_sheet_check (MatoiSheet *self,
                   MatoiContext *context,
                   GCancellable *cancellable,
                   GError **error)
{
  MatoiSheetReport *report = NULL;
  Run run;

  if (!run_init (&run, self, context, error))
    return NULL;
  run.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (do_run (&run, matoi_context_get_store (context), error))
    report = g_steal_pointer (&run.report);
  run_clear (&run);
  return report;
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
  MatoiSheetReport *report = NULL;
  Run run;

  if (!run_init (&run, self, context, error))
    return NULL;
  run.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  run.strict = strict;
  run.write = TRUE;
  run.progress = progress;
  run.user_data = user_data;
  if (do_run (&run, matoi_context_get_store (context), error))
    report = g_steal_pointer (&run.report);
  run_clear (&run);
  return report;
}

/* --- for the window */

/* On the worker. */
static void
run_on_worker (MatoiWorker *worker, MatoiJob *job)
{
  Run *run = g_task_get_task_data (job->task);

  if (!do_run (run, worker->store, &job->error))
    return;
  job->result = g_steal_pointer (&run->report);
  if (run->write)
    matoi_worker_tell_news (worker);
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
  Run *run = g_new0 (Run, 1);
  MatoiJob *job =
    matoi_job_new (context, run_on_worker, matoi_sheet_finish,
                   (GDestroyNotify) matoi_sheet_report_free, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_task_data (job->task, run, (GDestroyNotify) run_free);
  if (!run_init (run, self, context, &error))
    {
      g_task_return_error (job->task, error);
      matoi_job_free (job);
      return;
    }
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  run->strict = strict;
  run->write = write;
  matoi_job_push (context, job);
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
