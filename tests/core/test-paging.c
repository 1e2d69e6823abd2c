/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-intents.h"
#include "matoi-json.h"
#include "world.h"

/* Pages: what may be asked, what is kept of it, and what follows at PagerDuty. */

static World *
new_world (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "2");
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  return world;
}

static const MatoiPage *
get_last (World *world)
{
  g_assert_cmpuint (world->incident->pages->len, >, 0);
  return g_ptr_array_index (world->incident->pages, world->incident->pages->len - 1);
}

static char *
dup_last_id (World *world)
{
  return matoi_id_dup_text (&get_last (world)->id);
}

static char *
dup_last_line (World *world)
{
  GPtrArray *entries = world->incident->entries;

  return matoi_entry_dup_text (world->incident, g_ptr_array_index (entries, entries->len - 1));
}

static void
assert_line (World *world, const char *expected)
{
  g_autofree char *line = dup_last_line (world);

  g_assert_cmpstr (line, ==, expected);
}

static void
tell (World *world, const char *person, const char *result, const char *text, const char *url)
{
  g_autofree char *id = dup_last_id (world);
  g_autoptr (GError) error = NULL;
  MatoiCommand *command =
    world_command ("page-result", "PagerDuty", "page", id, "result", result, NULL);

  if (person != NULL)
    matoi_command_set (command, "person", person);
  if (text != NULL)
    matoi_command_set (command, "text", text);
  if (url != NULL)
    matoi_command_set (command, "url", url);
  world_do (world, command, &error);
  g_assert_no_error (error);
}

/* --- the record */

static void
test_results (void)
{
  World *world = new_world ();
  const MatoiPage *page;
  guint n;

  world_must (world, world_command ("page", "Aiko", "whom", "ic", NULL));
  assert_line (world, "Paged Incident Commander");
  tell (world, "Ben", "notified", NULL, "https://acme.pagerduty.com/incidents/PABC");
  assert_line (world, "Page: Ben is being notified");
  tell (world, "Mei", "failed", "No plan.", NULL);
  assert_line (world, "Page: Mei was not reached — No plan.");
  tell (world, "Ben", "acknowledged", NULL, NULL);
  n = world->incident->entries->len;
  /* Known already, or less than what is known. */
  tell (world, "Ben", "acknowledged", NULL, NULL);
  tell (world, "Ben", "notified", NULL, "https://acme.pagerduty.com/incidents/PABC");
  g_assert_cmpuint (world->incident->entries->len, ==, n);
  tell (world, "Mei", "by-phone", NULL, NULL);
  page = get_last (world);
  g_assert_cmpstr (page->whom, ==, "ic");
  g_assert_cmpstr (page->by, ==, "Aiko");
  g_assert_cmpuint (page->results->len, ==, 2);
  g_assert_cmpstr (matoi_page_find_result (page, "Ben")->result, ==, "acknowledged");
  g_assert_cmpstr (matoi_page_find_result (page, "Mei")->result, ==, "by-phone");
  g_assert_cmpuint (world->incident->links->len, ==, 1);
  world_free (world);
}

static void
test_by_hand (void)
{
  World *world = new_world ();
  MatoiCommand *command = world_command ("page", "Aiko", "whom", "ic", "person", "Ben", NULL);

  json_object_set_boolean_member (command->args, "by_hand", TRUE);
  world_must (world, command);
  assert_line (world, "Called Ben by hand (Incident Commander)");
  g_assert_true (get_last (world)->by_hand);
  g_assert_cmpstr (matoi_page_find_result (get_last (world), "Ben")->result, ==, "by-phone");
  world_free (world);
}

static void
test_refused (void)
{
  World *world = new_world ();
  g_autofree char *longer = g_strnfill (1001, 'x'), *id = NULL;

  world_must_not (world, world_command ("page", "Aiko", NULL), MATOI_ERROR_INPUT, NULL);
  world_must_not (world, world_command ("page", "Aiko", "whom", "ic", "message", longer, NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world,
                  world_command ("page-result", "Aiko", "page", "0123", "result", "failed", NULL),
                  MATOI_ERROR_NOT_FOUND, NULL);
  world_must (world, world_command ("page", "Aiko", "whom", "Payments", NULL));
  id = dup_last_id (world);
  world_must_not (world,
                  world_command ("page-result", "Aiko", "page", id, "result", "asleep", NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world,
                  world_command ("page-result", "Aiko", "page", id, "result", "notified", NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world,
                  world_command ("page-result", "Aiko", "page", id, "person", "Ben", "result",
                                 "notified", "url", "javascript:x", NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must (world, world_command ("end", "Aiko", "outcome", "false-alarm", "reason", "x", "owner",
                                    "Aiko", NULL));
  world_must_not (world, world_command ("page", "Aiko", "whom", "ic", NULL), MATOI_ERROR_RULE,
                  "ended");
  world_free (world);
}

/* The same state, in whatever order the events arrive. */
static void
test_order (void)
{
  World *world = new_world ();
  g_autofree char *one = NULL, *other = NULL;
  MatoiIncident *again;

  world_must (world, world_command ("page", "Aiko", "whom", "ic", NULL));
  tell (world, "Ben", "notified", NULL, "https://acme.pagerduty.com/incidents/PABC");
  tell (world, "Ben", "acknowledged", NULL, NULL);
  again = matoi_incident_new (NULL, world_lookup, world);
  for (guint i = world->log->len; i > 0; i--)
    matoi_incident_apply (again, g_ptr_array_index (world->log, i - 1));
  one = world_dump (world->incident);
  other = world_dump (again);
  g_assert_cmpstr (one, ==, other);
  g_assert_cmpuint (again->not_applied->len, ==, 0);
  g_assert_cmpstr (matoi_page_find_result (g_ptr_array_index (again->pages, 0), "Ben")->result, ==,
                   "acknowledged");
  matoi_incident_free (again);
  world_free (world);
}

/* --- what follows */

typedef struct
{
  World *world;
  GHashTable *values;
  GHashTable *done; /* set of ops */
} Rig;

static void
set (Rig *rig, const char *key, const char *value)
{
  g_hash_table_insert (rig->values, g_strdup (key), g_strdup (value));
}

static Rig
new_rig (void)
{
  Rig rig = { new_world (), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
              g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  set (&rig, "pagerduty.from", "ops@acme.example");
  set (&rig, "pagerduty.service", "PSVC");
  set (&rig, "pagerduty.policy", "PIC");
  set (&rig, "pagerduty.trainees", "PTR");
  set (&rig, "pagerduty.services", "{\"Payments\":{\"policy\":\"PPAY\"}}");
  set (&rig, "pagerduty.subscribers", "{\"1\":[{\"id\":\"PBOARD\",\"type\":\"team\"}]}");
  set (&rig, "contact.call", "https://call.example/1");
  return rig;
}

static void
clear_rig (Rig *rig)
{
  world_free (rig->world);
  g_hash_table_unref (rig->values);
  g_hash_table_unref (rig->done);
}

static MatoiIntentPast
look_back (const MatoiId *incident,
           const char *lane,
           const char *op,
           const char *kind,
           gpointer user_data)
{
  return g_hash_table_contains (((Rig *) user_data)->done, op) ? MATOI_INTENT_THERE
                                                               : MATOI_INTENT_NEVER;
}

/* What follows from @command (taken), each as "op[!] a=b …" and a line end. (transfer full) */
static char *
follow (Rig *rig, MatoiCommand *command)
{
  const MatoiIntentSettings settings = { .values = rig->values,
                                         .lang = "en",
                                         .zone = g_time_zone_new_utc (),
                                         .now = rig->world->now,
                                         .lookup = look_back,
                                         .user_data = rig };
  g_autoptr (GTimeZone) zone = settings.zone;
  guint before = rig->world->log->len;
  g_autoptr (GPtrArray) events = g_ptr_array_new (), intents = NULL;
  GString *text = g_string_new (NULL);
  static const char *const shown[] = { "whom",    "policy",   "trainees", "person",
                                       "service", "severity", "audience" };

  world_must (rig->world, command);
  for (guint i = before; i < rig->world->log->len; i++)
    g_ptr_array_add (events, g_ptr_array_index (rig->world->log, i));
  intents = matoi_intents (rig->world->incident, events, &settings);
  for (guint i = 0; i < intents->len; i++)
    {
      const MatoiIntent *intent = g_ptr_array_index (intents, i);

      if (!g_str_has_prefix (intent->lane, "pagerduty/"))
        continue;
      g_hash_table_add (rig->done, g_strdup (intent->op));
      g_string_append_printf (text, "%s%s", intent->op, intent->pings ? "!" : "");
      for (guint j = 0; j < G_N_ELEMENTS (shown); j++)
        if (matoi_json_get_string (intent->payload, shown[j]) != NULL)
          g_string_append_printf (text, " %s=%s", shown[j],
                                  matoi_json_get_string (intent->payload, shown[j]));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
assert_follows (Rig *rig, MatoiCommand *command, const char *expected)
{
  g_autofree char *text = follow (rig, command);

  g_assert_cmpstr (text, ==, expected);
}

static MatoiCommand *
new_page (const char *whom)
{
  return world_command ("page", "Aiko", "whom", whom, NULL);
}

static void
test_intents (void)
{
  Rig rig = new_rig ();

  /* Nobody is told of what is not there. */
  assert_follows (&rig, world_command ("update", "Aiko", "to", "executives", "text", "x", NULL),
                  "");
  assert_follows (&rig, new_page ("ic"),
                  "page.send! whom=ic policy=PIC trainees=PTR service=PSVC\n");
  assert_follows (&rig, new_page ("Payments"),
                  "page.send! whom=Payments policy=PPAY service=PSVC\n");
  assert_follows (&rig, new_page ("Ben"), "page.send! whom=Ben person=Ben service=PSVC\n");
  assert_follows (&rig, world_command ("severity", "Aiko", "to", "1", "reason", "x", NULL),
                  "stakeholders.add! severity=1\n");
  assert_follows (&rig, world_command ("update", "Aiko", "to", "executives", "text", "x", NULL),
                  "status.post! audience=executives\n");
  assert_follows (&rig, world_command ("update", "Aiko", "to", "channel", "text", "x", NULL), "");
  assert_follows (&rig,
                  world_command ("end", "Aiko", "outcome", "false-alarm", "reason", "x", "owner",
                                 "Aiko", NULL),
                  "incident.resolve\n");
  clear_rig (&rig);
}

static void
test_intents_not (void)
{
  Rig rig = new_rig ();
  MatoiCommand *command = new_page ("ic");

  json_object_set_boolean_member (command->args, "by_hand", TRUE);
  assert_follows (&rig, command, "");
  set (&rig, "pagerduty.use", "off");
  assert_follows (&rig, new_page ("ic"), "");
  set (&rig, "pagerduty.use", "on");
  assert_follows (&rig, world_command ("security", "Aiko", "codename", "Quiet Heron", NULL), "");
  assert_follows (&rig, new_page ("ic"), "");
  set (&rig, "pagerduty.security", "on");
  assert_follows (&rig, new_page ("ic"),
                  "page.send! whom=ic policy=PIC trainees=PTR service=PSVC\n");
  clear_rig (&rig);
}

/* What is played back or taken in from a file calls nobody. */
static void
test_intents_no_news (void)
{
  static const char *const sources[] = { "replay", "import" };
  Rig rig = new_rig ();

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      MatoiCommand *command = new_page ("ic");

      command->source = g_strdup (sources[i]);
      assert_follows (&rig, command, "");
    }
  assert_follows (&rig, new_page ("ic"),
                  "page.send! whom=ic policy=PIC trainees=PTR service=PSVC\n");
  clear_rig (&rig);
}

/* A link by hand is an incident there. */
static void
test_intents_linked (void)
{
  Rig rig = new_rig ();

  assert_follows (&rig, world_command ("severity", "Aiko", "to", "1", "reason", "x", NULL), "");
  assert_follows (
    &rig, world_command ("link", "Aiko", "url", "https://example.org/incidents/P1", NULL), "");
  assert_follows (
    &rig, world_command ("link", "Aiko", "url", "https://acme.pagerduty.com/incidents/PABC", NULL),
    "stakeholders.add! severity=1\n");
  assert_follows (&rig, world_command ("update", "Aiko", "to", "company", "text", "x", NULL),
                  "status.post! audience=company\n");
  clear_rig (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/results", test_results);
  g_test_add_func ("/pages/by-hand", test_by_hand);
  g_test_add_func ("/pages/refused", test_refused);
  g_test_add_func ("/pages/order", test_order);
  g_test_add_func ("/pages/intents", test_intents);
  g_test_add_func ("/pages/intents-not", test_intents_not);
  g_test_add_func ("/pages/intents-no-news", test_intents_no_news);
  g_test_add_func ("/pages/intents-linked", test_intents_linked);
  return g_test_run ();
}
