/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-line.h"
#include "matoi-time.h"
#include "world.h"

/* 2025-11-20 14:30 in Tokyo */
#define NOW G_GINT64_CONSTANT (1763616600000)

static const struct
{
  const char *line, *name, *arg, *value, *kind;
  gint64 minutes_ago;
} good[] = {
  { "db is slow", "note", "text", "db is slow", "fact", 0 },
  { "= db is slow", "note", "kind", "fact", "fact", 0 },
  { "? pool size", "note", "kind", "hypothesis", "hypothesis", 0 },
  { "？プールの大きさ", "note", "text", "プールの大きさ", "hypothesis", 0 },
  { "！切り戻す", "note", "kind", "decision", "decision", 0 },
  { "> restarted", "note", "kind", "action", "action", 0 },
  { "＞再起動した", "note", "text", "再起動した", "action", 0 },
  { "+ call Mei", "todo", "text", "call Mei", "todo", 0 },
  { "＋メイに電話", "todo", "text", "メイに電話", "todo", 0 },
  { "/todo x", "todo", "text", "x", "todo", 0 },
  { "/later x", "todo", "text", "x", "later", 0 },
  { "／あとで アラート追加", "todo", "text", "アラート追加", "later", 0 },
  { "@Ben 10m look at it", "ask", "person", "Ben", "ask", 0 },
  { "@\"Mei Lin\" 10m look", "ask", "person", "Mei Lin", "ask", 0 },
  { "＠「林 芽衣」１０分 確認", "ask", "person", "林 芽衣", "ask", 0 },
  { "@\"Mei 10m look", "ask", "person", "\"Mei", "ask", 0 },
  { "＠健二　１０分　接続数を見る", "ask", "text", "接続数を見る", "ask", 0 },
  { "/ask Ben 10 look", "ask", "text", "look", "ask", 0 },
  { "/sev 1 wallet too", "severity", "reason", "wallet too", "severity", 0 },
  { "/重大度 １", "severity", "to", "1", "severity", 0 },
  { "/phase verify", "phase", "to", "verify", "phase", 0 },
  { "/role deputy Ben Okafor", "role-assign", "person", "Ben Okafor", "role", 0 },
  { "/update exec half back", "update", "to", "executives", "update", 0 },
  { "/page ic", "page", NULL, NULL, "page", 0 },
  { "/end", "end", NULL, NULL, "end", 0 },
  { "/phase Size up", "phase", "to", "Size up", "phase", 0 },
  { "/深刻度　重度　二か所で", "severity", "to", "重度", "severity", 0 },
  { "/じゅうだいど 2", "severity", "to", "2", "severity", 0 },
  { "/役割 記録係 健二", "role-assign", "role", "記録係", "role", 0 },
  { "/引き継ぎ ic Mei", "role-assign", "person", "Mei", "role", 0 },
  { "/ＡＣＫ", "ack", NULL, NULL, "ask", 0 },
  { "/ack 12ab", "ack", "ask", "12ab", "ask", 0 },
  { "/reassign 12ab Mei Tan", "reassign", "person", "Mei Tan", "ask", 0 },
  { "/poll restart all of it", "poll", "text", "restart all of it", "poll", 0 },
  { "/poll-close agr", "poll-close", "outcome", "agreed", "poll", 0 },
  { "/意見確認終了 反対 まだ早い", "poll-close", "outcome", "objection", "poll", 0 },
  { "/意見確認終了 反対 まだ早い", "poll-close", "note", "まだ早い", "poll", 0 },
  { "/snooze executive-update 10 all are on the call", "snooze", "reason", "all are on the call",
    "clock", 0 },
  { "/step ic ic-announce", "step-done", "step", "ic-announce", "step", 0 },
  { "/step-undo ic ic-announce", "step-undo", "role", "ic", "step", 0 },
  { "/subteam Alpha Mei 20分 restore the index", "subteam", "task", "restore the index", "subteam",
    0 },
  { "/移動 Ben Alpha", "subteam-move", "to", "Alpha", "subteam", 0 },
  { "/move Ben", "subteam-move", "person", "Ben", "subteam", 0 },
  { "/dissolve Alpha", "subteam-dissolve", "subteam", "Alpha", "subteam", 0 },
  { "/security", "security", NULL, NULL, "security", 0 },
  { "/セキュリティ Quiet Lantern", "security", "codename", "Quiet Lantern", "security", 0 },
  { "/link https://example.com/x channel", "link", "kind", "channel", "link", 0 },
  { "/correct 12ab it was 7.8 %", "correct", "text", "it was 7.8 %", "correct", 0 },
  { "/状況報告 経営陣 半分復旧", "update", "to", "executives", "update", 0 },
  { "/報告 公開 調査中です", "update", "to", "public", "update", 0 },
  { "/更新 対外 調査中です", "update", "to", "public", "update", 0 },
  { "/update 経営 半分復旧", "update", "to", "executives", "update", 0 },
  { "/update 役員 半分復旧", "update", "to", "executives", "update", 0 },
  { "/update 社内 半分復旧", "update", "to", "company", "update", 0 },
  { "/収束させる", "end", NULL, NULL, "end", 0 },
  { "/しゅうそく", "end", NULL, NULL, "end", 0 },
  { "/answer Ben 12 waiting", "answer", "text", "12 waiting", "ask", 0 },
  { "/回答 健二　12件", "answer", "ask", "健二", "ask", 0 },
  { "/answer Ben", "answer", "ask", "Ben", "ask", 0 },
  { "/done call Mei", "todo-done", "todo", "call Mei", "todo", 0 },
  { "/再開 まだ遅い", "reopen", "reason", "まだ遅い", "end", 0 },
  { "/連絡 社外 調査中です", "update", "to", "public", "update", 0 },
  { "14:05 alert fired", "note", "text", "alert fired", "fact", 25 },
  { "１４：０５ 検知", "note", "text", "検知", "fact", 25 },
  { "-5m ! roll back", "note", "kind", "decision", "decision", 5 },
  { "23:50 late", "note", "text", "late", "fact", 14 * 60 + 40 },
  { "25:99 is not a time", "note", "text", "25:99 is not a time", "fact", 0 },
};

static void
test_good (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MatoiCommand) command = matoi_line_parse (good[i].line, "A", NOW, zone, &error);

      g_test_message ("%s", good[i].line);
      g_assert_no_error (error);
      g_assert_cmpstr (command->name, ==, good[i].name);
      if (good[i].arg != NULL)
        g_assert_cmpstr (matoi_json_get_string (command->args, good[i].arg), ==, good[i].value);
      g_assert_cmpstr (matoi_line_kind (good[i].line), ==, good[i].kind);
      g_assert_cmpint (command->occurred_at, ==, NOW - good[i].minutes_ago * MATOI_MINUTE);
    }
}

static void
test_evidence (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (MatoiCommand) command =
    matoi_line_parse ("7.8 % fail https://example.com/d/1?x=2", "A", NOW, zone, NULL);
  JsonArray *evidence = matoi_json_get_array (command->args, "evidence");

  g_assert_cmpuint (json_array_get_length (evidence), ==, 1);
  g_assert_cmpstr (matoi_json_get_string (matoi_json_array_get_object (evidence, 0), "url"), ==,
                   "https://example.com/d/1?x=2");
  g_assert_cmpstr (matoi_json_get_string (command->args, "text"), ==, "7.8 % fail");
}

static void
test_bad (void)
{
  static const char *const bad[] = { "",
                                     "   ",
                                     "?",
                                     "! ",
                                     "@Ben",
                                     "@Ben look at it",
                                     "/nope x",
                                     "/sev",
                                     "/role ic",
                                     "/todo ",
                                     "/update exec",
                                     "@ 10m x",
                                     "\xff",
                                     "/phase",
                                     "/handover ic",
                                     "/poll",
                                     "/poll-close",
                                     "/snooze x soon y",
                                     "/snooze x 10",
                                     "/step ic",
                                     "/subteam Alpha Mei 20",
                                     "/move",
                                     "/link",
                                     "/correct 12ab",
                                     "/answer",
                                     "/done",
                                     "/reopen",
                                     "/" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (matoi_line_parse (bad[i], "A", NOW, zone, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
    }
}

static gboolean
takes (const char *word, const char *name)
{
  const MatoiLineCommand *found = matoi_line_find_command (word);

  return found != NULL && strcmp (found->name, name) == 0;
}

static void
test_table (void)
{
  gsize n;
  const MatoiLineCommand *commands = matoi_line_commands (&n);

  g_assert_cmpuint (n, >, 20);
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) others = g_strsplit (commands[i].others, " ", -1);
      g_autofree char *line = g_strconcat ("/", commands[i].alias, NULL);

      g_test_message ("%s", commands[i].name);
      g_assert_true (takes (commands[i].name, commands[i].name));
      g_assert_true (takes (commands[i].alias, commands[i].name));
      g_assert_true (takes (commands[i].reading, commands[i].name));
      for (guint k = 0; others[k] != NULL && *others[k] != '\0'; k++)
        g_assert_true (takes (others[k], commands[i].name));
      g_assert_cmpstr (matoi_line_kind (line), ==, commands[i].kind);
      g_assert_nonnull (commands[i].description);
      /* What a command takes and what it says it takes are both there or both missing. */
      g_assert_cmpint (commands[i].args != NULL, ==, *commands[i].pattern != '\0');
      for (const char *c = commands[i].reading; *c != '\0'; c = g_utf8_next_char (c))
        g_assert_true (g_utf8_get_char (c) >= 0x3041 && g_utf8_get_char (c) <= 0x30fc &&
                       (g_utf8_get_char (c) <= 0x3096 || g_utf8_get_char (c) == 0x30fc));
    }
  g_assert_null (matoi_line_find_command (""));
  g_assert_null (matoi_line_find_command ("se"));
}

/* Every command of the grammar is one that an incident, or the caller, understands. */
static void
test_understood (void)
{
  World *world = world_new ("pagerduty");
  gsize n;
  const MatoiLineCommand *commands = matoi_line_commands (&n);

  world_declare (world, "2");
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (MatoiCommand) command = matoi_command_new (commands[i].command, "A");
      g_autoptr (GPtrArray) events = NULL;
      g_autoptr (GError) error = NULL;

      if (strcmp (commands[i].name, "page") == 0)
        continue;
      events = matoi_decide (world->incident, world->policy, command, world->now, &error);
      g_test_message ("%s: %s", commands[i].name, error ? error->message : "");
      g_assert_true (error == NULL || strstr (error->message, "understands") == NULL);
    }
  world_free (world);
}

/* Lines as people type them, all the way into the state. */
static void
test_through (void)
{
  static const char *const lines[] = {
    "/フェーズ 安定化",
    "/phase Size up",
    "/フェーズ　ＳＴＡＢＩＬＩＳＥ",
    "/重大度 ＳＥＶ１",
    "/役割 インシデントコマンダー Mei",
    "/役割 専門家 Ben",
    "/role Customer-Liaison Aki",
    "/引き継ぎ ｉｃ Rin",
    "/poll restart",
    "/poll-close agreed",
    "/snooze public-first 10 the page is being written",
    "/step インシデントコマンダー ic-announce",
    "/subteam Alpha Ben 20 restore the index",
    "/move Aki Alpha",
    "/dissolve Alpha",
    "@A 10m look",
    "/ack",
    "/link https://example.com/call call",
    "/security Quiet Lantern",
  };
  World *world = world_new ("pagerduty");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const MatoiPoll *poll;
  const MatoiAsk *ask;

  world_declare (world, "2");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      MatoiCommand *command = matoi_line_parse (lines[i], "A", world->now, zone, &error);

      g_test_message ("%s", lines[i]);
      g_assert_no_error (error);
      world_must (world, command);
    }
  g_assert_cmpstr (world->incident->phase, ==, "stabilise");
  g_assert_cmpstr (world->incident->severity, ==, "1");
  g_assert_true (matoi_incident_holds (world->incident, "ic", "Rin"));
  g_assert_false (matoi_incident_holds (world->incident, "ic", "Mei"));
  g_assert_true (matoi_incident_holds (world->incident, "sme", "Ben"));
  g_assert_true (matoi_incident_holds (world->incident, "customer-liaison", "Aki"));
  poll = g_ptr_array_index (world->incident->polls, 0);
  g_assert_cmpstr (poll->outcome, ==, "agreed");
  g_assert_true (g_hash_table_contains (world->incident->steps_done, "ic/ic-announce"));
  g_assert_true (g_hash_table_contains (world->incident->snoozes, "public-first"));
  ask = g_ptr_array_index (world->incident->asks, 0);
  g_assert_true (ask->acknowledged);
  g_assert_cmpstr (world->incident->codename, ==, "Quiet Lantern");
  g_assert_cmpuint (world->incident->links->len, ==, 1);
  world_must_not (world, world_command ("poll-close", "A", "outcome", "agreed", NULL),
                  MATOI_ERROR_NOT_FOUND, NULL);
  world_must_not (world, world_command ("ack", "A", NULL), MATOI_ERROR_NOT_FOUND, NULL);
  world_free (world);
}

static const MatoiAsk *
get_ask (World *world, guint i)
{
  return g_ptr_array_index (world->incident->asks, i);
}

static const MatoiTodo *
get_todo (World *world, guint i)
{
  return g_ptr_array_index (world->incident->todos, i);
}

static MatoiCommand *
parse (World *world, const char *line)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiCommand *command = matoi_line_parse (line, "A", world->now, zone, &error);

  g_assert_no_error (error);
  return command;
}

/* Asks and TODOs by what people call them. */
static void
test_by_name (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "2");
  world_must (world, parse (world, "@Ben 10m first"));
  world_must (world, parse (world, "@\"Mei Lin\" 10m count the hosts"));
  world_must (world, parse (world, "@Ben 10m second"));
  world_must (world, parse (world, "+ call Mei"));
  world_must (world, parse (world, "+ call the vendor"));
  world_must (world, parse (world, "+ call"));

  /* The latest of that person, then the one before. */
  world_must (world, parse (world, "/answer ben 12 waiting"));
  g_assert_cmpstr (get_ask (world, 2)->answer, ==, "12 waiting");
  g_assert_cmpstr (get_ask (world, 0)->state, ==, "open");
  world_must (world, parse (world, "/answer Ben"));
  g_assert_cmpstr (get_ask (world, 0)->state, ==, "done");
  world_must_not (world, parse (world, "/answer Ben again"), MATOI_ERROR_NOT_FOUND, NULL);
  /* By a part of the text. */
  world_must (world, parse (world, "/回答 hosts 三台"));
  g_assert_cmpstr (get_ask (world, 1)->answer, ==, "三台");

  world_must_not (world, parse (world, "/done cal"), MATOI_ERROR_INPUT, NULL);
  world_must (world, parse (world, "/done VENDOR"));
  g_assert_cmpint (get_todo (world, 1)->done_at, !=, MATOI_TIME_NONE);
  /* The whole text comes before a part of another one. */
  world_must (world, parse (world, "/完了 call"));
  g_assert_cmpint (get_todo (world, 2)->done_at, !=, MATOI_TIME_NONE);
  g_assert_cmpint (get_todo (world, 0)->done_at, ==, MATOI_TIME_NONE);
  world_must_not (world, parse (world, "/done nothing like it"), MATOI_ERROR_NOT_FOUND, NULL);
  world_free (world);
}

/* Levels, phases and roles by what they are called, in either language, and by its beginning. */
static void
test_names (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "2");
  world_must (world, parse (world, "/フェーズ 安定"));
  g_assert_cmpstr (world->incident->phase, ==, "stabilise");
  world_must (world, parse (world, "/phase ver"));
  g_assert_cmpstr (world->incident->phase, ==, "verify");
  world_must (world, parse (world, "/フェーズ 状況把握"));
  g_assert_cmpstr (world->incident->phase, ==, "size-up");
  world_must_not (world, parse (world, "/フェーズ 検証"), MATOI_ERROR_INPUT, NULL);
  world_must (world, parse (world, "/役割 記録 健二"));
  g_assert_true (matoi_incident_holds (world->incident, "scribe", "健二"));
  world_must (world, parse (world, "/role dep Mei"));
  g_assert_true (matoi_incident_holds (world->incident, "deputy", "Mei"));
  /* fits several */
  world_must_not (world, parse (world, "/role s Mei"), MATOI_ERROR_INPUT, NULL);
  world_free (world);
}

/* What was typed shortly after midnight about a quarter to twelve. */
static void
test_yesterday (void)
{
  static const struct
  {
    const char *line;
    gboolean earlier;
  } table[] = {
    { "14:05 x", FALSE }, { "14:31 x", TRUE }, { "23:50 x", TRUE },
    { "-5m x", FALSE },   { "-899m x", TRUE }, { "x", FALSE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiCommand) command = matoi_line_parse (table[i].line, "A", NOW, zone, NULL);

      g_test_message ("%s", table[i].line);
      g_assert_cmpint (matoi_line_is_earlier_day (command, NOW, zone), ==, table[i].earlier);
    }
  g_assert_false (matoi_line_is_earlier_day (NULL, NOW, zone));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/good", test_good);
  g_test_add_func ("/line/evidence", test_evidence);
  g_test_add_func ("/line/bad", test_bad);
  g_test_add_func ("/line/table", test_table);
  g_test_add_func ("/line/understood", test_understood);
  g_test_add_func ("/line/through", test_through);
  g_test_add_func ("/line/by-name", test_by_name);
  g_test_add_func ("/line/names", test_names);
  g_test_add_func ("/line/yesterday", test_yesterday);
  return g_test_run ();
}
