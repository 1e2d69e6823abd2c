/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages of the centre column: an update, the end, security. By keyboard, on a real database. */

#include "config.h"

#include <string.h>

#include "matoi-entry-bar.h"
#include "matoi-post.h"
#include "rig.h"

/* --- what a person does */

static const char *
get_centre (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (rig_get (fixture, "inc_pages")));
}

static void
enter_line (Fixture *fixture, const char *line)
{
  MatoiEntryBar *bar = MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"));

  rig_press (fixture, "<Control>l");
  rig_type (fixture, line);
  rig_enter (fixture);
  WAIT_UNTIL (*matoi_entry_bar_get_text (bar) == '\0');
}

static void
activate (Fixture *fixture, const char *action, const char *arg)
{
  g_assert_true (
    gtk_widget_activate_action (rig_get (fixture, "inc_entry_bar"), action, arg ? "s" : NULL, arg));
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (rig_get (fixture, "upd_text")));
}

static char *
dup_text (Fixture *fixture)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (fixture), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (fixture), &start, &end, FALSE);
}

/* Types into the editor, over what is selected. */
static void
write_text (Fixture *fixture, const char *text)
{
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  gtk_text_buffer_delete_selection (get_buffer (fixture), TRUE, TRUE);
  g_signal_emit_by_name (rig_get (fixture, "upd_text"), "insert-at-cursor", text);
}

static void
type_into (Fixture *fixture, const char *id, const char *text)
{
  gtk_widget_grab_focus (rig_get (fixture, id));
  rig_type (fixture, text);
}

static gboolean
is_shown (Fixture *fixture, const char *id)
{
  return gtk_widget_get_mapped (rig_get (fixture, id));
}

static const MatoiUpdate *
get_update (const MatoiIncident *incident, guint i)
{
  g_assert_cmpuint (incident->updates->len, >, i);
  return g_ptr_array_index (incident->updates, i);
}

/* Somebody at another computer. */
static void
do_elsewhere (Fixture *fixture,
              const char *person,
              const char *name,
              const char *arg,
              const char *value)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  g_autoptr (MatoiCommand) command = matoi_command_new (name, person);
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, arg, value);
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);
}

/* --- updates */

/* The commander posts to customers: gaps are refused, the rest is on the record. */
static void
test_public (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiUpdate *update;
  g_autofree char *text = NULL;

  rig_declare (fixture, "Payments A & B <c>");
  enter_line (fixture, "/role ic Aiko Tanaka");
  activate (fixture, "incident.compose", "public");
  g_assert_cmpstr (get_centre (fixture), ==, "update");
  text = dup_text (fixture);
  g_assert_nonnull (strstr (text, "…"));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (is_shown (fixture, "upd_message"));
  g_assert_cmpstr (get_centre (fixture), ==, "update");
  write_text (fixture, "payments");
  g_assert_false (is_shown (fixture, "upd_message"));
  type_into (fixture, "upd_url", "https://status.example.com/1");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (fixture), "timeline") == 0);

  incident = rig_read_back (fixture, NULL);
  update = get_update (incident, 0);
  g_assert_cmpstr (update->state, ==, "posted");
  g_assert_cmpstr (update->approved_by, ==, "Aiko Tanaka");
  g_assert_cmpstr (update->url, ==, "https://status.example.com/1");
  g_assert_nonnull (strstr (update->text, "problem with payments."));
  g_assert_cmpint (update->next_at, >, update->posted_at);

  /* The next one begins afresh, a stage further. */
  activate (fixture, "incident.compose", "public");
  g_free (text);
  text = dup_text (fixture);
  g_assert_true (g_str_has_prefix (text, "We see "));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "upd_url"))), ==, "");
}

/* Who does not lead asks; it waits, is approved elsewhere, and then goes out. */
static void
test_approval (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *id = NULL;

  rig_declare (fixture, "Approval");
  activate (fixture, "incident.compose", "public");
  g_assert_nonnull (strstr (rig_get_label (fixture, "upd_state"), "nobody is in command"));
  write_text (fixture, "search");
  enter_line (fixture, "/role ic Ben Okafor");
  WAIT_UNTIL (strstr (rig_get_label (fixture, "upd_state"), "Ben Okafor approves"));
  gtk_widget_grab_focus (rig_get (fixture, "upd_text"));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (strstr (rig_get_label (fixture, "upd_state"), "Waiting for Ben Okafor"));
  g_assert_cmpstr (get_centre (fixture), ==, "update");

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (get_update (incident, 0)->state, ==, "draft");
  id = matoi_id_dup_text (&get_update (incident, 0)->id);
  do_elsewhere (fixture, "Ben Okafor", "update-approve", "update", id);
  WAIT_UNTIL (strstr (rig_get_label (fixture, "upd_state"), "Approved by Ben Okafor"));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (fixture), "timeline") == 0);
  g_clear_pointer (&incident, matoi_incident_free);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->updates->len, ==, 1);
  g_assert_cmpstr (get_update (incident, 0)->state, ==, "posted");
  g_assert_cmpstr (get_update (incident, 0)->approved_by, ==, "Ben Okafor");
}

/* A draft of somebody else is continued and approved on the way out. */
static void
test_continue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (MatoiCommand) command = matoi_command_new ("update", "Mei Lin");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkWidget *list;

  rig_declare (fixture, "Continue");
  enter_line (fixture, "/role ic Aiko Tanaka");
  incident = rig_read_back (fixture, &other);
  matoi_command_set (command, "to", "public");
  matoi_command_set (command, "text", "We are looking at slow payments. Next update at 10:00.");
  matoi_command_set_flag (command, "draft", TRUE);
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);

  activate (fixture, "incident.compose", "channel");
  WAIT_UNTIL (is_shown (fixture, "upd_queue"));
  list = rig_find_id (rig_get (fixture, "upd_queue"), "que_list");
  /* The last button of the row. */
  gtk_widget_activate (gtk_widget_get_last_child (
    gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0))));
  WAIT_UNTIL (
    (g_free (text), text = dup_text (fixture), g_str_has_prefix (text, "We are looking")));
  rig_press (fixture, "<Control>Return");
  /* The time it promises is another one than the text says. */
  g_assert_true (is_shown (fixture, "upd_message"));
  type_into (fixture, "ptm_entry", "10:00");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (fixture), "timeline") == 0);
  g_clear_pointer (&incident, matoi_incident_free);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (get_update (incident, 0)->state, ==, "posted");
  g_assert_cmpstr (get_update (incident, 0)->approved_by, ==, "Aiko Tanaka");
}

/* What was typed is there again, whoever else was written to and whatever page was open. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL, *channel = NULL, *again = NULL;

  rig_declare (fixture, "Kept");
  activate (fixture, "incident.compose", "executives");
  write_text (fixture, "half-typed 途中");
  text = dup_text (fixture);
  rig_press (fixture, "<Alt>1");
  channel = dup_text (fixture);
  g_assert_cmpstr (channel, !=, text);
  activate (fixture, "incident.timeline", NULL);
  g_assert_cmpstr (get_centre (fixture), ==, "timeline");
  activate (fixture, "incident.compose", "executives");
  again = dup_text (fixture);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ? "focus" : "", ==, "focus");
}

/* Another promise changes the text, and the text alone does not promise. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL, *label = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  GtkTextIter start, end;

  rig_declare (fixture, "Time");
  activate (fixture, "incident.compose", "executives");
  write_text (fixture, "Payments fail");
  before = dup_text (fixture);
  type_into (fixture, "ptm_entry", "23:58");
  after = dup_text (fixture);
  g_assert_cmpstr (before, !=, after);
  g_assert_nonnull (strstr (after, "23:58"));
  g_assert_nonnull (strstr (after, "Payments fail"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "ptm_at"), "23:58"));

  gtk_text_buffer_get_bounds (get_buffer (fixture), &start, &end);
  gtk_text_buffer_select_range (get_buffer (fixture), &start, &end);
  gtk_widget_grab_focus (rig_get (fixture, "upd_text"));
  write_text (fixture, "No time here.");
  rig_press (fixture, "<Control>Return");
  g_assert_true (is_shown (fixture, "upd_message"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "upd_message"), "23:58"));
  write_text (fixture, " Next at 23:58.");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (fixture), "timeline") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (get_update (incident, 0)->text, ==, "No time here. Next at 23:58.");
}

/* --- security */

static void
test_security (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *codename;

  rig_declare (fixture, "Card numbers in a log");
  enter_line (fixture, "/role ic Aiko Tanaka");
  activate (fixture, "incident.security", NULL);
  g_assert_cmpstr (get_centre (fixture), ==, "security");
  codename = rig_get (fixture, "sec_codename");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (codename)), !=, "");
  gtk_editable_set_text (GTK_EDITABLE (codename), "Leaked Numbers");
  g_assert_true (is_shown (fixture, "sec_hint"));
  gtk_editable_set_text (GTK_EDITABLE (codename), "Paper Lantern");
  g_assert_false (is_shown (fixture, "sec_hint"));
  rig_enter (fixture);
  WAIT_UNTIL (is_shown (fixture, "sec_name"));
  g_assert_cmpstr (rig_get_label (fixture, "sec_name"), ==, "Paper Lantern");
  g_assert_cmpstr (rig_get_label (fixture, "sec_steps_count"), ==, "0 / 14");
  WAIT_UNTIL (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Paper Lantern"));
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Card"));

  /* Others may see the screen: the real title is shown when it is asked for, and here only. */
  g_assert_cmpstr (rig_get_label (fixture, "inc_title"), ==, "Paper Lantern");
  g_assert_false (is_shown (fixture, "sec_real_title"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (rig_get (fixture, "sec_show_title")), TRUE);
  WAIT_UNTIL (is_shown (fixture, "sec_real_title"));
  g_assert_cmpstr (rig_get_label (fixture, "sec_real_title"), ==, "Card numbers in a log");
  g_assert_false (gtk_widget_has_css_class (rig_get (fixture, "hdr_post"), "suggested-action"));

  /* The first item is focused: space ticks it. */
  g_assert_true (GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "sec_steps_count"), "1 / 14") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_true (incident->security);
  g_assert_cmpstr (incident->codename, ==, "Paper Lantern");
  g_assert_true (g_hash_table_contains (incident->steps_done, "security/sec-stop-attack"));

  /* Nothing is announced; the responders are told. */
  activate (fixture, "incident.compose", "public");
  WAIT_UNTIL (is_shown (fixture, "upd_nothing"));
  g_assert_false (is_shown (fixture, "upd_text"));
  g_assert_false (is_shown (fixture, "upd_primary"));
  rig_press (fixture, "<Alt>1");
  WAIT_UNTIL (is_shown (fixture, "upd_text"));
}

/* --- the end */

static void
test_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *button;

  rig_declare (fixture, "Ending");
  enter_line (fixture, "/role ic Aiko Tanaka");
  enter_line (fixture, "? the deploy did it");
  activate (fixture, "incident.end", NULL);
  g_assert_cmpstr (get_centre (fixture), ==, "end");
  button = rig_get (fixture, "end_button");
  /* A guess is open, nothing shows that it is over, nobody owns the postmortem. */
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (is_shown (fixture, "end_override"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "end_summary"), "3 things"));
  /* The key says why nothing happens, and goes to the first of it. */
  rig_press (fixture, "<Control>Return");
  g_assert_nonnull (strstr (rig_get_label (fixture, "end_message"), "3 things"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         rig_get (fixture, "end_checks")));

  type_into (fixture, "end_proof", "No errors since 15:10");
  g_assert_false (gtk_widget_get_sensitive (rig_get (fixture, "end_proof_button")));
  type_into (fixture, "end_proof_link", "https://grafana.example.com/d/1");
  rig_enter (fixture);
  WAIT_UNTIL (strstr (rig_get_label (fixture, "end_summary"), "2 things"));
  type_into (fixture, "own_entry", "Mei Lin");
  g_assert_nonnull (strstr (rig_get_label (fixture, "end_summary"), "1 thing"));
  type_into (fixture, "end_override", "goes to the postmortem");
  g_assert_true (gtk_widget_get_sensitive (button));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (fixture), "timeline") == 0);

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->state, ==, "ended");
  g_assert_cmpstr (incident->outcome, ==, "recovered");
  g_assert_cmpstr (incident->final_severity, ==, "2");
  g_assert_cmpstr (incident->owner, ==, "Mei Lin");
  g_assert_cmpuint (rig_count_entries (incident, "fact", "No errors since 15:10"), ==, 1);

  /* And open again. */
  activate (fixture, "incident.end", NULL);
  type_into (fixture, "end_reopen_reason", "it is back");
  rig_enter (fixture);
  WAIT_UNTIL (is_shown (fixture, "end_recovered"));
}

/* A false alarm asks for less; the way to what is missing is one press. */
static void
test_false_alarm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *list, *row;

  rig_declare (fixture, "Nothing");
  activate (fixture, "incident.end", NULL);
  g_assert_true (is_shown (fixture, "end_severities"));
  gtk_widget_activate (rig_get (fixture, "end_false_alarm"));
  WAIT_UNTIL (!is_shown (fixture, "end_severities"));
  g_assert_false (is_shown (fixture, "end_proof"));
  /* The first thing missing: nobody leads. Its button writes the line. */
  list = gtk_widget_get_first_child (rig_get (fixture, "end_checks"));
  row = gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  gtk_widget_activate (gtk_widget_get_last_child (row));
  WAIT_UNTIL (
    g_strcmp0 (matoi_entry_bar_get_text (MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"))),
               "/role ic ") == 0);
  rig_type (fixture, "Aiko Tanaka");
  rig_enter (fixture);
  WAIT_UNTIL (strstr (rig_get_label (fixture, "end_summary"), "1 thing"));
  type_into (fixture, "own_entry", "Aiko Tanaka");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (fixture), "timeline") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->outcome, ==, "false-alarm");
}

/* The tidying up is ticked on the record. */
static void
test_cleanup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Tidy");
  activate (fixture, "incident.end", NULL);
  g_assert_cmpstr (rig_get_label (fixture, "end_cleanup_count"), ==, "0 / 7");
  gtk_widget_child_focus (rig_get (fixture, "end_cleanup"), GTK_DIR_TAB_FORWARD);
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "end_cleanup_count"), "1 / 7") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_true (g_hash_table_contains (incident->steps_done, "end/public-closed"));
}

/* --- all of them */

/* No page makes the window wider than a column can be. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "inc_update_page", "inc_end_page", "inc_security_page" };

  rig_declare (fixture, "An extraordinarily long title of an incident that goes on and on & <on>");
  enter_line (fixture, "/role ic Aiko Tanaka");
  activate (fixture, "incident.compose", "public");
  activate (fixture, "incident.end", NULL);
  activate (fixture, "incident.security", NULL);
  rig_enter (fixture);
  WAIT_UNTIL (is_shown (fixture, "sec_name"));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int width;

      gtk_widget_measure (rig_get (fixture, pages[i]), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                          NULL, NULL);
      g_test_message ("%s: %d", pages[i], width);
      g_assert_cmpint (width, <=, 480);
    }
}

/* However large the text is, there is a field to write in, and the buttons are whole. */
static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *text, *foot, *primary;
  int dpi, height;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  rig_declare (fixture, "Large");
  enter_line (fixture, "/role ic Aiko Tanaka");
  activate (fixture, "incident.compose", "public");
  text = rig_get (fixture, "upd_text");
  foot = rig_get (fixture, "upd_foot");
  primary = rig_get (fixture, "upd_primary");
  WAIT_UNTIL (is_shown (fixture, "upd_text") && gtk_widget_get_height (text) > 0);
  height = gtk_widget_get_height (text);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  WAIT_UNTIL (gtk_widget_get_height (text) > height * 3 / 2);
  WAIT_UNTIL (gtk_widget_get_width (primary) > 0 &&
              gtk_widget_get_width (primary) <= gtk_widget_get_width (foot));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

/* With a workspace nobody is asked to post by hand what Matoi posts; and it posts no blanks unasked. */
static void
test_posted_by_matoi (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkButton *primary;

  rig_declare (fixture, "Told by Matoi");
  matoi_context_set_setting_async (fixture->context, "slack.executives", "#chiefs", NULL, on_set,
                                   NULL);
  matoi_context_set_setting_async (fixture->context, "slack.team", "T1", NULL, on_set, NULL);
  WAIT_UNTIL (matoi_context_get_setting (fixture->context, "slack.team") != NULL);
  activate (fixture, "incident.compose", "executives");
  primary = GTK_BUTTON (rig_get (fixture, "upd_primary"));
  WAIT_UNTIL (strstr (rig_get_label (fixture, "upd_state"), "#chiefs"));
  g_assert_cmpstr (gtk_button_get_label (primary), ==, "Post");

  /* With an address it is out already. */
  gtk_editable_set_text (GTK_EDITABLE (rig_get (fixture, "upd_url")), "https://x.example/1");
  g_assert_cmpstr (gtk_button_get_label (primary), ==, "Record as Posted");
  gtk_editable_set_text (GTK_EDITABLE (rig_get (fixture, "upd_url")), "");
  g_assert_cmpstr (gtk_button_get_label (primary), ==, "Post");

  /* The skeleton has blanks. */
  g_signal_emit_by_name (primary, "clicked");
  WAIT_UNTIL (strstr (rig_get_label (fixture, "upd_message"), "“…”"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->updates->len, ==, 0);
  g_signal_emit_by_name (primary, "clicked");
  WAIT_UNTIL (!is_shown (fixture, "upd_text"));
  g_clear_pointer (&incident, matoi_incident_free);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->updates->len, ==, 1);
}

/* The window goes while a page is full of text. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Closing");
  activate (fixture, "incident.compose", "executives");
  write_text (fixture, "half");
  activate (fixture, "incident.end", NULL);
  activate (fixture, "incident.security", NULL);
  rig_enter (fixture);
  rig_close_window (fixture);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/pages/public", test_public },
    { "/ui/pages/approval", test_approval },
    { "/ui/pages/continue", test_continue },
    { "/ui/pages/kept", test_kept },
    { "/ui/pages/time", test_time },
    { "/ui/pages/security", test_security },
    { "/ui/pages/end", test_end },
    { "/ui/pages/false-alarm", test_false_alarm },
    { "/ui/pages/cleanup", test_cleanup },
    { "/ui/pages/narrow", test_narrow },
    { "/ui/pages/posted-by-matoi", test_posted_by_matoi },
    { "/ui/pages/close", test_close },
    { "/ui/pages/large-text", test_large_text },
  };

  rig_init (&argc, &argv);
  /* GTK complains of a blinking caret in a window that no window manager has made active. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  return g_test_run ();
}
