/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-time.h"

/* No text object of a block holds more. */
#define MAX_ELEMENT 3000

/**
 * matoi_slack_escape:
 * @text: words of a person
 *
 * Only these three signs mean something to Slack when nothing is asked to be linked; with them
 * gone nobody's words can call a channel.
 *
 * Returns: (transfer full)
 */
char *
matoi_slack_escape (const char *text)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 16);

  for (const char *p = text; *p; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      default:
        g_string_append_c (out, *p);
      }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- reading */

static void
append_plain (GString *out, const char *text, gsize length)
{
  static const struct
  {
    const char *escaped;
    char plain;
  } signs[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' } };
  const char *end = text + length;

  while (text < end)
    {
      guint i = 0;

      for (; i < G_N_ELEMENTS (signs); i++)
        if ((gsize) (end - text) >= strlen (signs[i].escaped) &&
            strncmp (text, signs[i].escaped, strlen (signs[i].escaped)) == 0)
          break;
      if (i < G_N_ELEMENTS (signs))
        {
          g_string_append_c (out, signs[i].plain);
          text += strlen (signs[i].escaped);
        }
      else
        g_string_append_c (out, *text++);
    }
}

/* A mention, by the name @names gives, else by its label, else without its id, which says nothing
 * to anybody. */
static void
append_mention (GString *out,
                char kind,
                const char *id,
                const char *label,
                MatoiSlackNames names,
                gpointer user_data)
{
  const char *name = names ? names (kind, id, user_data) : NULL;

  if (!name)
    name = label;
  if (kind == '#')
    /* Translators: in place of the name of a Slack channel that is not known. */
    g_string_append_printf (out, "#%s", name ? name : _ ("a channel"));
  else
    /* Translators: in place of the name of a person or group in Slack that is not known. */
    g_string_append_printf (out, "@%s", name ? name : _ ("somebody"));
}

/* What stands between "<" and ">". */
static void
append_special (GString *out, const char *inner, MatoiSlackNames names, gpointer user_data)
{
  const char *bar = strchr (inner, '|');
  g_autofree char *target = bar ? g_strndup (inner, (gsize) (bar - inner)) : g_strdup (inner);
  const char *label = bar && bar[1] ? bar + 1 : NULL;

  if (*target == '@' || *target == '#')
    append_mention (out, *target, target + 1, label, names, user_data);
  else if (g_str_has_prefix (target, "!subteam^"))
    append_mention (out, '@', target + strlen ("!subteam^"), label ? label + (*label == '@') : NULL,
                    names, user_data);
  else if (g_str_has_prefix (target, "!date^"))
    append_plain (out, label ? label : "", label ? strlen (label) : 0);
  else if (*target == '!')
    g_string_append_printf (out, "@%s", target + 1);
  else
    {
      const char *address = g_str_has_prefix (target, "mailto:") ? target + 7 : target;

      if (label && strcmp (label, address) != 0)
        {
          append_plain (out, label, strlen (label));
          g_string_append (out, " (");
          append_plain (out, address, strlen (address));
          g_string_append_c (out, ')');
        }
      else
        append_plain (out, address, strlen (address));
    }
}

/**
 * matoi_slack_read_text:
 * @text: as it came from Slack
 * @names: (nullable): knows the names of ids; @kind is '@' for people and groups, '#' for channels
 *
 * Returns: (transfer full): as a person reads it; raw ids never show
 */
char *
matoi_slack_read_text (const char *text, MatoiSlackNames names, gpointer user_data)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text));

  while (*text)
    {
      const char *open = strchr (text, '<');
      const char *close = open ? strchr (open, '>') : NULL;
      g_autofree char *inner = NULL;

      if (!close)
        {
          append_plain (out, text, strlen (text));
          break;
        }
      append_plain (out, text, (gsize) (open - text));
      inner = g_strndup (open + 1, (gsize) (close - open - 1));
      append_special (out, inner, names, user_data);
      text = close + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- writing */

static JsonObject *
new_typed (const char *type)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", type);
  return object;
}

static void
add_text (JsonArray *elements, const char *text, gsize length)
{
  while (length > 0)
    {
      gsize piece = length;
      JsonObject *element;
      g_autofree char *words = NULL;

      if (g_utf8_strlen (text, (gssize) length) > MAX_ELEMENT)
        piece = (gsize) (g_utf8_offset_to_pointer (text, MAX_ELEMENT) - text);
      words = g_strndup (text, piece);
      element = new_typed ("text");
      json_object_set_string_member (element, "text", words);
      json_array_add_object_element (elements, element);
      text += piece;
      length -= piece;
    }
}

static const char *
find_address (const char *text, const char **end)
{
  const char *https = strstr (text, "https://");
  const char *http = strstr (text, "http://");
  const char *begin = https && (!http || https < http) ? https : http;

  if (!begin)
    return NULL;
  /* An address ends at a space, and before Japanese, which is not written with spaces. */
  for (*end = begin; **end > ' ' && (guchar) * *end < 0x80 && !strchr ("<>\"", **end); (*end)++)
    ;
  while (*end > begin && strchr (".,;:!?)'", (*end)[-1]))
    (*end)--;
  return begin;
}

/**
 * matoi_slack_new_blocks:
 * @text: plain words of ours, not escaped
 *
 * Slack's own marks need spaces around them, which Japanese does not have: a block of rich text
 * needs no marks, and nothing in it is taken for one.
 *
 * Returns: (transfer full): the "blocks" of a message
 */
JsonArray *
matoi_slack_new_blocks (const char *text)
{
  JsonArray *blocks = json_array_new (), *sections = json_array_new ();
  JsonArray *elements = json_array_new ();
  JsonObject *block = new_typed ("rich_text"), *section = new_typed ("rich_text_section");
  const char *begin, *end;

  while ((begin = find_address (text, &end)))
    {
      JsonObject *link = new_typed ("link");
      g_autofree char *address = g_strndup (begin, (gsize) (end - begin));

      add_text (elements, text, (gsize) (begin - text));
      json_object_set_string_member (link, "url", address);
      json_array_add_object_element (elements, link);
      text = end;
    }
  add_text (elements, text, strlen (text));
  json_object_set_array_member (section, "elements", elements);
  json_array_add_object_element (sections, section);
  json_object_set_array_member (block, "elements", sections);
  json_array_add_object_element (blocks, block);
  return blocks;
}

static gboolean
is_allowed (gunichar c, gboolean ascii_only)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '-' || c == '_';
  /* Letters of scripts without case are accepted, their punctuation is not. */
  return !ascii_only && (g_unichar_isalnum (c) || g_unichar_ismark (c));
}

/**
 * matoi_slack_channel_name:
 * @wanted: such as "inc-261121-k7 決済が失敗"
 * @ascii_only: after Slack refused other letters
 *
 * Returns: (transfer full): as Slack takes it: lower case, no spaces, at most 80 characters
 */
char *
matoi_slack_channel_name (const char *wanted, gboolean ascii_only)
{
  g_autofree char *whole = g_utf8_normalize (wanted, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (whole ? whole : "", -1);
  g_autoptr (GString) name = g_string_new (NULL);
  guint n = 0;

  for (const char *p = lower; *p && n < MATOI_SLACK_MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_allowed (c, ascii_only))
        c = '-';
      if (c == '-' && (name->len == 0 || name->str[name->len - 1] == '-'))
        continue;
      g_string_append_unichar (name, c);
      n++;
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* --- the ids of messages, which are also their times */

/* As strcmp: by the whole seconds, then by what follows the point; never as a double, which has too
 * few digits. */
int
matoi_slack_compare_ts (const char *a, const char *b)
{
  guint64 whole_a = g_ascii_strtoull (a, NULL, 10), whole_b = g_ascii_strtoull (b, NULL, 10);
  const char *point_a = strchr (a, '.'), *point_b = strchr (b, '.');

  if (whole_a != whole_b)
    return whole_a < whole_b ? -1 : 1;
  return g_strcmp0 (point_a ? point_a : "", point_b ? point_b : "");
}

/* ms UTC; MATOI_TIME_NONE: that is none. */
gint64
matoi_slack_ts_to_time (const char *ts)
{
  char *end = NULL;
  guint64 seconds = ts ? g_ascii_strtoull (ts, &end, 10) : 0;
  gint64 ms = 0, unit = 100;

  if (!ts || end == ts || seconds == 0 || seconds > G_MAXINT64 / 1000)
    return MATOI_TIME_NONE;
  if (*end == '.')
    for (const char *p = end + 1; g_ascii_isdigit (*p) && unit > 0; p++, unit /= 10)
      ms += (*p - '0') * unit;
  return (gint64) seconds * 1000 + ms;
}
