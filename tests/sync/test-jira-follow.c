/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is read of tickets, and that nothing but reading is done to them (what others shipped as
 * bugs). */

#include "config.h"

#include <string.h>

#include "jira-rig.h"

#define MANY 250

static const MatoiAction *
load (JiraRig *rig, MatoiIncident **incident, guint index)
{
  g_clear_pointer (incident, matoi_incident_free);
  *incident = sync_rig_load (&rig->sync);
  return jira_rig_get_action (rig, *incident, index);
}

static void
run_one (JiraRig *rig, FakeJiraProfile profile)
{
  jira_rig_set_up (rig, profile);
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, NULL);
  jira_rig_run (rig);
}

/* Items 37 and 39: whatever becomes of an action item, its ticket is never taken from one status to
 * another, so there is no way through "closed" and no way back that could be the wrong one. */
static void
test_never_moves (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MatoiIncident) incident = NULL;
      JiraRig rig;

      run_one (&rig, i == 0 ? FAKE_JIRA_CLOUD : FAKE_JIRA_DC);
      sync_rig_submit (&rig.sync, "Ben Okafor", "action-wont", "action",
                       g_ptr_array_index (rig.actions, 0), "reason", "Replaced next month", NULL);
      jira_rig_poll (&rig);
      g_assert_cmpstr (load (&rig, &incident, 0)->state, ==, "wont");
      g_assert_cmpstr (load (&rig, &incident, 0)->category, ==, "new");
      for (guint k = 0; k < rig.jira->log->len; k++)
        g_assert_false (g_str_has_suffix (g_ptr_array_index (rig.jira->log, k), "?"));
      jira_rig_tear_down (&rig);
    }
}

/* Item 38: a number in a field of the team's own is no priority, whatever the field is called. */
static void
test_story_points (void)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *before = NULL, *own = NULL;
  FakeTicket *ticket;
  JiraRig rig;

  run_one (&rig, FAKE_JIRA_CLOUD);
  jira_rig_poll (&rig);
  own = g_strdup (load (&rig, &incident, 0)->priority);
  before = g_strdup (load (&rig, &incident, 0)->ticket_priority);
  ticket = jira_rig_get_ticket (&rig, 0);
  json_object_set_int_member (ticket->fields, "customfield_10016", 2);
  json_object_set_int_member (ticket->fields, "Priority points", 2);
  fake_jira_set_due (rig.jira, ticket, "2026-12-24");
  jira_rig_poll (&rig);
  g_assert_cmpstr (load (&rig, &incident, 0)->ticket_due, ==, "2026-12-24");
  g_assert_cmpstr (load (&rig, &incident, 0)->ticket_priority, ==, before);
  g_assert_cmpstr (load (&rig, &incident, 0)->priority, ==, own);
  jira_rig_tear_down (&rig);
}

/* More than fit into one answer: every one is read, none by itself. That each of them is told where
 * it comes from is not waited for. */
static void
test_many (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MatoiIncident) incident = NULL;
      JiraRig rig;

      jira_rig_set_up (&rig, i == 0 ? FAKE_JIRA_CLOUD : FAKE_JIRA_DC);
      jira_rig_link_many (&rig, MANY);
      matoi_link_start (rig.link);
      WAIT_UNTIL (load (&rig, &incident, MANY - 1)->category != NULL);
      fake_jira_set_status (rig.jira, jira_rig_get_ticket (&rig, MANY - 1), "done");
      matoi_link_wake (rig.link);
      WAIT_UNTIL (g_strcmp0 (load (&rig, &incident, MANY - 1)->category, "done") == 0);
      for (guint k = 0; k < MANY - 1; k++)
        g_assert_cmpstr (jira_rig_get_action (&rig, incident, k)->category, ==, "new");
      g_assert_cmpuint (fake_jira_count (rig.jira, "GET issue/*"), ==, 0);
      jira_rig_tear_down (&rig);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jira/follow/never-moves", test_never_moves);
  g_test_add_func ("/jira/follow/story-points", test_story_points);
  g_test_add_func ("/jira/follow/many", test_many);
  return g_test_run ();
}
