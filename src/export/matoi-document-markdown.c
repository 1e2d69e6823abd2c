/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

/* The document as Markdown; what people wrote stays words, whatever is in it. */

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || (c & 0x80) != 0;
}

/* Whether the byte at @p would be read as markup. */
static gboolean
is_markup (const char *text, const char *p, gboolean in_table)
{
  char before = p > text ? p[-1] : ' ';

  switch (*p)
    {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '~':
      return TRUE;
    case '_':
      return !is_word (before) || !is_word (p[1]);
    case '|':
      return in_table;
    case '!':
      return p[1] == '[';
    default:
      return FALSE;
    }
}

/* Whether the start of a line would begin a heading, a list or a quotation there. */
static gsize
count_marker (const char *p)
{
  gsize digits = strspn (p, "0123456789");

  if (strchr ("#>+-=", *p) != NULL && *p != '\0')
    return 1;
  return digits > 0 && (p[digits] == '.' || p[digits] == ')') ? digits + 1 : 0;
}

/* @newline: what a new line inside the text is written as. */
static void
append_text (GString *out, const char *text, gboolean at_start, const char *newline, gboolean table)
{
  const char *p = text;

  while (*p != '\0')
    {
      gsize marker = at_start ? count_marker (p) : 0;

      if (marker > 0)
        {
          g_string_append_len (out, p, (gssize) marker - 1);
          g_string_append_c (out, '\\');
          g_string_append_c (out, p[marker - 1]);
          p += marker;
          at_start = FALSE;
          continue;
        }
      if (*p == '\n')
        g_string_append (out, newline);
      else if (*p == '<')
        g_string_append (out, "&lt;");
      else if (*p == '&')
        g_string_append (out, "&amp;");
      else
        {
          if (is_markup (text, p, table))
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      at_start = *p == '\n' || (at_start && *p == ' ');
      p++;
    }
}

static guint
count_ticks (const char *text)
{
  guint longest = 0, run = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      run = *p == '`' ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  return longest;
}

static void
append_ticks (GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, '`');
}

static void
append_code (GString *out, const char *text, gboolean table)
{
  guint ticks = count_ticks (text) + 1;

  append_ticks (out, ticks);
  if (ticks > 1)
    g_string_append_c (out, ' ');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '|' && table)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' ? ' ' : *p);
    }
  if (ticks > 1)
    g_string_append_c (out, ' ');
  append_ticks (out, ticks);
}

/* Marks must touch the word they are about. */
static void
append_marked (GString *out,
               const MatoiRun *run,
               gboolean start,
               const char *newline,
               gboolean table)
{
  const char *mark = (run->style & MATOI_RUN_BOLD) != 0     ? "**"
                     : (run->style & MATOI_RUN_ITALIC) != 0 ? "*"
                     : (run->style & MATOI_RUN_STRIKE) != 0 ? "~~"
                                                            : "";
  g_autofree char *text = g_strdup (run->text);
  gsize lead = strspn (text, " \n"), length = strlen (text);
  char *word = text + lead;
  gsize kept = length;

  while (kept > lead && strchr (" \n", text[kept - 1]) != NULL)
    kept--;
  if (*mark == '\0' || kept == lead)
    {
      append_text (out, run->text, start, newline, table);
      return;
    }
  for (gsize i = 0; i < lead; i++)
    g_string_append (out, text[i] == '\n' ? newline : " ");
  text[kept] = '\0';
  g_string_append (out, mark);
  append_text (out, word, FALSE, newline, table);
  g_string_append (out, mark);
  for (gsize i = kept; i < length; i++)
    g_string_append (out, run->text[i] == '\n' ? newline : " ");
}

static void
append_runs (GString *out, GPtrArray *runs, const char *newline, gboolean table)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);
      const MatoiRun *before = i > 0 ? g_ptr_array_index (runs, i - 1) : NULL;
      gboolean start = !table && (before == NULL || g_str_has_suffix (before->text, "\n"));

      if (run->url != NULL && strcmp (run->url, run->text) == 0)
        {
          g_string_append_printf (out, "<%s>", run->url);
          continue;
        }
      if (run->url != NULL)
        g_string_append_c (out, '[');
      if ((run->style & MATOI_RUN_CODE) != 0)
        append_code (out, run->text, table);
      else
        append_marked (out, run, start, newline, table);
      if (run->url != NULL)
        g_string_append_printf (out, strpbrk (run->url, "()") != NULL ? "](<%s>)" : "](%s)",
                                run->url);
    }
}

static void
append_table (GString *out, const MatoiBlock *block)
{
  GPtrArray *head = g_ptr_array_index (block->rows, 0);

  for (guint i = 0; i < block->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);

      g_string_append_c (out, '|');
      for (guint j = 0; j < row->len; j++)
        {
          g_string_append_c (out, ' ');
          append_runs (out, g_ptr_array_index (row, j), " ", TRUE);
          g_string_append (out, " |");
        }
      g_string_append_c (out, '\n');
      for (guint j = 0; i == 0 && j < head->len; j++)
        g_string_append (out, j + 1 < head->len ? "| --- " : "| --- |\n");
    }
}

static void
append_fenced (GString *out, const MatoiBlock *block, const char *indent)
{
  g_autofree char *text = matoi_runs_dup_text (block->runs);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint ticks = MAX (count_ticks (text) + 1, 3);

  append_ticks (out, ticks);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "\n%s%s", indent, lines[i]);
  g_string_append_printf (out, "\n%s", indent);
  append_ticks (out, ticks);
  g_string_append_c (out, '\n');
}

/* What stands in front of the first line of @block, and in front of the others. */
static char *
append_lead (GString *out, const MatoiBlock *block)
{
  g_autoptr (GString) indent = g_string_new (NULL);
  gsize begin = out->len;

  if (block->depth > 0)
    for (guint i = 0; i < block->column; i++)
      g_string_append_c (indent, ' ');
  g_string_append (out, indent->str);
  if (block->item && block->number > 0)
    g_string_append_printf (out, "%u. ", block->number);
  else if (block->item)
    g_string_append (out, "- ");
  for (guint i = 0; block->depth > 0 && i < block->width; i++)
    g_string_append_c (indent, ' ');
  while (out->len - begin < indent->len)
    g_string_append_c (out, ' ');
  if (block->quote)
    {
      g_string_append (out, "> ");
      g_string_append (indent, "> ");
    }
  return g_string_free (g_steal_pointer (&indent), FALSE);
}

static void
append_block (GString *out, const MatoiDocument *self, const MatoiBlock *block)
{
  g_autofree char *indent = append_lead (out, block);
  g_autofree char *newline = g_strdup_printf ("\\\n%s", indent);

  switch (block->kind)
    {
    case MATOI_BLOCK_HEADING:
      for (guint i = 0; i < block->level; i++)
        g_string_append_c (out, '#');
      g_string_append_c (out, ' ');
      append_runs (out, block->runs, " ", FALSE);
      g_string_append_c (out, '\n');
      break;
    case MATOI_BLOCK_IMAGE:
      matoi_document_append_image (out, self, block);
      break;
    case MATOI_BLOCK_TEXT:
      append_runs (out, block->runs, newline, FALSE);
      g_string_append_c (out, '\n');
      break;
    case MATOI_BLOCK_CODE:
      append_fenced (out, block, indent);
      break;
    case MATOI_BLOCK_TABLE:
      append_table (out, block);
      break;
    case MATOI_BLOCK_RULE:
      g_string_append (out, "---\n");
      break;
    case MATOI_BLOCK_PICTURE:
      {
        g_autofree char *text = matoi_document_dup_picture_text (self);

        g_string_append_printf (out, "%s: ", matoi_document_word (self, "Severity over time"));
        append_text (out, text, FALSE, " ", FALSE);
        g_string_append_c (out, '\n');
      }
      break;
    case MATOI_BLOCK_CONTENTS:
    default:
      break;
    }
}

/**
 * matoi_document_to_markdown:
 *
 * Returns: (transfer full): CommonMark with tables as GitHub writes them
 */
char *
matoi_document_to_markdown (const MatoiDocument *self)
{
  GString *out = g_string_new ("# ");
  const MatoiBlock *before = NULL;

  append_text (out, self->title, TRUE, " ", FALSE);
  g_string_append (out, "\n\n");
  append_text (out, self->state, TRUE, " ", FALSE);
  g_string_append (out, " · ");
  append_text (out, self->exported, FALSE, " ", FALSE);
  g_string_append_c (out, '\n');
  if (self->confidential)
    g_string_append_printf (
      out, "\n**%s**\n",
      matoi_document_word (self, "Confidential: a security incident. Do not pass this on."));
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MatoiBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == MATOI_BLOCK_CONTENTS)
        continue;
      if (before == NULL || before->depth == 0 || !block->item)
        g_string_append_c (out, '\n');
      append_block (out, self, block);
      before = block;
    }
  return g_string_free (out, FALSE);
}
