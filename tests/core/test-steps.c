/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ACT-11: the steps of a postmortem are asked for as tickets, once. */

#include "config.h"

#include <string.h>

#include "matoi-intents.h"
#include "matoi-json.h"
#include "matoi-steps.h"
#include "world.h"

typedef struct
{
  World *world;
  GHashTable *values, *done;
  GTimeZone *zone;
} Rig;

static void
set (Rig *rig, const char *key, const char *value)
{
  g_hash_table_insert (rig->values, g_strdup (key), g_strdup (value));
}

static void
rig_init (Rig *rig)
{
  rig->world = world_new ("pagerduty");
  rig->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rig->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rig->zone = g_time_zone_new_identifier ("Asia/Tokyo");
  set (rig, "jira.base-url", "https://x.atlassian.net");
  set (rig, "jira.project", "OPS");
  world_declare (rig->world, "1");
  world_must (rig->world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity",
                                         "1", "owner", "Owen", "override", "o", NULL));
  g_assert_nonnull (rig->world->incident->postmortem);
}

static void
rig_clear (Rig *rig)
{
  world_free (rig->world);
  g_hash_table_unref (rig->values);
  g_hash_table_unref (rig->done);
  g_time_zone_unref (rig->zone);
}

/* As matoi_context_complete () does. */
static MatoiCommand *
ask (Rig *rig, const char *project)
{
  MatoiCommand *command = world_command ("pm-steps-ticket", "Owen", "project", project, NULL);
  JsonObject *settings = json_object_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, rig->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    json_object_set_string_member (settings, key, value);
  json_object_set_object_member (command->args, "settings", settings);
  matoi_command_set (command, "zone", "Asia/Tokyo");
  return command;
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

static MatoiIntentPast
look_back (const MatoiId *incident,
           const char *lane,
           const char *op,
           const char *kind,
           gpointer user_data)
{
  return (MatoiIntentPast) GPOINTER_TO_INT (g_hash_table_lookup (((Rig *) user_data)->done, lane));
}

/* What follows from @command; each creation is kept as under way. (transfer full) */
static GPtrArray *
follow (Rig *rig, MatoiCommand *command)
{
  guint before = rig->world->log->len;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GPtrArray *intents;
  MatoiIntentSettings settings = { .values = rig->values,
                                   .zone = rig->zone,
                                   .lang = "en",
                                   .now = rig->world->now,
                                   .lookup = look_back,
                                   .user_data = rig };

  world_must (rig->world, command);
  for (guint i = before; i < rig->world->log->len; i++)
    g_ptr_array_add (events, g_ptr_array_index (rig->world->log, i));
  intents = matoi_intents (rig->world->incident, events, &settings);
  for (guint i = 0; i < intents->len; i++)
    {
      const MatoiIntent *intent = g_ptr_array_index (intents, i);

      g_assert_cmpstr (strchr (intent->lane, '/') + 1, ==,
                       matoi_json_get_string (intent->payload, "mark"));
      if (strcmp (intent->op, "ticket.create") == 0)
        g_hash_table_insert (rig->done, g_strdup (intent->lane),
                             GINT_TO_POINTER (MATOI_INTENT_THERE));
    }
  return intents;
}

/* The steps are the reasons before the states, each once, in no second list. */
static void
test_draft (void)
{
  Rig rig;
  g_autoptr (MatoiStepsDraft) steps = NULL;
  guint n = 0;

  rig_init (&rig);
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

  rig_init (&rig);
  postmortem = rig.world->incident->postmortem;
  intents = follow (&rig, ask (&rig, NULL));
  g_assert_cmpuint (intents->len, ==, 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->op, ==, "ticket.create");
  g_assert_null (matoi_json_get_string (intent->payload, "parent"));
  g_assert_cmpstr (matoi_json_get_string (intent->payload, "project"), ==, "OPS");
  asked = matoi_json_get_array (postmortem->steps.draft, "steps");
  /* Asked again before the answer: nothing. */
  g_clear_pointer (&intents, g_ptr_array_unref);
  intents = follow (&rig, ask (&rig, NULL));
  g_assert_cmpuint (intents->len, ==, 0);
  /* Once it is there: its link, and each step below it. */
  asked = matoi_json_get_array (postmortem->steps.draft, "steps");
  g_clear_pointer (&intents, g_ptr_array_unref);
  intents = follow (&rig, tell (NULL, "OPS-1"));
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
  intents = follow (&rig, tell ("pm.agreed", "OPS-2"));
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

  rig_init (&rig);
  g_hash_table_remove (rig.values, "jira.project");
  world_must_not (rig.world, ask (&rig, NULL), 1, "ACT-07");
  intents = follow (&rig, ask (&rig, "WEB"));
  g_assert_cmpuint (intents->len, ==, 1);
  g_assert_cmpstr (matoi_json_get_string (((MatoiIntent *) g_ptr_array_index (intents, 0))->payload,
                                          "project"),
                   ==, "WEB");
  rig_clear (&rig);

  rig_init (&rig);
  g_hash_table_remove (rig.values, "jira.base-url");
  world_must_not (rig.world, ask (&rig, NULL), 1, "ticket.site");
  rig_clear (&rig);

  /* SEC-13 */
  rig_init (&rig);
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
