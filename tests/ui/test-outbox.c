/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits to be sent, and where an incident is led: by keyboard, with what is on disk then. */

#include "config.h"

#include <string.h>

#include "keys.h"
#include "matoi-context-outbox.h"
#include "matoi-outbox-line.h"

/* --- what another program does and sees */

static MatoiContext *
open_other (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  MatoiContext *other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  return other;
}

static void
set_setting (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (MatoiContext) other = open_other (fixture);
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting (other, key, value, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (g_strcmp0 (matoi_context_get_setting (fixture->context, key), value) == 0);
}

static void
connect_slack (Fixture *fixture)
{
  set_setting (fixture, "slack.channel-mode", "existing");
  set_setting (fixture, "slack.channel", "#ops");
  set_setting (fixture, "slack.executives", "#executives");
  set_setting (fixture, "slack.language", "en");
  set_setting (fixture, "slack.team", "T0123ABCD");
}

static MatoiOutboxRow *
find_row (GPtrArray *rows, const char *kind)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((MatoiOutboxRow *) g_ptr_array_index (rows, i))->kind, kind) == 0)
      return g_ptr_array_index (rows, i);
  return NULL;
}

static char *
dup_state (Fixture *fixture, const char *kind)
{
  g_autoptr (MatoiContext) other = open_other (fixture);
  g_autoptr (GPtrArray) rows = matoi_context_list_outbox (other, NULL, TRUE, NULL);
  MatoiOutboxRow *row = find_row (rows, kind);

  return g_strdup (row ? row->state : NULL);
}

static gboolean
is_state (Fixture *fixture, const char *kind, const char *state)
{
  g_autofree char *there = dup_state (fixture, kind);

  return g_strcmp0 (there, state) == 0;
}

static void
mark (Fixture *fixture, const char *kind, MatoiOutboxOutcome outcome, const char *detail)
{
  g_autoptr (MatoiContext) other = open_other (fixture);
  g_autoptr (GPtrArray) rows = matoi_context_list_outbox (other, NULL, TRUE, NULL);
  g_autoptr (GError) error = NULL;

  matoi_store_mark_outbox (matoi_context_get_store (other), find_row (rows, kind)->id, outcome,
                           detail, MATOI_TIME_NONE, matoi_context_get_now (other), &error);
  g_assert_no_error (error);
}

/* --- what is seen */

static MatoiOutboxLine *
find_line (GtkWidget *widget, const char *kind)
{
  if (MATOI_IS_OUTBOX_LINE (widget) && gtk_widget_get_mapped (widget) &&
      strcmp (matoi_outbox_line_get_row (MATOI_OUTBOX_LINE (widget))->kind, kind) == 0)
    return MATOI_OUTBOX_LINE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      MatoiOutboxLine *line = find_line (child, kind);

      if (line)
        return line;
    }
  return NULL;
}

static MatoiOutboxLine *
get_line (Fixture *fixture, const char *kind)
{
  return find_line (GTK_WIDGET (fixture->window), kind);
}

static GtkWidget *
get_part (Fixture *fixture, const char *kind, const char *id)
{
  return rig_find_id (GTK_WIDGET (get_line (fixture, kind)), id);
}

static gboolean
says (Fixture *fixture, const char *kind, const char *id, const char *text)
{
  MatoiOutboxLine *line = get_line (fixture, kind);
  GtkWidget *label = line ? rig_find_id (GTK_WIDGET (line), id) : NULL;

  return label && gtk_widget_get_mapped (label) &&
         strstr (gtk_label_get_text (GTK_LABEL (label)), text);
}

static void
open_outbox (Fixture *fixture)
{
  rig_press (fixture, "<Control><Shift>o");
  g_assert_cmpstr (rig_get_page (fixture), ==, "outbox");
}

static void
push (Fixture *fixture, const char *kind, const char *id)
{
  GtkWidget *button = get_part (fixture, kind, id);

  for (guint i = 0; gtk_window_get_focus (GTK_WINDOW (fixture->window)) != button; i++)
    {
      g_assert_cmpuint (i, <, 60);
      rig_press (fixture, "Tab");
    }
  g_signal_emit_by_name (button, "clicked");
}

/* --- the tests */

/* The button of the toast, while it has one. */
static gboolean
offers_undo (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.undo-discard") == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (offers_undo (child))
      return TRUE;
  return FALSE;
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Checkout 5xx spike");
  open_outbox (fixture);
  WAIT_UNTIL (keys_is_shown (fixture, "out_empty"));
  rig_press (fixture, "Escape");
  g_assert_cmpstr (rig_get_page (fixture), ==, "incident");

  connect_slack (fixture);
  rig_submit (fixture, "Mei Lin", "todo", "text", "Renew the certificate", NULL);
  open_outbox (fixture);
  WAIT_UNTIL (says (fixture, "todo", "ol_words", "Renew the certificate"));
  g_assert_true (says (fixture, "todo", "ol_title", "#ops"));
  g_assert_true (says (fixture, "todo", "ol_reason", "Waits for its turn."));

  /* it cannot go while there is a way back */
  gtk_widget_grab_focus (GTK_WIDGET (get_line (fixture, "todo")));
  rig_press (fixture, "Delete");
  WAIT_UNTIL (is_state (fixture, "todo", "held"));
  WAIT_UNTIL (get_line (fixture, "todo") == NULL);
  WAIT_UNTIL (offers_undo (GTK_WIDGET (fixture->window)));
  rig_press (fixture, "<Control>z");
  g_assert_false (offers_undo (GTK_WIDGET (fixture->window)));
  WAIT_UNTIL (is_state (fixture, "todo", "queued"));
  WAIT_UNTIL (get_line (fixture, "todo") != NULL);

  /* who goes on means it */
  gtk_widget_grab_focus (GTK_WIDGET (get_line (fixture, "todo")));
  rig_press (fixture, "Delete");
  WAIT_UNTIL (is_state (fixture, "todo", "held"));
  WAIT_UNTIL (offers_undo (GTK_WIDGET (fixture->window)));
  rig_press (fixture, "Escape");
  g_assert_false (offers_undo (GTK_WIDGET (fixture->window)));
  WAIT_UNTIL (is_state (fixture, "todo", "discarded"));
  g_assert_cmpstr (rig_get_page (fixture), ==, "incident");
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MatoiContext) other = NULL;
  GtkTextView *text;

  rig_declare (fixture, "Checkout 5xx spike");
  connect_slack (fixture);
  rig_submit (fixture, "Mei Lin", "todo", "text", "Renew the certificat", NULL);
  open_outbox (fixture);
  WAIT_UNTIL (get_line (fixture, "todo") != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (get_line (fixture, "todo")));
  rig_press (fixture, "F2");
  text = GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  g_assert_true (GTK_IS_TEXT_VIEW (text));
  g_signal_emit_by_name (text, "move-cursor", GTK_MOVEMENT_BUFFER_ENDS, 1, FALSE);
  g_signal_emit_by_name (text, "insert-at-cursor", "e of 決済");

  /* what changes meanwhile takes no letter away */
  rig_submit (fixture, "Mei Lin", "todo", "text", "Another", NULL);
  WAIT_UNTIL (keys_is_shown (fixture, "ol_editor"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (text));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (says (fixture, "todo", "ol_words", "Renew the certificate of 決済"));

  other = open_other (fixture);
  rows = matoi_context_list_outbox (other, NULL, FALSE, NULL);
  g_assert_nonnull (
    strstr (find_row (rows, "todo")->payload, "TODO Renew the certificate of 決済"));
  g_assert_cmpuint (find_row (rows, "todo")->revision, ==, 2);

  /* Escape leaves the words as they were, and only then the page */
  gtk_widget_grab_focus (GTK_WIDGET (get_line (fixture, "todo")));
  rig_press (fixture, "F2");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (rig_get_page (fixture), ==, "outbox");
  g_assert_false (keys_is_shown (fixture, "ol_editor"));
  rig_press (fixture, "Escape");
  g_assert_cmpstr (rig_get_page (fixture), ==, "incident");
}

/* What would alert people late is asked about, in words that say what comes of it. */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Checkout 5xx spike");
  connect_slack (fixture);
  rig_submit (fixture, "Aiko Tanaka", "update", "to", "executives", "text", "Down since 14:05",
              NULL);
  mark (fixture, "executives", MATOI_OUTBOX_HOLD, MATOI_OUTBOX_TOO_LATE);
  matoi_context_set_now (fixture->context,
                         matoi_context_get_now (fixture->context) + 43 * MATOI_MINUTE);
  open_outbox (fixture);
  WAIT_UNTIL (get_line (fixture, "executives") != NULL);
  g_assert_true (keys_is_at (fixture, "out_person"));
  push (fixture, "executives", "ol_send");
  g_assert_true (says (fixture, "executives", "ol_consequence", "43 minutes ago"));
  g_assert_true (says (fixture, "executives", "ol_consequence", "@here"));
  g_assert_true (is_state (fixture, "executives", "held"));

  /* no by default */
  g_assert_true (keys_is_at (fixture, "ol_leave"));
  rig_press (fixture, "Escape");
  g_assert_false (keys_is_shown (fixture, "ol_confirm"));
  g_assert_true (is_state (fixture, "executives", "held"));

  push (fixture, "executives", "ol_send");
  rig_press (fixture, "<Shift>Tab");
  g_assert_true (keys_is_at (fixture, "ol_send_all_the_same"));
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "clicked");
  WAIT_UNTIL (is_state (fixture, "executives", "queued"));
}

/* What happens elsewhere is seen at once, in place; "unsure" is told in words. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  MatoiOutboxLine *line;

  rig_declare (fixture, "Checkout 5xx spike");
  connect_slack (fixture);
  rig_submit (fixture, "Mei Lin", "todo", "text", "Renew", NULL);
  open_outbox (fixture);
  WAIT_UNTIL (get_line (fixture, "todo") != NULL);
  line = get_line (fixture, "todo");
  gtk_widget_grab_focus (GTK_WIDGET (line));
  {
    g_autoptr (MatoiContext) other = open_other (fixture);
    g_autoptr (MatoiOutboxRow) row = matoi_store_take_outbox (matoi_context_get_store (other), NULL,
                                                              matoi_context_get_now (other), NULL);

    g_assert_cmpstr (row->kind, ==, "todo");
  }
  mark (fixture, "todo", MATOI_OUTBOX_UNSURE, "timeout");
  WAIT_UNTIL (says (fixture, "todo", "ol_reason", "nobody knows yet whether it has arrived"));
  g_assert_true (get_line (fixture, "todo") == line);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (line));
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "todo", "ol_send")));

  mark (fixture, "todo", MATOI_OUTBOX_SENT, "1700000000.000100");
  WAIT_UNTIL (get_line (fixture, "todo") == NULL);
  gtk_widget_grab_focus (rig_get (fixture, "out_sent"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (rig_get (fixture, "out_sent")), TRUE);
  WAIT_UNTIL (says (fixture, "todo", "ol_since", "Sent at"));
}

/* --- where it is led */

static const char *
get_plan (Fixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (rig_get (fixture, "dec_channel")));
}

static void
test_channel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *room = NULL;
  AdwComboRow *choice;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>n");
  g_assert_false (keys_is_shown (fixture, "dec_channel"));
  rig_press (fixture, "Escape");
  connect_slack (fixture);
  set_setting (fixture, "slack.channel-name", "{ref}-{slug}");
  rig_press (fixture, "<Control>n");
  WAIT_UNTIL (keys_is_shown (fixture, "dec_channel"));
  choice = ADW_COMBO_ROW (rig_get (fixture, "dec_channel"));
  g_assert_cmpstr (get_plan (fixture), ==, "Posts go to #ops");
  g_assert_cmpuint (adw_combo_row_get_selected (choice), ==, 1);

  rig_type (fixture, "Checkout 5xx");
  adw_combo_row_set_selected (choice, 0);
  g_assert_nonnull (strstr (get_plan (fixture), "-checkout-5xx is opened"));
  room = g_strndup (get_plan (fixture), strcspn (get_plan (fixture), " "));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_title"), "Checkout 5xx") == 0);

  /* the name that was shown is the one it has */
  {
    g_autoptr (MatoiContext) other = open_other (fixture);
    g_autoptr (GPtrArray) rows = matoi_context_list_outbox (other, NULL, TRUE, NULL);
    MatoiOutboxRow *opening = find_row (rows, "channel");

    g_assert_cmpstr (opening->op, ==, "channel.open");
    g_assert_nonnull (strstr (opening->payload, room));
  }
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->channel, ==, "own");
}

static void
test_channel_confidential (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  connect_slack (fixture);
  rig_press (fixture, "<Control>n");
  WAIT_UNTIL (keys_is_shown (fixture, "dec_channel"));
  rig_type (fixture, "Keys leaked");
  gtk_switch_set_active (GTK_SWITCH (rig_get (fixture, "dec_security")), TRUE);
  g_assert_nonnull (strstr (get_plan (fixture), "private"));
  g_assert_null (strstr (get_plan (fixture), "keys"));
  g_assert_false (gtk_widget_get_visible (rig_get (fixture, "dec_channel_name")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (rig_get (fixture, "dec_channel")), 2);
  g_assert_cmpstr (get_plan (fixture), ==, "Nothing is posted for the responders");
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  incident = rig_read_back (fixture, NULL);
  g_assert_true (incident->security);
  g_assert_cmpstr (incident->channel, ==, "none");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/outbox/discard", test_discard },
    { "/ui/outbox/edit", test_edit },
    { "/ui/outbox/late", test_late },
    { "/ui/outbox/live", test_live },
    { "/ui/declare/channel", test_channel },
    { "/ui/declare/channel-confidential", test_channel_confidential },
  };

  rig_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].run, rig_tear_down);
  return g_test_run ();
}
