/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Channels, and who is in them. */

#define MAX_NAME 80

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

/* Whether one of the app's bots is there. */
gboolean
fake_has_bot (FakeSlack *self, FakeChannel *channel)
{
  GHashTableIter iter;
  gpointer token;

  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, NULL, &token))
    if (fake_is_member (channel, ((FakeToken *) token)->user_id))
      return TRUE;
  return FALSE;
}

FakeChannel *
fake_find_by_id (FakeSlack *self, const char *id)
{
  for (guint i = 0; id && i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);

      if (g_str_equal (channel->id, id))
        return channel;
    }
  return NULL;
}

/* (nullable) by its id, or by its name with or without "#". */
FakeChannel *
fake_slack_find_channel (FakeSlack *self, const char *text)
{
  const char *name = text && *text == '#' ? text + 1 : text;
  FakeChannel *channel = fake_find_by_id (self, text);

  for (guint i = 0; text && !channel && i < self->channels->len; i++)
    {
      FakeChannel *each = g_ptr_array_index (self->channels, i);

      if (g_str_equal (json_object_get_string_member (each->info, "name"), name))
        channel = each;
    }
  return channel;
}

/* A channel the caller may know of, by its id only; else it is as if there was none. */
FakeChannel *
fake_find_visible (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_by_id (self, fake_arg (call, "channel"));

  return channel && (!fake_is_private (channel) || fake_is_member (channel, call->token->user_id))
           ? channel
           : NULL;
}

/* Archived ones keep their names. */
gboolean
fake_has_name (FakeSlack *self, const char *name)
{
  for (guint i = 0; i < self->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (self->channels, i);

      if (g_str_equal (json_object_get_string_member (channel->info, "name"), name))
        return TRUE;
    }
  return FALSE;
}

/* (nullable) the code of what is wrong with the name. */
const char *
fake_check_name (FakeSlack *self, const char *name)
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
      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != 0x30fc)
        return g_unichar_ispunct (c) ? "invalid_name_punctuation" : "invalid_name_specials";
      if (g_unichar_isupper (c) || (self->ascii_names && c >= 0x80))
        return "invalid_name_specials";
    }
  return NULL;
}

void
fake_set_value (JsonObject *info, const char *member, const char *value, const char *who)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "value", value);
  json_object_set_string_member (object, "creator", who);
  json_object_set_int_member (object, "last_set", *who ? 1 : 0);
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
  json_object_set_boolean_member (channel->info, "is_im", FALSE);
  json_object_set_boolean_member (channel->info, "is_mpim", FALSE);
  json_object_set_boolean_member (channel->info, "is_private", is_private);
  json_object_set_boolean_member (channel->info, "is_archived", FALSE);
  json_object_set_boolean_member (channel->info, "is_general", g_str_equal (name, "general"));
  json_object_set_boolean_member (channel->info, "is_shared", FALSE);
  json_object_set_boolean_member (channel->info, "is_org_shared", FALSE);
  json_object_set_int_member (channel->info, "created", fake_now (self) / 1000);
  json_object_set_string_member (channel->info, "creator", "");
  json_object_set_int_member (channel->info, "unlinked", 0);
  fake_set_value (channel->info, "topic", "", "");
  fake_set_value (channel->info, "purpose", "", "");
  json_object_set_array_member (channel->info, "previous_names", json_array_new ());
  g_ptr_array_add (self->channels, channel);
  return channel;
}

/* The conversation of @bot with @users (ids, separated by commas). */
FakeChannel *
fake_open_dm (FakeSlack *self, const char *bot, const char *users)
{
  g_autofree char *name = g_strdup_printf ("dm-%s", users);
  g_auto (GStrv) list = g_strsplit (users, ",", -1);
  FakeChannel *channel = fake_slack_find_channel (self, name);

  if (channel)
    return channel;
  channel = fake_slack_add_channel (self, name, TRUE);
  *channel->id = list[0] && !list[1] ? 'D' : 'G';
  json_object_set_string_member (channel->info, "id", channel->id);
  json_object_set_boolean_member (channel->info, "is_group", FALSE);
  json_object_set_boolean_member (channel->info, "is_im", list[0] && !list[1]);
  json_object_set_boolean_member (channel->info, "is_mpim", list[0] && list[1]);
  json_object_set_string_member (channel->info, "user", list[0] ? list[0] : "");
  g_ptr_array_add (channel->members, g_strdup (bot));
  for (guint i = 0; list[i]; i++)
    g_ptr_array_add (channel->members, g_strdup (list[i]));
  return channel;
}

/* For the one who asks. (transfer full) */
JsonObject *
fake_describe (FakeCall *call, FakeChannel *channel)
{
  JsonObject *info = fake_copy (channel->info);

  json_object_set_boolean_member (info, "is_member",
                                  fake_is_member (channel, call->token->user_id));
  if (fake_flag (call, "include_num_members"))
    json_object_set_int_member (info, "num_members", channel->members->len);
  if (json_object_get_boolean_member (info, "is_im"))
    json_object_remove_member (info, "name");
  return info;
}

JsonObject *
fake_answer_channel (FakeCall *call, FakeChannel *channel)
{
  JsonObject *answer = fake_ok ();

  json_object_set_object_member (answer, "channel", fake_describe (call, channel));
  return answer;
}

/* --- what is told */

void
fake_tell (FakeSlack *self,
           FakeChannel *channel,
           const char *user,
           const char *kind,
           const char *text)
{
  g_autoptr (JsonObject) message = NULL;
  g_autofree char *subtype =
    g_strdup_printf ("%s_%s", fake_is_private (channel) ? "group" : "channel", kind);

  if (!self->tell_joins)
    return;
  message = fake_new_said (self, user, text);
  json_object_remove_member (message, "client_msg_id");
  json_object_set_string_member (message, "subtype", subtype);
  fake_add_message (self, channel, message);
}

static void
announce_member (FakeSlack *self, FakeChannel *channel, const char *type, const char *user)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "type", type);
  json_object_set_string_member (event, "user", user);
  json_object_set_string_member (event, "channel_type", fake_is_private (channel) ? "G" : "C");
  json_object_set_string_member (event, "team", self->team_id);
  fake_announce (self, channel, event);
}

void
fake_add_member (FakeSlack *self, FakeChannel *channel, const char *user, gboolean tell)
{
  g_autofree char *text = g_strdup_printf ("<@%s> has joined the channel", user);

  if (fake_is_member (channel, user))
    return;
  g_ptr_array_add (channel->members, g_strdup (user));
  if (!tell)
    return;
  announce_member (self, channel, "member_joined_channel", user);
  fake_tell (self, channel, user, "join", text);
}

gboolean
fake_remove_member (FakeSlack *self, FakeChannel *channel, const char *user)
{
  g_autofree char *text = g_strdup_printf ("<@%s> has left the channel", user);
  g_autofree char *who = g_strdup (user);
  guint index;

  if (!g_ptr_array_find_with_equal_func (channel->members, user, g_str_equal, &index))
    return FALSE;
  fake_tell (self, channel, who, "leave", text);
  g_ptr_array_remove_index (channel->members, index);
  announce_member (self, channel, "member_left_channel", who);
  return TRUE;
}

/* A conversation with one person, or a few. */
JsonObject *
fake_conversations_open (FakeSlack *self, FakeCall *call)
{
  const char *users = fake_arg (call, "users");
  g_auto (GStrv) list = g_strsplit (users ? users : "", ",", -1);
  FakeChannel *channel = fake_find_visible (self, call);
  JsonObject *answer, *info;

  if (!users && !fake_arg (call, "channel"))
    return fake_error ("users_list_not_supplied");
  if (!users && !channel)
    return fake_error ("channel_not_found");
  for (guint i = 0; users && list[i]; i++)
    if (!fake_find_user (self, list[i]))
      return fake_error ("user_not_found");
  if (users)
    channel = fake_open_dm (self, call->token->user_id, users);
  if (fake_flag (call, "return_im"))
    return fake_answer_channel (call, channel);
  answer = fake_ok ();
  info = json_object_new ();
  json_object_set_string_member (info, "id", channel->id);
  json_object_set_object_member (answer, "channel", info);
  return answer;
}
