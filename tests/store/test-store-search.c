/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written is found, all of it, and nothing else. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-history.h"
#include "matoi-search.h"
#include "matoi-tokens.h"
#include "store-rig.h"

static GPtrArray *
find (Rig *rig, const char *text, const char *person, gint64 *total)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query = matoi_query_parse (text, FALSE, zone, &place, &error);
  GPtrArray *hits;

  g_assert_no_error (error);
  hits = matoi_store_search (rig->store, query, person, 1000, total, &error);
  g_assert_no_error (error);
  return hits;
}

static guint
count (Rig *rig, const char *text)
{
  gint64 total = 0;
  g_autoptr (GPtrArray) hits = find (rig, text, "nobody", &total);

  g_assert_cmpint (total, ==, hits->len);
  return hits->len;
}

/* Counting incident by incident says the same. */
static void
assert_counted (Rig *rig, const char *text, guint n, guint n_old)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query = matoi_query_parse (text, FALSE, zone, &place, NULL);
  g_autoptr (GArray) counts = matoi_store_count_hits (rig->store, query, "nobody", &error);
  guint total = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, (n > n_old) + (n_old > 0));
  for (guint i = 0; i < counts->len; i++)
    {
      const MatoiHistoryCount *count = &g_array_index (counts, MatoiHistoryCount, i);
      g_autoptr (GPtrArray) hits =
        matoi_store_search_within (rig->store, query, "nobody", &count->incident, 1000, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, count->n);
      total += count->n;
    }
  g_assert_cmpuint (total, ==, n);
}

static MatoiCommand *
make (const char *name, ...)
{
  MatoiCommand *command = matoi_command_new (name, "Aiko");
  const char *arg;
  va_list args;

  va_start (args, name);
  while ((arg = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, arg, va_arg (args, const char *));
  va_end (args);
  return command;
}

static void
test_everything (void)
{
  Rig rig;
  MatoiId id;
  g_autofree char *text = NULL;

  rig_init (&rig);
  rig_do (&rig, rig_declare (&rig, "Checkout 5xx"), NULL);
  rig_do (&rig, rig_note ("データベースの障害を確認"), &id);
  rig_do (&rig, make ("todo", "text", "rotate the ＡＰＩ key", NULL), NULL);
  rig_do (&rig, make ("update", "to", "channel", "text", "We have failed over to Osaka", NULL),
          NULL);
  g_assert_cmpuint (count (&rig, "checkout"), ==, 1);
  g_assert_cmpuint (count (&rig, "ﾃﾞｰﾀﾍﾞｰｽ"), ==, 1);
  g_assert_cmpuint (count (&rig, "害"), ==, 1);
  g_assert_cmpuint (count (&rig, "api rotate"), ==, 1);
  g_assert_cmpuint (count (&rig, "api -rotate"), ==, 0);
  g_assert_cmpuint (count (&rig, "osak*"), >=, 1);
  g_assert_cmpuint (count (&rig, "osak"), ==, 0);
  g_assert_cmpuint (count (&rig, "\"failed over\""), >=, 1);
  g_assert_cmpuint (count (&rig, "\"over failed\""), ==, 0);
  g_assert_cmpuint (count (&rig, "api kind:todo"), ==, 1);
  g_assert_cmpuint (count (&rig, "api kind:fact"), ==, 0);
  g_assert_cmpuint (count (&rig, "state:live"), ==, 1);
  g_assert_cmpuint (count (&rig, "state:ended"), ==, 0);

  /* A correction takes the old words along. */
  text = matoi_id_dup_text (&id);
  rig_do (&rig, make ("correct", "entry", text, "text", "キャッシュの障害を確認", NULL), NULL);
  g_assert_cmpuint (count (&rig, "キャッシュ"), ==, 1);
  rig_assert_verifies (rig.store);
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, NULL));
  g_assert_cmpuint (count (&rig, "キャッシュ"), ==, 1);
  g_assert_cmpuint (count (&rig, "checkout"), ==, 1);
  rig_clear (&rig);
}

/* A confidential incident is not even counted. */
static void
test_confidential (void)
{
  Rig rig;
  gint64 total = -1;
  g_autoptr (GPtrArray) outside = NULL, inside = NULL;

  rig_init (&rig);
  rig_do (&rig, rig_declare (&rig, "Checkout 5xx"), NULL);
  rig_do (&rig, make ("role-assign", "role", "ic", "person", "Ben", NULL), NULL);
  rig_do (&rig, rig_note ("leaked tokens of customers"), NULL);
  rig_do (&rig, make ("security", "codename", "Maple", NULL), NULL);
  outside = find (&rig, "leaked", "Aiko", &total);
  g_assert_cmpuint (outside->len, ==, 0);
  g_assert_cmpint (total, ==, 0);
  inside = find (&rig, "leaked", "Ben", &total);
  g_assert_cmpuint (inside->len, ==, 1);
  g_assert_cmpint (total, ==, 1);
  g_assert_cmpstr (((MatoiSearchHit *) g_ptr_array_index (inside, 0))->title, ==, "Maple");
  rig_clear (&rig);
}

/* --- every filter */

static void
set_list (Rig *rig, const char *command_name, const char *arg, const char *one, const char *two)
{
  const char *const list[] = { one, two, NULL };
  MatoiCommand *command = matoi_command_new (command_name, "Aiko");

  matoi_command_set_strv (command, arg, list);
  rig_do (rig, command, NULL);
}

/* An old one that is over, with an action item, and one that goes on. */
static void
fill_two (Rig *rig)
{
  MatoiCommand *command = rig_declare (rig, "Checkout 5xx");

  command->occurred_at = RIG_NOW - 500 * 24 * 60 * MATOI_MINUTE;
  rig_do (rig, command, NULL);
  rig_do (rig, make ("role-assign", "role", "ic", "person", "Ben Okafor", NULL), NULL);
  rig_do (rig, make ("severity", "to", "1", NULL), NULL);
  set_list (rig, "details", "services", "Checkout API", "決済");
  command = make ("note", "kind", "decision", "text", "切り戻す: roll back", NULL);
  command->occurred_at = RIG_NOW - 499 * 24 * 60 * MATOI_MINUTE;
  rig_do (rig, command, NULL);
  command = make ("end", "outcome", "recovered", "final_severity", "1", "owner", "Aiko", "override",
                  "test", NULL);
  rig_do (rig, command, NULL);
  rig_do (rig, make ("action-add", "text", "Alert on roll back", NULL), NULL);

  rig->incident = (MatoiId){ { 0 } };
  rig_do (rig, rig_declare (rig, "Login is slow"), NULL);
  rig_do (rig, make ("role-assign", "role", "ic", "person", "田中 愛子", NULL), NULL);
  rig_do (rig, make ("note", "kind", "hypothesis", "text", "roll out of 14:00", NULL), NULL);
}

static void
test_filters (void)
{
  /* How many hits, and in which of the two. */
  static const struct
  {
    const char *query;
    guint n, n_old;
  } rows[] = {
    { "roll", 3, 2 },
    { "roll sev:1", 2, 2 },
    { "roll sev:2", 1, 0 },
    { "roll sev:1,2", 3, 2 },
    { "roll sev:1 sev:2", 3, 2 },
    { "roll sev:3", 0, 0 },
    { "roll service:決済", 2, 2 },
    { "roll service:\"ＣＨＥＣＫＯＵＴ api\"", 2, 2 },
    { "roll service:billing", 0, 0 },
    { "roll state:live", 1, 0 },
    { "roll state:draft", 2, 2 },
    { "roll ic:\"ben okafor\"", 2, 2 },
    { "roll ic:\"田中 愛子\"", 1, 0 },
    { "roll kind:decision", 1, 1 },
    { "roll kind:hypothesis,action", 2, 1 },
    { "roll has:action", 2, 2 },
    { "roll policy:pagerduty-incident-response", 0, 0 },
    { "roll before:2026", 1, 1 },
    { "roll after:2026", 2, 1 },
    { "roll after:2025-07 before:2025-08", 1, 1 },
    { "roll -back", 1, 0 },
    { "roll -back -out", 0, 0 },
    { "roll -\"out of\"", 2, 2 },
    /* Without a word: each incident, or each text of a kind. */
    { "sev:1", 1, 1 },
    { "has:action state:draft", 1, 1 },
    { "before:2026", 1, 1 },
    { "kind:decision", 1, 1 },
    { "kind:DECISION,hypothesis", 2, 1 },
    { "kind:decision sev:2", 0, 0 },
    { "kind:poll", 0, 0 },
    /* Nothing but what must not be there. */
    { "-decision", 2, 1 },
    { "-切り戻", 1, 0 },
    { "-切り戻 sev:1", 0, 0 },
    { "-rolled sev:1", 1, 1 },
    { "-roll", 0, 0 },
    { "kind:decision,hypothesis -back", 1, 0 },
    { "-roll kind:incident", 2, 1 },
    { "", 0, 0 },
    { "-", 0, 0 },
    { "!!!", 0, 0 },
  };
  Rig rig;

  rig_init (&rig);
  fill_two (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 total = -1;
      g_autoptr (GPtrArray) hits = find (&rig, rows[i].query, "nobody", &total);
      guint n_old = 0;

      for (guint j = 0; j < hits->len; j++)
        n_old +=
          strcmp (((MatoiSearchHit *) g_ptr_array_index (hits, j))->title, "Checkout 5xx") == 0;
      if (hits->len != rows[i].n || n_old != rows[i].n_old)
        g_test_message ("“%s”: %u hits, %u old", rows[i].query, hits->len, n_old);
      g_assert_cmpuint (hits->len, ==, rows[i].n);
      g_assert_cmpuint (n_old, ==, rows[i].n_old);
      g_assert_cmpint (total, ==, rows[i].n);
      assert_counted (&rig, rows[i].query, rows[i].n, n_old);
    }
  rig_clear (&rig);
}

/* --- everything that people write */

static void
test_texts (void)
{
  static const struct
  {
    const char *query, *kind;
  } rows[] = {
    { "声明文", "message" },          { "ouverture", "section" },   { "limiter", "action" },
    { "voller", "factor" },           { "Gelassenheit", "lesson" }, { "部屋の発言", "fact" },
    { "顧客向け", "update" },         { "誰が鍵", "ask" },          { "鍵を替", "todo" },
    { "オーバーライド", "incident" },
  };
  MatoiCommand *command = NULL;
  Rig rig;

  rig_init (&rig);
  rig_do (&rig, rig_declare (&rig, "手動オーバーライド"), NULL);
  command = make ("note", "kind", "fact", "text", "部屋の発言を取り込む", NULL);
  command->source = g_strdup ("slack");
  command->external_id = g_strdup ("C1/1795000000.000100");
  rig_do (&rig, command, NULL);
  rig_do (&rig, make ("todo", "text", "鍵を替える", NULL), NULL);
  command = make ("ask", "text", "誰が鍵を持つか", "person", "Ben", NULL);
  matoi_command_set_int (command, "minutes", 10);
  rig_do (&rig, command, NULL);
  rig_do (&rig, make ("update", "to", "executives", "text", "顧客向けの知らせ", NULL), NULL);
  rig_do (&rig,
          make ("end", "outcome", "recovered", "final_severity", "2", "owner", "Aiko", "override",
                "test", NULL),
          NULL);
  rig_do (&rig, make ("pm-write", "section", "overview", "text", "L'ouverture du soir.", NULL),
          NULL);
  rig_do (&rig, make ("pm-factor", "what", "Ein voller Cache", NULL), NULL);
  rig_do (&rig, make ("pm-learned", "side", "well", "text", "Gelassenheit", NULL), NULL);
  rig_do (&rig, make ("pm-message", "choice", "text", "summary", "声明文です。", NULL), NULL);
  rig_do (&rig, make ("action-add", "text", "Limiter le cache", NULL), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) hits = find (&rig, rows[i].query, "nobody", NULL);

      gboolean found = FALSE;

      /* What was told also stands in the timeline. */
      for (guint j = 0; j < hits->len; j++)
        found |= strcmp (((MatoiSearchHit *) g_ptr_array_index (hits, j))->kind, rows[i].kind) == 0;
      if (!found)
        g_test_message ("“%s” is not found", rows[i].query);
      g_assert_true (found);
    }
  rig_clear (&rig);
}

/* --- odd questions, as long as they may be */

static void
test_long (void)
{
  static const char *const pieces[] = {
    "a ",        "-a ", "障",  "サーバーの", "\"x y\" ", "-\"x y\" ", "!",
    "kind:ask ", "障 ", "x* ", "(AND ",      "🔥 ",       "ー",        "*",
  };
  Rig rig;

  rig_init (&rig);
  rig_do (&rig, rig_declare (&rig, "a 障害 サーバの x y 🔥"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) hits = NULL;

      while (text->len + strlen (pieces[i]) <= MATOI_QUERY_MAX_BYTES)
        g_string_append (text, pieces[i]);
      hits = find (&rig, text->str, "nobody", NULL);
      g_assert_cmpuint (hits->len, <=, 1);
      for (guint j = 0; j < hits->len; j++)
        {
          g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
          MatoiQueryPlace place;
          g_autoptr (MatoiQuery) query = matoi_query_parse (text->str, TRUE, zone, &place, NULL);
          g_autofree char *snippet =
            matoi_query_dup_snippet (query, ((MatoiSearchHit *) g_ptr_array_index (hits, j))->text);

          g_assert_nonnull (snippet);
        }
    }
  rig_clear (&rig);
}

/* Against a scan of all texts after the same folding: every part of two characters or more. */
static void
test_recall (void)
{
  static const char *const signs[] = { "障", "害", "サ", "ー", "バ", "ｶﾞ", "の", "ア", "々", "再" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Rig rig;

  rig_init (&rig);
  rig_do (&rig, rig_declare (&rig, "x"), NULL);
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = (guint) g_rand_int_range (random, 2, 9);

      for (guint j = 0; j < n; j++)
        g_string_append (text, signs[g_rand_int_range (random, 0, (gint32) G_N_ELEMENTS (signs))]);
      rig_do (&rig, rig_note (text->str), NULL);
      g_ptr_array_add (texts, matoi_tokens_fold (text->str));
    }
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autofree char *part = g_utf8_substring (text, 0, 2);
      guint expected = 0;

      for (guint j = 0; j < texts->len; j++)
        expected += strstr (g_ptr_array_index (texts, j), part) != NULL;
      g_assert_cmpuint (count (&rig, part), ==, expected);
      g_free (part);
      part = g_utf8_substring (text, g_utf8_strlen (text, -1) - 1, g_utf8_strlen (text, -1));
      expected = 0;
      for (guint j = 0; j < texts->len; j++)
        expected += strstr (g_ptr_array_index (texts, j), part) != NULL;
      g_assert_cmpuint (count (&rig, part), ==, expected);
    }
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/everything", test_everything);
  g_test_add_func ("/search/confidential", test_confidential);
  g_test_add_func ("/search/filters", test_filters);
  g_test_add_func ("/search/texts", test_texts);
  g_test_add_func ("/search/long", test_long);
  g_test_add_func ("/search/recall", test_recall);
  return g_test_run ();
}
