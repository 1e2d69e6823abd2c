/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json-private.h"
#include "matoi-time.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A path is looked for in texts that may not have been checked yet. */
#define LINE_MAX_DEPTH 256

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  return object ? json_object_get_member (object, name) : NULL;
}

static const char *
node_get_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/** matoi_json_get_string: (transfer none) (nullable): NULL also for a member of another type. */
const char *
matoi_json_get_string (JsonObject *object, const char *name)
{
  return node_get_string (get_member (object, name));
}

/** matoi_json_get_int: a whole number, else @fallback. */
gint64
matoi_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return fallback;
  return json_node_get_int (node);
}

/** matoi_json_get_boolean: true or false, else @fallback. */
gboolean
matoi_json_get_boolean (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;
  return json_node_get_boolean (node);
}

/** matoi_json_get_object: (transfer none) (nullable) */
JsonObject *
matoi_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/** matoi_json_get_array: (transfer none) (nullable) */
JsonArray *
matoi_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonNode *
get_element (JsonArray *array, guint index)
{
  if (array == NULL || index >= json_array_get_length (array))
    return NULL;
  return json_array_get_element (array, index);
}

/** matoi_json_array_get_string: (transfer none) (nullable): NULL also beyond the end. */
const char *
matoi_json_array_get_string (JsonArray *array, guint index)
{
  return node_get_string (get_element (array, index));
}

/** matoi_json_array_get_object: (transfer none) (nullable): NULL also beyond the end. */
JsonObject *
matoi_json_array_get_object (JsonArray *array, guint index)
{
  JsonNode *node = get_element (array, index);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/** matoi_json_set_string: sets a text, or null for NULL. */
void
matoi_json_set_string (JsonObject *object, const char *name, const char *value_or_null)
{
  if (value_or_null != NULL)
    json_object_set_string_member (object, name, value_or_null);
  else
    json_object_set_null_member (object, name);
}

/** matoi_json_set_time: sets RFC 3339 text in UTC, or null for MATOI_TIME_NONE. */
void
matoi_json_set_time (JsonObject *object, const char *name, gint64 ms)
{
  g_autofree char *text = matoi_time_to_rfc3339 (ms);

  matoi_json_set_string (object, name, text);
}

/**
 * matoi_json_get_time:
 *
 * Reads RFC 3339 text or a number of ms.
 *
 * Returns: ms UTC; MATOI_TIME_NONE when absent, null or not a time
 */
gint64
matoi_json_get_time (JsonObject *object, const char *name)
{
  const char *text = matoi_json_get_string (object, name);
  gint64 ms = MATOI_TIME_NONE;

  if (text == NULL)
    return matoi_json_get_int (object, name, MATOI_TIME_NONE);
  matoi_time_parse (text, NULL, &ms);
  return ms;
}

static gboolean
set_scan_error (MatoiJsonScan *scan, GError **error)
{
  const char *line_start = scan->at;
  guint column;

  while (line_start > scan->start && line_start[-1] != '\n')
    line_start--;
  column = (guint) g_utf8_strlen (line_start, scan->at - line_start) + 1;
  /* Translators: %1$u and %2$u are the line and the column, %3$s is what is wrong there */
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               _("The text is not valid JSON: line %1$u, column %2$u: %3$s."),
                  matoi_json_scan_line (scan, scan->at), column, scan->problem);
  return FALSE;
}

static gboolean
check_text (const char *text, gsize length, gsize max_bytes, guint max_depth, GError **error)
{
  MatoiJsonScan scan = { text, text, text + length, 0, max_depth, NULL, NULL, NULL };

  if (length > max_bytes)
    {
      /* Translators: %s is a size such as "4.2 MB" */
      g_autofree char *limit = g_format_size (max_bytes);

      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   _("The JSON text is larger than the %s that are accepted."), limit);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _("The text is not valid UTF-8. Save the file as UTF-8 and try again."));
      return FALSE;
    }
  return matoi_json_scan (&scan) || set_scan_error (&scan, error);
}

/**
 * matoi_json_parse:
 * @length: in bytes, -1 if @text ends with NUL
 * @max_bytes: larger texts are refused
 * @max_depth: more deeply nested objects and lists are refused
 *
 * Parses strictly one JSON value: no comments, no NUL, no numbers out of range.
 *
 * Returns: (transfer full): the root, or NULL with MATOI_ERROR_INPUT
 */
JsonNode *
matoi_json_parse (const char *text, gssize length, gsize max_bytes, guint max_depth, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (size >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  if (!check_text (text, size, max_bytes, max_depth, error))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) size, &local_error))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, local_error->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/** matoi_json_to_text: (transfer full) compact; members in the order in which they were set. */
char *
matoi_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

/** matoi_json_to_pretty: (transfer full) for people, without a final line break. */
char *
matoi_json_to_pretty (JsonNode *node)
{
  return json_to_string (node, TRUE);
}

/**
 * matoi_json_line_of:
 * @path: such as "severities[2].rank"; "" is the root
 *
 * Returns: the 1-based line of the value at @path, or of the nearest one around
 *   it if it is missing there; 0 if nothing of the path is found
 */
guint
matoi_json_line_of (const char *text, const char *path)
{
  MatoiJsonScan scan = { text,           text, text + strlen (text), 0,
                         LINE_MAX_DEPTH, path, *path ? NULL : text,  NULL };

  if (g_str_has_prefix (text, BYTE_ORDER_MARK))
    scan.at += 3;
  matoi_json_scan (&scan);
  return scan.found ? matoi_json_scan_line (&scan, scan.found) : 0;
}
