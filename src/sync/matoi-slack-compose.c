/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-compose.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-text.h"
#include "matoi-time.h"

/* The words of a row as Slack takes them. */

#define LATE (2 * MATOI_MINUTE)
/* Room for "<!here> " and the real time. */
#define HEAD 32

void
matoi_slack_part_free (MatoiSlackPart *part)
{
  g_free (part->key);
  g_free (part->text);
  g_free (part->blocks);
  g_free (part);
}

/* Whether @words are written without spaces, as Slack's own marks need them. */
gboolean
matoi_slack_is_cjk (const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_unichar_get_script (g_utf8_get_char (p)))
      {
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
      case G_UNICODE_SCRIPT_HANGUL:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

/**
 * matoi_slack_dup_mark:
 * @at: when it happened
 * @now: when it is said
 *
 * Returns: (transfer full) (nullable): the real time, to stand in front of words that come late
 */
char *
matoi_slack_dup_mark (const char *words, gint64 at, gint64 now, GTimeZone *zone)
{
  g_autofree char *day = NULL, *today = NULL, *time = NULL;

  if (now - at <= LATE)
    return NULL;
  day = matoi_time_to_local (at, "%Y-%m-%d", zone);
  today = matoi_time_to_local (now, "%Y-%m-%d", zone);
  time = matoi_time_to_local (at, strcmp (day, today) == 0 ? "%H:%M" : "%Y-%m-%d %H:%M", zone);
  return matoi_slack_is_cjk (words) ? g_strconcat ("（", time, "）", NULL)
                                    : g_strconcat ("(", time, ") ", NULL);
}

/* --- blocks */

static gboolean
is_emoji (const char *begin, const char *end)
{
  if (end - begin < 2)
    return FALSE;
  for (const char *p = begin; p < end; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && strchr ("_+-", *p) == NULL)
      return FALSE;
  /* "03:12:44" is a time. */
  return !g_ascii_isdigit (*begin) || g_ascii_islower (end[-1]);
}

static JsonObject *
add_element (JsonArray *elements, const char *type, const char *member, const char *value)
{
  JsonObject *element = json_object_new ();

  json_object_set_string_member (element, "type", type);
  json_object_set_string_member (element, member, value);
  json_array_add_object_element (elements, element);
  return element;
}

static void
add_words (JsonArray *elements, const char *begin, const char *end)
{
  g_autofree char *words = g_strndup (begin, (gsize) (end - begin));

  if (*words != '\0')
    add_element (elements, "text", "text", words);
}

/* In a block ":name:" is no emoji by itself. */
static void
add_with_emoji (JsonArray *elements, const char *text)
{
  const char *rest = text, *colon = strchr (text, ':');

  while (colon != NULL)
    {
      const char *next = strchr (colon + 1, ':');

      if (next != NULL && is_emoji (colon + 1, next))
        {
          g_autofree char *name = g_strndup (colon + 1, (gsize) (next - colon - 1));

          add_words (elements, rest, colon);
          add_element (elements, "emoji", "name", name);
          rest = next + 1;
          next = strchr (rest, ':');
        }
      colon = next;
    }
  add_words (elements, rest, rest + strlen (rest));
}

static JsonArray *
get_elements (JsonArray *blocks)
{
  JsonArray *sections =
    json_object_get_array_member (json_array_get_object_element (blocks, 0), "elements");

  return json_object_get_array_member (json_array_get_object_element (sections, 0), "elements");
}

/* (transfer full) */
static char *
dup_blocks (const char *words, gboolean here)
{
  g_autoptr (JsonArray) blocks = matoi_slack_new_blocks (words);
  JsonArray *elements = get_elements (blocks);
  JsonArray *all = json_array_new ();
  JsonObject *section;
  g_autoptr (JsonNode) node = NULL;

  if (here)
    {
      add_element (all, "broadcast", "range", "here");
      add_element (all, "text", "text", " ");
    }
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);
      const char *text = matoi_json_get_string (element, "text");

      if (text != NULL)
        add_with_emoji (all, text);
      else
        json_array_add_object_element (all, json_object_ref (element));
    }
  section = json_array_get_object_element (
    json_object_get_array_member (json_array_get_object_element (blocks, 0), "elements"), 0);
  json_object_set_array_member (section, "elements", all);
  node = json_node_init_array (json_node_alloc (), blocks);
  return json_to_string (node, FALSE);
}

/* --- parts */

static guint
get_weight (gunichar c)
{
  return c == '&' ? 5 : c == '<' || c == '>' ? 4 : 1;
}

/* Where the first message ends: after a line, else after a sentence or word, never in one. */
static const char *
find_end (const char *words, guint room)
{
  const char *end = words, *line = NULL, *gap = NULL;
  guint n = 0, n_line = 0, n_gap = 0;

  for (; *end != '\0' && n + get_weight (g_utf8_get_char (end)) <= room;
       end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      n += get_weight (c);
      if (c == '\n')
        {
          line = g_utf8_next_char (end);
          n_line = n;
        }
      else if (c == ' ' || c == 0x3002 || c == 0xff0e)
        {
          gap = g_utf8_next_char (end);
          n_gap = n;
        }
    }
  if (*end == '\0')
    return end;
  if (n_line > room / 2)
    return line;
  return n_gap > room / 2 ? gap : end;
}

/* The same for the same row and number, in every attempt. (transfer full) */
static char *
dup_key (const char *idem, guint number)
{
  g_autofree char *seed = g_strdup_printf ("%s:%u", idem, number);
  g_autofree char *sum = NULL;

  if (number == 0)
    return g_strdup (idem);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, seed, -1);
  return g_strdup_printf ("%.8s-%.4s-5%.3s-a%.3s-%.12s", sum, sum + 8, sum + 13, sum + 17,
                          sum + 20);
}

/**
 * matoi_slack_compose:
 * @words: plain, of people; they call nobody
 * @mark: (nullable): stands in front
 * @idem: the key of the row
 * @here: whether everybody in the room is called
 *
 * Returns: (transfer full) (nullable): of MatoiSlackPart: the message and what goes into its
 * thread, since Slack would cut a longer one; NULL: it is too long for that
 */
GPtrArray *
matoi_slack_compose (const char *words, const char *mark, const char *idem, gboolean here)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_part_free);
  const char *rest = words;

  if (g_utf8_strlen (words, -1) >= MATOI_SLACK_MAX_WORDS)
    {
      g_ptr_array_unref (parts);
      return NULL;
    }
  do
    {
      gboolean first = parts->len == 0;
      const char *call = here && first ? "<!here> " : "";
      /* The first ends where it ends, with a mark and a call or without. */
      const char *end = find_end (rest, MATOI_SLACK_MAX_TEXT - (first ? HEAD : 0));
      g_autofree char *piece = g_strndup (rest, (gsize) (end - rest));
      g_autofree char *marked = g_strconcat (first && mark != NULL ? mark : "", piece, NULL);
      g_autofree char *escaped = matoi_slack_escape (marked);
      MatoiSlackPart *part = g_new0 (MatoiSlackPart, 1);

      part->key = dup_key (idem, parts->len);
      part->text = g_strconcat (call, escaped, NULL);
      if (matoi_slack_is_cjk (piece))
        part->blocks = dup_blocks (marked, *call != '\0');
      g_ptr_array_add (parts, part);
      rest = end;
    }
  while (*rest != '\0');
  return parts;
}

/* --- comparing */

/* Letters and digits only: Slack writes emoji and addresses in its own way. */
static char *
dup_sound (const char *text)
{
  g_autofree char *read = matoi_slack_read_text (text, NULL, NULL);
  g_autofree char *whole = g_utf8_normalize (read, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = whole != NULL ? whole : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = *p == ':' ? strchr (p + 1, ':') : NULL;

      if (end != NULL && is_emoji (p + 1, end))
        p = end;
      else if (g_unichar_isalnum (g_utf8_get_char (p)))
        g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));
    }
  return g_string_free (out, FALSE);
}

/**
 * matoi_slack_sounds_like:
 * @text: as it came from Slack
 * @words: plain
 *
 * Returns: whether @text says @words, whatever stands in front of them
 */
gboolean
matoi_slack_sounds_like (const char *text, const char *words)
{
  g_autofree char *escaped = matoi_slack_escape (words);
  g_autofree char *said = dup_sound (text), *wanted = dup_sound (escaped);

  return g_str_has_suffix (said, wanted);
}
