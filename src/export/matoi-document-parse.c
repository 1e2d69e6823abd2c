/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <cmark.h>
#include <string.h>

/* What a person wrote as Markdown, by cmark's tree: no HTML, no picture from elsewhere, no link
 * but to the web or to an address. The tree is walked without recursion. Tables are read here:
 * cmark has none, and the parser of its variant that has takes minutes for a hostile one. */

/* cmark 0.30 needs the square of this many brackets. */
#define MAX_BRACKETS 4000

typedef struct
{
  gboolean ordered;
  guint next, width;
} List;

typedef struct
{
  MatoiDocument *document;
  const char *text;
  GArray *lines; /* of const char *: where each line of text begins */
  GArray *lists; /* of List, outermost first */
  guint quotes, bold, italic;
  gboolean item;
  const char *url;
  GPtrArray *runs; /* (nullable) that are written now */
} Walk;

static List *
innermost (Walk *walk)
{
  return walk->lists->len > 0 ? &g_array_index (walk->lists, List, walk->lists->len - 1) : NULL;
}

/* A block where the walk stands, in its lists. */
static MatoiBlock *
begin (Walk *walk, MatoiBlockKind kind)
{
  MatoiBlock *block = matoi_document_add (walk->document, kind);
  guint depth = MIN (walk->lists->len, MATOI_DOCUMENT_MAX_DEPTH);

  block->depth = depth;
  block->quote = walk->quotes > 0;
  for (guint i = 0; i + 1 < depth; i++)
    block->column += g_array_index (walk->lists, List, i).width;
  if (depth > 0)
    {
      List *list = innermost (walk);

      block->width = list->width;
      block->item = walk->item;
      block->number = walk->item && list->ordered ? list->next - 1 : 0;
    }
  walk->item = FALSE;
  walk->runs = block->runs;
  return block;
}

static void
begin_item (Walk *walk)
{
  List *list = innermost (walk);
  char number[16];

  if (list == NULL)
    return;
  list->width = 2;
  if (list->ordered)
    list->width = (guint) g_snprintf (number, sizeof number, "%u. ", list->next++);
  walk->item = TRUE;
}

/* --- words */

static void
add (Walk *walk, const char *text, guint style)
{
  guint all =
    style | (walk->bold > 0 ? MATOI_RUN_BOLD : 0) | (walk->italic > 0 ? MATOI_RUN_ITALIC : 0);

  if (walk->runs != NULL)
    matoi_runs_add (walk->runs, text, all, walk->url);
}

static gboolean
is_wide (gunichar c)
{
  return c >= 0x3000 && g_unichar_iswide (c);
}

/* The end of a line is a blank, but not inside Japanese. */
static void
add_soft_break (Walk *walk, cmark_node *node)
{
  cmark_node *next = cmark_node_next (node), *previous = cmark_node_previous (node);
  const char *after = next != NULL ? cmark_node_get_literal (next) : NULL;
  const char *before = previous != NULL ? cmark_node_get_literal (previous) : NULL;
  const char *last = before != NULL && *before != '\0'
                       ? g_utf8_find_prev_char (before, before + strlen (before))
                       : NULL;

  if (after != NULL && last != NULL && is_wide (g_utf8_get_char (after)) &&
      is_wide (g_utf8_get_char (last)))
    return;
  add (walk, " ", 0);
}

static void
visit_inline (Walk *walk, cmark_node *node, gboolean enter)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      add (walk, cmark_node_get_literal (node), 0);
      break;
    case CMARK_NODE_CODE:
      add (walk, cmark_node_get_literal (node), MATOI_RUN_CODE);
      break;
    case CMARK_NODE_SOFTBREAK:
      add_soft_break (walk, node);
      break;
    case CMARK_NODE_LINEBREAK:
      add (walk, "\n", 0);
      break;
    case CMARK_NODE_EMPH:
      walk->italic += enter ? 1 : -1;
      break;
    case CMARK_NODE_STRONG:
      walk->bold += enter ? 1 : -1;
      break;
    case CMARK_NODE_LINK:
      walk->url = enter ? cmark_node_get_url (node) : NULL;
      break;
    case CMARK_NODE_IMAGE: /* what it shows, in words */
      add (walk, enter ? "[" : "]", 0);
      break;
    default:
      break;
    }
}

/* --- tables */

/* The bounds of line @number (from 1). */
static const char *
get_line (Walk *walk, int number, const char **end)
{
  const char *line;

  if (number < 1 || (guint) number > walk->lines->len)
    return NULL;
  line = g_array_index (walk->lines, const char *, number - 1);
  *end = strchr (line, '\n');
  if (*end == NULL)
    *end = line + strlen (line);
  return line;
}

static void
parse_cell (Walk *walk, GPtrArray *runs, const char *text)
{
  cmark_node *root = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  walk->runs = runs;
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    visit_inline (walk, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  walk->runs = NULL;
  cmark_iter_free (iter);
  cmark_node_free (root);
}

/* Whether the paragraph @node is the source of a table, which is then added. */
static gboolean
add_table (Walk *walk, cmark_node *node)
{
  int first = cmark_node_get_start_line (node), last = cmark_node_get_end_line (node);
  const char *start, *end;
  MatoiBlock *block;
  guint n_columns = 0;

  if (walk->lists->len > 0 || walk->quotes > 0)
    return FALSE;
  start = get_line (walk, first, &end);
  if (start == NULL || last <= first || memchr (start, '|', (gsize) (end - start)) == NULL)
    return FALSE;
  start = get_line (walk, first + 1, &end);
  if (start == NULL || !matoi_table_is_ruler (start, end))
    return FALSE;
  block = begin (walk, MATOI_BLOCK_TABLE);
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (int i = first; i <= last; i++)
    {
      g_autoptr (GPtrArray) cells = NULL;
      GPtrArray *row;

      if (i == first + 1 || (start = get_line (walk, i, &end)) == NULL)
        continue;
      cells = matoi_table_split_row (start, end);
      n_columns = i == first ? cells->len : n_columns;
      row = matoi_block_add_row (block);
      for (guint j = 0; j < n_columns; j++)
        parse_cell (walk, matoi_row_add_cell (row, NULL),
                    j < cells->len ? g_ptr_array_index (cells, j) : "");
    }
  return TRUE;
}

/* --- blocks */

static void
begin_list (Walk *walk, cmark_node *node)
{
  List list = { cmark_node_get_list_type (node) == CMARK_ORDERED_LIST,
                (guint) MAX (cmark_node_get_list_start (node), 1), 2 };

  g_array_append_val (walk->lists, list);
}

static void
add_code (Walk *walk, cmark_node *node)
{
  g_autofree char *text = g_strdup (cmark_node_get_literal (node));

  begin (walk, MATOI_BLOCK_CODE);
  matoi_runs_add (walk->runs, g_strchomp (text), MATOI_RUN_CODE, NULL);
  walk->runs = NULL;
}

/* What another program would run is shown as the words it is. */
static void
add_html (Walk *walk, cmark_node *node)
{
  g_autofree char *text = g_strdup (cmark_node_get_literal (node));

  begin (walk, MATOI_BLOCK_TEXT);
  matoi_runs_add (walk->runs, g_strchomp (text), 0, NULL);
  walk->runs = NULL;
}

/* TRUE: its children were dealt with. */
static gboolean
enter_block (Walk *walk, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_BLOCK_QUOTE:
      walk->quotes++;
      break;
    case CMARK_NODE_LIST:
      begin_list (walk, node);
      break;
    case CMARK_NODE_ITEM:
      begin_item (walk);
      break;
    case CMARK_NODE_CODE_BLOCK:
      add_code (walk, node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      add_html (walk, node);
      break;
    case CMARK_NODE_PARAGRAPH:
      if (add_table (walk, node))
        return TRUE;
      begin (walk, MATOI_BLOCK_TEXT);
      break;
    case CMARK_NODE_HEADING: /* below the one of the section */
      begin (walk, MATOI_BLOCK_HEADING)->level =
        (guint) CLAMP (cmark_node_get_heading_level (node) + 1, 3, 6);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      begin (walk, MATOI_BLOCK_RULE);
      walk->runs = NULL;
      break;
    default:
      visit_inline (walk, node, TRUE);
      break;
    }
  return FALSE;
}

static void
leave_block (Walk *walk, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_BLOCK_QUOTE:
      walk->quotes--;
      break;
    case CMARK_NODE_LIST:
      g_array_set_size (walk->lists, walk->lists->len - 1);
      break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      walk->runs = NULL;
      break;
    case CMARK_NODE_ITEM:
      walk->item = FALSE;
      break;
    default:
      visit_inline (walk, node, FALSE);
      break;
    }
}

static void
walk_tree (Walk *walk, cmark_node *root)
{
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (event == CMARK_EVENT_EXIT)
        leave_block (walk, node);
      else if (enter_block (walk, node))
        cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);
    }
  cmark_iter_free (iter);
}

/* Paragraphs as they stand, for what nobody typed by hand. */
static void
add_verbatim (MatoiDocument *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      matoi_document_add_text (self, parts[i], 0);
}

static guint
count_brackets (const char *text)
{
  guint n = 0;

  for (const char *p = strchr (text, '['); p != NULL; p = strchr (p + 1, '['))
    n++;
  return n;
}

/** matoi_document_add_markdown: adds the blocks of @text, of any size and any nesting. */
void
matoi_document_add_markdown (MatoiDocument *self, const char *text)
{
  Walk walk = { self, text };
  cmark_node *root;

  if (count_brackets (text) > MAX_BRACKETS)
    {
      add_verbatim (self, text);
      return;
    }
  walk.lines = g_array_new (FALSE, FALSE, sizeof (const char *));
  walk.lists = g_array_new (FALSE, FALSE, sizeof (List));
  for (const char *p = text; p != NULL; p = strchr (p, '\n') != NULL ? strchr (p, '\n') + 1 : NULL)
    g_array_append_val (walk.lines, p);
  root = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  walk_tree (&walk, root);
  cmark_node_free (root);
  g_array_unref (walk.lines);
  g_array_unref (walk.lists);
}
