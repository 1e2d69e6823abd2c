/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-socket.h"

#include <glib/gi18n-lib.h>

#include "matoi-http-private.h"

/* libsoup's own limit of 128 KiB is below what Slack sends. */
#define MAX_MESSAGE (16 * 1024 * 1024)
/* How often it asks whether anybody is there, and when it gives up without an answer. */
#define PING_SECONDS 10
#define DEAD_SECONDS 30

struct _MatoiSocket
{
  GObject parent_instance;
  SoupWebsocketConnection *connection; /* NULL once it is over */
  GSource *watch;                      /* (nullable) looks whether it is alive */
  gint64 heard_at;                     /* monotonic */
};

G_DEFINE_FINAL_TYPE (MatoiSocket, matoi_socket, G_TYPE_OBJECT)

enum
{
  MESSAGE,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
drop_watch (MatoiSocket *self)
{
  if (self->watch)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
}

static void
finish (MatoiSocket *self)
{
  if (!self->connection)
    return;
  drop_watch (self);
  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
on_message (MatoiSocket *self, int type, GBytes *message)
{
  g_autofree char *text = NULL;
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  self->heard_at = g_get_monotonic_time ();
  if (type != SOUP_WEBSOCKET_DATA_TEXT)
    return;
  text = g_strndup (data ? data : "", length);
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

static void
on_pong (MatoiSocket *self)
{
  self->heard_at = g_get_monotonic_time ();
}

/* A peer that vanished without a word looks like a quiet one: only its missing pongs tell. */
static gboolean
look (gpointer user_data)
{
  MatoiSocket *self = user_data;

  if (g_get_monotonic_time () - self->heard_at < DEAD_SECONDS * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  g_object_ref (self);
  finish (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static MatoiSocket *
socket_new (SoupWebsocketConnection *connection)
{
  MatoiSocket *self = g_object_new (MATOI_TYPE_SOCKET, NULL);

  self->connection = connection;
  self->heard_at = g_get_monotonic_time ();
  soup_websocket_connection_set_max_incoming_payload_size (connection, MAX_MESSAGE);
  g_signal_connect_swapped (connection, "message", G_CALLBACK (on_message), self);
  g_signal_connect_swapped (connection, "pong", G_CALLBACK (on_pong), self);
  g_signal_connect_swapped (connection, "closed", G_CALLBACK (finish), self);
  soup_websocket_connection_set_keepalive_interval (connection, PING_SECONDS);
  self->watch = g_timeout_source_new_seconds (PING_SECONDS);
  g_source_set_callback (self->watch, look, self, NULL);
  g_source_attach (self->watch, g_main_context_get_thread_default ());
  return self;
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SoupWebsocketConnection *connection =
    soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);

  if (connection)
    g_task_return_pointer (task, socket_new (connection), g_object_unref);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    /* The address holds a ticket: nothing of it is repeated. */
    g_task_return_new_error (task, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_NOT_SENT,
                             /* Translators: %s is the system's reason. */
                             _ ("The live connection could not be opened: %s"), error->message);
}

/**
 * matoi_socket_open_async:
 * @http: whose trust is used
 * @url: wss:, or ws: to this machine
 */
void
matoi_socket_open_async (MatoiHttp *http,
                         const char *url,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  g_autofree char *plain =
    g_str_has_prefix (url, "ws") ? g_strconcat ("http", url + 2, NULL) : g_strdup (url);
  g_autoptr (SoupMessage) message =
    matoi_http_is_address (plain) ? soup_message_new ("GET", url) : NULL;

  g_task_set_source_tag (task, matoi_socket_open_async);
  if (!message)
    {
      g_task_return_new_error (task, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_ADDRESS, "%s",
                               _ ("The address of the live connection is not an encrypted one."));
      return;
    }
  soup_session_websocket_connect_async (matoi_http_get_session (http), message, NULL, NULL,
                                        G_PRIORITY_DEFAULT, cancellable, on_connected,
                                        g_steal_pointer (&task));
}

/* (transfer full); NULL with MATOI_HTTP_ERROR or G_IO_ERROR_CANCELLED. */
MatoiSocket *
matoi_socket_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Sends @text; without a word if it is over already. */
void
matoi_socket_send (MatoiSocket *self, const char *text)
{
  g_return_if_fail (MATOI_IS_SOCKET (self));

  if (self->connection &&
      soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (self->connection, text);
}

/* Says goodbye; "closed" follows. */
void
matoi_socket_close (MatoiSocket *self)
{
  g_return_if_fail (MATOI_IS_SOCKET (self));

  if (self->connection &&
      soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
}

static void
matoi_socket_dispose (GObject *object)
{
  MatoiSocket *self = MATOI_SOCKET (object);

  drop_watch (self);
  if (self->connection)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      matoi_socket_close (self);
    }
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (matoi_socket_parent_class)->dispose (object);
}

static void
matoi_socket_class_init (MatoiSocketClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_socket_dispose;
  signals[MESSAGE] = g_signal_new ("message", MATOI_TYPE_SOCKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", MATOI_TYPE_SOCKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
matoi_socket_init (MatoiSocket *self)
{
}
