/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-control.h"
#include "fake-slack-private.h"

/* What it holds, for whoever asks from outside. */

static JsonObject *
describe_channel (FakeChannel *channel)
{
  JsonObject *object = fake_copy (channel->info);
  JsonArray *messages = json_array_new (), *members = json_array_new ();
  JsonArray *pins = json_array_new (), *bookmarks = json_array_new ();

  for (guint i = 0; i < channel->messages->len; i++)
    json_array_add_object_element (messages, fake_copy (g_ptr_array_index (channel->messages, i)));
  for (guint i = 0; i < channel->members->len; i++)
    json_array_add_string_element (members, g_ptr_array_index (channel->members, i));
  for (guint i = 0; i < channel->pins->len; i++)
    json_array_add_string_element (pins, g_ptr_array_index (channel->pins, i));
  for (guint i = 0; i < channel->bookmarks->len; i++)
    json_array_add_object_element (bookmarks,
                                   fake_copy (g_ptr_array_index (channel->bookmarks, i)));
  json_object_set_array_member (object, "messages", messages);
  json_object_set_array_member (object, "members", members);
  json_object_set_array_member (object, "pins", pins);
  json_object_set_array_member (object, "bookmarks", bookmarks);
  return object;
}

JsonObject *
fake_control_inspect (FakeSlack *slack)
{
  JsonObject *answer = fake_ok (), *calls = json_object_new ();
  JsonArray *channels = json_array_new ();
  GHashTableIter iter;
  gpointer name, n;

  for (guint i = 0; i < slack->channels->len; i++)
    json_array_add_object_element (channels,
                                   describe_channel (g_ptr_array_index (slack->channels, i)));
  g_hash_table_iter_init (&iter, slack->calls);
  while (g_hash_table_iter_next (&iter, &name, &n))
    json_object_set_int_member (calls, name, GPOINTER_TO_UINT (n));
  json_object_set_array_member (answer, "channels", channels);
  json_object_set_object_member (answer, "calls", calls);
  json_object_set_int_member (answer, "sockets", slack->sockets->len);
  json_object_set_int_member (answer, "steps", fake_slack_count_steps (slack));
  json_object_set_int_member (answer, "broadcasts", slack->n_broadcasts);
  json_object_set_boolean_member (answer, "cut", slack->is_cut);
  json_object_set_int_member (answer, "unacknowledged", g_hash_table_size (slack->unacknowledged));
  return answer;
}
