/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-client-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-limiter.h"
#include "matoi-time.h"

/* When Slack asks for a pause and does not say how long. */
#define DEFAULT_PAUSE (30 * 1000)
#define MAX_DEPTH     64
#define READ_SECONDS  15
#define WRITE_SECONDS 30

G_DEFINE_FINAL_TYPE (MatoiSlackClient, matoi_slack_client, G_TYPE_OBJECT)

typedef struct
{
  char *method, *gate, *body;
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
  g_free (call->method);
  g_free (call->gate);
  g_free (call->body);
  g_free (call);
}

/* Calls a minute of each method, for the whole workspace: half of what Slack promises, since the
 * colleagues' Matois use the same app. What is not listed is asked for rarely. */
static const struct
{
  const char *method;
  guint per_minute, burst;
} rates[] = {
  { "conversations.list", 10, 3 },
  { "users.list", 10, 3 },
  { "users.info", 50, 10 },
};

/* What was said is read through one gate, until somebody says how many share the app. */
#define READINGS   25
#define READING_MS (60 * 1000)

/* Posts of one channel, one a second. */
#define POSTS_A_MINUTE 60
#define POSTS_AT_ONCE  3

static gboolean
is_post (const char *method)
{
  return g_str_equal (method, "chat.postMessage") || g_str_equal (method, "chat.update");
}

static gboolean
is_reading (const char *method)
{
  return g_str_equal (method, "conversations.history") ||
         g_str_equal (method, "conversations.replies");
}

gint64
matoi_slack_client_get_clock (MatoiSlackClient *self)
{
  return g_get_monotonic_time () / 1000 * self->haste;
}

/* --- the answer */

static void
set_outcome (MatoiSlackAnswer *answer, MatoiSlackOutcome outcome, const char *code)
{
  answer->outcome = outcome;
  answer->code = g_strdup (code);
  answer->text = g_strdup (matoi_slack_outcome_text (outcome, code));
}

static void
read_json (MatoiSlackAnswer *answer, const MatoiHttpReply *reply)
{
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);
  g_autoptr (JsonNode) node =
    matoi_json_parse (text ? text : "", (gssize) length, MATOI_HTTP_MAX_BODY, MAX_DEPTH, NULL);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    answer->json = json_object_ref (json_node_get_object (node));
}

/* An answer of the wrong kind, or none at all, does not say what became of the call. */
static void
judge (MatoiSlackAnswer *answer, const MatoiHttpReply *reply)
{
  g_autofree char *status = g_strdup_printf ("http_%u", reply->status);
  const char *code;

  if (reply->status == 429)
    {
      set_outcome (answer, MATOI_SLACK_WAIT, "ratelimited");
      answer->retry_after = reply->retry_after >= 0 ? reply->retry_after : DEFAULT_PAUSE;
      return;
    }
  if (reply->status != 200 || !answer->json)
    {
      set_outcome (answer, MATOI_SLACK_UNKNOWN, status);
      return;
    }
  if (matoi_json_get_boolean (answer->json, "ok", FALSE))
    {
      set_outcome (answer, MATOI_SLACK_OK, NULL);
      return;
    }
  code = matoi_json_get_string (answer->json, "error");
  set_outcome (answer, matoi_slack_outcome_of_code (code), code ? code : status);
  answer->needed = g_strdup (matoi_json_get_string (answer->json, "needed"));
  if (answer->outcome == MATOI_SLACK_WAIT)
    answer->retry_after = reply->retry_after >= 0 ? reply->retry_after : DEFAULT_PAUSE;
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiHttpReply) reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);
  g_autoptr (MatoiSlackAnswer) answer = g_new0 (MatoiSlackAnswer, 1);

  answer->server_time = MATOI_TIME_NONE;
  if (reply)
    {
      read_json (answer, reply);
      judge (answer, reply);
      answer->server_time = reply->server_time;
      answer->scopes = g_strdup (g_hash_table_lookup (reply->headers, "x-oauth-scopes"));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  else
    {
      answer->outcome = g_error_matches (error, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_UNKNOWN)
                          ? MATOI_SLACK_UNKNOWN
                          : MATOI_SLACK_NOT_DONE;
      answer->code = g_strdup ("no_answer");
      answer->text = g_strdup (error->message);
    }
  if (answer->outcome == MATOI_SLACK_WAIT)
    matoi_limiter_block (self->limiter, call->gate,
                         matoi_slack_client_get_clock (self) + answer->retry_after);
  g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) matoi_slack_answer_free);
}

/* --- the call */

static void wait_for_turn (GTask *task, gint64 wait);

static gboolean
send_now (gpointer user_data)
{
  GTask *task = user_data;
  MatoiSlackClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  gint64 pause =
    matoi_limiter_get_pause (self->limiter, call->gate, matoi_slack_client_get_clock (self));
  g_autofree char *url = g_strconcat (self->base_url, call->method, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  g_autoptr (GBytes) body = g_bytes_new (call->body, strlen (call->body));
  const MatoiHttpRequest request = {
    .method = "POST",
    .url = url,
    .headers = headers,
    .content_type = "application/x-www-form-urlencoded",
    .body = body,
    .seconds = self->patience > 0       ? self->patience
               : is_post (call->method) ? WRITE_SECONDS
                                        : READ_SECONDS,
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
  MatoiSlackClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  call->turn = wait > 0 ? g_timeout_source_new ((guint) MIN (wait / self->haste + 1, G_MAXINT))
                        : g_idle_source_new ();
  g_source_set_callback (call->turn, send_now, g_object_ref (task), g_object_unref);
  g_source_attach (call->turn, g_main_context_get_thread_default ());
}

static const char *
find_arg (const char *const *args, const char *name)
{
  for (const char *const *arg = args; arg && *arg; arg += 2)
    if (g_str_equal (arg[0], name))
      return arg[1];
  return NULL;
}

/**
 * matoi_slack_client_call_async:
 * @method: such as "chat.postMessage"
 * @args: (nullable): name, value, name, value …, NULL; nested values as JSON
 *
 * Calls when it is its turn. Every method takes a form in a POST; not every one takes JSON.
 */
void
matoi_slack_client_call_async (MatoiSlackClient *self,
                               const char *method,
                               const char *const *args,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  static const char *const none[] = { NULL };
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (MATOI_IS_SLACK_CLIENT (self));

  g_task_set_source_tag (task, matoi_slack_client_call_async);
  g_task_set_check_cancellable (task, FALSE);
  call->method = g_strdup (method);
  call->body = matoi_http_encode_form (args ? args : none);
  call->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  if (is_post (method) && find_arg (args, "channel"))
    {
      call->gate = g_strdup_printf ("post %s", find_arg (args, "channel"));
      if (!matoi_limiter_has_rate (self->limiter, call->gate))
        matoi_limiter_set_rate (self->limiter, call->gate, POSTS_A_MINUTE, POSTS_AT_ONCE);
    }
  else
    call->gate = g_strdup (is_reading (method) ? MATOI_SLACK_READING : method);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  wait_for_turn (task, matoi_limiter_take (self->limiter, call->gate,
                                           matoi_slack_client_get_clock (self)));
}

/**
 * matoi_slack_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiSlackAnswer *
matoi_slack_client_call_finish (MatoiSlackClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
matoi_slack_client_finalize (GObject *object)
{
  MatoiSlackClient *self = MATOI_SLACK_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->limiter, matoi_limiter_free);
  g_free (self->base_url);
  g_free (self->token);
  G_OBJECT_CLASS (matoi_slack_client_parent_class)->finalize (object);
}

static void
matoi_slack_client_class_init (MatoiSlackClientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_slack_client_finalize;
}

static void
matoi_slack_client_init (MatoiSlackClient *self)
{
  self->haste = 1;
  self->limiter = matoi_limiter_new ();
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    matoi_limiter_set_rate (self->limiter, rates[i].method, rates[i].per_minute, rates[i].burst);
  matoi_limiter_set_window (self->limiter, MATOI_SLACK_READING, READINGS, READING_MS);
}

/**
 * matoi_slack_client_new:
 * @base_url: (nullable): of GovSlack, a proxy or a test; NULL: MATOI_SLACK_BASE_URL
 * @token: of the bot, or of the app for apps.connections.open
 *
 * Returns: (transfer full)
 */
MatoiSlackClient *
matoi_slack_client_new (MatoiHttp *http, const char *base_url, const char *token)
{
  MatoiSlackClient *self = g_object_new (MATOI_TYPE_SLACK_CLIENT, NULL);
  const char *base = base_url && *base_url ? base_url : MATOI_SLACK_BASE_URL;

  self->http = g_object_ref (http);
  self->base_url = g_str_has_suffix (base, "/") ? g_strdup (base) : g_strconcat (base, "/", NULL);
  self->token = g_strdup (token);
  return self;
}
