/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ACT-11: the steps of a postmortem become one ticket with sub-tasks, once and only once. */

#include "config.h"

#include <string.h>

#include "jira-rig.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-steps.h"

static const FakeJiraProfile profiles[] = { FAKE_JIRA_CLOUD, FAKE_JIRA_DC };

/* The short form has few steps: of every one that is not there it takes a while to be sure. */
static void
set_up (JiraRig *rig, FakeJiraProfile profile)
{
  jira_rig_set_up (rig, profile);
  sync_rig_submit (&rig->sync, "Ben Okafor", "phase", "to", "verify", NULL);
  sync_rig_submit (&rig->sync, "Ben Okafor", "end", "outcome", "false-alarm", "owner", "Ben Okafor",
                   "override", "a test", NULL);
}

#define EACH_PROFILE(rig, call)                          \
  for (guint p_ = 0; p_ < G_N_ELEMENTS (profiles); p_++) \
    {                                                    \
      JiraRig rig;                                       \
      set_up (&rig, profiles[p_]);                       \
      call (&rig);                                       \
      jira_rig_tear_down (&rig);                         \
    }

static void
ask (JiraRig *rig)
{
  sync_rig_submit (&rig->sync, "Ben Okafor", "pm-steps-ticket", NULL);
}

static guint
count_asked (const MatoiIncident *incident)
{
  return json_array_get_length (matoi_json_get_array (incident->postmortem->steps.draft, "steps"));
}

/* One ticket, and below it one for each step that is not @without; the record knows them. */
static void
assert_once (JiraRig *rig, guint n_without)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&rig->sync);
  const MatoiStepsTicket *steps = &incident->postmortem->steps;
  g_autofree char *mark = matoi_steps_dup_mark (incident, NULL);
  guint n = count_asked (incident);

  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (fake_jira_count_mark (rig->jira, mark), ==, 1);
  g_assert_cmpuint (rig->jira->tickets->len, ==, 1 + n - n_without);
  g_assert_nonnull (fake_jira_find (rig->jira, steps->key));
  g_assert_cmpstr (steps->site, ==, "jira");
  g_assert_nonnull (strstr (steps->url, steps->key));
  g_assert_cmpuint (steps->tickets->len, ==, n - n_without);
  for (guint i = 0; i < steps->tickets->len; i++)
    {
      const MatoiStepTicket *step = g_ptr_array_index (steps->tickets, i);
      g_autofree char *own = matoi_steps_dup_mark (incident, step->step);
      FakeTicket *ticket = fake_jira_find (rig->jira, step->key);
      JsonObject *parent, *type;

      g_assert_nonnull (ticket);
      g_assert_cmpuint (fake_jira_count_mark (rig->jira, own), ==, 1);
      parent = json_object_get_object_member (ticket->fields, "parent");
      type = json_object_get_object_member (ticket->fields, "issuetype");
      g_assert_cmpstr (json_object_get_string_member (parent, "key"), ==, steps->key);
      g_assert_true (json_object_get_boolean_member (type, "subtask"));
      g_assert_false (step->listed);
    }
  /* A ticket closes nothing here. */
  g_assert_cmpstr (incident->postmortem->state, ==, "draft");
}

static void
check_all (JiraRig *rig)
{
  ask (rig);
  jira_rig_run (rig);
  assert_once (rig, 0);
  g_assert_cmpuint (fake_jira_count (rig->jira, "POST issue/bulk"), ==, 1);
}

static void
test_all (void)
{
  EACH_PROFILE (rig, check_all)
}

/* F16, of the one above and of those below, however late the index is. */
static void
check_lost (JiraRig *rig)
{
  rig->jira->index_lag = 90 * 1000 / JIRA_RIG_HASTE;
  fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  fake_jira_fault (rig->jira, "POST issue/bulk", FAKE_DROP_AFTER, NULL, 1);
  ask (rig);
  /* Asked twice: one. */
  ask (rig);
  jira_rig_run (rig);
  assert_once (rig, 0);
}

static void
test_lost (void)
{
  EACH_PROFILE (rig, check_lost)
}

/* Killed while the answer for those below was on its way. */
static void
check_killed (JiraRig *rig)
{
  ask (rig);
  fake_jira_fault (rig->jira, "POST issue/bulk", FAKE_SILENT, NULL, 1);
  matoi_link_start (rig->link);
  WAIT_UNTIL (fake_jira_count (rig->jira, "POST issue/bulk") > 0);
  jira_rig_kill (rig);
  jira_rig_run (rig);
  assert_once (rig, 0);
}

static void
test_killed (void)
{
  EACH_PROFILE (rig, check_killed)
}

/* One is refused: the others do not wait for it. */
static void
check_partial (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  JsonArray *steps;
  guint n_failed = 0;

  ask (rig);
  incident = sync_rig_load (&rig->sync);
  steps = matoi_json_get_array (incident->postmortem->steps.draft, "steps");
  rig->jira->refused_summary =
    g_strdup (matoi_json_get_string (matoi_json_array_get_object (steps, 1), "summary"));
  jira_rig_run (rig);
  assert_once (rig, 1);
  rows = sync_rig_list_outbox (&rig->sync);
  for (guint i = 0; i < rows->len; i++)
    n_failed += strcmp (((MatoiOutboxRow *) g_ptr_array_index (rows, i))->state, "failed") == 0;
  g_assert_cmpuint (n_failed, ==, 1);
}

static void
test_partial (void)
{
  EACH_PROFILE (rig, check_partial)
}

static const MatoiStepsTicket *
load (JiraRig *rig, MatoiIncident **incident)
{
  g_clear_pointer (incident, matoi_incident_free);
  *incident = sync_rig_load (&rig->sync);
  return &(*incident)->postmortem->steps;
}

static guint
count_reads (JiraRig *rig)
{
  return fake_jira_count (rig->jira, "POST issue/bulkfetch") +
         fake_jira_count (rig->jira, "POST search") + fake_jira_count (rig->jira, "GET search") +
         fake_jira_count (rig->jira, "GET search/jql") +
         fake_jira_count (rig->jira, "POST search/jql") +
         fake_jira_count (rig->jira, "GET issue/*");
}

/* How they stand there is read with all other tickets, and closes nothing here. */
static void
check_followed (JiraRig *rig)
{
  MatoiIncident *incident = NULL;
  const MatoiStepTicket *first;
  g_autofree char *mark = NULL;
  FakeTicket *ticket;
  gint64 n_events;
  guint reads;

  ask (rig);
  jira_rig_run (rig);
  jira_rig_poll (rig);
  g_assert_cmpstr (load (rig, &incident)->progress.category, ==, "new");
  n_events = (gint64) incident->events->len;
  reads = count_reads (rig);
  jira_rig_poll (rig);
  /* The same again is no news, and one call reads all of them. */
  g_assert_cmpint (load (rig, &incident)->tickets->len, >, 1);
  g_assert_cmpint (incident->events->len, ==, n_events);
  g_assert_cmpuint (count_reads (rig), ==, reads + 1);
  first = g_ptr_array_index (incident->postmortem->steps.tickets, 0);
  ticket = fake_jira_find (rig->jira, first->key);
  fake_jira_set_status (rig->jira, ticket, "done");
  jira_rig_poll (rig);
  first = g_ptr_array_index (load (rig, &incident)->tickets, 0);
  g_assert_cmpstr (first->progress.category, ==, "done");
  g_assert_nonnull (first->progress.status);
  first = g_ptr_array_index (incident->postmortem->steps.tickets, 1);
  g_assert_cmpstr (first->progress.category, ==, "new");
  g_assert_cmpstr (incident->postmortem->state, ==, "draft");
  g_assert_cmpuint (incident->not_applied->len, ==, 0);
  matoi_incident_free (incident);
}

static void
test_followed (void)
{
  EACH_PROFILE (rig, check_followed)
}

/* Without sub-tasks the ticket lists the steps, and the record says so. */
static void
check_listed (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiStepsTicket *steps;

  rig->jira->no_subtasks = TRUE;
  ask (rig);
  jira_rig_run (rig);
  incident = sync_rig_load (&rig->sync);
  steps = &incident->postmortem->steps;
  g_assert_cmpuint (rig->jira->tickets->len, ==, 1);
  g_assert_cmpuint (steps->tickets->len, ==, count_asked (incident));
  for (guint i = 0; i < steps->tickets->len; i++)
    {
      const MatoiStepTicket *step = g_ptr_array_index (steps->tickets, i);

      g_assert_true (step->listed);
      g_assert_cmpstr (step->key, ==, steps->key);
    }
  g_assert_cmpuint (sync_rig_count_outbox (&rig->sync, "sent"), ==, 1 + 1 + count_asked (incident));
}

static void
test_listed (void)
{
  EACH_PROFILE (rig, check_listed)
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jira/steps/all", test_all);
  g_test_add_func ("/jira/steps/lost", test_lost);
  g_test_add_func ("/jira/steps/killed", test_killed);
  g_test_add_func ("/jira/steps/partial", test_partial);
  g_test_add_func ("/jira/steps/followed", test_followed);
  g_test_add_func ("/jira/steps/listed", test_listed);
  return g_test_run ();
}
