/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A postmortem as a whole: its sections, its states, comments, files and paper. By keyboard, on a
 * real database. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-comment-row.h"
#include "matoi-document-export.h"
#include "matoi-gate-row.h"
#include "matoi-gates-panel.h"
#include "matoi-json.h"
#include "matoi-section-list.h"
#include "pm-rig.h"

/* --- what a person does */

/* The postmortem of an incident that is over, in the window. */
static void
open_document (Fixture *fixture, const char *outcome)
{
  g_autoptr (MatoiIncident) incident = NULL;

  pm_end (fixture, outcome);
  incident = rig_read_back (fixture, NULL);
  g_assert_nonnull (incident->postmortem);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-postmortem",
                                             "s", incident->ref));
  WAIT_UNTIL (pm_is_open (fixture));
}

static void
press_button (Fixture *fixture, const char *id)
{
  GtkWidget *button = rig_get (fixture, id);

  g_assert_true (gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button));
  gtk_widget_grab_focus (button);
  gtk_widget_activate (button);
}

static gboolean
has_focus_in (Fixture *fixture, GType type)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && gtk_widget_get_ancestor (focus, type) != NULL;
}

/* The row with the keyboard is activated, as by Enter. */
static void
activate_row (Fixture *fixture)
{
  GtkWidget *row = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (GTK_IS_LIST_BOX_ROW (row));
  g_signal_emit_by_name (row, "activate");
}

/* --- states */

/* Too early: what is missing has the keyboard, and leads to where it is dealt with. */
static void
test_early (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Checkout A & B <c>");
  open_document (fixture, "recovered");
  g_assert_cmpstr (rig_get_label (fixture, "pmv_title"), ==, "Checkout A & B <c>");
  g_assert_cmpstr (rig_get_label (fixture, "gat_heading"), ==, "To Reach In Review");
  press_button (fixture, "pmh_advance");
  WAIT_UNTIL (has_focus_in (fixture, MATOI_TYPE_GATES_PANEL));
  pm_assert_on_disk (fixture, "draft");

  /* So many sections are one row, which opens. */
  activate_row (fixture);
  g_assert_true (pm_is_in (fixture, "draft"));
  gtk_widget_activate_action (GTK_WIDGET (pm_get_view (fixture)), "postmortem.jump", "s",
                              "pm.recording");
  g_assert_cmpstr (rig_get_label (fixture, "pmv_section_title"), ==, "Responders");
}

/* From Draft to Closed and one step back. */
static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "False alarm");
  open_document (fixture, "false-alarm");
  rig_submit (fixture, "Aiko Tanaka", "pm-write", "section", "what", "text", "A monitor fired.",
              NULL);
  rig_submit (fixture, "Aiko Tanaka", "pm-write", "section", "why", "text",
              "Its threshold was low.", NULL);
  rig_submit (fixture, "Aiko Tanaka", "pm-write", "section", "prevent", "text", "It is higher now.",
              NULL);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "gat_count"), "3 / 3") == 0);
  press_button (fixture, "pmh_advance");
  WAIT_UNTIL (pm_is_in (fixture, "in-review"));
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "gat_heading"), "To Reach Reviewed") == 0);
  press_button (fixture, "pmh_advance");
  WAIT_UNTIL (has_focus_in (fixture, MATOI_TYPE_GATES_PANEL));
  pm_assert_on_disk (fixture, "in-review");
  rig_submit (fixture, "Mei Lin", "pm-agree", NULL);
  WAIT_UNTIL (pm_get_postmortem (fixture)->meeting.agreed_by != NULL);
  press_button (fixture, "pmh_advance");
  WAIT_UNTIL (pm_is_in (fixture, "reviewed"));
  WAIT_UNTIL (gtk_revealer_get_reveal_child (GTK_REVEALER (rig_get (fixture, "pmv_notice"))));
  press_button (fixture, "pmh_advance");
  WAIT_UNTIL (pm_is_in (fixture, "closed"));
  pm_assert_on_disk (fixture, "closed");
  WAIT_UNTIL (!gtk_widget_get_visible (rig_get (fixture, "pmh_advance")));
  g_assert_cmpstr (rig_get_label (fixture, "gat_heading"), ==, "Closed");

  /* Never silent: without a reason it stays. */
  press_button (fixture, "pmh_back");
  WAIT_UNTIL (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  rig_enter (fixture);
  WAIT_UNTIL (
    gtk_widget_get_visible (rig_find_id (GTK_WIDGET (pm_get_view (fixture)), "rea_message")));
  g_assert_true (pm_is_in (fixture, "closed"));
  rig_type (fixture, "A fact was wrong 訂正");
  rig_enter (fixture);
  WAIT_UNTIL (pm_is_in (fixture, "reviewed"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->postmortem->state, ==, "reviewed");
}

/* --- sections */

static const char *
get_section (Fixture *fixture)
{
  return rig_get_label (fixture, "pmv_section_title");
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Sections");
  open_document (fixture, "recovered");
  first = g_strdup (get_section (fixture));
  gtk_widget_grab_focus (rig_get (fixture, "pmh_menu"));
  rig_press (fixture, "<Alt>Down");
  g_assert_cmpstr (get_section (fixture), ==, "Overview");
  /* What is typed next goes into the section; Escape leads to the sections, not out. */
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  rig_press (fixture, "Escape");
  g_assert_true (has_focus_in (fixture, MATOI_TYPE_SECTION_LIST));
  rig_press (fixture, "<Alt>Up");
  g_assert_cmpstr (get_section (fixture), ==, first);
  g_assert_true (has_focus_in (fixture, MATOI_TYPE_SECTION_LIST));
  rig_press (fixture, "<Alt>Up");
  g_assert_cmpstr (get_section (fixture), ==, first);
  rig_press (fixture, "<Alt>Down");
  /* One stop for Tab. */
  g_assert_true (
    gtk_widget_child_focus (GTK_WIDGET (rig_get (fixture, "pmv_document")), GTK_DIR_TAB_FORWARD));
  g_assert_false (has_focus_in (fixture, MATOI_TYPE_SECTION_LIST));

  /* What comes in from elsewhere moves nobody. */
  rig_submit (fixture, "Aiko Tanaka", "pm-write", "section", "overview", "text",
              "Card payments failed for 38 minutes.", NULL);
  WAIT_UNTIL (matoi_postmortem_find_section (pm_get_postmortem (fixture), "overview") != NULL);
  g_assert_cmpstr (get_section (fixture), ==, "Overview");
  press_button (fixture, "hea_done");
  WAIT_UNTIL (matoi_postmortem_is_ticked (pm_get_postmortem (fixture), "section", "overview"));

  gtk_menu_button_popup (GTK_MENU_BUTTON (rig_get (fixture, "hea_assignee")));
  WAIT_UNTIL (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  rig_type (fixture, "Mei Lin");
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "hea_name"), "Mei Lin") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (matoi_postmortem_find_section (incident->postmortem, "overview")->assignee, ==,
                   "Mei Lin");
  g_assert_true (matoi_postmortem_is_ticked (incident->postmortem, "section", "overview"));
}

/* --- comments */

static GtkWidget *
get_first_row (Fixture *fixture, const char *list)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rig_get (fixture, list)), 0));
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child);

      if (found)
        return found;
    }
  return NULL;
}

static void
test_comments (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Comments");
  open_document (fixture, "recovered");
  rig_press (fixture, "<Alt>Down");
  gtk_widget_grab_focus (rig_get (fixture, "com_text"));
  g_signal_emit_by_name (rig_get (fixture, "com_text"), "insert-at-cursor", "Which deploy?");

  /* A colleague is faster; what is half typed stays. */
  rig_submit (fixture, "Mei Lin", "pm-comment", "text", "全体として読みやすい。", NULL);
  WAIT_UNTIL (get_first_row (fixture, "com_open"));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (pm_get_postmortem (fixture)->comments->len == 2);
  WAIT_UNTIL (gtk_text_buffer_get_char_count (
                gtk_text_view_get_buffer (GTK_TEXT_VIEW (rig_get (fixture, "com_text")))) == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "com_count"), "2") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (((MatoiComment *) g_ptr_array_index (incident->postmortem->comments, 1))->text,
                   ==, "Which deploy?");
  g_assert_cmpstr (
    ((MatoiComment *) g_ptr_array_index (incident->postmortem->comments, 1))->section, ==,
    "overview");

  gtk_widget_activate (find_button (get_first_row (fixture, "com_open")));
  WAIT_UNTIL (get_first_row (fixture, "com_resolved"));
  g_assert_cmpstr (rig_get_label (fixture, "com_count"), ==, "1");
  gtk_widget_grab_focus (rig_get (fixture, "pmh_menu"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  WAIT_UNTIL (!get_first_row (fixture, "com_resolved"));
  g_clear_pointer (&incident, matoi_incident_free);
  incident = rig_read_back (fixture, NULL);
  g_assert_null (
    ((MatoiComment *) g_ptr_array_index (incident->postmortem->comments, 0))->resolved_by);
}

/* --- files and paper */

typedef struct
{
  gboolean done, saved;
  GError *error;
} Saving;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;

  saving->saved = matoi_document_save_finish (MATOI_SESSION (source), result, &saving->error);
  saving->done = TRUE;
}

static char *
save (Fixture *fixture, const char *format, const char *folder, GError **error)
{
  MatoiSession *session = matoi_postmortem_view_get_session (pm_get_view (fixture));
  g_autofree char *name =
    matoi_document_dup_file_name (matoi_session_get_incident (session), format);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Saving saving = { 0 };
  char *contents = NULL;

  matoi_document_save_async (session, format, TRUE, file, on_saved, &saving);
  WAIT_UNTIL (saving.done);
  if (saving.error)
    {
      g_propagate_error (error, saving.error);
      return NULL;
    }
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[][2] = {
    { "pdf-a4", "%PDF-" }, { "pdf-letter", "%PDF-" }, { "html", "<!" },
    { "markdown", "# " },  { "json", "{" },
  };
  MatoiSession *session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "paper.pdf", NULL);
  g_autofree char *gone = g_build_filename (fixture->folder, "gone", NULL);
  g_autofree char *paper = NULL, *none = NULL, *problem = NULL, *name = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (gone);

  rig_declare (fixture, "Checkout 5xx / \"A\" & ../B 決済");
  open_document (fixture, "recovered");
  session = matoi_postmortem_view_get_session (pm_get_view (fixture));
  name = matoi_document_dup_file_name (matoi_session_get_incident (session), "markdown");
  g_assert_null (strchr (name, '/'));
  g_assert_null (strchr (name, '"'));
  g_assert_true (g_str_has_suffix (name, "決済.md"));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = save (fixture, formats[i][0], fixture->folder, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (text, formats[i][1]));
    }

  /* What cannot be written is said, with what is safe and what to do. */
  none = save (fixture, "html", gone, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  problem = matoi_document_dup_problem (file, error);
  g_assert_nonnull (strstr (problem, "safe"));
  g_assert_nonnull (strstr (problem, "Choose another"));

  print = matoi_document_new_print (session, FALSE);
  gtk_print_operation_set_export_filename (print, path);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            GTK_WINDOW (fixture->window), NULL),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &paper, NULL, NULL));
  g_assert_true (g_str_has_prefix (paper, "%PDF-"));
}

/* SEC-13: it asks, and says so calmly. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack;

  rig_declare (fixture, "Card numbers in a log");
  rig_submit (fixture, "Aiko Tanaka", "security", "codename", "Paper Lantern", NULL);
  open_document (fixture, "recovered");
  g_assert_cmpstr (rig_get_label (fixture, "pmv_title"), ==, "Paper Lantern");
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "pmh_lock")));
  stack = GTK_STACK (rig_get (fixture, "exp_stack"));
  gtk_widget_grab_focus (rig_get (fixture, "pmh_menu"));
  rig_press (fixture, "<Control>p");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "confirm");
  WAIT_UNTIL (gtk_widget_get_mapped (rig_get (fixture, "exp_cancel")));
  gtk_widget_activate (rig_get (fixture, "exp_cancel"));
  WAIT_UNTIL (!gtk_widget_get_mapped (rig_get (fixture, "exp_cancel")));
}

int
main (int argc, char *argv[])
{
  rig_init (&argc, &argv);
  g_test_add ("/pm-shell/early", Fixture, NULL, rig_set_up, test_early, rig_tear_down);
  g_test_add ("/pm-shell/states", Fixture, NULL, rig_set_up, test_states, rig_tear_down);
  g_test_add ("/pm-shell/sections", Fixture, NULL, rig_set_up, test_sections, rig_tear_down);
  g_test_add ("/pm-shell/comments", Fixture, NULL, rig_set_up, test_comments, rig_tear_down);
  g_test_add ("/pm-shell/export", Fixture, NULL, rig_set_up, test_export, rig_tear_down);
  g_test_add ("/pm-shell/confidential", Fixture, NULL, rig_set_up, test_confidential,
              rig_tear_down);
  return g_test_run ();
}
