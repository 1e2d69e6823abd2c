/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Action items become tickets, once and only once. */

#include "config.h"

#include <string.h>

#include "jira-rig.h"
#include "matoi-json.h"

static const FakeJiraProfile profiles[] = { FAKE_JIRA_CLOUD, FAKE_JIRA_DC };

#define EACH_PROFILE(rig, call)                          \
  for (guint p_ = 0; p_ < G_N_ELEMENTS (profiles); p_++) \
    {                                                    \
      JiraRig rig;                                       \
      jira_rig_set_up (&rig, profiles[p_]);              \
      call (&rig);                                       \
      jira_rig_tear_down (&rig);                         \
    }

static const char *
get_text (FakeTicket *ticket, const char *field)
{
  return json_object_get_string_member_with_default (ticket->fields, field, NULL);
}

/* --- what must work */

static void
check_one (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAction *action;
  FakeTicket *ticket;

  jira_rig_add (rig, "接続プールの上限を見直す");
  jira_rig_ask (rig, 0, "due", "2026-12-20", NULL);
  jira_rig_run (rig);
  g_assert_cmpint (matoi_link_get_state (rig->link), ==, MATOI_LINK_ONLINE);
  jira_rig_assert_once (rig);
  ticket = jira_rig_get_ticket (rig, 0);
  g_assert_cmpstr (ticket->project, ==, "OPS");
  g_assert_nonnull (strstr (get_text (ticket, "summary"), "接続プール"));
  g_assert_cmpstr (get_text (ticket, "duedate"), ==, "2026-12-20");
  incident = sync_rig_load (&rig->sync);
  action = jira_rig_get_action (rig, incident, 0);
  g_assert_nonnull (strstr (action->url, ticket->key));
  /* The first poll says how it stands. */
  jira_rig_poll (rig);
  g_clear_pointer (&incident, matoi_incident_free);
  incident = sync_rig_load (&rig->sync);
  g_assert_cmpstr (jira_rig_get_action (rig, incident, 0)->category, ==, "new");
  jira_rig_assert_row (rig, 0, "sent", NULL);
}

static void
test_one (void)
{
  EACH_PROFILE (rig, check_one)
}

static void
check_many (JiraRig *rig)
{
  jira_rig_ask_many (rig, 7);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  g_assert_cmpuint (fake_jira_count (rig->jira, "POST issue/bulk"), ==, 1);
  g_assert_cmpuint (fake_jira_count (rig->jira, "POST issue"), ==, 0);
}

static void
test_many (void)
{
  EACH_PROFILE (rig, check_many)
}

/* F17: those that are refused say why; the others are mapped by their marks, whatever the order. */
static void
check_partial (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig->jira->refused_summary = g_strdup ("Action 3");
  rig->jira->bulk_backwards = TRUE;
  jira_rig_ask_many (rig, 50);
  jira_rig_run (rig);
  incident = sync_rig_load (&rig->sync);
  for (guint i = 0; i < 50; i++)
    {
      const MatoiAction *action = jira_rig_get_action (rig, incident, i);
      FakeTicket *ticket = action->key != NULL ? fake_jira_find (rig->jira, action->key) : NULL;

      /* 3, 30 … 39 */
      if (strstr (action->text, "Action 3") != NULL)
        {
          g_assert_null (action->key);
          jira_rig_assert_row (rig, i, "failed", "does not take it");
          continue;
        }
      g_assert_nonnull (ticket);
      g_assert_cmpuint (fake_jira_count_mark (rig->jira, g_ptr_array_index (rig->actions, i)), ==,
                        1);
      g_assert_cmpstr (action->remote_id, ==, ticket->id);
      g_assert_nonnull (strstr (get_text (ticket, "summary"), action->text));
    }
  g_assert_cmpuint (rig->jira->tickets->len, ==, 39);
}

static void
test_partial (void)
{
  EACH_PROFILE (rig, check_partial)
}

/* --- F16: the answer is lost */

static void
check_lost (JiraRig *rig, FakeFaultKind kind, guint lag_seconds, guint n)
{
  rig->jira->index_lag = lag_seconds * 1000 / JIRA_RIG_HASTE;
  fake_jira_fault (rig->jira, n > 1 ? "POST issue/bulk" : "POST issue", kind, NULL, 1);
  jira_rig_ask_many (rig, n);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
}

static void
test_lost (void)
{
  static const FakeFaultKind kinds[] = { FAKE_DROP_BEFORE, FAKE_DROP_AFTER, FAKE_HTML, FAKE_CUT };

  for (guint p = 0; p < G_N_ELEMENTS (profiles); p++)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      {
        JiraRig rig;

        jira_rig_set_up (&rig, profiles[p]);
        check_lost (&rig, kinds[i], 0, 1);
        jira_rig_tear_down (&rig);
      }
}

/* Never two, however late the index is. */
static void
test_lost_lag (void)
{
  static const struct
  {
    guint lag, n;
  } cases[] = { { 10, 1 }, { 90, 1 }, { 90, 3 } };

  for (guint p = 0; p < G_N_ELEMENTS (profiles); p++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        JiraRig rig;

        jira_rig_set_up (&rig, profiles[p]);
        check_lost (&rig, FAKE_DROP_AFTER, cases[i].lag, cases[i].n);
        jira_rig_tear_down (&rig);
      }
}

/* Nobody can look: a person is asked, and their "again" looks first. */
static void
check_search_down (JiraRig *rig)
{
  const char *search = rig->jira->profile == FAKE_JIRA_CLOUD ? "POST search/jql" : "POST search";

  fake_jira_fault (rig->jira, search, FAKE_ERROR, "503", 100);
  fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, NULL);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "held", "does not let Matoi look for it");
  g_assert_cmpuint (fake_jira_count (rig->jira, "POST issue"), ==, 1);
}

static void
test_search_down (void)
{
  EACH_PROFILE (rig, check_search_down)
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jira/tickets/one", test_one);
  g_test_add_func ("/jira/tickets/many", test_many);
  g_test_add_func ("/jira/tickets/partial", test_partial);
  g_test_add_func ("/jira/tickets/lost", test_lost);
  g_test_add_func ("/jira/tickets/lost-lag", test_lost_lag);
  g_test_add_func ("/jira/tickets/search-down", test_search_down);
  return g_test_run ();
}
