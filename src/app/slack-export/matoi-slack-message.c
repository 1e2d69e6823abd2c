/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-export-private.h"
#include "matoi-slack-text.h"
#include "matoi-text.h"
#include "matoi-time.h"

/* Under what an entry and a name may hold, with room for what is said about a cut. */
#define MAX_TEXT 60000
#define MAX_NAME 120

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
  g_free (message);
}

/* Exports of old programs know no subtype for it. */
static gboolean
is_plain_join (JsonObject *message)
{
  const char *text = matoi_json_get_string (message, "text");
  const char *user = matoi_json_get_string (message, "user");
  g_autofree char *joined = g_strdup_printf ("<@%s> has joined the channel", user);
  g_autofree char *left = g_strdup_printf ("<@%s> has left the channel", user);

  return g_strcmp0 (text, joined) == 0 || g_strcmp0 (text, left) == 0;
}

/**
 * matoi_slack_message_is_words:
 *
 * Returns: whether @message is something that was said; FALSE for joins and leaves, housekeeping
 *   of the channel, what was deleted, and reports about other messages
 */
gboolean
matoi_slack_message_is_words (JsonObject *message)
{
  static const char *const other[] = { "channel_join",
                                       "channel_leave",
                                       "channel_archive",
                                       "channel_unarchive",
                                       "channel_name",
                                       "group_join",
                                       "group_leave",
                                       "group_archive",
                                       "group_name",
                                       "group_unarchive",
                                       "bot_add",
                                       "bot_remove",
                                       "bot_enable",
                                       "bot_disable",
                                       "pinned_item",
                                       "unpinned_item",
                                       "tombstone",
                                       "message_changed",
                                       "message_deleted",
                                       "message_replied",
                                       "reminder_add",
                                       "ekm_access_denied",
                                       "channel_convert_to_private",
                                       "joiner_notification",
                                       "app_conversation_join",
                                       "channel_posting_permissions",
                                       "app_conversation_leave",
                                       "joiner_notification_for_inviter",
                                       NULL };
  const char *type = matoi_json_get_string (message, "type");
  const char *subtype = matoi_json_get_string (message, "subtype");
  const char *ts = matoi_json_get_string (message, "ts");

  if (type != NULL && !g_str_equal (type, "message"))
    return FALSE;
  if (matoi_slack_ts_to_time (ts) == MATOI_TIME_NONE ||
      matoi_json_get_boolean (message, "hidden", FALSE))
    return FALSE;
  if (subtype != NULL)
    return !g_strv_contains (other, subtype);
  return !is_plain_join (message);
}

/** matoi_slack_message_has_reaction: whether somebody put @reaction ("pushpin") under it. */
gboolean
matoi_slack_message_has_reaction (JsonObject *message, const char *reaction)
{
  JsonArray *reactions = matoi_json_get_array (message, "reactions");
  gsize length = strlen (reaction);

  for (guint i = 0; reactions != NULL && i < json_array_get_length (reactions); i++)
    {
      JsonObject *one = matoi_json_array_get_object (reactions, i);
      const char *name = one != NULL ? matoi_json_get_string (one, "name") : NULL;

      /* "wave::skin-tone-3" is a wave. */
      if (name != NULL && strncmp (name, reaction, length) == 0 &&
          (name[length] == '\0' || name[length] == ':'))
        return TRUE;
    }
  return FALSE;
}

/** matoi_slack_message_count_hosts: an export does not name its workspace; its files do. */
void
matoi_slack_message_count_hosts (MatoiSlackExport *self, JsonObject *message)
{
  g_autoptr (GPtrArray) files = NULL;

  if (!json_object_has_member (message, "files") && !json_object_has_member (message, "file"))
    return;
  files = matoi_slack_message_list_files (message);
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

/* A name in one line, of a length that fits everywhere; NULL for none. */
static char *
dup_name (const char *raw)
{
  g_autofree char *line = raw != NULL ? matoi_text_dup_line (raw) : NULL;

  if (line == NULL || *line == '\0')
    return NULL;
  if (strlen (line) > MAX_NAME)
    *g_utf8_find_prev_char (line, line + MAX_NAME + 1) = '\0';
  return g_steal_pointer (&line);
}

static char *
dup_author (MatoiSlackExport *self, JsonObject *message)
{
  JsonObject *bot = matoi_json_get_object (message, "bot_profile");
  JsonObject *profile = matoi_json_get_object (message, "user_profile");
  JsonObject *comment = matoi_json_get_object (message, "comment");
  const char *user = matoi_json_get_string (message, "user");
  const char *candidates[6];
  char *name = NULL;

  if (user == NULL && comment != NULL)
    user = matoi_json_get_string (comment, "user");
  candidates[0] = user != NULL ? g_hash_table_lookup (self->people, user) : NULL;
  candidates[1] = matoi_json_get_string (message, "username");
  candidates[2] = profile != NULL ? matoi_json_get_string (profile, "display_name") : NULL;
  candidates[3] = profile != NULL ? matoi_json_get_string (profile, "real_name") : NULL;
  candidates[4] = bot != NULL ? matoi_json_get_string (bot, "name") : NULL;
  candidates[5] = g_strcmp0 (user, "USLACKBOT") == 0 ? "Slackbot" : NULL;
  /* A bot may speak under a name of its own. */
  if (g_strcmp0 (matoi_json_get_string (message, "subtype"), "bot_message") == 0)
    name = dup_name (candidates[1]);
  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (candidates); i++)
    name = dup_name (candidates[i]);
  /* Translators: who wrote a message in Slack, when it is not known who that was. */
  return name != NULL ? name : g_strdup (_ ("Somebody in Slack"));
}

static char *
dup_words (MatoiSlackExport *self, JsonObject *message)
{
  g_autofree char *raw = matoi_slack_message_dup_raw (message);
  g_autofree char *read = matoi_slack_read_text (raw, find_name, self);
  g_autofree char *signs = matoi_slack_emoji_read (self->emoji, read);
  g_autofree char *plain = matoi_text_dup_plain (signs);
  gsize length = strlen (plain);
  g_autofree char *size = NULL;

  if (length <= MAX_TEXT)
    return g_steal_pointer (&plain);
  size = g_format_size (length);
  *g_utf8_find_prev_char (plain, plain + MAX_TEXT + 1) = '\0';
  /* Translators: %1$s is the beginning of a text, %2$s its whole size, such as "1.2 MB". */
  return g_strdup_printf (_ ("%1$s\n… (cut here; the whole message has %2$s)"), plain, size);
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

/* A "ts" that may stand in an address and an id. */
static char *
dup_ts (const char *ts)
{
  return ts != NULL && strlen (ts) <= 32 && strspn (ts, "0123456789.") == strlen (ts)
           ? g_strdup (ts)
           : NULL;
}

/**
 * matoi_slack_message_new:
 * @object: of which matoi_slack_message_is_words ()
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
  message->ts = dup_ts (matoi_json_get_string (object, "ts"));
  message->at = matoi_slack_ts_to_time (message->ts);
  message->text = dup_words (self, object);
  if (message->ts == NULL || *message->text == '\0')
    {
      matoi_slack_message_free (message);
      return NULL;
    }
  if (thread != NULL && strcmp (thread, message->ts) != 0)
    message->thread_ts = dup_ts (thread);
  message->author = dup_author (self, object);
  message->files = matoi_slack_message_list_files (object);
  message->permalink = dup_permalink (self, message);
  return message;
}

/** matoi_slack_message_get_thread_time: when the thread began, ms UTC; MATOI_TIME_NONE: in none. */
gint64
matoi_slack_message_get_thread_time (const MatoiSlackMessage *message)
{
  return matoi_slack_ts_to_time (message->thread_ts);
}

/* What follows "TODO" at the beginning of @line, or NULL. */
static const char *
read_todo (const char *line)
{
  static const char *const marks[] = { "- ", "* ", "• ", "> ", "[ ] ", "・" };
  static const char *const ends[] = { ":", "：", " ", "　", "\t", ")", "]" };

  line += strspn (line, " \t");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (line, marks[i]))
      line += strlen (marks[i]);
  if (g_ascii_strncasecmp (line, "todo", 4) != 0)
    return NULL;
  line += 4;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_prefix (line, ends[i]))
      {
        line += strlen (ends[i]);
        while (g_unichar_isspace (g_utf8_get_char (line)) || *line == ':')
          line = g_utf8_next_char (line);
        return *line != '\0' ? line : NULL;
      }
  return NULL;
}

/** matoi_slack_message_list_todos: (transfer full): of char *: what its lines that begin with TODO ask for. */
GPtrArray *
matoi_slack_message_list_todos (const MatoiSlackMessage *message)
{
  GPtrArray *todos = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  if (strcasestr (message->text, "todo") == NULL)
    return todos;
  lines = g_strsplit (message->text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *todo = read_todo (lines[i]);

      if (todo != NULL)
        g_ptr_array_add (todos, g_strchomp (g_strdup (todo)));
    }
  return todos;
}
