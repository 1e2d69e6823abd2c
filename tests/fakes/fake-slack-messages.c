/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Messages as they are kept and told, and people who write them. */

JsonObject *
fake_find_message (FakeChannel *channel, const char *ts)
{
  for (guint i = channel->messages->len; ts && i-- > 0;)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      if (g_str_equal (json_object_get_string_member (message, "ts"), ts))
        return message;
    }
  return NULL;
}

/* What happens in a channel the bot is not in, it is not told. */
static gboolean
is_heard (FakeSlack *self, FakeChannel *channel, const char *type)
{
  if (g_str_equal (type, "message") || g_str_has_prefix (type, "reaction_") ||
      g_str_has_prefix (type, "pin_"))
    return fake_has_bot (self, channel);
  return !fake_is_private (channel) || fake_has_bot (self, channel) ||
         g_str_equal (type, "member_left_channel");
}

/* Tells everybody who listens. Takes @event. */
void
fake_announce (FakeSlack *self, FakeChannel *channel, JsonObject *event)
{
  const char *type = json_object_get_string_member (event, "type");

  if (!json_object_has_member (event, "channel") && !json_object_has_member (event, "item"))
    json_object_set_string_member (event, "channel", channel->id);
  if (!json_object_has_member (event, "event_ts"))
    {
      g_autofree char *ts = fake_next_ts (self);

      json_object_set_string_member (event, "event_ts", ts);
    }
  if (g_str_equal (type, "message") && !json_object_has_member (event, "ts"))
    json_object_set_string_member (event, "ts", json_object_get_string_member (event, "event_ts"));
  if (is_heard (self, channel, type))
    fake_slack_send_event (self, event);
  json_object_unref (event);
}

/* --- threads */

static gboolean
is_reply_to (JsonObject *message, const char *parent_ts)
{
  return g_strcmp0 (json_object_get_string_member_with_default (message, "thread_ts", NULL),
                    parent_ts) == 0 &&
         !g_str_equal (json_object_get_string_member (message, "ts"), parent_ts);
}

/* What a parent says of its thread, counted anew. */
static void
count_replies (FakeChannel *channel, JsonObject *parent)
{
  const char *ts = json_object_get_string_member (parent, "ts"), *latest = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *users = json_array_new ();
  gint64 n = 0;

  for (guint i = 0; i < channel->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);
      const char *user = json_object_get_string_member_with_default (message, "user", "");

      if (!is_reply_to (message, ts))
        continue;
      n++;
      latest = json_object_get_string_member (message, "ts");
      if (g_hash_table_add (seen, (gpointer) user))
        json_array_add_string_element (users, user);
    }
  json_object_set_int_member (parent, "reply_count", n);
  json_object_set_int_member (parent, "reply_users_count", json_array_get_length (users));
  json_object_set_array_member (parent, "reply_users", users);
  if (n > 0)
    {
      json_object_set_string_member (parent, "thread_ts", ts);
      json_object_set_string_member (parent, "latest_reply", latest);
      return;
    }
  json_object_remove_member (parent, "latest_reply");
  json_object_remove_member (parent, "thread_ts");
}

static void
count_thread_of (FakeChannel *channel, JsonObject *message)
{
  const char *thread = json_object_get_string_member_with_default (message, "thread_ts", NULL);
  JsonObject *parent = fake_find_message (channel, thread);

  if (!parent || parent == message)
    return;
  if (!json_object_has_member (message, "parent_user_id") &&
      json_object_has_member (parent, "user"))
    json_object_set_string_member (message, "parent_user_id",
                                   json_object_get_string_member (parent, "user"));
  count_replies (channel, parent);
}

/* --- adding, changing, removing */

static void
note_broadcast (FakeSlack *self, const char *text)
{
  if (!strstr (text, "<!here") && !strstr (text, "<!channel") && !strstr (text, "<!everyone") &&
      !strstr (text, "<!subteam^"))
    return;
  self->n_broadcasts++;
  self->last_broadcast_ts = fake_now (self);
}

static const char *
get_kind (FakeChannel *channel)
{
  if (json_object_get_boolean_member_with_default (channel->info, "is_im", FALSE))
    return "im";
  return fake_is_private (channel) ? "group" : "channel";
}

/* Keeps @message (borrowed) and announces it. */
void
fake_add_message (FakeSlack *self, FakeChannel *channel, JsonObject *message)
{
  JsonObject *event;

  g_ptr_array_add (channel->messages, json_object_ref (message));
  count_thread_of (channel, message);
  note_broadcast (self, json_object_get_string_member_with_default (message, "text", ""));
  event = fake_copy (message);
  json_object_set_string_member (event, "channel_type", get_kind (channel));
  json_object_set_string_member (event, "event_ts", json_object_get_string_member (message, "ts"));
  fake_announce (self, channel, event);
}

void
fake_announce_change (FakeSlack *self, FakeChannel *channel, JsonObject *before, JsonObject *now)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "type", "message");
  json_object_set_string_member (event, "subtype", "message_changed");
  json_object_set_boolean_member (event, "hidden", TRUE);
  json_object_set_string_member (event, "channel_type", get_kind (channel));
  json_object_set_object_member (event, "message", fake_copy (now));
  json_object_set_object_member (event, "previous_message", fake_copy (before));
  fake_announce (self, channel, event);
}

void
fake_mark_edited (FakeSlack *self, JsonObject *message, const char *user)
{
  JsonObject *edited = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);

  json_object_set_string_member (edited, "user", user);
  json_object_set_string_member (edited, "ts", ts);
  json_object_set_object_member (message, "edited", edited);
}

/* A parent that goes leaves a stone, so that its answers have a place. */
static void
bury_parent (FakeSlack *self, FakeChannel *channel, JsonObject *message)
{
  static const char *const gone[] = { "blocks",        "files",  "reactions", "metadata",
                                      "client_msg_id", "edited", "bot_id" };
  g_autoptr (JsonObject) before = fake_copy (message);

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    json_object_remove_member (message, gone[i]);
  json_object_set_string_member (message, "subtype", "tombstone");
  json_object_set_string_member (message, "text", "This message was deleted.");
  json_object_set_string_member (message, "user", "USLACKBOT");
  json_object_set_boolean_member (message, "hidden", TRUE);
  fake_announce_change (self, channel, before, message);
}

void
fake_remove_message (FakeSlack *self, FakeChannel *channel, JsonObject *message)
{
  g_autoptr (JsonObject) kept = json_object_ref (message);
  JsonObject *event = json_object_new ();

  if (json_object_get_int_member_with_default (message, "reply_count", 0) > 0)
    {
      json_object_unref (event);
      bury_parent (self, channel, message);
      return;
    }
  json_object_set_string_member (event, "type", "message");
  json_object_set_string_member (event, "subtype", "message_deleted");
  json_object_set_boolean_member (event, "hidden", TRUE);
  json_object_set_string_member (event, "channel_type", get_kind (channel));
  json_object_set_string_member (event, "deleted_ts",
                                 json_object_get_string_member (message, "ts"));
  json_object_set_object_member (event, "previous_message", fake_copy (message));
  g_ptr_array_remove (channel->messages, message);
  count_thread_of (channel, kept);
  fake_announce (self, channel, event);
}

/* --- people */

/* What a person writes, as Slack's clients send it. (transfer full) */
JsonObject *
fake_new_said (FakeSlack *self, const char *user, const char *text)
{
  JsonObject *message = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);
  g_autofree char *kept = fake_name_emoji (self, text);
  g_autofree char *id = fake_next_id (self, "client-");

  json_object_set_string_member (message, "type", "message");
  json_object_set_string_member (message, "user", user);
  json_object_set_string_member (message, "text", kept);
  json_object_set_string_member (message, "ts", ts);
  json_object_set_string_member (message, "team", self->team_id);
  json_object_set_string_member (message, "client_msg_id", id);
  return message;
}

/* Somebody writes. Returns the ts; borrowed. */
const char *
fake_slack_say (FakeSlack *self,
                FakeChannel *channel,
                const char *user,
                const char *text,
                const char *thread_ts)
{
  g_autoptr (JsonObject) message = fake_new_said (self, user, text);

  if (thread_ts)
    json_object_set_string_member (message, "thread_ts", thread_ts);
  fake_add_message (self, channel, message);
  return json_object_get_string_member (
    g_ptr_array_index (channel->messages, channel->messages->len - 1), "ts");
}

gboolean
fake_slack_edit (FakeSlack *self, FakeChannel *channel, const char *ts, const char *text)
{
  JsonObject *message = fake_find_message (channel, ts);
  g_autoptr (JsonObject) before = message ? fake_copy (message) : NULL;
  g_autofree char *kept = fake_name_emoji (self, text);

  if (!message)
    return FALSE;
  json_object_set_string_member (message, "text", kept);
  fake_mark_edited (self, message, json_object_get_string_member (message, "user"));
  fake_announce_change (self, channel, before, message);
  return TRUE;
}

gboolean
fake_slack_delete (FakeSlack *self, FakeChannel *channel, const char *ts)
{
  JsonObject *message = fake_find_message (channel, ts);

  if (message)
    fake_remove_message (self, channel, message);
  return message != NULL;
}

/* --- counting */

static JsonObject *
get_payload (JsonObject *message)
{
  JsonObject *metadata = json_object_has_member (message, "metadata")
                           ? json_object_get_object_member (message, "metadata")
                           : NULL;

  return metadata && json_object_has_member (metadata, "event_payload")
           ? json_object_get_object_member (metadata, "event_payload")
           : NULL;
}

static gboolean
has_key (JsonObject *message, const char *idem)
{
  JsonObject *payload = get_payload (message);

  return payload &&
         g_strcmp0 (json_object_get_string_member_with_default (payload, "idem", ""), idem) == 0;
}

static gboolean
has_text (JsonObject *message, const char *part)
{
  return strstr (json_object_get_string_member_with_default (message, "text", ""), part) != NULL;
}

static guint
count_messages (FakeSlack *self,
                gboolean (*fits) (JsonObject *message, const char *key),
                const char *key)
{
  guint n = 0;

  for (guint i = 0; i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);

      for (guint j = 0; j < channel->messages->len; j++)
        n += fits (g_ptr_array_index (channel->messages, j), key);
    }
  return n;
}

/* How many messages in the whole workspace carry the key @idem in their metadata. */
guint
fake_slack_count_key (FakeSlack *self, const char *idem)
{
  return count_messages (self, has_key, idem);
}

guint
fake_slack_count_text (FakeSlack *self, const char *part)
{
  return count_messages (self, has_text, part);
}
