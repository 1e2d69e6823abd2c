/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-plain.h"
#include "matoi-time.h"

/* Under what an entry and a name may hold, with room for what is said about a cut. */
#define MAX_TEXT 60000
#define MAX_NAME 120
#define MAX_TS   32

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
 * matoi_slack_words_is_some:
 *
 * Returns: whether @message is something that was said; FALSE for joins and leaves, housekeeping
 *   of the channel, what was deleted, and reports about other messages
 */
gboolean
matoi_slack_words_is_some (JsonObject *message)
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

/** matoi_slack_words_has_reaction: whether somebody put @reaction ("pushpin") under it. */
gboolean
matoi_slack_words_has_reaction (JsonObject *message, const char *reaction)
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

/* A name in one line, of a length that fits everywhere; NULL for none. */
static char *
dup_name (const char *raw)
{
  g_autofree char *line = raw != NULL ? matoi_plain_dup (raw) : NULL;

  if (line != NULL)
    g_strstrip (g_strdelimit (line, "\n\r\t", ' '));
  if (line == NULL || *line == '\0')
    return NULL;
  if (strlen (line) > MAX_NAME)
    *g_utf8_find_prev_char (line, line + MAX_NAME + 1) = '\0';
  return g_steal_pointer (&line);
}

/** matoi_slack_words_dup_author: (transfer full): as people call whoever said it. */
char *
matoi_slack_words_dup_author (JsonObject *message, MatoiSlackNames names, gpointer user_data)
{
  JsonObject *bot = matoi_json_get_object (message, "bot_profile");
  JsonObject *profile = matoi_json_get_object (message, "user_profile");
  const char *user = matoi_slack_words_get_user (message);
  const char *candidates[6];
  char *name = NULL;

  candidates[0] = user != NULL ? names ('@', user, user_data) : NULL;
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

/** matoi_slack_words_get_user: (nullable) (transfer none): the id of whoever said it. */
const char *
matoi_slack_words_get_user (JsonObject *message)
{
  JsonObject *comment = matoi_json_get_object (message, "comment");
  const char *user = matoi_json_get_string (message, "user");

  return user == NULL && comment != NULL ? matoi_json_get_string (comment, "user") : user;
}

/**
 * matoi_slack_words_dup_text:
 * @emoji: (nullable)
 * @names: knows the names of ids
 *
 * Returns: (transfer full): what was said, as a person reads it; "": nothing
 */
char *
matoi_slack_words_dup_text (JsonObject *message,
                            MatoiSlackEmoji *emoji,
                            MatoiSlackNames names,
                            gpointer user_data)
{
  g_autofree char *raw = matoi_slack_words_dup_raw (message);
  g_autofree char *read = matoi_slack_read_text (raw, names, user_data);
  g_autofree char *signs = matoi_slack_emoji_read (emoji, read);
  g_autofree char *plain = g_strstrip (matoi_plain_dup (signs));
  gsize length = strlen (plain);
  g_autofree char *size = NULL;

  if (length <= MAX_TEXT)
    return g_steal_pointer (&plain);
  size = g_format_size (length);
  *g_utf8_find_prev_char (plain, plain + MAX_TEXT + 1) = '\0';
  /* Translators: %1$s is the beginning of a text, %2$s its whole size, such as "1.2 MB". */
  return g_strdup_printf (_ ("%1$s\n… (cut here; the whole message has %2$s)"), plain, size);
}

/** matoi_slack_words_dup_ts: (transfer full): a "ts" that may stand in an address and an id, or
 * NULL. */
char *
matoi_slack_words_dup_ts (const char *ts)
{
  return ts != NULL && *ts != '\0' && strlen (ts) <= MAX_TS &&
             strspn (ts, "0123456789.") == strlen (ts)
           ? g_strdup (ts)
           : NULL;
}

/* --- TODO */

/* What follows "TODO", in any case and width, at @line; or NULL. */
static const char *
skip_todo (const char *line)
{
  for (const char *p = "todo"; *p != '\0'; p++)
    {
      gunichar c = g_utf8_get_char (line);

      /* The full-width forms of ASCII are in its order. */
      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      if (c >= 0x80 || g_ascii_tolower ((char) c) != *p)
        return NULL;
      line = g_utf8_next_char (line);
    }
  return line;
}

/* What follows "TODO" at the beginning of @line, or NULL. */
static const char *
read_todo (const char *line)
{
  static const char *const marks[] = { "- ", "* ", "• ", "> ", "[ ] ", "・", "【", "[" };
  static const char *const ends[] = { ":", "：", " ", "　", "\t", ")", "]", "】" };

  line += strspn (line, " \t");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (line, marks[i]))
      line += strlen (marks[i]);
  line = skip_todo (line);
  for (guint i = 0; line != NULL && i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_prefix (line, ends[i]))
      {
        line += strlen (ends[i]);
        while (g_unichar_isspace (g_utf8_get_char (line)) || *line == ':' ||
               g_utf8_get_char (line) == 0xff1a)
          line = g_utf8_next_char (line);
        return *line != '\0' ? line : NULL;
      }
  return NULL;
}

/** matoi_slack_words_may_hold_todo: cheap: whether it is worth a look. */
gboolean
matoi_slack_words_may_hold_todo (const char *text)
{
  return strcasestr (text, "todo") != NULL || strstr (text, "ＴＯＤＯ") != NULL ||
         strstr (text, "ｔｏｄｏ") != NULL;
}

/** matoi_slack_words_list_todos: (transfer full): of char *: what the lines of @text that begin
 * with TODO ask for. */
GPtrArray *
matoi_slack_words_list_todos (const char *text)
{
  GPtrArray *todos = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  if (!matoi_slack_words_may_hold_todo (text))
    return todos;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *todo = read_todo (lines[i]);

      if (todo != NULL)
        g_ptr_array_add (todos, g_strchomp (g_strdup (todo)));
    }
  return todos;
}
