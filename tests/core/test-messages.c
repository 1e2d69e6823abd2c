/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-messages.h"
#include "world.h"

static char *
compose (World *world, const char *id, const char *lang)
{
  JsonArray *cards = matoi_json_get_array (matoi_policy_get_json (world->policy), "cards");

  for (guint i = 0; i < json_array_get_length (cards); i++)
    {
      JsonObject *card = matoi_json_array_get_object (cards, i);

      if (g_strcmp0 (matoi_json_get_string (card, "id"), id) == 0)
        return matoi_card_compose (world->incident, card, lang, "Aiko", "#inc", world->now, NULL);
    }
  g_assert_not_reached ();
}

#define assert_card(world, id, lang, expected)                \
  G_STMT_START                                                \
  {                                                           \
    g_autofree char *text_ = compose ((world), (id), (lang)); \
    g_assert_cmpstr (text_, ==, (expected));                  \
  }                                                           \
  G_STMT_END

/* What the state tells is filled in; what only the reader knows stays open. */
static void
test_cards (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "1");
  assert_card (world, "assign", "en",
               "…, please … I will come back to you in … minutes. Understood?");
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "deputy", "person", "Ben", NULL));
  assert_card (
    world, "take-command", "en",
    "This is Aiko. I am the Incident Commander on this call. Deputy is Ben, Scribe is …");
  assert_card (
    world, "take-command", "ja",
    "Aikoです。この通話のインシデントコマンダーを担当します。補佐はBenさん、記録係は…さんです。");
  /* the one who takes over is somebody else */
  assert_card (world, "hand-over", "en", "Attention please: from now on … has command.");
  assert_card (world, "end", "en",
               "I am closing this call. Please follow up in #inc. Thank you all.");
  world_must (world, world_command ("poll", "Aiko", "text", "a rollback?", NULL));
  assert_card (
    world, "poll", "en",
    "I propose: “a rollback”. Are there strong objections? … I hear none, so we go ahead.");
  assert_card (world, "severity-question", "en",
               "We are not discussing severity now. We treat this as SEV-1.");
  world_free (world);
}

static void
ask (World *world, const char *person, gint64 minutes, const char *text)
{
  MatoiCommand *command = world_command ("ask", "Aiko", "person", person, "text", text, NULL);

  matoi_command_set_int (command, "minutes", minutes);
  world_must (world, command);
}

/* The one that was asked last is read out when it is assigned, the one due first in a lull. */
static void
test_asks (void)
{
  World *world = world_new ("pagerduty");
  g_autofree char *text = NULL;

  world_declare (world, "1");
  ask (world, "Kenji", 5, "look at the queue");
  ask (world, "Priya", 10, "roll back");
  assert_card (world, "assign", "en",
               "Priya, please roll back. I will come back to you in 10 minutes. Understood?");
  text = compose (world, "status", "en");
  g_assert_nonnull (strstr (text, "; Kenji reports in "));
  world_free (world);
}

/* IC-15: a sentence a line; people's own full stops are not doubled. */
static void
test_status (void)
{
  World *world = world_new ("pagerduty");
  g_autofree char *before = NULL, *after = NULL;

  world_declare (world, "1");
  world_must (world,
              world_command ("note", "Ben", "kind", "hypothesis", "text", "The deploy.", NULL));
  world_must (world, world_command ("note", "Ben", "kind", "action", "text", "Rolling back", NULL));
  ask (world, "Kenji", 5, "look at the queue");
  before = matoi_status_compose (world->incident, world->now);
  g_test_message ("%s", before);
  g_assert_true (g_str_has_prefix (before, "We are at SEV-1.\nBelieved cause: The deploy.\n"
                                           "In progress: Rolling back.\nKenji answers in "));
  g_assert_nonnull (strstr (before, "\nNothing has been posted publicly yet.\n"));
  g_assert_nonnull (strstr (before, "\nFirst public post in "));
  g_assert_null (strstr (before, "Elapsed"));

  after = matoi_status_compose (world->incident, world->now + 40 * MATOI_MINUTE);
  g_assert_nonnull (strstr (after, "\nKenji’s answer is overdue: look at the queue\n"));
  g_assert_nonnull (strstr (after, "\nExecutive update is due now."));
  world_free (world);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/cards", test_cards);
  g_test_add_func ("/messages/asks", test_asks);
  g_test_add_func ("/messages/status", test_status);
  return g_test_run ();
}
