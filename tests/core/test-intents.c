/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-intents.h"
#include "matoi-json.h"
#include "world.h"

/* What follows at Slack from the events of one command, as a table: each row is a line
 * "lane op kind[!][?] text", with ! for what pings and ? for what waits to be released. */

typedef struct
{
  World *world;
  GHashTable *values;
  GHashTable *done; /* "lane op kind" -> past */
} Rig;

static void
set (Rig *rig, const char *key, const char *value)
{
  g_hash_table_insert (rig->values, g_strdup (key), g_strdup (value));
}

static void
rig_init (Rig *rig, const char *policy, const char *lang)
{
  rig->world = world_new (policy);
  rig->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rig->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  set (rig, "slack.team", "T1");
  set (rig, "slack.language", lang);
  set (rig, "slack.channel-mode", "per-incident");
  set (rig, "slack.executives", "#exec");
  set (rig, "slack.company", "#all");
  set (rig, "slack.invite.1", "@oncall, ben");
  set (rig, "contact.call", "https://call.example/1");
}

static void
rig_clear (Rig *rig)
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
  Rig *rig = user_data;
  g_autofree char *key = g_strjoin (" ", lane, op, kind, NULL);

  return (MatoiIntentPast) GPOINTER_TO_INT (g_hash_table_lookup (rig->done, key));
}

static void
remember (Rig *rig, const MatoiIntent *intent)
{
  g_hash_table_insert (rig->done, g_strjoin (" ", intent->lane, intent->op, NULL),
                       GINT_TO_POINTER (MATOI_INTENT_THERE));
  g_hash_table_insert (rig->done, g_strjoin (" ", intent->lane, intent->op, intent->kind, NULL),
                       GINT_TO_POINTER (MATOI_INTENT_THERE));
}

static void
append (GString *out, const MatoiIntent *intent, const char *id)
{
  static const char *const members[] = { "text", "title", "url", "of", "name", "broadcast" };
  JsonObject *p = intent->payload;
  JsonArray *who = matoi_json_get_array (p, "who");
  g_autofree char *lane = g_strdup (intent->lane);
  char *at = strstr (lane, id);

  /* An id says nothing to a reader. */
  if (at != NULL)
    memcpy (at, "I", 2);
  g_string_append_printf (out, "%s %s %s%s%s %s", lane, intent->op, intent->kind,
                          intent->pings ? "!" : "", intent->ask ? "?" : "",
                          matoi_json_get_string (p, "room"));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (matoi_json_get_string (p, members[i]) != NULL)
      g_string_append_printf (out, " [%s]", matoi_json_get_string (p, members[i]));
  for (guint i = 0; who != NULL && i < json_array_get_length (who); i++)
    g_string_append_printf (out, " <%s>", matoi_json_array_get_string (who, i));
  if (matoi_json_get_boolean (p, "private", FALSE))
    g_string_append (out, " private");
  g_string_append_c (out, '\n');
}

/* Takes @command; what follows from it, and is then done. */
static char *
follow (Rig *rig, MatoiCommand *command)
{
  guint before = rig->world->log->len;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) intents = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *id = NULL;
  GString *out = g_string_new (NULL);
  MatoiIntentSettings settings = { .values = rig->values,
                                   .zone = zone,
                                   .now = rig->world->now,
                                   .lookup = look_back,
                                   .user_data = rig };

  world_must (rig->world, command);
  for (guint i = before; i < rig->world->log->len; i++)
    g_ptr_array_add (events, g_ptr_array_index (rig->world->log, i));
  id = matoi_id_dup_text (&rig->world->incident->id);
  intents = matoi_intents (rig->world->incident, events, &settings);
  for (guint i = 0; i < intents->len; i++)
    {
      const MatoiIntent *intent = g_ptr_array_index (intents, i);

      append (out, intent, id);
      remember (rig, intent);
    }
  return g_string_free (out, FALSE);
}

static void
expect (Rig *rig, MatoiCommand *command, const char *wanted)
{
  g_autofree char *got = follow (rig, command);

  g_assert_cmpstr (got, ==, wanted);
}

static MatoiCommand *
declare (const char *severity)
{
  return world_command ("declare", "Aiko", "title", "Checkout 5xx", "ref", "INC-251120-K7",
                        "severity", severity, "scope", "Card payments", NULL);
}

#define OWN  "slack/room/I "
#define ROOM " #inc-20251120-checkout-5xx-k7"

static void
test_english (void)
{
  Rig rig;

  rig_init (&rig, "small-team", "en");
  expect (&rig, declare ("1"),
          OWN "channel.open channel" ROOM "\n" OWN "channel.topic channel" ROOM
              " [INC-251120-K7 · SEV1 · Checkout 5xx · IC: …, Scribe: …]\n" OWN
              "channel.bookmark channel" ROOM " [Call] [https://call.example/1]\n" OWN
              "message.post first" ROOM
              " [SEV1 declared: Checkout 5xx\nImpact: Card payments\nCall: https://call.example/1\n"
              "Reference: INC-251120-K7]\n" OWN "message.pin first" ROOM " [first]\n" OWN
              "channel.invite channel!" ROOM " <@oncall> <ben>\n" OWN "message.post roll-call!" ROOM
              " [Who can respond? Please react with :raised_hand: to this message.]\n" OWN
              "reaction.add roll-call!" ROOM " [roll-call] [raised_hand]\n"
              "slack/channel/#all message.post company! #all [SEV1 has been declared: Checkout "
              "5xx. Impact: Card payments. Commander: … Updates in "
              "#inc-20251120-checkout-5xx-k7.]\n");
  expect (&rig, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL),
          OWN "message.post roster" ROOM " [IC: Aiko, Scribe: …]\n" OWN "channel.topic channel" ROOM
              " [INC-251120-K7 · SEV1 · Checkout 5xx · IC: Aiko, Scribe: …]\n");
  expect (&rig,
          world_command ("note", "Aiko", "kind", "decision", "text", "Roll back to 1.4", NULL),
          OWN "message.post decision" ROOM " [Decision: Roll back to 1.4]\n");
  expect (&rig, world_command ("note", "Aiko", "kind", "fact", "text", "Quiet", NULL), "");
  expect (&rig, world_command ("todo", "Aiko", "text", "Renew", NULL),
          OWN "message.post todo" ROOM " [TODO Renew]\n");
  expect (&rig, world_command ("severity", "Aiko", "to", "2", "reason", "Half is back", NULL),
          OWN "message.post severity" ROOM " [Severity: SEV1 → SEV2\nReason: Half is back]\n" OWN
              "channel.topic channel" ROOM
              " [INC-251120-K7 · SEV2 · Checkout 5xx · IC: Aiko, Scribe: …]\n");
  expect (&rig, world_command ("update", "Aiko", "to", "channel", "text", "Halfway", NULL),
          OWN "message.post update" ROOM " [Halfway]\n");
  expect (&rig, world_command ("update", "Aiko", "to", "executives", "text", "@here Halfway", NULL),
          "slack/channel/#exec message.post executives! #exec [Halfway] [here]\n");
  expect (&rig, world_command ("update", "Aiko", "to", "company", "text", "Halfway", NULL),
          "slack/channel/#all message.post company! #all [Halfway]\n");
  expect (
    &rig,
    world_command ("update", "Aiko", "to", "executives", "text", "later", "draft", TRUE, NULL), "");
  expect (&rig, world_command ("poll", "Aiko", "text", "Fail over?", NULL),
          OWN "message.post poll" ROOM " [Any strong objection? Fail over?]\n");
  expect (&rig, world_command ("poll-close", "Aiko", "outcome", "agreed", NULL),
          OWN "message.post poll" ROOM " [No objection: Fail over?]\n");
  expect (&rig,
          world_command ("link", "Aiko", "kind", "dashboard", "url", "https://d.example", NULL),
          OWN "channel.bookmark channel" ROOM " [dashboard] [https://d.example]\n");
  rig_clear (&rig);
}

static void
test_japanese (void)
{
  Rig rig;
  g_autofree char *declared = NULL;

  rig_init (&rig, "small-team", "ja");
  declared = follow (&rig, declare ("1"));
  g_assert_nonnull (strstr (declared, "[SEV1 を宣言しました: Checkout 5xx\n影響範囲: Card "
                                      "payments\n通話: https://call.example/1\n参照番号: "
                                      "INC-251120-K7]"));
  g_assert_nonnull (strstr (declared, "[対応できる方は、このメッセージに :raised_hand: を付けて"));
  expect (&rig, world_command ("role-assign", "Aiko", "role", "ic", "person", "愛子", NULL),
          OWN "message.post roster" ROOM " [IC: 愛子、記録係: …]\n" OWN "channel.topic channel" ROOM
              " [INC-251120-K7 · SEV1 · Checkout 5xx · IC: 愛子、記録係: …]\n");
  expect (&rig, world_command ("note", "Aiko", "kind", "decision", "text", "切り戻す", NULL),
          OWN "message.post decision" ROOM " [決定: 切り戻す]\n");
  expect (&rig, world_command ("phase", "Aiko", "to", "verify", NULL),
          OWN "message.post phase" ROOM " [フェーズ: 確認]\n");
  rig.world->now += MATOI_MINUTE;
  expect (&rig,
          world_command ("role-assign", "Aiko", "role", "ic", "person", "弁", "handover", TRUE,
                         NULL),
          OWN "message.post handover" ROOM
              " [愛子 さんに代わり、弁 さんがインシデントコマンダーを引き継ぎました。]\n" OWN
              "message.post roster" ROOM " [IC: 弁、記録係: …]\n" OWN "channel.topic channel" ROOM
              " [INC-251120-K7 · SEV1 · Checkout 5xx · IC: 弁、記録係: …]\n");
  rig_clear (&rig);
}

static void
test_both (void)
{
  Rig rig;

  rig_init (&rig, "small-team", "both");
  g_free (follow (&rig, declare ("2")));
  expect (&rig, world_command ("note", "Aiko", "kind", "decision", "text", "切り戻す", NULL),
          OWN "message.post decision" ROOM " [決定 / Decision: 切り戻す]\n");
  expect (&rig, world_command ("todo", "Aiko", "text", "更新", NULL),
          OWN "message.post todo" ROOM " [TODO 更新]\n");
  expect (&rig, world_command ("phase", "Aiko", "to", "verify", NULL),
          OWN "message.post phase" ROOM " [フェーズ / Phase: 確認 / Verify]\n");
  expect (&rig, world_command ("severity", "Aiko", "to", "1", NULL),
          OWN "message.post severity" ROOM " [重大度: SEV2 → SEV1\nSeverity: SEV2 → SEV1]\n" OWN
              "channel.topic channel" ROOM
              " [INC-251120-K7 · SEV1 · Checkout 5xx · IC: …、記録係: … / IC: …, Scribe: …]\n" OWN
              "channel.invite channel!" ROOM " <@oncall> <ben>\n"
              "slack/channel/#all message.post company! #all [SEV1 を宣言しました: Checkout 5xx。"
              "影響範囲: Card payments。指揮: …。続報は #inc-20251120-checkout-5xx-k7 へ。\nSEV1 "
              "has been declared: Checkout 5xx. Impact: Card payments. Commander: … Updates in "
              "#inc-20251120-checkout-5xx-k7.]\n");
  rig_clear (&rig);
}

/* Nobody notices anything as long as no workspace is connected. */
static void
test_not_connected (void)
{
  Rig rig;

  rig_init (&rig, "small-team", "en");
  g_hash_table_remove (rig.values, "slack.team");
  expect (&rig, declare ("1"), "");
  expect (&rig, world_command ("severity", "Aiko", "to", "2", "reason", "Better", NULL), "");
  rig_clear (&rig);
}

/* Connected in the middle: the room is made then, and once. */
static void
test_connected_late (void)
{
  g_autofree char *got = NULL;
  Rig rig;

  rig_init (&rig, "small-team", "en");
  g_hash_table_remove (rig.values, "slack.team");
  expect (&rig, declare ("2"), "");
  set (&rig, "slack.team", "T1");
  got = follow (&rig, world_command ("todo", "Aiko", "text", "Renew", NULL));
  g_assert_true (g_str_has_prefix (got, OWN "channel.open channel" ROOM "\n"));
  g_assert_true (g_str_has_suffix (got, OWN "message.post todo" ROOM " [TODO Renew]\n"));
  expect (&rig, world_command ("todo", "Aiko", "text", "Again", NULL),
          OWN "message.post todo" ROOM " [TODO Again]\n");
  rig_clear (&rig);
}

/* Somebody discarded the opening: this incident has no room. */
static void
test_room_dropped (void)
{
  g_autofree char *id = NULL;
  Rig rig;

  rig_init (&rig, "small-team", "en");
  g_free (follow (&rig, declare ("2")));
  id = matoi_id_dup_text (&rig.world->incident->id);
  g_hash_table_insert (rig.done, g_strdup_printf ("slack/room/%s channel.open", id),
                       GINT_TO_POINTER (MATOI_INTENT_DROPPED));
  expect (&rig, world_command ("todo", "Aiko", "text", "Renew", NULL), "");
  rig_clear (&rig);
}

static void
test_existing (void)
{
  Rig rig;

  rig_init (&rig, "pagerduty", "en");
  set (&rig, "slack.channel-mode", "existing");
  set (&rig, "contact.channel", "#incidents");
  expect (&rig, declare ("2"),
          "slack/channel/#incidents message.post first #incidents [SEV-2 declared: Checkout "
          "5xx\nImpact: Card payments\nCall: https://call.example/1\nReference: INC-251120-K7]\n"
          "slack/channel/#incidents message.pin first #incidents [first]\n"
          "slack/channel/#incidents message.post roll-call! #incidents [Who can respond? Please "
          "react with :raised_hand: to this message.]\n"
          "slack/channel/#incidents reaction.add roll-call! #incidents [roll-call] "
          "[raised_hand]\n");
  /* The topic of a room that was there before belongs to the team. */
  expect (&rig, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL),
          "slack/channel/#incidents message.post roster #incidents [IC: Aiko, Deputy: …, Scribe: "
          "…]\n");
  /* An address is no channel. */
  set (&rig, "contact.channel", "https://chat.example/incidents");
  expect (&rig, world_command ("todo", "Aiko", "text", "Renew", NULL), "");
  set (&rig, "contact.channel", "#incidents");
  set (&rig, "slack.channel-mode", "none");
  expect (&rig, world_command ("todo", "Aiko", "text", "Renew", NULL), "");
  expect (&rig, world_command ("update", "Aiko", "to", "executives", "text", "Fine", NULL),
          "slack/channel/#exec message.post executives! #exec [Fine] [here]\n");
  rig_clear (&rig);
}

/* DEC-01: what was chosen for one incident goes before the settings, but never into the open what is
 * confidential, and into the room of drills only what was not placed by hand. */
static void
test_chosen_room (void)
{
  static const struct
  {
    const char *mode, *channel;
    gboolean security, drill;
    const char *room; /* (nullable) none */
    gboolean own;
  } cases[] = {
    { "existing", NULL, FALSE, FALSE, "#incidents", FALSE },
    { "existing", "own", FALSE, FALSE, "#inc-251120-k7-checkout-5xx", TRUE },
    { "existing", "none", FALSE, FALSE, NULL, FALSE },
    { "existing", "#war-room", FALSE, FALSE, "#war-room", FALSE },
    { "existing", "war-room", FALSE, FALSE, "#war-room", FALSE },
    { "none", "own", FALSE, FALSE, "#inc-251120-k7-checkout-5xx", TRUE },
    { "none", "#対応-決済", FALSE, FALSE, "#対応-決済", FALSE },
    { "per-incident", "none", FALSE, FALSE, NULL, FALSE },
    { "per-incident", "#own", FALSE, FALSE, "#own", FALSE },
    { "existing", "own", TRUE, FALSE, "#quiet-harbour-k7", TRUE },
    { "none", "own", TRUE, FALSE, "#quiet-harbour-k7", TRUE },
    { "per-incident", "none", TRUE, FALSE, NULL, FALSE },
    { "per-incident", NULL, FALSE, TRUE, "#drills", FALSE },
    { "per-incident", "own", FALSE, TRUE, "#drill-inc-251120-k7-checkout-5xx", TRUE },
    { "per-incident", "#gameday", FALSE, TRUE, "#gameday", FALSE },
    { "per-incident", "none", FALSE, TRUE, NULL, FALSE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Rig rig;
      MatoiIntentSettings settings = { .zone = zone };
      g_autofree char *room = NULL;
      MatoiCommand *command = declare ("2");
      gboolean own;

      rig_init (&rig, "pagerduty", "en");
      set (&rig, "slack.channel-mode", cases[i].mode);
      set (&rig, "slack.channel", "#incidents");
      set (&rig, "slack.drill-channel", "#drills");
      set (&rig, "slack.channel-name", "{ref}-{slug}");
      if (cases[i].channel != NULL)
        matoi_command_set (command, "channel", cases[i].channel);
      matoi_command_set_flag (command, "security", cases[i].security);
      if (cases[i].security)
        matoi_command_set (command, "codename", "Quiet Harbour");
      matoi_command_set_flag (command, "drill", cases[i].drill);
      world_must (rig.world, command);
      settings.values = rig.values;
      room = matoi_intent_dup_room (rig.world->incident, &settings, &own);
      g_test_message ("%s, %s", cases[i].mode, cases[i].channel);
      g_assert_cmpstr (room, ==, cases[i].room);
      g_assert_cmpint (own, ==, cases[i].own);
      rig_clear (&rig);
    }
}

/* Whether an update is posted by Matoi, and where, so that nobody posts it by hand as well. */
static void
test_update_room (void)
{
  static const struct
  {
    const char *audience, *key, *value, *room; /* room: NULL: nowhere */
    gboolean security, own, ask;
  } cases[] = {
    { "channel", "slack.language", "en", "#inc-", FALSE, TRUE, FALSE },
    { "channel", "slack.post.update", "ask", "#inc-", FALSE, TRUE, TRUE },
    { "channel", "slack.post.update", "off", NULL, FALSE, FALSE, FALSE },
    { "channel", "slack.channel-mode", "none", NULL, FALSE, FALSE, FALSE },
    { "executives", "slack.language", "en", "#chiefs", FALSE, FALSE, FALSE },
    { "executives", "slack.post.executives", "ask", "#chiefs", FALSE, FALSE, TRUE },
    { "executives", "slack.post.executives", "off", NULL, FALSE, FALSE, FALSE },
    { "executives", "slack.language", "en", NULL, TRUE, FALSE, FALSE },
    { "company", "slack.language", "en", "#all", FALSE, FALSE, FALSE },
    { "company", "slack.post.company", "off", NULL, FALSE, FALSE, FALSE },
    { "public", "slack.language", "en", NULL, FALSE, FALSE, FALSE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Rig rig;
      MatoiIntentSettings settings = { .zone = zone };
      g_autofree char *room = NULL;
      MatoiCommand *command = declare ("2");
      gboolean own, ask;

      rig_init (&rig, "pagerduty", "en");
      set (&rig, "slack.channel-mode", "per-incident");
      set (&rig, "slack.executives", "#chiefs");
      set (&rig, cases[i].key, cases[i].value);
      matoi_command_set_flag (command, "security", cases[i].security);
      if (cases[i].security)
        matoi_command_set (command, "codename", "Quiet Harbour");
      world_must (rig.world, command);
      settings.values = rig.values;
      room = matoi_intent_dup_update_room (rig.world->incident, &settings, cases[i].audience, &own,
                                           &ask);
      g_test_message ("%s, %s %s", cases[i].audience, cases[i].key, cases[i].value);
      if (cases[i].room == NULL)
        g_assert_null (room);
      else
        g_assert_true (room != NULL && g_str_has_prefix (room, cases[i].room));
      g_assert_cmpint (own, ==, cases[i].own);
      g_assert_cmpint (ask, ==, cases[i].ask);
      rig_clear (&rig);
    }
}

/* What is no channel is refused, and where others read, nothing confidential is led. */
static void
test_refused_room (void)
{
  static const struct
  {
    const char *channel;
    gboolean security;
    int code;
  } cases[] = {
    { "#", FALSE, MATOI_ERROR_INPUT },
    { "two words", FALSE, MATOI_ERROR_INPUT },
    { "https://chat.example/x", FALSE, MATOI_ERROR_INPUT },
    { "#a#b", FALSE, MATOI_ERROR_INPUT },
    { "#incidents", TRUE, MATOI_ERROR_RULE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MatoiCommand) command = declare ("2");
      g_autoptr (GError) error = NULL;
      Rig rig;

      rig_init (&rig, "pagerduty", "en");
      matoi_command_set (command, "channel", cases[i].channel);
      matoi_command_set_flag (command, "security", cases[i].security);
      g_assert_null (
        matoi_decide (rig.world->incident, rig.world->policy, command, rig.world->now, &error));
      g_assert_error (error, MATOI_ERROR, cases[i].code);
      rig_clear (&rig);
    }
}

/* SEC-03…07: a private room by codename; no title, no scope, nobody invited, nothing announced. */
static void
test_security (void)
{
  g_autofree char *got = NULL, *later = NULL;
  Rig rig;

  rig_init (&rig, "small-team", "en");
  set (&rig, "slack.channel-mode", "existing");
  got = follow (&rig, world_command ("declare", "Aiko", "title", "Keys leaked", "ref",
                                     "INC-251120-K7", "severity", "1", "scope", "All keys",
                                     "security", TRUE, "codename", "Quiet Harbour", NULL));
  g_assert_true (g_str_has_prefix (
    got, "slack/private/I channel.open channel #quiet-harbour-k7 private\n"
         "slack/private/I channel.topic channel #quiet-harbour-k7 [Attorney Work Project · SEV1 · "
         "Quiet Harbour · "));
  g_assert_null (strstr (got, "eys"));
  g_assert_null (strstr (got, "invite"));
  g_assert_null (strstr (got, "#all"));
  later =
    follow (&rig, world_command ("severity", "Aiko", "to", "2", "reason", "Keys revoked", NULL));
  g_assert_null (strstr (later, "Keys"));
  rig_clear (&rig);
}

/* An ordinary one that becomes confidential gets a private room of its own. */
static void
test_becomes_confidential (void)
{
  g_autofree char *got = NULL;
  Rig rig;

  rig_init (&rig, "small-team", "en");
  g_free (follow (&rig, declare ("2")));
  got = follow (&rig, world_command ("security", "Aiko", "codename", "Quiet Harbour", NULL));
  g_assert_true (
    g_str_has_prefix (got, "slack/private/I channel.open channel #quiet-harbour-k7 private\n"));
  g_assert_null (strstr (got, "Checkout"));
  rig_clear (&rig);
}

/* DRL-01 */
static void
test_drill (void)
{
  g_autofree char *got = NULL;
  Rig rig;

  rig_init (&rig, "small-team", "ja");
  got = follow (&rig, world_command ("declare", "Aiko", "title", "Checkout 5xx", "ref",
                                     "INC-251120-K7", "severity", "1", "drill", TRUE, NULL));
  g_assert_nonnull (strstr (got, " #drill-inc-20251120-checkout-5xx-k7 [【訓練】SEV1 を宣言"));
  g_assert_null (strstr (got, "invite"));
  g_assert_null (strstr (got, "#all"));
  set (&rig, "slack.drill-channel", "#drills");
  expect (&rig, world_command ("todo", "Aiko", "text", "x", NULL),
          "slack/channel/#drills message.post todo #drills [【訓練】TODO x]\n");
  g_hash_table_remove (rig.values, "slack.drill-channel");
  set (&rig, "slack.channel-mode", "existing");
  set (&rig, "slack.channel", "#incidents");
  expect (&rig, world_command ("todo", "Aiko", "text", "x", NULL), "");
  expect (&rig, world_command ("update", "Aiko", "to", "executives", "text", "x", NULL), "");
  rig_clear (&rig);
}

static void
test_kinds (void)
{
  const char *const *kinds = matoi_intent_list_kinds ();
  Rig rig;

  rig_init (&rig, "small-team", "en");
  g_free (follow (&rig, declare ("2")));
  set (&rig, "slack.post.todo", "off");
  set (&rig, "slack.post.decision", "ask");
  expect (&rig, world_command ("todo", "Aiko", "text", "x", NULL), "");
  expect (&rig, world_command ("note", "Aiko", "kind", "decision", "text", "x", NULL),
          OWN "message.post decision?" ROOM " [Decision: x]\n");
  g_assert_cmpstr (matoi_intent_get_default ("archive"), ==, "ask");
  g_assert_cmpstr (matoi_intent_get_default ("nonsense"), ==, "off");
  for (guint i = 0; kinds[i] != NULL; i++)
    g_assert_cmpstr (matoi_intent_get_default (kinds[i]), !=, "off");
  rig_clear (&rig);
}

/* What is filled in later, comes from elsewhere or from the room itself is not said there. */
static void
test_no_news (void)
{
  MatoiCommand *command;
  Rig rig;

  rig_init (&rig, "small-team", "en");
  g_free (follow (&rig, declare ("2")));
  command = world_command ("todo", "Aiko", "text", "x", NULL);
  command->occurred_at = rig.world->now - 25 * 60 * MATOI_MINUTE;
  expect (&rig, command, "");
  for (guint i = 0; i < 3; i++)
    {
      static const char *const sources[] = { "replay", "import", "slack" };
      MatoiEvent *event;
      g_autoptr (GPtrArray) events = g_ptr_array_new ();
      g_autoptr (GPtrArray) intents = NULL;
      g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
      MatoiIntentSettings settings = { .values = rig.values,
                                       .zone = zone,
                                       .now = rig.world->now,
                                       .lookup = look_back,
                                       .user_data = &rig };

      event = world_do (rig.world, world_command ("todo", "Aiko", "text", "y", NULL), NULL);
      event->source = g_strdup (sources[i]);
      g_ptr_array_add (events, event);
      intents = matoi_intents (rig.world->incident, events, &settings);
      g_assert_cmpuint (intents->len, ==, 0);
    }
  rig_clear (&rig);
}

static void
test_names (void)
{
  static const struct
  {
    const char *template, *title, *name;
  } rows[] = {
    { NULL, "Checkout 5xx", "inc-20251120-checkout-5xx-k7" },
    { "{ref}-{slug}", "Checkout 5xx", "inc-251120-k7-checkout-5xx" },
    { "{ref}", "決済が失敗", "inc-251120-k7" },
    { "障害-{slug}", "決済 / 失敗!", "障害-決済-失敗-k7" },
    { "{slug}", "  --- ", "-k7" },
    { "{ref}-{slug}", "A very long title that goes on and on until nobody reads it any more",
      "inc-251120-k7-a-very-long-title-that-goes-on-and-on-un" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
      g_autofree char *name = NULL;
      MatoiIntentSettings settings = { .zone = zone };
      Rig rig;

      rig_init (&rig, "small-team", "en");
      settings.values = rig.values;
      if (rows[i].template != NULL)
        set (&rig, "slack.channel-name", rows[i].template);
      world_must (rig.world, world_command ("declare", "Aiko", "title", "x", "ref", "INC-251120-K7",
                                            "severity", "2", NULL));
      g_free (rig.world->incident->title);
      rig.world->incident->title = g_strdup (rows[i].title);
      name = matoi_intent_dup_room_name (rig.world->incident, &settings);
      g_assert_cmpstr (name, ==, rows[i].name);
      rig_clear (&rig);
    }
}

/* END-08, WRI-11, AFT-03: the owner, the review, the end of the room after a copy was kept. */
static void
test_afterwards (void)
{
  g_autofree char *ended = NULL, *opened = NULL;
  Rig rig;

  rig_init (&rig, "light", "en");
  g_free (follow (&rig, declare ("2")));
  world_must (rig.world,
              world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  ended = follow (&rig, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2",
                                       "owner", "Ben", "override", "drill of a test", NULL));
  g_assert_nonnull (strstr (ended, "slack/dm/Ben message.post owner! @Ben [You own the postmortem "
                                   "of INC-251120-K7: Checkout 5xx."));
  g_assert_nonnull (strstr (ended, OWN "message.post end" ROOM " [We agree that this is over"));
  expect (&rig, world_command ("pm-link", "Aiko", "url", "https://doc.example/1", NULL),
          OWN "message.post review" ROOM
              " [The postmortem of INC-251120-K7 is ready for review: https://doc.example/1]\n" OWN
              "channel.bookmark channel" ROOM " [Record] [https://doc.example/1]\n");
  expect (&rig, world_command ("pm-waive", "Aiko", "reason", "nothing to learn", NULL),
          OWN "message.post archive?" ROOM
              " [This channel is being archived. The record of INC-251120-K7 is "
              "kept.\nhttps://doc.example/1]\n" OWN "channel.export archive?" ROOM "\n" OWN
              "channel.archive archive?" ROOM "\n");
  opened = follow (&rig, world_command ("todo", "Aiko", "text", "later", NULL));
  g_assert_null (strstr (opened, "archive"));
  rig_clear (&rig);
}

/* A room of its own may have been renamed: what is said in it does not name it. */
static void
test_end_words (void)
{
  static const struct
  {
    const char *lang, *mode, *words;
  } cases[] = {
    { "en", "per-incident", "goes on in this channel." },
    { "ja", "per-incident", "続きは このチャンネル で" },
    { "en", "existing", "goes on in #incidents." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ended = NULL;
      Rig rig;

      rig_init (&rig, "pagerduty", cases[i].lang);
      set (&rig, "slack.channel-mode", cases[i].mode);
      set (&rig, "slack.channel", "#incidents");
      g_free (follow (&rig, declare ("2")));
      world_must (rig.world,
                  world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
      ended =
        follow (&rig, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2",
                                     "owner", "Ben", "override", "drill of a test", NULL));
      g_test_message ("%s", ended);
      g_assert_nonnull (strstr (ended, cases[i].words));
      rig_clear (&rig);
    }
}

/* Another bot calls people (DEC-07); it is told only of what is real and not confidential. */
static void
test_sent_commands (void)
{
  g_autofree char *declared = NULL, *drill = NULL;
  Rig rig;

  rig_init (&rig, "small-team", "en");
  set (&rig, "slack.send.page", "!ic page {person}");
  set (&rig, "slack.send.ic", "!ic");
  declared = follow (&rig, declare ("2"));
  g_assert_nonnull (strstr (declared, "message.post page! #inc-20251120-checkout-5xx-k7 [!ic]"));
  expect (&rig, world_command ("note", "Aiko", "kind", "action", "text", "Paged Mika", NULL), "");
  expect (&rig,
          world_command ("note", "Aiko", "kind", "action", "text", "Paged Mika", "paged", "Mika",
                         NULL),
          OWN "message.post page!" ROOM " [!ic page Mika]\n");
  set (&rig, "slack.post.page", "off");
  expect (&rig,
          world_command ("note", "Aiko", "kind", "action", "text", "Paged Jun", "paged", "Jun",
                         NULL),
          "");
  rig_clear (&rig);

  rig_init (&rig, "small-team", "en");
  set (&rig, "slack.send.ic", "!ic");
  set (&rig, "slack.send.page", "!ic page");
  drill = follow (&rig, world_command ("declare", "Aiko", "title", "Checkout 5xx", "ref",
                                       "INC-251120-K7", "severity", "1", "drill", TRUE, NULL));
  g_assert_null (strstr (drill, "!ic"));
  expect (&rig,
          world_command ("note", "Aiko", "kind", "action", "text", "Paged Jun", "paged", "Jun",
                         NULL),
          "");
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/intents/english", test_english);
  g_test_add_func ("/core/intents/japanese", test_japanese);
  g_test_add_func ("/core/intents/both", test_both);
  g_test_add_func ("/core/intents/not-connected", test_not_connected);
  g_test_add_func ("/core/intents/connected-late", test_connected_late);
  g_test_add_func ("/core/intents/room-dropped", test_room_dropped);
  g_test_add_func ("/core/intents/chosen-room", test_chosen_room);
  g_test_add_func ("/core/intents/refused-room", test_refused_room);
  g_test_add_func ("/core/intents/update-room", test_update_room);
  g_test_add_func ("/core/intents/existing", test_existing);
  g_test_add_func ("/core/intents/security", test_security);
  g_test_add_func ("/core/intents/becomes-confidential", test_becomes_confidential);
  g_test_add_func ("/core/intents/drill", test_drill);
  g_test_add_func ("/core/intents/kinds", test_kinds);
  g_test_add_func ("/core/intents/no-news", test_no_news);
  g_test_add_func ("/core/intents/names", test_names);
  g_test_add_func ("/core/intents/afterwards", test_afterwards);
  g_test_add_func ("/core/intents/end-words", test_end_words);
  g_test_add_func ("/core/intents/sent-commands", test_sent_commands);
  return g_test_run ();
}
