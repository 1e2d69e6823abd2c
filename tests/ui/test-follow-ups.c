/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keys.h"
#include "matoi-context-actions.h"
#include "pm-rig.h"

/* The view of the morning meeting, with nothing but a keyboard. */

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
  open_view (fixture);
  WAIT_UNTIL (keys_says (fixture, "fup_count", "1"));
  g_assert_cmpuint (count_badge (fixture), ==, 1);
  /* The one that is late comes first, and its details are beside it. */
  WAIT_UNTIL (keys_says (fixture, "det_text", "Alert on the pool"));
  WAIT_UNTIL (keys_says (fixture, "det_state", "In Progress"));
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "cap the");
  rig_press (fixture, "Down");
  WAIT_UNTIL (is_in_list (fixture) && keys_says (fixture, "det_text", "Cap the pool in CI"));
  rig_press (fixture, "<Control>f");
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));

  gtk_widget_activate (rig_get (fixture, "fup_teams"));
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "team:payments P1");
  WAIT_UNTIL (keys_says (fixture, "fup_count", "1 of 4 items"));
  rig_press (fixture, "Down");
  WAIT_UNTIL (is_in_list (fixture) && keys_says (fixture, "det_text", "Write the runbook"));
  rig_press (fixture, "<Control>f");
  rig_type (fixture, " nowhere");
  WAIT_UNTIL (keys_is_shown (fixture, "fup_nothing_button"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));
}

/* The list is one stop on the way through the window, in both directions. */
static void
test_ways (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  rig_press (fixture, "Tab");
  WAIT_UNTIL (!is_in_list (fixture));
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
  gtk_widget_activate (rig_get (fixture, "fup_news"));
  WAIT_UNTIL (keys_says (fixture, "fup_count", "3 items"));
  gtk_widget_activate (rig_get (fixture, "fup_done"));
  WAIT_UNTIL (keys_says (fixture, "fup_count", "4 items"));
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

  rig_press (fixture, "n");
  WAIT_UNTIL (keys_is_at (fixture, "det_form_done"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (is_in_list (fixture));
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

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/follow-ups/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("groups", test_groups);
  ADD ("ways", test_ways);
  ADD ("news", test_news);
  ADD ("deeds", test_deeds);
#undef ADD
  return g_test_run ();
}
