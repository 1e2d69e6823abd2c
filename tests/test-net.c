/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-net.h"

GUri *
test_net_listen (SoupServer *server)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;
  GUri *uri;

  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  uri = g_uri_ref (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return uri;
}

void
test_net_close (SoupServer **server)
{
  soup_server_disconnect (*server);
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
