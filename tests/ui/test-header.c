/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The heading, the contact strip, the declaration and the card that is read aloud. */

#include "config.h"

#include <string.h>

#include "matoi-clock-text.h"
#include "matoi-context-rooms.h"
#include "matoi-declare-text.h"
#include "matoi-incident-header.h"
#include "matoi-meter.h"
#include "matoi-ring.h"
#include "rig.h"

/* --- what a person does with a button: the focus on it, and Enter */

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

static void
activate (GtkWidget *widget)
{
  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_is_sensitive (widget));
  gtk_widget_grab_focus (widget);
  g_signal_emit_by_name (widget, GTK_IS_MENU_BUTTON (widget) ? "activate" : "clicked");
}

static void
activate_id (Fixture *fixture, const char *id)
{
  activate (rig_get (fixture, id));
}

static void
activate_label (Fixture *fixture, const char *id, const char *label)
{
  activate (find_button (rig_get (fixture, id), label));
}

static void
enter_line (Fixture *fixture, const char *line)
{
  rig_press (fixture, "<Control>l");
  rig_type (fixture, line);
  rig_enter (fixture);
}

static void
set_text (Fixture *fixture, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (rig_get (fixture, id)), text);
}

static gboolean
is_shown (Fixture *fixture, const char *id)
{
  return gtk_widget_get_mapped (rig_get (fixture, id));
}

/* The whole incident as it is on the disk now, through the one door. */
static gboolean
is_severity (Fixture *fixture, const char *id)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, NULL);

  return g_strcmp0 (incident->severity, id) == 0;
}

/* --- the heading */

static void
test_raise (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Checkout & cart <5xx>");
  g_assert_cmpstr (rig_get_label (fixture, "inc_severity"), ==, "SEV-2");
  g_assert_null (find_button (rig_get (fixture, "hdr_severity"), "2"));
  activate_label (fixture, "hdr_severity", "1");
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_severity"), "SEV-1") == 0);
  g_assert_true (is_severity (fixture, "1"));

  /* With SEV-1 the public waits: the heading says for how long. */
  WAIT_UNTIL (is_shown (fixture, "hdr_clock_1"));
  g_assert_true (g_str_has_suffix (
    gtk_label_get_text (GTK_LABEL (rig_find_id (rig_get (fixture, "hdr_clock_1"), "clb_words"))),
    " left"));
}

static void
test_lower (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Smaller than it seemed");
  activate_label (fixture, "hdr_severity", "3");
  g_assert_true (is_shown (fixture, "rea_text"));
  rig_enter (fixture); /* without a reason */
  g_assert_true (is_shown (fixture, "rea_message"));
  rig_type (fixture, "only one shard");
  rig_enter (fixture); /* nobody is in command: refused, and what was typed stays */
  WAIT_UNTIL (strstr (rig_get_label (fixture, "rea_message"), "Incident Commander") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "rea_text"))), ==,
                   "only one shard");
  g_assert_true (is_severity (fixture, "2"));
  activate (find_button (gtk_widget_get_parent (rig_get (fixture, "rea_text")), "_Back"));

  enter_line (fixture, "/role ic Aiko Tanaka");
  WAIT_UNTIL (!gtk_widget_has_css_class (rig_get (fixture, "con_page"), "wanted"));
  activate_label (fixture, "hdr_severity", "3");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "rea_text"))), ==,
                   "only one shard");
  activate_id (fixture, "rea_submit");
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_severity"), "SEV-3") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->severity, ==, "3");
}

static void
test_phase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *step;

  rig_declare (fixture, "The loop");
  step = gtk_widget_get_first_child (rig_get (fixture, "hdr_phase"));
  g_assert_true (gtk_widget_has_css_class (step, "now"));
  step = gtk_widget_get_next_sibling (step);
  activate (step);
  WAIT_UNTIL (gtk_widget_has_css_class (step, "now"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->phase, ==, "stabilise");
}

static void
test_snooze (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *button;

  rig_declare (fixture, "Clocks");
  WAIT_UNTIL (is_shown (fixture, "hdr_clock_1"));
  button = rig_find_id (rig_get (fixture, "hdr_clock_1"), "clb_button");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (is_shown (fixture, "clk_rows"));
  activate_label (fixture, "clk_rows", "Snooze…");
  WAIT_UNTIL (is_shown (fixture, "clk_form"));
  gtk_editable_set_text (GTK_EDITABLE (rig_find_id (rig_get (fixture, "clk_form"), "rea_text")),
                         "asked, answer comes");
  activate (rig_find_id (rig_get (fixture, "clk_form"), "rea_submit"));
  WAIT_UNTIL (!is_shown (fixture, "clk_form"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (g_hash_table_size (incident->snoozes), ==, 1);
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = NULL, after = NULL;
  g_autoptr (MatoiCommand) command = matoi_command_new ("end", "Aiko Tanaka");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  rig_declare (fixture, "Over, or not");
  g_assert_true (is_shown (fixture, "hdr_end"));
  incident = rig_read_back (fixture, &other);
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "2");
  matoi_command_set (command, "override", "a test");
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (is_shown (fixture, "hdr_reopen"));
  g_assert_false (is_shown (fixture, "hdr_end"));
  g_assert_false (is_shown (fixture, "hdr_post"));
  g_assert_false (is_shown (fixture, "hdr_phase"));
  g_assert_null (find_button (rig_get (fixture, "hdr_severity"), "1"));

  gtk_menu_button_popup (GTK_MENU_BUTTON (rig_get (fixture, "hdr_reopen")));
  WAIT_UNTIL (rig_find_id (rig_get (fixture, "hdr_reopen"), "rea_text") &&
              gtk_widget_get_mapped (rig_find_id (rig_get (fixture, "hdr_reopen"), "rea_text")));
  gtk_editable_set_text (GTK_EDITABLE (rig_find_id (rig_get (fixture, "hdr_reopen"), "rea_text")),
                         "it is back");
  activate (rig_find_id (rig_get (fixture, "hdr_reopen"), "rea_submit"));
  WAIT_UNTIL (is_shown (fixture, "hdr_end"));
  after = rig_read_back (fixture, NULL);
  g_assert_cmpstr (after->state, ==, "live");
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  MatoiIncidentHeader *header;

  rig_declare (fixture,
               "A title that is long enough to be cut where there is no room for it at all");
  header = MATOI_INCIDENT_HEADER (rig_get (fixture, "inc_header"));
  WAIT_UNTIL (is_shown (fixture, "hdr_end_label"));
  matoi_incident_header_set_narrow (header, TRUE);
  WAIT_UNTIL (!is_shown (fixture, "hdr_end_label"));
  g_assert_true (is_shown (fixture, "hdr_end"));
  gtk_test_accessible_assert_property (rig_get (fixture, "hdr_end"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "End Incident…");
  matoi_incident_header_set_narrow (header, FALSE);
  WAIT_UNTIL (is_shown (fixture, "hdr_end_label"));
}

/* Text of twice the size in a window of the usual one: folded, nothing is lost. */
static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *root, *header;
  int dpi;

  rig_declare (fixture, "Checkout 5xx spike");
  root = rig_get (fixture, "hdr_root");
  header = rig_get (fixture, "inc_header");
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  WAIT_UNTIL (!is_shown (fixture, "hdr_end_label") &&
              gtk_widget_get_width (root) <= gtk_widget_get_width (header));
  g_assert_true (is_shown (fixture, "inc_severity"));
  g_assert_true (is_shown (fixture, "hdr_end"));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* --- the contact strip */

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_contacts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;
  GtkWidget *item, *copy;

  rig_declare (fixture, "Where to talk");
  g_assert_true (is_shown (fixture, "con_setup"));
  matoi_context_set_setting_async (fixture->context, "contact.channel", "#inc-<checkout> & co",
                                   NULL, on_set, NULL);
  WAIT_UNTIL (!is_shown (fixture, "con_setup"));
  item = gtk_widget_get_first_child (rig_get (fixture, "con_items"));
  g_assert_true (gtk_widget_get_visible (item));
  copy = gtk_widget_get_last_child (item);
  activate (copy);
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (copy)), ==, "object-select-symbolic");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (copy), NULL, on_text, &copied);
  WAIT_UNTIL (copied != NULL);
  g_assert_cmpstr (copied, ==, "#inc-<checkout> & co");
}

/* What another program finds at Slack: the room of the incident on the screen, or of another one. */
static void
put_room (Fixture *fixture, const char *channel, const char *name, gboolean of_another)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  g_autoptr (GError) error = NULL;
  MatoiRoomRow room = {
    .channel = (char *) channel, .name = (char *) name, .incident = incident->id, .own = TRUE
  };

  if (of_another)
    memset (&room.incident, 7, sizeof room.incident);
  g_assert_true (matoi_store_put_room (matoi_context_get_store (other), &room, &error));
  g_assert_no_error (error);
}

static gboolean
first_contact_says (Fixture *fixture, const char *text)
{
  GtkWidget *item = gtk_widget_get_first_child (rig_get (fixture, "con_items"));
  const char *tooltip = gtk_widget_get_tooltip_text (gtk_widget_get_first_child (item));

  return gtk_widget_get_visible (item) && tooltip && strstr (tooltip, text);
}

/* The incident's own room comes before the one that is set for all, and follows its name. */
static void
test_own_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;
  GtkWidget *item, *copy;

  matoi_context_set_setting_async (fixture->context, "slack.url", "https://acme.example/", NULL,
                                   on_set, NULL);
  matoi_context_set_setting_async (fixture->context, "contact.channel", "#incidents", NULL, on_set,
                                   NULL);
  rig_declare (fixture, "Where to talk");
  WAIT_UNTIL (first_contact_says (fixture, "#incidents\nCopy"));
  put_room (fixture, "C8", "inc-of-another", TRUE);
  put_room (fixture, "C9", "inc-own", FALSE);
  WAIT_UNTIL (first_contact_says (fixture, "#inc-own\nOpen"));
  put_room (fixture, "C9", "inc-renamed", FALSE);
  WAIT_UNTIL (first_contact_says (fixture, "#inc-renamed\nOpen"));
  item = gtk_widget_get_first_child (rig_get (fixture, "con_items"));
  copy = gtk_widget_get_last_child (item);
  activate (copy);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (copy), NULL, on_text, &copied);
  WAIT_UNTIL (copied != NULL);
  g_assert_cmpstr (copied, ==, "#inc-renamed");
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAsk *ask;

  rig_declare (fixture, "Nobody commands");
  g_assert_true (gtk_widget_has_css_class (rig_get (fixture, "con_page"), "wanted"));
  activate_id (fixture, "con_page");
  WAIT_UNTIL (is_shown (fixture, "pag_name"));
  set_text (fixture, "pag_name", "Kenji Sato");
  activate_id (fixture, "pag_record");
  WAIT_UNTIL (rig_rows_with (fixture, "Called Kenji Sato by hand (Incident Commander)") == 1);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->pages->len, ==, 1);
  g_assert_cmpuint (incident->asks->len, ==, 1);
  ask = g_ptr_array_index (incident->asks, 0);
  g_assert_cmpstr (ask->person, ==, "Kenji Sato");
  g_assert_cmpint (ask->due_at - ask->asked_at, ==, 5 * MATOI_MINUTE);
}

/* --- declaring */

static void
test_declare_more (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "empty") == 0);
  rig_press (fixture, "<Control>n");
  rig_type (fixture, "Logins fail");
  rig_press (fixture, "<Alt>1");
  set_text (fixture, "dec_scope", "All regions");
  set_text (fixture, "dec_services", "auth、gateway, auth");
  set_text (fixture, "dec_evidence", "https://app.datadoghq.com/monitors/7");
  set_text (fixture, "dec_began", "２０分前");
  adw_combo_row_set_selected (ADW_COMBO_ROW (rig_get (fixture, "dec_detected")), 2);
  gtk_switch_set_active (GTK_SWITCH (rig_get (fixture, "dec_drill")), TRUE);

  /* Going away and coming back loses nothing. */
  rig_press (fixture, "Escape");
  g_assert_cmpstr (rig_get_page (fixture), ==, "empty");
  rig_press (fixture, "<Control>n");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "dec_title"))), ==,
                   "Logins fail");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_severity"), "SEV-1") == 0);
  g_assert_true (is_shown (fixture, "inc_drill"));

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->title, ==, "Logins fail");
  g_assert_cmpstr (incident->severity, ==, "1");
  g_assert_cmpstr (incident->scope, ==, "All regions");
  g_assert_cmpstr (incident->detected_by, ==, "customer");
  g_assert_cmpuint (incident->services->len, ==, 2);
  g_assert_true (incident->drill);
  g_assert_cmpint (incident->declared_at - incident->started_at, >=, 20 * MATOI_MINUTE);

  /* The next one begins empty. */
  rig_press (fixture, "<Control>n");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "dec_title"))), ==, "");
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

/* The keyboard is where the choice is; the severities are one stop on its way. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  GtkWidget *picker, *third;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>n");
  rig_type (fixture, "Slow search");
  rig_press (fixture, "<Alt>1");
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
  picker = rig_get (fixture, "dec_severity");
  g_assert_true (gtk_widget_child_focus (picker, GTK_DIR_TAB_FORWARD));
  rig_press (fixture, "3");
  third = get_focus (fixture);
  g_assert_true (GTK_IS_TOGGLE_BUTTON (third));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (third)));
  g_assert_true (gtk_widget_child_focus (picker, GTK_DIR_DOWN));
  g_assert_true (get_focus (fixture) != third);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_focus (fixture))));
  g_assert_true (gtk_widget_child_focus (picker, GTK_DIR_UP));
  g_assert_true (get_focus (fixture) == third);
  g_assert_false (gtk_widget_child_focus (picker, GTK_DIR_TAB_FORWARD));
  gtk_widget_grab_focus (third);
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  g_assert_true (is_severity (fixture, "3"));
}

static void
test_not_sure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "empty") == 0);
  rig_press (fixture, "<Control>n");
  rig_type (fixture, "Something is odd");
  rig_press (fixture, "<Alt>4");
  rig_press (fixture, "<Alt>0");
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_severity"), "SEV-2 ?") == 0);
  activate_id (fixture, "inc_severity_now"); /* settles on it */
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_severity"), "SEV-2") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_false (incident->severity_undecided);
}

static void
test_false_alarm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "empty") == 0);
  rig_press (fixture, "<Control>n");
  rig_type (fixture, "The monitor was wrong");
  gtk_menu_button_popup (GTK_MENU_BUTTON (rig_get (fixture, "dec_not")));
  WAIT_UNTIL (is_shown (fixture, "dec_false_alarm"));
  activate_id (fixture, "dec_false_alarm");
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->state, ==, "ended");
  g_assert_cmpstr (incident->outcome, ==, "false-alarm");
}

static void
test_bad_fields (Fixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "empty") == 0);
  rig_press (fixture, "<Control>n");
  rig_type (fixture, "Kept");
  set_text (fixture, "dec_began", "yesterday");
  rig_press (fixture, "<Control>Return");
  g_assert_true (is_shown (fixture, "dec_message"));
  set_text (fixture, "dec_began", "");
  set_text (fixture, "dec_evidence", "not a link");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (strstr (rig_get_label (fixture, "dec_message"), "not a link") != NULL);
  g_assert_cmpstr (rig_get_page (fixture), ==, "declare");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "dec_title"))), ==,
                   "Kept");
}

/* The row of the list that is chosen. (nullable) */
static GtkListBoxRow *
find_chosen (GtkWidget *widget)
{
  GtkListBoxRow *row =
    GTK_IS_LIST_BOX (widget) ? gtk_list_box_get_selected_row (GTK_LIST_BOX (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !row && child;
       child = gtk_widget_get_next_sibling (child))
    row = find_chosen (child);
  return row;
}

/* Without animations, too, the list shows the incident that is open, not the next one. */
static void
test_sidebar (Fixture *fixture, gconstpointer data)
{
  AdwFlap *flap = ADW_FLAP (rig_get (fixture, "win_flap"));
  g_autofree char *title = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  adw_flap_set_fold_policy (flap, ADW_FLAP_FOLD_POLICY_ALWAYS);
  rig_declare (fixture, "The first");
  rig_declare (fixture, "The second");
  title = g_strdup (rig_get_label (fixture, "inc_title"));
  adw_flap_set_reveal_flap (flap, FALSE);
  WAIT_UNTIL (!gtk_widget_get_mapped (rig_get (fixture, "win_list")));
  WAIT_UNTIL (find_chosen (rig_get (fixture, "win_list")) != NULL);
  for (guint i = 0; i < 2; i++)
    {
      rig_press (fixture, "F9");
      WAIT_UNTIL (gtk_widget_get_mapped (rig_get (fixture, "win_list")));
      g_assert_nonnull (gtk_widget_get_ancestor (
        gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_TYPE_LIST_BOX_ROW));
      rig_press (fixture, "F9");
      WAIT_UNTIL (!gtk_widget_get_mapped (rig_get (fixture, "win_list")));
      g_assert_cmpstr (rig_get_label (fixture, "inc_title"), ==, title);
    }
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
}

/* Whether @widget takes the key for itself; GTK 4 cannot send keys to itself. */
static gboolean
takes_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; !taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &taken);
    }
  return taken;
}

static void
test_announce (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Who leads");
  gtk_widget_activate_action (rig_get (fixture, "inc_header"), "incident.announce", NULL);
  WAIT_UNTIL (is_shown (fixture, "ann_take"));
  /* Whoever types writes a line, and takes no command by a blank. */
  gtk_widget_grab_focus (rig_get (fixture, "ann_take"));
  g_assert_false (takes_key (rig_get (fixture, "inc_announce_card"), GDK_KEY_space, 0));
  g_assert_false (takes_key (rig_get (fixture, "inc_announce_card"), GDK_KEY_f, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_has_focus (rig_get (fixture, "ann_take")));
  g_assert_true (takes_key (rig_get (fixture, "inc_announce_card"), GDK_KEY_f, 0));
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_true (is_shown (fixture, "ann_take"));
  activate_id (fixture, "ann_take");
  WAIT_UNTIL (!is_shown (fixture, "ann_take"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "ann_first"), "Aiko Tanaka"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "ann_second"), "Aiko Tanaka"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (matoi_incident_get_holder (incident, "ic"), ==, "Aiko Tanaka");
  activate_id (fixture, "ann_done");
  WAIT_UNTIL (!is_shown (fixture, "ann_done"));
}

/* --- without a window */

static void
test_times (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  const gint64 now = G_GINT64_CONSTANT (1763600400000); /* 2025-11-20 10:00 there */
  gint64 at;

  g_assert_true (matoi_declare_parse_time ("9:40", now, zone, &at));
  g_assert_cmpint (now - at, ==, 20 * MATOI_MINUTE);
  g_assert_true (matoi_declare_parse_time ("１０：３０", now, zone, &at)); /* the day before */
  g_assert_cmpint (now - at, ==, (24 * 60 - 30) * MATOI_MINUTE);
  g_assert_true (matoi_declare_parse_time ("2025-11-20 09:00", now, zone, &at));
  g_assert_cmpint (now - at, ==, 60 * MATOI_MINUTE);
  g_assert_true (matoi_declare_parse_time ("15 min", now, zone, &at));
  g_assert_cmpint (now - at, ==, 15 * MATOI_MINUTE);
  g_assert_false (matoi_declare_parse_time ("25:10", now, zone, &at));
  g_assert_false (matoi_declare_parse_time ("soon", now, zone, &at));
  g_assert_false (matoi_declare_parse_time ("-5", now, zone, &at));
}

static void
test_clock_words (void)
{
  MatoiClock clock = { (char *) "x", (char *) "Public update", (char *) "running", 60000, 600000 };
  g_autofree char *left = matoi_clock_dup_words (&clock, 0);
  g_autofree char *due = NULL, *late = NULL;
  double fraction;

  g_assert_cmpstr (left, ==, "01:00 left");
  g_assert_cmpint (matoi_clock_get_ring (&clock, 0, &fraction), ==, MATOI_RING_DUE);
  g_assert_cmpfloat_with_epsilon (fraction, 0.1, 0.001);
  clock.state = (char *) "due";
  due = matoi_clock_dup_words (&clock, 60000);
  g_assert_cmpstr (due, ==, "due now");
  clock.state = (char *) "overdue";
  late = matoi_clock_dup_words (&clock, 60000 + 3723000);
  g_assert_cmpstr (late, ==, "1:02 h overdue");
  g_assert_cmpint (matoi_clock_get_ring (&clock, 130000, &fraction), ==, MATOI_RING_OVERDUE);
}

/* What runs out first comes first, whoever waits for it; what has hours left comes last. */
static void
test_clock_order (void)
{
  MatoiIncident incident = { 0 };
  MatoiClock shift = { (char *) "s", (char *) "Shift", (char *) "running", 10800000, 10800000 };
  MatoiClock callout = { (char *) "c", (char *) "Time", (char *) "running", 60000, 600000 };
  MatoiClock late = { (char *) "l", (char *) "Post", (char *) "due", -1000, 600000 };
  MatoiClock off = { (char *) "o", (char *) "Off", (char *) "off", 0, 600000 };
  g_autoptr (GPtrArray) clocks = g_ptr_array_new ();
  g_autoptr (GPtrArray) sorted = NULL;

  g_ptr_array_add (clocks, &shift);
  g_ptr_array_add (clocks, &off);
  g_ptr_array_add (clocks, &callout);
  g_ptr_array_add (clocks, &late);
  sorted = matoi_clocks_sort (&incident, clocks, 0);
  g_assert_cmpuint (sorted->len, ==, 3);
  g_assert_true (g_ptr_array_index (sorted, 0) == &late);
  g_assert_true (g_ptr_array_index (sorted, 1) == &callout);
  g_assert_true (g_ptr_array_index (sorted, 2) == &shift);
}

static void
test_widgets (void)
{
  g_autoptr (GtkWidget) ring = g_object_ref_sink (matoi_ring_new ());
  g_autoptr (GtkWidget) meter = g_object_ref_sink (matoi_meter_new ());

  matoi_ring_show (MATOI_RING (ring), MATOI_RING_DUE, 0.25);
  g_assert_true (gtk_widget_has_css_class (ring, "due"));
  matoi_ring_show (MATOI_RING (ring), MATOI_RING_OVERDUE, -3);
  g_assert_false (gtk_widget_has_css_class (ring, "due"));
  g_assert_true (gtk_widget_has_css_class (ring, "overdue"));
  gtk_test_accessible_assert_role (meter, GTK_ACCESSIBLE_ROLE_METER);
  matoi_meter_show (MATOI_METER (meter), 6, 6, 7);
  g_assert_true (gtk_widget_has_css_class (meter, "near"));
  gtk_test_accessible_assert_property (meter, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 6.0);
  gtk_test_accessible_assert_property (meter, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 7.0);
  matoi_meter_show (MATOI_METER (meter), 9, 6, 7);
  g_assert_true (gtk_widget_has_css_class (meter, "over"));
  g_assert_false (gtk_widget_has_css_class (meter, "near"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/header/raise", test_raise },
    { "/ui/header/lower", test_lower },
    { "/ui/header/phase", test_phase },
    { "/ui/header/snooze", test_snooze },
    { "/ui/header/reopen", test_reopen },
    { "/ui/header/narrow", test_narrow },
    { "/ui/header/large-text", test_large_text },
    { "/ui/header/contacts", test_contacts },
    { "/ui/header/own-room", test_own_room },
    { "/ui/header/page", test_page },
    { "/ui/header/declare-more", test_declare_more },
    { "/ui/header/choose", test_choose },
    { "/ui/header/not-sure", test_not_sure },
    { "/ui/header/false-alarm", test_false_alarm },
    { "/ui/header/bad-fields", test_bad_fields },
    { "/ui/header/announce", test_announce },
    { "/ui/header/sidebar", test_sidebar },
  };

  rig_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  g_test_add_func ("/ui/header/times", test_times);
  g_test_add_func ("/ui/header/clock-words", test_clock_words);
  g_test_add_func ("/ui/header/clock-order", test_clock_order);
  g_test_add_func ("/ui/header/widgets", test_widgets);
  return g_test_run ();
}
