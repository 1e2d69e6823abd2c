/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-inbox-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

/* From Slack's JSON to what was said by whom, and what the signs under it ask for. */

#define TAKE_REACTION "pushpin"
#define HAND_REACTION "raised_hand"

/** matoi_slack_inbox_load_emoji: (transfer full) (nullable): without it names stay names. */
MatoiSlackEmoji *
matoi_slack_inbox_load_emoji (void)
{
  const char *datadir = g_getenv ("MATOI_DATADIR");
  g_autofree char *path =
    g_build_filename (datadir != NULL && *datadir != '\0' ? datadir : PKGDATADIR, "slack",
                      "emoji.json", NULL);
  g_autoptr (GError) error = NULL;
  MatoiSlackEmoji *emoji = matoi_slack_emoji_load (path, &error);

  if (emoji == NULL)
    g_debug ("no emoji: %s", error->message);
  return emoji;
}

/** matoi_slack_inbox_is_us: whether @user is the bot that speaks for Matoi. */
gboolean
matoi_slack_inbox_is_us (MatoiSlackInbox *self, const char *user)
{
  return user != NULL && g_strcmp0 (user, self->us->user_id) == 0;
}

/* Whatever came first, the answer to a post or the event about it: nothing of ours is news. */
static gboolean
is_ours (MatoiSlackInbox *self, JsonObject *object)
{
  JsonObject *metadata = matoi_json_get_object (object, "metadata");
  const char *bot = matoi_json_get_string (object, "bot_id");

  return matoi_slack_inbox_is_us (self, matoi_json_get_string (object, "user")) ||
         (bot != NULL && g_strcmp0 (bot, self->us->bot_id) == 0) ||
         (metadata != NULL &&
          g_strcmp0 (matoi_json_get_string (metadata, "event_type"), "matoi_post") == 0);
}

/* As the history would show it: an event adds where it happened. */
static char *
dup_raw (JsonObject *object)
{
  static const char *const added[] = { "channel", "channel_type", "event_ts", "root", NULL };
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!g_strv_contains (added, name))
      json_object_set_member (copy, name, json_node_copy (node));
  return matoi_json_to_text (copy);
}

/**
 * matoi_slack_inbox_new_gone:
 *
 * Returns: (transfer full): a message that was deleted
 */
MatoiRoomMessage *
matoi_slack_inbox_new_gone (const char *channel, const char *ts)
{
  MatoiRoomMessage *message = g_new0 (MatoiRoomMessage, 1);

  message->channel = g_strdup (channel);
  message->ts = g_strdup (ts);
  message->author = g_strdup ("");
  message->text = g_strdup ("");
  message->raw = g_strdup ("{}");
  message->deleted = TRUE;
  message->at = matoi_slack_ts_to_time (ts);
  return message;
}

/* (nullable) */
static char *
dup_edited (JsonObject *object)
{
  JsonObject *edited = matoi_json_get_object (object, "edited");

  return edited != NULL ? matoi_slack_words_dup_ts (matoi_json_get_string (edited, "ts")) : NULL;
}

/**
 * matoi_slack_inbox_read_message:
 * @object: of a history, of replies, or of an event
 *
 * Returns: (transfer full) (nullable): NULL for joins, housekeeping and what says nothing
 */
MatoiRoomMessage *
matoi_slack_inbox_read_message (MatoiSlackInbox *self, const char *channel, JsonObject *object)
{
  g_autofree char *ts = matoi_slack_words_dup_ts (matoi_json_get_string (object, "ts"));
  MatoiRoomMessage *message;
  g_autofree char *text = NULL;

  if (ts == NULL || matoi_slack_ts_to_time (ts) == MATOI_TIME_NONE)
    return NULL;
  /* What is left of a message that was deleted, but not the replies to it. */
  if (g_strcmp0 (matoi_json_get_string (object, "subtype"), "tombstone") == 0)
    return matoi_slack_inbox_new_gone (channel, ts);
  if (!matoi_slack_words_is_some (object))
    return NULL;
  text = matoi_slack_words_dup_text (object, self->emoji, matoi_slack_book_get_name, self->book);
  if (*text == '\0')
    return NULL;
  message = g_new0 (MatoiRoomMessage, 1);
  message->channel = g_strdup (channel);
  message->at = matoi_slack_ts_to_time (ts);
  message->ts = g_steal_pointer (&ts);
  message->text = g_steal_pointer (&text);
  message->thread_ts = matoi_slack_words_dup_ts (matoi_json_get_string (object, "thread_ts"));
  message->author_id = g_strdup (matoi_slack_words_get_user (object));
  message->author = matoi_slack_words_dup_author (object, matoi_slack_book_get_name, self->book);
  message->edited_ts = dup_edited (object);
  message->raw = dup_raw (object);
  message->ours = is_ours (self, object);
  message->n_replies = (guint) MAX (matoi_json_get_int (object, "reply_count", 0), 0);
  message->latest_reply = matoi_slack_words_dup_ts (matoi_json_get_string (object, "latest_reply"));
  return message;
}

/* --- signs */

/** matoi_slack_inbox_get_reaction: the name of the sign that means @which: "take" or "respond". */
const char *
matoi_slack_inbox_get_reaction (MatoiSlackInbox *self, const char *which)
{
  g_autofree char *key = g_strconcat ("slack.reaction.", which, NULL);
  const char *name = matoi_slack_inbox_get_setting (self, key);

  if (name != NULL)
    return name;
  return g_str_equal (which, "take") ? TAKE_REACTION : HAND_REACTION;
}

void
matoi_slack_sign_free (MatoiSlackSign *sign)
{
  g_free (sign->ts);
  g_free (sign->kind);
  g_free (sign->idem);
  g_clear_pointer (&sign->hands, g_ptr_array_unref);
  g_free (sign);
}

/* (nullable): "wave::skin-tone-3" is a wave. */
static JsonObject *
find_reaction (JsonObject *object, const char *wanted)
{
  JsonArray *reactions = matoi_json_get_array (object, "reactions");
  gsize length = strlen (wanted);

  for (guint i = 0; reactions != NULL && i < json_array_get_length (reactions); i++)
    {
      JsonObject *one = matoi_json_array_get_object (reactions, i);
      const char *name = one != NULL ? matoi_json_get_string (one, "name") : NULL;

      if (name != NULL && strncmp (name, wanted, length) == 0 &&
          (name[length] == '\0' || name[length] == ':'))
        return one;
    }
  return NULL;
}

/* Whether somebody else than we set it. */
static gboolean
is_by_person (MatoiSlackInbox *self, JsonObject *reaction)
{
  JsonArray *users = matoi_json_get_array (reaction, "users");

  for (guint i = 0; users != NULL && i < json_array_get_length (users); i++)
    if (!matoi_slack_inbox_is_us (self, matoi_json_array_get_string (users, i)))
      return TRUE;
  return FALSE;
}

static void
read_hands (MatoiSlackInbox *self, MatoiSlackSign *sign, JsonObject *reaction)
{
  JsonArray *users = reaction != NULL ? matoi_json_get_array (reaction, "users") : NULL;
  guint n = users != NULL ? json_array_get_length (users) : 0;

  sign->hands = g_ptr_array_new_with_free_func (g_free);
  /* Slack does not always name everybody. */
  sign->hands_known = reaction == NULL || matoi_json_get_int (reaction, "count", n) == (gint64) n;
  for (guint i = 0; i < n; i++)
    {
      const char *user = matoi_json_array_get_string (users, i);
      const char *name = user != NULL && !matoi_slack_inbox_is_us (self, user)
                           ? matoi_slack_book_get_name ('@', user, self->book)
                           : NULL;

      if (name != NULL)
        g_ptr_array_add (sign->hands, g_strdup (name));
      else if (!matoi_slack_inbox_is_us (self, user))
        sign->hands_known = FALSE;
    }
}

/**
 * matoi_slack_inbox_read_sign:
 * @message: read from @object
 *
 * Returns: (transfer full) (nullable): what the signs under it ask for; NULL: nothing
 */
MatoiSlackSign *
matoi_slack_inbox_read_sign (MatoiSlackInbox *self,
                             const MatoiRoomMessage *message,
                             JsonObject *object)
{
  JsonObject *pin = find_reaction (object, matoi_slack_inbox_get_reaction (self, "take"));
  gboolean taken = !message->ours && pin != NULL && is_by_person (self, pin);
  MatoiSlackSign *sign;

  if (message->deleted || (!taken && !message->ours))
    return NULL;
  sign = g_new0 (MatoiSlackSign, 1);
  sign->ts = g_strdup (message->ts);
  if (taken)
    sign->kind = g_strdup ("fact");
  else
    {
      sign->idem = g_strdup (matoi_slack_get_idem (object));
      read_hands (self, sign,
                  find_reaction (object, matoi_slack_inbox_get_reaction (self, "respond")));
    }
  return sign;
}
