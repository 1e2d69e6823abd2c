/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-client.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-limiter.h"

/* Together never more than sixty in a minute. */
#define PER_MINUTE 50
#define BURST      10
#define GATE       "all"

struct _MatoiStatuspageClient
{
  GObject parent_instance;
  MatoiHttp *http;
  char *base_url;      /* "https://…/v1/" */
  char *authorization; /* a secret: in no message, no log and no error */
  MatoiLimiter *limiter;
};

G_DEFINE_FINAL_TYPE (MatoiStatuspageClient, matoi_statuspage_client, G_TYPE_OBJECT)

typedef struct
{
  char *method, *url;
  GBytes *body; /* (nullable) */
  gboolean writes;
  GCancellable *cancellable; /* (nullable) */
  GSource *turn;             /* (nullable) while it waits for it */
} Call;

static void
call_free (Call *call)
{
  if (call->turn)
    {
      g_source_destroy (call->turn);
      g_source_unref (call->turn);
    }
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->method);
  g_free (call->url);
  g_free (call);
}

static gint64
get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiStatuspageClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiHttpReply) reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);
  MatoiStatuspageAnswer *answer;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  answer = reply ? matoi_statuspage_answer_new (reply, call->writes)
                 : matoi_statuspage_answer_new_for_error (error, call->writes);
  if (answer->retry_after >= 0)
    matoi_limiter_block (self->limiter, GATE, get_clock () + answer->retry_after);
  g_task_return_pointer (task, answer, (GDestroyNotify) matoi_statuspage_answer_free);
}

static void wait_for_turn (GTask *task, gint64 wait);

static gboolean
send_now (gpointer user_data)
{
  GTask *task = user_data;
  MatoiStatuspageClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  gint64 pause = matoi_limiter_get_pause (self->limiter, GATE, get_clock ());
  const char *headers[] = { "Authorization", self->authorization, "Accept", "application/json",
                            NULL };
  const MatoiHttpRequest request = {
    .method = call->method,
    .url = call->url,
    .headers = headers,
    .content_type = call->body ? "application/json" : NULL,
    .body = call->body,
  };

  g_clear_pointer (&call->turn, g_source_unref);
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  /* The pause was asked for while this one waited in the row. */
  if (pause > 0)
    {
      wait_for_turn (task, pause);
      return G_SOURCE_REMOVE;
    }
  matoi_http_send_async (self->http, &request, call->cancellable, on_reply, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (GTask *task, gint64 wait)
{
  Call *call = g_task_get_task_data (task);

  call->turn =
    wait > 0 ? g_timeout_source_new ((guint) MIN (wait, G_MAXINT)) : g_idle_source_new ();
  g_source_set_callback (call->turn, send_now, g_object_ref (task), g_object_unref);
  g_source_attach (call->turn, g_main_context_get_thread_default ());
}

/**
 * matoi_statuspage_client_call_async:
 * @method: GET POST PUT PATCH
 * @path: see the header
 * @body: (nullable): borrowed
 *
 * Calls when it is its turn, once: nothing that changes something is ever sent again by itself.
 */
void
matoi_statuspage_client_call_async (MatoiStatuspageClient *self,
                                    const char *method,
                                    const char *path,
                                    JsonObject *body,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);
  char *text = body ? matoi_json_to_text (body) : NULL;

  g_return_if_fail (MATOI_IS_STATUSPAGE_CLIENT (self));

  g_task_set_source_tag (task, matoi_statuspage_client_call_async);
  g_task_set_check_cancellable (task, FALSE);
  call->method = g_strdup (method);
  call->url = g_strconcat (self->base_url, path, NULL);
  call->body = text ? g_bytes_new_take (text, strlen (text)) : NULL;
  call->writes = !g_str_equal (method, "GET");
  call->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  wait_for_turn (task, matoi_limiter_take (self->limiter, GATE, get_clock ()));
}

/**
 * matoi_statuspage_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiStatuspageAnswer *
matoi_statuspage_client_call_finish (MatoiStatuspageClient *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
matoi_statuspage_client_finalize (GObject *object)
{
  MatoiStatuspageClient *self = MATOI_STATUSPAGE_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->limiter, matoi_limiter_free);
  g_free (self->base_url);
  g_free (self->authorization);
  G_OBJECT_CLASS (matoi_statuspage_client_parent_class)->finalize (object);
}

static void
matoi_statuspage_client_class_init (MatoiStatuspageClientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_statuspage_client_finalize;
}

static void
matoi_statuspage_client_init (MatoiStatuspageClient *self)
{
  self->limiter = matoi_limiter_new ();
  matoi_limiter_set_rate (self->limiter, GATE, PER_MINUTE, BURST);
}

/**
 * matoi_statuspage_client_new:
 * @address: (nullable): of the site, without /v1
 *
 * Returns: (transfer full)
 */
MatoiStatuspageClient *
matoi_statuspage_client_new (MatoiHttp *http, const char *address, const char *token)
{
  MatoiStatuspageClient *self = g_object_new (MATOI_TYPE_STATUSPAGE_CLIENT, NULL);
  g_autofree char *plain = g_strstrip (g_strdup (token));

  if (!address || !*address)
    address = MATOI_STATUSPAGE_ADDRESS;
  self->http = g_object_ref (http);
  self->base_url = g_strconcat (address, g_str_has_suffix (address, "/") ? "" : "/", "v1/", NULL);
  self->authorization = g_strconcat ("OAuth ", plain, NULL);
  return self;
}
