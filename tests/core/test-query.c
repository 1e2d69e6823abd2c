/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-query.h"

static MatoiQuery *
parse (const char *text, gboolean typing)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  MatoiQuery *query = matoi_query_parse (text, typing, zone, &place, &error);

  g_assert_no_error (error);
  return query;
}

static void
test_match (void)
{
  static const struct
  {
    const char *text;
    gboolean typing;
    const char *match;
  } rows[] = {
    { "", FALSE, NULL },
    { "   ", FALSE, NULL },
    { "deploy", FALSE, "(\"deploy\")" },
    { "deploy", TRUE, "(\"deploy\" *)" },
    { "deploy ", TRUE, "(\"deploy\")" },
    { "deploy*", FALSE, "(\"deploy\" *)" },
    { "Roll Back", FALSE, "(\"roll\") AND (\"back\")" },
    { "\"roll back\"", TRUE, "(\"roll back\")" },
    { "「障害 対応」", TRUE, "(\"障害 対応\")" },
    { "障害　-訓練", FALSE, "((\"障害\")) NOT ((\"訓練\"))" },
    { "障", FALSE, "(\"障\" *)" },
    { "ＡＰＩ", FALSE, "(\"api\")" },
    { "ｻｰﾊﾞｰ", FALSE, "(\"サーバー\" OR \"サーバ\")" },
    { "サーバ", FALSE, "(\"サーバ\")" },
    { "サーバ再起動", FALSE, "(\"サーバ再起動\" OR \"サーバー再起動\")" },
    { "キー", FALSE, "(\"キー\")" },
    { "-訓練", FALSE, NULL },
    { "!!!", FALSE, NULL },
    { "AND OR NOT (", FALSE, "(\"and\") AND (\"or\") AND (\"not\")" },
    { "https://x.example/a", FALSE, "(\"https://x.example/a\")" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MatoiQuery) query = parse (rows[i].text, rows[i].typing);
      g_autofree char *match = matoi_query_dup_match (query);

      g_assert_cmpstr (match, ==, rows[i].match);
      g_assert_false (matoi_query_has_filters (query));
    }
}

static void
test_filters (void)
{
  g_autoptr (MatoiQuery) query =
    parse ("sev:1,2 service:API state:closed ic:\"Ben Okafor\" kind:decision after:2026-01 "
           "before:2026 has:action ｓｅｖ：3 遅い",
           FALSE);
  g_autofree char *after = matoi_time_to_rfc3339 (query->after);
  g_autofree char *before = matoi_time_to_rfc3339 (query->before);

  g_assert_cmpuint (g_strv_length (query->severities), ==, 3);
  g_assert_cmpstr (query->severities[2], ==, "3");
  g_assert_cmpstr (query->services[0], ==, "API");
  g_assert_cmpstr (query->states[0], ==, "closed");
  g_assert_cmpstr (query->ics[0], ==, "Ben Okafor");
  g_assert_cmpstr (query->kinds[0], ==, "decision");
  g_assert_cmpstr (after, ==, "2025-12-31T15:00:00.000Z");
  g_assert_cmpstr (before, ==, "2025-12-31T15:00:00.000Z");
  g_assert_true (query->has_action);
  g_assert_cmpuint (query->terms->len, ==, 1);
}

static void
test_problems (void)
{
  static const struct
  {
    const char *text;
    gsize at;
    const char *word;
  } rows[] = {
    { "a \"b", 2, "\"" },
    { "colour:red x", 0, "colour" },
    { "x after:yesterday", 2, "yesterday" },
    { "after:2026-13", 0, "2026-13" },
    { "has:money", 0, "money" },
    { "after:31-02", 0, "31-02" },
    { "x before:26", 2, "26" },
    { "state:zzz", 0, "zzz" },
    { "x state:live,lives", 2, "lives" },
    { "state:l", 0, "“l”" },
    { "障害 kind:謎", 7, "謎" },
    { "kind:facts", 0, "facts" },
    { "障害 「切り戻し", 7, "」" },
    { "x “y", 2, "”" },
    { "x -\"y", 3, "\"" },
    { "x before:2026-02-30", 2, "2026-02-30" },
    { "ａｆｔｅｒ：いつか", 0, "いつか" },
    { "sev:1 foo:\"a b\" y", 6, "foo" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *endless = g_strnfill (MATOI_QUERY_MAX_BYTES + 1, 'a');
  g_autofree char *long_one = g_strnfill (MATOI_QUERY_MAX_BYTES, 'a');
  g_autoptr (MatoiQuery) fits = parse (long_one, FALSE);
  MatoiQueryPlace place;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fits);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_null (matoi_query_parse (rows[i].text, FALSE, zone, &place, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, rows[i].word));
      g_assert_cmpuint (place.at, ==, rows[i].at);
      g_assert_cmpuint (place.length, >, 0);
      g_clear_error (&error);
    }
  g_assert_null (matoi_query_parse (endless, FALSE, zone, &place, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
}

/* As people write them; what is not finished is what it may become. */
static void
test_values (void)
{
  static const struct
  {
    const char *text;
    gboolean typing;
    const char *states, *kinds;
    const char *after;
  } rows[] = {
    { "state:Live", FALSE, "live", "", "" },
    { "state:in_review,Closed", FALSE, "in-review,closed", "", "" },
    { "state:\"In Review\"", FALSE, "in-review", "", "" },
    { "ｓｔａｔｅ：ＥＮＤＥＤ", FALSE, "ended", "", "" },
    { "state:", TRUE, "", "", "" },
    { "state:l", TRUE, "live", "", "" },
    { "state:re", TRUE, "reviewed", "", "" },
    { "state:live,", TRUE, "live", "", "" },
    { "kind:TODO,fact", FALSE, "", "todo,fact", "" },
    { "kind:fact,d", TRUE, "", "fact,decision,detection", "" },
    { "kind:action", TRUE, "", "action", "" },
    { "after:", TRUE, "", "", "" },
    { "after:202", TRUE, "", "", "" },
    { "after:2026-", TRUE, "", "", "2026-01-01" },
    { "after:2026-0", TRUE, "", "", "2026-01-01" },
    { "after:2026-02-0", TRUE, "", "", "2026-02-01" },
    { "after:2026-02-03", TRUE, "", "", "2026-02-03" },
    { "has:a", TRUE, "", "", "" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MatoiQuery) query = parse (rows[i].text, rows[i].typing);
      g_autofree char *states = query->states != NULL ? g_strjoinv (",", query->states) : NULL;
      g_autofree char *kinds = query->kinds != NULL ? g_strjoinv (",", query->kinds) : NULL;
      g_autofree char *after = query->after != MATOI_TIME_NONE
                                 ? matoi_time_to_local (query->after, "%Y-%m-%d", zone)
                                 : NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (states != NULL ? states : "", ==, rows[i].states);
      g_assert_cmpstr (kinds != NULL ? kinds : "", ==, rows[i].kinds);
      g_assert_cmpstr (after != NULL ? after : "", ==, rows[i].after);
      g_assert_cmpuint (query->terms->len, ==, 0);
    }
}

/* Severities and policies are those of the file. */
static void
test_known (void)
{
  static const struct
  {
    const char *text;
    gboolean typing;
    const char *severities, *policies; /* (nullable) NULL: it is wrong … */
    gsize at;                          /* … there */
  } rows[] = {
    { "slow", FALSE, "", "", 0 },
    { "sev:1,sev2", FALSE, "1,SEV-2", "", 0 },
    { "sev:S", TRUE, "SEV-1,SEV-2", "", 0 },
    { "sev:SEV-1", TRUE, "SEV-1", "", 0 },
    { "policy:light", FALSE, "", "light", 0 },
    { "policy:pager", TRUE, "", "pagerduty", 0 },
    { "slow sev:x", FALSE, NULL, NULL, 5 },
    { "slow sev:x", TRUE, NULL, NULL, 5 },
    { "sev:S", FALSE, NULL, NULL, 0 },
    { "遅い sev:1,9 x", TRUE, NULL, NULL, 7 },
    { "policy:?", TRUE, NULL, NULL, 0 },
  };
  static const char *const severities[] = { "1", "SEV-1", "SEV-2", NULL };
  static const char *const policies[] = { "pagerduty", "light", NULL };
  g_autoptr (GPtrArray) some = g_ptr_array_new (), others = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (severities); i++)
    g_ptr_array_add (some, (gpointer) severities[i]);
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    g_ptr_array_add (others, (gpointer) policies[i]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MatoiQuery) query = parse (rows[i].text, rows[i].typing);
      g_autofree char *levels = NULL, *processes = NULL;
      g_autoptr (GError) error = NULL;
      MatoiQueryPlace place = { 0, 0 };
      gboolean good = matoi_query_know (query, some, others, &place, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (good, ==, rows[i].severities != NULL);
      if (!good)
        {
          g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
          g_assert_cmpuint (place.at, ==, rows[i].at);
          g_assert_cmpuint (place.length, >, 4);
          continue;
        }
      levels = query->severities != NULL ? g_strjoinv (",", query->severities) : NULL;
      processes = query->policies != NULL ? g_strjoinv (",", query->policies) : NULL;
      g_assert_cmpstr (levels != NULL ? levels : "", ==, rows[i].severities);
      g_assert_cmpstr (processes != NULL ? processes : "", ==, rows[i].policies);
    }
}

static void
test_snippets (void)
{
  static const struct
  {
    const char *query, *text, *hits, *snippet;
  } rows[] = {
    { "障害", "DBの障害です", "障害", "DBの障害です" },
    { "害", "DBの障害です。害", "害 害", "DBの障害です。害" },
    { "api", "The ＡＰＩ is down", "ＡＰＩ", "The ＡＰＩ is down" },
    { "ｱﾗｰﾄ", "アラートが来た", "アラート", "アラートが来た" },
    { "サーバ再起動", "サーバー再起動した", "サーバー再起動", "サーバー再起動した" },
    { "roll back", "Back to roll", "Back roll", "Back to roll" },
    { "nothing", "Back\nto roll", "", "Back to roll" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MatoiQuery) query = parse (rows[i].query, FALSE);
      g_autoptr (GArray) hits = matoi_query_find_hits (query, rows[i].text);
      g_autofree char *snippet = matoi_query_dup_snippet (query, rows[i].text);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < hits->len; j++)
        {
          MatoiQueryHit hit = g_array_index (hits, MatoiQueryHit, j);

          g_string_append_printf (found, "%s%.*s", j > 0 ? " " : "", (int) (hit.end - hit.start),
                                  rows[i].text + hit.start);
        }
      g_assert_cmpstr (found->str, ==, rows[i].hits);
      g_assert_cmpstr (snippet, ==, rows[i].snippet);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/match", test_match);
  g_test_add_func ("/query/filters", test_filters);
  g_test_add_func ("/query/problems", test_problems);
  g_test_add_func ("/query/values", test_values);
  g_test_add_func ("/query/known", test_known);
  g_test_add_func ("/query/snippets", test_snippets);
  return g_test_run ();
}
