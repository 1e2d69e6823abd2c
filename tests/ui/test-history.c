/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keys.h"
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

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/history/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("find", test_find);
  ADD ("replay", test_replay);
#undef ADD
  return g_test_run ();
}
