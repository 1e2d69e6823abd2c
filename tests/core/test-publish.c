/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-intents.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "world.h"

/* What may be published, by whom and when; and what follows from it (IC-17, COM-07, SEC-07). */

#define IC "Aiko Tanaka"

typedef struct
{
  World *world;
  GHashTable *values;
  gboolean created; /* there was a first one */
  char *update;     /* approved */
} Rig;

static char *
add_update (Rig *rig, const char *to, const char *text, gboolean approve)
{
  MatoiCommand *draft = world_command ("update", IC, "to", to, "text", text, NULL);
  char *id;

  matoi_command_set_flag (draft, "draft", TRUE);
  world_must (rig->world, draft);
  id = matoi_id_dup_text (&rig->world->last);
  if (approve)
    world_must (rig->world, world_command ("update-approve", IC, "update", id, NULL));
  return id;
}

static void
rig_init (Rig *rig, const char *policy)
{
  rig->world = world_new (policy);
  rig->values = g_hash_table_new (g_str_hash, g_str_equal);
  rig->created = FALSE;
  g_hash_table_insert (rig->values, (gpointer) "statuspage.page", (gpointer) "pg1");
  world_declare (rig->world, "1");
  world_must (rig->world, world_command ("role-assign", IC, "role", "ic", "person", IC, NULL));
  rig->update = add_update (rig, "public", "We look into it.", TRUE);
}

static void
rig_clear (Rig *rig)
{
  world_free (rig->world);
  g_hash_table_unref (rig->values);
  g_free (rig->update);
}

static MatoiIntentPast
look_back (const MatoiId *incident,
           const char *lane,
           const char *op,
           const char *kind,
           gpointer user_data)
{
  g_assert_true (g_str_has_prefix (lane, "statuspage/"));
  return ((Rig *) user_data)->created ? MATOI_INTENT_THERE : MATOI_INTENT_NEVER;
}

/* (transfer full): what follows from the last event, one a line */
static char *
follow (Rig *rig)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) last = g_ptr_array_new ();
  MatoiIntentSettings settings = { .values = rig->values,
                                   .lang = "en",
                                   .zone = zone,
                                   .now = rig->world->now,
                                   .lookup = look_back,
                                   .user_data = rig };
  g_autoptr (GPtrArray) intents = NULL;
  GString *text = g_string_new (NULL);

  g_ptr_array_add (last, g_ptr_array_index (rig->world->log, rig->world->log->len - 1));
  intents = matoi_intents (rig->world->incident, last, &settings);
  for (guint i = 0; i < intents->len; i++)
    {
      const MatoiIntent *intent = g_ptr_array_index (intents, i);
      JsonObject *components = matoi_json_get_object (intent->payload, "components");
      g_autofree char *parts = components ? matoi_json_to_text (components) : g_strdup ("-");
      const char *status = matoi_json_get_string (intent->payload, "status");
      const char *name = matoi_json_get_string (intent->payload, "name");

      g_string_append_printf (text, "%s%s %s [%s] %s: %s", intent->op, intent->pings ? "!" : "",
                              status ? status : "-", name ? name : "-", parts,
                              matoi_json_get_string (intent->payload, "body"));
    }
  return g_string_free (text, FALSE);
}

static MatoiCommand *
new_publish (Rig *rig, const char *update, const char *status, const char *components)
{
  MatoiCommand *command =
    world_command ("update-publish", IC, "update", update, "status", status, NULL);
  g_autoptr (JsonNode) node = components ? json_from_string (components, NULL) : NULL;

  if (node)
    json_object_set_member (command->args, "components", g_steal_pointer (&node));
  return command;
}

static void
assert_follows (Rig *rig, const char *expected)
{
  g_autofree char *text = follow (rig);

  g_assert_cmpstr (text, ==, expected);
}

/* Exactly the approved words, once as a new incident of the page, then as updates of it. */
static void
test_follows (void)
{
  Rig rig;
  g_autofree char *second = NULL;
  MatoiCommand *command;

  rig_init (&rig, "pagerduty");
  world_must (rig.world,
              new_publish (&rig, rig.update, "investigating", "{\"c1\":\"partial_outage\"}"));
  assert_follows (&rig, "status.create! investigating [Checkout 5xx] {\"c1\":\"partial_outage\"}: "
                        "We look into it.");
  rig.created = TRUE;
  second = add_update (&rig, "public", "Cards fail in Europe.", TRUE);
  command = new_publish (&rig, second, "identified", NULL);
  matoi_command_set (command, "name", "Card payments");
  matoi_command_set (command, "impact", "major");
  json_object_set_boolean_member (command->args, "notify", FALSE);
  world_must (rig.world, command);
  assert_follows (&rig, "status.update identified [Card payments] -: Cards fail in Europe.");
  g_hash_table_insert (rig.values, (gpointer) "statuspage.use", (gpointer) "off");
  assert_follows (&rig, "");
  g_hash_table_insert (rig.values, (gpointer) "statuspage.use", (gpointer) "on");
  g_hash_table_insert (rig.values, (gpointer) "statuspage.notify", (gpointer) "off");
  world_must (rig.world, new_publish (&rig, second, "identified", NULL));
  assert_follows (&rig, "status.update identified [Checkout 5xx] -: Cards fail in Europe.");
  g_hash_table_remove (rig.values, "statuspage.page");
  assert_follows (&rig, "");
  rig_clear (&rig);
}

static void
test_words (void)
{
  Rig rig;
  g_autofree char *channel = NULL, *draft = NULL;
  g_autofree char *long_name = g_strnfill (256, 'n');
  MatoiCommand *command;

  rig_init (&rig, "pagerduty");
  channel = add_update (&rig, "channel", "Inside.", FALSE);
  draft = add_update (&rig, "public", "Not approved.", FALSE);
  world_must_not (rig.world, new_publish (&rig, channel, "investigating", NULL), MATOI_ERROR_INPUT,
                  NULL);
  world_must_not (rig.world, new_publish (&rig, draft, "investigating", NULL), MATOI_ERROR_RULE,
                  "IC-17");
  world_must_not (rig.world, new_publish (&rig, rig.update, "done", NULL), MATOI_ERROR_INPUT, NULL);
  world_must_not (rig.world, new_publish (&rig, rig.update, "investigating", "{\"c1\":\"broken\"}"),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (rig.world, new_publish (&rig, rig.update, "investigating", "{\"c1\":1}"),
                  MATOI_ERROR_INPUT, NULL);
  command = new_publish (&rig, rig.update, "investigating", NULL);
  matoi_command_set (command, "impact", "huge");
  world_must_not (rig.world, command, MATOI_ERROR_INPUT, NULL);
  command = new_publish (&rig, rig.update, "investigating", NULL);
  matoi_command_set (command, "name", long_name);
  world_must_not (rig.world, command, MATOI_ERROR_INPUT, NULL);
  rig_clear (&rig);
}

static MatoiCommand *
new_resolve (Rig *rig, const char *actor, gboolean recovered)
{
  MatoiCommand *command = new_publish (rig, rig->update, "resolved", NULL);

  g_free (command->actor);
  command->actor = g_strdup (actor);
  matoi_command_set_flag (command, "recovered", recovered);
  return command;
}

/* COM-07: by the commander, in so many words, once it is verified. */
static void
test_resolved (void)
{
  Rig rig;

  rig_init (&rig, "pagerduty");
  world_must_not (rig.world, new_resolve (&rig, IC, TRUE), MATOI_ERROR_RULE, "COM-07");
  world_must (rig.world, world_command ("phase", IC, "to", "verify", NULL));
  world_must_not (rig.world, new_resolve (&rig, IC, FALSE), MATOI_ERROR_RULE, "COM-07");
  world_must_not (rig.world, new_resolve (&rig, "Ben Okafor", TRUE), MATOI_ERROR_RULE, "COM-07");
  g_assert_false (matoi_incident_may_resolve (rig.world->incident, FALSE));
  g_assert_true (matoi_incident_may_resolve (rig.world->incident, TRUE));
  world_must (rig.world, new_resolve (&rig, IC, TRUE));
  rig_clear (&rig);
}

/* What is confidential, and what is practised, stays inside. */
static void
test_closed (void)
{
  Rig rig;
  MatoiCommand *declare;

  rig_init (&rig, "pagerduty");
  world_must (rig.world, world_command ("security", IC, "reason", "Somebody is inside.", NULL));
  world_must_not (rig.world, new_publish (&rig, rig.update, "investigating", NULL),
                  MATOI_ERROR_RULE, "SEC-07");
  rig_clear (&rig);

  rig.world = world_new ("pagerduty");
  rig.values = g_hash_table_new (g_str_hash, g_str_equal);
  rig.created = FALSE;
  declare = world_command ("declare", IC, "title", "Practice", "ref", "INC-251120-K7", "severity",
                           "1", NULL);
  matoi_command_set_flag (declare, "drill", TRUE);
  world_must (rig.world, declare);
  world_must (rig.world, world_command ("role-assign", IC, "role", "ic", "person", IC, NULL));
  rig.update = add_update (&rig, "public", "We look into it.", TRUE);
  world_must_not (rig.world, new_publish (&rig, rig.update, "investigating", NULL),
                  MATOI_ERROR_RULE, "DRL-01");
  rig_clear (&rig);
}

/* What was published is on the record, with where it stands; once. */
static void
test_posted (void)
{
  Rig rig;
  const MatoiUpdate *update;
  MatoiId id;

  rig_init (&rig, "pagerduty");
  world_must (rig.world, new_publish (&rig, rig.update, "investigating", NULL));
  g_assert_true (matoi_id_from_text (&id, rig.update));
  update = matoi_incident_find_update (rig.world->incident, &id);
  g_assert_cmpstr (update->state, ==, "approved");
  g_assert_cmpstr (update->public_state, ==, "investigating");
  /* It has become confidential while it was on its way: that it is out is a fact. */
  world_must (rig.world, world_command ("security", IC, "reason", "Somebody is inside.", NULL));
  world_must (rig.world, world_command ("update-post", IC, "update", rig.update, "url",
                                        "https://stspg.example/1", "public_incident", "in1", NULL));
  g_assert_cmpstr (update->state, ==, "posted");
  g_assert_cmpstr (update->url, ==, "https://stspg.example/1");
  g_assert_cmpstr (rig.world->incident->public_incident, ==, "in1");
  g_assert_cmpstr (rig.world->incident->public_state, ==, "investigating");
  rig_clear (&rig);
}

/* What is played back, taken in from a file or told days later reaches nobody. */
static void
test_no_news (void)
{
  static const char *const sources[] = { "replay", "import" };
  Rig rig;
  MatoiEvent *event;

  rig_init (&rig, "pagerduty");
  world_must (rig.world, new_publish (&rig, rig.update, "investigating", NULL));
  event = g_ptr_array_index (rig.world->log, rig.world->log->len - 1);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *before = event->source;

      event->source = g_strdup (sources[i]);
      assert_follows (&rig, "");
      g_free (event->source);
      event->source = g_steal_pointer (&before);
    }
  event->recorded_at += MATOI_MINUTE * 60 * 24 * 3;
  assert_follows (&rig, "");
  event->recorded_at -= MATOI_MINUTE * 60 * 24 * 3;
  assert_follows (&rig, "status.create! investigating [Checkout 5xx] -: We look into it.");
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/follows", test_follows);
  g_test_add_func ("/publish/words", test_words);
  g_test_add_func ("/publish/resolved", test_resolved);
  g_test_add_func ("/publish/closed", test_closed);
  g_test_add_func ("/publish/posted", test_posted);
  g_test_add_func ("/publish/no-news", test_no_news);
  return g_test_run ();
}
