/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-client.h"
#include "matoi-time.h"
#include "test-net.h"

#define SECRET "bot-secret"

/* A server on this machine that answers as each test wants it. */
typedef struct
{
  SoupServer *server;
  char *base;
  MatoiHttp *http;
  MatoiSlackClient *client;
  guint n_requests;
  char *last_body, *last_authorization;
  guint status;
  const char *answer, *content_type, *retry_after;
  gboolean silent;  /* never answers */
  gboolean hang_up; /* goes away in the middle */
  gboolean redirect;
  SoupServerMessage *held;
  GAsyncResult *result;
} Fixture;

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  fixture->n_requests++;
  g_free (fixture->last_body);
  fixture->last_body = g_strndup (body->data, (gsize) body->length);
  g_free (fixture->last_authorization);
  fixture->last_authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  if (fixture->silent)
    {
      soup_server_message_pause (message);
      g_set_object (&fixture->held, message);
      return;
    }
  if (fixture->hang_up)
    {
      test_net_hang_up (message);
      return;
    }
  if (fixture->redirect)
    {
      soup_server_message_set_redirect (message, 302, "https://example.invalid/");
      return;
    }
  if (fixture->retry_after)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  fixture->retry_after);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "X-OAuth-Scopes", "chat:write,pins:write");
  soup_server_message_set_status (message, fixture->status, NULL);
  soup_server_message_set_response (message, fixture->content_type, SOUP_MEMORY_COPY,
                                    fixture->answer, strlen (fixture->answer));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->status = 200;
  fixture->answer = "{\"ok\":true}";
  fixture->content_type = "application/json";
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, "/", on_request, fixture, NULL);
  uri = test_net_listen (fixture->server);
  fixture->base = g_uri_to_string (uri);
  fixture->http = matoi_http_new ();
  fixture->client = matoi_slack_client_new (fixture->http, fixture->base, SECRET);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->held);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  test_net_close (&fixture->server);
  g_free (fixture->base);
  g_free (fixture->last_body);
  g_free (fixture->last_authorization);
}

static MatoiSlackAnswer *
call (Fixture *fixture, const char *method, const char *const *args)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiSlackAnswer *answer;

  matoi_slack_client_call_async (fixture->client, method, args, NULL, test_net_on_result,
                                 &fixture->result);
  result = test_net_wait (&fixture->result);
  answer = matoi_slack_client_call_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_assert_null (answer->text && strstr (answer->text, SECRET) ? answer->text : NULL);
  return answer;
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  const char *args[] = { "channel", "C1", "text", "a&b=ｃ +", NULL };
  g_autoptr (MatoiSlackAnswer) answer = call (fixture, "chat.postMessage", args);

  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_OK);
  g_assert_cmpstr (fixture->last_body, ==, "channel=C1&text=a%26b%3D%EF%BD%83%20%2B");
  g_assert_cmpstr (fixture->last_authorization, ==, "Bearer " SECRET);
  g_assert_cmpstr (answer->scopes, ==, "chat:write,pins:write");
  g_assert_cmpint (answer->server_time, !=, MATOI_TIME_NONE);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer;
    MatoiSlackOutcome outcome;
  } table[] = {
    { 200, "{\"ok\":false,\"error\":\"is_archived\"}", MATOI_SLACK_PLACE },
    { 200, "{\"ok\":false,\"error\":\"internal_error\"}", MATOI_SLACK_UNKNOWN },
    { 200, "{\"ok\":false}", MATOI_SLACK_UNKNOWN },
    { 200, "<html>gateway</html>", MATOI_SLACK_UNKNOWN },
    { 200, "{\"ok\":tr", MATOI_SLACK_UNKNOWN },
    { 200, "", MATOI_SLACK_UNKNOWN },
    { 200, "[true]", MATOI_SLACK_UNKNOWN },
    { 503, "{\"ok\":true}", MATOI_SLACK_UNKNOWN },
    { 500, "", MATOI_SLACK_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiSlackAnswer) answer = NULL;

      fixture->status = table[i].status;
      fixture->answer = table[i].answer;
      answer = call (fixture, "pins.add", NULL);
      g_assert_cmpint (answer->outcome, ==, table[i].outcome);
      g_assert_cmpuint (fixture->n_requests, ==, i + 1);
    }
}

static void
test_missing_scope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  fixture->answer = "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"channels:manage\"}";
  answer = call (fixture, "conversations.create", NULL);
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_SCOPE);
  g_assert_cmpstr (answer->needed, ==, "channels:manage");
}

/* F5: the method waits as long as it is told, others go on. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSlackAnswer) answer = NULL, again = NULL, other = NULL;
  gint64 begin;

  fixture->status = 429;
  fixture->retry_after = "1";
  answer = call (fixture, "users.info", NULL);
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_WAIT);
  g_assert_cmpint (answer->retry_after, ==, 1000);
  fixture->status = 200;
  fixture->retry_after = NULL;
  begin = g_get_monotonic_time ();
  other = call (fixture, "pins.add", NULL);
  g_assert_cmpint (other->outcome, ==, MATOI_SLACK_OK);
  again = call (fixture, "users.info", NULL);
  g_assert_cmpint (again->outcome, ==, MATOI_SLACK_OK);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 990 * 1000);
}

static void
test_unclear_pause (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "soon", "-1", "9999999999" };

  fixture->status = 429;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *method = g_strdup_printf ("test.m%u", i);
      g_autoptr (MatoiSlackAnswer) answer = NULL;

      fixture->retry_after = texts[i];
      answer = call (fixture, method, NULL);
      g_assert_cmpint (answer->retry_after, ==, 30000);
    }
}

/* F1, F2: what was on its way is not known, what never left is certainly not done. */
static void
test_hang_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  fixture->hang_up = TRUE;
  answer = call (fixture, "chat.postMessage", NULL);
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_UNKNOWN);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_nobody_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  test_net_shut (fixture->server);
  answer = call (fixture, "chat.postMessage", NULL);
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_NOT_DONE);
}

/* F3 */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (fixture->base, "api.test", NULL);
  const MatoiHttpRequest request = { .method = "POST", .url = url, .seconds = 1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiHttpReply *reply;

  fixture->silent = TRUE;
  matoi_http_send_async (fixture->http, &request, NULL, test_net_on_result, &fixture->result);
  result = test_net_wait (&fixture->result);
  reply = matoi_http_send_finish (fixture->http, result, &error);
  g_assert_null (reply);
  g_assert_error (error, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_UNKNOWN);
}

/* A token does not follow a redirect to somewhere else. */
static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  fixture->redirect = TRUE;
  answer = call (fixture, "auth.test", NULL);
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_UNKNOWN);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->silent = TRUE;
  matoi_slack_client_call_async (fixture->client, "auth.test", NULL, cancellable,
                                 test_net_on_result, &fixture->result);
  while (fixture->n_requests == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  result = test_net_wait (&fixture->result);
  g_assert_null (matoi_slack_client_call_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *url;
    gboolean good;
  } table[] = {
    { "https://slack.com/api/", TRUE },
    { "http://127.0.0.1:8080/api/", TRUE },
    { "http://localhost/", TRUE },
    { "http://slack.com/api/", FALSE },
    { "ftp://127.0.0.1/", FALSE },
    { "https://user:word@slack.com/", FALSE },
    { "slack.com", FALSE },
    { "", FALSE },
    { "https://", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (matoi_http_is_address (table[i].url), ==, table[i].good);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/slack-client/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("call", test_call);
  ADD ("answers", test_answers);
  ADD ("missing-scope", test_missing_scope);
  ADD ("too-many", test_too_many);
  ADD ("unclear-pause", test_unclear_pause);
  ADD ("hang-up", test_hang_up);
  ADD ("nobody-there", test_nobody_there);
  ADD ("late", test_late);
  ADD ("redirect", test_redirect);
  ADD ("cancel", test_cancel);
  g_test_add_func ("/slack-client/addresses", test_addresses);
  return g_test_run ();
}
