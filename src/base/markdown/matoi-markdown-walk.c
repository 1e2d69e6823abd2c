/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-markdown-walk.h"
#include "matoi-picture-ref.h"

/* Where the walk stands, and the words it writes there. */

static MatoiWalkList *
innermost (MatoiWalk *walk)
{
  return walk->lists->len > 0 ? &g_array_index (walk->lists, MatoiWalkList, walk->lists->len - 1)
                              : NULL;
}

static void
flush (MatoiWalk *walk)
{
  if (walk->runs != NULL)
    matoi_runs_add (walk->runs, walk->words->str, walk->words_style, walk->words_url);
  g_string_truncate (walk->words, 0);
}

void
matoi_walk_set_runs (MatoiWalk *walk, GPtrArray *runs)
{
  flush (walk);
  walk->runs = runs;
}

/* A block where the walk stands, in its lists. */
MatoiBlock *
matoi_walk_begin (MatoiWalk *walk, MatoiBlockKind kind)
{
  MatoiBlock *block = matoi_blocks_add (walk->blocks, kind);
  guint depth = MIN (walk->lists->len, MATOI_MARKDOWN_MAX_DEPTH);

  block->depth = depth;
  block->quote = walk->quotes > 0;
  for (guint i = 0; i + 1 < depth; i++)
    block->column += g_array_index (walk->lists, MatoiWalkList, i).width;
  if (depth > 0)
    {
      MatoiWalkList *list = innermost (walk);

      block->width = list->width;
      block->item = walk->item;
      block->number = walk->item && list->ordered ? list->next - 1 : 0;
    }
  walk->item = FALSE;
  matoi_walk_set_runs (walk, block->runs);
  return block;
}

void
matoi_walk_begin_item (MatoiWalk *walk)
{
  MatoiWalkList *list = innermost (walk);
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
add (MatoiWalk *walk, const char *text, guint style)
{
  guint all =
    style | (walk->bold > 0 ? MATOI_RUN_BOLD : 0) | (walk->italic > 0 ? MATOI_RUN_ITALIC : 0);

  if (walk->resume && text != NULL)
    text += strspn (text, " \n");
  if (text == NULL || *text == '\0')
    return;
  if (walk->resume)
    walk->paragraph = matoi_walk_begin (walk, MATOI_BLOCK_TEXT);
  walk->resume = FALSE;
  if (walk->words->len > 0 && (walk->words_style != all || walk->words_url != walk->url))
    flush (walk);
  walk->words_style = all;
  walk->words_url = walk->url;
  g_string_append (walk->words, text);
}

/* The name of a picture of the record. (transfer full) (nullable) */
static char *
dup_picture (const char *url)
{
  g_autofree char *lower = url != NULL ? g_ascii_strdown (url, -1) : NULL;

  return matoi_picture_ref_is_valid (lower) ? g_steal_pointer (&lower) : NULL;
}

/* A picture is a block of its own; elsewhere, and of elsewhere, it is what it shows, in words. */
static void
enter_image (MatoiWalk *walk, cmark_node *node)
{
  gboolean alone = walk->paragraph != NULL || walk->resume;
  char *picture = alone && walk->picture == NULL ? dup_picture (cmark_node_get_url (node)) : NULL;
  MatoiBlock *block;

  if (picture == NULL)
    {
      add (walk, "[", 0);
      return;
    }
  flush (walk);
  if (walk->paragraph != NULL && walk->paragraph->runs->len == 0)
    {
      block = walk->paragraph;
      block->kind = MATOI_BLOCK_IMAGE;
    }
  else
    block = matoi_walk_begin (walk, MATOI_BLOCK_IMAGE);
  block->picture = picture;
  walk->picture = node;
  walk->resume = FALSE;
}

static void
leave_image (MatoiWalk *walk, cmark_node *node)
{
  if (walk->picture != node)
    {
      add (walk, "]", 0);
      return;
    }
  matoi_walk_set_runs (walk, NULL);
  walk->picture = NULL;
  walk->paragraph = NULL;
  walk->resume = TRUE;
}

static gboolean
is_wide (gunichar c)
{
  return c >= 0x3000 && g_unichar_iswide (c);
}

/* The end of a line is a blank, but not inside Japanese. */
static void
add_soft_break (MatoiWalk *walk, cmark_node *node)
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

void
matoi_walk_visit (MatoiWalk *walk, cmark_node *node, gboolean enter)
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
    case CMARK_NODE_IMAGE:
      if (enter)
        enter_image (walk, node);
      else
        leave_image (walk, node);
      break;
    default:
      break;
    }
}
