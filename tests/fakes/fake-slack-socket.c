/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Socket Mode: each event goes to one of the sockets, whichever; what nobody acknowledges comes
 * again. */

#define N_RETRIES 3

static void
on_closed (SoupWebsocketConnection *connection, gpointer user_data)
{
  fake_forget_socket (user_data, connection);
}

void
fake_forget_socket (FakeSlack *self, SoupWebsocketConnection *connection)
{
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
  const char *id;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node) ||
      !json_object_has_member (json_node_get_object (node), "envelope_id"))
    return;
  id = json_object_get_string_member (json_node_get_object (node), "envelope_id");
  g_hash_table_remove (self->envelopes, id);
  g_hash_table_remove (self->unacknowledged, id);
}

static void
say_hello (FakeSlack *self, SoupWebsocketConnection *connection)
{
  g_autofree char *hello =
    g_strdup_printf ("{\"type\":\"hello\",\"num_connections\":%u,"
                     "\"connection_info\":{\"app_id\":\"A00000001\"},"
                     "\"debug_info\":{\"host\":\"applink-1\",\"build_number\":54,"
                     "\"approximate_connection_time\":18060}}",
                     self->sockets->len);

  soup_websocket_connection_send_text (connection, hello);
}

/* An address is good for one connection. */
static gboolean
take_ticket (FakeSlack *self, SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) args = query ? soup_form_decode (query) : NULL;
  const char *ticket = args ? g_hash_table_lookup (args, "ticket") : NULL;

  return (ticket && g_hash_table_remove (self->tickets, ticket)) || !self->needs_ticket;
}

static void
send_farewell (SoupWebsocketConnection *connection, const char *reason)
{
  g_autofree char *text = g_strdup_printf ("{\"type\":\"disconnect\",\"reason\":\"%s\","
                                           "\"debug_info\":{\"host\":\"applink-1\"}}",
                                           reason);

  soup_websocket_connection_send_text (connection, text);
}

/* The one below whatever libsoup has put around it. */
static GSocketConnection *
fake_find_socket (GIOStream *stream)
{
  while (!G_IS_SOCKET_CONNECTION (stream))
    {
      g_object_get (stream, "base-iostream", &stream, NULL);
      g_object_unref (stream); /* whoever is around it keeps it */
    }
  return G_SOCKET_CONNECTION (stream);
}

static void
on_socket (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           SoupWebsocketConnection *connection,
           gpointer user_data)
{
  FakeSlack *self = user_data;
  GIOStream *stream = soup_websocket_connection_get_io_stream (connection);

  if (!take_ticket (self, message))
    {
      soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, NULL);
      return;
    }
  if (self->sockets->len >= self->max_sockets)
    {
      send_farewell (connection, "too_many_websockets");
      soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
      return;
    }
  g_object_set_data_full (G_OBJECT (connection), "socket",
                          g_object_ref (g_socket_connection_get_socket (fake_find_socket (stream))),
                          g_object_unref);
  g_ptr_array_add (self->sockets, g_object_ref (connection));
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (connection, "message", G_CALLBACK (on_message), self);
  if (!self->no_hello)
    say_hello (self, connection);
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

  g_hash_table_add (self->tickets, g_strdup (ticket));
  json_object_set_string_member (answer, "url", url);
  return answer;
}

/* --- sending */

/* @text on one of the sockets, in turn. */
void
fake_slack_send_frame (FakeSlack *self, const char *text)
{
  if (self->sockets->len > 0)
    soup_websocket_connection_send_text (
      g_ptr_array_index (self->sockets, self->turn++ % self->sockets->len), text);
}

static char *
new_envelope (FakeSlack *self, const char *id, JsonObject *event)
{
  g_autoptr (JsonObject) envelope = json_object_new ();
  JsonObject *payload = json_object_new (), *grant = json_object_new ();
  JsonArray *grants = json_array_new ();
  g_autofree char *event_id = fake_next_id (self, "Ev");
  g_autoptr (JsonNode) node = NULL;

  json_object_set_null_member (grant, "enterprise_id");
  json_object_set_string_member (grant, "team_id", self->team_id);
  json_object_set_string_member (grant, "user_id", "U0BOT");
  json_object_set_boolean_member (grant, "is_bot", TRUE);
  json_object_set_boolean_member (grant, "is_enterprise_install", FALSE);
  json_array_add_object_element (grants, grant);
  json_object_set_string_member (payload, "team_id", self->team_id);
  json_object_set_string_member (payload, "api_app_id", "A00000001");
  json_object_set_string_member (payload, "type", "event_callback");
  json_object_set_string_member (payload, "event_id", event_id);
  json_object_set_int_member (payload, "event_time", fake_now (self) / 1000);
  json_object_set_array_member (payload, "authorizations", grants);
  json_object_set_boolean_member (payload, "is_ext_shared_channel", FALSE);
  json_object_set_object_member (payload, "event", fake_copy (event));
  json_object_set_string_member (envelope, "envelope_id", id);
  json_object_set_string_member (envelope, "type", "events_api");
  json_object_set_boolean_member (envelope, "accepts_response_payload", FALSE);
  json_object_set_int_member (envelope, "retry_attempt", 0);
  json_object_set_string_member (envelope, "retry_reason", "");
  json_object_set_object_member (envelope, "payload", payload);
  node = json_node_init_object (json_node_alloc (), envelope);
  return json_to_string (node, FALSE);
}

/* Wraps @event (borrowed) as the Events API does, and sends it to one of those who listen. */
void
fake_slack_send_event (FakeSlack *self, JsonObject *event)
{
  g_autofree char *id = fake_next_id (self, "envelope-");
  g_autofree char *text = NULL;
  FakeEnvelope *envelope;

  if (self->mute || (self->sockets->len == 0 && !self->keep_unheard))
    return;
  text = new_envelope (self, id, event);
  envelope = g_new0 (FakeEnvelope, 1);
  envelope->due = g_get_monotonic_time () / 1000 + 3000;
  g_hash_table_insert (self->unacknowledged, g_strdup (id), g_strdup (text));
  g_hash_table_insert (self->envelopes, g_strdup (id), envelope);
  fake_slack_send_frame (self, text);
}

/* --- again */

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order they were made. (transfer full) of char * */
static GPtrArray *
list_unacknowledged (FakeSlack *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->unacknowledged);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

/* Everything nobody has acknowledged, once more. */
void
fake_slack_deliver_again (FakeSlack *self)
{
  g_autoptr (GPtrArray) ids = list_unacknowledged (self);

  for (guint i = 0; i < ids->len; i++)
    fake_slack_send_frame (self,
                           g_hash_table_lookup (self->unacknowledged, g_ptr_array_index (ids, i)));
}

static void
send_retry (FakeSlack *self, const char *id, FakeEnvelope *envelope)
{
  static const gint64 pauses[] = { 60000, 300000, G_MAXINT64 / 2 };
  g_autoptr (JsonNode) node =
    json_from_string (g_hash_table_lookup (self->unacknowledged, id), NULL);
  JsonObject *object = json_node_get_object (node);
  g_autofree char *text = NULL;

  envelope->due = g_get_monotonic_time () / 1000 + pauses[envelope->attempt];
  envelope->attempt++;
  json_object_set_int_member (object, "retry_attempt", envelope->attempt);
  json_object_set_string_member (object, "retry_reason", "timeout");
  text = json_to_string (node, FALSE);
  fake_slack_send_frame (self, text);
}

static void
retry_due (FakeSlack *self, gint64 now)
{
  g_autoptr (GPtrArray) ids = list_unacknowledged (self);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      FakeEnvelope *envelope = g_hash_table_lookup (self->envelopes, id);

      if (!envelope || envelope->due > now)
        continue;
      if (envelope->attempt < N_RETRIES)
        {
          send_retry (self, id, envelope);
          continue;
        }
      g_hash_table_remove (self->unacknowledged, id);
      g_hash_table_remove (self->envelopes, id);
    }
}

void
fake_slack_retry (FakeSlack *self)
{
  retry_due (self, G_MAXINT64);
}

static gboolean
on_timer (gpointer user_data)
{
  FakeSlack *self = user_data;

  if (self->retry_by_itself)
    retry_due (self, g_get_monotonic_time () / 1000);
  return G_SOURCE_CONTINUE;
}

/* --- closing */

/* All of them, with @code. */
void
fake_slack_close_sockets (FakeSlack *self, gushort code)
{
  g_autoptr (GPtrArray) sockets = fake_copy_sockets (self);

  for (guint i = 0; i < sockets->len; i++)
    soup_websocket_connection_close (g_ptr_array_index (sockets, i), code, NULL);
}

void
fake_slack_disconnect (FakeSlack *self, const char *reason)
{
  g_autoptr (GPtrArray) sockets = fake_copy_sockets (self);

  for (guint i = 0; i < sockets->len; i++)
    send_farewell (g_ptr_array_index (sockets, i), reason);
  if (g_str_equal (reason, "link_disabled") || g_str_equal (reason, "too_many_websockets"))
    fake_slack_close_sockets (self, SOUP_WEBSOCKET_CLOSE_NORMAL);
}

/* Whether retries come by themselves, as from the service. */
void
fake_slack_set_retries (FakeSlack *self, gboolean by_itself)
{
  self->retry_by_itself = by_itself;
  self->keep_unheard = by_itself;
  if (!by_itself || self->timer)
    return;
  self->timer = g_timeout_source_new (500);
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}
