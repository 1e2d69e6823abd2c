/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Socket Mode: each event goes to one of the sockets, whichever; what nobody acknowledges comes
 * again when it is asked for. */

static void
on_closed (SoupWebsocketConnection *connection, gpointer user_data)
{
  FakeSlack *self = user_data;

  g_signal_handlers_disconnect_by_data (connection, self);
  g_ptr_array_remove (self->sockets, connection);
}

static void
on_message (FakeSlack *self, int type, GBytes *message)
{
  gsize length;
  const char *data = g_bytes_get_data (message, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (node && JSON_NODE_HOLDS_OBJECT (node) &&
      json_object_has_member (json_node_get_object (node), "envelope_id"))
    g_hash_table_remove (self->unacknowledged, json_object_get_string_member (
                                                 json_node_get_object (node), "envelope_id"));
}

static void
on_socket (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           SoupWebsocketConnection *connection,
           gpointer user_data)
{
  FakeSlack *self = user_data;

  if (self->sockets->len >= self->max_sockets)
    {
      soup_websocket_connection_send_text (
        connection, "{\"type\":\"disconnect\",\"reason\":\"too_many_websockets\"}");
      soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
      return;
    }
  g_ptr_array_add (self->sockets, g_object_ref (connection));
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (connection, "message", G_CALLBACK (on_message), self);
  if (!self->no_hello)
    soup_websocket_connection_send_text (
      connection,
      "{\"type\":\"hello\",\"num_connections\":1,\"connection_info\":{\"app_id\":\"A00000001\"}}");
}

void
fake_slack_listen (FakeSlack *self)
{
  soup_server_add_websocket_handler (self->server, "/link", NULL, NULL, on_socket, self, NULL);
}

JsonObject *
fake_connections_open (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok ();
  g_autofree char *ticket = fake_next_id (self, "ticket-");
  g_autofree char *url =
    g_strdup_printf ("%s?ticket=%s&app_id=A00000001", self->socket_url, ticket);

  json_object_set_string_member (answer, "url", url);
  return answer;
}

/* @text on one of the sockets, in turn. */
void
fake_slack_send_frame (FakeSlack *self, const char *text)
{
  if (self->sockets->len > 0)
    soup_websocket_connection_send_text (
      g_ptr_array_index (self->sockets, self->n_ids % self->sockets->len), text);
}

/* Wraps @event (borrowed) as the Events API does, and sends it to one of those who listen. */
void
fake_slack_send_event (FakeSlack *self, JsonObject *event)
{
  g_autoptr (JsonObject) envelope = NULL;
  JsonObject *payload;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *id = fake_next_id (self, "envelope-");
  g_autofree char *event_id = fake_next_id (self, "Ev");
  g_autofree char *text = NULL;

  if (self->mute || self->sockets->len == 0)
    return;
  envelope = json_object_new ();
  payload = json_object_new ();
  json_object_set_string_member (payload, "team_id", self->team_id);
  json_object_set_string_member (payload, "api_app_id", "A00000001");
  json_object_set_string_member (payload, "type", "event_callback");
  json_object_set_string_member (payload, "event_id", event_id);
  json_object_set_int_member (payload, "event_time", fake_now (self) / 1000);
  json_object_set_object_member (payload, "event", fake_copy (event));
  json_object_set_string_member (envelope, "envelope_id", id);
  json_object_set_string_member (envelope, "type", "events_api");
  json_object_set_boolean_member (envelope, "accepts_response_payload", FALSE);
  json_object_set_int_member (envelope, "retry_attempt", 0);
  json_object_set_string_member (envelope, "retry_reason", "");
  json_object_set_object_member (envelope, "payload", payload);
  node = json_node_init_object (json_node_alloc (), envelope);
  text = json_to_string (node, FALSE);
  g_hash_table_insert (self->unacknowledged, g_strdup (id), g_strdup (text));
  fake_slack_send_frame (self, text);
}

/* Everything nobody has acknowledged, once more. */
void
fake_slack_deliver_again (FakeSlack *self)
{
  g_autofree char **texts = (char **) g_hash_table_get_keys_as_array (self->unacknowledged, NULL);

  for (guint i = 0; texts[i]; i++)
    fake_slack_send_frame (self, g_hash_table_lookup (self->unacknowledged, texts[i]));
}

static gpointer
copy_ref (gconstpointer object, gpointer user_data)
{
  return g_object_ref ((gpointer) object);
}

/* All of them, with @code. */
void
fake_slack_close_sockets (FakeSlack *self, gushort code)
{
  g_autoptr (GPtrArray) sockets = g_ptr_array_copy (self->sockets, copy_ref, NULL);

  g_ptr_array_set_free_func (sockets, g_object_unref);
  for (guint i = 0; i < sockets->len; i++)
    soup_websocket_connection_close (g_ptr_array_index (sockets, i), code, NULL);
}
