/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The view of all postmortems, and the ways between it and the cockpit. By keyboard, on a real database. */

#include "config.h"

#include <string.h>

#include "matoi-postmortem.h"
#include "matoi-store.h"
#include "rig.h"

/* --- looking */

static const char *
get_view (Fixture *fixture)
{
  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (rig_get (fixture, "win_views")));
}

static const char *
get_title (Fixture *fixture)
{
  return gtk_window_get_title (GTK_WINDOW (fixture->window));
}

static gboolean
is_shown (Fixture *fixture, const char *id)
{
  GtkWidget *widget = rig_find_id (GTK_WIDGET (fixture->window), id);

  return widget && gtk_widget_get_mapped (widget);
}

static GListModel *
get_lines (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (rig_get (fixture, "pml_list"))));
}

static gboolean
has_lines (Fixture *fixture, guint n)
{
  return is_shown (fixture, "pml_list") && g_list_model_get_n_items (get_lines (fixture)) == n;
}

static GtkWidget *
find_class (GtkWidget *widget, const char *class)
{
  if (gtk_widget_has_css_class (widget, class) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, class);

      if (found)
        return found;
    }
  return NULL;
}

/* The words of the line that has the keyboard. */
static const char *
get_focused_title (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *title = focus ? find_class (focus, "pml-title") : NULL;

  return title && !GTK_IS_WINDOW (focus) ? gtk_label_get_text (GTK_LABEL (title)) : "";
}

/* --- preparing */

typedef struct
{
  gboolean done;
  MatoiId incident;
  char *ref;
} Answer;

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  g_assert_no_error (error);
  answer->incident = receipt->incident;
  g_free (answer->ref);
  answer->ref = g_strdup (receipt->ref);
  matoi_context_free_receipt (receipt);
  answer->done = TRUE;
}

/* Submits @name with pairs of arguments, ended by NULL. */
static void
submit (Fixture *fixture, Answer *answer, gboolean declares, const char *name, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, "Aiko Tanaka");
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)))
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  if (declares)
    g_assert_true (matoi_context_prepare_declare (fixture->context, command, "pagerduty", NULL));
  answer->done = FALSE;
  matoi_context_submit_async (fixture->context, declares ? NULL : &answer->incident, command, NULL,
                              on_submitted, answer);
  WAIT_UNTIL (answer->done);
}

/* An incident of SEV-2 that ended; @owner (nullable): without a postmortem. */
static void
end_one (Fixture *fixture, const char *title, const char *owner, Answer *answer)
{
  submit (fixture, answer, TRUE, "declare", "title", title, "severity", "2", NULL);
  submit (fixture, answer, FALSE, "role-assign", "role", "ic", "person", "Aiko Tanaka", NULL);
  submit (fixture, answer, FALSE, "end", "outcome", "recovered", "final_severity", "2", "override",
          "for the test", owner ? "owner" : NULL, owner, NULL);
}

static void
forget_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);

  rig_tear_down (fixture, data);
  g_settings_reset (settings, "last-view");
}

static void
go_to_list (Fixture *fixture)
{
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>2");
  g_assert_cmpstr (get_view (fixture), ==, "postmortems");
}

/* --- the tests */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  go_to_list (fixture);
  WAIT_UNTIL (is_shown (fixture, "pml_empty"));
  g_assert_cmpstr (get_title (fixture), ==, "Postmortems");
  rig_press (fixture, "<Control>1");
  g_assert_cmpstr (get_view (fixture), ==, "live");
}

/* Mine first, then the others; from line to line by keyboard and back to the same one. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };
  g_autofree char *title = NULL;

  end_one (fixture, "Of Kenji", "Kenji Sato", &answer);
  end_one (fixture, "Mine one", "Aiko Tanaka", &answer);
  go_to_list (fixture);
  /* two headings, two postmortems, and the way to the closed ones */
  WAIT_UNTIL (has_lines (fixture, 5));
  WAIT_UNTIL (g_strcmp0 (get_focused_title (fixture), "Mine one") == 0);

  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  title = g_strdup_printf ("Postmortem: %s Mine one", answer.ref);
  WAIT_UNTIL (g_strcmp0 (get_title (fixture), title) == 0);
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_title (fixture), ==, "Postmortems");
  WAIT_UNTIL (g_strcmp0 (get_focused_title (fixture), "Mine one") == 0);

  /* the words narrow it down */
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "kenji");
  WAIT_UNTIL (has_lines (fixture, 3));
  rig_enter (fixture);
  g_free (answer.ref);
}

/* Without a postmortem: the list leads to the questions, and the answers to the document. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };
  g_autoptr (MatoiIncident) incident = NULL;

  end_one (fixture, "Nobody wrote it", NULL, &answer);
  go_to_list (fixture);
  WAIT_UNTIL (has_lines (fixture, 3));
  WAIT_UNTIL (g_strcmp0 (get_focused_title (fixture), "Nobody wrote it") == 0);
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  WAIT_UNTIL (is_shown (fixture, "pms_begin"));
  g_assert_cmpstr (rig_get_label (fixture, "pms_title"), ==, "Nobody wrote it");

  /* nobody named */
  gtk_widget_activate (rig_get (fixture, "pms_begin"));
  WAIT_UNTIL (is_shown (fixture, "pms_message"));

  rig_type (fixture, "Mei Lin");
  gtk_widget_activate (rig_get (fixture, "pms_begin"));
  WAIT_UNTIL (g_str_has_prefix (get_title (fixture), "Postmortem: "));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->postmortem->owner, ==, "Mei Lin");
  g_assert_cmpstr (incident->postmortem->form, ==, "full");
  g_assert_cmpint (incident->postmortem->due_at, !=, MATOI_TIME_NONE);
  g_free (answer.ref);
}

static void
test_waive (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };
  g_autoptr (MatoiIncident) incident = NULL;

  end_one (fixture, "Known already", NULL, &answer);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-postmortem", "s", answer.ref);
  WAIT_UNTIL (is_shown (fixture, "pms_begin"));
  gtk_expander_set_expanded (GTK_EXPANDER (rig_get (fixture, "pms_waive")), TRUE);
  WAIT_UNTIL (is_shown (fixture, "pms_reason"));
  gtk_widget_grab_focus (rig_get (fixture, "pms_reason"));
  rig_type (fixture, "fixed by the same change");
  rig_enter (fixture);
  WAIT_UNTIL (is_shown (fixture, "pml_empty"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->postmortem->state, ==, "waived");
  g_assert_cmpstr (incident->postmortem->waiver, ==, "fixed by the same change");
  g_free (answer.ref);
}

/* The header of an ended incident, the number on the switcher, and what belongs to Live. */
static void
test_ways (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };

  end_one (fixture, "There and back", "Kenji Sato", &answer);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-incident", "s", answer.ref);
  WAIT_UNTIL (is_shown (fixture, "hdr_postmortem"));
  g_assert_true (is_shown (fixture, "hdr_tell"));
  gtk_widget_activate (rig_get (fixture, "hdr_postmortem"));
  WAIT_UNTIL (g_str_has_prefix (get_title (fixture), "Postmortem: "));
  g_assert_cmpstr (get_view (fixture), ==, "postmortems");

  /* declaring leads to Live, and turning back to where it was begun */
  rig_press (fixture, "<Control>n");
  g_assert_cmpstr (get_view (fixture), ==, "live");
  g_assert_cmpstr (rig_get_page (fixture), ==, "declare");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_view (fixture), ==, "postmortems");

  rig_press (fixture, "<Control>l");
  g_assert_cmpstr (get_view (fixture), ==, "live");
  rig_press (fixture, "<Control>2");
  rig_press (fixture, "F9");
  g_assert_cmpstr (get_view (fixture), ==, "live");
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (rig_get (fixture, "win_sidebar_button"))));
  g_free (answer.ref);
}

/* A window begins where the last one was left. */
static void
test_last_view (Fixture *fixture, gconstpointer data)
{
  go_to_list (fixture);
  rig_close_window (fixture);
  fixture->window = matoi_window_new (rig_application, fixture->live, fixture->drafts, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_cmpstr (get_view (fixture), ==, "postmortems");
}

/* Of what is confidential the code name only. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  Answer answer = { 0 };

  end_one (fixture, "Keys leaked", "Aiko Tanaka", &answer);
  submit (fixture, &answer, FALSE, "security", "codename", "Heron", NULL);
  go_to_list (fixture);
  WAIT_UNTIL (g_strcmp0 (get_focused_title (fixture), "Heron") == 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-postmortem", "s", answer.ref);
  WAIT_UNTIL (strstr (get_title (fixture), "Heron"));
  g_assert_null (strstr (get_title (fixture), "Keys"));
  g_free (answer.ref);
}

/* --- the end, and taking back */

static GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_action (child, action);

      if (found)
        return found;
    }
  return NULL;
}

static void
send (MatoiSession *session, const char *name, ...)
{
  MatoiCommand *command = matoi_session_new_command (session, name);
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)))
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  matoi_session_send (session, command);
}

/* PM-04: whoever ends an incident is told who owns the postmortem, and led there. Undo takes back what was recorded
 * in the document that is in front. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (MatoiIncident) declared = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  MatoiSession *session;

  rig_declare (fixture, "To be ended");
  declared = rig_read_back (fixture, NULL);
  session = matoi_live_find (fixture->live, &declared->id);
  send (session, "role-assign", "role", "ic", "person", "Aiko Tanaka", NULL);
  send (session, "end", "outcome", "recovered", "final_severity", "2", "override", "for the test",
        "owner", "Aiko Tanaka", NULL);
  WAIT_UNTIL (find_action (window, "win.open-told"));
  gtk_widget_activate (find_action (window, "win.open-told"));
  WAIT_UNTIL (g_str_has_prefix (get_title (fixture), "Postmortem: "));

  send (session, "pm-learned", "side", "badly", "text", "the runbook was old", NULL);
  WAIT_UNTIL (matoi_session_get_incident (session)->postmortem->learned->len == 1);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_activate_action (window, "win.undo", NULL);
  WAIT_UNTIL (((MatoiLearned *) g_ptr_array_index (
                 matoi_session_get_incident (session)->postmortem->learned, 0))
                ->removed);
  incident = rig_read_back (fixture, NULL);
  g_assert_true (((MatoiLearned *) g_ptr_array_index (incident->postmortem->learned, 0))->removed);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);

  g_test_add ("/ui/pm-list/empty", Fixture, NULL, rig_set_up, test_empty, forget_view);
  g_test_add ("/ui/pm-list/open", Fixture, NULL, rig_set_up, test_open, forget_view);
  g_test_add ("/ui/pm-list/start", Fixture, NULL, rig_set_up, test_start, forget_view);
  g_test_add ("/ui/pm-list/waive", Fixture, NULL, rig_set_up, test_waive, forget_view);
  g_test_add ("/ui/pm-list/ways", Fixture, NULL, rig_set_up, test_ways, forget_view);
  g_test_add ("/ui/pm-list/end", Fixture, NULL, rig_set_up, test_end, forget_view);
  g_test_add ("/ui/pm-list/last-view", Fixture, NULL, rig_set_up, test_last_view, forget_view);
  g_test_add ("/ui/pm-list/confidential", Fixture, NULL, rig_set_up, test_confidential,
              forget_view);
  return g_test_run ();
}
