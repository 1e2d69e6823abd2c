/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-text-private.h"

/* Markdown as the wiki markup of Data Center, where every sign of a person's words may mean
 * something and is escaped where it would. */

typedef struct
{
  GString *out;
  char kinds[MATOI_MARKDOWN_MAX_DEPTH + 1]; /* of the open lists: '*' or '#' */
  gboolean quote;
} Wiki;

/* --- words */

/* An address: what would end the link is written as a browser writes it. */
static void
append_address (GString *out, const char *url)
{
  for (const char *p = url; *p; p++)
    if (strchr ("[]{}|\\^~", *p))
      g_string_append_printf (out, "%%%02X", (guchar) *p);
    else
      g_string_append_c (out, *p);
}

static void
append_link (GString *out, const char *text, const char *url)
{
  g_string_append_c (out, '[');
  if (strcmp (text, url) != 0)
    {
      matoi_jira_wiki_append (out, text, FALSE);
      g_string_append_c (out, '|');
    }
  append_address (out, url);
  g_string_append_c (out, ']');
}

static void
append_words (GString *out, const char *text, const char *url, gboolean at_start)
{
  const char *begin, *end;

  if (url)
    {
      append_link (out, text, url);
      return;
    }
  while ((begin = matoi_jira_find_address (text, &end)))
    {
      g_autofree char *before = g_strndup (text, (gsize) (begin - text));
      g_autofree char *address = g_strndup (begin, (gsize) (end - begin));

      matoi_jira_wiki_append (out, before, at_start);
      append_link (out, address, address);
      at_start = FALSE;
      text = end;
    }
  matoi_jira_wiki_append (out, text, at_start);
}

/* The signs of @style, as they stand before the words; in braces inside a word, which Japanese
 * always is. */
static void
append_signs (GString *out, guint style, gboolean inside, gboolean closing)
{
  static const struct
  {
    guint style;
    char sign;
  } signs[] = { { MATOI_RUN_BOLD, '*' }, { MATOI_RUN_ITALIC, '_' }, { MATOI_RUN_STRIKE, '-' } };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      guint at = closing ? (guint) G_N_ELEMENTS (signs) - 1 - i : i;

      if (style & signs[at].style)
        g_string_append_printf (out, inside ? "{%c}" : "%c", signs[at].sign);
    }
}

/* A piece of one line: the blanks around it stay outside of its signs. */
static void
append_piece (GString *out,
              const char *text,
              guint style,
              const char *url,
              gunichar next,
              gboolean at_start)
{
  g_autofree char *words = g_strdup (text);
  g_autofree char *core = NULL;
  const char *tail;
  gsize blanks = strspn (words, " \t");
  gboolean inside;

  g_string_append_len (out, words, (gssize) blanks);
  core = g_strchomp (g_strdup (words + blanks));
  tail = words + blanks + strlen (core);
  if (*core && (style & MATOI_RUN_CODE))
    {
      g_string_append (out, "{{");
      append_words (out, core, url, FALSE);
      g_string_append (out, "}}");
    }
  else if (*core)
    {
      gunichar before = out->len > 0 ? g_utf8_get_char (g_utf8_prev_char (out->str + out->len)) : 0;

      inside = matoi_jira_is_word (before) || matoi_jira_is_word (*tail ? (gunichar) ' ' : next);
      append_signs (out, style, inside, FALSE);
      append_words (out, core, url, at_start && style == 0 && blanks == 0);
      append_signs (out, style, inside, TRUE);
    }
  g_string_append (out, tail);
}

static gunichar
first_of (GPtrArray *runs, guint index)
{
  const MatoiRun *run = index < runs->len ? g_ptr_array_index (runs, index) : NULL;

  return run ? g_utf8_get_char (run->text) : 0;
}

/* @line_end: what a new line is here. */
static void
append_runs (GString *out, GPtrArray *runs, guint more_style, const char *line_end)
{
  gboolean at_start = TRUE;

  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);
      g_auto (GStrv) lines = g_strsplit (run->text, "\n", -1);

      for (guint j = 0; lines[j]; j++)
        {
          gunichar next = lines[j + 1] ? '\n' : first_of (runs, i + 1);

          if (j > 0)
            {
              g_string_append (out, line_end);
              at_start = TRUE;
            }
          append_piece (out, lines[j], run->style | more_style, run->url, next, at_start);
          at_start = at_start && *lines[j] == '\0';
        }
    }
}

/* --- blocks */

/* Nothing in a program ends the block it stands in. */
static void
append_code (GString *out, GPtrArray *runs)
{
  g_autofree char *text = matoi_runs_dup_text (runs);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *macro = "code";

  if (strstr (lower, "{code"))
    macro = "noformat";
  g_string_append_printf (out, "{%s}\n", macro);
  if (g_str_equal (macro, "noformat") && strstr (lower, "{noformat"))
    for (const char *p = text; *p; p++)
      {
        g_string_append_c (out, *p);
        /* Only an invisible sign keeps them apart. */
        if (*p == '{')
          g_string_append_unichar (out, 0x200b);
      }
  else
    g_string_append (out, text);
  g_string_append_printf (out, "\n{%s}", macro);
}

static void
append_table (GString *out, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);
      const char *border = i == 0 ? "||" : "|";

      if (i > 0)
        g_string_append_c (out, '\n');
      g_string_append (out, border);
      for (guint j = 0; j < row->len; j++)
        {
          GPtrArray *runs = g_ptr_array_index (row, j);

          if (runs->len == 0)
            g_string_append_c (out, ' ');
          append_runs (out, runs, 0, " \\\\ ");
          g_string_append (out, border);
        }
    }
}

/* The signs of an item, or nothing. */
static void
append_marker (Wiki *wiki, const MatoiBlock *block)
{
  guint depth = MIN (block->depth, MATOI_MARKDOWN_MAX_DEPTH);

  if (depth == 0)
    memset (wiki->kinds, 0, sizeof wiki->kinds);
  if (depth == 0 || !block->item)
    return;
  for (guint i = 0; i + 1 < depth; i++)
    if (wiki->kinds[i] == '\0')
      wiki->kinds[i] = '*';
  wiki->kinds[depth - 1] = block->number > 0 ? '#' : '*';
  memset (wiki->kinds + depth, 0, sizeof wiki->kinds - depth);
  g_string_append_printf (wiki->out, "%s ", wiki->kinds);
}

static void
append_block (Wiki *wiki, const MatoiBlock *block)
{
  GString *out = wiki->out;
  gboolean in_list = block->depth > 0;

  append_marker (wiki, block);
  switch (block->kind)
    {
    case MATOI_BLOCK_HEADING:
      if (!in_list)
        g_string_append_printf (out, "h%u. ", CLAMP (block->level, 3, 6) - 1);
      append_runs (out, block->runs, in_list ? MATOI_RUN_BOLD : 0, " ");
      break;
    case MATOI_BLOCK_CODE:
      append_code (out, block->runs);
      break;
    case MATOI_BLOCK_TABLE:
      append_table (out, block->rows);
      break;
    case MATOI_BLOCK_RULE:
      g_string_append (out, in_list ? "—" : "----");
      break;
    case MATOI_BLOCK_IMAGE:
      {
        g_autofree char *words = matoi_runs_dup_text (block->runs);

        g_string_append (out, "\\[");
        matoi_jira_wiki_append (out, words, FALSE);
        g_string_append (out, "\\]");
        break;
      }
    case MATOI_BLOCK_TEXT:
    case MATOI_BLOCK_PICTURE:
    case MATOI_BLOCK_CONTENTS:
    default:
      append_runs (out, block->runs, 0, "\n");
      break;
    }
}

static char *
write_blocks (GPtrArray *blocks)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Wiki wiki = { out };
  guint depth = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const MatoiBlock *block = g_ptr_array_index (blocks, i);

      if (wiki.quote && !block->quote)
        g_string_append (out, "\n{quote}");
      if (i > 0)
        g_string_append (out, depth > 0 && block->depth > 0 && wiki.quote == block->quote ? "\n"
                                                                                          : "\n\n");
      if (!wiki.quote && block->quote)
        {
          g_string_append (out, "{quote}\n");
          memset (wiki.kinds, 0, sizeof wiki.kinds);
        }
      wiki.quote = block->quote;
      append_block (&wiki, block);
      depth = block->depth;
    }
  if (wiki.quote)
    g_string_append (out, "\n{quote}");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * matoi_jira_text_to_wiki:
 * @markdown: of any size; any bytes may come
 * @more_url: (nullable): where the whole text is, if it has to be cut
 * @max_length: 0: MATOI_JIRA_MAX_TEXT
 *
 * Returns: (transfer full): wiki markup for REST v2
 */
char *
matoi_jira_text_to_wiki (const char *markdown, const char *more_url, guint max_length)
{
  g_autofree char *valid = g_utf8_make_valid (markdown, -1);
  guint limit = max_length > 0 ? max_length : MATOI_JIRA_MAX_TEXT;
  guint room = limit;

  /* What is escaped is longer than what was typed; how much is seen when it is written. */
  for (;;)
    {
      g_autoptr (GPtrArray) blocks = matoi_markdown_parse (valid);
      g_autofree char *text = NULL;
      guint length;

      matoi_jira_blocks_cut (blocks, room, more_url);
      text = write_blocks (blocks);
      length = matoi_jira_text_length (text);
      if (length <= limit || room == 0)
        return g_steal_pointer (&text);
      room = (guint) MIN ((guint64) room * limit / length, room > 64 ? room - 64 : 0);
    }
}
