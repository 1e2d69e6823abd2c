/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-emoji.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"

#define MAX_FILE (1024 * 1024)
#define MAX_NAME 64
/* ":skin-tone-2:" to ":skin-tone-6:" */
#define TONE       "skin-tone-"
#define FIRST_TONE 0x1f3fb

struct _MatoiSlackEmoji
{
  GHashTable *signs; /* of char * to char *, both of the node's */
  JsonNode *root;
};

/** matoi_slack_emoji_free: (nullable) */
void
matoi_slack_emoji_free (MatoiSlackEmoji *emoji)
{
  if (emoji == NULL)
    return;
  g_hash_table_unref (emoji->signs);
  json_node_unref (emoji->root);
  g_free (emoji);
}

/**
 * matoi_slack_emoji_load:
 * @path: JSON: {"emoji":{"tada":"🎉"…}}
 * @error: G_FILE_ERROR or MATOI_ERROR_INPUT
 *
 * Returns: (transfer full): the table, or NULL
 */
MatoiSlackEmoji *
matoi_slack_emoji_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  MatoiSlackEmoji *emoji;
  JsonObject *table = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *sign;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  root = matoi_json_parse (text, (gssize) length, MAX_FILE, 4, error);
  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    table = matoi_json_get_object (json_node_get_object (root), "emoji");
  if (table == NULL)
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: %s is the name of a file. */
                   _ ("“%s” is not a table of emoji. Install Matoi anew."), path);
      return NULL;
    }
  emoji = g_new0 (MatoiSlackEmoji, 1);
  emoji->signs = g_hash_table_new (g_str_hash, g_str_equal);
  json_object_iter_init (&iter, table);
  while (json_object_iter_next (&iter, &name, &sign))
    if (JSON_NODE_HOLDS_VALUE (sign) && json_node_get_value_type (sign) == G_TYPE_STRING)
      g_hash_table_insert (emoji->signs, (gpointer) name, (gpointer) json_node_get_string (sign));
  emoji->root = g_steal_pointer (&root);
  return emoji;
}

/* The length of ":name:" at @text with its colons, or 0. */
static gsize
measure (const char *text)
{
  gsize n = 1;

  while (g_ascii_islower (text[n]) || g_ascii_isdigit (text[n]) ||
         (text[n] != '\0' && strchr ("_-+'", text[n]) != NULL) || (guchar) text[n] >= 0x80)
    n++;
  return n > 1 && n <= MAX_NAME && text[n] == ':' ? n + 1 : 0;
}

/* A number between colons beside digits is a time ("12:100:30"), not a sign. */
static gboolean
is_in_digits (const char *start, const char *at, gsize length)
{
  return (at > start && g_ascii_isdigit (at[-1])) || g_ascii_isdigit (at[length]);
}

/* The sign for what stands at @at, and how many bytes it takes the place of. */
static const char *
find_sign (MatoiSlackEmoji *emoji, const char *start, const char *at, gsize *length, gunichar *tone)
{
  gsize n = measure (at);
  g_autofree char *name = n > 0 ? g_strndup (at + 1, n - 2) : NULL;
  const char *sign =
    name != NULL && emoji != NULL ? g_hash_table_lookup (emoji->signs, name) : NULL;

  *tone = 0;
  *length = n;
  if (sign == NULL || is_in_digits (start, at, n))
    return NULL;
  if (g_str_has_prefix (at + n, ":" TONE))
    {
      const char *digit = at + n + strlen (":" TONE);

      if (*digit >= '2' && *digit <= '6' && digit[1] == ':')
        {
          *tone = FIRST_TONE + (gunichar) (*digit - '2');
          *length = (gsize) (digit + 2 - at);
        }
    }
  return sign;
}

/* The length of the code that begins at @text with a backquote, or 0: it does not end. */
static gsize
measure_code (const char *text)
{
  gboolean block = g_str_has_prefix (text, "```");
  const char *end = block ? strstr (text + 3, "```") : text + 1 + strcspn (text + 1, "`\n");

  if (end == NULL || *end != '`')
    return 0;
  return (gsize) (end - text) + (block ? 3 : 1);
}

/**
 * matoi_slack_emoji_read:
 * @emoji: (nullable): without a table, names stay
 * @text: words
 *
 * Names that are not known stay as they are, and so does what stands in code.
 *
 * Returns: (transfer full): @text with signs in the place of their names
 */
char *
matoi_slack_emoji_read (MatoiSlackEmoji *emoji, const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0';)
    {
      gsize code = *p == '`' ? measure_code (p) : 0, length = 0;
      const char *sign = NULL;
      gunichar tone = 0;

      if (*p == ':')
        sign = find_sign (emoji, text, p, &length, &tone);
      if (sign == NULL)
        {
          g_string_append_len (out, p, (gssize) MAX (code, 1));
          p += MAX (code, 1);
          continue;
        }
      g_string_append (out, sign);
      if (tone != 0)
        g_string_append_unichar (out, tone);
      p += length;
    }
  return g_string_free (out, FALSE);
}
