/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* What becomes of texts on the way in. */

/* --- emoji */

static void
keep_sign (JsonObject *table, const char *name, JsonNode *sign, gpointer user_data)
{
  GHashTable *emoji = user_data;

  /* Of several names for one sign the shortest: it is the one people know. */
  const char *known = g_hash_table_lookup (emoji, json_node_get_string (sign));

  if (!known || strlen (name) < strlen (known))
    g_hash_table_insert (emoji, json_node_dup_string (sign), g_strdup (name));
}

/* The program's own table, if it is there; else the few the tests use. */
void
fake_load_emoji (FakeSlack *self)
{
  static const char *const few[][2] = {
    { "🎉", "tada" },           { "🔥", "fire" }, { "📌", "pushpin" }, { "✅", "white_check_mark" },
    { "🚨", "rotating_light" },
  };
  const char *folder = g_getenv ("MATOI_DATADIR");
  g_autofree char *path = g_build_filename (folder ? folder : "data", "slack", "emoji.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    root = json_from_string (text, NULL);
  if (root && json_object_has_member (json_node_get_object (root), "emoji"))
    json_object_foreach_member (
      json_object_get_object_member (json_node_get_object (root), "emoji"), keep_sign, self->emoji);
  for (guint i = 0; i < G_N_ELEMENTS (few); i++)
    g_hash_table_insert (self->emoji, g_strdup (few[i][0]), g_strdup (few[i][1]));
}

/* Length in bytes of the longest sign @text begins with, and its @name; 0: none. */
static gsize
find_sign (FakeSlack *self, const char *text, const char **name)
{
  const char *end = text;
  gsize found = 0;

  if ((guchar) *text < 0x80 && text[1] != '\xe2' && text[1] != '\xef')
    return 0;
  /* No sign is made of more than a dozen characters. */
  for (guint i = 0; i < 12 && *end; i++)
    {
      g_autofree char *sign = NULL;
      const char *known;

      end = g_utf8_next_char (end);
      sign = g_strndup (text, (gsize) (end - text));
      known = g_hash_table_lookup (self->emoji, sign);
      if (known)
        {
          found = (gsize) (end - text);
          *name = known;
        }
    }
  return found;
}

static void
add_tone (GString *out, const char **text)
{
  gunichar c = g_utf8_get_char (*text);

  if (c < 0x1f3fb || c > 0x1f3ff)
    return;
  g_string_append_printf (out, ":skin-tone-%u:", c - 0x1f3fb + 2);
  *text = g_utf8_next_char (*text);
}

char *
fake_name_emoji (FakeSlack *self, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*text)
    {
      const char *name = NULL;
      gsize length = find_sign (self, text, &name);

      if (length > 0)
        {
          g_string_append_printf (out, ":%s:", name);
          text += length;
          add_tone (out, &text);
          continue;
        }
      length = (gsize) (g_utf8_next_char (text) - text);
      g_string_append_len (out, text, (gssize) length);
      text += length;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- entities */

static char *
replace (const char *pattern, const char *text, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, with, 0, NULL);
}

/* Length of the mark @text begins with, such as "<@U1>" or "<https://x|x>"; 0: none. */
static gsize
find_mark (const char *text)
{
  static const char *const kinds[] = { "<@", "<#", "<!", "<http://", "<https://", "<mailto:" };
  gsize length = strcspn (text + 1, "<>\n") + 2;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (text, kinds[i]) && text[length - 1] == '>')
      return length;
  return 0;
}

/* A bare & < > becomes what it should have been; what is well-formed stays. */
static char *
mend (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    {
      gsize length = *p == '<' ? find_mark (p) : 0;

      if (length > 0)
        {
          g_string_append_len (out, p, (gssize) length);
          p += length - 1;
        }
      else if (*p == '<' || *p == '>')
        g_string_append (out, *p == '<' ? "&lt;" : "&gt;");
      else if (*p == '&' && !g_str_has_prefix (p, "&amp;") && !g_str_has_prefix (p, "&lt;") &&
               !g_str_has_prefix (p, "&gt;"))
        g_string_append (out, "&amp;");
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
link_addresses (const char *text)
{
  g_autofree char *links =
    replace ("(?<![<|\\w/])(https?://[^\\s<>|]*[^\\s<>|.,;:!?()「」、。])", text, "<\\1>");

  return replace ("(?<![<|:\\w.+-])([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)", links, "<mailto:\\1|\\1>");
}

char *
fake_rewrite_post (FakeSlack *self, FakeCall *call, const char *text)
{
  g_autofree char *named = NULL, *mended = NULL, *pinged = NULL;

  if (self->no_rewriting)
    return g_strdup (text);
  named = fake_name_emoji (self, text);
  mended = mend (named);
  if (g_strcmp0 (fake_arg (call, "parse"), "none") == 0)
    return g_steal_pointer (&mended);
  if (fake_flag (call, "link_names") || g_strcmp0 (fake_arg (call, "parse"), "full") == 0)
    pinged = replace ("(?<![\\w<!])@(here|channel|everyone)\\b", mended, "<!\\1>");
  return link_addresses (pinged ? pinged : mended);
}

static char *
find_mention (FakeSlack *self, const char *name)
{
  const char *person = fake_slack_find_person (self, name);

  if (person)
    return g_strdup_printf ("<@%s>", person);
  if (g_strv_contains ((const char *const[]){ "here", "channel", "everyone", NULL }, name))
    return g_strdup_printf ("<!%s>", name);
  for (guint i = 0; i < self->groups->len; i++)
    {
      JsonObject *group = g_ptr_array_index (self->groups, i);

      if (g_strcmp0 (json_object_get_string_member (group, "handle"), name) == 0)
        return g_strdup_printf ("<!subteam^%s>", json_object_get_string_member (group, "id"));
    }
  return NULL;
}

static gboolean
on_mention (const GMatchInfo *match, GString *out, gpointer user_data)
{
  FakeSlack *self = user_data;
  g_autofree char *whole = g_match_info_fetch (match, 0);
  FakeChannel *channel = *whole == '#' ? fake_slack_find_channel (self, whole + 1) : NULL;
  g_autofree char *mention = channel         ? g_strdup_printf ("<#%s>", channel->id)
                             : *whole == '@' ? find_mention (self, whole + 1)
                                             : NULL;

  g_string_append (out, mention ? mention : whole);
  return FALSE;
}

/* As the clients of people do it. (transfer full) */
char *
fake_type_in (FakeSlack *self, const char *text)
{
  g_autoptr (GRegex) names = g_regex_new ("(?<![\\w<])[@#][\\w-]+", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GString) escaped = g_string_new (text);
  g_autofree char *mentioned = NULL;

  g_string_replace (escaped, "&", "&amp;", 0);
  g_string_replace (escaped, "<", "&lt;", 0);
  g_string_replace (escaped, ">", "&gt;", 0);
  mentioned = g_regex_replace_eval (names, escaped->str, -1, 0, 0, on_mention, self, NULL);
  return link_addresses (mentioned);
}
