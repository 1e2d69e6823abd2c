/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keys.h"
#include "matoi-context-actions.h"
#include "matoi-context-outbox.h"
#include "pm-rig.h"

/* The view of the morning meeting, with nothing but a keyboard; once in each language (meson.build). */

static char *
dup_day (Fixture *fixture, int days)
{
  return matoi_time_to_local (matoi_context_get_now (fixture->context) +
                                days * 24 * 60 * MATOI_MINUTE,
                              "%Y-%m-%d", matoi_context_get_zone (fixture->context));
}

static void
add (Fixture *fixture, const char *text, const char *priority, const char *team, int days)
{
  g_autofree char *due = dup_day (fixture, days);

  rig_submit (fixture, "Aiko Tanaka", "action-add", "text", text, "priority", priority, "kind",
              "prevent", "owner_team", team, "due_on", due, NULL);
}

/* (transfer full): of the action item with that text */
static char *
dup_id (Fixture *fixture, const char *text)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, NULL);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);

      if (g_str_equal (action->text, text))
        return matoi_id_dup_text (&action->id);
    }
  g_assert_not_reached ();
}

static void
link_ticket (Fixture *fixture, const char *text, const char *key)
{
  g_autofree char *id = dup_id (fixture, text);

  rig_submit (fixture, "Aiko Tanaka", "action-link", "action", id, "key", key, NULL);
}

static void
progress (Fixture *fixture, const char *text, const char *status, const char *category)
{
  g_autofree char *id = dup_id (fixture, text);

  rig_submit (fixture, "matoi", "action-progress", "action", id, "status", status, "category",
              category, "assignee", "Kenji Mori", NULL);
}

static gboolean
is_in_list (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && gtk_widget_is_ancestor (focus, rig_get (fixture, "fup_list"));
}

/* "3 items", or "1 of 4 items", in the language of the window. */
static gboolean
shows_count (Fixture *fixture, guint shown, guint all)
{
  g_autofree char *text =
    shown == all ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item", "%u items", all), all)
                 : g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "%1$u of %2$u items"), shown, all);

  return keys_says (fixture, "fup_count", text);
}

/* How many labels on the screen below @widget say @text somewhere. */
static guint
count_labels (GtkWidget *widget, const char *text)
{
  guint n = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
            strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, text);
  return n;
}

static gboolean
is_in_rows (Fixture *fixture, const char *text)
{
  return count_labels (rig_get (fixture, "fup_list"), text) == 1;
}

/* A heading, in the language of the window, with one item below it. */
static gboolean
has_group (Fixture *fixture, const char *name)
{
  g_autofree char *heading = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "%1$s (%2$u)"),
                                              g_dgettext (GETTEXT_PACKAGE, name), 1);

  return is_in_rows (fixture, heading);
}

static guint
count_badge (Fixture *fixture)
{
  return adw_view_stack_page_get_badge_number (adw_view_stack_get_page (
    ADW_VIEW_STACK (rig_get (fixture, "win_views")), rig_get (fixture, "win_follow_ups")));
}

static void
open_view (Fixture *fixture)
{
  rig_declare (fixture, "Checkout is down");
  pm_end (fixture, "recovered");
  add (fixture, "Alert on the pool", "P0", "payments", -3);
  add (fixture, "Cap the pool in CI", "P1", "platform", 3);
  add (fixture, "Rehearse the failover", "P1", "platform", 30);
  add (fixture, "Write the runbook", "P1", "payments", 4);
  link_ticket (fixture, "Alert on the pool", "PAY-1");
  link_ticket (fixture, "Cap the pool in CI", "PLAT-2");
  link_ticket (fixture, "Rehearse the failover", "PLAT-3");
  progress (fixture, "Alert on the pool", "In Progress", "indeterminate");
  /* The number on the switcher does not wait for the view to be opened. */
  WAIT_UNTIL (count_badge (fixture) == 1);
  rig_press (fixture, "<Control>3");
  WAIT_UNTIL (keys_is_shown (fixture, "fup_list"));
  WAIT_UNTIL (is_in_list (fixture));
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autofree char *late =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", 3), 3);

  open_view (fixture);
  WAIT_UNTIL (shows_count (fixture, 4, 4));
  g_assert_cmpuint (count_badge (fixture), ==, 1);
  WAIT_UNTIL (has_group (fixture, "Overdue"));
  WAIT_UNTIL (has_group (fixture, "Due Within a Week"));
  WAIT_UNTIL (has_group (fixture, "Later"));
  WAIT_UNTIL (has_group (fixture, "Without a Ticket"));
  /* How late, how old, and when it changed last. */
  WAIT_UNTIL (is_in_rows (fixture, late));
  g_assert_cmpuint (
    count_labels (rig_get (fixture, "fup_list"), g_dgettext (GETTEXT_PACKAGE, "new today")), ==, 4);
  g_assert_cmpuint (count_labels (rig_get (fixture, "fup_list"),
                                  g_dgettext (GETTEXT_PACKAGE, "changed today")),
                    >=, 1);
  /* The one that is late comes first, and its details are beside it. */
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  WAIT_UNTIL (keys_says (fixture, "det_state", "In Progress"));
  /* The arrows go over the headings. */
  rig_press (fixture, "Down");
  WAIT_UNTIL (keys_says (fixture, "det_text", "Cap the pool in CI"));
  rig_press (fixture, "Up");
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "cap the");
  rig_press (fixture, "Down");
  WAIT_UNTIL (is_in_list (fixture) && keys_says (fixture, "det_text", "Cap the pool in CI"));
  rig_press (fixture, "<Control>f");
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));

  keys_push (fixture, "fup_teams");
  WAIT_UNTIL (count_labels (rig_get (fixture, "fup_list"), "payments (2)") == 1 ||
              count_labels (rig_get (fixture, "fup_list"), "payments（2") == 1);
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "team:payments P1");
  WAIT_UNTIL (shows_count (fixture, 1, 4));
  rig_press (fixture, "Down");
  WAIT_UNTIL (is_in_list (fixture) && keys_says (fixture, "det_text", "Write the runbook"));
  rig_press (fixture, "<Control>f");
  rig_type (fixture, " nowhere");
  WAIT_UNTIL (keys_is_shown (fixture, "fup_nothing_button"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));
}

/* Where Tab leads depends on where things stand. */
static gboolean
stands_beside (Fixture *fixture)
{
  GtkWidget *details = rig_get (fixture, "fup_details"), *list = rig_get (fixture, "fup_list");
  double x = 0, y = 0;

  return gtk_widget_get_width (list) > 0 && gtk_widget_get_width (details) > 0 &&
         gtk_widget_translate_coordinates (details, list, 0, 0, &x, &y) &&
         x >= gtk_widget_get_width (list);
}

/* The list is one stop on the way through the window, in both directions. */
static void
test_ways (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  WAIT_UNTIL (shows_count (fixture, 4, 4));
  WAIT_UNTIL (stands_beside (fixture));
  rig_press (fixture, "Tab");
  WAIT_UNTIL (!is_in_list (fixture));
  WAIT_UNTIL (stands_beside (fixture));
  rig_press (fixture, "<Shift>Tab");
  WAIT_UNTIL (is_in_list (fixture));
  rig_press (fixture, "<Shift>Tab");
  WAIT_UNTIL (!is_in_list (fixture));
  g_assert_true (keys_is_at (fixture, "fup_box"));
}

/* News changes what is said of a line and not where it stands, while somebody is at it. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  progress (fixture, "Alert on the pool", "Shipped", "done");
  WAIT_UNTIL (keys_is_shown (fixture, "fup_news"));
  g_assert_true (is_in_list (fixture));
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  g_assert_true (keys_is_shown (fixture, "det_notice"));
  /* Whoever leaves the list finds it in its new order. */
  rig_press (fixture, "Tab");
  WAIT_UNTIL (shows_count (fixture, 3, 3) && !keys_is_shown (fixture, "fup_news"));
  keys_push (fixture, "fup_done");
  WAIT_UNTIL (shows_count (fixture, 4, 4));
}

static void
test_deeds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAction *action;

  open_view (fixture);
  rig_press (fixture, "w");
  WAIT_UNTIL (keys_is_at (fixture, "det_entry"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_shown (fixture, "det_form_message"));
  keys_type (fixture, "The new pool has no limit");
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_list (fixture));
  incident = rig_read_back (fixture, NULL);
  action = g_ptr_array_index (incident->actions, 0);
  g_assert_cmpstr (action->state, ==, "wont");
  g_assert_cmpstr (action->reason, ==, "The new pool has no limit");
  g_clear_pointer (&incident, matoi_incident_free);

  WAIT_UNTIL (keys_is_shown (fixture, "det_notice"));
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (!keys_is_shown (fixture, "det_notice"));
  incident = rig_read_back (fixture, NULL);
  action = g_ptr_array_index (incident->actions, 0);
  g_assert_cmpstr (action->state, ==, "ticketed");
  g_clear_pointer (&incident, matoi_incident_free);

  rig_press (fixture, "l");
  WAIT_UNTIL (keys_is_at (fixture, "det_entry"));
  keys_type (fixture, "PAY-77");
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_list (fixture));
  incident = rig_read_back (fixture, NULL);
  action = g_ptr_array_index (incident->actions, 0);
  g_assert_cmpstr (action->key, ==, "PAY-77");

  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_is_open (fixture));
}

/* A ticket that somebody deleted: the item is open again, and says so. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("action-progress", "matoi");
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *id = NULL;

  open_view (fixture);
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  id = dup_id (fixture, "Alert on the pool");
  incident = rig_read_back (fixture, NULL);
  matoi_command_set (command, "action", id);
  matoi_command_set_flag (command, "gone", TRUE);
  matoi_context_submit_async (fixture->context, &incident->id, command, NULL, NULL, NULL);
  WAIT_UNTIL (keys_says (fixture, "det_state", g_dgettext (GETTEXT_PACKAGE, "Ticket is gone")));
  g_assert_true (keys_is_shown (fixture, "det_notice"));
  rig_press (fixture, "l");
  WAIT_UNTIL (keys_is_at (fixture, "det_entry"));
  keys_type (fixture, "PAY-9");
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_list (fixture));
  WAIT_UNTIL (!keys_is_shown (fixture, "det_notice"));
}

/* --- nudges */

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
set_setting (Fixture *fixture, const char *key, const char *value)
{
  matoi_context_set_setting_async (fixture->context, key, value, NULL, NULL, NULL);
  WAIT_UNTIL (g_strcmp0 (matoi_context_get_setting (fixture->context, key), value) == 0);
}

/* Words to copy; with a workspace also to post, and then they wait for their release. */
static void
test_nudge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (MatoiContext) context = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *copied = NULL;
  const MatoiOutboxRow *row;

  open_view (fixture);
  rig_press (fixture, "n");
  WAIT_UNTIL (keys_is_at (fixture, "det_form_done"));
  g_assert_false (keys_is_shown (fixture, "det_form_post"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));
  rig_press (fixture, "n");
  WAIT_UNTIL (keys_is_at (fixture, "det_form_done"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_list (fixture));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL,
                                 on_text, &copied);
  WAIT_UNTIL (copied != NULL);
  g_assert_nonnull (strstr (copied, "PAY-1 Alert on the pool"));

  set_setting (fixture, "slack.channel-mode", "existing");
  set_setting (fixture, "slack.channel", "#incidents");
  set_setting (fixture, "slack.team", "T1");
  rig_press (fixture, "n");
  WAIT_UNTIL (keys_is_shown (fixture, "det_form_post"));
  keys_push (fixture, "det_form_post");
  WAIT_UNTIL (is_in_list (fixture));
  incident = rig_read_back (fixture, &context);
  rows = matoi_context_list_outbox (context, &incident->id, TRUE, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->kind, ==, "nudge");
  g_assert_cmpstr (row->state, ==, "held");
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/follow-ups/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("groups", test_groups);
  ADD ("filter", test_filter);
  ADD ("ways", test_ways);
  ADD ("news", test_news);
  ADD ("deeds", test_deeds);
  ADD ("gone", test_gone);
  ADD ("nudge", test_nudge);
#undef ADD
  return g_test_run ();
}
