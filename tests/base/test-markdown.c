/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-markdown.h"

static void
print_runs (GString *out, GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      g_string_append_printf (out, "%s%s%s%s", run->style & MATOI_RUN_BOLD ? "*" : "",
                              run->style & MATOI_RUN_ITALIC ? "/" : "",
                              run->style & MATOI_RUN_CODE ? "`" : "", run->text);
      if (run->url != NULL)
        g_string_append_printf (out, "<%s>", run->url);
    }
}

/* The blocks in short: a letter for the kind, where they stand, and their words. */
static char *
print (const char *text)
{
  g_autoptr (GPtrArray) blocks = matoi_markdown_parse (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const MatoiBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (out, "%s%c%s", i > 0 ? " | " : "", "HTCBRI"[block->kind],
                              block -> quote ? ">" : "");
      if (block->kind == MATOI_BLOCK_HEADING)
        g_string_append_printf (out, "%u", block->level);
      if (block->depth > 0)
        g_string_append_printf (out, "%u%s", block->depth, block->item ? "-" : "");
      if (block->number > 0)
        g_string_append_printf (out, "%u.", block->number);
      if (block->picture != NULL)
        g_string_append_printf (out, "(%s)", block->picture);
      g_string_append_c (out, ' ');
      print_runs (out, block->runs);
      for (guint r = 0; block->rows != NULL && r < block->rows->len; r++)
        {
          GPtrArray *row = g_ptr_array_index (block->rows, r);

          for (guint c = 0; c < row->len; c++)
            {
              g_string_append (out, c > 0 ? "," : "[");
              print_runs (out, g_ptr_array_index (row, c));
            }
          g_string_append_c (out, ']');
        }
    }
  return g_string_free (out, FALSE);
}

#define PICTURE "picture:0123456789abcdef"

static const struct
{
  const char *text, *blocks;
} cases[] = {
  { "", "" },
  { "a *b* **c** `d`", "T a /b *c `d" },
  { "one\ntwo", "T one two" },
  { "一つ\n二つ", "T 一つ二つ" },
  { "# A\n\n### B", "H3 A | H4 B" },
  { "- a\n  - b\n\n    c\n- d", "T1- a | T2- b | T2 c | T1- d" },
  { "3. a\n4. b", "T1-3. a | T1-4. b" },
  { "> a\n\nb", "T> a | T b" },
  { "```\na\n b\n```\n---", "C `a\n b | R " },
  { "|a|b|\n|-|-|\n|1 \\| 2|*c*|", "B [a,b][1 | 2,/c]" },
  { "[a](https://example.com) <b>c</b>", "T a<https://example.com> <b>c</b>" },
  { "[a](javascript:x) [b](file:///x)", "T a b" },
  /* pictures: of the record, in a paragraph */
  { "![a *b*](" PICTURE ")", "I(" PICTURE ") a /b" },
  { "![](picture:0123456789ABCDEF)", "I(" PICTURE ") " },
  { "x ![a](" PICTURE ") y ![b](" PICTURE ")\n![c](" PICTURE ")\nz",
    "T x  | I(" PICTURE ") a | T y  | I(" PICTURE ") b | I(" PICTURE ") c | T z" },
  { "- ![a](" PICTURE ") b\n- c", "I1-(" PICTURE ") a | T1 b | T1- c" },
  { "> ![a](" PICTURE ")", "I>(" PICTURE ") a" },
  { "# ![a](" PICTURE ") b", "H3 [a] b" },
  { "|![a](" PICTURE ")|b|\n|-|-|\n|c|d|", "B [[a],b][c,d]" },
  { "![a](https://example.com/x.png)", "T [a]" },
  { "![a](picture:0123) ![b](picture:0123456789abcdeg)", "T [a] [b]" },
  { "![a](picture:../../etc/passwd)", "T [a]" },
  { "![a ![b](" PICTURE ") c](" PICTURE ")", "I(" PICTURE ") a [b] c" },
};

static void
test_blocks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *blocks = print (cases[i].text);

      g_assert_cmpstr (blocks, ==, cases[i].blocks);
    }
}

/* What makes parsers slow, or their stacks overflow. */
static void
test_hostile (void)
{
  static const char *const texts[] = { ">",       "- ", "![[]()", "**a *b ", "[a](",
                                       "a\n",     "あ", "word ",  "|a|b|\n", "`",
                                       "    a\n", "_",  "&#0;",   "# h\n",   "![a](" PICTURE ") " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GString *text = g_string_new (NULL);
      g_autoptr (GPtrArray) blocks = NULL;

      while (text->len < 240 * 1024)
        g_string_append (text, texts[i]);
      g_test_timer_start ();
      blocks = matoi_markdown_parse (text->str);
      g_test_message ("“%s”: %u blocks, %.3f s", texts[i], blocks->len, g_test_timer_elapsed ());
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/blocks", test_blocks);
  g_test_add_func ("/markdown/hostile", test_hostile);
  return g_test_run ();
}
