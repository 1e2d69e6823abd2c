/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Which blocks and metadata are refused. */

#define MAX_BLOCKS     50
#define MAX_SECTION    3000
#define MAX_FIELD      2000
#define MAX_FIELDS     10
#define MAX_HEADER     150
#define MAX_ALL_BLOCKS 13200 /* nobody has written it down; seen */
#define MAX_METADATA   8000

static guint
get_length (JsonObject *object, const char *member)
{
  JsonObject *text = json_object_has_member (object, member) &&
                         JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, member))
                       ? json_object_get_object_member (object, member)
                       : NULL;

  return text
           ? (guint) g_utf8_strlen (json_object_get_string_member_with_default (text, "text", ""),
                                    -1)
           : 0;
}

static gboolean
are_fields_good (JsonObject *block)
{
  JsonArray *fields = json_object_has_member (block, "fields")
                        ? json_object_get_array_member (block, "fields")
                        : NULL;

  if (fields && json_array_get_length (fields) > MAX_FIELDS)
    return FALSE;
  for (guint i = 0; fields && i < json_array_get_length (fields); i++)
    if (g_utf8_strlen (json_object_get_string_member_with_default (
                         json_array_get_object_element (fields, i), "text", ""),
                       -1) > MAX_FIELD)
      return FALSE;
  return TRUE;
}

static const char *
check_block (JsonNode *node)
{
  JsonObject *block = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type =
    block ? json_object_get_string_member_with_default (block, "type", NULL) : NULL;

  if (!type)
    return "invalid_blocks";
  if (g_str_equal (type, "section") &&
      (get_length (block, "text") > MAX_SECTION || !are_fields_good (block) ||
       (get_length (block, "text") == 0 && !json_object_has_member (block, "fields"))))
    return "invalid_blocks";
  if (g_str_equal (type, "header") &&
      (get_length (block, "text") == 0 || get_length (block, "text") > MAX_HEADER))
    return "invalid_blocks";
  if (g_str_equal (type, "rich_text") && !json_object_has_member (block, "elements"))
    return "invalid_blocks";
  return NULL;
}

static void
add_lengths (JsonNode *node, gsize *sum)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_lengths (json_array_get_element (array, i), sum);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        if (g_str_equal (name, "text") && JSON_NODE_HOLDS_VALUE (member))
          *sum += (gsize) g_utf8_strlen (json_node_get_string (member), -1);
        else
          add_lengths (member, sum);
    }
}

const char *
fake_check_blocks (JsonNode *blocks)
{
  gsize sum = 0;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (blocks))
    return "invalid_blocks_format";
  array = json_node_get_array (blocks);
  if (json_array_get_length (array) > MAX_BLOCKS)
    return "invalid_blocks";
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (check_block (json_array_get_element (array, i)))
      return check_block (json_array_get_element (array, i));
  add_lengths (blocks, &sum);
  return sum > MAX_ALL_BLOCKS ? "msg_blocks_too_long" : NULL;
}

/* --- metadata */

static gboolean
is_plain (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node);
}

/* Values are plain, or one level of objects, or lists of these. */
static gboolean
is_flat (JsonNode *node)
{
  if (is_plain (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *value = values; value; value = value->next)
        if (!is_plain (value->data))
          return FALSE;
      return TRUE;
    }
  for (guint i = 0;
       JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    if (!is_flat (json_array_get_element (json_node_get_array (node), i)))
      return FALSE;
  return JSON_NODE_HOLDS_ARRAY (node);
}

const char *
fake_check_metadata (JsonNode *metadata)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (metadata) ? json_node_get_object (metadata) : NULL;
  const char *type =
    object ? json_object_get_string_member_with_default (object, "event_type", NULL) : NULL;
  g_autofree char *text = json_to_string (metadata, FALSE);
  g_autoptr (GList) values = NULL;

  if (!type || !g_regex_match_simple ("^\\w+$", type, 0, 0) ||
      !json_object_has_member (object, "event_payload") ||
      !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "event_payload")))
    return "invalid_metadata_format";
  values = json_object_get_values (json_object_get_object_member (object, "event_payload"));
  for (GList *value = values; value; value = value->next)
    if (!is_flat (value->data))
      return "invalid_metadata_schema";
  return strlen (text) > MAX_METADATA ? "metadata_too_large" : NULL;
}
