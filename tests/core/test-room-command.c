/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Commands in the room of an incident, and what is answered. */

#include "config.h"

#include <string.h>

#include "matoi-room-answer.h"
#include "world.h"

typedef struct
{
  World *world;
  GHashTable *values;
  GTimeZone *zone;
} Rig;

static void
set (Rig *rig, const char *key, const char *value)
{
  g_hash_table_insert (rig->values, g_strdup (key), g_strdup (value));
}

static void
rig_init (Rig *rig, const char *lang)
{
  rig->world = world_new ("pagerduty");
  rig->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rig->zone = g_time_zone_new_utc ();
  set (rig, "slack.language", lang);
}

static void
rig_clear (Rig *rig)
{
  world_free (rig->world);
  g_hash_table_unref (rig->values);
  g_time_zone_unref (rig->zone);
}

static MatoiIntentSettings
get_settings (Rig *rig)
{
  return (MatoiIntentSettings){
    .values = rig->values, .lang = "en", .zone = rig->zone, .now = rig->world->now
  };
}

/* "kind|text|reason", "" for what is none. */
static char *
parse (const char *line, GHashTable *values)
{
  g_auto (MatoiRoomCommand) command = { 0 };

  if (!matoi_room_command_parse (line, values, &command))
    return g_strdup ("");
  return g_strdup_printf ("%s|%s|%s", matoi_room_command_kind_name (command.kind),
                          command.text != NULL ? command.text : "",
                          command.reason != NULL ? command.reason : "");
}

static void
test_lines (void)
{
  static const struct
  {
    const char *line, *wanted;
  } cases[] = {
    { "!ic", "ic||" },
    { "  !IC?", "ic||" },
    { "！ＩＣ", "ic||" },
    { "！指揮", "ic||" },
    { "!ic page", "page||" },
    { "!ic page @Mika", "page|Mika|" },
    { "!ic page responders", "page|responders|" },
    { "!ic 呼び出し　美香", "page|美香|" },
    { "!ic who @Ben Okafor", "who|Ben Okafor|" },
    { "！ｉｃ　ｗｈｏ　愛子", "who|愛子|" },
    { "！誰 @田中 愛子さん", "who|田中 愛子|" },
    { "!ic who さん", "who|さん|" },
    { "!ic who", "who||" },
    { "!ic responders", "responders||" },
    { "!responders", "responders||" },
    { "！対応者", "responders||" },
    { "!status", "status||" },
    { "！状況", "status||" },
    { "！ｽﾃｰﾀｽ", "status||" },
    { "!状況？", "status||" },
    { "!Status stalk", "stalk||" },
    { "！状況　定期", "stalk||" },
    { "!status unstalk.", "unstalk||" },
    { "！定期報告停止", "unstalk||" },
    { "!todo Renew the certificate?", "todo|Renew the certificate?|" },
    { "!todo", "todo||" },
    { "！やること：証明書を更新する", "todo|証明書を更新する|" },
    { "!fact 5xx fell to 2 %\nsince 14:05", "fact|5xx fell to 2 %\nsince 14:05|" },
    { "！事実　エラー率が下がった", "fact|エラー率が下がった|" },
    { "!guess the new index", "guess|the new index|" },
    { "！仮説 索引が原因", "guess|索引が原因|" },
    { "!sev 1 more users are hit", "sev|1|more users are hit" },
    { "!sev1", "sev|1|" },
    { "!SEV-2 half is back", "sev|2|half is back" },
    { "！重大度１　全社で止まった", "sev|1|全社で止まった" },
    { "!severity SEV2", "sev|sev2|" },
    { "!sev", "sev||" },
    { "!matoi", "help||" },
    { "！使い方", "help||" },
    { "！指揮は？", "ic||" },
    { "！状況は", "status||" },
    /* not ours, or no command at all */
    { "", "" },
    { "!", "" },
    { "!!", "" },
    { "! status", "" },
    { "status", "" },
    { "wow !status", "" },
    { "!status page", "" },
    { "!statuspage", "" },
    { "!ic list", "" },
    { "!deploy api", "" },
    { "!todolist", "" },
    { "!factor", "" },
    { "!!!!", "" },
    { "！！すごい", "" },
    { "!sevenfold", "" },
    { "\xff!ic", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = parse (cases[i].line, NULL);

      g_test_message ("%u: %s", i, cases[i].wanted);
      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
}

/* Whatever is said in a room: never more than a command, and always text. */
static void
test_noise (void)
{
  static const char *const pieces[] = {
    "!",    "！",   " ", "　",       "ic",   "ＩＣ", "who",    "page",   "sev",   "1",    "-", "２",
    "todo", "：",   ":", "やること", "状況", "?",    "？",     "。",     "stalk", "さん", "@", "\n",
    "\xff", "\xe3", "｡", "́",         "😀",    "fact", "重大度", "status", "{",     "}",
  };
  guint n_found = 0;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) line = g_string_new (g_test_rand_bit () ? "!" : NULL);
      g_auto (MatoiRoomCommand) command = { 0 };

      for (int n = g_test_rand_int_range (0, 7); n > 0; n--)
        g_string_append (line, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (!matoi_room_command_parse (line->str, NULL, &command))
        {
          g_assert_null (command.text);
          continue;
        }
      n_found++;
      g_assert_true (command.text == NULL ||
                     (*command.text != '\0' && g_utf8_validate (command.text, -1, NULL)));
      g_assert_true (command.reason == NULL ||
                     (*command.reason != '\0' && g_utf8_validate (command.reason, -1, NULL)));
    }
  g_assert_cmpuint (n_found, >, 50);
}

/* Another sign or word in front, other words behind it. */
static void
test_words (void)
{
  Rig rig;
  g_autofree char *word = NULL, *sign = NULL, *both = NULL, *glued = NULL, *other = NULL,
                  *former = NULL, *wide = NULL;

  rig_init (&rig, "en");
  set (&rig, "slack.command.prefix", "matoi");
  word = parse ("Matoi status", rig.values);
  glued = parse ("matoistatus", rig.values);
  g_assert_cmpstr (word, ==, "status||");
  g_assert_cmpstr (glued, ==, "");
  set (&rig, "slack.command.prefix", ".");
  sign = parse ("．status", rig.values);
  former = parse ("!status", rig.values);
  g_assert_cmpstr (sign, ==, "status||");
  g_assert_cmpstr (former, ==, "");
  set (&rig, "slack.word.status", "how bad, st");
  both = parse (".How Bad?", rig.values);
  other = parse (".status", rig.values);
  wide = parse (".ｓｔ", rig.values);
  g_assert_cmpstr (both, ==, "status||");
  g_assert_cmpstr (other, ==, "");
  g_assert_cmpstr (wide, ==, "status||");

  g_assert_false (matoi_room_command_is_left (MATOI_ROOM_COMMAND_IC, rig.values));
  set (&rig, "slack.send.page", "!ic page");
  g_assert_true (matoi_room_command_is_left (MATOI_ROOM_COMMAND_PAGE, rig.values));
  g_assert_false (matoi_room_command_is_left (MATOI_ROOM_COMMAND_IC, rig.values));
  set (&rig, "slack.send.ic", "!ic");
  g_assert_true (matoi_room_command_is_left (MATOI_ROOM_COMMAND_WHO, rig.values));
  g_assert_false (matoi_room_command_is_left (MATOI_ROOM_COMMAND_STATUS, rig.values));
  rig_clear (&rig);
}

static void
expect (Rig *rig, const char *line, const char *wanted)
{
  MatoiIntentSettings settings = get_settings (rig);
  g_auto (MatoiRoomCommand) command = { 0 };
  g_autofree char *text = NULL;

  g_assert_true (matoi_room_command_parse (line, rig->values, &command));
  text = matoi_room_answer (rig->world->incident, &command, &settings);
  g_assert_cmpstr (text, ==, wanted);
}

/* 2025-11-20 00:53:20 UTC */
static void
fill (Rig *rig)
{
  World *world = rig->world;

  world_must (world,
              world_command ("declare", "Aiko", "title", "Checkout 5xx", "ref", "INC-251120-K7",
                             "severity", "1", "scope", "Card payments", NULL));
  world->now += MATOI_MINUTE;
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "scribe", "person", "Ben", NULL));
  world_must (world, world_command ("role-assign", "Aiko", "role", "customer-liaison", "person",
                                    "Ben", NULL));
  world_must (world, world_command ("update", "Aiko", "to", "channel", "text", "Halfway", NULL));
  world_must (world, world_command ("todo", "Aiko", "text", "Renew", NULL));
  world_must (world, world_command ("ask", "Aiko", "person", "Mika", "text", "Check the queue",
                                    "minutes", 10, NULL));
}

static void
test_english (void)
{
  Rig rig;

  rig_init (&rig, "en");
  world_declare (rig.world, "2");
  expect (&rig, "!ic", "There is no Incident Commander yet. “!ic page” tells how to call one.");
  expect (&rig, "!ic responders", "Nobody has a role in this incident yet.");
  rig_clear (&rig);

  rig_init (&rig, "en");
  fill (&rig);
  set (&rig, "contact.call", "https://call.example/1");
  set (&rig, "contact.phone", "+81 3 1234");
  set (&rig, "contact.pin", "4711");
  expect (
    &rig, "!ic",
    "Commander: Aiko\nIn command since: 00:54 UTC\nCall: https://call.example/1\nPhone: +81 3 "
    "1234");
  expect (&rig, "!ic page Mika",
          "Matoi pages nobody from here. Please call right away with your usual tool.\nWhom: "
          "Mika\nCall: https://call.example/1\nPhone: +81 3 1234");
  expect (&rig, "!ic who ben", "Ben: Scribe (00:54 UTC), Customer Liaison (00:54 UTC)");
  expect (&rig, "!ic who ＡＩ", "Aiko: Incident Commander (00:54 UTC)");
  expect (&rig, "!ic who Zoe", "Zoe has no role in this incident.");
  expect (&rig, "!ic who", "Add a name: “!ic who NAME”.");
  expect (&rig, "!ic responders", "Incident Commander: Aiko\nScribe: Ben\nCustomer Liaison: Ben");
  expect (&rig, "!status",
          "SEV-1 · INC-251120-K7 · Checkout 5xx\nPhase: Size up\nCommander: Aiko\nImpact: Card "
          "payments\nDeclared: 00:53 UTC\nLast update: 00:54 UTC Halfway\nNext update: 00:58 "
          "UTC\nOpen tasks: 1\nOpen TODOs: 1");
  rig.world->now += 10 * MATOI_MINUTE;
  expect (&rig, "!status",
          "SEV-1 · INC-251120-K7 · Checkout 5xx\nPhase: Size up\nCommander: Aiko\nImpact: Card "
          "payments\nDeclared: 00:53 UTC\nLast update: 00:54 UTC Halfway\nNext update, overdue: "
          "00:58 UTC\nOpen tasks: 1\nOpen TODOs: 1");
  expect (&rig, "!todo", "Add what is to be done: “!todo TEXT”.");
  expect (&rig, "!todo x", NULL);
  set (&rig, "slack.command.todo", "{person} is noted, {ref}");
  expect (&rig, "!todo x", "x is noted, INC-251120-K7");
  set (&rig, "slack.command.ic", "{ic} since {since}\\n{severity} {phase} {nonsense}");
  expect (&rig, "!ic", "Aiko since 00:54 UTC\nSEV-1 Size up …");
  rig_clear (&rig);
}

static void
test_japanese (void)
{
  Rig rig;

  rig_init (&rig, "ja");
  fill (&rig);
  expect (&rig, "！指揮", "指揮: Aiko\n指揮を執り始めた時刻: 00:54 UTC");
  expect (&rig, "！状況",
          "SEV-1 · INC-251120-K7 · Checkout 5xx\nフェーズ: 状況把握\n指揮: Aiko\n影響範囲: Card "
          "payments\n宣言時刻: 00:53 UTC\n直近の報告: 00:54 UTC Halfway\n次の報告: 00:58 UTC\n"
          "回答待ちの依頼: 1\n未完了の TODO: 1");
  expect (&rig, "！誰 ben", "Ben: 記録係 (00:54 UTC)、カスタマー窓口 (00:54 UTC)");
  expect (
    &rig, "！状況　定期",
    "これから、状況が変わるたびにこのチャンネルへ投稿します。インシデントが収束すると止まります。"
    "途中で止めるには「!status unstalk」と書いてください。");
  rig_clear (&rig);

  rig_init (&rig, "both");
  fill (&rig);
  expect (&rig, "!ic",
          "指揮 / Commander: Aiko\n指揮を執り始めた時刻 / In command since: 00:54 UTC");
  expect (&rig, "!responders",
          "インシデントコマンダー / Incident Commander: Aiko\n記録係 / Scribe: Ben\n"
          "カスタマー窓口 / Customer Liaison: Ben");
  rig_clear (&rig);
}

/* SEC-04, DRL-01: a codename and nothing else; a drill is never taken for real. */
static void
test_secret (void)
{
  static const char *const lines[] = { "!status",     "!ic",    "!ic responders",
                                       "!ic who Ben", "!matoi", "!ic page" };
  Rig rig;
  MatoiIntentSettings settings;

  rig_init (&rig, "both");
  fill (&rig);
  world_must (rig.world, world_command ("security", "Aiko", "codename", "Quiet Otter", NULL));
  settings = get_settings (&rig);
  set (&rig, "slack.command.help", "{title} {what} {impact} {service} {cause} {status}");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (MatoiRoomCommand) command = { 0 };
      g_autofree char *text = NULL;

      g_assert_true (matoi_room_command_parse (lines[i], NULL, &command));
      text = matoi_room_answer (rig.world->incident, &command, &settings);
      g_assert_null (strstr (text, "Checkout"));
      g_assert_null (strstr (text, "Card"));
      g_assert_null (strstr (text, "Halfway"));
      g_assert_true (i > 0 || strstr (text, "Quiet Otter"));
    }
  rig_clear (&rig);

  rig_init (&rig, "en");
  world_must (rig.world, world_command ("declare", "Aiko", "title", "Checkout 5xx", "ref",
                                        "INC-251120-K7", "severity", "3", "drill", TRUE, NULL));
  expect (&rig, "!responders", "[DRILL] Nobody has a role in this incident yet.");
  rig_clear (&rig);
}

static void
test_refused (void)
{
  MatoiRoomCommand command = { .kind = MATOI_ROOM_COMMAND_SEV, .text = (char *) "3" };
  g_autofree char *lowered = NULL, *noted = NULL, *stalked = NULL, *not = NULL;
  MatoiIntentSettings settings;
  Rig rig;

  rig_init (&rig, "en");
  fill (&rig);
  settings = get_settings (&rig);
  lowered =
    matoi_room_answer_refused (rig.world->incident, &command, "It needs a reason.", &settings);
  g_assert_cmpstr (lowered, ==,
                   "This is not in the record: It needs a reason.\nAdd the severity and why: “!sev "
                   "2 REASON”.");
  command.kind = MATOI_ROOM_COMMAND_FACT;
  noted = matoi_room_answer_refused (rig.world->incident, &command, "It is over.", &settings);
  g_assert_cmpstr (noted, ==, "This is not in the record: It is over.");
  stalked = matoi_room_answer_unstalk (rig.world->incident, TRUE, &settings);
  not = matoi_room_answer_unstalk (rig.world->incident, FALSE, &settings);
  g_assert_cmpstr (stalked, ==, "The status is not posted by itself any more.");
  g_assert_cmpstr (not, ==, "The status is not being posted by itself.");
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/room-command/lines", test_lines);
  g_test_add_func ("/room-command/noise", test_noise);
  g_test_add_func ("/room-command/words", test_words);
  g_test_add_func ("/room-command/english", test_english);
  g_test_add_func ("/room-command/japanese", test_japanese);
  g_test_add_func ("/room-command/secret", test_secret);
  g_test_add_func ("/room-command/refused", test_refused);
  return g_test_run ();
}
