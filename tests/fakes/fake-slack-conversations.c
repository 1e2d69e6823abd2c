/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Channels, who is in them, and what was said there. */

#define MAX_NAME   80
#define MAX_TOPIC  250
#define MAX_INVITE 100

gboolean
fake_is_private (FakeChannel *channel)
{
  return json_object_get_boolean_member_with_default (channel->info, "is_private", FALSE);
}

gboolean
fake_is_archived (FakeChannel *channel)
{
  return json_object_get_boolean_member_with_default (channel->info, "is_archived", FALSE);
}

gboolean
fake_is_member (FakeChannel *channel, const char *user)
{
  return g_ptr_array_find_with_equal_func (channel->members, user, g_str_equal, NULL);
}

/* (nullable) by its id, or by its name with or without "#". */
FakeChannel *
fake_slack_find_channel (FakeSlack *self, const char *text)
{
  const char *name = text && *text == '#' ? text + 1 : text;

  for (guint i = 0; text && i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);

      if (g_str_equal (channel->id, text) ||
          g_str_equal (json_object_get_string_member (channel->info, "name"), name))
        return channel;
    }
  return NULL;
}

static void
set_value (JsonObject *info, const char *member, const char *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "value", value);
  json_object_set_string_member (object, "creator", "");
  json_object_set_int_member (object, "last_set", 0);
  json_object_set_object_member (info, member, object);
}

/* As a person of the workspace makes one. Borrowed. */
FakeChannel *
fake_slack_add_channel (FakeSlack *self, const char *name, gboolean is_private)
{
  FakeChannel *channel = g_new0 (FakeChannel, 1);

  channel->id = fake_next_id (self, "C");
  channel->members = g_ptr_array_new_with_free_func (g_free);
  channel->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  channel->pins = g_ptr_array_new_with_free_func (g_free);
  channel->bookmarks = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  channel->info = json_object_new ();
  json_object_set_string_member (channel->info, "id", channel->id);
  json_object_set_string_member (channel->info, "name", name);
  json_object_set_string_member (channel->info, "name_normalized", name);
  json_object_set_boolean_member (channel->info, "is_channel", !is_private);
  json_object_set_boolean_member (channel->info, "is_group", is_private);
  json_object_set_boolean_member (channel->info, "is_private", is_private);
  json_object_set_boolean_member (channel->info, "is_archived", FALSE);
  json_object_set_int_member (channel->info, "created", fake_now (self) / 1000);
  set_value (channel->info, "topic", "");
  set_value (channel->info, "purpose", "");
  json_object_set_array_member (channel->info, "previous_names", json_array_new ());
  g_ptr_array_add (self->channels, channel);
  return channel;
}

/* For the one who asks. (transfer full) */
static JsonObject *
describe (FakeCall *call, FakeChannel *channel)
{
  JsonObject *info = fake_copy (channel->info);

  json_object_set_boolean_member (info, "is_member",
                                  fake_is_member (channel, call->token->user_id));
  return info;
}

static JsonObject *
answer_channel (FakeCall *call, FakeChannel *channel)
{
  JsonObject *answer = fake_ok ();

  json_object_set_object_member (answer, "channel", describe (call, channel));
  return answer;
}

/* A channel the caller may know of; else it is as if there was none. */
static FakeChannel *
find_visible (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_slack_find_channel (self, fake_arg (call, "channel"));

  return channel && (!fake_is_private (channel) || fake_is_member (channel, call->token->user_id))
           ? channel
           : NULL;
}

/* (nullable) the code of what is wrong with the name. */
static const char *
check_name (const char *name)
{
  if (!*name)
    return "invalid_name_required";
  if (g_utf8_strlen (name, -1) > MAX_NAME)
    return "invalid_name_maxlength";
  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '-' || c == '_')
        continue;
      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return g_unichar_ispunct (c) ? "invalid_name_punctuation" : "invalid_name_specials";
      if (g_unichar_isupper (c))
        return "invalid_name_specials";
    }
  return NULL;
}

JsonObject *
fake_conversations_create (FakeSlack *self, FakeCall *call)
{
  const char *name = fake_arg (call, "name");
  const char *problem = check_name (name);
  FakeChannel *channel;

  if (problem)
    return fake_error (problem);
  if (fake_slack_find_channel (self, name))
    return fake_error ("name_taken");
  channel = fake_slack_add_channel (self, name, fake_flag (call, "is_private"));
  json_object_set_string_member (channel->info, "creator", call->token->user_id);
  g_ptr_array_add (channel->members, g_strdup (call->token->user_id));
  return answer_channel (call, channel);
}

JsonObject *
fake_conversations_rename (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  const char *problem = check_name (fake_arg (call, "name"));
  JsonObject *event, *info;

  if (!channel)
    return fake_error ("channel_not_found");
  if (problem)
    return fake_error (problem);
  if (fake_slack_find_channel (self, fake_arg (call, "name")))
    return fake_error ("name_taken");
  json_object_set_string_member (channel->info, "name", fake_arg (call, "name"));
  event = json_object_new ();
  info = json_object_new ();
  json_object_set_string_member (event, "type", "channel_rename");
  json_object_set_string_member (info, "id", channel->id);
  json_object_set_string_member (info, "name", fake_arg (call, "name"));
  json_object_set_object_member (event, "channel", info);
  fake_announce (self, channel, event);
  return answer_channel (call, channel);
}

/* setTopic and setPurpose */
JsonObject *
fake_conversations_topic (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  const char *member = g_str_has_suffix (call->method, "Topic") ? "topic" : "purpose";
  const char *text = fake_arg (call, member);

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (!fake_is_member (channel, call->token->user_id))
    return fake_error ("not_in_channel");
  if (g_utf8_strlen (text, -1) > MAX_TOPIC)
    return fake_error ("too_long");
  set_value (channel->info, member, text);
  return answer_channel (call, channel);
}

static JsonObject *
new_invite_error (const char *user, const char *code)
{
  JsonObject *error = fake_error (code);

  json_object_set_string_member (error, "user", user);
  return error;
}

JsonObject *
fake_conversations_invite (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  g_auto (GStrv) users = g_strsplit (fake_arg (call, "users"), ",", -1);
  g_autoptr (JsonArray) errors = json_array_new ();
  guint n = g_strv_length (users);
  JsonObject *answer;

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (!fake_is_member (channel, call->token->user_id))
    return fake_error ("not_in_channel");
  if (n == 0 || n > MAX_INVITE)
    return fake_error ("too_many_users");
  for (guint i = 0; i < n; i++)
    if (g_str_equal (users[i], call->token->user_id))
      json_array_add_object_element (errors, new_invite_error (users[i], "cant_invite_self"));
    else if (!fake_find_user (self, users[i]))
      json_array_add_object_element (errors, new_invite_error (users[i], "user_not_found"));
    else if (fake_is_member (channel, users[i]))
      json_array_add_object_element (errors, new_invite_error (users[i], "already_in_channel"));
  if (json_array_get_length (errors) > 0 && !fake_flag (call, "force"))
    {
      JsonObject *first = json_array_get_object_element (errors, 0);

      answer = fake_error (json_object_get_string_member (first, "error"));
      json_object_set_array_member (answer, "errors", g_steal_pointer (&errors));
      return answer;
    }
  for (guint i = 0; i < n; i++)
    if (fake_find_user (self, users[i]) && !fake_is_member (channel, users[i]))
      g_ptr_array_add (channel->members, g_strdup (users[i]));
  answer = answer_channel (call, channel);
  if (json_array_get_length (errors) > 0)
    json_object_set_array_member (answer, "errors", g_steal_pointer (&errors));
  return answer;
}

JsonObject *
fake_conversations_join (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  JsonObject *answer;

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  answer = fake_ok ();
  if (fake_is_member (channel, call->token->user_id))
    json_object_set_string_member (answer, "warning", "already_in_channel");
  else
    g_ptr_array_add (channel->members, g_strdup (call->token->user_id));
  json_object_set_object_member (answer, "channel", describe (call, channel));
  return answer;
}

JsonObject *
fake_conversations_leave (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  guint index;

  if (!channel)
    return fake_error ("channel_not_found");
  if (!g_ptr_array_find_with_equal_func (channel->members, call->token->user_id, g_str_equal,
                                         &index))
    return fake_error ("not_in_channel");
  g_ptr_array_remove_index (channel->members, index);
  return fake_ok ();
}

JsonObject *
fake_conversations_archive (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  JsonObject *event;

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("already_archived");
  json_object_set_boolean_member (channel->info, "is_archived", TRUE);
  event = json_object_new ();
  json_object_set_string_member (event, "type", "channel_archive");
  json_object_set_string_member (event, "user", call->token->user_id);
  fake_announce (self, channel, event);
  return fake_ok ();
}

JsonObject *
fake_conversations_info (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);

  return channel ? answer_channel (call, channel) : fake_error ("channel_not_found");
}

JsonObject *
fake_conversations_members (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  JsonObject *answer;
  JsonArray *members;

  if (!channel)
    return fake_error ("channel_not_found");
  answer = fake_ok ();
  members = json_array_new ();
  for (guint i = 0; i < channel->members->len; i++)
    json_array_add_string_element (members, g_ptr_array_index (channel->members, i));
  json_object_set_array_member (answer, "members", members);
  return answer;
}

JsonObject *
fake_conversations_list (FakeSlack *self, FakeCall *call)
{
  const char *types = fake_arg (call, "types");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonObject *answer = fake_ok ();

  for (guint i = 0; i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);
      const char *type = fake_is_private (channel) ? "private_channel" : "public_channel";

      if (fake_is_archived (channel) && fake_flag (call, "exclude_archived"))
        continue;
      if (!strstr (types && *types ? types : "public_channel", type))
        continue;
      if (fake_is_private (channel) && !fake_is_member (channel, call->token->user_id))
        continue;
      g_ptr_array_add (items, describe (call, channel));
    }
  fake_page (self, call, answer, "channels", items, 100);
  return answer;
}

/* A conversation with one person. */
JsonObject *
fake_conversations_open (FakeSlack *self, FakeCall *call)
{
  const char *user = fake_arg (call, "users");
  g_autofree char *name = NULL;
  FakeChannel *channel;

  if (!user || !fake_find_user (self, user))
    return fake_error ("user_not_found");
  name = g_strdup_printf ("dm-%s", user);
  channel = fake_slack_find_channel (self, name);
  if (!channel)
    {
      channel = fake_slack_add_channel (self, name, TRUE);
      g_ptr_array_add (channel->members, g_strdup (call->token->user_id));
      g_ptr_array_add (channel->members, g_strdup (user));
    }
  return answer_channel (call, channel);
}

/* --- history */

/* Cuts @items into pages. What a cursor is nobody needs to know; it ends like a real one, which
 * has to be escaped in a form. */
void
fake_page (FakeSlack *self,
           FakeCall *call,
           JsonObject *answer,
           const char *member,
           GPtrArray *items,
           guint fallback_limit)
{
  const char *cursor = fake_arg (call, "cursor"), *asked = fake_arg (call, "limit");
  guint limit = asked ? (guint) g_ascii_strtoull (asked, NULL, 10) : fallback_limit;
  guint from = cursor && g_str_has_prefix (cursor, "next:")
                 ? (guint) g_ascii_strtoull (cursor + strlen ("next:"), NULL, 10)
                 : 0;
  JsonArray *array = json_array_new ();
  JsonObject *more = json_object_new ();
  g_autofree char *next = NULL;

  if (limit == 0)
    limit = fallback_limit;
  if (self->page_size > 0)
    limit = MIN (limit, self->page_size);
  for (guint i = from; i < items->len && i < from + limit; i++)
    json_array_add_object_element (array, json_object_ref (g_ptr_array_index (items, i)));
  next = from + limit < items->len ? g_strdup_printf ("next:%u==", from + limit) : g_strdup ("");
  json_object_set_array_member (answer, member, array);
  if (g_str_equal (member, "messages"))
    json_object_set_boolean_member (answer, "has_more", *next != '\0');
  json_object_set_string_member (more, "next_cursor", next);
  json_object_set_object_member (answer, "response_metadata", more);
}

static gboolean
is_within (FakeCall *call, const char *ts)
{
  const char *oldest = fake_arg (call, "oldest"), *latest = fake_arg (call, "latest");
  gboolean inclusive = fake_flag (call, "inclusive");

  if (oldest && *oldest && !g_str_equal (oldest, "0"))
    {
      int order = fake_compare_ts (ts, oldest);

      if (order < 0 || (order == 0 && !inclusive))
        return FALSE;
    }
  if (latest && *latest)
    {
      int order = fake_compare_ts (ts, latest);

      if (order > 0 || (order == 0 && !inclusive))
        return FALSE;
    }
  return TRUE;
}

/* (nullable) the code of why it may not be read. */
static const char *
check_reading (FakeSlack *self, FakeCall *call, FakeChannel *channel)
{
  const char *cursor = fake_arg (call, "cursor");

  if (!channel)
    return "channel_not_found";
  if (!fake_is_member (channel, call->token->user_id))
    return "not_in_channel";
  if (cursor && *cursor && self->stale_cursors)
    {
      self->stale_cursors = FALSE;
      return "invalid_cursor";
    }
  return NULL;
}

static void
take_message (FakeCall *call, GPtrArray *items, JsonObject *message)
{
  JsonObject *copy = fake_copy (message);

  /* Unless it is asked for, only the kind of the metadata is told. */
  if (json_object_has_member (copy, "metadata") && !fake_flag (call, "include_all_metadata"))
    json_object_remove_member (json_object_get_object_member (copy, "metadata"), "event_payload");
  g_ptr_array_add (items, copy);
}

/* Answers in threads are not part of it; the newest comes first. */
JsonObject *
fake_conversations_history (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  const char *problem = check_reading (self, call, channel);
  g_autoptr (GPtrArray) items = NULL;
  JsonObject *answer;

  if (problem)
    return fake_error (problem);
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = channel->messages->len; i-- > 0;)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);
      const char *ts = json_object_get_string_member (message, "ts");
      const char *thread = json_object_get_string_member_with_default (message, "thread_ts", ts);

      if (g_str_equal (thread, ts) && is_within (call, ts))
        take_message (call, items, message);
    }
  answer = fake_ok ();
  fake_page (self, call, answer, "messages", items, 100);
  return answer;
}

/* The parent, then its answers, the oldest first. */
JsonObject *
fake_conversations_replies (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_visible (self, call);
  const char *problem = check_reading (self, call, channel);
  const char *parent = fake_arg (call, "ts");
  g_autoptr (GPtrArray) items = NULL;
  JsonObject *answer;

  if (problem)
    return fake_error (problem);
  if (!fake_find_message (channel, parent))
    return fake_error ("thread_not_found");
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < channel->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);
      const char *ts = json_object_get_string_member (message, "ts");
      const char *thread = json_object_get_string_member_with_default (message, "thread_ts", NULL);

      if (g_str_equal (ts, parent) || (g_strcmp0 (thread, parent) == 0 && is_within (call, ts)))
        take_message (call, items, message);
    }
  answer = fake_ok ();
  fake_page (self, call, answer, "messages", items, 100);
  return answer;
}
