/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* Whether a document is one, as far as Matoi writes them: which node may stand in which, which
 * marks go together, and that no text is empty. */

static const struct
{
  const char *parent, *children;
  gboolean filled; /* at least one */
} nodes[] = {
  { "doc", "paragraph heading bulletList orderedList codeBlock blockquote rule table", FALSE },
  { "paragraph", "text hardBreak", FALSE },
  { "heading", "text hardBreak", FALSE },
  { "bulletList", "listItem", TRUE },
  { "orderedList", "listItem", TRUE },
  { "listItem", "paragraph bulletList orderedList codeBlock", TRUE },
  { "codeBlock", "text", FALSE },
  { "blockquote", "paragraph bulletList orderedList codeBlock", TRUE },
  { "table", "tableRow", TRUE },
  { "tableRow", "tableHeader tableCell", FALSE },
  { "tableHeader", "paragraph heading bulletList orderedList codeBlock blockquote rule", TRUE },
  { "tableCell", "paragraph heading bulletList orderedList codeBlock blockquote rule", TRUE },
  { "text", "", FALSE },
  { "hardBreak", "", FALSE },
  { "rule", "", FALSE },
};

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static const char *
check_marks (JsonObject *node, const char *parent)
{
  JsonArray *marks =
    json_object_has_member (node, "marks") ? json_object_get_array_member (node, "marks") : NULL;
  gboolean code = FALSE;

  if (marks && g_str_equal (parent, "codeBlock"))
    return "marks in a code block";
  for (guint i = 0; marks && i < json_array_get_length (marks); i++)
    {
      const char *type =
        json_object_get_string_member (json_array_get_object_element (marks, i), "type");

      if (!has_word ("strong em strike code link", type))
        return "unknown mark";
      code |= g_str_equal (type, "code");
    }
  for (guint i = 0; code && i < json_array_get_length (marks); i++)
    if (!has_word ("code link", json_object_get_string_member (
                                  json_array_get_object_element (marks, i), "type")))
      return "code with another mark";
  return NULL;
}

static const char *
check_text (JsonObject *node, const char *parent)
{
  const char *text = json_object_get_string_member_with_default (node, "text", "");

  return *text ? check_marks (node, parent) : "empty text";
}

static const char *
check_node (JsonObject *node, const char *parent, guint depth)
{
  const char *type = json_object_get_string_member_with_default (node, "type", "");
  JsonArray *content = json_object_has_member (node, "content")
                         ? json_object_get_array_member (node, "content")
                         : NULL;
  const char *problem = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (nodes) && !g_str_equal (nodes[i].parent, type))
    i++;
  if (i == G_N_ELEMENTS (nodes) || depth > 64)
    return "unknown node";
  if (g_str_equal (type, "text"))
    return check_text (node, parent);
  if (g_str_equal (type, "heading"))
    {
      JsonObject *attrs = json_object_get_object_member (node, "attrs");
      gint64 level = attrs ? json_object_get_int_member (attrs, "level") : 0;

      if (level < 1 || level > 6)
        return "heading without a level";
    }
  if (nodes[i].filled && (!content || json_array_get_length (content) == 0))
    return "empty list";
  for (guint j = 0; content && j < json_array_get_length (content) && !problem; j++)
    {
      JsonObject *child = json_array_get_object_element (content, j);
      const char *kind =
        child ? json_object_get_string_member_with_default (child, "type", "") : "";

      problem = has_word (nodes[i].children, kind) && *kind ? check_node (child, type, depth + 1)
                                                            : "node where it may not be";
    }
  return problem;
}

const char *
fake_jira_check_adf (JsonNode *node)
{
  JsonObject *document = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (!document ||
      !g_str_equal (json_object_get_string_member_with_default (document, "type", ""), "doc") ||
      json_object_get_int_member_with_default (document, "version", 0) != 1 ||
      !json_object_has_member (document, "content"))
    return "no document";
  return check_node (document, "", 0);
}
