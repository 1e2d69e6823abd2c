/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-merge-private.h"
#include "matoi-merge.h"

/* What comes of it either way round. */
static void
check (const char *base, const char *a, const char *b, const char *expected, guint conflicts)
{
  guint found = 99, found_again = 99;
  g_autofree char *merged = matoi_merge3 (base, a, b, &found);
  g_autofree char *again = matoi_merge3 (base, b, a, &found_again);

  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpstr (again, ==, expected);
  g_assert_cmpuint (found, ==, conflicts);
  g_assert_cmpuint (found_again, ==, conflicts);
}

static void
test_plain (void)
{
  check ("", "", "", "", 0);
  check ("One. Two.", "One. Two.", "One. 2.", "One. 2.", 0);
  check ("One. Two.", "One. 2.", "One. 2.", "One. 2.", 0);
  check ("One. Two.", "Uno. Two.", "One. Due.", "Uno. Due.", 0);
  check ("One. Two. Three.", "One. Three.", "One. Two. Three. Four.", "One. Three. Four.", 0);
  check ("原因を調べた。復旧した。", "原因をすぐ調べた。復旧した。",
         "原因を調べた。完全に復旧した！", "原因をすぐ調べた。完全に復旧した！", 0);
  check ("「直った？」と聞いた。", "「直った？」と聞いた。はい。", "14時、「直った？」と聞いた。",
         "14時、「直った？」と聞いた。はい。", 0);
  /* the blanks that separate are nobody's sentence */
  check ("One. Two.", "One.\n\nTwo.", "One. Two. Three.", "One.\n\nTwo. Three.", 0);
  check ("One.\n\nTwo.\n", "One.\n\nTwo.\n", "One.\nTwo.\n", "One.\nTwo.\n", 0);
}

static void
test_both_kept (void)
{
  /* the same sentence in two ways: both, and it is counted */
  check ("It was 14 %.", "It was 15 %.", "It was 20 %.", "It was 15 %.\n\nIt was 20 %.", 1);
  check ("A. B. C.", "A. B1. C.", "A. B2. C.", "A. B1. B2. C.", 1);
  check ("甲。乙。丙。", "甲。乙一。丙。", "甲。乙二。丙。", "甲。乙一。乙二。丙。", 1);
  /* taken out by one, changed by the other: what was typed stays, and it is counted */
  check ("A. B. C.", "A. C.", "A. B2. C.", "A. B2. C.", 1);
  check ("A. B. C.", "A. C.", "A. C.", "A. C.", 0);
  /* two add at the same place: nothing was changed by both */
  check ("A.", "A. B.", "A. C.", "A. B. C.", 0);
  check ("", "Hello.", "World.", "Hello.\n\nWorld.", 0);
  check ("A.\n\nZ.", "A. N.\n\nZ.", "A.\n\nP.\n\nZ.", "A. N.\n\nP.\n\nZ.", 0);
  check ("A.\n\nZ.", "A. M.\n\nZ.", "A. N.\n\nZ.", "A. M. N.\n\nZ.", 0);
  /* … and what both added alike stands once */
  check ("A.", "A. B. C.", "A. B. D.", "A. B. C. D.", 0);
}

static void
test_markdown (void)
{
  /* a row, a point and a heading begin a line of their own */
  check ("- one\n- two\n", "- one\n- two\n- three\n", "- one\n- two\n- four\n",
         "- one\n- two\n- four\n- three\n", 0);
  check ("- one. More.\n", "- one. Less.\n", "- eins. More.\n", "- eins. Less.\n", 0);
  check ("1. One\n2. Two\n", "1. Uno\n2. Two\n", "1. One\n2. Due\n", "1. Uno\n2. Due\n", 0);
  check ("| a. b. | c |\n|--|--|\n| 1 | 2 |\n", "| a. b. | d |\n|--|--|\n| 1 | 2 |\n",
         "| a. x. | c |\n|--|--|\n| 1 | 2 |\n",
         "| a. b. | d |\n| a. x. | c |\n|--|--|\n| 1 | 2 |\n", 1);
  check ("# What. Now\ntext", "# What. Then\ntext", "# Why. Now\ntext",
         "# What. Then\n# Why. Now\ntext", 1);
  check ("```\na. b. c\n```\n", "```\na. b. d\n```\n", "```\na. x. c\n```\n",
         "```\na. b. d\na. x. c\n```\n", 1);
  /* two blocks do not grow into each other */
  check ("A.\n", "A.\n\n```\none\n```\n", "A.\n\n```\ntwo\n```\n",
         "A.\n\n```\none\n```\n\n```\ntwo\n```\n", 0);
  check ("A.\n\n| h |\n|-|\n| 1 |\n\nZ.", "A.\n\n| h |\n|-|\n| 1 |\n| 2 |\n\nZ.",
         "A.\n\n| h |\n|-|\n| 1 |\n\nZ. More.", "A.\n\n| h |\n|-|\n| 1 |\n| 2 |\n\nZ. More.", 0);
  /* an indentation belongs to its line */
  check ("- a\n  - b\n  - c\n", "- a\n  - c\n", "- a\n  - b\n  - c\n  - d\n", "- a\n  - c\n  - d\n",
         0);
}

/* Where a text is cut, as "unit|unit". */
static void
test_units (void)
{
  static const struct
  {
    const char *text, *units;
  } cases[] = {
    { "One. Two! Three? four", "One.|Two!|Three? four" },
    { "See e.g. this. At 10.5 % it broke.", "See e.g. this.|At 10.5 % it broke." },
    { "(Really.) Yes.", "(Really.)|Yes." },
    { "調べた。直した！？本当？はい｡", "調べた。|直した！？|本当？|はい｡" },
    { "「止まった。」と言った。「はい。」「次。」",
      "「止まった。」と言った。|「はい。」|「次。」" },
    { "1. One. Two.\n12) Three.", "1. One.|Two.|12) Three." },
    { "> - A. B.", "> - A.|B." },
    { "# A. B.\nC. D.", "# A. B.|C.|D." },
    { "| A. B. |\nC. D.", "| A. B. ||C.|D." },
    { "~~~ sh\na. B.\n```\nc. D.\n~~~\nE. F.", "~~~ sh|a. B.|```|c. D.|~~~|E.|F." },
    { "    a. B.\nC. D.", "    a. B.|C.|D." },
    { "   \n\n", "" },
    { "\n\n  A.\r\n\r\nB.  \n", "  A.|B." },
    { "日本語と English. Mixed です。", "日本語と English.|Mixed です。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MatoiUnitPool *pool = matoi_unit_pool_new ();
      const char *lead = NULL;
      g_autoptr (GArray) units = matoi_unit_pool_split (pool, cases[i].text, &lead);
      g_autoptr (GString) cut = g_string_new (NULL);
      g_autoptr (GString) whole = g_string_new (lead);

      for (guint u = 0; u < units->len; u++)
        {
          const MatoiUnit *unit = &g_array_index (units, MatoiUnit, u);

          g_string_append_printf (cut, "%s%s", u > 0 ? "|" : "", unit->text);
          g_string_append_printf (whole, "%s%s", unit->text, unit->gap);
        }
      g_assert_cmpstr (cut->str, ==, cases[i].units);
      g_assert_cmpstr (whole->str, ==, cases[i].text);
      matoi_unit_pool_free (pool);
    }
}

/* --- random edits; every sentence has a word that is nowhere else */

typedef struct
{
  GRand *rand;
  guint next;
} Typist;

static char *
type_sentence (Typist *self)
{
  static const char *const forms[] = {
    "Word%uz went up. ",       "単語%uz が増えた。", "- point word%uz\n", "| word%uz | 1. 2. |\n",
    "What about word%uz?\n\n", "# Word%uz\n\n",      "    code (%uz);\n", "「%uz が？」と聞いた！",
  };
  const char *form = forms[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (forms))];
  g_auto (GStrv) parts = g_strsplit (form, "%u", 2);

  return g_strdup_printf ("%s%u%s", parts[0], ++self->next, parts[1]);
}

/* Puts sentences in, out and in other places; all of them without a doubt apart. */
static GPtrArray *
edit (Typist *self, GPtrArray *from, guint edits)
{
  GPtrArray *to = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
  for (guint i = 0; i < edits; i++)
    {
      int at = g_rand_int_range (self->rand, 0, (int) to->len + 1);
      int what = g_rand_int_range (self->rand, 0, 4);

      if (what >= 2 || (guint) at >= to->len)
        g_ptr_array_insert (to, at, type_sentence (self));
      else if (what == 0)
        g_ptr_array_remove_index (to, (guint) at);
      else
        {
          g_free (g_ptr_array_index (to, (guint) at));
          g_ptr_array_index (to, (guint) at) = type_sentence (self);
        }
    }
  return to;
}

/* As written by a person: a line that must begin one does. */
static char *
lay_out (GPtrArray *sentences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    {
      const char *sentence = g_ptr_array_index (sentences, i);

      if (text->len > 0 && text->str[text->len - 1] != '\n' && strchr ("-|# ", *sentence) != NULL)
        g_string_append_c (text, '\n');
      g_string_append (text, sentence);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_token (const char *sentence)
{
  const char *from = strpbrk (sentence, "0123456789");
  /* the number and its z; with what is before it, so that 12z is not found in 112z */
  gsize length = strspn (from, "0123456789") + 1;

  while (from > sentence && ((guchar) from[-1] >= 0x80 || strchr (" (", from[-1]) == NULL) &&
         g_ascii_isalpha (from[-1]))
    from--, length++;
  return g_strndup (from, length);
}

static gboolean
contains (GPtrArray *sentences, const char *sentence)
{
  return g_ptr_array_find_with_equal_func (sentences, sentence, g_str_equal, NULL);
}

static gboolean
has_token (const char *text, const char *token)
{
  for (const char *p = strstr (text, token); p != NULL; p = strstr (p + 1, token))
    if (p == text || !g_ascii_isdigit (p[-1]))
      return TRUE;
  return FALSE;
}

static void
check_kept (const char *merged, GPtrArray *base, GPtrArray *mine, GPtrArray *theirs)
{
  for (guint i = 0; i < mine->len; i++)
    {
      const char *sentence = g_ptr_array_index (mine, i);
      g_autofree char *token = dup_token (sentence);

      if (!contains (base, sentence) || contains (theirs, sentence))
        g_assert_true (has_token (merged, token));
    }
  for (guint i = 0; i < base->len; i++)
    {
      const char *sentence = g_ptr_array_index (base, i);
      g_autofree char *token = dup_token (sentence);

      /* what somebody took out does not come back */
      if (!contains (mine, sentence))
        g_assert_false (has_token (merged, token));
    }
}

static void
check_round (Typist *typist, guint size, guint edits)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) base = edit (typist, nothing, size);
  g_autoptr (GPtrArray) mine = edit (typist, base, edits);
  g_autoptr (GPtrArray) theirs = edit (typist, base, edits);
  g_autofree char *text = lay_out (base);
  g_autofree char *a = lay_out (mine);
  g_autofree char *b = lay_out (theirs);
  g_autofree char *merged = matoi_merge3 (text, a, b, NULL);
  g_autofree char *swapped = matoi_merge3 (text, b, a, NULL);
  g_autofree char *same = matoi_merge3 (text, merged, merged, NULL);
  g_autofree char *again = matoi_merge3 (text, merged, a, NULL);
  g_autofree char *onto = matoi_merge3 (a, merged, a, NULL);
  g_autofree char *alone = matoi_merge3 (text, text, b, NULL);

  g_assert_true (g_utf8_validate (merged, -1, NULL));
  g_assert_cmpstr (merged, ==, swapped);
  g_assert_cmpstr (same, ==, merged);
  g_assert_cmpstr (onto, ==, merged);
  g_assert_cmpstr (alone, ==, b);
  check_kept (merged, base, mine, theirs);
  check_kept (merged, base, theirs, mine);
  /* … and merging what is in it already loses nothing either */
  check_kept (again, base, mine, theirs);
  check_kept (again, base, theirs, mine);
}

static void
test_random (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  Typist typist = { g_rand_new_with_seed (seed), 0 };

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 4000; i++)
    check_round (&typist, (guint) g_rand_int_range (typist.rand, 0, 30),
                 (guint) g_rand_int_range (typist.rand, 0, 12));
  for (guint i = 0; i < 20; i++)
    check_round (&typist, 600, 80);
  g_rand_free (typist.rand);
}

/* Texts of any kind: nothing breaks, and both sides come to the same. */
static void
test_garbage (void)
{
  static const char *const bits[] = { ".",  "。", " ",  "\n", "```", "|",    "- ", "#",
                                      "1.", "　", "\t", "あ", "a",   "\r\n", "!",  "」" };
  GRand *rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 20000; i++)
    {
      GString *texts[3];
      g_autofree char *one = NULL;
      g_autofree char *two = NULL;

      for (guint t = 0; t < 3; t++)
        {
          texts[t] = g_string_new (NULL);
          for (int n = g_rand_int_range (rand, 0, 20); n > 0; n--)
            g_string_append (texts[t], bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
        }
      one = matoi_merge3 (texts[0]->str, texts[1]->str, texts[2]->str, NULL);
      two = matoi_merge3 (texts[0]->str, texts[2]->str, texts[1]->str, NULL);
      g_assert_cmpstr (one, ==, two);
      for (guint t = 0; t < 3; t++)
        g_string_free (texts[t], TRUE);
    }
  g_rand_free (rand);
}

/* Says how long it took; how long it may take depends on the machine. (transfer full) */
static char *
merge_and_tell (const char *base, const char *a, const char *b)
{
  gint64 before = g_get_monotonic_time ();
  char *merged = matoi_merge3 (base, a, b, NULL);

  g_test_message ("%zu bytes: %.2f ms", strlen (base),
                  (double) (g_get_monotonic_time () - before) / 1000);
  return merged;
}

static void
test_large (void)
{
  Typist typist = { g_rand_new_with_seed (7), 0 };
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) base = edit (&typist, nothing, 12000);
  g_autoptr (GPtrArray) mine = edit (&typist, base, 80);
  g_autoptr (GPtrArray) theirs = edit (&typist, base, 80);
  g_autofree char *text = lay_out (base);
  g_autofree char *a = lay_out (mine);
  g_autofree char *b = lay_out (theirs);
  g_autoptr (GString) dull = g_string_new (NULL);
  g_autofree char *dull_a = NULL;
  g_autofree char *dull_b = NULL;
  g_autofree char *merged = merge_and_tell (text, a, b);
  g_autofree char *dull_merged = NULL;

  g_assert_cmpuint (strlen (text), >, 61000);
  g_assert_cmpuint (strlen (merged), >, 61000);
  /* nothing but the same line, in the largest section there is */
  for (guint i = 0; i < 60000; i++)
    g_string_append (dull, i % 7 == 0 ? "x.\n" : "y.\n");
  dull_a = g_strconcat ("A.\n", dull->str, "A.\n", NULL);
  dull_b = g_strconcat ("y.\n", dull->str, "x.\n", NULL);
  dull_merged = merge_and_tell (dull->str, dull_a, dull_b);
  g_assert_true (g_str_has_prefix (dull_merged, "A.\n"));
  g_assert_cmpuint (strlen (dull_merged), >, dull->len + 8);
  g_rand_free (typist.rand);
}

/* Made to take long, or all of the stack. */
static void
test_hostile (void)
{
  g_autofree char *quotes = g_strnfill (200 * 1024, '>');
  g_autofree char *other = g_strdup_printf ("%s >", quotes);
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *quoted = matoi_merge3 ("", quotes, other, NULL);
  g_autofree char *merged = NULL;

  g_assert_cmpuint (strlen (quoted), >=, strlen (other));
  for (guint i = 0; i < 15000; i++)
    {
      g_string_append_printf (a, "# a%u\n", i);
      g_string_append_printf (b, "# b%u\n", i);
    }
  g_string_append (b, "# one more\n");
  merged = matoi_merge3_full ("# one\n", a->str, b->str, found);
  g_assert_cmpuint (strlen (merged), >=, a->len + b->len);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (g_strv_length (g_ptr_array_index (found, 0)), ==, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/plain", test_plain);
  g_test_add_func ("/merge/both-kept", test_both_kept);
  g_test_add_func ("/merge/markdown", test_markdown);
  g_test_add_func ("/merge/units", test_units);
  g_test_add_func ("/merge/random", test_random);
  g_test_add_func ("/merge/garbage", test_garbage);
  g_test_add_func ("/merge/large", test_large);
  g_test_add_func ("/merge/hostile", test_hostile);
  return g_test_run ();
}
