/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-export-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

/** matoi_slack_message_free: (nullable) */
void
matoi_slack_message_free (MatoiSlackMessage *message)
{
  if (message == NULL)
    return;
  g_free (message->ts);
  g_free (message->thread_ts);
  g_free (message->author);
  g_free (message->text);
  g_free (message->permalink);
  g_clear_pointer (&message->files, g_ptr_array_unref);
  g_strfreev (message->reactions);
  g_free (message);
}

static GStrv
dup_reactions (JsonObject *object)
{
  JsonArray *array = matoi_json_get_array (object, "reactions");
  g_autoptr (GStrvBuilder) names = NULL;

  if (array == NULL)
    return NULL;
  names = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *reaction = matoi_json_array_get_object (array, i);
      const char *name = reaction != NULL ? matoi_json_get_string (reaction, "name") : NULL;

      if (name != NULL)
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/** matoi_slack_message_count_hosts: an export does not name its workspace; its files do. */
void
matoi_slack_message_count_hosts (MatoiSlackExport *self, JsonObject *message)
{
  g_autoptr (GPtrArray) files = NULL;

  if (!json_object_has_member (message, "files") && !json_object_has_member (message, "file"))
    return;
  files = matoi_slack_words_list_files (message);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GUri) uri = g_uri_parse (g_ptr_array_index (files, i), G_URI_FLAGS_NONE, NULL);
      const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

      if (host == NULL || !g_str_has_suffix (host, ".slack.com") ||
          g_str_equal (host, "files.slack.com"))
        continue;
      g_hash_table_replace (self->hosts, g_strdup (host),
                            GUINT_TO_POINTER (
                              GPOINTER_TO_UINT (g_hash_table_lookup (self->hosts, host)) + 1));
    }
}

static const char *
find_name (char kind, const char *id, gpointer user_data)
{
  MatoiSlackExport *self = user_data;
  const MatoiSlackChannel *channel;

  if (kind == '@')
    return g_hash_table_lookup (self->people, id);
  channel = g_hash_table_lookup (self->by_id, id);
  return channel != NULL ? channel->name : NULL;
}

/* https://acme.slack.com/archives/C1/p1503435956000247, and where in its thread. */
static char *
dup_permalink (MatoiSlackExport *self, const MatoiSlackMessage *message)
{
  g_autofree char *digits = NULL;
  g_autofree char *channel = NULL;
  g_auto (GStrv) parts = NULL;

  if (self->host == NULL || g_str_equal (message->channel->id, message->channel->folder))
    return NULL;
  parts = g_strsplit (message->ts, ".", 2);
  digits = g_strconcat (parts[0], parts[1], NULL);
  channel = g_uri_escape_string (message->channel->id, NULL, FALSE);
  if (message->thread_ts == NULL)
    return g_strdup_printf ("https://%s/archives/%s/p%s", self->host, channel, digits);
  return g_strdup_printf ("https://%s/archives/%s/p%s?thread_ts=%s&cid=%s", self->host, channel,
                          digits, message->thread_ts, channel);
}

/**
 * matoi_slack_message_new:
 * @object: of which matoi_slack_words_is_some ()
 *
 * Returns: (transfer full): NULL for one without words
 */
MatoiSlackMessage *
matoi_slack_message_new (MatoiSlackExport *self,
                         const MatoiSlackChannel *channel,
                         JsonObject *object)
{
  MatoiSlackMessage *message = g_new0 (MatoiSlackMessage, 1);
  const char *thread = matoi_json_get_string (object, "thread_ts");

  message->channel = channel;
  message->ts = matoi_slack_words_dup_ts (matoi_json_get_string (object, "ts"));
  message->at = matoi_slack_ts_to_time (message->ts);
  message->text = matoi_slack_words_dup_text (object, self->emoji, find_name, self);
  if (message->ts == NULL || *message->text == '\0')
    {
      matoi_slack_message_free (message);
      return NULL;
    }
  if (thread != NULL && strcmp (thread, message->ts) != 0)
    message->thread_ts = matoi_slack_words_dup_ts (thread);
  message->author = matoi_slack_words_dup_author (object, find_name, self);
  message->files = matoi_slack_words_list_files (object);
  message->reactions = dup_reactions (object);
  message->permalink = dup_permalink (self, message);
  return message;
}

/** matoi_slack_message_get_thread_time: when the thread began, ms UTC; MATOI_TIME_NONE: in none. */
gint64
matoi_slack_message_get_thread_time (const MatoiSlackMessage *message)
{
  return matoi_slack_ts_to_time (message->thread_ts);
}

/** matoi_slack_message_list_todos: see matoi_slack_words_list_todos (). */
GPtrArray *
matoi_slack_message_list_todos (const MatoiSlackMessage *message)
{
  return matoi_slack_words_list_todos (message->text);
}
