/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-rest.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-limiter.h"
#include "matoi-plain.h"

#define MAX_DEPTH 64

typedef struct
{
  MatoiHttp *http;
  char *base_url; /* ends in "/" */
  GStrv headers;  /* secrets among them: in no message, no log and no error */
  MatoiLimiter *limiter;
  guint haste; /* times as fast as the clock on the wall */
} MatoiRestPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MatoiRest, matoi_rest, G_TYPE_OBJECT)

#define PRIVATE(self) ((MatoiRestPrivate *) matoi_rest_get_instance_private (self))

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

static const char *
get_gate (MatoiRest *self, gboolean writes)
{
  return writes && MATOI_REST_GET_CLASS (self)->counts_writes ? "write" : "all";
}

/* ms, monotonic. */
static gint64
get_clock (MatoiRest *self)
{
  return g_get_monotonic_time () / 1000 * PRIVATE (self)->haste;
}

static gint64
get_pause (MatoiRest *self, const Call *call)
{
  return matoi_limiter_get_pause (PRIVATE (self)->limiter, get_gate (self, call->writes),
                                  get_clock (self));
}

/* --- the answer */

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiRest *self = g_task_get_source_object (task);
  MatoiRestClass *class = MATOI_REST_GET_CLASS (self);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiHttpReply) reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);
  gpointer answer;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  answer = reply ? class->new_answer (reply, call->writes)
                 : class->new_answer_for_error (error, call->writes);
  class->heed (self, answer, call->writes);
  g_task_return_pointer (task, answer, class->free_answer);
}

/* --- the call */

static void wait_for_turn (GTask *task, gint64 wait);

static void
send (GTask *task)
{
  MatoiRest *self = g_task_get_source_object (task);
  MatoiRestClass *class = MATOI_REST_GET_CLASS (self);
  Call *call = g_task_get_task_data (task);
  const MatoiHttpRequest request = {
    .method = call->method,
    .url = call->url,
    .headers = (const char *const *) PRIVATE (self)->headers,
    .content_type = call->body ? "application/json" : NULL,
    .body = call->body,
    .seconds = call->writes ? class->write_seconds : class->read_seconds,
  };

  matoi_http_send_async (PRIVATE (self)->http, &request, call->cancellable, on_reply,
                         g_object_ref (task));
}

static gboolean
on_turn (gpointer user_data)
{
  GTask *task = user_data;
  MatoiRest *self = g_task_get_source_object (task);
  MatoiRestClass *class = MATOI_REST_GET_CLASS (self);
  Call *call = g_task_get_task_data (task);
  gint64 pause = get_pause (self, call);

  g_clear_pointer (&call->turn, g_source_unref);
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  /* A pause was asked for while this one waited in the row. */
  if (pause > 0 && class->new_paused)
    g_task_return_pointer (task, class->new_paused (pause), class->free_answer);
  else if (pause > 0)
    wait_for_turn (task, pause);
  else
    send (task);
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (GTask *task, gint64 wait)
{
  Call *call = g_task_get_task_data (task);
  guint haste = PRIVATE (g_task_get_source_object (task))->haste;

  call->turn = wait > 0 ? g_timeout_source_new ((guint) MIN ((wait + haste - 1) / haste, G_MAXINT))
                        : g_idle_source_new ();
  g_source_set_callback (call->turn, on_turn, g_object_ref (task), g_object_unref);
  g_source_attach (call->turn, g_main_context_get_thread_default ());
}

static Call *
call_new (MatoiRest *self, const MatoiRestCall *order, GCancellable *cancellable)
{
  Call *call = g_new0 (Call, 1);
  g_autofree char *query = order->query ? matoi_http_encode_form (order->query) : NULL;
  char *text = order->body ? matoi_json_to_text (order->body) : NULL;

  call->method = g_strdup (order->method);
  call->url = g_strconcat (PRIVATE (self)->base_url, order->path, query ? "?" : "", query, NULL);
  call->body = text ? g_bytes_new_take (text, strlen (text)) : NULL;
  call->writes = !order->reads && !g_str_equal (order->method, "GET");
  call->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  return call;
}

/**
 * matoi_rest_call_async:
 * @order: borrowed for the call
 *
 * Calls when it is its turn, once: nothing is ever sent again by itself.
 */
void
matoi_rest_call_async (MatoiRest *self,
                       const MatoiRestCall *order,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call;

  g_return_if_fail (MATOI_IS_REST (self));

  call = call_new (self, order, cancellable);
  g_task_set_source_tag (task, matoi_rest_call_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  /* Who is told of a pause is told at once. */
  wait_for_turn (task, MATOI_REST_GET_CLASS (self)->new_paused && get_pause (self, call) > 0
                         ? 0
                         : matoi_limiter_take (PRIVATE (self)->limiter,
                                               get_gate (self, call->writes), get_clock (self)));
}

/**
 * matoi_rest_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
gpointer
matoi_rest_call_finish (MatoiRest *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- for the clients */

/** matoi_rest_set_up: see the header; before the first call. */
void
matoi_rest_set_up (MatoiRest *self,
                   MatoiHttp *http,
                   const char *address,
                   const char *below,
                   const char *const *headers)
{
  MatoiRestPrivate *own = PRIVATE (self);

  g_set_object (&own->http, http);
  g_free (own->base_url);
  own->base_url = g_strconcat (address, g_str_has_suffix (address, "/") ? "" : "/", below, NULL);
  g_strfreev (own->headers);
  own->headers = g_strdupv ((GStrv) headers);
}

/** matoi_rest_set_rate: how many leave in a minute, and how many of them without a gap. */
void
matoi_rest_set_rate (MatoiRest *self, gboolean writes, guint calls_per_minute, guint at_once)
{
  matoi_limiter_set_rate (PRIVATE (self)->limiter, get_gate (self, writes), calls_per_minute,
                          at_once);
}

/** matoi_rest_pause: see the header. */
void
matoi_rest_pause (MatoiRest *self, gboolean writes, gint64 pause)
{
  matoi_limiter_block (PRIVATE (self)->limiter, get_gate (self, writes), get_clock (self) + pause);
}

/** matoi_rest_set_haste: see the header; 1 unless set, and before the first call. */
void
matoi_rest_set_haste (MatoiRest *self, guint factor)
{
  g_return_if_fail (factor > 0);

  PRIVATE (self)->haste = factor;
}

static void
matoi_rest_finalize (GObject *object)
{
  MatoiRestPrivate *own = PRIVATE (MATOI_REST (object));

  g_clear_object (&own->http);
  matoi_limiter_free (own->limiter);
  g_free (own->base_url);
  g_strfreev (own->headers);
  G_OBJECT_CLASS (matoi_rest_parent_class)->finalize (object);
}

static void
matoi_rest_class_init (MatoiRestClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_rest_finalize;
}

static void
matoi_rest_init (MatoiRest *self)
{
  PRIVATE (self)->limiter = matoi_limiter_new ();
  PRIVATE (self)->haste = 1;
}

/* --- for their answers */

/** matoi_rest_judge_loss: of @error of MatoiHttp. */
MatoiRestLoss
matoi_rest_judge_loss (const GError *error, gboolean writes)
{
  if (g_error_matches (error, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_ADDRESS))
    return MATOI_REST_ADDRESS;
  return writes && g_error_matches (error, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_UNKNOWN)
           ? MATOI_REST_UNKNOWN
           : MATOI_REST_NOT_DONE;
}

/** matoi_rest_read_json: see the header. */
JsonNode *
matoi_rest_read_json (const MatoiHttpReply *reply)
{
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);

  return length > 0 ? matoi_json_parse (text, (gssize) length, MATOI_HTTP_MAX_BODY, MAX_DEPTH, NULL)
                    : NULL;
}

/** matoi_rest_dup_said: see the header. */
char *
matoi_rest_dup_said (const char *text, guint n_max)
{
  char *plain = matoi_plain_dup (text);

  if (g_utf8_strlen (plain, -1) > (glong) n_max)
    *g_utf8_offset_to_pointer (plain, n_max) = '\0';
  return g_strstrip (plain);
}
