/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-client.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-limiter.h"

#define READ_SECONDS  30
#define WRITE_SECONDS 60

struct _MatoiJiraClient
{
  GObject parent_instance;
  MatoiHttp *http;
  MatoiJiraFlavour flavour;
  char *base_url;      /* "https://…/rest/api/3/" */
  char *authorization; /* a secret: in no message, no log and no error */
  MatoiLimiter *limiter;
  gboolean slow;
};

G_DEFINE_FINAL_TYPE (MatoiJiraClient, matoi_jira_client, G_TYPE_OBJECT)

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
get_gate (const Call *call)
{
  return call->writes ? "write" : "read";
}

static gint64
get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

/* Not more than a fifth of what Cloud takes from one account, and slower while it says that little
 * is left. */
static void
set_pace (MatoiJiraClient *self, gboolean slow)
{
  self->slow = slow;
  matoi_limiter_set_rate (self->limiter, "read", slow ? 60 : 1200, slow ? 1 : 50);
  matoi_limiter_set_rate (self->limiter, "write", slow ? 30 : 300, slow ? 1 : 10);
}

/* --- the answer */

static void
keep_pause (MatoiJiraClient *self, const Call *call, const MatoiJiraAnswer *answer)
{
  gint64 until;

  if (answer->status != 0 && answer->near_limit != self->slow)
    set_pace (self, answer->near_limit);
  if (answer->retry_after < 0)
    return;
  until = get_clock () + answer->retry_after;
  matoi_limiter_block (self->limiter, get_gate (call), until);
  if (answer->whole)
    {
      matoi_limiter_block (self->limiter, "read", until);
      matoi_limiter_block (self->limiter, "write", until);
    }
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiJiraClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiHttpReply) reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);
  MatoiJiraAnswer *answer;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  answer = reply ? matoi_jira_answer_new (reply, call->writes)
                 : matoi_jira_answer_new_for_error (error, call->writes);
  keep_pause (self, call, answer);
  g_task_return_pointer (task, answer, (GDestroyNotify) matoi_jira_answer_free);
}

/* --- the call */

static void wait_for_turn (GTask *task, gint64 wait);

static gboolean
send_now (gpointer user_data)
{
  GTask *task = user_data;
  MatoiJiraClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  gint64 pause = matoi_limiter_get_pause (self->limiter, get_gate (call), get_clock ());
  const char *headers[] = { "Authorization", self->authorization, "Accept", "application/json",
                            /* Without it a JIRA behind a browser's guard refuses what is no GET. */
                            "X-Atlassian-Token", "no-check", NULL };
  const MatoiHttpRequest request = {
    .method = call->method,
    .url = call->url,
    .headers = headers,
    .content_type = call->body ? "application/json" : NULL,
    .body = call->body,
    .seconds = call->writes ? WRITE_SECONDS : READ_SECONDS,
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

static char *
dup_url (MatoiJiraClient *self, const MatoiJiraCall *order)
{
  g_autofree char *query = order->query ? matoi_http_encode_form (order->query) : NULL;

  return g_strconcat (self->base_url, order->path, query ? "?" : "", query, NULL);
}

static GBytes *
new_body (JsonObject *body)
{
  char *text = body ? matoi_json_to_text (body) : NULL;

  return text ? g_bytes_new_take (text, strlen (text)) : NULL;
}

/**
 * matoi_jira_client_call_async:
 * @order: borrowed for the call
 *
 * Calls when it is its turn, once: nothing that changes something is ever sent again by itself.
 */
void
matoi_jira_client_call_async (MatoiJiraClient *self,
                              const MatoiJiraCall *order,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (MATOI_IS_JIRA_CLIENT (self));

  g_task_set_source_tag (task, matoi_jira_client_call_async);
  g_task_set_check_cancellable (task, FALSE);
  call->method = g_strdup (order->method);
  call->url = dup_url (self, order);
  call->body = new_body (order->body);
  call->writes = !order->reads && !g_str_equal (order->method, "GET");
  call->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  wait_for_turn (task, matoi_limiter_take (self->limiter, get_gate (call), get_clock ()));
}

/**
 * matoi_jira_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiJiraAnswer *
matoi_jira_client_call_finish (MatoiJiraClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

MatoiJiraFlavour
matoi_jira_client_get_flavour (MatoiJiraClient *self)
{
  return self->flavour;
}

/* --- the object */

static void
matoi_jira_client_finalize (GObject *object)
{
  MatoiJiraClient *self = MATOI_JIRA_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->limiter, matoi_limiter_free);
  g_free (self->base_url);
  g_free (self->authorization);
  G_OBJECT_CLASS (matoi_jira_client_parent_class)->finalize (object);
}

static void
matoi_jira_client_class_init (MatoiJiraClientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_jira_client_finalize;
}

static void
matoi_jira_client_init (MatoiJiraClient *self)
{
  self->limiter = matoi_limiter_new ();
  set_pace (self, FALSE);
}

static char *
dup_authorization (MatoiJiraFlavour flavour, const char *email, const char *token)
{
  g_autofree char *plain = g_strstrip (g_strdup (token));
  g_autofree char *pair = NULL;
  g_autofree char *code = NULL;

  if (flavour == MATOI_JIRA_DC)
    return g_strconcat ("Bearer ", plain, NULL);
  pair = g_strconcat (email ? email : "", ":", plain, NULL);
  code = g_base64_encode ((const guchar *) pair, strlen (pair));
  return g_strconcat ("Basic ", code, NULL);
}

/**
 * matoi_jira_client_new:
 * @http: with the trust of this site
 * @site_url: as matoi_jira_dup_site() gives it, or of the gateway of a token of few rights
 * @email: (nullable): of the account; for Cloud
 *
 * Returns: (transfer full)
 */
MatoiJiraClient *
matoi_jira_client_new (MatoiHttp *http,
                       const char *site_url,
                       MatoiJiraFlavour flavour,
                       const char *email,
                       const char *token)
{
  MatoiJiraClient *self = g_object_new (MATOI_TYPE_JIRA_CLIENT, NULL);

  self->http = g_object_ref (http);
  self->flavour = flavour;
  self->base_url = g_strconcat (site_url, g_str_has_suffix (site_url, "/") ? "" : "/",
                                flavour == MATOI_JIRA_CLOUD ? "rest/api/3/" : "rest/api/2/", NULL);
  self->authorization = dup_authorization (flavour, email, token);
  return self;
}
