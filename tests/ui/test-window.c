/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real window on a real database in a temporary folder. */

#include "config.h"

#include "matoi-entry-bar.h"
#include "rig.h"

/* --- the tests */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "empty") == 0);
  rig_press (fixture, "<Control>n");
  g_assert_cmpstr (rig_get_page (fixture), ==, "declare");
  rig_enter (fixture); /* without a title */
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "dec_message")));
  g_assert_cmpstr (rig_get_label (fixture, "dec_message"), !=, "");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (rig_get_page (fixture), ==, "empty");
}

static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Checkout 5xx spike");
  g_assert_cmpstr (rig_get_label (fixture, "inc_severity"), ==, "SEV-2");
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "? Deploy 決済 2026.11 changed pool sizing");
  g_assert_cmpstr (rig_get_label (fixture, "bar_kind"), ==, "Hypothesis");
  rig_enter (fixture);
  WAIT_UNTIL (rig_rows_with (fixture, "Deploy 決済 2026.11 changed pool sizing") == 1);
  WAIT_UNTIL (*matoi_entry_bar_get_text (MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"))) ==
              '\0');

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->title, ==, "Checkout 5xx spike");
  g_assert_cmpuint (
    rig_count_entries (incident, "hypothesis", "Deploy 決済 2026.11 changed pool sizing"), ==, 1);
}

/* Enter is pressed for a second line before the first one is on disk. */
static void
test_fast_typist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  MatoiEntryBar *bar;

  rig_declare (fixture, "Two lines at once");
  rig_press (fixture, "<Control>l");
  bar = MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"));
  rig_type (fixture, "first");
  rig_enter (fixture);
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "first");
  rig_type (fixture, "! second");
  rig_enter (fixture);
  rig_type (fixture, "third, not entered");
  WAIT_UNTIL (rig_rows_with (fixture, "second") == 1);
  WAIT_UNTIL (g_strcmp0 (matoi_entry_bar_get_text (bar), "third, not entered") == 0);

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (rig_count_entries (incident, "fact", "first"), ==, 1);
  g_assert_cmpuint (rig_count_entries (incident, "decision", "second"), ==, 1);
}

/* Enter that ends an input method's conversion records nothing. */
static void
test_composing (Fixture *fixture, gconstpointer data)
{
  MatoiEntryBar *bar;
  GtkWidget *text;

  rig_declare (fixture, "Composing");
  rig_press (fixture, "<Control>l");
  bar = MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"));
  text = rig_get (fixture, "bar_text");
  rig_type (fixture, "決済");
  g_signal_emit_by_name (text, "preedit-changed", "かいふく");
  rig_enter (fixture);
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "決済");
  g_signal_emit_by_name (text, "preedit-changed", "");
  rig_type (fixture, "回復");
  rig_enter (fixture);
  WAIT_UNTIL (rig_rows_with (fixture, "決済回復") == 1);
  g_assert_cmpuint (rig_rows_with (fixture, "決済"), ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  MatoiEntryBar *bar;

  rig_declare (fixture, "Refused lines");
  rig_press (fixture, "<Control>l");
  bar = MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"));

  /* the process says no */
  rig_type (fixture, "/phase no-such-phase");
  rig_enter (fixture);
  WAIT_UNTIL (*matoi_entry_bar_get_message (bar) != '\0');
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "/phase no-such-phase");
  g_test_message ("refused with: %s", matoi_entry_bar_get_message (bar));

  /* typing on takes the message away */
  rig_type (fixture, "x");
  g_assert_cmpstr (matoi_entry_bar_get_message (bar), ==, "");

  /* what is more than a line opens its page, and leaves the bar empty */
  matoi_entry_bar_reset (bar, "");
  rig_type (fixture, "/end");
  rig_enter (fixture);
  WAIT_UNTIL (
    g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (rig_get (fixture, "inc_pages"))),
               "end") == 0);
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "");
}

/* matoictl in a terminal writes into the same incident. */
static void
test_other_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  rig_declare (fixture, "Two writers");
  /* From what is to be read aloud to the timeline: only what is on the screen has rows. */
  rig_press (fixture, "Escape");
  incident = rig_read_back (fixture, &other);
  command = matoi_command_new ("note", "Kenji Sato");
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", "From another program");
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);
  begin = g_get_monotonic_time ();
  WAIT_UNTIL (rig_rows_with (fixture, "From another program") == 1);
  g_test_message ("seen after %.0f ms", (double) (g_get_monotonic_time () - begin) / 1000);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Names");
  gtk_test_accessible_assert_property (rig_get (fixture, "win_menu_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Main Menu");
  gtk_test_accessible_assert_property (rig_get (fixture, "bar_text"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "New timeline entry");
  gtk_test_accessible_assert_role (rig_get (fixture, "inc_elapsed"), GTK_ACCESSIBLE_ROLE_TIMER);
}

static GtkWidget *
find_undo (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.undo") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_undo (child);

      if (found)
        return found;
    }
  return NULL;
}

/* The toast's button takes back what it names or nothing, never what came after it. */
static void
test_toast (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  rig_declare (fixture, "Toasts");
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "/phase stabilise");
  rig_enter (fixture);
  WAIT_UNTIL (find_undo (window) != NULL);
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "typed after it");
  rig_enter (fixture);
  WAIT_UNTIL (rig_rows_with (fixture, "typed after it") == 1);
  /* at once: by itself the toast goes after some seconds */
  g_assert_null (find_undo (window));
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Closing");
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "on its way");
  rig_enter (fixture);
  /* A line is on its way: it is recorded, and the window goes all the same. */
  rig_close_window (fixture);
}

static void
test_problem (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (MATOI_ERROR, MATOI_ERROR_STORAGE,
                         "The disk is full. Nothing is lost. Free some space.");
  Fixture fixture = { NULL };

  fixture.window = matoi_window_new (rig_application, NULL, NULL, error);
  gtk_window_present (GTK_WINDOW (fixture.window));
  g_assert_cmpstr (rig_get_page (&fixture), ==, "error");
  rig_close_window (&fixture);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);

  g_test_add ("/ui/window/empty", Fixture, NULL, rig_set_up, test_empty, rig_tear_down);
  g_test_add ("/ui/window/line", Fixture, NULL, rig_set_up, test_line, rig_tear_down);
  g_test_add ("/ui/window/fast-typist", Fixture, NULL, rig_set_up, test_fast_typist, rig_tear_down);
  g_test_add ("/ui/window/composing", Fixture, NULL, rig_set_up, test_composing, rig_tear_down);
  g_test_add ("/ui/window/refused", Fixture, NULL, rig_set_up, test_refused, rig_tear_down);
  g_test_add ("/ui/window/other-writer", Fixture, NULL, rig_set_up, test_other_writer,
              rig_tear_down);
  g_test_add ("/ui/window/accessible", Fixture, NULL, rig_set_up, test_accessible, rig_tear_down);
  g_test_add ("/ui/window/toast", Fixture, NULL, rig_set_up, test_toast, rig_tear_down);
  g_test_add ("/ui/window/finalize", Fixture, NULL, rig_set_up, test_finalize, rig_tear_down);
  g_test_add_func ("/ui/window/problem", test_problem);
  return g_test_run ();
}
