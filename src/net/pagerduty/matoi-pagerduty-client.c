/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-client.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-limiter.h"
#include "matoi-time.h"

#define SECONDS 30

/* Of the 960 a minute of a key: other programs use it, too. */
#define PER_MINUTE 240
#define BURST      30
#define GATE       "all"

struct _MatoiPagerdutyClient
{
  GObject parent_instance;
  MatoiHttp *http;
  char *base_url;      /* ends in "/" */
  char *authorization; /* a secret: in no message, no log and no error */
  char *from;
  MatoiLimiter *limiter;
};

G_DEFINE_FINAL_TYPE (MatoiPagerdutyClient, matoi_pagerduty_client, G_TYPE_OBJECT)

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
  MatoiPagerdutyClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiHttpReply) reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);
  MatoiPagerdutyAnswer *answer;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  answer = reply ? matoi_pagerduty_answer_new (reply, call->writes)
                 : matoi_pagerduty_answer_new_for_error (error, call->writes);
  if (answer->retry_after >= 0)
    matoi_limiter_block (self->limiter, GATE, get_clock () + answer->retry_after);
  g_task_return_pointer (task, answer, (GDestroyNotify) matoi_pagerduty_answer_free);
}

/* The pause was asked for while this one waited, or long ago: whoever pages does not wait in
 * silence, but is told how long. */
static gboolean
is_paused (MatoiPagerdutyClient *self, GTask *task)
{
  gint64 pause = matoi_limiter_get_pause (self->limiter, GATE, get_clock ());
  MatoiPagerdutyAnswer *answer;

  if (pause <= 0)
    return FALSE;
  answer = g_new0 (MatoiPagerdutyAnswer, 1);
  answer->outcome = MATOI_PAGERDUTY_WAIT;
  answer->status = 429;
  answer->retry_after = pause;
  answer->server_time = MATOI_TIME_NONE;
  answer->text = g_strdup (matoi_pagerduty_outcome_text (MATOI_PAGERDUTY_WAIT, 0));
  g_task_return_pointer (task, answer, (GDestroyNotify) matoi_pagerduty_answer_free);
  return TRUE;
}

static gboolean
send_now (gpointer user_data)
{
  GTask *task = user_data;
  MatoiPagerdutyClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  const char *headers[] = {
    "Authorization", self->authorization, "Accept", "application/vnd.pagerduty+json;version=2",
    "From",          self->from,          NULL
  };
  const MatoiHttpRequest request = {
    .method = call->method,
    .url = call->url,
    .headers = headers,
    .content_type = call->body ? "application/json" : NULL,
    .body = call->body,
    .seconds = SECONDS,
  };

  g_clear_pointer (&call->turn, g_source_unref);
  if (!g_task_return_error_if_cancelled (task) && !is_paused (self, task))
    matoi_http_send_async (self->http, &request, call->cancellable, on_reply, g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static GBytes *
new_body (JsonObject *body)
{
  char *text = body ? matoi_json_to_text (body) : NULL;

  return text ? g_bytes_new_take (text, strlen (text)) : NULL;
}

/**
 * matoi_pagerduty_client_call_async:
 * @order: borrowed for the call
 *
 * Calls when it is its turn, once: nothing is ever sent again by itself.
 */
void
matoi_pagerduty_client_call_async (MatoiPagerdutyClient *self,
                                   const MatoiPagerdutyCall *order,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *query = order->query ? matoi_http_encode_form (order->query) : NULL;
  Call *call = g_new0 (Call, 1);
  gint64 wait;

  g_return_if_fail (MATOI_IS_PAGERDUTY_CLIENT (self));

  g_task_set_source_tag (task, matoi_pagerduty_client_call_async);
  g_task_set_check_cancellable (task, FALSE);
  call->method = g_strdup (order->method);
  call->url = g_strconcat (self->base_url, order->path, query ? "?" : "", query, NULL);
  call->body = new_body (order->body);
  call->writes = !g_str_equal (order->method, "GET");
  call->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  wait = matoi_limiter_get_pause (self->limiter, GATE, get_clock ()) > 0
           ? 0
           : matoi_limiter_take (self->limiter, GATE, get_clock ());
  call->turn = wait > 0 ? g_timeout_source_new ((guint) wait) : g_idle_source_new ();
  g_source_set_callback (call->turn, send_now, g_object_ref (task), g_object_unref);
  g_source_attach (call->turn, g_main_context_get_thread_default ());
}

/**
 * matoi_pagerduty_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiPagerdutyAnswer *
matoi_pagerduty_client_call_finish (MatoiPagerdutyClient *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_pagerduty_client_get_from: see the header. */
const char *
matoi_pagerduty_client_get_from (MatoiPagerdutyClient *self)
{
  g_return_val_if_fail (MATOI_IS_PAGERDUTY_CLIENT (self), NULL);

  return self->from;
}

/* --- the object */

static void
matoi_pagerduty_client_finalize (GObject *object)
{
  MatoiPagerdutyClient *self = MATOI_PAGERDUTY_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->limiter, matoi_limiter_free);
  g_free (self->base_url);
  g_free (self->authorization);
  g_free (self->from);
  G_OBJECT_CLASS (matoi_pagerduty_client_parent_class)->finalize (object);
}

static void
matoi_pagerduty_client_class_init (MatoiPagerdutyClientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_pagerduty_client_finalize;
}

static void
matoi_pagerduty_client_init (MatoiPagerdutyClient *self)
{
  self->limiter = matoi_limiter_new ();
  matoi_limiter_set_rate (self->limiter, GATE, PER_MINUTE, BURST);
}

/**
 * matoi_pagerduty_client_new:
 * @base_url: (nullable): PagerDuty's own
 * @from: the e-mail address of the account that asks
 *
 * Returns: (transfer full)
 */
MatoiPagerdutyClient *
matoi_pagerduty_client_new (MatoiHttp *http,
                            const char *base_url,
                            const char *from,
                            const char *token)
{
  MatoiPagerdutyClient *self = g_object_new (MATOI_TYPE_PAGERDUTY_CLIENT, NULL);
  g_autofree char *plain = g_strstrip (g_strdup (token));

  if (base_url == NULL || *base_url == '\0')
    base_url = MATOI_PAGERDUTY_BASE;
  self->http = g_object_ref (http);
  self->base_url = g_strconcat (base_url, g_str_has_suffix (base_url, "/") ? "" : "/", NULL);
  self->authorization = g_strconcat ("Token token=", plain, NULL);
  self->from = g_strdup (from);
  return self;
}
