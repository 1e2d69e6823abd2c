/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-weight.h"

/* How much of a post on X a text takes. */

static const struct
{
  const char *text;
  guint weight;
} cases[] = {
  { "", 0 },
  { "Hello, world!", 13 },
  { "Größe, café, ¿qué?", 18 },
  { "cafe\xCC\x81", 4 }, /* the same letter in two parts */
  { "Привет", 6 },       /* below U+1100 */
  { "障害", 4 },
  { "決済の一部が失敗しています。", 28 },
  { "ﾃｽﾄ", 6 },
  { "ＡＰＩ", 6 },
  { "API の障害", 10 },
  { "“quoted” – yes", 14 }, /* signs between U+2010 and U+201F */
  { "wait…", 6 },           /* the three dots are one of two */
  { "한국어", 6 },
  { "🎉", 2 },
  { "❤", 2 },
  { "❤️", 2 },
  { "👍🏽", 2 },                  /* with a colour of skin */
  { "👨‍👩‍👧‍👦", 2 }, /* a family of seven parts */
  { "🏳️‍🌈", 2 },
  { "🇯🇵", 2 },
  { "🇯🇵🇺🇸", 4 },
  { "1️⃣", 2 },
  { "✅復旧しました", 14 },
  { "© ®", 3 },
  { "https://example.com", 23 },
  { "https://status.acme.example/incidents/abc123?x=1#top", 23 },
  { "See https://example.com/a.", 28 },
  { "(https://example.com/a)", 25 },
  { "http://a.jp と https://b.jp", 50 },
  { "詳細はhttps://example.jp/1をご覧ください", 43 },
  { "詳細は https://example.jp/障害 です", 39 },
  { "example.com is down", 31 },
  { "status.example.co.jp", 23 },
  { "write to a@example.com", 22 },
  { "node.js and 1.5", 15 },
  { "a\nb", 3 },
};

static void
test_weight (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (matoi_weight_of (cases[i].text), ==, cases[i].weight);
    }
}

/* 140 of Japanese, and not one more. */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 140; i++)
    g_string_append (text, "火");
  g_assert_cmpuint (matoi_weight_of (text->str), ==, MATOI_WEIGHT_MAX);
  g_string_append (text, "。");
  g_assert_cmpuint (matoi_weight_of (text->str), ==, MATOI_WEIGHT_MAX + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weight/texts", test_weight);
  g_test_add_func ("/weight/limit", test_limit);
  return g_test_run ();
}
