/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-control.h"

#include <string.h>

#include "fake-slack-private.h"

static const char *
get (JsonObject *order, const char *name)
{
  return json_object_get_string_member_with_default (order, name, NULL);
}

static gint64
get_int (JsonObject *order, const char *name, gint64 fallback)
{
  return json_object_get_int_member_with_default (order, name, fallback);
}

/* --- orders; each answers NULL if it cannot be done */

static JsonObject *
say (FakeSlack *slack, JsonObject *order)
{
  FakeChannel *channel = fake_slack_find_channel (slack, get (order, "channel"));
  JsonObject *answer;

  if (!channel || !get (order, "user") || !get (order, "text"))
    return NULL;
  answer = fake_ok ();
  json_object_set_string_member (answer, "ts",
                                 fake_slack_say (slack, channel, get (order, "user"),
                                                 get (order, "text"), get (order, "thread_ts")));
  return answer;
}

static JsonObject *
edit (FakeSlack *slack, JsonObject *order)
{
  FakeChannel *channel = fake_slack_find_channel (slack, get (order, "channel"));

  return channel && get (order, "text") &&
             fake_slack_edit (slack, channel, get (order, "ts"), get (order, "text"))
           ? fake_ok ()
           : NULL;
}

static JsonObject *delete (FakeSlack *slack, JsonObject *order)
{
  FakeChannel *channel = fake_slack_find_channel (slack, get (order, "channel"));

  return channel && fake_slack_delete (slack, channel, get (order, "ts")) ? fake_ok () : NULL;
}

static JsonObject *
react (FakeSlack *slack, JsonObject *order)
{
  FakeChannel *channel = fake_slack_find_channel (slack, get (order, "channel"));

  if (!channel || !get (order, "user") || !get (order, "name"))
    return NULL;
  return fake_slack_react (slack, channel, get (order, "ts"), get (order, "user"),
                           get (order, "name"),
                           json_object_get_boolean_member_with_default (order, "add", TRUE))
           ? fake_ok ()
           : NULL;
}

static JsonObject *
fault (FakeSlack *slack, JsonObject *order)
{
  static const char *const kinds[] = { "drop-before",  "drop-after", "status-before",
                                       "status-after", "html",       "cut",
                                       "empty",        "limit",      "error",
                                       "silent",       NULL };

  for (guint i = 0; kinds[i]; i++)
    if (g_strcmp0 (get (order, "kind"), kinds[i]) == 0)
      {
        const char *method = get (order, "method");

        fake_slack_fault (slack, method ? method : "*", (FakeFaultKind) i, get (order, "value"),
                          (guint) get_int (order, "count", 1));
        return fake_ok ();
      }
  return NULL;
}

static JsonObject *
limit (FakeSlack *slack, JsonObject *order)
{
  if (!get (order, "method"))
    return NULL;
  g_hash_table_insert (slack->limits, g_strdup (get (order, "method")),
                       GUINT_TO_POINTER ((guint) get_int (order, "per_minute", 0)));
  return fake_ok ();
}

static JsonObject *
revoke_token (FakeSlack *slack, JsonObject *order)
{
  if (!get (order, "token"))
    return NULL;
  fake_slack_revoke (slack, get (order, "token"));
  return fake_ok ();
}

static JsonObject *
set_clock (FakeSlack *slack, JsonObject *order)
{
  slack->clock = get_int (order, "ms", 0);
  return fake_ok ();
}

/* What is said on the sockets, or that they are closed. */
static JsonObject *
sockets (FakeSlack *slack, JsonObject *order)
{
  if (get (order, "frame"))
    fake_slack_send_frame (slack, get (order, "frame"));
  else if (json_object_has_member (order, "close"))
    fake_slack_close_sockets (slack, (gushort) get_int (order, "close", 1000));
  else if (json_object_has_member (order, "again"))
    fake_slack_deliver_again (slack);
  else
    return NULL;
  return fake_ok ();
}

/* --- what it holds */

static JsonObject *
describe_channel (FakeChannel *channel)
{
  JsonObject *object = fake_copy (channel->info);
  JsonArray *messages = json_array_new (), *members = json_array_new ();

  for (guint i = 0; i < channel->messages->len; i++)
    json_array_add_object_element (messages, fake_copy (g_ptr_array_index (channel->messages, i)));
  for (guint i = 0; i < channel->members->len; i++)
    json_array_add_string_element (members, g_ptr_array_index (channel->members, i));
  json_object_set_array_member (object, "messages", messages);
  json_object_set_array_member (object, "members", members);
  return object;
}

static JsonObject *
inspect (FakeSlack *slack)
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
  json_object_set_int_member (answer, "unacknowledged", g_hash_table_size (slack->unacknowledged));
  return answer;
}

static JsonObject *
obey (FakeSlack *slack, const char *what, JsonObject *order)
{
  static const struct
  {
    const char *what;
    JsonObject *(*func) (FakeSlack *slack, JsonObject *order);
  } orders[] = {
    { "say", say },         { "edit", edit },   { "delete", delete },       { "react", react },
    { "fault", fault },     { "limit", limit }, { "revoke", revoke_token }, { "clock", set_clock },
    { "sockets", sockets },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (what, orders[i].what))
      return orders[i].func (slack, order);
  return NULL;
}

static void
on_order (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  FakeSlack *slack = user_data;
  const char *what = g_str_has_prefix (path, "/__fake/") ? path + strlen ("/__fake/") : "";
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_autoptr (JsonNode) order = *text ? json_from_string (text, NULL) : NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *out = NULL;

  if (g_str_equal (what, "inspect"))
    answer = inspect (slack);
  else if (order && JSON_NODE_HOLDS_OBJECT (order))
    answer = obey (slack, what, json_node_get_object (order));
  if (!answer)
    answer = fake_error ("not_understood");
  node = json_node_init_object (json_node_alloc (), answer);
  out = json_to_string (node, TRUE);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, out,
                                    strlen (out));
}

void
fake_control_add (FakeSlack *slack)
{
  soup_server_add_handler (slack->server, "/__fake", on_order, slack, NULL);
}
