/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Imports of which the program was killed. */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "sheet-rig.h"
#include "test-common.h"

#define ROWS 400

/* Half of the progress is making ready, half is coming in. */
enum
{
  MIDDLE = ROWS / 2,
  COMING_IN = ROWS + ROWS / 3,
};

static void
die_at (gint64 done, gint64 total, gpointer user_data)
{
  if (done >= GPOINTER_TO_INT (user_data))
    kill (getpid (), SIGKILL);
}

static void
import_and_die (gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (MatoiContext) context =
    matoi_context_new (g_getenv ("MATOI_TEST_DB"), MATOI_STORE_READ_WRITE, NULL);
  g_autoptr (MatoiSheet) sheet = matoi_sheet_read (g_getenv ("MATOI_TEST_CSV"), NULL, zone, NULL);

  matoi_sheet_import (sheet, context, TRUE, die_at, (gpointer) data, NULL, NULL);
}

/* The file is imported by another program, which is killed. */
static MatoiSheet *
kill_import (SheetRig *rig, const char *when)
{
  MatoiSheet *sheet = sheet_rig_read_rows (rig, ROWS);

  g_clear_object (&rig->context);
  g_setenv ("MATOI_TEST_DB", rig->db, TRUE);
  g_setenv ("MATOI_TEST_CSV", rig->path, TRUE);
  g_test_trap_subprocess (when, 0, 0);
  g_assert_false (g_test_trap_has_passed ());
  g_assert_true (sheet_rig_is_staged (rig));
  sheet_rig_open (rig);
  return sheet;
}

static void
test_killed (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = kill_import (rig, "/import-killed/subprocess/middle");
  g_autoptr (MatoiSheetReport) report = NULL;

  g_assert_cmpuint (sheet_rig_count (rig), ==, 0);
  g_assert_cmpint (sheet_rig_count_events (rig), ==, 0);
  report = sheet_rig_import (rig, sheet, TRUE);
  g_assert_cmpuint (report->created->len, ==, ROWS);
  sheet_rig_check_count (rig, ROWS);
}

/* Tidied up by the next window, without anybody asking. */
static void
test_tidy (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = kill_import (rig, "/import-killed/subprocess/middle");

  matoi_context_start (rig->context);
  WAIT_UNTIL (!sheet_rig_is_staged (rig));
  matoi_context_stop (rig->context);
  sheet_rig_check_count (rig, 0);
}

/* Half of it was there: the next window takes in the rest. */
static void
test_rest (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = kill_import (rig, "/import-killed/subprocess/coming-in");
  guint n = sheet_rig_count (rig);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, ROWS);
  sheet_rig_check (rig);
  matoi_context_start (rig->context);
  WAIT_UNTIL (!sheet_rig_is_staged (rig));
  matoi_context_stop (rig->context);
  sheet_rig_check_count (rig, ROWS);
}

/* The rest is gone: the same file brings what is missing, and nothing twice. */
static void
test_lost (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = kill_import (rig, "/import-killed/subprocess/coming-in");
  g_autofree char *rest = g_strconcat (rig->db, "-import", NULL);
  g_autoptr (MatoiSheetReport) report = NULL;
  guint n = sheet_rig_count (rig);

  g_assert_cmpint (g_unlink (rest), ==, 0);
  report = sheet_rig_import (rig, sheet, TRUE);
  g_assert_cmpuint (report->created->len, ==, ROWS - n);
  g_assert_cmpuint (report->unchanged->len, ==, n);
  sheet_rig_check_count (rig, ROWS);
}

#define TEST(path, func) \
  g_test_add ("/import-killed/" path, SheetRig, NULL, sheet_rig_set_up, func, sheet_rig_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("ready", test_killed);
  TEST ("tidy", test_tidy);
  TEST ("rest", test_rest);
  TEST ("lost", test_lost);
  g_test_add_data_func ("/import-killed/subprocess/middle", GINT_TO_POINTER (MIDDLE),
                        import_and_die);
  g_test_add_data_func ("/import-killed/subprocess/coming-in", GINT_TO_POINTER (COMING_IN),
                        import_and_die);
  return g_test_run ();
}
