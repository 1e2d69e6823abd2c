/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-markdown-private.h"
#include "matoi-markdown-walk.h"

#include <cmark.h>
#include <string.h>

/* What a person wrote as Markdown, by cmark's tree: no HTML, no picture from elsewhere, no link
 * but to the web or to an address. The tree is walked without recursion. Tables are read here:
 * cmark has none, and the parser of its variant that has takes minutes for a hostile one. */

/* cmark 0.30 needs the square of this many brackets. */
#define MAX_BRACKETS 4000

/* --- tables */

/* The bounds of line @number (from 1). */
static const char *
get_line (MatoiWalk *walk, int number, const char **end)
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
parse_cell (MatoiWalk *walk, GPtrArray *runs, const char *text)
{
  cmark_node *root = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  matoi_walk_set_runs (walk, runs);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    matoi_walk_visit (walk, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  matoi_walk_set_runs (walk, NULL);
  cmark_iter_free (iter);
  cmark_node_free (root);
}

/* Whether the paragraph @node is the source of a table, which is then added. */
static gboolean
add_table (MatoiWalk *walk, cmark_node *node)
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
  block = matoi_walk_begin (walk, MATOI_BLOCK_TABLE);
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
begin_list (MatoiWalk *walk, cmark_node *node)
{
  MatoiWalkList list = { cmark_node_get_list_type (node) == CMARK_ORDERED_LIST,
                         (guint) MAX (cmark_node_get_list_start (node), 1), 2 };

  g_array_append_val (walk->lists, list);
}

static void
add_code (MatoiWalk *walk, cmark_node *node)
{
  g_autofree char *text = g_strdup (cmark_node_get_literal (node));

  matoi_walk_begin (walk, MATOI_BLOCK_CODE);
  matoi_runs_add (walk->runs, g_strchomp (text), MATOI_RUN_CODE, NULL);
  matoi_walk_set_runs (walk, NULL);
}

/* What another program would run is shown as the words it is. */
static void
add_html (MatoiWalk *walk, cmark_node *node)
{
  g_autofree char *text = g_strdup (cmark_node_get_literal (node));

  matoi_walk_begin (walk, MATOI_BLOCK_TEXT);
  matoi_runs_add (walk->runs, g_strchomp (text), 0, NULL);
  matoi_walk_set_runs (walk, NULL);
}

/* TRUE: its children were dealt with. */
static gboolean
enter_block (MatoiWalk *walk, cmark_node *node)
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
      matoi_walk_begin_item (walk);
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
      walk->paragraph = matoi_walk_begin (walk, MATOI_BLOCK_TEXT);
      break;
    case CMARK_NODE_HEADING: /* below the one of the section */
      matoi_walk_begin (walk, MATOI_BLOCK_HEADING)->level =
        (guint) CLAMP (cmark_node_get_heading_level (node) + 1, 3, 6);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      matoi_walk_begin (walk, MATOI_BLOCK_RULE);
      matoi_walk_set_runs (walk, NULL);
      break;
    default:
      matoi_walk_visit (walk, node, TRUE);
      break;
    }
  return FALSE;
}

static void
leave_block (MatoiWalk *walk, cmark_node *node)
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
      matoi_walk_set_runs (walk, NULL);
      walk->paragraph = NULL;
      walk->resume = FALSE;
      break;
    case CMARK_NODE_ITEM:
      walk->item = FALSE;
      break;
    default:
      matoi_walk_visit (walk, node, FALSE);
      break;
    }
}

static void
walk_tree (MatoiWalk *walk, cmark_node *root)
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
add_verbatim (GPtrArray *blocks, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      matoi_runs_add (matoi_blocks_add (blocks, MATOI_BLOCK_TEXT)->runs, parts[i], 0, NULL);
}

static guint
count_brackets (const char *text)
{
  guint n = 0;

  for (const char *p = strchr (text, '['); p != NULL; p = strchr (p + 1, '['))
    n++;
  return n;
}

/**
 * matoi_markdown_parse:
 * @text: of any size and any nesting
 *
 * A picture of the record, "![words](picture:HEX)" in a paragraph, is a block of its own, and
 * what stands around it are paragraphs.
 *
 * Returns: (transfer full): of MatoiBlock
 */
GPtrArray *
matoi_markdown_parse (const char *text)
{
  GPtrArray *blocks = matoi_blocks_new ();
  MatoiWalk walk = { blocks };
  cmark_node *root;

  g_return_val_if_fail (text != NULL, blocks);

  if (count_brackets (text) > MAX_BRACKETS)
    {
      add_verbatim (blocks, text);
      return blocks;
    }
  walk.lines = g_array_new (FALSE, FALSE, sizeof (const char *));
  walk.lists = g_array_new (FALSE, FALSE, sizeof (MatoiWalkList));
  walk.words = g_string_new (NULL);
  for (const char *p = text; p != NULL; p = strchr (p, '\n') != NULL ? strchr (p, '\n') + 1 : NULL)
    g_array_append_val (walk.lines, p);
  root = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  walk_tree (&walk, root);
  cmark_node_free (root);
  g_string_free (walk.words, TRUE);
  g_array_unref (walk.lines);
  g_array_unref (walk.lists);
  return blocks;
}
