/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-csv-private.h"

/* Looking at all lines before anything is written: which are refused and why, which are known. */

#define MAX_REFUSALS 1000

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

/** matoi_sheet_run_free: NULL is fine. */
void
matoi_sheet_run_free (MatoiSheetRun *run)
{
  if (run == NULL)
    return;
  g_clear_pointer (&run->report, matoi_sheet_report_free);
  g_clear_pointer (&run->good, g_array_unref);
  g_clear_pointer (&run->batch.commands, g_ptr_array_unref);
  g_clear_pointer (&run->reader.severities, g_hash_table_unref);
  g_clear_pointer (&run->policy, matoi_policy_unref);
  g_clear_pointer (&run->sheet, matoi_sheet_free);
  g_clear_object (&run->cancellable);
  g_free (run->actor);
  g_free (run->path);
  g_free (run);
}

/** matoi_sheet_run_new: see the header. */
MatoiSheetRun *
matoi_sheet_run_new (MatoiSheet *sheet,
                     MatoiContext *context,
                     GCancellable *cancellable,
                     GError **error)
{
  MatoiPolicy *policy = matoi_context_get_policy (context, NULL, error);
  MatoiSheetRun *run;

  if (policy == NULL)
    return NULL;
  run = g_new0 (MatoiSheetRun, 1);
  run->sheet = matoi_sheet_copy (sheet);
  run->policy = matoi_policy_ref (policy);
  run->actor = g_strdup (matoi_context_get_identity (context));
  run->path = g_strdup (matoi_context_get_path (context));
  run->now = matoi_context_get_now (context);
  run->reader = (MatoiSheetReader){ run->sheet, run->policy, run->now, NULL };
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  run->good = g_array_new (FALSE, FALSE, sizeof (guint));
  run->report = g_new0 (MatoiSheetReport, 1);
  run->report->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  run->report->created = g_ptr_array_new_with_free_func (g_free);
  run->report->unchanged = g_ptr_array_new_with_free_func (g_free);
  run->report->first = run->report->last = MATOI_TIME_NONE;
  g_atomic_int_set (&sheet->progress->ready, 0);
  g_atomic_int_set (&sheet->progress->moved, 0);
  return run;
}

static void
add_refusal (MatoiSheetRun *run, guint line, char *reason)
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

/** matoi_sheet_find_missing: see the header. */
const char *
matoi_sheet_find_missing (const MatoiSheet *self)
{
  if (!has_field (self, MATOI_SHEET_TITLE, MATOI_SHEET_TITLE))
    return _ ("No column is the title; choose one.");
  if (!has_field (self, MATOI_SHEET_STARTED, MATOI_SHEET_DECLARED))
    return _ ("No column is the start, the detection or the declaration; choose one.");
  if (!has_field (self, MATOI_SHEET_MITIGATED, MATOI_SHEET_MINUTES))
    return _ ("No column is the end or the duration; choose one.");
  return NULL;
}

static gboolean
look_at_row (MatoiSheetRun *run, MatoiStore *store, guint row, GHashTable *keys, GError **error)
{
  MatoiSheetReport *report = run->report;
  g_autofree char *external = NULL;
  char *reason = NULL;
  MatoiSheetRecord record;
  gpointer earlier;
  gboolean known = FALSE, good = TRUE;
  MatoiId id;

  if (!matoi_sheet_read_record (&run->reader, row, &record, &reason))
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
      good = matoi_store_find_external (store, MATOI_SHEET_SOURCE, external, &id, &known, error);
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

/** matoi_sheet_run_look: on the thread that owns @store, which is only read. */
gboolean
matoi_sheet_run_look (MatoiSheetRun *run, MatoiStore *store, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *missing = matoi_sheet_find_missing (run->sheet);

  if (missing != NULL)
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: %s is a sentence: what is missing. */
                   _ ("%s Nothing was imported."), missing);
      return FALSE;
    }
  for (guint row = 0; row < matoi_sheet_get_n_rows (run->sheet); row++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !look_at_row (run, store, row, keys, error))
        return FALSE;
      if (!run->write)
        g_atomic_int_set (&run->sheet->progress->ready, (int) row + 1);
    }
  return TRUE;
}

/** matoi_sheet_check: before matoi_context_start (); see the header. */
MatoiSheetReport *
matoi_sheet_check (MatoiSheet *self,
                   MatoiContext *context,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MatoiSheetRun) run = matoi_sheet_run_new (self, context, cancellable, error);

  if (run == NULL || !matoi_sheet_run_look (run, matoi_context_get_store (context), error))
    return NULL;
  return g_steal_pointer (&run->report);
}
