/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-events.h"
#include "test-common.h"
#include "test-net.h"

/* A server that opens sockets and says on them what each test wants. */
typedef struct
{
  SoupServer *server;
  char *base, *socket_url;
  GPtrArray *sockets; /* of SoupWebsocketConnection, in the order in which they came */
  guint n_asked, n_closed;
  gboolean quiet, refuse;
  char *heard; /* the last text on any socket */

  MatoiHttp *http;
  MatoiSlackClient *client;
  MatoiSlackEvents *events;
  guint n_hellos, n_envelopes;
  char *envelope;
} Fixture;

static void
on_heard (Fixture *fixture, int type, GBytes *message)
{
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  g_free (fixture->heard);
  fixture->heard = g_strndup (data, length);
}

static void
on_server_closed (Fixture *fixture)
{
  fixture->n_closed++;
}

static void
on_socket (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           SoupWebsocketConnection *connection,
           gpointer user_data)
{
  Fixture *fixture = user_data;

  g_ptr_array_add (fixture->sockets, g_object_ref (connection));
  g_signal_connect_swapped (connection, "message", G_CALLBACK (on_heard), fixture);
  g_signal_connect_swapped (connection, "closed", G_CALLBACK (on_server_closed), fixture);
  if (!fixture->quiet)
    soup_websocket_connection_send_text (connection, "{\"type\":\"hello\",\"num_connections\":1}");
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *answer =
    fixture->refuse ? g_strdup ("{\"ok\":false,\"error\":\"invalid_auth\"}")
                    : g_strdup_printf ("{\"ok\":true,\"url\":\"%s\"}", fixture->socket_url);

  fixture->n_asked++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer,
                                    strlen (answer));
}

static void
on_hello (Fixture *fixture)
{
  fixture->n_hellos++;
}

static void
on_envelope (Fixture *fixture, const char *id, JsonObject *envelope)
{
  fixture->n_envelopes++;
  g_free (fixture->envelope);
  fixture->envelope = matoi_json_to_text (envelope);
  matoi_slack_events_acknowledge (fixture->events, id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, "/", on_request, fixture, NULL);
  soup_server_add_websocket_handler (fixture->server, "/link", NULL, NULL, on_socket, fixture,
                                     NULL);
  uri = test_net_listen (fixture->server);
  fixture->base = g_uri_to_string (uri);
  fixture->socket_url = g_strdup_printf ("ws://127.0.0.1:%d/link/?ticket=1", g_uri_get_port (uri));
  fixture->http = matoi_http_new ();
  fixture->client = matoi_slack_client_new (fixture->http, fixture->base, "app-secret");
  fixture->events = matoi_slack_events_new (fixture->http, fixture->client);
  matoi_slack_events_set_pace (fixture->events, 10, 40);
  g_signal_connect_swapped (fixture->events, "hello", G_CALLBACK (on_hello), fixture);
  g_signal_connect_swapped (fixture->events, "envelope", G_CALLBACK (on_envelope), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->events, fixture);
  matoi_slack_events_stop (fixture->events);
  g_clear_object (&fixture->events);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  for (guint i = 0; i < fixture->sockets->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (fixture->sockets, i), fixture);
  g_ptr_array_unref (fixture->sockets);
  test_net_close (&fixture->server);
  g_free (fixture->base);
  g_free (fixture->socket_url);
  g_free (fixture->heard);
  g_free (fixture->envelope);
}

static void
say (Fixture *fixture, guint socket, const char *text)
{
  soup_websocket_connection_send_text (g_ptr_array_index (fixture->sockets, socket), text);
}

static void
connect_first (Fixture *fixture)
{
  matoi_slack_events_start (fixture->events);
  WAIT_UNTIL (fixture->n_hellos == 1);
  g_assert_cmpint (matoi_slack_events_get_state (fixture->events), ==, MATOI_SLACK_EVENTS_OPEN);
}

static void
test_envelope (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  say (fixture, 0, "{\"envelope_id\":\"e1\",\"type\":\"events_api\",\"payload\":{\"a\":1}}");
  WAIT_UNTIL (fixture->heard);
  g_assert_cmpuint (fixture->n_envelopes, ==, 1);
  g_assert_cmpstr (fixture->heard, ==, "{\"envelope_id\":\"e1\"}");
}

/* F8: 200 kB, and what nobody can read. */
static void
test_odd_messages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (200 * 1024, 'x');
  g_autofree char *large =
    g_strdup_printf ("{\"envelope_id\":\"e2\",\"type\":\"events_api\",\"payload\":\"%s\"}", words);

  connect_first (fixture);
  say (fixture, 0, "{\"type\":");
  say (fixture, 0, "[]");
  say (fixture, 0, "{\"type\":\"something-new\"}");
  say (fixture, 0, "{\"type\":\"hello\"}");
  say (fixture, 0, large);
  WAIT_UNTIL (fixture->n_envelopes == 1);
  g_assert_cmpuint (strlen (fixture->envelope), >, 200 * 1024);
  g_assert_cmpuint (fixture->n_hellos, ==, 1);
  g_assert_cmpuint (fixture->sockets->len, ==, 1);
}

/* The new one is open before the old one is closed. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  say (fixture, 0, "{\"type\":\"disconnect\",\"reason\":\"warning\"}");
  say (fixture, 0, "{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
  WAIT_UNTIL (fixture->sockets->len == 2);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  WAIT_UNTIL (fixture->n_hellos == 2);
  WAIT_UNTIL (fixture->n_closed == 1);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  say (fixture, 1, "{\"envelope_id\":\"e3\",\"type\":\"events_api\"}");
  WAIT_UNTIL (fixture->n_envelopes == 1);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  for (guint i = 0; i < 3; i++)
    {
      soup_websocket_connection_close (g_ptr_array_index (fixture->sockets, i), 1001, NULL);
      WAIT_UNTIL (fixture->n_hellos == i + 2);
    }
  g_assert_cmpuint (fixture->sockets->len, ==, 4);
}

static void
test_crowded (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  say (fixture, 0, "{\"type\":\"disconnect\",\"reason\":\"too_many_websockets\"}");
  WAIT_UNTIL (matoi_slack_events_get_state (fixture->events) == MATOI_SLACK_EVENTS_CROWDED);
  g_assert_nonnull (matoi_slack_events_get_problem (fixture->events));
  WAIT_UNTIL (fixture->n_hellos == 2);
  g_assert_cmpint (matoi_slack_events_get_state (fixture->events), ==, MATOI_SLACK_EVENTS_OPEN);
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  say (fixture, 0, "{\"type\":\"disconnect\",\"reason\":\"link_disabled\"}");
  WAIT_UNTIL (matoi_slack_events_get_state (fixture->events) == MATOI_SLACK_EVENTS_REFUSED);
  WAIT_UNTIL (fixture->n_closed == 1);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

static void
test_dead_token (Fixture *fixture, gconstpointer data)
{
  fixture->refuse = TRUE;
  matoi_slack_events_start (fixture->events);
  WAIT_UNTIL (matoi_slack_events_get_state (fixture->events) == MATOI_SLACK_EVENTS_REFUSED);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  fixture->refuse = FALSE;
  matoi_slack_events_start (fixture->events);
  WAIT_UNTIL (fixture->n_hellos == 1);
}

/* After sleep the socket may be dead without anybody knowing. */
static void
test_hurry (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  matoi_slack_events_hurry (fixture->events);
  matoi_slack_events_hurry (fixture->events);
  WAIT_UNTIL (fixture->n_hellos == 2);
  WAIT_UNTIL (fixture->n_closed == 1);
  g_assert_cmpuint (fixture->sockets->len, ==, 2);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  connect_first (fixture);
  matoi_slack_events_stop (fixture->events);
  WAIT_UNTIL (fixture->n_closed == 1);
  g_assert_cmpint (matoi_slack_events_get_state (fixture->events), ==, MATOI_SLACK_EVENTS_OFF);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/slack-events/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("envelope", test_envelope);
  ADD ("odd-messages", test_odd_messages);
  ADD ("refresh", test_refresh);
  ADD ("broken", test_broken);
  ADD ("crowded", test_crowded);
  ADD ("disabled", test_disabled);
  ADD ("dead-token", test_dead_token);
  ADD ("hurry", test_hurry);
  ADD ("stop", test_stop);
  return g_test_run ();
}
