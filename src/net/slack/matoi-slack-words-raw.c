/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of a message, wherever Slack keeps them: in its text, in blocks, in attachments. */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-text.h"
#include "matoi-slack-words.h"

#define MAX_DEPTH 12

static void
end_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

static void
append_line (GString *out, const char *raw)
{
  if (raw == NULL || *raw == '\0')
    return;
  end_line (out);
  g_string_append (out, raw);
}

static void
append_escaped (GString *out, const char *words)
{
  g_autofree char *escaped = matoi_slack_escape (words != NULL ? words : "");

  g_string_append (out, escaped);
}

/* --- blocks */

/* One piece of rich text, as Slack's own marks. */
static void
append_element (GString *out, JsonObject *element)
{
  const char *type = matoi_json_get_string (element, "type");

  if (g_strcmp0 (type, "text") == 0)
    append_escaped (out, matoi_json_get_string (element, "text"));
  else if (g_strcmp0 (type, "link") == 0)
    {
      const char *url = matoi_json_get_string (element, "url");
      const char *text = matoi_json_get_string (element, "text");

      if (url != NULL)
        g_string_append_printf (out, text != NULL ? "<%s|%s>" : "<%s>", url, text);
    }
  else if (g_strcmp0 (type, "user") == 0)
    g_string_append_printf (out, "<@%s>", matoi_json_get_string (element, "user_id"));
  else if (g_strcmp0 (type, "usergroup") == 0)
    g_string_append_printf (out, "<!subteam^%s>", matoi_json_get_string (element, "usergroup_id"));
  else if (g_strcmp0 (type, "channel") == 0)
    g_string_append_printf (out, "<#%s>", matoi_json_get_string (element, "channel_id"));
  else if (g_strcmp0 (type, "broadcast") == 0)
    g_string_append_printf (out, "<!%s>", matoi_json_get_string (element, "range"));
  else if (g_strcmp0 (type, "emoji") == 0)
    g_string_append_printf (out, ":%s:", matoi_json_get_string (element, "name"));
}

static gboolean
is_inline (const char *type)
{
  static const char *const names[] = { "text",    "link",      "user",  "usergroup",
                                       "channel", "broadcast", "emoji", NULL };

  return type != NULL && g_strv_contains (names, type);
}

static void
append_blocks (GString *out, JsonArray *blocks, guint depth)
{
  for (guint i = 0; blocks != NULL && depth < MAX_DEPTH && i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = matoi_json_array_get_object (blocks, i);
      const char *type = block != NULL ? matoi_json_get_string (block, "type") : NULL;
      JsonObject *text = block != NULL ? matoi_json_get_object (block, "text") : NULL;

      if (block == NULL || g_strcmp0 (type, "actions") == 0)
        continue;
      if (is_inline (type))
        {
          append_element (out, block);
          continue;
        }
      end_line (out);
      if (text != NULL)
        append_line (out, matoi_json_get_string (text, "text"));
      else if (g_strcmp0 (type, "mrkdwn") == 0 || g_strcmp0 (type, "plain_text") == 0 ||
               g_strcmp0 (type, "markdown") == 0)
        append_line (out, matoi_json_get_string (block, "text"));
      append_blocks (out, matoi_json_get_array (block, "fields"), depth + 1);
      append_blocks (out, matoi_json_get_array (block, "elements"), depth + 1);
    }
}

/* --- attachments */

static void
append_fields (GString *out, JsonArray *fields)
{
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = matoi_json_array_get_object (fields, i);
      const char *title = field != NULL ? matoi_json_get_string (field, "title") : NULL;
      const char *value = field != NULL ? matoi_json_get_string (field, "value") : NULL;

      append_line (out, title);
      if (value != NULL && title != NULL && *title != '\0')
        g_string_append_printf (out, ": %s", value);
      else
        append_line (out, value);
    }
}

/* What a program said, or a message that was passed on; not Slack's preview of a link. */
static void
append_attachment (GString *out, JsonObject *attachment)
{
  gboolean passed_on = matoi_json_get_boolean (attachment, "is_share", FALSE) ||
                       matoi_json_get_boolean (attachment, "is_msg_unfurl", FALSE);
  gsize before = out->len;

  if (!passed_on && (matoi_json_get_string (attachment, "from_url") != NULL ||
                     matoi_json_get_string (attachment, "original_url") != NULL))
    return;
  append_line (out, matoi_json_get_string (attachment, "pretext"));
  append_line (out, matoi_json_get_string (attachment, "title"));
  append_line (out, matoi_json_get_string (attachment, "text"));
  append_fields (out, matoi_json_get_array (attachment, "fields"));
  if (out->len == before)
    append_blocks (out, matoi_json_get_array (attachment, "blocks"), 0);
  if (out->len == before)
    append_line (out, matoi_json_get_string (attachment, "fallback"));
}

/* --- files */

/* The addresses of files are those of the page about them: the ones of the bytes carry a token in
 * an export. */
static char *
dup_address (JsonObject *file)
{
  const char *link = matoi_json_get_string (file, "permalink");
  gsize length = link != NULL ? strcspn (link, "?#") : 0;

  return link != NULL && g_str_has_prefix (link, "https://") ? g_strndup (link, length) : NULL;
}

typedef void (*EachFile) (JsonObject *file, gpointer user_data);

static void
for_each_file (JsonObject *message, EachFile func, gpointer user_data)
{
  JsonArray *files = matoi_json_get_array (message, "files");
  JsonObject *old = matoi_json_get_object (message, "file");

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonObject *file = matoi_json_array_get_object (files, i);

      if (file != NULL && g_strcmp0 (matoi_json_get_string (file, "mode"), "tombstone") != 0)
        func (file, user_data);
    }
  if (files == NULL && old != NULL)
    func (old, user_data);
}

static void
append_file (JsonObject *file, gpointer user_data)
{
  const char *title = matoi_json_get_string (file, "title");
  GString *out = user_data;

  if (title == NULL || *title == '\0')
    title = matoi_json_get_string (file, "name");
  if (title == NULL || *title == '\0')
    return;
  end_line (out);
  g_string_append (out, "📎 ");
  append_escaped (out, title);
}

static void
add_address (JsonObject *file, gpointer user_data)
{
  char *address = dup_address (file);

  if (address != NULL)
    g_ptr_array_add (user_data, address);
}

/** matoi_slack_words_list_files: (transfer full): the addresses of its files; may be empty. */
GPtrArray *
matoi_slack_words_list_files (JsonObject *message)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  for_each_file (message, add_address, files);
  return files;
}

/** matoi_slack_words_dup_raw: (transfer full): its words with Slack's own marks; "": none. */
char *
matoi_slack_words_dup_raw (JsonObject *message)
{
  const char *text = matoi_json_get_string (message, "text");
  const char *subtype = matoi_json_get_string (message, "subtype");
  JsonArray *attachments = matoi_json_get_array (message, "attachments");
  GString *out = g_string_new (text);

  if (out->len == 0)
    append_blocks (out, matoi_json_get_array (message, "blocks"), 0);
  for (guint i = 0; attachments != NULL && i < json_array_get_length (attachments); i++)
    {
      JsonObject *attachment = matoi_json_array_get_object (attachments, i);

      if (attachment != NULL)
        append_attachment (out, attachment);
    }
  /* Old exports name the file in the text. */
  if (out->len == 0 ||
      (g_strcmp0 (subtype, "file_share") != 0 && g_strcmp0 (subtype, "file_comment") != 0 &&
       g_strcmp0 (subtype, "file_mention") != 0) ||
      matoi_json_get_array (message, "files") != NULL)
    for_each_file (message, append_file, out);
  return g_string_free (out, FALSE);
}
