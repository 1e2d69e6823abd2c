/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-tokens.h"

typedef struct
{
  const char *text;
  GString *words;    /* tokens with a blank between them; "+" before one that stands beside */
  GPtrArray *tokens; /* of char *, without those beside */
  gsize last_end;
} Heard;

static gboolean
hear (const char *token, gsize length, gsize start, gsize end, gboolean beside, gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_cmpuint (start, <, end);
  g_assert_cmpuint (end, <=, strlen (heard->text));
  g_assert_true (g_utf8_validate (token, (gssize) length, NULL));
  if (heard->words->len > 0)
    g_string_append_c (heard->words, ' ');
  if (beside)
    g_string_append_c (heard->words, '+');
  else
    g_ptr_array_add (heard->tokens, g_strndup (token, length));
  g_string_append_len (heard->words, token, (gssize) length);
  heard->last_end = end;
  return TRUE;
}

static void
listen_to (Heard *heard, const char *text, MatoiTokensMode mode)
{
  heard->text = text;
  heard->words = g_string_new (NULL);
  heard->tokens = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (matoi_tokens_each (text, strlen (text), mode, hear, heard));
}

static void
heard_clear (Heard *heard)
{
  g_string_free (heard->words, TRUE);
  g_ptr_array_unref (heard->tokens);
}

static void
test_table (void)
{
  static const struct
  {
    const char *text, *index, *query;
  } rows[] = {
    { "", "", "" },
    { "Checkout is DOWN", "checkout is down", "checkout is down" },
    { "ＡＰＩ", "api", "api" },
    { "障害", "障害 +害", "障害" },
    { "障", "障", "障" },
    { "DB障害です", "db 障害 害で です +す", "db 障害 害で です" },
    { "ｱﾗｰﾄ", "アラ ラー ート +ト", "アラ ラー ート" },
    { "ﾃﾞｰﾀ", "デー ータ +タ", "デー ータ" },
    { "か\xe3\x82\x99", "が", "が" },
    { "か", "か", "か" },
    { "café CAFÉ", "cafe cafe", "cafe cafe" },
    { "㈱A", "株 a", "株 a" },
    { "㍻", "平成 +成", "平成" },
    { "a_b-c.d", "a b c d", "a b c d" },
    { "🔥🔥", "🔥🔥 +🔥", "🔥🔥" },
    { "x\xff\xfey", "x y", "x y" },
    { "장애", "장애 +애", "장애" },
    { "サーバー、再起動", "サー ーバ バー +ー 再起 起動 +動", "サー ーバ バー 再起 起動" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Heard index = { NULL }, query = { NULL };

      listen_to (&index, rows[i].text, MATOI_TOKENS_INDEX);
      listen_to (&query, rows[i].text, MATOI_TOKENS_QUERY);
      g_assert_cmpstr (index.words->str, ==, rows[i].index);
      g_assert_cmpstr (query.words->str, ==, rows[i].query);
      heard_clear (&index);
      heard_clear (&query);
    }
}

static gboolean
stop_at_once (const char *token,
              gsize length,
              gsize start,
              gsize end,
              gboolean beside,
              gpointer user_data)
{
  ++*(guint *) user_data;
  return FALSE;
}

static void
test_enough (void)
{
  guint n = 0;

  g_assert_false (matoi_tokens_each ("one two 三四", strlen ("one two 三四"), MATOI_TOKENS_INDEX,
                                     stop_at_once, &n));
  g_assert_cmpuint (n, ==, 1);
}

static void
test_long_word (void)
{
  g_autofree char *text = g_strnfill (5000, 'a');
  Heard heard = { NULL };
  gsize sum = 0;

  listen_to (&heard, text, MATOI_TOKENS_INDEX);
  g_assert_cmpuint (heard.tokens->len, >, 1);
  for (guint i = 0; i < heard.tokens->len; i++)
    sum += strlen (g_ptr_array_index (heard.tokens, i));
  g_assert_cmpuint (sum, ==, 5000);
  g_assert_cmpuint (heard.last_end, ==, 5000);
  heard_clear (&heard);
}

static gboolean
has_phrase (GPtrArray *tokens, GPtrArray *phrase)
{
  for (guint i = 0; i + phrase->len <= tokens->len; i++)
    {
      guint j = 0;

      while (j < phrase->len &&
             strcmp (g_ptr_array_index (tokens, i + j), g_ptr_array_index (phrase, j)) == 0)
        j++;
      if (j == phrase->len)
        return TRUE;
    }
  return FALSE;
}

/* Every part of two or more characters of what is written without blanks is found again, in
 * whatever width it is looked for. */
static void
test_every_part (void)
{
  static const char *const signs[] = { "障", "害", "サ", "ー",          "バ", "ｶ",  "ﾞ",
                                       "の", "が", "再", "ﾃ",           "ア", "ｱ",  "ﾗ",
                                       "ト", "々", "Ａ", "a",           "1",  "１", " ",
                                       "、", "é",  "🔥",  "\xe3\x82\x99" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;
      Heard index = { NULL };
      glong n;

      for (guint i = 0; i < 12; i++)
        g_string_append (text, signs[g_rand_int_range (random, 0, (gint32) G_N_ELEMENTS (signs))]);
      listen_to (&index, text->str, MATOI_TOKENS_INDEX);
      folded = matoi_tokens_fold (text->str);
      n = g_utf8_strlen (folded, -1);
      for (glong from = 0; from < n; from++)
        for (glong to = from + 2; to <= n; to++)
          {
            g_autofree char *part = g_utf8_substring (folded, from, to);
            Heard query = { NULL };
            gboolean apart = FALSE;

            for (const char *p = part; *p != '\0'; p = g_utf8_next_char (p))
              apart |= g_utf8_get_char (p) < 0x1100 || g_utf8_get_char (p) == 0x3001;
            /* A mark without a character of its own is nobody's search. */
            if (apart || strstr (part, "\xe3\x82\x99"))
              continue;
            listen_to (&query, part, MATOI_TOKENS_QUERY);
            g_assert_cmpuint (query.tokens->len, >, 0);
            if (!has_phrase (index.tokens, query.tokens))
              g_error ("“%s” is not found in “%s” (%s)", part, text->str, index.words->str);
            heard_clear (&query);
          }
      heard_clear (&index);
    }
}

/* Nothing breaks, whatever the bytes are. */
static void
test_any_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 20000; round++)
    {
      char bytes[24];
      guint n = 0;

      for (guint i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = (char) g_rand_int_range (random, 1, 256);
      bytes[sizeof bytes - 1] = '\0';
      {
        g_autofree char *folded = matoi_tokens_fold (bytes);

        g_assert_true (g_utf8_validate (folded, -1, NULL));
      }
      matoi_tokens_each (bytes, strlen (bytes), MATOI_TOKENS_INDEX, stop_at_once, &n);
      g_assert_cmpuint (n, <=, 1);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokens/table", test_table);
  g_test_add_func ("/tokens/enough", test_enough);
  g_test_add_func ("/tokens/long-word", test_long_word);
  g_test_add_func ("/tokens/every-part", test_every_part);
  g_test_add_func ("/tokens/any-bytes", test_any_bytes);
  return g_test_run ();
}
