/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who does what: assigned, handed over, released, moved; by keyboard. */

#include "config.h"

#include <string.h>

#include "matoi-incident-view.h"
#include "matoi-roster-row.h"
#include "matoi-roster.h"
#include "rig.h"

/* --- what is seen */

static MatoiRosterRow *
find_row (Fixture *fixture, const char *key)
{
  static const char *const lists[] = { "roster_roles", "roster_experts", "roster_teams",
                                       "roster_watchers" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkListBox *list = GTK_LIST_BOX (rig_get (fixture, lists[i]));
      GtkListBoxRow *row;

      for (int j = 0; (row = gtk_list_box_get_row_at_index (list, j)); j++)
        if (g_str_has_prefix (matoi_roster_row_get_item (MATOI_ROSTER_ROW (row))->key, key))
          return MATOI_ROSTER_ROW (row);
    }
  return NULL;
}

static const char *
get_name (Fixture *fixture, const char *key)
{
  MatoiRosterRow *row = find_row (fixture, key);

  return row ? gtk_label_get_text (GTK_LABEL (rig_find_id (GTK_WIDGET (row), "roster_name"))) : "";
}

static gboolean
shows (Fixture *fixture, const char *id)
{
  return gtk_widget_get_mapped (rig_get (fixture, id));
}

static gboolean
is_open (Fixture *fixture)
{
  return shows (fixture, "pop_title");
}

/* Enter on the row of @key. */
static void
open_row (Fixture *fixture, const char *key)
{
  MatoiRosterRow *row = find_row (fixture, key);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  rig_enter (fixture);
  WAIT_UNTIL (is_open (fixture));
}

static void
push (Fixture *fixture, const char *id)
{
  GtkWidget *button = rig_get (fixture, id);

  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_grab_focus (button));
  rig_enter (fixture);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  g_assert_no_error (error);
  matoi_context_free_receipt (receipt);
  *(gboolean *) user_data = TRUE;
}

/* Somebody else does it. */
static void
give_role (Fixture *fixture, const MatoiId *incident, const char *role, const char *person)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("role-assign", "Somebody Else");
  gboolean answered = FALSE;

  matoi_command_set (command, "role", role);
  matoi_command_set (command, "person", person);
  matoi_context_submit_async (fixture->context, incident, command, NULL, on_answer, &answered);
  WAIT_UNTIL (answered);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
set_people (Fixture *fixture, const char *json)
{
  gboolean answered = FALSE;

  matoi_context_set_setting_async (fixture->context, "directory.people", json, NULL, on_set,
                                   &answered);
  WAIT_UNTIL (answered);
}

/* An incident that somebody else declared, opened here. */
static void
open_incident (Fixture *fixture, const char *title)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Somebody Else");
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GError) error = NULL;
  gboolean answered = FALSE;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (fixture->context, command, NULL, &error);
  g_assert_no_error (error);
  matoi_context_submit_async (fixture->context, NULL, command, NULL, on_answer, &answered);
  WAIT_UNTIL (answered);
  incident = rig_read_back (fixture, NULL);
  matoi_window_open_reference (fixture->window, incident->ref);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_title"), title) == 0);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

/* --- the tests */

static void
test_assign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  open_incident (fixture, "Roles");
  g_assert_cmpstr (get_name (fixture, "role/ic"), ==, "Assign…");
  open_row (fixture, "role/ic");
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_false (shows (fixture, "pop_release"));
  rig_type (fixture, "  A & B <c> ");
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (get_name (fixture, "role/ic"), "A & B <c>") == 0);
  WAIT_UNTIL (!is_open (fixture));

  /* handed over: a flag in the log, one commander */
  rig_press (fixture, "Escape");
  open_row (fixture, "role/ic");
  g_assert_true (shows (fixture, "pop_hint"));
  rig_type (fixture, "aik");
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (get_name (fixture, "role/ic"), "Aiko Tanaka") == 0);
  WAIT_UNTIL (!is_open (fixture));
  g_assert_true (shows (fixture, "roster_me"));

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (matoi_incident_get_holder (incident, "ic"), ==, "Aiko Tanaka");
  g_assert_cmpuint (incident->assignments->len, ==, 2);
}

/* IC-04: the refusal is in the popover, and what was typed stays. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  open_incident (fixture, "Roles");
  open_row (fixture, "role/ic");
  push (fixture, "pop_mine");
  WAIT_UNTIL (g_strcmp0 (get_name (fixture, "role/ic"), "Aiko Tanaka") == 0);
  WAIT_UNTIL (!is_open (fixture));
  rig_press (fixture, "Escape");

  open_row (fixture, "role/deputy");
  g_assert_false (shows (fixture, "pop_error"));
  rig_type (fixture, "Aiko Tanaka");
  rig_enter (fixture);
  WAIT_UNTIL (shows (fixture, "pop_error"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "pop_error"), "Aiko Tanaka"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "picker_entry"))), ==,
                   "Aiko Tanaka");
  rig_type (fixture, "x");
  g_assert_false (shows (fixture, "pop_error"));
  gtk_editable_set_text (GTK_EDITABLE (rig_get (fixture, "picker_entry")), "");
  rig_type (fixture, "Ben");
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (get_name (fixture, "role/deputy"), "Ben") == 0);
  WAIT_UNTIL (!is_open (fixture));
  /* the focus is back where it was */
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find_row (fixture, "role/deputy"))));

  open_row (fixture, "role/deputy");
  push (fixture, "pop_release");
  WAIT_UNTIL (g_strcmp0 (get_name (fixture, "role/deputy"), "Ben") != 0);
}

/* By reading, in any kana; the service becomes the caption. */
static void
test_directory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  set_people (fixture, "[{\"name\": \"林 芽衣\", \"reading\": \"はやし めい\","
                       " \"services\": [\"決済\"]}, {\"name\": \"Ben\"}]");
  open_incident (fixture, "Directory");
  open_row (fixture, "role/sme");
  rig_type (fixture, "ハヤシ");
  rig_enter (fixture);
  WAIT_UNTIL (find_row (fixture, "role/sme/林 芽衣") != NULL);
  g_assert_cmpstr (matoi_roster_row_get_item (find_row (fixture, "role/sme/"))->caption, ==,
                   "決済");
  WAIT_UNTIL (!is_open (fixture));

  /* the button for any role; a shadow does not count */
  push (fixture, "roster_add");
  WAIT_UNTIL (is_open (fixture));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rig_get (fixture, "pop_role")), 8);
  gtk_widget_grab_focus (rig_get (fixture, "pop_picker"));
  rig_type (fixture, "be");
  rig_enter (fixture);
  WAIT_UNTIL (find_row (fixture, "role/shadow/Ben") != NULL);
  g_assert_cmpstr (rig_get_label (fixture, "roster_span_value"), ==, "1 / 7");

  incident = rig_read_back (fixture, NULL);
  g_assert_true (matoi_incident_holds (incident, "sme", "林 芽衣"));
  g_assert_true (matoi_incident_holds (incident, "shadow", "Ben"));
}

static void
type_into (Fixture *fixture, const char *id, const char *text)
{
  g_assert_true (gtk_widget_grab_focus (rig_get (fixture, id)));
  rig_type (fixture, text);
}

static void
test_subteam (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) first = NULL, formed = NULL, gone = NULL;
  const MatoiSubteam *team;

  open_incident (fixture, "Sub-teams");
  first = rig_read_back (fixture, NULL);
  give_role (fixture, &first->id, "ic", "Aiko Tanaka");
  give_role (fixture, &first->id, "sme", "Priya Nair");
  give_role (fixture, &first->id, "sme", "Kenji Sato");
  WAIT_UNTIL (find_row (fixture, "role/sme/Kenji Sato") != NULL);
  g_assert_cmpstr (rig_get_label (fixture, "roster_span_value"), ==, "2 / 7");

  gtk_widget_activate_action (rig_get (fixture, "inc_roster"), "incident.subteam", NULL);
  WAIT_UNTIL (shows (fixture, "sub_task"));
  push (fixture, "sub_form"); /* what is missing is said, and the focus goes there */
  WAIT_UNTIL (shows (fixture, "sub_message"));
  type_into (fixture, "sub_leader", "priya");
  rig_enter (fixture);
  g_assert_false (shows (fixture, "sub_message"));
  rig_type (fixture, "Check the <wallet> path"); /* the focus has moved on to the task */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (rig_get (fixture, "sub_minutes")), 15);
  type_into (fixture, "sub_room", "#team-a");
  rig_enter (fixture);
  WAIT_UNTIL (find_row (fixture, "team/") != NULL);
  WAIT_UNTIL (!shows (fixture, "sub_task"));
  g_assert_cmpstr (get_name (fixture, "team/"), ==, "Priya Nair");
  g_assert_null (find_row (fixture, "role/sme/Priya Nair"));
  g_assert_cmpstr (rig_get_label (fixture, "roster_span_value"), ==, "2 / 7");

  /* from the expert's row to the team; then only its leader counts */
  open_row (fixture, "role/sme/Kenji Sato");
  gtk_widget_grab_focus (gtk_widget_get_first_child (rig_get (fixture, "pop_moves")));
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "roster_span_value"), "1 / 7") == 0);
  g_assert_null (find_row (fixture, "role/sme/Kenji Sato"));

  formed = rig_read_back (fixture, NULL);
  team = g_ptr_array_index (formed->subteams, 0);
  g_assert_cmpstr (team->leader, ==, "Priya Nair");
  g_assert_cmpstr (team->task, ==, "Check the <wallet> path");
  g_assert_cmpstr (team->room, ==, "#team-a");
  g_assert_cmpint (team->due_at - team->formed_at, ==, 15 * MATOI_MINUTE);
  g_assert_true (g_hash_table_contains (team->members, "Kenji Sato"));

  WAIT_UNTIL (!is_open (fixture));
  open_row (fixture, "team/");
  push (fixture, "pop_dissolve");
  WAIT_UNTIL (find_row (fixture, "team/") == NULL);
  WAIT_UNTIL (find_row (fixture, "role/sme/Kenji Sato") != NULL);
  gone = rig_read_back (fixture, NULL);
  g_assert_cmpint (((MatoiSubteam *) g_ptr_array_index (gone->subteams, 0))->dissolved_at, !=,
                   MATOI_TIME_NONE);
}

/* A leader who is the commander is refused on the page, which keeps what was typed. */
static void
test_subteam_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  open_incident (fixture, "Sub-teams");
  incident = rig_read_back (fixture, NULL);
  give_role (fixture, &incident->id, "ic", "Aiko Tanaka");
  gtk_widget_activate_action (rig_get (fixture, "inc_roster"), "incident.subteam", NULL);
  WAIT_UNTIL (shows (fixture, "sub_task"));
  type_into (fixture, "sub_leader", "Aiko Tanaka");
  type_into (fixture, "sub_task", "Look");
  rig_enter (fixture);
  WAIT_UNTIL (shows (fixture, "sub_message"));
  g_assert_true (shows (fixture, "sub_task"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "sub_task"))), ==,
                   "Look");
}

/* 40 people: the card scrolls, the words say what it means, the focus stays. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *row, *scroller;
  GtkAdjustment *adjustment;

  open_incident (fixture, "Many");
  incident = rig_read_back (fixture, NULL);
  give_role (fixture, &incident->id, "deputy", "Ben");
  g_assert_false (shows (fixture, "roster_span_words"));
  row = GTK_WIDGET (find_row (fixture, "role/deputy"));
  gtk_widget_grab_focus (row);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Responder %u", i);

      give_role (fixture, &incident->id, "sme", name);
    }
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "roster_span_value"), "41 / 7") == 0);
  WAIT_UNTIL (shows (fixture, "roster_span_words"));
  g_assert_true (shows (fixture, "roster_span_form"));
  g_assert_true (gtk_widget_has_focus (row));
  g_assert_true (row == GTK_WIDGET (find_row (fixture, "role/deputy")));
  scroller = rig_get (fixture, "roster_scroller");
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  WAIT_UNTIL (gtk_adjustment_get_upper (adjustment) > 40 * 30);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), <,
                     gtk_widget_get_height (GTK_WIDGET (fixture->window)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Deputy, Ben, 0 of 7 steps done");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (rig_get (fixture, "roster_meter")),
                                   GTK_ACCESSIBLE_ROLE_METER);

  /* faces only: every name is still said */
  matoi_roster_set_compact (MATOI_ROSTER (rig_get (fixture, "inc_roster")), TRUE);
  g_assert_false (gtk_widget_get_visible (rig_find_id (row, "roster_words")));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "Deputy\nBen\n0 of 7 steps done");
  matoi_roster_set_compact (MATOI_ROSTER (rig_get (fixture, "inc_roster")), FALSE);
}

/* DEC-05: who raised a hand in the channel comes first, said in words, and not once they have the
 * role. */
static void
test_offered (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  GtkListBoxRow *first;

  rig_declare (fixture, "Who can respond");
  rig_submit (fixture, "Priya Nair", "offer", "person", "Priya Nair", NULL);
  WAIT_UNTIL (matoi_session_get_incident (matoi_incident_view_get_session (
                                            MATOI_INCIDENT_VIEW (rig_get (fixture, "win_view"))))
                ->offers->len == 1);
  open_row (fixture, "role/deputy");
  list = GTK_LIST_BOX (rig_get (fixture, "picker_list"));
  first = gtk_list_box_get_row_at_index (list, 0);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (first), "matoi-person"), ==, "Priya Nair");
  g_assert_nonnull (strstr (g_object_get_data (G_OBJECT (first), "matoi-name"), "Offered to help"));
  rig_type (fixture, "priya");
  rig_enter (fixture);
  WAIT_UNTIL (!is_open (fixture));
  WAIT_UNTIL (strcmp (get_name (fixture, "role/deputy"), "Priya Nair") == 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "assign", test_assign },
    { "refused", test_refused },
    { "directory", test_directory },
    { "subteam", test_subteam },
    { "subteam-refused", test_subteam_refused },
    { "many", test_many },
    { "offered", test_offered },
  };

  g_autoptr (GSettings) settings = NULL;

  rig_init (&argc, &argv);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/roster/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
    }
  return g_test_run ();
}
