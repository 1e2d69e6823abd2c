/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "world.h"

static const char *const people[] = { "Aiko", "Ben", "Mei", "Jonas", "Priya" };
static const char *const roles[] = { "ic", "deputy", "scribe", "sme", "observer" };
static const char *const severities[] = { "1", "2", "3", "4", "5" };
static const char *const phases[] = { "size-up", "stabilise", "update", "verify" };
static const char *const kinds[] = { "fact", "hypothesis", "decision", "action", "detection" };

#define PICK(list) ((list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))])

static char *
pick_id (GRand *rand, GPtrArray *array)
{
  if (array->len == 0)
    return g_strdup ("ffffffff");
  return matoi_id_dup_text (
    g_ptr_array_index (array, g_rand_int_range (rand, 0, (int) array->len)));
}

static MatoiCommand *
random_postmortem_command (GRand *rand, MatoiIncident *incident, const char *who)
{
  static const char *const names[] = { "in-review", "reviewed", "closed", "draft" };
  static const char *const sections[] = { "what", "why", "prevent" };
  static const char *const words[] = { "One. Two.", "One. Three.", "Zero. One." };
  g_autofree char *action = pick_id (rand, incident->actions);
  g_autofree char *entry = pick_id (rand, incident->entries);

  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
      return world_command ("pm-advance", who, "to", PICK (names), NULL);
    case 1:
      return world_command ("pm-reopen", who, "to", PICK (names), "reason", "r", NULL);
    case 2:
      return world_command ("pm-agree", who, NULL);
    case 3:
      return world_command ("pm-comment", who, "text", "c", NULL);
    case 4:
      return world_command ("pm-owner", who, "owner", PICK (people), NULL);
    case 5:
      return world_command ("action-add", who, "text", "a", NULL);
    case 6:
      return world_command ("action-wont", who, "action", action, "reason", "r", NULL);
    case 7:
      return world_command ("action-link", who, "action", action, "key", "K-1", NULL);
    case 8:
      return world_command ("pm-factor", who, "what", "w", NULL);
    case 9:
      return world_command ("pm-row", who, "entry", entry, "none_reason", "n", NULL);
    case 10:
      return world_command ("pm-tick", who, "list", "review", "item", "depth", NULL);
    case 11:
      return world_command ("action-drop", who, "action", action, NULL);
    default:
      return world_command ("pm-write", who, "section", PICK (sections), "text", PICK (words),
                            NULL);
    }
}

static MatoiCommand *
random_command (GRand *rand, MatoiIncident *incident)
{
  const char *who = PICK (people);
  g_autofree char *entry = pick_id (rand, incident->entries);
  g_autofree char *ask = pick_id (rand, incident->asks);
  g_autofree char *todo = pick_id (rand, incident->todos);
  g_autofree char *dropped = pick_id (rand, incident->todos_dropped);
  g_autofree char *update = pick_id (rand, incident->updates);
  MatoiCommand *command;

  if (incident->postmortem != NULL && g_rand_boolean (rand))
    return random_postmortem_command (rand, incident, who);
  switch (g_rand_int_range (rand, 0, 28))
    {
    case 0:
      return world_command ("severity", who, "to", PICK (severities), "reason", "r", NULL);
    case 1:
      return world_command ("role-assign", who, "role", PICK (roles), "person", PICK (people),
                            "handover", TRUE, NULL);
    case 2:
      return world_command ("role-release", who, "role", PICK (roles), NULL);
    case 3:
      return world_command ("phase", who, "to", PICK (phases), NULL);
    case 4:
      return world_command ("strike", who, "entry", entry, "reason", "r", NULL);
    case 5:
      return world_command ("confirm", who, "entry", entry, NULL);
    case 6:
      return world_command ("correct", who, "entry", entry, "text", "better", NULL);
    case 7:
      return world_command ("ask", who, "person", PICK (people), "minutes", 5, "text", "q", NULL);
    case 8:
      return world_command ("answer", who, "ask", ask, "text", "a", NULL);
    case 9:
      return world_command ("extend", who, "ask", ask, "minutes", 3, NULL);
    case 10:
      return world_command ("todo", who, "text", "t", NULL);
    case 11:
      return world_command ("todo-done", who, "todo", todo, NULL);
    case 12:
      return world_command ("update", who, "to", "public", "text", "u", "draft", TRUE, NULL);
    case 13:
      return world_command ("update-approve", who, "update", update, NULL);
    case 14:
      return world_command ("end", who, "outcome", "false-alarm", "final_severity", "2", "override",
                            "o", "owner", "Mei", NULL);
    case 15:
      return world_command ("reopen", who, "reason", "r", NULL);
    case 16:
      return world_command ("restore", who, "entry", entry, NULL);
    case 17:
      return world_command ("unsettle", who, "entry", entry, NULL);
    case 18:
      return world_command ("todo-drop", who, "todo", todo, NULL);
    case 19:
      return world_command ("todo-reopen", who, "todo", dropped, NULL);
    case 20:
      return world_command ("todo-reopen", who, "todo", todo, NULL);
    case 21:
      return world_command ("ask-withdraw", who, "ask", ask, NULL);
    case 22:
      return world_command ("ask-reopen", who, "ask", ask, NULL);
    case 23:
      return g_rand_boolean (rand)
               ? world_command ("source-changed", who, "entry", entry, "text", PICK (phases), NULL)
               : world_command ("source-changed", who, "entry", entry, "deleted", TRUE, NULL);
    case 24:
      return world_command ("offer", who, "person", PICK (people), "withdrawn",
                            g_rand_boolean (rand), NULL);
    default:
      command = world_command ("note", who, "text", "n", "kind", PICK (kinds), NULL);
      if (g_rand_boolean (rand))
        command->source = g_strdup ("slack");
      return command;
    }
}

/* Several cockpits decide on what each has seen; all events then reach
 * everybody in any order and twice: one state. */
static void
test_converges (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      World *worlds[3];
      g_autoptr (GPtrArray) all =
        g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
      g_autofree char *expected = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
        {
          worlds[i] = world_new ("pagerduty");
          worlds[i]->replica = i + 1;
        }
      world_declare (worlds[0], "2");
      for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
        matoi_incident_apply (worlds[i]->incident, g_ptr_array_index (worlds[0]->log, 0));
      g_ptr_array_add (all, matoi_event_ref (g_ptr_array_index (worlds[0]->log, 0)));
      for (guint step = 0; step < 60; step++)
        {
          World *world = worlds[g_rand_int_range (rand, 0, G_N_ELEMENTS (worlds))];
          MatoiEvent *event;
          guint n = world->log->len;

          world->now += g_rand_int_range (rand, 0, 90000);
          event = world_do (world, random_command (rand, world->incident), NULL);
          for (guint i = n; i < world->log->len; i++)
            g_ptr_array_add (all, matoi_event_ref (g_ptr_array_index (world->log, i)));
          if (event != NULL && g_rand_boolean (rand))
            matoi_incident_apply (
              worlds[g_rand_int_range (rand, 0, G_N_ELEMENTS (worlds))]->incident, event);
        }
      for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
        {
          g_autofree char *dump = NULL;

          for (guint k = all->len; k > 1; k--)
            {
              guint other = (guint) g_rand_int_range (rand, 0, (int) k);
              gpointer swap = all->pdata[other];

              all->pdata[other] = all->pdata[k - 1];
              all->pdata[k - 1] = swap;
            }
          for (guint k = 0; k < all->len * 2; k++)
            matoi_incident_apply (worlds[i]->incident, g_ptr_array_index (all, k % all->len));
          dump = world_dump (worlds[i]->incident);
          if (expected == NULL)
            expected = g_steal_pointer (&dump);
          else
            g_assert_cmpstr (dump, ==, expected);
        }
      for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
        world_free (worlds[i]);
      g_rand_free (rand);
    }
}

/* No event, however odd, may be refused or crash the fold. */
static void
test_total (void)
{
  static const char *const types[] = { "entry.added",
                                       "entry.struck",
                                       "entry.settled",
                                       "entry.evidence",
                                       "entry.corrected",
                                       "severity.changed",
                                       "severity.final",
                                       "phase.changed",
                                       "role.assigned",
                                       "role.released",
                                       "ask.opened",
                                       "ask.answered",
                                       "ask.extended",
                                       "ask.acknowledged",
                                       "ask.reassigned",
                                       "todo.added",
                                       "todo.done",
                                       "clock.snoozed",
                                       "step.done",
                                       "step.undone",
                                       "poll.opened",
                                       "poll.closed",
                                       "update.drafted",
                                       "update.approved",
                                       "update.posted",
                                       "subteam.formed",
                                       "subteam.moved",
                                       "subteam.dissolved",
                                       "postmortem.created",
                                       "postmortem.waived",
                                       "postmortem.owner",
                                       "postmortem.due",
                                       "postmortem.section",
                                       "postmortem.assigned",
                                       "postmortem.tick",
                                       "postmortem.row",
                                       "postmortem.impact",
                                       "postmortem.factor",
                                       "postmortem.learned",
                                       "postmortem.responder",
                                       "postmortem.recording",
                                       "postmortem.meeting",
                                       "postmortem.link-posted",
                                       "postmortem.held",
                                       "postmortem.agreed",
                                       "postmortem.parked",
                                       "postmortem.comment",
                                       "postmortem.resolved",
                                       "postmortem.message",
                                       "postmortem.message-approved",
                                       "postmortem.message-posted",
                                       "postmortem.mail",
                                       "postmortem.dismissed",
                                       "postmortem.advanced",
                                       "postmortem.reopened",
                                       "postmortem.picture",
                                       "action.added",
                                       "action.changed",
                                       "action.ticket-asked",
                                       "action.ticketed",
                                       "action.progress",
                                       "action.nudged",
                                       "postmortem.steps-asked",
                                       "postmortem.step-ticketed",
                                       "postmortem.step-progress",
                                       "action.wont",
                                       "action.dropped",
                                       "security.enabled",
                                       "details.changed",
                                       "link.added",
                                       "link.removed",
                                       "incident.declared",
                                       "incident.ended",
                                       "incident.reopened",
                                       "entry.restored",
                                       "entry.unsettled",
                                       "todo.dropped",
                                       "todo.reopened",
                                       "ask.withdrawn",
                                       "ask.reopened",
                                       "entry.source",
                                       "responder.offered",
                                       "future.thing" };
  static const char *const payloads[] = {
    "{}", "{\"to\":7,\"text\":[],\"role\":{},\"person\":null,\"kind\":1,\"entry\":5}",
    "{\"entry\":\"zz\",\"ask\":\"\",\"todo\":\"0\",\"update\":\"q\",\"evidence\":[1,\"a\",{}],\"services\":[1]}",
    "{\"to\":\"x\",\"text\":\"y\",\"role\":\"ic\",\"person\":\"z\",\"minutes\":-5,\"name\":\"n\",\"leader\":\"l\"}"
  };

  for (guint first = 0; first < 2; first++)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      for (guint k = 0; k <= G_N_ELEMENTS (payloads); k++)
        {
          World *world = world_new ("pagerduty");
          g_autoptr (MatoiEvent) event = NULL;
          g_autofree char *dump = NULL;
          JsonObject *payload = NULL;

          if (first == 1)
            world_declare (world, "1");
          if (k < G_N_ELEMENTS (payloads))
            {
              g_autoptr (JsonNode) node = json_from_string (payloads[k], NULL);

              payload = json_object_ref (json_node_get_object (node));
            }
          event = matoi_event_new (types[i], "x", world->now, world->now, payload);
          matoi_id_next (&event->id, &world->last, world->now, 9);
          matoi_incident_apply (world->incident, event);
          for (guint e = 0; e < world->incident->entries->len; e++)
            {
              g_autofree char *text =
                matoi_entry_dup_text (world->incident,
                                      g_ptr_array_index (world->incident->entries, e));

              g_assert_nonnull (text);
            }
          dump = world_dump (world->incident);
          g_assert_cmpuint (world->incident->events->len, ==, first + 1);
          world_free (world);
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/converges", test_converges);
  g_test_add_func ("/fold/total", test_total);
  return g_test_run ();
}
