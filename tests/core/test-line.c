/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-line.h"
#include "matoi-time.h"

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
  { "＠健二　１０分　接続数を見る", "ask", "text", "接続数を見る", "ask", 0 },
  { "/ask Ben 10 look", "ask", "text", "look", "ask", 0 },
  { "/sev 1 wallet too", "severity", "reason", "wallet too", "severity", 0 },
  { "/重大度 １", "severity", "to", "1", "severity", 0 },
  { "/phase verify", "phase", "to", "verify", "phase", 0 },
  { "/role deputy Ben Okafor", "role-assign", "person", "Ben Okafor", "role", 0 },
  { "/update exec half back", "update", "to", "executives", "update", 0 },
  { "/page ic", "page", NULL, NULL, "page", 0 },
  { "/end", "end", NULL, NULL, "end", 0 },
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
  static const char *const bad[] = { "",        "   ",          "?",
                                     "! ",      "@Ben",         "@Ben look at it",
                                     "/nope x", "/sev",         "/role ic",
                                     "/todo ",  "/update exec", "@ 10m x",
                                     "\xff",    "/phase" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (matoi_line_parse (bad[i], "A", NOW, zone, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/good", test_good);
  g_test_add_func ("/line/evidence", test_evidence);
  g_test_add_func ("/line/bad", test_bad);
  return g_test_run ();
}
