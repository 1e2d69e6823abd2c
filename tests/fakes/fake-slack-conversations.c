/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* conversations.*, but for what was said there. */

#define MAX_TOPIC  250
#define MAX_INVITE 100

JsonObject *
fake_conversations_create (FakeSlack *self, FakeCall *call)
{
  const char *name = fake_arg (call, "name");
  const char *problem = fake_check_name (self, name);
  FakeChannel *channel;

  if (problem)
    return fake_error (problem);
  if (fake_has_name (self, name))
    return fake_error ("name_taken");
  channel = fake_slack_add_channel (self, name, fake_flag (call, "is_private"));
  json_object_set_string_member (channel->info, "creator", call->token->user_id);
  fake_add_member (self, channel, call->token->user_id, TRUE);
  fake_scripts_look (self);
  return fake_answer_channel (call, channel);
}

JsonObject *
fake_conversations_rename (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  const char *problem = fake_check_name (self, fake_arg (call, "name"));

  if (!channel)
    return fake_error ("channel_not_found");
  if (problem)
    return fake_error (problem);
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (!fake_is_member (channel, call->token->user_id))
    return fake_error ("not_in_channel");
  if (!fake_slack_rename (self, channel, fake_arg (call, "name")))
    return fake_error ("name_taken");
  return fake_answer_channel (call, channel);
}

/* setTopic and setPurpose */
JsonObject *
fake_conversations_topic (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  const char *member = g_str_has_suffix (call->method, "Topic") ? "topic" : "purpose";
  const char *text = fake_arg (call, member);
  g_autofree char *kept = NULL, *told = NULL;

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (!fake_is_member (channel, call->token->user_id))
    return fake_error ("not_in_channel");
  if (g_utf8_strlen (text, -1) > MAX_TOPIC)
    return fake_error ("too_long");
  kept = fake_name_emoji (self, text);
  fake_set_value (channel->info, member, kept, call->token->user_id);
  told = g_strdup_printf ("set the channel %s: %s", member, kept);
  fake_tell (self, channel, call->token->user_id, member, told);
  return fake_answer_channel (call, channel);
}

/* --- people */

static JsonObject *
new_invite_error (const char *user, const char *code)
{
  JsonObject *error = fake_error (code);

  json_object_set_string_member (error, "user", user);
  return error;
}

/* (nullable) */
static const char *
check_invited (FakeSlack *self, FakeCall *call, FakeChannel *channel, const char *user)
{
  if (g_str_equal (user, call->token->user_id))
    return "cant_invite_self";
  if (!fake_find_user (self, user))
    return "user_not_found";
  return fake_is_member (channel, user) ? "already_in_channel" : NULL;
}

/* (nullable) */
static const char *
check_inviting (FakeCall *call, FakeChannel *channel, GStrv users)
{
  if (!channel)
    return "channel_not_found";
  if (fake_is_archived (channel))
    return "is_archived";
  if (!fake_is_member (channel, call->token->user_id))
    return "not_in_channel";
  if (!*users || !**users)
    return "no_user";
  return g_strv_length (users) > MAX_INVITE ? "too_many_users" : NULL;
}

JsonObject *
fake_conversations_invite (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  g_auto (GStrv) users = g_strsplit (fake_arg (call, "users"), ",", -1);
  g_autoptr (JsonArray) errors = json_array_new ();
  const char *problem = check_inviting (call, channel, users);
  gboolean force = fake_flag (call, "force");
  JsonObject *answer;

  if (problem)
    return fake_error (problem);
  for (guint i = 0; users[i]; i++)
    if ((problem = check_invited (self, call, channel, users[i])))
      json_array_add_object_element (errors, new_invite_error (users[i], problem));
  if (json_array_get_length (errors) > 0 && !force)
    {
      JsonObject *first = json_array_get_object_element (errors, 0);

      answer = fake_error (json_object_get_string_member (first, "error"));
      json_object_set_array_member (answer, "errors", g_steal_pointer (&errors));
      return answer;
    }
  for (guint i = 0; users[i]; i++)
    if (!check_invited (self, call, channel, users[i]))
      fake_add_member (self, channel, users[i], TRUE);
  answer = fake_answer_channel (call, channel);
  if (json_array_get_length (errors) > 0)
    json_object_set_array_member (answer, "errors", g_steal_pointer (&errors));
  return answer;
}

JsonObject *
fake_conversations_join (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  JsonObject *answer;
  gboolean was;

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_private (channel))
    return fake_error ("method_not_supported_for_channel_type");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  was = fake_is_member (channel, call->token->user_id);
  fake_add_member (self, channel, call->token->user_id, TRUE);
  answer = fake_answer_channel (call, channel);
  if (was)
    json_object_set_string_member (answer, "warning", "already_in_channel");
  return answer;
}

JsonObject *
fake_conversations_leave (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (json_object_get_boolean_member (channel->info, "is_general"))
    return fake_error ("cant_leave_general");
  if (!fake_remove_member (self, channel, call->token->user_id))
    {
      JsonObject *answer = fake_ok ();

      json_object_set_boolean_member (answer, "not_in_channel", TRUE);
      return answer;
    }
  return fake_ok ();
}

JsonObject *
fake_conversations_kick (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  const char *user = fake_arg (call, "user");

  if (!channel)
    return fake_error ("channel_not_found");
  if (!user || !fake_find_user (self, user))
    return fake_error ("user_not_found");
  if (g_str_equal (user, call->token->user_id))
    return fake_error ("cant_kick_self");
  if (json_object_get_boolean_member (channel->info, "is_general"))
    return fake_error ("cant_kick_from_general");
  return fake_remove_member (self, channel, user) ? fake_ok () : fake_error ("not_in_channel");
}

JsonObject *
fake_conversations_members (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  JsonObject *answer;
  JsonArray *ids;
  g_autoptr (GPtrArray) items = NULL;

  if (!channel)
    return fake_error ("channel_not_found");
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < channel->members->len; i++)
    {
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "id", g_ptr_array_index (channel->members, i));
      g_ptr_array_add (items, item);
    }
  answer = fake_ok ();
  fake_page (self, call, answer, "members", items, 100);
  if (!json_object_get_boolean_member (answer, "ok"))
    return answer;
  ids = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_object_get_array_member (answer, "members"));
       i++)
    json_array_add_string_element (
      ids,
      json_object_get_string_member (
        json_array_get_object_element (json_object_get_array_member (answer, "members"), i), "id"));
  json_object_set_array_member (answer, "members", ids);
  return answer;
}

/* --- the channel itself */

JsonObject *
fake_conversations_archive (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);

  if (!channel)
    return fake_error ("channel_not_found");
  if (fake_is_archived (channel))
    return fake_error ("already_archived");
  if (json_object_get_boolean_member (channel->info, "is_general"))
    return fake_error ("cant_archive_general");
  if (!fake_is_member (channel, call->token->user_id))
    return fake_error ("not_in_channel");
  fake_slack_archive (self, channel, TRUE);
  return fake_ok ();
}

/* As seen: a bot is put out of a channel when it is archived, and cannot open it again. */
JsonObject *
fake_conversations_unarchive (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);

  if (!channel)
    return fake_error ("channel_not_found");
  return fake_error (fake_is_archived (channel) ? "not_in_channel" : "not_archived");
}

JsonObject *
fake_conversations_info (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);

  return channel ? fake_answer_channel (call, channel) : fake_error ("channel_not_found");
}

static const char *
get_type (FakeChannel *channel)
{
  if (json_object_get_boolean_member (channel->info, "is_im"))
    return "im";
  if (json_object_get_boolean_member (channel->info, "is_mpim"))
    return "mpim";
  return fake_is_private (channel) ? "private_channel" : "public_channel";
}

static JsonObject *
list_channels (FakeSlack *self, FakeCall *call, const char *member_or_null)
{
  const char *types = fake_arg (call, "types"), *me = call->token->user_id;
  g_auto (GStrv) wanted = g_strsplit (types && *types ? types : "public_channel", ",", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonObject *answer;

  for (guint i = 0; wanted[i]; i++)
    if (!g_strv_contains ((const char *const[]){ "public_channel", "private_channel", "im", "mpim",
                                                 NULL },
                          g_strstrip (wanted[i])))
      return fake_error ("invalid_types");
  for (guint i = 0; i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);

      if (fake_is_archived (channel) && fake_flag (call, "exclude_archived"))
        continue;
      if (!g_strv_contains ((const char *const *) wanted, get_type (channel)))
        continue;
      if ((fake_is_private (channel) && !fake_is_member (channel, me)) ||
          (member_or_null && !fake_is_member (channel, member_or_null)))
        continue;
      g_ptr_array_add (items, fake_describe (call, channel));
    }
  answer = fake_ok ();
  fake_page (self, call, answer, "channels", items, 100);
  return answer;
}

JsonObject *
fake_conversations_list (FakeSlack *self, FakeCall *call)
{
  return list_channels (self, call, NULL);
}

JsonObject *
fake_users_conversations (FakeSlack *self, FakeCall *call)
{
  const char *user = fake_arg (call, "user");

  if (user && !fake_find_user (self, user))
    return fake_error ("user_not_found");
  return list_channels (self, call, user ? user : call->token->user_id);
}
