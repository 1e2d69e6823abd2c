/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* What hangs on messages: reactions, pins, and their addresses. */

#define MAX_PINS      100
#define MAX_REACTIONS 23 /* of one kind of user; the service says 23 different ones */

static JsonArray *
get_reactions (JsonObject *message)
{
  return json_object_has_member (message, "reactions")
           ? json_object_get_array_member (message, "reactions")
           : NULL;
}

static JsonObject *
find_reaction (JsonObject *message, const char *name, guint *index)
{
  JsonArray *reactions = get_reactions (message);

  for (guint i = 0; reactions && i < json_array_get_length (reactions); i++)
    {
      JsonObject *reaction = json_array_get_object_element (reactions, i);

      *index = i;
      if (g_str_equal (json_object_get_string_member (reaction, "name"), name))
        return reaction;
    }
  return NULL;
}

static void
announce_mark (FakeSlack *self,
               FakeChannel *channel,
               JsonObject *message,
               const char *type,
               const char *user,
               const char *name)
{
  JsonObject *event = json_object_new (), *item = json_object_new ();

  json_object_set_string_member (event, "type", type);
  json_object_set_string_member (event, "user", user);
  if (name)
    json_object_set_string_member (event, "reaction", name);
  if (json_object_has_member (message, "user"))
    json_object_set_string_member (event, "item_user",
                                   json_object_get_string_member (message, "user"));
  json_object_set_string_member (item, "type", "message");
  json_object_set_string_member (item, "channel", channel->id);
  json_object_set_string_member (item, "ts", json_object_get_string_member (message, "ts"));
  json_object_set_object_member (event, "item", item);
  if (!name)
    json_object_set_string_member (event, "channel_id", channel->id);
  fake_announce (self, channel, event);
}

static JsonObject *
add_reaction (JsonObject *message, const char *name)
{
  JsonObject *reaction = json_object_new ();

  if (!get_reactions (message))
    json_object_set_array_member (message, "reactions", json_array_new ());
  json_object_set_string_member (reaction, "name", name);
  json_object_set_array_member (reaction, "users", json_array_new ());
  json_array_add_object_element (get_reactions (message), reaction);
  return reaction;
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

static void
drop_reaction (JsonObject *message, guint index)
{
  json_array_remove_element (get_reactions (message), index);
  if (json_array_get_length (get_reactions (message)) == 0)
    json_object_remove_member (message, "reactions");
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
  guint place = 0;
  JsonObject *reaction = message ? find_reaction (message, name, &place) : NULL;
  int index = find_user_of (reaction, user);
  JsonArray *users;

  if (!message || add == (index >= 0))
    return FALSE;
  if (!reaction)
    reaction = add_reaction (message, name);
  users = json_object_get_array_member (reaction, "users");
  if (add)
    json_array_add_string_element (users, user);
  else
    json_array_remove_element (users, (guint) index);
  json_object_set_int_member (reaction, "count", json_array_get_length (users));
  if (json_array_get_length (users) == 0)
    drop_reaction (message, place);
  announce_mark (self, channel, message, add ? "reaction_added" : "reaction_removed", user, name);
  return TRUE;
}

static JsonObject *
check_reaction (FakeSlack *self, FakeCall *call, FakeChannel **channel, JsonObject **message)
{
  const char *ts = fake_arg (call, "timestamp"), *name = fake_arg (call, "name");

  *channel = fake_find_visible (self, call);
  *message = *channel ? fake_find_message (*channel, ts) : NULL;
  if (!*channel)
    return fake_error ("channel_not_found");
  if (name && !g_regex_match_simple ("^[\\w+'-]+(::skin-tone-[2-6])?$", name, 0, 0))
    return fake_error ("invalid_name");
  if (!*message)
    return fake_error ("message_not_found");
  return NULL;
}

JsonObject *
fake_reactions_add (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel;
  JsonObject *message, *problem = check_reaction (self, call, &channel, &message);
  guint place = 0;

  if (problem)
    return problem;
  if (fake_is_archived (channel))
    return fake_error ("is_archived");
  if (!find_reaction (message, fake_arg (call, "name"), &place) && get_reactions (message) &&
      json_array_get_length (get_reactions (message)) >= MAX_REACTIONS)
    return fake_error ("too_many_emoji");
  return fake_slack_react (self, channel, fake_arg (call, "timestamp"), call->token->user_id,
                           fake_arg (call, "name"), TRUE)
           ? fake_ok ()
           : fake_error ("already_reacted");
}

JsonObject *
fake_reactions_remove (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel;
  JsonObject *message, *problem;

  if (!fake_arg (call, "channel") || !fake_arg (call, "timestamp"))
    return fake_error ("no_item_specified");
  problem = check_reaction (self, call, &channel, &message);
  if (problem)
    return problem;
  return fake_slack_react (self, channel, fake_arg (call, "timestamp"), call->token->user_id,
                           fake_arg (call, "name"), FALSE)
           ? fake_ok ()
           : fake_error ("no_reaction");
}

JsonObject *
fake_reactions_get (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel;
  JsonObject *message, *problem, *answer;

  if (!fake_arg (call, "channel") || !fake_arg (call, "timestamp"))
    return fake_error ("no_item_specified");
  problem = check_reaction (self, call, &channel, &message);
  if (problem)
    return problem;
  answer = fake_ok ();
  json_object_set_string_member (answer, "type", "message");
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_object_member (answer, "message", fake_copy (message));
  return answer;
}

/* --- pins */

static JsonObject *
check_pin (FakeSlack *self, FakeCall *call, FakeChannel **channel, JsonObject **message)
{
  const char *ts = fake_arg (call, "timestamp");

  *channel = fake_find_visible (self, call);
  *message = *channel ? fake_find_message (*channel, ts) : NULL;
  if (!*channel)
    return fake_error ("channel_not_found");
  if (!ts)
    return fake_error ("no_item_specified");
  if (fake_is_archived (*channel))
    return fake_error ("is_archived");
  if (!fake_is_member (*channel, call->token->user_id))
    return fake_error ("not_in_channel");
  return *message ? NULL : fake_error ("message_not_found");
}

JsonObject *
fake_pins_add (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel;
  JsonObject *message, *problem = check_pin (self, call, &channel, &message);
  const char *ts = fake_arg (call, "timestamp");

  if (problem)
    return problem;
  if (g_ptr_array_find_with_equal_func (channel->pins, ts, g_str_equal, NULL))
    return fake_error ("already_pinned");
  if (channel->pins->len >= MAX_PINS)
    return fake_error ("too_many_pins");
  g_ptr_array_add (channel->pins, g_strdup (ts));
  announce_mark (self, channel, message, "pin_added", call->token->user_id, NULL);
  return fake_ok ();
}

JsonObject *
fake_pins_remove (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel;
  JsonObject *message, *problem = check_pin (self, call, &channel, &message);
  guint index;

  if (problem)
    return problem;
  if (!g_ptr_array_find_with_equal_func (channel->pins, fake_arg (call, "timestamp"), g_str_equal,
                                         &index))
    return fake_error ("no_pin");
  g_ptr_array_remove_index (channel->pins, index);
  announce_mark (self, channel, message, "pin_removed", call->token->user_id, NULL);
  return fake_ok ();
}

JsonObject *
fake_pins_list (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
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
      json_object_set_int_member (item, "created", fake_now (self) / 1000);
      json_object_set_string_member (item, "created_by", call->token->user_id);
      if (message)
        json_object_set_object_member (item, "message", fake_copy (message));
      json_array_add_object_element (items, item);
    }
  json_object_set_array_member (answer, "items", items);
  return answer;
}

/* --- addresses */

static char *
new_permalink (FakeChannel *channel, JsonObject *message)
{
  const char *ts = json_object_get_string_member (message, "ts");
  const char *thread = json_object_get_string_member_with_default (message, "thread_ts", ts);
  g_auto (GStrv) parts = g_strsplit (ts, ".", 2);
  g_autofree char *number = g_strjoinv ("", parts);
  g_autofree char *link =
    g_strdup_printf ("https://acme.example/archives/%s/p%s", channel->id, number);

  return g_str_equal (thread, ts)
           ? g_steal_pointer (&link)
           : g_strdup_printf ("%s?thread_ts=%s&cid=%s", link, thread, channel->id);
}

JsonObject *
fake_chat_permalink (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  JsonObject *message = channel ? fake_find_message (channel, fake_arg (call, "message_ts")) : NULL;
  g_autofree char *link = NULL;
  JsonObject *answer;

  if (!channel)
    return fake_error ("channel_not_found");
  if (!message)
    return fake_error ("message_not_found");
  link = new_permalink (channel, message);
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  json_object_set_string_member (answer, "permalink", link);
  return answer;
}
