/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-text-private.h"

/* Markdown as Atlassian's document format: blocks become nodes. What somebody typed only ever
 * becomes the text of a node, so nothing in it is taken for a node. */

typedef struct
{
  JsonArray *items; /* of the list */
  JsonArray *item;  /* the content of the one that is written */
  gboolean ordered;
} OpenList;

typedef struct
{
  JsonArray *document;
  JsonArray *base; /* the document, or a quotation in it */
  OpenList lists[MATOI_MARKDOWN_MAX_DEPTH];
  guint n_lists;
} Writer;

static JsonObject *
new_node (const char *type)
{
  JsonObject *node = json_object_new ();

  json_object_set_string_member (node, "type", type);
  return node;
}

/* Adds @node to @parent, with content. (transfer none): the content */
static JsonArray *
add_parent (JsonArray *parent, JsonObject *node)
{
  JsonArray *content = json_array_new ();

  json_object_set_array_member (node, "content", content);
  json_array_add_object_element (parent, node);
  return content;
}

/* --- words */

static void
add_mark (JsonArray *marks, const char *type)
{
  json_array_add_object_element (marks, new_node (type));
}

/* Code goes together with a link and nothing else. (transfer full) (nullable) */
static JsonArray *
new_marks (guint style, const char *url)
{
  g_autoptr (JsonArray) marks = json_array_new ();

  if (url)
    {
      JsonObject *link = new_node ("link"), *attrs = json_object_new ();

      json_object_set_string_member (attrs, "href", url);
      json_object_set_object_member (link, "attrs", attrs);
      json_array_add_object_element (marks, link);
    }
  if (style & MATOI_RUN_CODE)
    add_mark (marks, "code");
  else
    {
      if (style & MATOI_RUN_BOLD)
        add_mark (marks, "strong");
      if (style & MATOI_RUN_ITALIC)
        add_mark (marks, "em");
      if (style & MATOI_RUN_STRIKE)
        add_mark (marks, "strike");
    }
  return json_array_get_length (marks) > 0 ? g_steal_pointer (&marks) : NULL;
}

/* A text without characters is not valid. */
static void
add_text (JsonArray *content, const char *text, gsize length, guint style, const char *url)
{
  g_autofree char *words = g_strndup (text, length);
  JsonArray *marks = new_marks (style, url);
  JsonObject *node;

  if (length == 0)
    {
      g_clear_pointer (&marks, json_array_unref);
      return;
    }
  node = new_node ("text");
  json_object_set_string_member (node, "text", words);
  if (marks)
    json_object_set_array_member (node, "marks", marks);
  json_array_add_object_element (content, node);
}

/* An address in plain words is made a link: JIRA does not do so by itself. */
static void
add_line (JsonArray *content, const char *line, guint style, const char *url)
{
  const char *begin, *end;

  while (!url && !(style & MATOI_RUN_CODE) && (begin = matoi_jira_find_address (line, &end)))
    {
      g_autofree char *address = g_strndup (begin, (gsize) (end - begin));

      add_text (content, line, (gsize) (begin - line), style, NULL);
      add_text (content, address, strlen (address), style,
                matoi_url_is_safe (address) ? address : NULL);
      line = end;
    }
  add_text (content, line, strlen (line), style, url);
}

static void
add_runs (JsonArray *content, GPtrArray *runs, guint more_style)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);
      g_auto (GStrv) lines = g_strsplit (run->text, "\n", -1);

      for (guint j = 0; lines[j]; j++)
        {
          if (j > 0)
            json_array_add_object_element (content, new_node ("hardBreak"));
          add_line (content, lines[j], run->style | more_style, run->url);
        }
    }
}

static void
add_paragraph (JsonArray *parent, GPtrArray *runs, guint more_style)
{
  add_runs (add_parent (parent, new_node ("paragraph")), runs, more_style);
}

/* --- lists and quotations */

static void
close_lists (Writer *writer, guint depth)
{
  writer->n_lists = MIN (writer->n_lists, depth);
}

static void
open_list (Writer *writer, JsonArray *parent, guint number)
{
  OpenList *list = &writer->lists[writer->n_lists++];
  JsonObject *node = new_node (number > 0 ? "orderedList" : "bulletList");

  if (number > 1)
    {
      JsonObject *attrs = json_object_new ();

      json_object_set_int_member (attrs, "order", number);
      json_object_set_object_member (node, "attrs", attrs);
    }
  list->ordered = number > 0;
  list->items = add_parent (parent, node);
  list->item = NULL;
}

static JsonArray *
get_parent (Writer *writer)
{
  return writer->n_lists > 0 ? writer->lists[writer->n_lists - 1].item : writer->base;
}

static void
begin_item (Writer *writer)
{
  OpenList *list = &writer->lists[writer->n_lists - 1];

  list->item = add_parent (list->items, new_node ("listItem"));
}

/* Where a block of @depth lists is written. */
static JsonArray *
find_parent (Writer *writer, const MatoiBlock *block)
{
  guint depth = MIN (block->depth, MATOI_MARKDOWN_MAX_DEPTH);

  close_lists (writer, depth);
  if (depth > 0 && block->item && writer->n_lists == depth &&
      writer->lists[depth - 1].ordered != (block->number > 0))
    close_lists (writer, depth - 1);
  while (writer->n_lists < depth)
    {
      JsonArray *parent = get_parent (writer);

      open_list (writer, parent, writer->n_lists + 1 == depth ? block->number : 0);
      if (writer->n_lists == depth)
        begin_item (writer);
      else
        {
          /* An item begins with words, be it none. */
          begin_item (writer);
          add_parent (get_parent (writer), new_node ("paragraph"));
        }
      if (writer->n_lists == depth)
        return get_parent (writer);
    }
  if (depth > 0 && block->item)
    begin_item (writer);
  return get_parent (writer);
}

/* A quotation holds lists; a list holds no quotation, there its words stand without. */
static void
turn_quote (Writer *writer, const MatoiBlock *block)
{
  gboolean quoted = writer->base != writer->document;

  if (block->quote == quoted)
    return;
  if (block->quote && writer->n_lists > 0 && block->depth > 0 && !block->item)
    return;
  close_lists (writer, 0);
  writer->base =
    block->quote ? add_parent (writer->document, new_node ("blockquote")) : writer->document;
}

/* --- blocks */

static void
add_code (JsonArray *parent, GPtrArray *runs)
{
  g_autofree char *text = matoi_runs_dup_text (runs);

  add_text (add_parent (parent, new_node ("codeBlock")), text, strlen (text), 0, NULL);
}

static void
add_table (JsonArray *parent, GPtrArray *rows)
{
  JsonArray *table;

  if (rows->len == 0)
    return;
  table = add_parent (parent, new_node ("table"));
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);
      JsonArray *cells = add_parent (table, new_node ("tableRow"));

      for (guint j = 0; j < row->len; j++)
        {
          JsonArray *cell = add_parent (cells, new_node (i == 0 ? "tableHeader" : "tableCell"));

          add_paragraph (cell, g_ptr_array_index (row, j), 0);
        }
    }
}

static void
add_image (JsonArray *parent, GPtrArray *runs)
{
  g_autofree char *words = matoi_runs_dup_text (runs);
  g_autofree char *text = g_strdup_printf ("[%s]", words);

  add_text (add_parent (parent, new_node ("paragraph")), text, strlen (text), MATOI_RUN_ITALIC,
            NULL);
}

/* A rule, where JIRA takes one. */
static void
add_rule (JsonArray *parent, gboolean nested)
{
  if (nested)
    add_text (add_parent (parent, new_node ("paragraph")), "—", strlen ("—"), 0, NULL);
  else
    json_array_add_object_element (parent, new_node ("rule"));
}

static void
add_block (Writer *writer, const MatoiBlock *block)
{
  JsonArray *parent;
  gboolean nested;

  turn_quote (writer, block);
  parent = find_parent (writer, block);
  nested = parent != writer->document;
  switch (block->kind)
    {
    case MATOI_BLOCK_HEADING:
      if (nested)
        add_paragraph (parent, block->runs, MATOI_RUN_BOLD);
      else
        {
          JsonObject *heading = new_node ("heading"), *attrs = json_object_new ();

          json_object_set_int_member (attrs, "level", CLAMP (block->level, 3, 6) - 1);
          json_object_set_object_member (heading, "attrs", attrs);
          add_runs (add_parent (parent, heading), block->runs, 0);
        }
      break;
    case MATOI_BLOCK_CODE:
      add_code (parent, block->runs);
      break;
    case MATOI_BLOCK_TABLE:
      add_table (parent, block->rows);
      break;
    case MATOI_BLOCK_RULE:
      add_rule (parent, nested);
      break;
    case MATOI_BLOCK_IMAGE:
      add_image (parent, block->runs);
      break;
    case MATOI_BLOCK_TEXT:
    case MATOI_BLOCK_PICTURE:
    case MATOI_BLOCK_CONTENTS:
    default:
      add_paragraph (parent, block->runs, 0);
      break;
    }
}

/**
 * matoi_jira_text_to_adf:
 * @markdown: of any size; any bytes may come
 * @more_url: (nullable): where the whole text is, if it has to be cut
 * @max_length: 0: MATOI_JIRA_MAX_TEXT
 *
 * Returns: (transfer full): a document for REST v3
 */
JsonObject *
matoi_jira_text_to_adf (const char *markdown, const char *more_url, guint max_length)
{
  g_autofree char *valid = g_utf8_make_valid (markdown, -1);
  g_autoptr (GPtrArray) blocks = matoi_markdown_parse (valid);
  JsonObject *document = new_node ("doc");
  Writer writer = { NULL };

  json_object_set_int_member (document, "version", 1);
  writer.document = json_array_new ();
  writer.base = writer.document;
  json_object_set_array_member (document, "content", writer.document);
  matoi_jira_blocks_cut (blocks, max_length > 0 ? max_length : MATOI_JIRA_MAX_TEXT, more_url);
  for (guint i = 0; i < blocks->len; i++)
    add_block (&writer, g_ptr_array_index (blocks, i));
  return document;
}
