/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-net.h"

/* The server of libsoup 3.2 never lets go of a socket it has accepted itself: as long as it does,
 * the sanitized run could not tell that from a leak of ours. So connections are accepted here. */
static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *from, gpointer server)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  GTlsCertificate *certificate = g_object_get_data (server, "certificate");
  g_autoptr (GIOStream) stream =
    certificate ? g_tls_server_connection_new (G_IO_STREAM (connection), certificate, NULL)
                : g_object_ref (G_IO_STREAM (connection));

  /* Whoever has gone already has no address any more. */
  if (local != NULL && remote != NULL && stream != NULL)
    soup_server_accept_iostream (server, stream, local, remote, NULL);
  return TRUE;
}

/* libsoup 3.2 hangs up after the first answer on what it has not accepted itself, and does not say
 * so: whoever keeps connections would send the next question into the void. */
static void
on_request (SoupServer *server, SoupServerMessage *message)
{
  if (!soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Upgrade"))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                  "close");
}

guint
test_net_open (SoupServer *server, guint port, GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (host, (guint16) port);
  g_autoptr (GSocketAddress) bound = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &bound, error))
    return 0;
  g_signal_connect (service, "incoming", G_CALLBACK (on_incoming), server);
  if (test_net_get_port (server) == 0)
    g_signal_connect (server, "request-read", G_CALLBACK (on_request), NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_object_set_data (G_OBJECT (server), "port", GUINT_TO_POINTER (port));
  g_object_set_data_full (G_OBJECT (server), "service", g_steal_pointer (&service), g_object_unref);
  return port;
}

void
test_net_set_certificate (SoupServer *server, GTlsCertificate *certificate)
{
  g_object_set_data_full (G_OBJECT (server), "certificate", g_object_ref (certificate),
                          g_object_unref);
}

guint
test_net_get_port (SoupServer *server)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (server), "port"));
}

void
test_net_shut (SoupServer *server)
{
  GSocketService *service = g_object_get_data (G_OBJECT (server), "service");

  soup_server_disconnect (server);
  if (service == NULL)
    return;
  g_signal_handlers_disconnect_by_data (service, server);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
  g_object_set_data (G_OBJECT (server), "service", NULL);
}

GUri *
test_net_listen (SoupServer *server)
{
  g_autoptr (GError) error = NULL;
  guint port = test_net_open (server, 0, &error);

  g_assert_no_error (error);
  return g_uri_build (G_URI_FLAGS_NONE, "http", NULL, "127.0.0.1", (int) port, "/", NULL, NULL);
}

void
test_net_close (SoupServer **server)
{
  test_net_shut (*server);
  /* Connections are let go of by what waits in the loop. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (server);
}

void
test_net_hang_up (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

void
test_net_on_result (GObject *source, GAsyncResult *result, gpointer place)
{
  g_set_object ((GAsyncResult **) place, result);
}

GAsyncResult *
test_net_wait (GAsyncResult **place)
{
  while (!*place)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (place);
}

gboolean
test_net_make_certificate (const char *dir, char **certificate, char **key)
{
  g_autofree char *command = NULL;
  g_auto (GStrv) argv = NULL;
  int status = 1;

  *certificate = g_build_filename (dir, "ca.pem", NULL);
  *key = g_build_filename (dir, "key.pem", NULL);
  command = g_strdup_printf ("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "
                             "/CN=matoi-test -addext subjectAltName=IP:127.0.0.1 "
                             "-keyout %s -out %s",
                             *key, *certificate);
  argv = g_strsplit (command, " ", -1);
  return g_spawn_sync (NULL, argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL |
                         G_SPAWN_STDOUT_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL) &&
         status == 0;
}
