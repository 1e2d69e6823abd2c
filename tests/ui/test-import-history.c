/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Incidents that were kept elsewhere are looked at, mapped and imported, by keyboard. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keys.h"
#include "matoi-import-history.h"

/* The same fixture with the window of the import in front. */
static Fixture
get_import (Fixture *fixture)
{
  Fixture import = *fixture;

  import.window = NULL;
  for (GList *l = gtk_window_list_toplevels (); l; l = l->next)
    if (MATOI_IS_IMPORT_HISTORY (l->data))
      import.window = (MatoiWindow *) l->data;
  return import;
}

static char *
write_file (Fixture *fixture, const char *name, const char *text, const char *encoding)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (bytes);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return path;
}

static gboolean
is_at (Fixture *import, const char *page)
{
  return strcmp (gtk_stack_get_visible_child_name (GTK_STACK (rig_get (import, "imh_stack"))),
                 page) == 0;
}

static Fixture
open_import (Fixture *fixture, const char *path)
{
  Fixture import;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-history", NULL);
  WAIT_UNTIL (get_import (fixture).window);
  import = get_import (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (import.window)));
  g_assert_true (is_at (&import, "start"));
  g_assert_true (keys_is_at (&import, "imh_choose"));
  matoi_import_history_open ((MatoiImportHistory *) import.window, path);
  WAIT_UNTIL (keys_is_shown (&import, "imh_problem") || is_at (&import, "lines"));
  return import;
}

static gboolean
is_ready (Fixture *import)
{
  return gtk_widget_is_sensitive (rig_get (import, "imh_import"));
}

static guint
count_rows (Fixture *import, const char *id)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (rig_get (import, id)); row;
       row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static guint
count_incidents (Fixture *fixture)
{
  g_autoptr (MatoiContext) other = matoi_context_new (fixture->db, MATOI_STORE_READ_ONLY, NULL);
  g_autoptr (GPtrArray) rows = matoi_context_list (other, NULL, 0, NULL);

  return rows->len;
}

static void
close_import (Fixture *fixture)
{
  Fixture import = get_import (fixture);

  rig_press (&import, "<Control>w");
  WAIT_UNTIL (!get_import (fixture).window);
}

/* --- the tests */

#define HEAD "番号,何が起きたか,重大度,サービス,発生日時,復旧日時\n"

/* A sheet from Windows: one column is not recognised, one line is wrong. */
static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    write_file (fixture, "history.csv",
                HEAD "1,決済APIの障害,P1,決済,2025/11/20 14:05,2025/11/20 15:00\n"
                     "2,検索の遅延,P2,検索,2025/11/21 09:00,2025/11/21 10:30\n"
                     "3,時刻なし,P2,検索,,\n",
                "CP932");
  Fixture import = open_import (fixture, path);

  g_assert_true (is_at (&import, "lines"));
  g_assert_true (keys_is_at (&import, "imh_columns"));
  g_assert_cmpuint (count_rows (&import, "imh_lines"), ==, 3);
  g_assert_true (keys_says (&import, "imh_name", "history.csv"));
  g_assert_false (is_ready (&import));
  /* The second column: Tab goes from one to the next. */
  WAIT_UNTIL (!is_ready (&import));
  g_assert_true (keys_choose (&import, "imh_columns/imh_column_2", _ ("Title")));
  WAIT_UNTIL (keys_is_shown (&import, "imh_refusals"));
  g_assert_cmpuint (count_rows (&import, "imh_refusals"), ==, 1);
  /* Back, step by step. */
  rig_press (&import, "Escape");
  g_assert_true (is_at (&import, "start"));
  rig_press (&import, "Escape");
  WAIT_UNTIL (!get_import (fixture).window);
}

/* Looked through, cancelled, imported, and found in History. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "history.csv",
                                      "件名,重大度,発生日時,復旧日時\n"
                                      "決済APIの障害,P1,2025/11/20 14:05,2025/11/20 15:00\n"
                                      "検索の遅延,P2,2025/11/21 09:00,2025/11/21 10:30\n"
                                      "時刻なし,P2,,\n",
                                      "EUC-JP");
  Fixture import = open_import (fixture, path);

  WAIT_UNTIL (keys_is_shown (&import, "imh_refusals"));
  g_assert_cmpuint (count_rows (&import, "imh_refusals"), ==, 1);
  g_assert_false (is_ready (&import));
  keys_push (&import, "imh_skip");
  g_assert_true (is_ready (&import));
  keys_push (&import, "imh_import");
  rig_press (&import, "Escape");
  WAIT_UNTIL (!is_at (&import, "busy"));
  if (is_at (&import, "lines"))
    {
      g_assert_cmpuint (count_incidents (fixture), ==, 0);
      WAIT_UNTIL (is_ready (&import));
      keys_push (&import, "imh_import");
    }
  WAIT_UNTIL (is_at (&import, "done"));
  g_assert_cmpuint (count_incidents (fixture), ==, 2);
  g_assert_true (keys_is_at (&import, "imh_show"));
  keys_push (&import, "imh_show");
  WAIT_UNTIL (!get_import (fixture).window);
  WAIT_UNTIL (keys_is_shown (fixture, "win_history"));
}

/* Nothing tells whether the day comes first: a person is asked. */
static void
test_dates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "dates.csv",
                                      "title,severity,started,resolved\n"
                                      "Checkout,1,03/04/2025 10:00,03/04/2025 11:00\n",
                                      "UTF-8");
  Fixture import = open_import (fixture, path);

  g_assert_false (is_ready (&import));
  g_assert_true (keys_choose (&import, "imh_dates", "12/31/2026"));
  WAIT_UNTIL (is_ready (&import));
  keys_push (&import, "imh_import");
  WAIT_UNTIL (is_at (&import, "done"));
  close_import (fixture);
}

#define FACTS                                                                                  \
  "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"x\",\"title\":\"Checkout 5xx\","            \
  "\"started_at\":\"2025-01-01T10:00:00Z\",\"resolved_at\":\"2025-01-01T11:00:00Z\","          \
  "\"severity\":{\"guess\":\"SEV2\"},\"timeline\":[{\"at\":\"2025-01-01T10:05:00Z\",\"kind\":" \
  "\"fact\",\"text\":\"Errors\"}]}"

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "facts.json", FACTS, "UTF-8");
  Fixture import = open_import (fixture, path);

  g_assert_false (keys_is_shown (&import, "imh_columns"));
  g_assert_cmpuint (count_rows (&import, "imh_lines"), ==, 1);
  g_assert_true (is_ready (&import));
  g_assert_true (keys_is_at (&import, "imh_import"));
  keys_push (&import, "imh_import");
  WAIT_UNTIL (is_at (&import, "done"));
  g_assert_cmpuint (count_incidents (fixture), ==, 1);
  close_import (fixture);
}

/* What is no sheet is told in a sentence. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "bad.csv", "title\n", "UTF-8");
  Fixture import = open_import (fixture, fixture->db);

  g_assert_true (is_at (&import, "start"));
  g_assert_true (keys_is_shown (&import, "imh_problem"));
  matoi_import_history_open ((MatoiImportHistory *) import.window, path);
  WAIT_UNTIL (keys_is_shown (&import, "imh_problem"));
  g_assert_true (is_at (&import, "start"));
  g_assert_true (keys_says (&import, "imh_problem", "bad.csv"));
  close_import (fixture);
}

#define TEST(path, func) \
  g_test_add ("/ui/import-history/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  TEST ("sheet", test_sheet);
  TEST ("whole", test_whole);
  TEST ("dates", test_dates);
  TEST ("json", test_json);
  TEST ("problem", test_problem);
  return g_test_run ();
}
