/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a JIRA, its administrators and its people do to tickets (F17, and what others shipped as
 * bugs: peers.md of the project's notes, items 35 to 44). */

#include "config.h"

#include <string.h>

#include "jira-rig.h"
#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-time.h"
#include "test-net.h"

static const FakeJiraProfile profiles[] = { FAKE_JIRA_CLOUD, FAKE_JIRA_DC };

typedef void (*Check) (JiraRig *rig);

typedef enum
{
  CLOUD = 1 << 0,
  DC = 1 << 1,
} Kinds;

typedef struct
{
  const char *name;
  Check check;
  Kinds kinds; /* where it may make a difference */
} Fault;

static void
run (gconstpointer data)
{
  const Fault *fault = data;

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      JiraRig rig;

      if (!(fault->kinds & (1 << i)))
        continue;
      jira_rig_set_up (&rig, profiles[i]);
      fault->check (&rig);
      jira_rig_tear_down (&rig);
    }
}

static void
ask_one (JiraRig *rig)
{
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, NULL);
}

static void
assert_text (JiraRig *rig, const char *part)
{
  const char *text = matoi_link_get_text (rig->link);

  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
wait_for (JiraRig *rig, MatoiLinkState state)
{
  WAIT_UNTIL (matoi_link_get_state (rig->link) == state);
}

static guint
count_created (JiraRig *rig)
{
  return fake_jira_count (rig->jira, "POST issue") + fake_jira_count (rig->jira, "POST issue/bulk");
}

/* --- two of the same */

static gboolean
retry_all (MatoiStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, NULL, FALSE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!matoi_store_retry_outbox (store, ((MatoiOutboxRow *) g_ptr_array_index (rows, i))->id,
                                   g_get_real_time () / 1000, error))
      return FALSE;
  return rows != NULL;
}

static FakeTicket *
add_twin (JiraRig *rig, const char *mark)
{
  FakeTicket *twin = fake_jira_add (rig->jira, "OPS", "Look at it");
  JsonObject *property = json_object_new ();
  g_autofree char *label = g_strconcat ("matoi-", mark, NULL);

  json_object_set_string_member (property, "idem", mark);
  json_object_set_object_member (twin->properties, "matoi", property);
  json_array_add_string_element (json_object_get_array_member (twin->fields, "labels"), label);
  return twin;
}

static void
check_two (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const char *mark;
  FakeTicket *first;

  jira_rig_add (rig, "Look at it");
  mark = g_ptr_array_index (rig->actions, 0);
  first = add_twin (rig, mark);
  jira_rig_ask (rig, 0, NULL);
  fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "held", first->key);
  incident = sync_rig_load (&rig->sync);
  g_assert_cmpstr (jira_rig_get_action (rig, incident, 0)->key, ==, first->key);
  /* The other one says of which it is a copy, and is none of ours any more. */
  WAIT_UNTIL (fake_jira_count_mark (rig->jira, mark) == 1);
  sync_rig_run (&rig->sync, retry_all, NULL);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "sent", NULL);
  g_assert_cmpuint (rig->jira->tickets->len, ==, 2);
}

/* A ticket somebody cloned has its label, and not its property. */
static void
check_clone (JiraRig *rig)
{
  const char *mark;
  FakeTicket *clone;

  jira_rig_add (rig, "Look at it");
  mark = g_ptr_array_index (rig->actions, 0);
  clone = add_twin (rig, mark);
  json_object_remove_member (clone->properties, "matoi");
  jira_rig_ask (rig, 0, NULL);
  fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "sent", NULL);
  g_assert_true (jira_rig_get_ticket (rig, 0) != clone);
}

/* Killed while the answer was on its way. */
static void
check_kill (JiraRig *rig)
{
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, NULL);
  fake_jira_fault (rig->jira, "POST issue", FAKE_SILENT, NULL, 1);
  matoi_link_start (rig->link);
  WAIT_UNTIL (count_created (rig) > 0);
  jira_rig_kill (rig);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
}

/* --- the create screen */

static void
check_no_labels (JiraRig *rig)
{
  FakeTicket *ticket;

  rig->jira->no_labels = TRUE;
  fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  ask_one (rig);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  ticket = jira_rig_get_ticket (rig, 0);
  g_assert_nonnull (strstr (json_object_get_string_member (ticket->fields, "summary"), "/AI-1]"));
}

/* Nobody is shown the screen: what is refused and not needed is left out. */
static void
check_locked (JiraRig *rig)
{
  rig->jira->locked_meta = rig->jira->no_labels = rig->jira->no_due = TRUE;
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, "due", "2026-12-20", "type", "10001", NULL);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  assert_text (rig, "duedate");
}

static void
check_priority (JiraRig *rig)
{
  static const char *const few[] = { "High", "Low", NULL };

  fake_jira_set_priorities (rig->jira, few);
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, "priority", "5", NULL);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  assert_text (rig, "priority");
}

static void
check_required (JiraRig *rig)
{
  JsonNode *field;

  rig->jira->required_field = g_strdup ("customfield_10050");
  ask_one (rig);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "held", "Service");
  g_assert_cmpuint (count_created (rig), ==, 0);
  sync_rig_set (&rig->sync, "jira.fields", "{\"OPS\":{\"customfield_10050\":\"nothing\"}}");
  sync_rig_run (&rig->sync, retry_all, NULL);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "held", "does not fit");
  sync_rig_set (&rig->sync, "jira.fields", "{\"OPS\":{\"customfield_10050\":\"10201\"}}");
  sync_rig_run (&rig->sync, retry_all, NULL);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  field = json_object_get_member (jira_rig_get_ticket (rig, 0)->fields, "customfield_10050");
  g_assert_true (field != NULL && JSON_NODE_HOLDS_OBJECT (field));
}

/* Nobody is shown the screen, and a field is required all the same: what somebody has chosen for it
 * is sent, as whatever it may be. */
static void
check_hidden (JiraRig *rig)
{
  JsonNode *field;

  rig->jira->locked_meta = TRUE;
  rig->jira->required_field = g_strdup ("customfield_10050");
  sync_rig_set (&rig->sync, "jira.fields",
                "{\"OPS\":{\"customfield_10050\":\"10201\",\"customfield_10077\":\"words\"}}");
  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, "type", "10001", NULL);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  field = json_object_get_member (jira_rig_get_ticket (rig, 0)->fields, "customfield_10050");
  g_assert_true (field != NULL && JSON_NODE_HOLDS_OBJECT (field));
  /* No kind of value is taken where there is no such field. */
  g_assert_false (
    json_object_has_member (jira_rig_get_ticket (rig, 0)->fields, "customfield_10077"));
}

static void
check_project_deleted (JiraRig *rig)
{
  fake_jira_delete_project (rig->jira, "OPS");
  ask_one (rig);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "held", "not there in JIRA");
  g_assert_cmpuint (rig->jira->tickets->len, ==, 0);
}

/* What looks like a document of JIRA's own is text, and 40,000 characters are cut. */
static void
check_attacker (JiraRig *rig)
{
  g_autofree char *filler = g_strnfill (40000, 'x');
  g_autofree char *text =
    g_strconcat ("{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"mention\"}]}\n\n",
                 filler, NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  JsonNode *description;

  jira_rig_add (rig, "Look at it");
  jira_rig_ask (rig, 0, "description", text, NULL);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
  description = json_object_get_member (jira_rig_get_ticket (rig, 0)->fields, "description");
  json = json_to_string (description, FALSE);
  g_assert_null (strstr (json, "\"type\":\"mention\""));
  g_assert_nonnull (strstr (json, "mention"));
  g_assert_cmpuint (strlen (json), <, 36000);
}

/* --- the line */

static void
check_away_for_a_day (JiraRig *rig)
{
  guint port = test_net_get_port (rig->server);

  test_net_shut (rig->server);
  ask_one (rig);
  matoi_link_start (rig->link);
  wait_for (rig, MATOI_LINK_OFFLINE);
  assert_text (rig, "What waits is kept");
  jira_rig_assert_row (rig, 0, "queued", NULL);
  matoi_context_set_now (rig->sync.context, g_get_real_time () / 1000 + 26 * 60 * MATOI_MINUTE);
  g_assert_cmpuint (test_net_open (rig->server, port, NULL), ==, port);
  matoi_link_wake (rig->link);
  WAIT_UNTIL (matoi_link_is_quiet (rig->link));
  jira_rig_assert_once (rig);
}

/* It goes away while it is asked. */
static void
check_goes_away (JiraRig *rig)
{
  guint port = test_net_get_port (rig->server);

  jira_rig_run (rig);
  test_net_shut (rig->server);
  ask_one (rig);
  matoi_link_hurry (rig->link);
  wait_for (rig, MATOI_LINK_OFFLINE);
  g_assert_cmpuint (test_net_open (rig->server, port, NULL), ==, port);
  WAIT_UNTIL (matoi_link_is_quiet (rig->link));
  jira_rig_assert_once (rig);
}

static void
check_expired (JiraRig *rig)
{
  jira_rig_run (rig);
  rig->jira->revoked = TRUE;
  ask_one (rig);
  matoi_link_hurry (rig->link);
  wait_for (rig, MATOI_LINK_REFUSED);
  assert_text (rig, "does not accept the token");
  jira_rig_assert_row (rig, 0, "queued", NULL);
  rig->jira->revoked = FALSE;
  jira_rig_kill (rig);
  jira_rig_run (rig);
  jira_rig_assert_once (rig);
}

/* Who we are is fine, and what we do is not: that is not tried for ever. */
static void
check_refused (JiraRig *rig)
{
  fake_jira_fault (rig->jira, "POST issue", FAKE_ERROR, "401", 100);
  ask_one (rig);
  matoi_link_start (rig->link);
  wait_for (rig, MATOI_LINK_REFUSED);
  g_assert_cmpuint (count_created (rig), <=, 4);
  jira_rig_assert_row (rig, 0, "queued", "does not accept the token");
}

static void
check_captcha (JiraRig *rig)
{
  fake_jira_fault (rig->jira, "GET myself", FAKE_ERROR, "captcha", 100);
  matoi_link_start (rig->link);
  wait_for (rig, MATOI_LINK_REFUSED);
  assert_text (rig, "Sign in to JIRA in a browser");
  g_assert_cmpuint (fake_jira_count (rig->jira, "GET myself"), ==, 1);
}

static void
check_page (JiraRig *rig)
{
  fake_jira_fault (rig->jira, "GET serverInfo", FAKE_HTML, NULL, 2);
  ask_one (rig);
  matoi_link_start (rig->link);
  wait_for (rig, MATOI_LINK_OFFLINE);
  assert_text (rig, "A web page came");
  WAIT_UNTIL (matoi_link_is_quiet (rig->link));
  jira_rig_assert_once (rig);
}

/* Item 44: what was removed is never asked for on Cloud; if this goes too, somebody is told. */
static void
check_removed (JiraRig *rig)
{
  const char *search = rig->jira->profile == FAKE_JIRA_CLOUD ? "POST search/jql" : "POST search";

  fake_jira_fault (rig->jira, search, FAKE_ERROR, "410", 100);
  fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  ask_one (rig);
  jira_rig_run (rig);
  jira_rig_assert_row (rig, 0, "held", "does not let Matoi look for it");
  if (rig->jira->profile == FAKE_JIRA_CLOUD)
    g_assert_cmpuint (fake_jira_count (rig->jira, "POST search"), ==, 0);
}

static void
check_skew (JiraRig *rig)
{
  for (int hours = -1; hours <= 1; hours += 2)
    {
      guint index = rig->actions->len;

      matoi_context_set_now (rig->sync.context,
                             g_get_real_time () / 1000 + hours * 60 * MATOI_MINUTE);
      fake_jira_fault (rig->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
      jira_rig_add (rig, "Look at it");
      jira_rig_ask (rig, index, NULL);
      jira_rig_run (rig);
      jira_rig_assert_once (rig);
      matoi_context_set_now (rig->sync.context, MATOI_TIME_NONE);
    }
}

/* --- how tickets stand */

static const MatoiAction *
load (JiraRig *rig, MatoiIncident **incident)
{
  g_clear_pointer (incident, matoi_incident_free);
  *incident = sync_rig_load (&rig->sync);
  return jira_rig_get_action (rig, *incident, 0);
}

static void
check_follow (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAction *action;
  FakeTicket *ticket;

  ask_one (rig);
  jira_rig_run (rig);
  ticket = jira_rig_get_ticket (rig, 0);
  fake_jira_assign (rig->jira, ticket, "mei");
  fake_jira_set_due (rig->jira, ticket, "2026-12-24");
  fake_jira_set_status (rig->jira, ticket, "indeterminate");
  jira_rig_poll (rig);
  action = load (rig, &incident);
  g_assert_cmpstr (action->category, ==, "indeterminate");
  g_assert_cmpstr (action->assignee, ==, "mei");
  g_assert_cmpstr (action->ticket_due, ==, "2026-12-24");
  /* Closed, it closes nothing but itself. */
  fake_jira_set_status (rig->jira, ticket, "done");
  jira_rig_poll (rig);
  action = load (rig, &incident);
  g_assert_cmpstr (action->category, ==, "done");
  g_assert_cmpint (incident->ended_at, ==, MATOI_TIME_NONE);
}

/* Item 36: what Matoi itself does there comes back as nothing. */
static void
check_echo (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  guint n;

  ask_one (rig);
  jira_rig_run (rig);
  jira_rig_poll (rig);
  n = load (rig, &incident)->changes->len;
  /* The property is written once more: the ticket changes, and nothing people see. */
  fake_jira_assign (rig->jira, jira_rig_get_ticket (rig, 0), NULL);
  jira_rig_poll (rig);
  jira_rig_poll (rig);
  g_assert_cmpuint (load (rig, &incident)->changes->len, ==, n);
}

static void
check_moved (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *old_key = NULL;
  const MatoiAction *action;
  FakeTicket *ticket;

  ask_one (rig);
  jira_rig_run (rig);
  ticket = jira_rig_get_ticket (rig, 0);
  old_key = g_strdup (ticket->key);
  fake_jira_move (rig->jira, ticket, "PAY");
  jira_rig_poll (rig);
  action = load (rig, &incident);
  g_assert_cmpstr (action->key, !=, old_key);
  g_assert_cmpstr (action->key, ==, ticket->key);
  g_assert_nonnull (strstr (action->url, ticket->key));
}

static void
check_deleted (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;

  ask_one (rig);
  jira_rig_run (rig);
  jira_rig_poll (rig);
  fake_jira_delete (rig->jira, jira_rig_get_ticket (rig, 0));
  jira_rig_poll (rig);
  g_assert_true (load (rig, &incident)->gone);
}

/* Who is not let in sees nothing; that does not mean that nothing is there. */
static void
check_not_gone (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;

  ask_one (rig);
  jira_rig_run (rig);
  rig->jira->revoked = TRUE;
  matoi_link_wake (rig->link);
  wait_for (rig, MATOI_LINK_REFUSED);
  g_assert_false (load (rig, &incident)->gone);
}

/* A ticket that was linked by its key, and has moved before anybody looked. */
static void
check_linked (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  FakeTicket *ticket = fake_jira_add (rig->jira, "OPS", "Theirs");
  g_autofree char *old_key = g_strdup (ticket->key);
  const MatoiAction *action;

  fake_jira_move (rig->jira, ticket, "PAY");
  jira_rig_add (rig, "Look at it");
  sync_rig_submit (&rig->sync, "Ben Okafor", "action-link", "action",
                   g_ptr_array_index (rig->actions, 0), "key", old_key, "site", "jira", NULL);
  jira_rig_run (rig);
  jira_rig_poll (rig);
  action = load (rig, &incident);
  g_assert_cmpstr (action->key, ==, ticket->key);
  g_assert_cmpstr (action->remote_id, ==, ticket->id);
  g_assert_cmpuint (fake_jira_count_mark (rig->jira, g_ptr_array_index (rig->actions, 0)), ==, 1);
}

/* One that was linked just now is looked at within a second, and not at its time. */
static void
check_linked_soon (JiraRig *rig)
{
  g_autoptr (MatoiIncident) incident = NULL;
  FakeTicket *ticket;

  /* Its time would come after a minute. */
  matoi_jira_link_set_haste (MATOI_JIRA_LINK (rig->link), 1);
  jira_rig_run (rig);
  ticket = fake_jira_add (rig->jira, "OPS", "Theirs");
  jira_rig_add (rig, "Look at it");
  sync_rig_submit (&rig->sync, "Ben Okafor", "action-link", "action",
                   g_ptr_array_index (rig->actions, 0), "key", ticket->key, "site", "jira", NULL);
  matoi_link_hurry (rig->link);
  WAIT_UNTIL (g_strcmp0 (load (rig, &incident)->status, "To Do") == 0);
}

static const Fault faults[] = {
  { "two", check_two, CLOUD | DC },
  { "clone", check_clone, CLOUD | DC },
  { "kill", check_kill, CLOUD },
  { "no-labels", check_no_labels, CLOUD | DC },
  { "locked", check_locked, CLOUD | DC },
  { "hidden", check_hidden, CLOUD | DC },
  { "priority", check_priority, CLOUD },
  { "required", check_required, CLOUD | DC },
  { "project-deleted", check_project_deleted, CLOUD | DC },
  { "attacker", check_attacker, CLOUD | DC },
  { "away-for-a-day", check_away_for_a_day, CLOUD },
  { "goes-away", check_goes_away, CLOUD },
  { "expired", check_expired, CLOUD | DC },
  { "refused", check_refused, CLOUD },
  { "captcha", check_captcha, DC },
  { "page", check_page, CLOUD },
  { "removed", check_removed, CLOUD | DC },
  { "skew", check_skew, CLOUD },
  { "follow", check_follow, CLOUD },
  { "echo", check_echo, DC },
  { "moved", check_moved, CLOUD | DC },
  { "deleted", check_deleted, CLOUD | DC },
  { "not-gone", check_not_gone, CLOUD },
  { "linked", check_linked, CLOUD | DC },
  { "linked-soon", check_linked_soon, CLOUD },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/jira/faults/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], run);
    }
  return g_test_run ();
}
