/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Messages, and what hangs on them. */

#define MAX_TEXT     40000
#define MAX_EDITED   4000
#define MAX_BLOCKS   50
#define MAX_METADATA 8000

JsonObject *
fake_find_message (FakeChannel *channel, const char *ts)
{
  for (guint i = 0; ts && i < channel->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      if (g_str_equal (json_object_get_string_member (message, "ts"), ts))
        return message;
    }
  return NULL;
}

/* The few the tests use: what is typed as a sign comes back as a name. */
char *
fake_rewrite (const char *text)
{
  static const char *const emoji[][2] = {
    { "🎉", ":tada:" },
    { "🔥", ":fire:" },
    { "📌", ":pushpin:" },
    { "✅", ":white_check_mark:" },
  };
  g_autoptr (GString) out = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (emoji); i++)
    g_string_replace (out, emoji[i][0], emoji[i][1], 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Tells everybody who listens. Takes @event. */
void
fake_announce (FakeSlack *self, FakeChannel *channel, JsonObject *event)
{
  if (!json_object_has_member (event, "channel"))
    json_object_set_string_member (event, "channel", channel->id);
  if (!json_object_has_member (event, "event_ts"))
    {
      g_autofree char *ts = fake_next_ts (self);

      json_object_set_string_member (event, "event_ts", ts);
    }
  fake_slack_send_event (self, event);
  json_object_unref (event);
}

static void
count_reply (FakeChannel *channel, JsonObject *message)
{
  const char *thread = json_object_get_string_member_with_default (message, "thread_ts", NULL);
  JsonObject *parent = fake_find_message (channel, thread);

  if (!parent || parent == message)
    return;
  json_object_set_string_member (parent, "thread_ts", thread);
  json_object_set_int_member (
    parent, "reply_count", json_object_get_int_member_with_default (parent, "reply_count", 0) + 1);
  json_object_set_string_member (parent, "latest_reply",
                                 json_object_get_string_member (message, "ts"));
}

/* Keeps @message (borrowed) and announces it. */
void
fake_add_message (FakeSlack *self, FakeChannel *channel, JsonObject *message)
{
  JsonObject *event = fake_copy (message);

  g_ptr_array_add (channel->messages, json_object_ref (message));
  count_reply (channel, message);
  json_object_set_string_member (event, "channel_type",
                                 fake_is_private (channel) ? "group" : "channel");
  json_object_set_string_member (event, "event_ts", json_object_get_string_member (message, "ts"));
  fake_announce (self, channel, event);
}

/* --- posting */

static JsonNode *
parse_arg (FakeCall *call, const char *name)
{
  const char *text = fake_arg (call, name);

  return text && *text ? json_from_string (text, NULL) : NULL;
}

static const char *
check_blocks (JsonNode *blocks)
{
  if (!JSON_NODE_HOLDS_ARRAY (blocks))
    return "invalid_blocks_format";
  if (json_array_get_length (json_node_get_array (blocks)) > MAX_BLOCKS)
    return "invalid_blocks";
  for (guint i = 0; i < json_array_get_length (json_node_get_array (blocks)); i++)
    {
      JsonNode *block = json_array_get_element (json_node_get_array (blocks), i);

      if (!JSON_NODE_HOLDS_OBJECT (block) ||
          !json_object_has_member (json_node_get_object (block), "type"))
        return "invalid_blocks";
    }
  return NULL;
}

static const char *
check_place (FakeSlack *self, FakeCall *call, FakeChannel *channel)
{
  if (!channel)
    return "channel_not_found";
  if (fake_is_private (channel) && !fake_is_member (channel, call->token->user_id))
    return "channel_not_found";
  if (fake_is_archived (channel))
    return "is_archived";
  if (!fake_is_member (channel, call->token->user_id) &&
      !g_hash_table_contains (call->token->scopes, "chat:write.public"))
    return "not_in_channel";
  return NULL;
}

static JsonObject *
repeat_answer (FakeSlack *self, FakeChannel *channel, const char *ts)
{
  JsonObject *answer, *message = fake_find_message (channel, ts);

  if (self->repeat == FAKE_REPEAT_REFUSED || !message)
    return fake_error ("duplicate_message_not_found");
  answer = fake_ok ();
  json_object_set_boolean_member (answer, "is_duplicate", TRUE);
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "ts", ts);
  json_object_set_object_member (answer, "message", fake_copy (message));
  return answer;
}

/* (nullable) the code of what is wrong with it. */
static const char *
fill_message (FakeCall *call, JsonObject *message)
{
  g_autoptr (JsonNode) blocks = parse_arg (call, "blocks");
  g_autoptr (JsonNode) metadata = parse_arg (call, "metadata");
  const char *text = fake_arg (call, "text");
  const char *problem;
  g_autofree char *kept = fake_rewrite (text ? text : "");

  if (fake_arg (call, "blocks") && *fake_arg (call, "blocks") && !blocks)
    return "invalid_blocks_format";
  if (!blocks && !*kept)
    return "no_text";
  if (blocks && (problem = check_blocks (blocks)))
    return problem;
  if (metadata)
    {
      if (!JSON_NODE_HOLDS_OBJECT (metadata) ||
          !json_object_has_member (json_node_get_object (metadata), "event_type"))
        return "invalid_metadata_format";
      if (strlen (fake_arg (call, "metadata")) > MAX_METADATA)
        return "metadata_too_large";
      json_object_set_member (message, "metadata", json_node_copy (metadata));
    }
  if (g_utf8_strlen (kept, -1) > MAX_TEXT)
    *g_utf8_offset_to_pointer (kept, MAX_TEXT) = '\0';
  json_object_set_string_member (message, "text", kept);
  if (blocks)
    json_object_set_member (message, "blocks", json_node_copy (blocks));
  else
    json_object_remove_member (message, "blocks");
  return NULL;
}

static JsonObject *
new_own_message (FakeSlack *self, FakeCall *call)
{
  JsonObject *message = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);

  json_object_set_string_member (message, "type", "message");
  json_object_set_string_member (message, "user", call->token->user_id);
  json_object_set_string_member (message, "bot_id", "B00000001");
  json_object_set_string_member (message, "app_id", "A00000001");
  json_object_set_string_member (message, "team", self->team_id);
  json_object_set_string_member (message, "ts", ts);
  return message;
}

JsonObject *
fake_chat_post (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  const char *thread = fake_arg (call, "thread_ts"), *id = fake_arg (call, "client_msg_id");
  const char *problem = check_place (self, call, channel);
  g_autoptr (JsonObject) message = NULL;
  JsonObject *answer;

  if (problem)
    return fake_error (problem);
  if (thread && *thread && !fake_find_message (channel, thread))
    return fake_error ("thread_not_found");
  if (id && self->repeat != FAKE_REPEAT_IGNORED && g_hash_table_contains (self->ids, id))
    return repeat_answer (self, channel, g_hash_table_lookup (self->ids, id));
  message = new_own_message (self, call);
  problem = fill_message (call, message);
  if (problem)
    return fake_error (problem);
  if (thread && *thread)
    json_object_set_string_member (message, "thread_ts", thread);
  if (id)
    {
      json_object_set_string_member (message, "client_msg_id", id);
      g_hash_table_insert (self->ids, g_strdup (id),
                           g_strdup (json_object_get_string_member (message, "ts")));
    }
  fake_add_message (self, channel, message);
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "ts", json_object_get_string_member (message, "ts"));
  json_object_set_object_member (answer, "message", fake_copy (message));
  return answer;
}

static void
announce_change (FakeSlack *self, FakeChannel *channel, JsonObject *before, JsonObject *message)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "type", "message");
  json_object_set_string_member (event, "subtype", "message_changed");
  json_object_set_object_member (event, "message", fake_copy (message));
  json_object_set_object_member (event, "previous_message", fake_copy (before));
  fake_announce (self, channel, event);
}

static void
mark_edited (FakeSlack *self, JsonObject *message, const char *user)
{
  JsonObject *edited = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);

  json_object_set_string_member (edited, "user", user);
  json_object_set_string_member (edited, "ts", ts);
  json_object_set_object_member (message, "edited", edited);
}

JsonObject *
fake_chat_update (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "ts")) : NULL;
  const char *text = fake_arg (call, "text"), *problem;
  g_autoptr (JsonObject) before = NULL;
  JsonObject *answer;

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (!message)
    return fake_error ("message_not_found");
  if (g_strcmp0 (json_object_get_string_member_with_default (message, "user", NULL),
                 call->token->user_id) != 0)
    return fake_error ("cant_update_message");
  if (text && g_utf8_strlen (text, -1) > MAX_EDITED)
    return fake_error ("msg_too_long");
  before = fake_copy (message);
  problem = fill_message (call, message);
  if (problem)
    return fake_error (problem);
  mark_edited (self, message, call->token->user_id);
  announce_change (self, channel, before, message);
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "ts", fake_arg (call, "ts"));
  json_object_set_string_member (answer, "text", json_object_get_string_member (message, "text"));
  json_object_set_object_member (answer, "message", fake_copy (message));
  return answer;
}

static void
remove_message (FakeSlack *self, FakeChannel *channel, JsonObject *message)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "type", "message");
  json_object_set_string_member (event, "subtype", "message_deleted");
  json_object_set_string_member (event, "deleted_ts",
                                 json_object_get_string_member (message, "ts"));
  json_object_set_object_member (event, "previous_message", fake_copy (message));
  g_ptr_array_remove (channel->messages, message);
  fake_announce (self, channel, event);
}

JsonObject *
fake_chat_delete (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "ts")) : NULL;

  if (!channel)
    return fake_error ("channel_not_found");
  if (!message)
    return fake_error ("message_not_found");
  remove_message (self, channel, message);
  return fake_ok ();
}

JsonObject *
fake_chat_permalink (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "message_ts")) : NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *number = NULL, *link = NULL;
  JsonObject *answer;

  if (!channel)
    return fake_error ("channel_not_found");
  if (!message)
    return fake_error ("message_not_found");
  parts = g_strsplit (fake_arg (call, "message_ts"), ".", 2);
  number = g_strjoinv ("", parts);
  link = g_strdup_printf ("https://acme.example/archives/%s/p%s", channel->id, number);
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "permalink", link);
  return answer;
}

/* --- people */

/* Somebody writes. Returns the ts; borrowed. */
const char *
fake_slack_say (FakeSlack *self,
                FakeChannel *channel,
                const char *user,
                const char *text,
                const char *thread_ts)
{
  g_autoptr (JsonObject) message = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);
  g_autofree char *kept = fake_rewrite (text);
  g_autofree char *id = fake_next_id (self, "client-");

  json_object_set_string_member (message, "type", "message");
  json_object_set_string_member (message, "user", user);
  json_object_set_string_member (message, "text", kept);
  json_object_set_string_member (message, "ts", ts);
  json_object_set_string_member (message, "team", self->team_id);
  json_object_set_string_member (message, "client_msg_id", id);
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

  if (!message)
    return FALSE;
  json_object_set_string_member (message, "text", text);
  mark_edited (self, message, json_object_get_string_member (message, "user"));
  announce_change (self, channel, before, message);
  return TRUE;
}

gboolean
fake_slack_delete (FakeSlack *self, FakeChannel *channel, const char *ts)
{
  JsonObject *message = fake_find_message (channel, ts);

  if (message)
    remove_message (self, channel, message);
  return message != NULL;
}

/* --- reactions */

static JsonObject *
find_reaction (JsonObject *message, const char *name)
{
  JsonArray *reactions = json_object_has_member (message, "reactions")
                           ? json_object_get_array_member (message, "reactions")
                           : NULL;

  for (guint i = 0; reactions && i < json_array_get_length (reactions); i++)
    {
      JsonObject *reaction = json_array_get_object_element (reactions, i);

      if (g_str_equal (json_object_get_string_member (reaction, "name"), name))
        return reaction;
    }
  return NULL;
}

static void
announce_reaction (FakeSlack *self,
                   FakeChannel *channel,
                   const char *ts,
                   const char *user,
                   const char *name,
                   const char *type)
{
  JsonObject *event = json_object_new (), *item = json_object_new ();

  json_object_set_string_member (event, "type", type);
  json_object_set_string_member (event, "user", user);
  json_object_set_string_member (event, "reaction", name);
  json_object_set_string_member (item, "type", "message");
  json_object_set_string_member (item, "channel", channel->id);
  json_object_set_string_member (item, "ts", ts);
  json_object_set_object_member (event, "item", item);
  fake_announce (self, channel, event);
}

static void
add_reaction (JsonObject *message, const char *user, const char *name)
{
  JsonObject *reaction = find_reaction (message, name);

  if (!reaction)
    {
      if (!json_object_has_member (message, "reactions"))
        json_object_set_array_member (message, "reactions", json_array_new ());
      reaction = json_object_new ();
      json_object_set_string_member (reaction, "name", name);
      json_object_set_array_member (reaction, "users", json_array_new ());
      json_array_add_object_element (json_object_get_array_member (message, "reactions"), reaction);
    }
  json_array_add_string_element (json_object_get_array_member (reaction, "users"), user);
  json_object_set_int_member (
    reaction, "count", json_array_get_length (json_object_get_array_member (reaction, "users")));
}

static int
find_user_of (JsonObject *reaction, const char *user)
{
  JsonArray *users = reaction ? json_object_get_array_member (reaction, "users") : NULL;

  for (guint i = 0; users && i < json_array_get_length (users); i++)
    if (g_str_equal (json_array_get_string_element (users, i), user))
      return (int) i;
  return -1;
}

/* TRUE if something changed. */
gboolean
fake_slack_react (FakeSlack *self,
                  FakeChannel *channel,
                  const char *ts,
                  const char *user,
                  const char *name,
                  gboolean add)
{
  JsonObject *message = fake_find_message (channel, ts);
  JsonObject *reaction = message ? find_reaction (message, name) : NULL;
  int index = find_user_of (reaction, user);

  if (!message || add == (index >= 0))
    return FALSE;
  if (add)
    add_reaction (message, user, name);
  else
    {
      json_array_remove_element (json_object_get_array_member (reaction, "users"), (guint) index);
      json_object_set_int_member (reaction, "count",
                                  json_object_get_int_member (reaction, "count") - 1);
    }
  announce_reaction (self, channel, ts, user, name, add ? "reaction_added" : "reaction_removed");
  return TRUE;
}

JsonObject *
fake_reactions_add (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));

  if (!channel)
    return fake_error ("channel_not_found");
  if (!fake_find_message (channel, fake_arg (call, "timestamp")))
    return fake_error ("message_not_found");
  if (!fake_slack_react (self, channel, fake_arg (call, "timestamp"), call->token->user_id,
                         fake_arg (call, "name"), TRUE))
    return fake_error ("already_reacted");
  return fake_ok ();
}

JsonObject *
fake_reactions_get (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "timestamp")) : NULL;
  JsonObject *answer;

  if (!message)
    return fake_error (channel ? "message_not_found" : "channel_not_found");
  answer = fake_ok ();
  json_object_set_string_member (answer, "type", "message");
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_object_member (answer, "message", fake_copy (message));
  return answer;
}

/* --- pins and bookmarks */

JsonObject *
fake_pins_add (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  const char *ts = fake_arg (call, "timestamp");

  if (!channel)
    return fake_error ("channel_not_found");
  if (!ts || !fake_find_message (channel, ts))
    return fake_error ("message_not_found");
  if (g_ptr_array_find_with_equal_func (channel->pins, ts, g_str_equal, NULL))
    return fake_error ("already_pinned");
  g_ptr_array_add (channel->pins, g_strdup (ts));
  return fake_ok ();
}

JsonObject *
fake_pins_list (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));
  JsonObject *answer;
  JsonArray *items;

  if (!channel)
    return fake_error ("channel_not_found");
  answer = fake_ok ();
  items = json_array_new ();
  for (guint i = 0; i < channel->pins->len; i++)
    {
      JsonObject *item = json_object_new ();
      JsonObject *message = fake_find_message (channel, g_ptr_array_index (channel->pins, i));

      json_object_set_string_member (item, "type", "message");
      json_object_set_string_member (item, "channel", channel->id);
      if (message)
        json_object_set_object_member (item, "message", fake_copy (message));
      json_array_add_object_element (items, item);
    }
  json_object_set_array_member (answer, "items", items);
  return answer;
}

JsonObject *
fake_bookmarks_add (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel_id"));
  JsonObject *answer, *bookmark;
  g_autofree char *id = NULL;

  if (!channel)
    return fake_error ("channel_not_found");
  if (g_strcmp0 (fake_arg (call, "type"), "link") == 0 && !fake_arg (call, "link"))
    return fake_error ("invalid_link");
  bookmark = json_object_new ();
  id = fake_next_id (self, "Bk");
  json_object_set_string_member (bookmark, "id", id);
  json_object_set_string_member (bookmark, "channel_id", channel->id);
  json_object_set_string_member (bookmark, "title", fake_arg (call, "title"));
  json_object_set_string_member (bookmark, "type", fake_arg (call, "type"));
  if (fake_arg (call, "link"))
    json_object_set_string_member (bookmark, "link", fake_arg (call, "link"));
  g_ptr_array_add (channel->bookmarks, bookmark);
  answer = fake_ok ();
  json_object_set_object_member (answer, "bookmark", fake_copy (bookmark));
  return answer;
}

JsonObject *
fake_bookmarks_edit (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel_id"));

  for (guint i = 0; channel && i < channel->bookmarks->len; i++)
    {
      JsonObject *bookmark = g_ptr_array_index (channel->bookmarks, i), *answer;

      if (g_strcmp0 (json_object_get_string_member (bookmark, "id"),
                     fake_arg (call, "bookmark_id")) != 0)
        continue;
      if (fake_arg (call, "title"))
        json_object_set_string_member (bookmark, "title", fake_arg (call, "title"));
      if (fake_arg (call, "link"))
        json_object_set_string_member (bookmark, "link", fake_arg (call, "link"));
      answer = fake_ok ();
      json_object_set_object_member (answer, "bookmark", fake_copy (bookmark));
      return answer;
    }
  return fake_error (channel ? "not_found" : "channel_not_found");
}

JsonObject *
fake_bookmarks_list (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel_id"));
  JsonObject *answer;
  JsonArray *list;

  if (!channel)
    return fake_error ("channel_not_found");
  answer = fake_ok ();
  list = json_array_new ();
  for (guint i = 0; i < channel->bookmarks->len; i++)
    json_array_add_object_element (list, fake_copy (g_ptr_array_index (channel->bookmarks, i)));
  json_object_set_array_member (answer, "bookmarks", list);
  return answer;
}

/* How many messages in the whole workspace carry the key @idem in their metadata. */
guint
fake_slack_count_key (FakeSlack *self, const char *idem)
{
  guint n = 0;

  for (guint i = 0; i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);

      for (guint j = 0; j < channel->messages->len; j++)
        {
          JsonObject *message = g_ptr_array_index (channel->messages, j);
          JsonObject *metadata = json_object_has_member (message, "metadata")
                                   ? json_object_get_object_member (message, "metadata")
                                   : NULL;
          JsonObject *payload = metadata && json_object_has_member (metadata, "event_payload")
                                  ? json_object_get_object_member (metadata, "event_payload")
                                  : NULL;

          n +=
            payload &&
            g_strcmp0 (json_object_get_string_member_with_default (payload, "idem", ""), idem) == 0;
        }
    }
  return n;
}
