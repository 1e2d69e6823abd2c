/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* What a bot says. */

#define MAX_TEXT     40000
#define MAX_EDITED   4000
#define MAX_MARKDOWN 12000

static JsonNode *
parse_arg (FakeCall *call, const char *name)
{
  const char *text = fake_arg (call, name);

  return text && *text ? json_from_string (text, NULL) : NULL;
}

static const char *
check_place (FakeCall *call, FakeChannel *channel)
{
  gboolean member = channel && fake_is_member (channel, call->token->user_id);

  if (!channel || (fake_is_private (channel) && !member))
    return "channel_not_found";
  if (fake_is_archived (channel))
    return "is_archived";
  if (!member && !g_hash_table_contains (call->token->scopes, "chat:write.public"))
    return "not_in_channel";
  return NULL;
}

/* An id, a name with or without "#", or a person, with whom a conversation is opened. */
static FakeChannel *
find_place (FakeSlack *self, FakeCall *call)
{
  const char *text = fake_arg (call, "channel");
  FakeChannel *channel = fake_slack_find_channel (self, text);

  if (!channel && fake_find_user (self, text))
    channel = fake_open_dm (self, call->token->user_id, text);
  return channel;
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

/* --- what is in it; each (nullable) the code of what is wrong */

static const char *
fill_blocks (FakeCall *call, JsonObject *message)
{
  const char *text = fake_arg (call, "blocks"), *problem;
  g_autoptr (JsonNode) blocks = parse_arg (call, "blocks");

  if (!text || !*text)
    {
      json_object_remove_member (message, "blocks");
      return NULL;
    }
  problem = blocks ? fake_check_blocks (blocks) : "invalid_blocks_format";
  if (problem)
    return problem;
  json_object_set_member (message, "blocks", json_node_copy (blocks));
  return NULL;
}

/* Left out it stays, empty it goes. */
static const char *
fill_metadata (FakeCall *call, JsonObject *message)
{
  const char *text = fake_arg (call, "metadata"), *problem;
  g_autoptr (JsonNode) metadata = parse_arg (call, "metadata");

  if (!text || !*text)
    return NULL;
  if (g_str_equal (text, "{}"))
    {
      json_object_remove_member (message, "metadata");
      return NULL;
    }
  problem = metadata ? fake_check_metadata (metadata) : "invalid_metadata_format";
  if (problem)
    return problem;
  json_object_set_member (message, "metadata", json_node_copy (metadata));
  return NULL;
}

static const char *
fill_message (FakeSlack *self, FakeCall *call, JsonObject *message, gboolean *cut)
{
  const char *text = fake_arg (call, "text"), *markdown = fake_arg (call, "markdown_text");
  gboolean has_blocks = fake_arg (call, "blocks") && *fake_arg (call, "blocks");
  g_autofree char *kept = fake_rewrite_post (self, call, markdown ? markdown : text ? text : "");
  const char *problem = fill_blocks (call, message);

  if (markdown && (text || has_blocks))
    return "markdown_text_conflict";
  if (markdown && g_utf8_strlen (markdown, -1) > MAX_MARKDOWN)
    return "msg_too_long";
  problem = problem ? problem : fill_metadata (call, message);
  if (problem)
    return problem;
  if (!has_blocks && !*kept && !fake_arg (call, "attachments"))
    return "no_text";
  *cut = g_utf8_strlen (kept, -1) > MAX_TEXT;
  if (*cut)
    *g_utf8_offset_to_pointer (kept, MAX_TEXT) = '\0';
  json_object_set_string_member (message, "text", kept);
  return NULL;
}

static JsonObject *
new_own_message (FakeSlack *self, FakeCall *call)
{
  JsonObject *message = json_object_new (), *profile = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);
  g_autofree char *bot = g_strconcat ("B", call->token->user_id, NULL);

  json_object_set_string_member (message, "type", "message");
  json_object_set_string_member (message, "user", call->token->user_id);
  json_object_set_string_member (message, "bot_id", bot);
  json_object_set_string_member (message, "app_id", "A00000001");
  json_object_set_string_member (message, "team", self->team_id);
  json_object_set_string_member (message, "ts", ts);
  json_object_set_string_member (profile, "id", bot);
  json_object_set_string_member (profile, "app_id", "A00000001");
  json_object_set_string_member (profile, "name", "Matoi");
  json_object_set_boolean_member (profile, "deleted", FALSE);
  json_object_set_int_member (profile, "updated", fake_now (self) / 1000);
  json_object_set_string_member (profile, "team_id", self->team_id);
  json_object_set_object_member (profile, "icons", fake_new_icons ("36 48 72"));
  json_object_set_object_member (message, "bot_profile", profile);
  return message;
}

static void
warn_cut (JsonObject *answer)
{
  JsonObject *metadata = json_object_new ();
  JsonArray *warnings = json_array_new ();

  json_object_set_string_member (answer, "warning", "message_truncated");
  json_array_add_string_element (warnings, "message_truncated");
  json_object_set_array_member (metadata, "warnings", warnings);
  json_object_set_object_member (answer, "response_metadata", metadata);
}

static JsonObject *
answer_message (FakeChannel *channel, JsonObject *message, gboolean cut)
{
  JsonObject *answer = fake_ok ();

  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "ts", json_object_get_string_member (message, "ts"));
  json_object_set_object_member (answer, "message", fake_copy (message));
  if (cut)
    warn_cut (answer);
  return answer;
}

/* --- methods */

static void
put_in_thread (FakeCall *call, JsonObject *message)
{
  const char *thread = fake_arg (call, "thread_ts");

  if (!thread || !*thread)
    return;
  json_object_set_string_member (message, "thread_ts", thread);
  if (fake_flag (call, "reply_broadcast"))
    json_object_set_string_member (message, "subtype", "thread_broadcast");
}

/* (nullable) the parent, if it was answered itself, is the one of the whole thread. */
static const char *
check_thread (FakeChannel *channel, const char *thread)
{
  JsonObject *parent = thread && *thread ? fake_find_message (channel, thread) : NULL;

  if (!thread || !*thread)
    return NULL;
  if (!parent)
    return "thread_not_found";
  return g_strcmp0 (json_object_get_string_member_with_default (parent, "thread_ts", thread),
                    thread) == 0
           ? NULL
           : "cannot_reply_to_message";
}

/* As seen: a long text becomes several messages, each as if it had been posted. */
static void
add_in_pieces (FakeSlack *self, FakeCall *call, FakeChannel *channel, JsonObject *message)
{
  g_autofree char *whole = g_strdup (json_object_get_string_member (message, "text"));
  const char *rest = whole;
  JsonObject *piece = message;

  while (self->split_over > 0 && g_utf8_strlen (rest, -1) > self->split_over)
    {
      const char *end = g_utf8_offset_to_pointer (rest, self->split_over);
      g_autofree char *text = g_strndup (rest, (gsize) (end - rest));

      json_object_set_string_member (piece, "text", text);
      fake_add_message (self, channel, piece);
      if (piece != message)
        json_object_unref (piece);
      piece = new_own_message (self, call);
      put_in_thread (call, piece);
      rest = end;
    }
  json_object_set_string_member (piece, "text", rest);
  fake_add_message (self, channel, piece);
  if (piece != message)
    json_object_unref (piece);
}

JsonObject *
fake_chat_post (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_place (self, call);
  const char *id = fake_arg (call, "client_msg_id"), *problem = check_place (call, channel);
  g_autoptr (JsonObject) message = NULL;
  gboolean cut = FALSE;

  problem = problem ? problem : check_thread (channel, fake_arg (call, "thread_ts"));
  if (problem)
    return fake_error (problem);
  if (id && self->repeat != FAKE_REPEAT_IGNORED && g_hash_table_contains (self->ids, id))
    return repeat_answer (self, channel, g_hash_table_lookup (self->ids, id));
  message = new_own_message (self, call);
  problem = fill_message (self, call, message, &cut);
  if (problem)
    return fake_error (problem);
  put_in_thread (call, message);
  if (id)
    {
      json_object_set_string_member (message, "client_msg_id", id);
      g_hash_table_insert (self->ids, g_strdup (id),
                           g_strdup (json_object_get_string_member (message, "ts")));
    }
  add_in_pieces (self, call, channel, message);
  return answer_message (channel, message, cut);
}

/* Only one person sees it, and it is not kept. */
JsonObject *
fake_chat_ephemeral (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_by_id (self, fake_arg (call, "channel"));
  const char *problem = check_place (call, channel);
  g_autoptr (JsonObject) message = json_object_new ();
  g_autofree char *ts = fake_next_ts (self);
  gboolean cut;
  JsonObject *answer;

  if (!problem && !fake_is_member (channel, fake_arg (call, "user")))
    problem = "user_not_in_channel";
  problem = problem ? problem : fill_message (self, call, message, &cut);
  if (problem)
    return fake_error (problem);
  answer = fake_ok ();
  json_object_set_string_member (answer, "message_ts", ts);
  return answer;
}

static const char *
check_own (FakeCall *call, FakeChannel *channel, JsonObject *message, const char *refusal)
{
  if (!channel)
    return "channel_not_found";
  if (!message)
    return "message_not_found";
  if (g_strcmp0 (json_object_get_string_member_with_default (message, "user", NULL),
                 call->token->user_id) != 0)
    return refusal;
  return NULL;
}

JsonObject *
fake_chat_update (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "ts")) : NULL;
  const char *text = fake_arg (call, "text");
  const char *problem = channel && fake_is_archived (channel)
                          ? "is_archived"
                          : check_own (call, channel, message, "cant_update_message");
  g_autoptr (JsonObject) before = NULL, after = NULL;
  gboolean cut = FALSE;
  JsonObject *answer;

  if (!problem && text && g_utf8_strlen (text, -1) > MAX_EDITED)
    problem = "msg_too_long";
  after = problem ? NULL : fake_copy (message);
  problem = problem ? problem : fill_message (self, call, after, &cut);
  if (problem)
    return fake_error (problem);
  before = fake_copy (message);
  fill_message (self, call, message, &cut);
  fake_mark_edited (self, message, call->token->user_id);
  fake_announce_change (self, channel, before, message);
  answer = answer_message (channel, message, cut);
  json_object_set_string_member (answer, "text", json_object_get_string_member (message, "text"));
  return answer;
}

JsonObject *
fake_chat_delete (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "ts")) : NULL;
  const char *problem = check_own (call, channel, message, "cant_delete_message");
  JsonObject *answer;

  if (problem)
    return fake_error (problem);
  fake_remove_message (self, channel, message);
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "ts", fake_arg (call, "ts"));
  return answer;
}
