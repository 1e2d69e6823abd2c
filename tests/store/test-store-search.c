/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written is found, all of it, and nothing else. */

#include "config.h"

#include <locale.h>
#include <string.h>

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
  g_test_add_func ("/search/recall", test_recall);
  return g_test_run ();
}
