/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-http-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-error.h"

#define DEFAULT_SECONDS 30
#define CHUNK           (64 * 1024)

struct _MatoiHttp
{
  GObject parent_instance;
  SoupSession *session;
};

G_DEFINE_FINAL_TYPE (MatoiHttp, matoi_http, G_TYPE_OBJECT)
G_DEFINE_QUARK (matoi - http - error - quark, matoi_http_error)

/* One exchange, until it is answered. */
typedef struct
{
  SoupMessage *message;
  GCancellable *cancellable; /* of our own: also cancelled when time is up */
  GCancellable *caller;      /* (nullable) */
  gulong caller_id;
  GSource *deadline; /* (nullable) */
  gboolean begun;    /* its first byte may have left */
  gboolean late, long_body;
  GInputStream *stream;
  GByteArray *body;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  if (exchange->caller)
    g_cancellable_disconnect (exchange->caller, exchange->caller_id);
  if (exchange->deadline)
    g_source_destroy (exchange->deadline);
  g_clear_pointer (&exchange->deadline, g_source_unref);
  g_clear_object (&exchange->caller);
  g_clear_object (&exchange->cancellable);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

/* What went wrong, in words that name the host and nothing else of the address. */
static GError *
describe (const Exchange *exchange, const GError *cause)
{
  const char *host = g_uri_get_host (soup_message_get_uri (exchange->message));

  if (exchange->long_body)
    return g_error_new (MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_UNKNOWN,
                        /* Translators: %s is the name of a server. */
                        _ ("The answer of %s is too long to be read."), host);
  if (exchange->late)
    return g_error_new (MATOI_HTTP_ERROR,
                        exchange->begun ? MATOI_HTTP_ERROR_UNKNOWN : MATOI_HTTP_ERROR_NOT_SENT,
                        /* Translators: %s is the name of a server. */
                        _ ("%s did not answer in time."), host);
  if (exchange->begun)
    return g_error_new (MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_UNKNOWN,
                        /* Translators: %1$s is the name of a server, %2$s the system's reason. */
                        _ ("The connection to %1$s broke before it answered: %2$s"), host,
                           cause->message);
  return g_error_new (MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_NOT_SENT,
                      /* Translators: %1$s is the name of a server, %2$s the system's reason. */
                      _ ("%1$s cannot be reached: %2$s"), host, cause->message);
}

static void
fail (GTask *task, GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->caller && g_cancellable_is_cancelled (exchange->caller))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", cause->message);
  else
    g_task_return_error (task, describe (exchange, cause));
  g_error_free (cause);
}

/* --- the answer */

static void read_on (GTask *task);

static void
on_chunk (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (!chunk)
    {
      fail (task, error);
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      g_task_return_pointer (
        task, matoi_http_reply_new (exchange->message, g_steal_pointer (&exchange->body)),
        (GDestroyNotify) matoi_http_reply_free);
      return;
    }
  g_byte_array_append (exchange->body, g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));
  if (exchange->body->len > MATOI_HTTP_MAX_BODY)
    {
      exchange->long_body = TRUE;
      g_cancellable_cancel (exchange->cancellable);
    }
  read_on (g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_on (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_chunk, task);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (!exchange->stream)
    {
      fail (task, error);
      return;
    }
  exchange->body = g_byte_array_new ();
  read_on (g_steal_pointer (&task));
}

/* --- the request */

static gboolean
on_deadline (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->late = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_starting (Exchange *exchange)
{
  exchange->begun = TRUE;
}

static void
on_caller_cancelled (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static Exchange *
exchange_new (const MatoiHttpRequest *request, SoupMessage *message, GCancellable *caller)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  guint seconds = request->seconds > 0 ? request->seconds : DEFAULT_SECONDS;

  exchange->message = message;
  exchange->cancellable = g_cancellable_new ();
  exchange->deadline = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (exchange->deadline, on_deadline, exchange, NULL);
  g_source_attach (exchange->deadline, g_main_context_get_thread_default ());
  /* From here on it cannot be known whether the service has seen the request. */
  g_signal_connect_swapped (message, "starting", G_CALLBACK (on_starting), exchange);
  if (caller)
    {
      exchange->caller = g_object_ref (caller);
      exchange->caller_id =
        g_cancellable_connect (caller, G_CALLBACK (on_caller_cancelled),
                               g_object_ref (exchange->cancellable), g_object_unref);
    }
  return exchange;
}

/**
 * matoi_http_send_async:
 * @request: borrowed for the call
 * @cancellable: (nullable): gives up waiting; what is on its way may still be carried out
 *
 * Sends @request once. Redirects are not followed: they would carry a token elsewhere. An
 * answer of any status is an answer, not an error.
 */
void
matoi_http_send_async (MatoiHttp *self,
                       const MatoiHttpRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange;
  SoupMessage *message;

  g_return_if_fail (MATOI_IS_HTTP (self));

  g_task_set_source_tag (task, matoi_http_send_async);
  /* A late answer that was read whole counts, whoever gave up waiting. */
  g_task_set_check_cancellable (task, FALSE);
  message =
    matoi_http_is_address (request->url) ? soup_message_new (request->method, request->url) : NULL;
  if (!message)
    {
      g_task_return_new_error (task, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_ADDRESS, "%s",
                               _ ("Only an address that begins with “https://” is used, so that "
                                  "nobody on the way can read it."));
      return;
    }
  /* A connection that was idle may be dead, and then nobody could say what became of a POST. */
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | (g_str_equal (request->method, "GET")
                                                                 ? 0
                                                                 : SOUP_MESSAGE_NEW_CONNECTION));
  for (const char *const *header = request->headers; header && *header; header += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), header[0], header[1]);
  if (request->body)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  exchange = exchange_new (request, message, cancellable);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, exchange->cancellable,
                           on_answered, g_steal_pointer (&task));
}

/**
 * matoi_http_send_finish:
 * @error: MATOI_HTTP_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, or NULL
 */
MatoiHttpReply *
matoi_http_send_finish (MatoiHttp *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

SoupSession *
matoi_http_get_session (MatoiHttp *self)
{
  return self->session;
}

/* A request that an exchange was made for is given up with the session. */
static void
matoi_http_dispose (GObject *object)
{
  MatoiHttp *self = MATOI_HTTP (object);

  if (self->session)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_http_parent_class)->dispose (object);
}

static void
matoi_http_class_init (MatoiHttpClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_http_dispose;
}

static void
matoi_http_init (MatoiHttp *self)
{
  self->session = soup_session_new ();
  soup_session_set_user_agent (self->session, "Matoi/" PACKAGE_VERSION " ");
}

/**
 * matoi_http_set_trust_file:
 * @path: certificates in PEM, of who vouches for the service
 * @error: MATOI_ERROR_INPUT: it cannot be read, or holds no certificate
 *
 * From now on only they are trusted, and not those of the system: for a service inside a company
 * that has an authority of its own. Before the first request.
 *
 * Returns: FALSE if nothing was changed
 */
gboolean
matoi_http_set_trust_file (MatoiHttp *self, const char *path, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) cause = NULL;
  GList *certificates = g_tls_certificate_list_new_from_file (path, &cause);

  g_return_val_if_fail (MATOI_IS_HTTP (self), FALSE);

  if (certificates)
    database = g_tls_file_database_new (path, &cause);
  g_list_free_full (certificates, g_object_unref);
  if (!database)
    {
      g_autofree char *name = g_filename_display_basename (path);

      /* Translators: %s is the name of a file. */
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   _ ("“%s” holds no certificate that can be read. Choose the file of the "
                      "authority, in PEM format."),
                      name);
      return FALSE;
    }
  soup_session_set_tls_database (self->session, database);
  return TRUE;
}

/* For one service: its connections, its trust. (transfer full) */
MatoiHttp *
matoi_http_new (void)
{
  return g_object_new (MATOI_TYPE_HTTP, NULL);
}
