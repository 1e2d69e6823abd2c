/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#include "keys.h"
#include "matoi-history-item.h"
#include "matoi-saved-searches.h"
#include "pm-rig.h"

/* Finding what was ever written, and playing it back, with nothing but a keyboard. */

static gboolean
is_in_list (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && gtk_widget_is_ancestor (focus, rig_get (fixture, "hist_list"));
}

static guint
count_rows (Fixture *fixture)
{
  GtkSelectionModel *model =
    gtk_list_view_get_model (GTK_LIST_VIEW (rig_get (fixture, "hist_list")));

  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
note (Fixture *fixture, const char *text)
{
  rig_submit (fixture, "Aiko Tanaka", "note", "kind", "fact", "text", text, NULL);
}

static void
open_view (Fixture *fixture)
{
  rig_declare (fixture, "Checkout is down");
  note (fixture, "The connection pool of db-pay-2 is full");
  note (fixture, "db-pay-2 の接続プールが枯渇");
  note (fixture, "Restarted the workers");
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  WAIT_UNTIL (count_rows (fixture) == 1);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  rig_type (fixture, "接続プール");
  WAIT_UNTIL (keys_is_shown (fixture, "hp_hits"));
  WAIT_UNTIL (keys_says (fixture, "hist_count", "1"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_list (fixture));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_shown (fixture, "win_view"));
  WAIT_UNTIL (rig_rows_with (fixture, "db-pay-2 の接続プールが枯渇") > 0);

  /* What cannot be understood is told; what was found stays. */
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "after:soon");
  WAIT_UNTIL (keys_is_shown (fixture, "hist_message"));
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  /* So is a severity that does not exist; one that is being typed is not wrong yet. */
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "sev:");
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_message"));
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  keys_type (fixture, "x");
  WAIT_UNTIL (keys_is_shown (fixture, "hist_message"));
  g_assert_true (keys_says (fixture, "hist_message", "“x”") ||
                 keys_says (fixture, "hist_message", "「x」"));
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "nowhere at all");
  WAIT_UNTIL (count_rows (fixture) == 0);
  g_assert_false (keys_is_shown (fixture, "hist_message"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (count_rows (fixture) == 1);
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *begin = NULL;

  open_view (fixture);
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_list (fixture));
  rig_press (fixture, "<Control>r");
  WAIT_UNTIL (keys_is_shown (fixture, "pb_clock"));
  WAIT_UNTIL (keys_is_at (fixture, "pb_play"));
  begin = g_strdup (rig_get_label (fixture, "pb_clock"));
  rig_press (fixture, "End");
  rig_press (fixture, "p");
  rig_press (fixture, "n");
  rig_press (fixture, "space");
  rig_press (fixture, "space");
  rig_press (fixture, "Home");
  WAIT_UNTIL (keys_says (fixture, "pb_clock", begin));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));
}

/* --- several incidents, and another program that writes */

static const char *
get_words (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "hist_search")));
}

static MatoiContext *
open_other (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  MatoiContext *other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  return other;
}

static void
note_in (MatoiContext *other, const char *title, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = matoi_store_list (matoi_context_get_store (other), NULL, 0, &error);
  g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Ben Okafor");

  g_assert_no_error (error);
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->title, title))
        matoi_context_free_receipt (matoi_context_submit (other, &row->id, command, &error));
    }
  g_assert_no_error (error);
}

/* (nullable) what the line at @position is called. */
static const char *
get_title (Fixture *fixture, guint position)
{
  GtkSelectionModel *model =
    gtk_list_view_get_model (GTK_LIST_VIEW (rig_get (fixture, "hist_list")));
  g_autoptr (MatoiHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);

  return item ? matoi_history_item_get_row (item)->title : NULL;
}

static void
open_two (Fixture *fixture)
{
  g_autoptr (MatoiContext) other = NULL;

  rig_declare (fixture, "Alpha");
  rig_declare (fixture, "Beta");
  other = open_other (fixture);
  note_in (other, "Alpha", "the pool is full");
  note_in (other, "Beta", "the pool is full too");
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  WAIT_UNTIL (count_rows (fixture) == 2);
  /* Where Tab leads depends on where things stand. */
  WAIT_UNTIL (gtk_widget_get_height (rig_get (fixture, "hist_head")) > 0);
  WAIT_UNTIL (keys_is_shown (fixture, "hist_preview"));
}

/* The search is over: a number alone may be that of the incidents, or of those counted so far. */
static gboolean
has_found (Fixture *fixture, const char *number)
{
  return keys_says (fixture, "hist_count", number) && keys_says (fixture, "hist_count", "ms") &&
         !keys_says (fixture, "hist_count", "+");
}

/* Nothing moves and nothing comes in among what was found, however much is written. */
static void
test_calm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  GtkRevealer *news;

  open_two (fixture);
  other = open_other (fixture);
  rig_type (fixture, "pool");
  WAIT_UNTIL (has_found (fixture, "2"));
  g_assert_cmpstr (get_title (fixture, 0), ==, "Beta");
  for (guint i = 0; i < 40; i++)
    {
      note_in (other, "Alpha", "one more word of the pool");
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpstr (get_title (fixture, 0), ==, "Beta");
      g_assert_cmpuint (count_rows (fixture), ==, 2);
    }
  /* The numbers are those of now. */
  WAIT_UNTIL (keys_says (fixture, "hist_count", "42"));
  g_assert_cmpstr (get_title (fixture, 0), ==, "Beta");
  news = GTK_REVEALER (rig_get (fixture, "hist_news"));
  WAIT_UNTIL (gtk_revealer_get_reveal_child (news));
  g_assert_cmpstr (get_words (fixture), ==, "pool");

  keys_push (fixture, "hist_news_button");
  WAIT_UNTIL (g_strcmp0 (get_title (fixture, 0), "Alpha") == 0);
  g_assert_false (gtk_revealer_get_reveal_child (news));
  g_assert_true (is_in_list (fixture));
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  open_two (fixture);
  g_assert_cmpstr (get_title (fixture, 0), ==, "Beta");
  keys_tab_to (fixture, "hist_head");
  rig_press (fixture, "Right");
  rig_press (fixture, "Right");
  rig_press (fixture, "space");
  WAIT_UNTIL (g_strcmp0 (get_title (fixture, 0), "Alpha") == 0);
  rig_press (fixture, "space");
  WAIT_UNTIL (g_strcmp0 (get_title (fixture, 0), "Beta") == 0);
  /* Tab leads on from the table, not through each of its lines. */
  rig_press (fixture, "Tab");
  while (keys_is_at (fixture, "hist_head"))
    rig_press (fixture, "Tab");
  g_assert_true (is_in_list (fixture));
  rig_press (fixture, "Tab");
  g_assert_true (keys_is_at (fixture, "hist_preview"));
}

/* --- filters */

static void
complete (Fixture *fixture, const char *typed, const char *expected)
{
  rig_press (fixture, "<Control>f");
  keys_type (fixture, typed);
  WAIT_UNTIL (keys_is_shown (fixture, "compl_list"));
  rig_press (fixture, "Down");
  rig_press (fixture, "Return");
  g_assert_cmpstr (get_words (fixture), ==, expected);
  rig_press (fixture, "Escape");
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (10 * 1024, 'x');
  g_autofree char *word = g_strdup (g_dgettext (GETTEXT_PACKAGE, "Service"));

  open_view (fixture);
  complete (fixture, "se", "sev:");
  complete (fixture, "sev:", "sev:SEV-2 ");
  complete (fixture, "pool ser", "pool service:");
  complete (fixture, "state:l", "state:live ");
  complete (fixture, "kind:dec", "kind:decision ");
  complete (fixture, "kind:fact,dec", "kind:fact,decision ");
  complete (fixture, "has:", "has:action ");
  complete (fixture, "policy:small", "policy:small-team ");
  complete (fixture, "ｓｅｖ：", "ｓｅｖ：SEV-2 ");
  if ((guchar) *word >= 0x80)
    complete (fixture, word, "service:");
  /* Days are understood as they are offered. */
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "after:");
  WAIT_UNTIL (keys_is_shown (fixture, "compl_list"));
  rig_press (fixture, "Tab");
  g_assert_true (g_str_has_prefix (get_words (fixture), "after:2"));
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_message"));
  /* What is left out is no filter. */
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "-sev");
  g_assert_false (keys_is_shown (fixture, "compl_list"));

  rig_press (fixture, "<Control>f");
  keys_type (fixture, huge);
  WAIT_UNTIL (count_rows (fixture) == 0);
  g_assert_false (keys_is_shown (fixture, "hist_message"));
  rig_type (fixture, "x");
  WAIT_UNTIL (keys_is_shown (fixture, "hist_message"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (count_rows (fixture) == 1);
}

/* --- saved searches */

static guint
count_saved (Fixture *fixture)
{
  g_autoptr (GPtrArray) all = matoi_saved_searches_list (fixture->context);

  return all->len;
}

static gboolean
has_saved (Fixture *fixture, const char *name, const char *query)
{
  g_autoptr (GPtrArray) all = matoi_saved_searches_list (fixture->context);

  for (guint i = 0; i < all->len; i++)
    {
      const MatoiSavedSearch *search = g_ptr_array_index (all, i);

      if (g_str_equal (search->name, name))
        return g_str_equal (search->query, query);
    }
  return FALSE;
}

static void
on_other_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
save_elsewhere (Fixture *fixture, const char *name, const char *query)
{
  g_autoptr (MatoiContext) other = open_other (fixture);
  gboolean saved = FALSE;

  matoi_context_start (other);
  matoi_saved_searches_save_async (other, name, query, on_other_saved, &saved);
  WAIT_UNTIL (saved);
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (81, 'n');

  open_view (fixture);
  /* With nothing to be saved only what was saved can be asked for. */
  rig_press (fixture, "<Alt>Down");
  WAIT_UNTIL (keys_is_shown (fixture, "hist_saved_popover"));
  g_assert_false (keys_is_shown (fixture, "hist_name"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_saved_popover"));

  rig_press (fixture, "<Control>f");
  keys_type (fixture, "接続プール");
  rig_press (fixture, "<Control>s");
  WAIT_UNTIL (keys_is_at (fixture, "hist_name"));
  /* What is wrong is told at the place. */
  keys_type (fixture, long_name);
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_says (fixture, "hist_saved_message", "80"));
  g_assert_cmpuint (count_saved (fixture), ==, 0);
  rig_press (fixture, "<Control>a");
  keys_type (fixture, "プール");
  g_assert_false (keys_is_shown (fixture, "hist_saved_message"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (has_saved (fixture, "プール", "接続プール"));
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_saved_popover"));

  /* One of the same name takes its place; that is said before, and can be taken back. */
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "sev:1 pool");
  rig_press (fixture, "<Control>s");
  WAIT_UNTIL (keys_is_at (fixture, "hist_name"));
  keys_type (fixture, "プール");
  WAIT_UNTIL (keys_says (fixture, "hist_saved_message", "接続プール"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (has_saved (fixture, "プール", "sev:1 pool"));
  g_assert_cmpuint (count_saved (fixture), ==, 1);
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_saved_popover"));
  rig_press (fixture, "<Control>f");
  rig_press (fixture, "Escape");
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (has_saved (fixture, "プール", "接続プール"));
}

static void
open_list (Fixture *fixture)
{
  rig_press (fixture, "<Control>f");
  rig_press (fixture, "<Alt>Down");
  WAIT_UNTIL (keys_is_at (fixture, "hist_saved_list"));
}

static void
test_saved_list (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  save_elsewhere (fixture, "a", "workers");
  save_elsewhere (fixture, "b", "pool");
  WAIT_UNTIL (count_saved (fixture) == 2);
  open_list (fixture);
  rig_press (fixture, "Down");
  rig_press (fixture, "Return");
  WAIT_UNTIL (g_strcmp0 (get_words (fixture), "pool") == 0);
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  WAIT_UNTIL (keys_says (fixture, "hist_count", "1"));

  /* The keyboard stays in the list, which others may make longer. */
  open_list (fixture);
  rig_press (fixture, "Delete");
  WAIT_UNTIL (count_saved (fixture) == 1);
  WAIT_UNTIL (keys_is_at (fixture, "hist_saved_list"));
  save_elsewhere (fixture, "c", "cache");
  WAIT_UNTIL (keys_is_at (fixture, "hist_saved_list"));
  WAIT_UNTIL (count_saved (fixture) == 2);
  rig_press (fixture, "Escape");
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_saved_popover"));
  rig_press (fixture, "<Control>f");
  rig_press (fixture, "Escape");
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (has_saved (fixture, "a", "workers"));
}

/* --- a damaged index */

static void
damage (Fixture *fixture)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->db, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE search_data SET block=x'00' WHERE id>10", NULL,
                                 NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
on_said (gpointer view, const char *text, gboolean can_undo, guint *n)
{
  (*n)++;
}

/* Told once, built anew and asked again by itself. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  open_view (fixture);
  g_signal_connect (rig_get (fixture, "win_history"), "said", G_CALLBACK (on_said), &n);
  damage (fixture);
  rig_type (fixture, "接続プール");
  WAIT_UNTIL (n == 1);
  WAIT_UNTIL (keys_says (fixture, "hist_count", "1"));
  WAIT_UNTIL (!keys_is_shown (fixture, "hist_message"));
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "workers");
  WAIT_UNTIL (keys_says (fixture, "hist_count", "1"));
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/history/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("find", test_find);
  ADD ("calm", test_calm);
  ADD ("sort", test_sort);
  ADD ("filters", test_filters);
  ADD ("saved", test_saved);
  ADD ("saved-list", test_saved_list);
  ADD ("damaged", test_damaged);
  ADD ("replay", test_replay);
#undef ADD
  return g_test_run ();
}
