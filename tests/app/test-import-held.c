/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Imports that are given up, or come in while others write. */

#include "config.h"

#include <string.h>

#include "sheet-rig.h"
#include "test-common.h"

#define ROWS 400

/* Half of the progress is making ready, half is coming in. */
enum
{
  START = 1,
  MIDDLE = ROWS / 2,
  READY = ROWS,
  COMING_IN = ROWS + ROWS / 3,
};

/* --- given up */

typedef struct
{
  GCancellable *cancellable;
  gint64 at;
} Cancel;

static void
cancel_at (gint64 done, gint64 total, gpointer user_data)
{
  const Cancel *cancel = user_data;

  g_assert_cmpint (total, ==, 2 * ROWS);
  if (done >= cancel->at)
    g_cancellable_cancel (cancel->cancellable);
}

static void
test_cancel (SheetRig *rig, gconstpointer data)
{
  static const gint64 moments[] = { START, MIDDLE, READY };
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_rows (rig, ROWS);
  g_autoptr (MatoiSheetReport) report = NULL, again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Cancel cancel = { cancellable, moments[i] };
      g_autoptr (GError) error = NULL;

      g_assert_null (
        matoi_sheet_import (sheet, rig->context, TRUE, cancel_at, &cancel, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      sheet_rig_check_count (rig, 0);
    }
  report = sheet_rig_import (rig, sheet, TRUE);
  g_assert_cmpuint (report->created->len, ==, ROWS);
  sheet_rig_check_count (rig, ROWS);
  again = sheet_rig_import (rig, sheet, TRUE);
  g_assert_cmpuint (again->created->len, ==, 0);
  g_assert_cmpuint (again->unchanged->len, ==, ROWS);
  for (guint i = 0; i < ROWS; i++)
    g_assert_cmpstr (g_ptr_array_index (again->unchanged, i), ==,
                     g_ptr_array_index (report->created, i));
  sheet_rig_check_count (rig, ROWS);
}

/* What comes in is not given up any more, and is found as soon as it is there. */
static void
test_too_late (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_rows (rig, ROWS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MatoiSheetReport) report = NULL;
  Cancel cancel = { cancellable, COMING_IN };
  g_autoptr (GError) error = NULL;
  guint done;

  report = matoi_sheet_import (sheet, rig->context, TRUE, cancel_at, &cancel, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->created->len, ==, ROWS);
  g_assert_true (matoi_sheet_get_progress (sheet, &done));
  g_assert_cmpuint (done, ==, ROWS);
  sheet_rig_check_count (rig, ROWS);
}

/* --- while others write */

typedef struct
{
  SheetRig *rig;
  MatoiContext *other; /* another program, as far as the database can tell */
  MatoiId incident;
  guint n_notes;
  gint64 longest;
} Others;

static MatoiId
declare (MatoiContext *context)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Ann");
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;
  MatoiId id;

  matoi_command_set (command, "title", "Live");
  matoi_command_set (command, "severity", "1");
  g_assert_true (matoi_context_prepare_declare (context, command, "pagerduty", &error));
  receipt = matoi_context_submit (context, NULL, command, &error);
  g_assert_no_error (error);
  id = receipt->incident;
  matoi_context_free_receipt (receipt);
  return id;
}

static MatoiCommand *
make_note (void)
{
  MatoiCommand *note = matoi_command_new ("note", "Ann");

  matoi_command_set (note, "kind", "fact");
  matoi_command_set (note, "text", "Errors go down");
  return note;
}

static guint
count_entries (Others *others)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) live = matoi_context_load (others->other, &others->incident, &error);

  g_assert_no_error (error);
  return live->entries->len;
}

/* At every step of the import another program writes, and is let in. */
static void
write_between (gint64 done, gint64 total, gpointer user_data)
{
  Others *others = user_data;
  g_autoptr (MatoiCommand) note = make_note ();
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  matoi_context_free_receipt (
    matoi_context_submit (others->other, &others->incident, note, &error));
  g_assert_no_error (error);
  others->longest = MAX (others->longest, g_get_monotonic_time () - begin);
  others->n_notes++;
}

static void
test_others (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_rows (rig, ROWS);
  g_autoptr (MatoiSheetReport) report = NULL, theirs = NULL;
  g_autoptr (GError) error = NULL;
  Others others = { .rig = rig };
  guint n_before;

  others.other = matoi_context_new (rig->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  others.incident = declare (others.other);
  n_before = count_entries (&others);
  report = matoi_sheet_import (sheet, rig->context, TRUE, write_between, &others, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others.n_notes, >, ROWS);
  g_test_message ("longest wait: %.1f ms", (double) others.longest / 1000);
  g_assert_cmpuint (count_entries (&others), ==, n_before + others.n_notes);
  g_assert_cmpuint (sheet_rig_count (rig), ==, ROWS + 1);
  sheet_rig_check (rig);
  g_object_unref (others.other);
}

/* The window writes while its own import runs, and another program does as fast as it can. */
static gpointer
write_on_and_on (gpointer user_data)
{
  Others *others = user_data;

  while (others->n_notes < 100)
    write_between (0, 0, others);
  return NULL;
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_free_receipt (matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error));
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
test_window (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_rows (rig, ROWS);
  g_autoptr (MatoiSheetReport) report = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  Others others = { .rig = rig };
  guint n_sent = 0, n_noted = 0;
  GThread *thread;

  others.other = matoi_context_new (rig->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  others.incident = declare (others.other);
  matoi_context_start (rig->context);
  thread = g_thread_new ("other", write_on_and_on, &others);
  matoi_sheet_import_async (sheet, rig->context, TRUE, NULL, sheet_rig_take, &result);
  while (result == NULL)
    {
      g_autoptr (MatoiCommand) note = make_note ();

      if (n_sent == n_noted)
        {
          n_sent++;
          matoi_context_submit_async (rig->context, &others.incident, note, NULL, on_noted,
                                      &n_noted);
        }
      g_main_context_iteration (NULL, TRUE);
    }
  done = sheet_rig_wait (&result);
  report = matoi_sheet_finish (rig->context, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->created->len, ==, ROWS);
  WAIT_UNTIL (n_noted == n_sent);
  g_thread_join (thread);
  g_assert_cmpuint (n_noted, >, 0);
  matoi_context_stop (rig->context);
  g_assert_cmpuint (sheet_rig_count (rig), ==, ROWS + 1);
  sheet_rig_check (rig);
  g_object_unref (others.other);
}

/* One import at a time; the second is told so, and writes nothing. */
static void
import_as_well (gint64 done, gint64 total, gpointer user_data)
{
  Others *others = user_data;
  g_autoptr (MatoiSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  if (done != MIDDLE)
    return;
  sheet = matoi_sheet_read (others->rig->path, NULL, others->rig->zone, &error);
  g_assert_no_error (error);
  g_assert_null (matoi_sheet_import (sheet, others->other, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "Nothing was imported"));
  others->n_notes++;
}

static void
test_two (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_rows (rig, ROWS);
  g_autoptr (MatoiSheetReport) report = NULL;
  g_autoptr (GError) error = NULL;
  Others others = { .rig = rig };

  others.other = matoi_context_new (rig->db, MATOI_STORE_READ_WRITE, &error);
  report = matoi_sheet_import (sheet, rig->context, TRUE, import_as_well, &others, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others.n_notes, ==, 1);
  sheet_rig_check_count (rig, ROWS);
  g_object_unref (others.other);
}

#define TEST(path, func) \
  g_test_add ("/import-held/" path, SheetRig, NULL, sheet_rig_set_up, func, sheet_rig_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("cancel", test_cancel);
  TEST ("too-late", test_too_late);
  TEST ("others", test_others);
  TEST ("window", test_window);
  TEST ("two", test_two);
  return g_test_run ();
}
