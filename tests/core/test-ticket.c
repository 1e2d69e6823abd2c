/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-ticket.h"
#include "matoi-undo.h"
#include "ticket-rig.h"

#define BASE "https://x.atlassian.net"
#define PROJECTS                                            \
  "{\"Payments\":{\"project\":\"PAY\",\"type\":\"10001\"}," \
  "\"Ｃheckout\":{\"project\":\"CHK\"},\"Core\":{\"site\":\"jira2\",\"project\":\"CORE\"}}"

/* --- one action item, in the project of its team */

static void
begin (Rig *rig)
{
  rig_init (rig);
  rig_set (rig, "jira.type", "10009");
  rig_set (rig, "jira.priorities", "{\"P0\":\"1\",\"P1\":\"2\"}");
  rig_set (rig, "jira.projects", PROJECTS);
}

static MatoiAction *
add_action (Rig *rig, const char *text, const char *team)
{
  GPtrArray *actions = rig->world->incident->actions;

  world_must (rig->world,
              world_command ("action-add", "Owen", "text", text, "owner_team", team, NULL));
  return g_ptr_array_index (actions, actions->len - 1);
}

static MatoiCommand *
about (Rig *rig, const MatoiAction *action, const char *name)
{
  g_autofree char *id = matoi_id_dup_text (&action->id);
  MatoiCommand *command = world_command (name, "Owen", "action", id, NULL);

  return rig_complete (rig, command);
}

static MatoiCommand *
with (MatoiCommand *command, const char *arg, const char *value)
{
  matoi_command_set (command, arg, value);
  return command;
}

static MatoiCommand *
progress (Rig *rig, const MatoiAction *action, const char *status, const char *category, gint64 at)
{
  MatoiCommand *command = about (rig, action, "action-progress");

  if (status == NULL)
    {
      matoi_command_set_flag (command, "gone", TRUE);
      return command;
    }
  matoi_command_set_int (command, "updated", at);
  return with (with (command, "status", status), "category", category);
}

/* --- labels */

static void
test_labels (void)
{
  static const struct
  {
    const char *pattern, *severity, *labels, *jql;
  } rows[] = {
    { NULL, "1", "sev1_20251121 sev1", "labels = sev1_20251121" },
    { NULL, "3", "sev3_20251121 sev3", "labels = sev3_20251121" },
    { "sev{severity}-{date}", "1", "sev1-20251121 sev1", "labels = \"sev1-20251121\"" },
    { "inc.{date}", "2", "inc.20251121 inc", "labels = \"inc.20251121\"" },
    { "{date}", "2", "20251121", "labels = 20251121" },
    { "{ref}_{date}", "2", "INC-251120-K7_20251121", "labels = \"INC-251120-K7_20251121\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) labels = NULL;
      g_autofree char *joined = NULL, *jql = NULL;
      Rig rig;

      begin (&rig);
      if (rows[i].pattern != NULL)
        rig_set (&rig, "jira.labels", rows[i].pattern);
      /* Late in the evening in London is the next day in Tokyo. */
      rig.world->incident->started_at = G_GINT64_CONSTANT (1763654400000);
      g_free (rig.world->incident->worst_severity);
      rig.world->incident->worst_severity = g_strdup (rows[i].severity);
      labels = matoi_ticket_dup_labels (rig.world->incident, rig.values, "jira", rig.zone);
      joined = g_strjoinv (" ", labels);
      g_assert_cmpstr (joined, ==, rows[i].labels);
      jql = matoi_ticket_dup_jql (rig.world->incident, rig.values, "jira", rig.zone);
      g_assert_cmpstr (jql, ==, rows[i].jql);
      rig_clear (&rig);
    }
}

/* --- what somebody pastes */

static void
test_read (void)
{
  static const struct
  {
    const char *text, *key, *url, *site;
  } rows[] = {
    { "PAY-123", "PAY-123", BASE "/browse/PAY-123", "jira" },
    { " pay-1 ", "PAY-1", BASE "/browse/PAY-1", "jira" },
    { "#12", "#12", NULL, NULL },
    { BASE "/browse/PAY-1", "PAY-1", BASE "/browse/PAY-1", "jira" },
    { BASE "/browse/pay-1?filter=2#c", "PAY-1", BASE "/browse/PAY-1", "jira" },
    { BASE "/jira/software/projects/PAY/boards/1?selectedIssue=PAY-7", "PAY-7",
      BASE "/browse/PAY-7", "jira" },
    { "http://x.atlassian.net/browse/PAY-1", "PAY-1", BASE "/browse/PAY-1", "jira" },
    { "https://other.example/browse/AB-9", "AB-9", "https://other.example/browse/AB-9", NULL },
    { "https://xatlassian.net/browse/AB-9", "AB-9", "https://xatlassian.net/browse/AB-9", NULL },
    { "https://example.com/wiki", NULL, NULL, NULL },
    { "two words", NULL, NULL, NULL },
    { "", NULL, NULL, NULL },
  };
  Rig rig;

  begin (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = NULL, *url = NULL, *site = NULL;

      g_assert_cmpint (matoi_ticket_read (rows[i].text, rig.values, &key, &url, &site), ==,
                       rows[i].key != NULL);
      g_assert_cmpstr (key, ==, rows[i].key);
      g_assert_cmpstr (url, ==, rows[i].url);
      g_assert_cmpstr (site, ==, rows[i].site);
    }
  /* With two sites a key alone is of neither; a path tells sites on one host apart. */
  rig_set (&rig, "jira2.base-url", "https://dc.example/jira");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key = NULL, *url = NULL, *site = NULL;

      g_assert_true (matoi_ticket_read (i == 0 ? "PAY-1" : "https://dc.example/jira/browse/X-1",
                                        rig.values, &key, &url, &site));
      g_assert_cmpstr (site, ==, i == 0 ? NULL : "jira2");
    }
  rig_clear (&rig);
}

/* --- drafts */

static char *
describe (const MatoiTicketDraft *draft)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s/%s/%s/%s", draft->site, draft->project, draft->type,
                          draft->priority);
  for (guint i = 0; i < draft->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->problems, i);

      g_assert_cmpstr (check->text, !=, "");
      g_assert_cmpstr (check->fix, !=, "");
      g_string_append_printf (out, " %s%s", check->id, check->hard ? "!" : "");
    }
  return g_string_free (out, FALSE);
}

static void
test_places (void)
{
  static const struct
  {
    const char *team, *service, *off, *expected;
  } rows[] = {
    { "Payments", NULL, NULL, "jira/PAY/10001/2 ticket.link" },
    { "ＰＡＹＭＥＮＴＳ", NULL, NULL, "jira/PAY/10001/2 ticket.link" },
    { NULL, "checkout", NULL, "jira/CHK/10009/2 ACT-12 ticket.link" },
    { "Search", "checkout", NULL, "jira/CHK/10009/2 ticket.link" },
    { "Search", NULL, NULL, "jira/OPS/10009/2 ticket.link" },
    { "Search", NULL, "jira.project", "jira/(null)/10009/2 ACT-07! ticket.link" },
    { "Core", NULL, NULL, "jira2/CORE/(null)/(null) ticket.link" },
    { "Core", NULL, "jira2.base-url", "/(null)/(null)/(null) ticket.site!" },
    { "Payments", NULL, "jira.base-url", "/(null)/(null)/(null) ticket.site!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MatoiTicketDraft) draft = NULL;
      g_autofree char *described = NULL;
      Rig rig;

      begin (&rig);
      rig_set (&rig, "jira2.base-url", "https://dc.example");
      if (rows[i].off != NULL)
        g_hash_table_remove (rig.values, rows[i].off);
      /* Nothing is left but the other one. */
      if (g_strcmp0 (rows[i].off, "jira.base-url") == 0)
        rig_set (&rig, "jira2.use", "off");
      if (rows[i].service != NULL)
        g_ptr_array_add (rig.world->incident->services, g_strdup (rows[i].service));
      draft = matoi_ticket_draft_new (rig.world->incident, add_action (&rig, "Alert", rows[i].team),
                                      rig.values, rig.zone, "en");
      described = describe (draft);
      g_assert_cmpstr (described, ==, rows[i].expected);
      g_assert_cmpint (matoi_ticket_draft_is_ready (draft), ==, strchr (described, '!') == NULL);
      g_assert_cmpstr (draft->tag, ==, "INC-251120-K7/AI-1");
      rig_clear (&rig);
    }
}

static void
test_words (void)
{
  static const char *const langs[] = { "en", "ja", "both" };
  static const char *const team[] = { "- **Owning team:** Payments", "- **担当チーム:** Payments",
                                      "- **担当チーム / Owning team:** Payments" };
  g_autofree char *huge = g_strnfill (40000, 'x');
  g_autoptr (MatoiTicketDraft) long_one = NULL;
  Rig rig;

  begin (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_autoptr (MatoiTicketDraft) draft = matoi_ticket_draft_new (
        rig.world->incident,
        add_action (&rig, "Alert on the queue\n\nDone: it *rings*", "Payments"), rig.values,
        rig.zone, langs[i]);

      g_assert_cmpstr (draft->summary, ==, "Alert on the queue");
      g_assert_nonnull (strstr (draft->description, "Done: it *rings*"));
      g_assert_nonnull (strstr (draft->description, "INC-251120-K7 Checkout 5xx"));
      g_assert_nonnull (strstr (draft->description, team[i]));
    }
  long_one = matoi_ticket_draft_new (rig.world->incident, add_action (&rig, huge, "Payments"),
                                     rig.values, rig.zone, "en");
  g_assert_cmpint (g_utf8_strlen (long_one->summary, -1), <=, 255);
  g_assert_true (g_str_has_suffix (long_one->summary, "…"));
  g_assert_cmpint (g_utf8_strlen (long_one->description, -1), <, 32000);
  rig_clear (&rig);
}

/* SEC-13: nothing of it leaves, unless somebody allowed it; then by its codename. */
static void
test_confidential (void)
{
  Rig rig;
  MatoiAction *action;
  g_autoptr (MatoiTicketDraft) draft = NULL;

  begin (&rig);
  action = add_action (&rig, "Rotate the key", "Payments");
  world_must (rig.world, world_command ("security", "Aiko", "codename", "Quiet Lantern", NULL));
  world_must_not (rig.world, about (&rig, action, "action-ticket"), MATOI_ERROR_RULE, "SEC-13");
  rig_set (&rig, "jira.security", "on");
  draft = matoi_ticket_draft_new (rig.world->incident, action, rig.values, rig.zone, "en");
  g_assert_true (matoi_ticket_draft_is_ready (draft));
  g_assert_nonnull (strstr (draft->description, "Quiet Lantern"));
  g_assert_null (strstr (draft->description, "Checkout"));
  world_must (rig.world, about (&rig, action, "action-ticket"));
  rig_clear (&rig);
}

/* --- what is decided */

static void
test_refused (void)
{
  Rig rig;
  MatoiAction *action, *noted, *wont;

  begin (&rig);
  action = add_action (&rig, "Alert", "Payments");
  world_must_not (rig.world, with (about (&rig, action, "action-ticket"), "summary", "two\nlines"),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (rig.world, with (about (&rig, action, "action-ticket"), "site", "gitlab"),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (rig.world, with (about (&rig, action, "action-ticket"), "due", "soon"),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (rig.world, with (about (&rig, action, "action-ticket"), "site", "jira2"),
                  MATOI_ERROR_RULE, "ticket.site");
  world_must_not (rig.world, with (about (&rig, action, "action-link"), "key", "no key"),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (rig.world, progress (&rig, action, "Doing", "busy", 1), MATOI_ERROR_INPUT, NULL);
  world_must (rig.world, with (about (&rig, action, "action-link"), "key", "PAY-1"));
  world_must_not (rig.world, about (&rig, action, "action-ticket"), MATOI_ERROR_RULE,
                  "ticket.there");
  world_must (rig.world, world_command ("action-add", "Owen", "text", "Nice", "priority", "P3",
                                        "reason", "later", NULL));
  noted = g_ptr_array_index (rig.world->incident->actions, 1);
  world_must_not (rig.world, about (&rig, noted, "action-ticket"), MATOI_ERROR_RULE, "ACT-03");
  wont = add_action (&rig, "Rewrite", NULL);
  world_must (rig.world, with (about (&rig, wont, "action-wont"), "reason", "too dear"));
  world_must_not (rig.world, about (&rig, wont, "action-ticket"), MATOI_ERROR_RULE, "ticket.wont");
  rig_clear (&rig);
}

/* What is given counts; what is recorded is the whole ticket. */
static void
test_asked (void)
{
  const char *const labels[] = { "a", "b", NULL };
  Rig rig;
  MatoiAction *action;
  MatoiCommand *command;

  begin (&rig);
  action = add_action (&rig, "Alert", "Payments");
  g_assert_cmpint (action->asked_at, ==, MATOI_TIME_NONE);
  command = with (with (about (&rig, action, "action-ticket"), "project", "OTHER"), "summary",
                  "Another line");
  matoi_command_set_strv (command, "labels", labels);
  world_must (rig.world, command);
  g_assert_cmpint (action->asked_at, ==, rig.world->now);
  g_assert_cmpstr (matoi_json_get_string (action->draft, "project"), ==, "OTHER");
  g_assert_cmpstr (matoi_json_get_string (action->draft, "summary"), ==, "Another line");
  g_assert_cmpstr (matoi_json_get_string (action->draft, "priority"), ==, "2");
  g_assert_cmpuint (json_array_get_length (matoi_json_get_array (action->draft, "labels")), ==, 2);
  g_assert_cmpstr (action->state, ==, "open");
  /* Settings are no part of the record. */
  for (guint i = 0; i < rig.world->log->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (rig.world->log, i);

      g_assert_false (json_object_has_member (event->payload, "settings"));
    }
  rig_clear (&rig);
}

static void
test_progress (void)
{
  Rig rig;
  MatoiAction *action;
  const MatoiTicketChange *change;
  gint64 t;

  begin (&rig);
  t = rig.world->now;
  action = add_action (&rig, "Alert", "Payments");
  world_must (rig.world, with (about (&rig, action, "action-link"), "key", "PAY-1"));
  g_assert_cmpstr (action->site, ==, "jira");
  g_assert_cmpstr (action->url, ==, BASE "/browse/PAY-1");
  world_must (rig.world, progress (&rig, action, "To Do", "new", t - 3000));
  g_assert_true (matoi_action_is_open (action));
  /* The same again is no news, and what was seen earlier is none any more. */
  g_assert_null (world_do (rig.world, progress (&rig, action, "To Do", "new", t - 3000), NULL));
  g_assert_null (world_do (rig.world, progress (&rig, action, "Old", "new", t - 4000), NULL));
  world_must (rig.world,
              with (with (progress (&rig, action, "Done", "done", t - 1000), "assignee", "Mika"),
                    "due", "2025-12-24"));
  g_assert_false (matoi_action_is_open (action));
  g_assert_cmpstr (matoi_action_get_due (action), ==, "2025-12-24");
  world_must (rig.world, progress (&rig, action, "Reopened", "indeterminate", t - 500));
  g_assert_true (matoi_action_is_open (action));
  g_assert_null (action->assignee);
  /* Moved to another project. */
  world_must (rig.world, with (progress (&rig, action, "Done", "done", t - 400), "key", "OPS-9"));
  g_assert_cmpstr (action->key, ==, "OPS-9");
  /* Gone: open again, whatever it said. */
  world_must (rig.world, progress (&rig, action, NULL, NULL, 0));
  g_assert_true (action->gone);
  g_assert_true (matoi_action_is_open (action));
  g_assert_true (matoi_action_wants_ticket (action));
  g_assert_cmpuint (action->changes->len, ==, 5);
  change = g_ptr_array_index (action->changes, 1);
  g_assert_cmpint (change->at, ==, t - 1000);
  g_assert_cmpstr (change->assignee, ==, "Mika");
  /* Another one is asked for: not the same once again. */
  world_must (rig.world, about (&rig, action, "action-ticket"));
  g_assert_null (action->key);
  g_assert_cmpstr (action->state, ==, "open");
  /* What the site says of the old one is of no use. */
  g_assert_null (world_do (rig.world, progress (&rig, action, "Done", "done", t), NULL));
  rig_clear (&rig);
}

/* A number is never given twice, and undo gives back the ticket before. */
static void
test_number_and_undo (void)
{
  Rig rig;
  MatoiAction *first, *second;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) commands = NULL;
  MatoiCommand *command;

  begin (&rig);
  first = add_action (&rig, "One", NULL);
  g_assert_cmpuint (first->number, ==, 1);
  second = add_action (&rig, "Two", NULL);
  world_must (rig.world, about (&rig, second, "action-drop"));
  second = add_action (&rig, "Three", NULL);
  g_assert_cmpuint (second->number, ==, 3);
  world_must (rig.world, with (about (&rig, first, "action-link"), "key", "PAY-1"));
  world_must (rig.world, with (about (&rig, first, "action-link"), "key", "PAY-2"));
  g_ptr_array_add (events, g_ptr_array_index (rig.world->log, rig.world->log->len - 1));
  commands = matoi_undo (rig.world->incident, events, "Owen");
  g_assert_cmpuint (commands->len, ==, 1);
  command = g_ptr_array_steal_index (commands, 0);
  world_must (rig.world, command);
  g_assert_cmpstr (first->key, ==, "PAY-1");
  g_assert_cmpstr (first->url, ==, BASE "/browse/PAY-1");
  rig_clear (&rig);
}

/* The gates ask for tickets, not for finished ones; a ticket that is gone is none. */
static gboolean
is_gate_met (Rig *rig)
{
  g_autoptr (GPtrArray) gates =
    matoi_postmortem_gates (rig->world->incident, "closed", rig->world->now);
  gboolean met = TRUE;

  for (guint i = 0; i < gates->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (gates, i);

      if (g_str_equal (check->id, "pm.actions"))
        met = check->met;
    }
  return met;
}

static void
test_gates (void)
{
  Rig rig;
  MatoiAction *action;

  begin (&rig);
  world_must (rig.world,
              world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (rig.world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity",
                                        "1", "override", "test", "owner", "Owen", NULL));
  action = add_action (&rig, "Alert", "Payments");
  g_assert_false (is_gate_met (&rig));
  world_must (rig.world, about (&rig, action, "action-ticket"));
  g_assert_false (is_gate_met (&rig));
  world_must (rig.world, with (about (&rig, action, "action-link"), "key", "PAY-1"));
  g_assert_true (is_gate_met (&rig));
  world_must (rig.world, progress (&rig, action, "Done", "done", rig.world->now));
  g_assert_true (is_gate_met (&rig));
  g_assert_cmpstr (rig.world->incident->postmortem->state, ==, "draft");
  world_must (rig.world, progress (&rig, action, NULL, NULL, 0));
  g_assert_false (is_gate_met (&rig));
  rig_clear (&rig);
}

/* --- folding */

/* Two cockpits and two people: the same events in any order give the same state. */
static void
test_converges (void)
{
  static const char *const categories[] = { "new", "indeterminate", "done" };

  for (guint32 seed = 1; seed <= 30; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *expected = NULL;
      Rig rig;

      begin (&rig);
      for (guint i = 0; i < 3; i++)
        add_action (&rig, "Alert", "Payments");
      for (guint i = 0; i < 40; i++)
        {
          GPtrArray *actions = rig.world->incident->actions;
          const MatoiAction *action =
            g_ptr_array_index (actions,
                               (guint) g_rand_int_range (random, 0, (gint32) actions->len));
          g_autofree char *key = g_strdup_printf ("PAY-%d", g_rand_int_range (random, 1, 4));
          MatoiCommand *command;

          rig.world->now += 1000;
          rig.world->replica = 1 + (guint64) g_rand_int_range (random, 0, 2);
          switch (g_rand_int_range (random, 0, 6))
            {
            case 0:
              command = about (&rig, action, "action-ticket");
              break;
            case 1:
              command = with (about (&rig, action, "action-link"), "key", key);
              break;
            case 2:
              command = progress (&rig, action, NULL, NULL, 0);
              break;
            case 3:
              command = with (about (&rig, action, "action-wont"), "reason", "no");
              break;
            default:
              command = progress (&rig, action, "S", categories[g_rand_int_range (random, 0, 3)],
                                  rig.world->now - g_rand_int_range (random, 0, 5000));
            }
          world_do (rig.world, command, NULL);
        }
      expected = world_dump (rig.world->incident);
      for (guint round = 0; round < 5; round++)
        {
          g_autoptr (MatoiIncident) other =
            matoi_incident_new (&rig.world->incident->id, world_lookup, rig.world);
          g_autofree char *dump = NULL;

          for (guint i = rig.world->log->len - 1; i > 0; i--)
            {
              guint k = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
              gpointer swap = rig.world->log->pdata[i];

              rig.world->log->pdata[i] = rig.world->log->pdata[k];
              rig.world->log->pdata[k] = swap;
            }
          for (guint i = 0; i < rig.world->log->len; i++)
            matoi_incident_apply (other, g_ptr_array_index (rig.world->log, i));
          dump = world_dump (other);
          g_assert_cmpstr (dump, ==, expected);
        }
      rig_clear (&rig);
    }
}

/* Of before there were sites. */
static void
test_old_events (void)
{
  Rig rig;
  MatoiAction *action;
  g_autofree char *id = NULL, *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (MatoiEvent) event = NULL;

  begin (&rig);
  action = add_action (&rig, "Alert", NULL);
  id = matoi_id_dup_text (&action->id);
  text =
    g_strdup_printf ("{\"action\":\"%s\",\"key\":\"PAY-1\",\"url\":\"https://a.example\"}", id);
  node = json_from_string (text, NULL);
  event = matoi_event_new ("action.ticketed", "x", rig.world->now, rig.world->now,
                           json_object_ref (json_node_get_object (node)));
  matoi_id_next (&event->id, &rig.world->last, rig.world->now, 9);
  event->incident = rig.world->incident->id;
  matoi_incident_apply (rig.world->incident, event);
  g_assert_cmpstr (action->key, ==, "PAY-1");
  g_assert_null (action->site);
  g_assert_false (action->gone);
  g_assert_true (matoi_action_is_open (action));
  rig_clear (&rig);
}

/* --- what follows */

/* "site op key" of each, in lines. */
static char *
follow (Rig *rig, MatoiCommand *command, const char *source)
{
  g_autoptr (GPtrArray) intents = NULL;
  GString *out = g_string_new (NULL);

  command->source = g_strdup (source);
  intents = rig_follow (rig, command);
  for (guint i = 0; i < intents->len; i++)
    {
      const MatoiIntent *intent = g_ptr_array_index (intents, i);
      g_auto (GStrv) lane = g_strsplit (intent->lane, "/", 2);

      g_string_append_printf (out, "%s %s %s|", lane[0], intent->op,
                              strcmp (intent->op, "ticket.create") == 0
                                ? matoi_json_get_string (intent->payload, "project")
                                : matoi_json_get_string (intent->payload, "key"));
    }
  return g_string_free (out, FALSE);
}

#define FOLLOW(COMMAND, SOURCE, EXPECTED)                     \
  G_STMT_START                                                \
  {                                                           \
    g_autofree char *said = follow (&rig, (COMMAND), SOURCE); \
    g_assert_cmpstr (said, ==, EXPECTED);                     \
  }                                                           \
  G_STMT_END

static void
test_intents (void)
{
  g_autofree char *lane = NULL, *id = NULL;
  MatoiAction *action, *other, *replayed;
  Rig rig;

  begin (&rig);
  rig_set (&rig, "jira2.base-url", "https://dc.example");
  rig_set (&rig, "jira2.project", "DC");
  action = add_action (&rig, "Alert", "Payments");
  other = add_action (&rig, "Limit", "Core");
  replayed = add_action (&rig, "Test", "Payments");
  id = matoi_id_dup_text (&action->id);
  lane = g_strconcat ("jira/", id, NULL);
  FOLLOW (about (&rig, replayed, "action-ticket"), "replay", "");
  FOLLOW (about (&rig, action, "action-ticket"), NULL, "jira ticket.create PAY|");
  FOLLOW (about (&rig, other, "action-ticket"), NULL, "jira2 ticket.create CORE|");
  /* Who asks twice gets one, also at the other site; unless the first was discarded. */
  FOLLOW (about (&rig, action, "action-ticket"), NULL, "");
  FOLLOW (with (about (&rig, action, "action-ticket"), "site", "jira2"), NULL, "");
  g_hash_table_insert (rig.done, g_strdup (lane), GINT_TO_POINTER (MATOI_INTENT_DROPPED));
  FOLLOW (about (&rig, action, "action-ticket"), NULL, "jira ticket.create PAY|");
  FOLLOW (with (with (about (&rig, action, "action-link"), "key", "PAY-1"), "site", "jira"), NULL,
          "jira ticket.link PAY-1|");
  FOLLOW (progress (&rig, action, "Done", "done", rig.world->now), NULL, "");
  /* It vanishes: another may be made although there was one. */
  FOLLOW (progress (&rig, action, NULL, NULL, 0), NULL, "");
  FOLLOW (about (&rig, action, "action-ticket"), NULL, "jira ticket.create PAY|");
  FOLLOW (about (&rig, action, "action-ticket"), NULL, "");
  /* By hand, elsewhere. */
  FOLLOW (with (about (&rig, other, "action-link"), "key", "https://gitlab.example/-/issues/AB-4"),
          NULL, "");
  FOLLOW (with (about (&rig, other, "action-link"), "key", "https://dc.example/browse/CORE-4"),
          NULL, "jira2 ticket.link CORE-4|");
  /* Switched off, or confidential: nothing. */
  rig_set (&rig, "jira2.use", "off");
  FOLLOW (with (about (&rig, other, "action-link"), "key", "https://dc.example/browse/CORE-5"),
          NULL, "");
  world_must (rig.world, world_command ("security", "Aiko", NULL));
  FOLLOW (with (about (&rig, action, "action-link"), "key", BASE "/browse/PAY-2"), NULL, "");
  rig_set (&rig, "jira.security", "on");
  FOLLOW (with (about (&rig, action, "action-link"), "key", BASE "/browse/PAY-3"), NULL,
          "jira ticket.link PAY-3|");
  rig_clear (&rig);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket/labels", test_labels);
  g_test_add_func ("/ticket/read", test_read);
  g_test_add_func ("/ticket/places", test_places);
  g_test_add_func ("/ticket/words", test_words);
  g_test_add_func ("/ticket/confidential", test_confidential);
  g_test_add_func ("/ticket/refused", test_refused);
  g_test_add_func ("/ticket/asked", test_asked);
  g_test_add_func ("/ticket/progress", test_progress);
  g_test_add_func ("/ticket/number-and-undo", test_number_and_undo);
  g_test_add_func ("/ticket/gates", test_gates);
  g_test_add_func ("/ticket/converges", test_converges);
  g_test_add_func ("/ticket/old-events", test_old_events);
  g_test_add_func ("/ticket/intents", test_intents);
  return g_test_run ();
}
