/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ACT-11: the steps of a postmortem are asked for as tickets, once. */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-steps.h"
#include "ticket-rig.h"

/* The incident has ended: there is a postmortem. */
static void
begin (Rig *rig)
{
  rig_init (rig);
  world_must (rig->world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity",
                                         "1", "owner", "Owen", "override", "o", NULL));
  g_assert_nonnull (rig->world->incident->postmortem);
}

static MatoiCommand *
ask (Rig *rig, const char *project)
{
  return rig_complete (rig, world_command ("pm-steps-ticket", "Owen", "project", project, NULL));
}

static MatoiCommand *
tell (const char *step, const char *key)
{
  return world_command ("pm-step-link", "JIRA", "step", step, "key", key, "site", "jira", NULL);
}

static MatoiStepsDraft *
draft (Rig *rig)
{
  return matoi_steps_draft_new (rig->world->incident, NULL, rig->values, rig->zone, "both",
                                rig->world->now);
}

/* The steps are the reasons before the states, each once, in no second list. */
static void
test_draft (void)
{
  Rig rig;
  g_autoptr (MatoiStepsDraft) steps = NULL;
  guint n = 0;

  begin (&rig);
  steps = draft (&rig);
  g_assert_cmpuint (steps->steps->len, >, 5);
  for (guint i = 0; i < steps->steps->len; i++)
    {
      const MatoiStepDraft *step = g_ptr_array_index (steps->steps, i);

      g_assert_cmpuint (strlen (step->summary), >, 0);
      g_assert_nonnull (step->due);
      g_assert_nonnull (strstr (steps->parent->description, step->summary));
      g_assert_false (g_str_has_prefix (step->id, "pm.anchor."));
      n += strcmp (step->id, "pm.recording") == 0;
    }
  g_assert_cmpuint (n, ==, 1);
  g_assert_nonnull (strstr (steps->parent->summary, "ポストモーテムの手順"));
  g_assert_nonnull (strstr (steps->parent->summary, rig.world->incident->ref));
  g_assert_true (matoi_ticket_draft_is_ready (steps->parent));
  g_clear_pointer (&steps, matoi_steps_draft_free);
  /* What is done is no step any more. */
  world_must (rig.world, world_command ("pm-recording", "Owen", "none_reason", "no call", NULL));
  steps = draft (&rig);
  for (guint i = 0; i < steps->steps->len; i++)
    g_assert_cmpstr (((MatoiStepDraft *) g_ptr_array_index (steps->steps, i))->id, !=,
                     "pm.recording");
  rig_clear (&rig);
}

static void
test_once (void)
{
  Rig rig;
  g_autoptr (GPtrArray) intents = NULL;
  const MatoiIntent *intent;
  JsonArray *asked;
  const MatoiPostmortem *postmortem;

  begin (&rig);
  postmortem = rig.world->incident->postmortem;
  intents = rig_follow (&rig, ask (&rig, NULL));
  g_assert_cmpuint (intents->len, ==, 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->op, ==, "ticket.create");
  g_assert_null (matoi_json_get_string (intent->payload, "parent"));
  g_assert_cmpstr (matoi_json_get_string (intent->payload, "project"), ==, "OPS");
  asked = matoi_json_get_array (postmortem->steps.draft, "steps");
  /* Asked again before the answer: nothing. */
  g_clear_pointer (&intents, g_ptr_array_unref);
  intents = rig_follow (&rig, ask (&rig, NULL));
  g_assert_cmpuint (intents->len, ==, 0);
  /* Once it is there: its link, and each step below it. */
  asked = matoi_json_get_array (postmortem->steps.draft, "steps");
  g_clear_pointer (&intents, g_ptr_array_unref);
  intents = rig_follow (&rig, tell (NULL, "OPS-1"));
  g_assert_cmpuint (intents->len, ==, json_array_get_length (asked) + 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->op, ==, "ticket.link");
  for (guint i = 1; i < intents->len; i++)
    {
      intent = g_ptr_array_index (intents, i);
      g_assert_cmpstr (intent->op, ==, "ticket.create");
      g_assert_cmpstr (matoi_json_get_string (intent->payload, "parent"), ==, "OPS-1");
      g_assert_nonnull (matoi_json_get_string (intent->payload, "step"));
      g_assert_null (matoi_json_get_string (intent->payload, "type"));
    }
  g_clear_pointer (&intents, g_ptr_array_unref);
  /* Told twice, there already, and of a step: nothing follows. */
  intents = rig_follow (&rig, tell ("pm.agreed", "OPS-2"));
  g_assert_cmpuint (intents->len, ==, 0);
  g_assert_cmpstr (matoi_steps_find (postmortem, "pm.agreed")->key, ==, "OPS-2");
  world_must_not (rig.world, ask (&rig, NULL), 1, "steps.there");
  g_assert_cmpstr (postmortem->steps.key, ==, "OPS-1");
  g_assert_cmpstr (postmortem->state, ==, "draft");
  rig_clear (&rig);
}

static void
test_refused (void)
{
  Rig rig;
  g_autoptr (GPtrArray) intents = NULL;

  begin (&rig);
  g_hash_table_remove (rig.values, "jira.project");
  world_must_not (rig.world, ask (&rig, NULL), 1, "ACT-07");
  intents = rig_follow (&rig, ask (&rig, "WEB"));
  g_assert_cmpuint (intents->len, ==, 1);
  g_assert_cmpstr (matoi_json_get_string (((MatoiIntent *) g_ptr_array_index (intents, 0))->payload,
                                          "project"),
                   ==, "WEB");
  rig_clear (&rig);

  begin (&rig);
  g_hash_table_remove (rig.values, "jira.base-url");
  world_must_not (rig.world, ask (&rig, NULL), 1, "ticket.site");
  rig_clear (&rig);

  /* SEC-13 */
  begin (&rig);
  world_must (rig.world, world_command ("security", "Aiko", NULL));
  world_must_not (rig.world, ask (&rig, NULL), 1, "SEC-13");
  rig_clear (&rig);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/steps/draft", test_draft);
  g_test_add_func ("/steps/once", test_once);
  g_test_add_func ("/steps/refused", test_refused);
  return g_test_run ();
}
