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
  return fake_faults_order (slack->faults, order, "method") ? fake_ok () : NULL;
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
set_limits (FakeSlack *slack, JsonObject *order)
{
  fake_slack_set_limits (slack);
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

static JsonObject *
add_token (FakeSlack *slack, JsonObject *order)
{
  FakeToken *token;

  if (!get (order, "token") || !get (order, "scopes"))
    return NULL;
  token = fake_slack_add_token (slack, get (order, "token"), get (order, "scopes"));
  token->team_id = g_strdup (get (order, "team"));
  return fake_ok ();
}

static JsonObject *
set_scopes (FakeSlack *slack, JsonObject *order)
{
  if (!get (order, "token") || !get (order, "scopes"))
    return NULL;
  fake_slack_set_scopes (slack, get (order, "token"), get (order, "scopes"));
  return fake_ok ();
}

/* --- channels */

static JsonObject *
add_channel (FakeSlack *slack, JsonObject *order)
{
  FakeChannel *channel;
  JsonObject *answer;

  if (!get (order, "name"))
    return NULL;
  channel =
    fake_slack_add_channel (slack, get (order, "name"),
                            json_object_get_boolean_member_with_default (order, "private", FALSE));
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  return answer;
}

static JsonObject *
change_channel (FakeSlack *slack, JsonObject *order)
{
  FakeChannel *channel = fake_slack_find_channel (slack, get (order, "channel"));
  JsonObject *answer;

  if (!channel)
    return NULL;
  if (get (order, "name") && !fake_slack_rename (slack, channel, get (order, "name")))
    return fake_error ("name_taken");
  if (json_object_has_member (order, "archived"))
    fake_slack_archive (slack, channel, json_object_get_boolean_member (order, "archived"));
  if (get (order, "kick"))
    fake_slack_kick (slack, channel, get (order, "kick"));
  if (get (order, "join"))
    fake_slack_join (slack, channel, get (order, "join"));
  if (json_object_has_member (order, "move"))
    fake_slack_move (slack, channel);
  if (get (order, "unfurl"))
    fake_slack_unfurl (slack, channel, get (order, "unfurl"));
  answer = fake_ok ();
  json_object_set_string_member (answer, "channel", channel->id);
  return answer;
}

/* --- the network, scripts, switches */

static JsonObject *
play (FakeSlack *slack, JsonObject *order)
{
  double speed = json_object_get_double_member_with_default (order, "speed", 1);
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (get (order, "file"))
    good = fake_slack_play_file (slack, get (order, "file"), speed, &error);
  else
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), order);

      good = fake_slack_play (slack, node, speed, &error);
    }
  return good ? fake_ok () : fake_error (error->message);
}

static void
on_answered (SoupServerMessage *message, gpointer user_data)
{
  FakeSlack *slack = user_data;

  fake_slack_cut (slack, TRUE);
}

/* Cutting waits until this order is answered: it may have come over what is cut. */
static JsonObject *
cut (FakeSlack *slack, JsonObject *order, SoupServerMessage *message)
{
  if (json_object_get_boolean_member_with_default (order, "on", TRUE))
    g_signal_connect (message, "finished", G_CALLBACK (on_answered), slack);
  else
    fake_slack_cut (slack, FALSE);
  return fake_ok ();
}

static JsonObject *
uninstall (FakeSlack *slack, JsonObject *order)
{
  fake_slack_uninstall (slack);
  return fake_ok ();
}

static JsonObject *
set_switches (FakeSlack *slack, JsonObject *order)
{
  const struct
  {
    const char *name;
    gboolean *value;
  } switches[] = {
    { "empty_pages", &slack->empty_pages },
    { "from_oldest", &slack->from_oldest },
    { "tell_joins", &slack->tell_joins },
    { "ascii_names", &slack->ascii_names },
    { "no_rewriting", &slack->no_rewriting },
    { "no_hello", &slack->no_hello },
    { "mute", &slack->mute },
    { "stale_cursors", &slack->stale_cursors },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (json_object_has_member (order, switches[i].name))
      *switches[i].value = json_object_get_boolean_member (order, switches[i].name);
  slack->page_size = (guint) get_int (order, "page_size", slack->page_size);
  slack->split_over = (guint) get_int (order, "split_over", slack->split_over);
  slack->cursor_life = get_int (order, "cursor_life", slack->cursor_life);
  slack->max_sockets = (guint) get_int (order, "max_sockets", slack->max_sockets);
  slack->repeat = (FakeRepeat) get_int (order, "repeat", slack->repeat);
  if (json_object_has_member (order, "retries"))
    fake_slack_set_retries (slack, json_object_get_boolean_member (order, "retries"));
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
  else if (json_object_has_member (order, "retry"))
    fake_slack_retry (slack);
  else if (json_object_has_member (order, "freeze"))
    fake_slack_freeze_sockets (slack);
  else if (json_object_has_member (order, "break"))
    fake_slack_break_sockets (slack);
  else if (get (order, "disconnect"))
    fake_slack_disconnect (slack, get (order, "disconnect"));
  else
    return NULL;
  return fake_ok ();
}

static JsonObject *
obey (FakeSlack *slack, const char *what, JsonObject *order)
{
  static const struct
  {
    const char *what;
    JsonObject *(*func) (FakeSlack *slack, JsonObject *order);
  } orders[] = {
    { "say", say },
    { "edit", edit },
    { "delete", delete },
    { "react", react },
    { "fault", fault },
    { "limit", limit },
    { "limits", set_limits },
    { "revoke", revoke_token },
    { "token", add_token },
    { "scopes", set_scopes },
    { "uninstall", uninstall },
    { "clock", set_clock },
    { "sockets", sockets },
    { "add-channel", add_channel },
    { "channel", change_channel },
    { "play", play },
    { "switches", set_switches },
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
    answer = fake_control_inspect (slack);
  else if (g_str_equal (what, "cut") && order && JSON_NODE_HOLDS_OBJECT (order))
    answer = cut (slack, json_node_get_object (order), message);
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

char *
fake_control_listen (FakeSlack *slack, guint port, GError **error)
{
  guint bound;

  slack->control = soup_server_new (NULL, NULL);
  soup_server_add_handler (slack->control, "/__fake", on_order, slack, NULL);
  bound = test_net_open (slack->control, port, error);
  return bound != 0 ? g_strdup_printf ("http://127.0.0.1:%u/__fake/", bound) : NULL;
}
