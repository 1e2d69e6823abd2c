/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The timeline by keyboard: what can be done with a row, looking for one, keeping one's place. */

#include "config.h"

#include "rig.h"

#include "matoi-picture.h"
#include "matoi-timeline-row.h"
#include "matoi-timeline-view.h"

static void
note (Fixture *fixture, const char *line, const char *text)
{
  rig_press (fixture, "<Control>l");
  rig_type (fixture, line);
  rig_enter (fixture);
  WAIT_UNTIL (rig_rows_with (fixture, text) == 1);
}

static MatoiContext *
open_second (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  MatoiContext *context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  return context;
}

/* An incident that somebody else has declared is opened. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Aiko Tanaka");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  rig_set_up (fixture, data);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  other = open_second (fixture);
  matoi_command_set (command, "title", "Checkout 5xx spike");
  matoi_command_set (command, "severity", "2");
  g_assert_true (matoi_context_prepare_declare (other, command, NULL, &error));
  receipt = matoi_context_submit (other, NULL, command, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-incident", NULL) &&
    g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_title"), "Checkout 5xx spike") == 0);
}

/* The newest row gets the focus, as by Tab and End. */
static void
select_last (Fixture *fixture)
{
  gtk_widget_grab_focus (rig_get (fixture, "inc_timeline"));
  rig_press (fixture, "End");
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (rig_get (fixture, "inc_timeline"))));
}

static MatoiTimelineRow *
find_row (GtkWidget *widget, const char *text)
{
  if (MATOI_IS_TIMELINE_ROW (widget) && gtk_widget_get_mapped (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (rig_find_id (widget, "row_text"))), text) == 0
             ? MATOI_TIMELINE_ROW (widget)
             : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      MatoiTimelineRow *row = find_row (child, text);

      if (row)
        return row;
    }
  return NULL;
}

static const char *
get_row_label (Fixture *fixture, const char *text, const char *id)
{
  MatoiTimelineRow *row = find_row (rig_get (fixture, "inc_timeline"), text);
  GtkWidget *label = row ? rig_find_id (GTK_WIDGET (row), id) : NULL;

  return label && gtk_widget_get_visible (label) ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

static const MatoiEntry *
get_entry (const MatoiIncident *incident, const char *text)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (g_strcmp0 (entry->text, text) == 0)
        return entry;
    }
  g_assert_not_reached ();
}

/* --- the tests */

static void
test_strike (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  note (fixture, "wrong host", "wrong host");
  select_last (fixture);
  rig_press (fixture, "Delete");
  g_assert_true (gtk_widget_get_mapped (rig_get (fixture, "tl_strike")));
  rig_enter (fixture); /* without a reason */
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "tl_strike_message")));
  rig_type (fixture, "it was db-pay-3");
  rig_enter (fixture);
  WAIT_UNTIL (!gtk_widget_get_visible (rig_get (fixture, "tl_strike")));
  WAIT_UNTIL (
    g_strcmp0 (get_row_label (fixture, "wrong host", "row_note"), "Struck: it was db-pay-3") == 0);

  incident = rig_read_back (fixture, NULL);
  g_assert_true (get_entry (incident, "wrong host")->struck);
  g_assert_cmpstr (get_entry (incident, "wrong host")->struck_reason, ==, "it was db-pay-3");
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  note (fixture, "? the deploy", "the deploy");
  select_last (fixture);
  rig_press (fixture, "c");
  WAIT_UNTIL (g_strcmp0 (get_row_label (fixture, "the deploy", "row_verdict"), "Confirmed") == 0);
  rig_press (fixture, "r");
  WAIT_UNTIL (g_strcmp0 (get_row_label (fixture, "the deploy", "row_verdict"), "Ruled out") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (get_entry (incident, "the deploy")->verdict, ==, "ruled-out");
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkTextBuffer *buffer;
  GtkWidget *time;
  MatoiTimelineRow *row;

  note (fixture, "7.8 per mille", "7.8 per mille");
  note (fixture, "the next one", "the next one");
  select_last (fixture);
  rig_press (fixture, "Up");
  rig_press (fixture, "e");
  g_assert_true (gtk_widget_get_mapped (rig_get (fixture, "tl_edit")));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (rig_get (fixture, "tl_edit_text")));
  gtk_text_buffer_set_text (buffer, "7.8 per cent", -1);
  time = rig_get (fixture, "tl_edit_time");
  gtk_editable_set_text (GTK_EDITABLE (time), "soon");
  rig_press (fixture, "<Control>Return");
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "tl_edit_message")));
  gtk_editable_set_text (GTK_EDITABLE (time), "2025-03-04 05:06");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (!gtk_widget_get_visible (rig_get (fixture, "tl_edit")));
  WAIT_UNTIL (rig_rows_with (fixture, "7.8 per cent") == 1);
  g_assert_cmpuint (rig_rows_with (fixture, "7.8 per mille"), ==, 0);
  g_assert_cmpstr (get_row_label (fixture, "7.8 per cent", "row_time"), ==, "05:06:00");

  /* What it said before is shown when asked for. */
  row = find_row (rig_get (fixture, "inc_timeline"), "7.8 per cent");
  g_assert_null (get_row_label (fixture, "7.8 per cent", "row_original"));
  g_signal_emit_by_name (rig_find_id (GTK_WIDGET (row), "row_corrected"), "clicked");
  g_assert_nonnull (
    strstr (get_row_label (fixture, "7.8 per cent", "row_original"), "7.8 per mille"));

  incident = rig_read_back (fixture, NULL);
  g_assert_true (get_entry (incident, "7.8 per mille")->has_successor);
  g_assert_cmpint (get_entry (incident, "7.8 per cent")->occurred_at, ==,
                   G_GINT64_CONSTANT (1741064760000));
}

static void
on_copied (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;

  note (fixture, "! roll back <now> & wait", "roll back <now> & wait");
  select_last (fixture);
  rig_press (fixture, "<Control>c");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL,
                                 on_copied, &copied);
  WAIT_UNTIL (copied != NULL);
  g_assert_true (g_str_has_suffix (copied, " UTC Decision: roll back <now> & wait — Aiko Tanaka"));
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  note (fixture, "Checkout API returns 5xx", "Checkout API returns 5xx");
  note (fixture, "? pool size", "pool size");
  note (fixture, "+ call the vendor", "call the vendor");
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "api CHECK");
  WAIT_UNTIL (g_list_model_get_n_items (get_rows (fixture)) == 1);
  g_assert_cmpstr (rig_get_label (fixture, "inc_count"), ==, "1 of 4");
  rig_type (fixture, "zzz");
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "tl_nothing")));
  rig_press (fixture, "Escape");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 4);
  g_assert_false (gtk_widget_get_visible (rig_get (fixture, "tl_search")));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *hypotheses, *todos;
  g_autoptr (MatoiIncident) incident = NULL;
  guint n;

  note (fixture, "a fact", "a fact");
  note (fixture, "? a guess", "a guess");
  note (fixture, "+ a TODO", "a TODO");
  hypotheses = rig_get (fixture, "tl_filter_hypotheses");
  todos = rig_get (fixture, "tl_filter_todos");
  g_signal_emit_by_name (hypotheses, "clicked");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (hypotheses)));
  gtk_test_accessible_assert_state (hypotheses, GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 1);
  g_signal_emit_by_name (todos, "clicked");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (hypotheses)));
  WAIT_UNTIL (rig_rows_with (fixture, "a TODO") == 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 1);

  /* An entry that is asked for is shown, filtered out or not. */
  incident = rig_read_back (fixture, NULL);
  matoi_timeline_view_show_entry (MATOI_TIMELINE_VIEW (rig_get (fixture, "inc_timeline_view")),
                                  &get_entry (incident, "a guess")->id);
  n = g_list_model_get_n_items (get_rows (fixture));
  g_assert_cmpuint (n, ==, 4);
  WAIT_UNTIL (rig_rows_with (fixture, "a guess") == 1);
  WAIT_UNTIL (gtk_widget_has_css_class (
    rig_find_id (GTK_WIDGET (find_row (rig_get (fixture, "inc_timeline"), "a guess")), "row_body"),
    "marked"));
}

static void
submit (MatoiContext *context, const MatoiId *incident, const char *text, gint64 at)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Kenji Sato");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "text", text);
  command->occurred_at = at;
  receipt = matoi_context_submit (context, incident, command, &error);
  g_assert_no_error (error);
}

static gboolean
is_at_end (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_value (adjustment) >=
         gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - 1;
}

/* Somebody reads further up while entries come in. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (rig_get (fixture, "inc_scroller")));
  double value;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("line %u", i);

      submit (other, &incident->id, text, MATOI_TIME_NONE);
    }
  WAIT_UNTIL (rig_rows_with (fixture, "line 59") == 1);
  WAIT_UNTIL (gtk_adjustment_get_upper (adjustment) >
              2 * gtk_adjustment_get_page_size (adjustment));
  WAIT_UNTIL (is_at_end (adjustment) && !g_main_context_pending (NULL));
  gtk_adjustment_set_value (adjustment, 100);
  gtk_test_widget_wait_for_draw (rig_get (fixture, "inc_timeline"));
  value = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (value, <, 200);
  submit (other, &incident->id, "news", MATOI_TIME_NONE);
  WAIT_UNTIL (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (rig_get (fixture, "inc_newer_button"))),
                         "1 New Entry ↓") == 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), value, 1);
  g_signal_emit_by_name (rig_get (fixture, "inc_newer_button"), "clicked");
  WAIT_UNTIL (rig_rows_with (fixture, "news") == 1);
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "/role ic Aiko Tanaka");
  rig_enter (fixture);
  WAIT_UNTIL (g_list_model_get_n_items (get_rows (fixture)) == 2);
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "/role deputy Ben Okafor");
  rig_enter (fixture);
  WAIT_UNTIL (rig_find_id (rig_get (fixture, "inc_timeline"), "row_folded") != NULL);
  select_last (fixture);
  g_signal_emit_by_name (rig_get (fixture, "inc_timeline"), "activate", 1);
  WAIT_UNTIL (g_list_model_get_n_items (get_rows (fixture)) == 4);
  g_signal_emit_by_name (rig_get (fixture, "inc_timeline"), "activate", 1);
  WAIT_UNTIL (g_list_model_get_n_items (get_rows (fixture)) == 2);
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  GtkWidget *picture = rig_get (fixture, "tl_picture");
  g_autofree char *text = NULL;

  note (fixture, "a fact", "a fact");
  gtk_test_accessible_assert_role (picture, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (picture, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "SEV-2 for 0 min; 2 entries; the last one 0 min ago.");
  gtk_widget_grab_focus (picture);
  gtk_test_widget_wait_for_draw (picture);
  rig_press (fixture, "Home");
  rig_press (fixture, "Return");
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_rows (fixture))),
                    <=, 1);
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  note (fixture, "a fact", "a fact");
  select_last (fixture);
  rig_press (fixture, "<Shift>F10");
  rig_press (fixture, "Up"); /* the menu has the keys */
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/ui/timeline/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, rig_tear_down);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);

  add ("strike", test_strike);
  add ("settle", test_settle);
  add ("edit", test_edit);
  add ("copy", test_copy);
  add ("find", test_find);
  add ("filter", test_filter);
  add ("newer", test_newer);
  add ("fold", test_fold);
  add ("picture", test_picture);
  add ("menu", test_menu);
  return g_test_run ();
}
