/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

/* Words and tables as HTML. */

/* So many columns of a terminal are a short cell; so many are short cells of a row together. */
#define SHORT      26
#define MOST_SHORT 72

/* @address: a line may end behind its signs. */
static void
append_text (GString *out, const char *text, gboolean address)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\n':
        g_string_append (out, "<br>\n");
        break;
      default:
        g_string_append_c (out, *p);
        if (address && strchr ("/?=_-", *p) != NULL && p[1] != '\0' && p[1] != '/')
          g_string_append (out, "<wbr>");
        break;
      }
}

static const struct
{
  guint style;
  const char *begin, *end;
} marks[] = {
  { MATOI_RUN_FAINT, "<span class=\"faint\">", "</span>" },
  { MATOI_RUN_BOLD, "<strong>", "</strong>" },
  { MATOI_RUN_ITALIC, "<em>", "</em>" },
  { MATOI_RUN_STRIKE, "<s>", "</s>" },
  { MATOI_RUN_CODE, "<code>", "</code>" },
};

/** matoi_document_append_runs: @runs as HTML. */
void
matoi_document_append_runs (GString *out, GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      if (run->url != NULL)
        {
          g_autofree char *address = g_markup_escape_text (run->url, -1);

          g_string_append (out, "<a rel=\"noopener noreferrer\" href=\"");
          g_string_append (out, address);
          g_string_append (out, "\">");
        }
      for (guint j = 0; j < G_N_ELEMENTS (marks); j++)
        if ((run->style & marks[j].style) != 0)
          g_string_append (out, marks[j].begin);
      append_text (out, run->text, run->url != NULL && strchr (run->text, '/') != NULL);
      for (guint j = G_N_ELEMENTS (marks); j > 0; j--)
        if ((run->style & marks[j - 1].style) != 0)
          g_string_append (out, marks[j - 1].end);
      if (run->url != NULL)
        g_string_append (out, "</a>");
    }
}

/* Of the longest line, in columns of a terminal. */
static guint
count_columns (GPtrArray *runs)
{
  g_autofree char *text = matoi_runs_dup_text (runs);
  guint n = 0, most = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      n = *p == '\n' ? 0 : n + (g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1);
      most = MAX (most, n);
    }
  return most;
}

/* Short columns are not broken: a browser would put a sign a line where the others are long. */
static void
find_short (const MatoiBlock *block, gboolean *is_short)
{
  guint room = MOST_SHORT, widths[MATOI_MARKDOWN_MAX_COLUMNS] = { 0 };

  for (guint i = 0; i < block->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);

      for (guint j = 0; j < MIN (row->len, MATOI_MARKDOWN_MAX_COLUMNS); j++)
        widths[j] = MAX (widths[j], count_columns (g_ptr_array_index (row, j)));
    }
  for (guint width = 1; width <= SHORT; width++)
    for (guint j = 0; j < MATOI_MARKDOWN_MAX_COLUMNS; j++)
      if (widths[j] == width && width + 2 <= room)
        {
          is_short[j] = TRUE;
          room -= width + 2;
        }
}

/** matoi_document_append_table: @block as HTML. */
void
matoi_document_append_table (GString *out, const MatoiBlock *block)
{
  gboolean is_short[MATOI_MARKDOWN_MAX_COLUMNS] = { FALSE };
  gboolean has_head = matoi_document_has_head (block);

  find_short (block, is_short);
  g_string_append (out, has_head ? "<table>\n" : "<table>\n<tbody>\n");
  for (guint i = has_head ? 0 : 1; i < block->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);

      g_string_append (out, i == 0 ? "<thead><tr>" : "<tr>");
      for (guint j = 0; j < row->len; j++)
        {
          gboolean names_row = !has_head && j == 0;

          g_string_append_printf (out, "<%s%s%s>", i == 0 || names_row ? "th" : "td",
                                  i == 0      ? " scope=\"col\""
                                  : names_row ? " scope=\"row\""
                                              : "",
                                  j < MATOI_MARKDOWN_MAX_COLUMNS && is_short[j] ? " class=\"n\""
                                                                                : "");
          matoi_document_append_runs (out, g_ptr_array_index (row, j));
          g_string_append (out, i == 0 || names_row ? "</th>" : "</td>");
        }
      g_string_append (out, i == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
    }
  g_string_append (out, "</tbody></table>\n");
}
