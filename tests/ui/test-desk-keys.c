/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keys.h"
#include "pm-rig.h"

/* The figures and the printer are a key away from wherever the keyboard is (Ctrl+5, Ctrl+P), and
 * the keyboard is where it was afterwards; in each language. */

/* --- looking */

/* (nullable) */
static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "GtkPrintUnixDialog") &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* As Escape does in the system's dialog. */
static void
cancel_dialog (void)
{
  WAIT_UNTIL (find_dialog ());
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (!find_dialog ());
}

/* As Escape does, for which GTK listens in a way that cannot be pressed here. */
static void
close_menu (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *menu = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  g_assert_nonnull (menu);
  gtk_popover_popdown (GTK_POPOVER (menu));
  WAIT_UNTIL (!gtk_widget_get_mapped (menu));
}

static gboolean
is_in_menu (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return keys_is_at (fixture, "ins_print") && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER);
}

/* --- */

static void
begin (Fixture *fixture)
{
  rig_declare (fixture, "Checkout fails");
  pm_end (fixture, "recovered");
}

static void
open_table (Fixture *fixture)
{
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  WAIT_UNTIL (keys_says (fixture, "hp_title", "Checkout fails"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
}

static void
to_insights (Fixture *fixture)
{
  rig_press (fixture, "<Control>5");
  WAIT_UNTIL (keys_is_at (fixture, "insights_period"));
}

/* From each view, and from what is open in it. */
static void
test_insights (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  rig_press (fixture, "<Control>1");
  WAIT_UNTIL (keys_is_shown (fixture, "win_view"));
  to_insights (fixture);
  rig_press (fixture, "<Control>2");
  WAIT_UNTIL (!keys_is_at (fixture, "win_insights"));
  to_insights (fixture);
  rig_press (fixture, "<Control>2");
  WAIT_UNTIL (keys_is_at (fixture, "pml_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_is_open (fixture));
  to_insights (fixture);
  rig_press (fixture, "<Control>3");
  WAIT_UNTIL (!keys_is_at (fixture, "win_insights"));
  to_insights (fixture);

  open_table (fixture);
  to_insights (fixture);
  open_table (fixture);
  rig_press (fixture, "F6");
  WAIT_UNTIL (keys_is_at (fixture, "hist_preview"));
  to_insights (fixture);
  open_table (fixture);
  rig_press (fixture, "<Control>r");
  WAIT_UNTIL (keys_is_at (fixture, "pb_play"));
  to_insights (fixture);
  /* Who is there already stays where they are. */
  keys_tab_to (fixture, "insights_service");
  rig_press (fixture, "<Control>5");
  g_assert_true (keys_is_at (fixture, "insights_service"));
}

/* What is in front: an incident, its postmortem; of a playback there is nothing to print. */
static void
test_records (Fixture *fixture, gconstpointer data)
{
  char *elapsed;

  begin (fixture);
  open_table (fixture);
  rig_press (fixture, "<Control>p");
  cancel_dialog ();
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  rig_press (fixture, "F6");
  WAIT_UNTIL (keys_is_at (fixture, "hist_preview"));
  rig_press (fixture, "<Control>p");
  cancel_dialog ();
  WAIT_UNTIL (keys_is_at (fixture, "hist_preview"));

  rig_press (fixture, "<Control>r");
  WAIT_UNTIL (keys_is_at (fixture, "pb_play"));
  rig_press (fixture, "End");
  elapsed = g_strdup (rig_get_label (fixture, "pb_elapsed"));
  rig_press (fixture, "<Control>p");
  g_assert_cmpstr (rig_get_label (fixture, "pb_elapsed"), ==, elapsed);
  g_assert_true (keys_is_at (fixture, "pb_play"));
  g_assert_null (find_dialog ());
  g_free (elapsed);

  rig_press (fixture, "<Control>2");
  WAIT_UNTIL (keys_is_at (fixture, "pml_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_is_open (fixture));
  rig_press (fixture, "<Control>p");
  cancel_dialog ();
  WAIT_UNTIL (pm_is_open (fixture));
}

/* The menu of what is printed, from wherever the keyboard is among the figures. */
static void
test_figures (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  to_insights (fixture);
  WAIT_UNTIL (keys_is_shown (fixture, "incidents/insight_chart"));
  rig_press (fixture, "<Control>p");
  WAIT_UNTIL (is_in_menu (fixture));
  close_menu (fixture);
  keys_tab_to (fixture, "incidents/insight_chart");
  rig_press (fixture, "<Control>p");
  WAIT_UNTIL (is_in_menu (fixture));
  close_menu (fixture);
  WAIT_UNTIL (keys_is_at (fixture, "incidents/insight_chart"));
  rig_press (fixture, "<Control>p");
  WAIT_UNTIL (is_in_menu (fixture));
  rig_press (fixture, "Return");
  cancel_dialog ();

  /* The month that is chosen. */
  keys_push (fixture, "ins_report");
  WAIT_UNTIL (keys_is_shown (fixture, "report_print"));
  keys_push (fixture, "report_print");
  cancel_dialog ();
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/desk-keys/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("insights", test_insights);
  ADD ("records", test_records);
  ADD ("figures", test_figures);
#undef ADD
  return g_test_run ();
}
