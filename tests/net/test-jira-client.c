/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "matoi-jira-issues.h"
#include "matoi-json.h"
#include "matoi-time.h"
#include "test-net.h"

#define SECRET "jira-secret"

/* A server on this machine that answers as each test wants it. */
typedef struct
{
  SoupServer *server;
  char *base;
  MatoiHttp *http;
  MatoiJiraClient *client;
  guint n_requests;
  char *last_path, *last_query, *last_authorization, *last_body;
  guint status;
  const char *answer, *content_type;
  const char *headers[9]; /* name, value, …, NULL */
  gboolean hang_up, redirect;
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
  const char *fields = query ? g_hash_table_lookup (query, "fields") : NULL;

  fixture->n_requests++;
  g_free (fixture->last_path);
  fixture->last_path = g_strdup (path);
  g_free (fixture->last_query);
  fixture->last_query = g_strdup (fields);
  g_free (fixture->last_body);
  fixture->last_body = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_free (fixture->last_authorization);
  fixture->last_authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  if (fixture->hang_up)
    {
      test_net_hang_up (message);
      return;
    }
  if (fixture->redirect)
    {
      soup_server_message_set_redirect (message, 302, "https://example.invalid/login.jsp");
      return;
    }
  for (guint i = 0; fixture->headers[i]; i += 2)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  fixture->headers[i], fixture->headers[i + 1]);
  soup_server_message_set_status (message, fixture->status, NULL);
  if (*fixture->answer)
    soup_server_message_set_response (message, fixture->content_type, SOUP_MEMORY_COPY,
                                      fixture->answer, strlen (fixture->answer));
}

static void
use (Fixture *fixture, MatoiJiraFlavour flavour)
{
  g_autoptr (MatoiJiraClient) client =
    matoi_jira_client_new (fixture->http, fixture->base, flavour, "aiko@acme.example", SECRET "\n");

  g_set_object (&fixture->client, client);
}

static void
listen_here (Fixture *fixture)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *whole = NULL;

  soup_server_add_handler (fixture->server, "/", on_request, fixture, NULL);
  uri = test_net_listen (fixture->server);
  whole = g_uri_to_string (uri);
  fixture->base = g_strconcat (whole, "jira", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  memset (fixture, 0, sizeof *fixture);
  fixture->status = 200;
  fixture->answer = "{\"id\":\"10000\",\"key\":\"OPS-1\"}";
  fixture->content_type = "application/json;charset=UTF-8";
  fixture->server = soup_server_new (NULL, NULL);
  fixture->http = matoi_http_new ();
  listen_here (fixture);
  use (fixture, MATOI_JIRA_CLOUD);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  test_net_close (&fixture->server);
  g_free (fixture->base);
  g_free (fixture->last_path);
  g_free (fixture->last_query);
  g_free (fixture->last_body);
  g_free (fixture->last_authorization);
}

static MatoiJiraAnswer *
call (Fixture *fixture, const char *method)
{
  g_autoptr (JsonObject) body = json_object_new ();
  const MatoiRestCall order = { .method = method,
                                .path = "issue",
                                .body = g_str_equal (method, "GET") ? NULL : body };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiJiraAnswer *answer;

  matoi_jira_client_call_async (fixture->client, &order, NULL, test_net_on_result,
                                &fixture->result);
  result = test_net_wait (&fixture->result);
  answer = matoi_jira_client_call_finish (fixture->client, result, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (answer->text, SECRET));
  return answer;
}

static MatoiJiraSite *
probe (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  matoi_jira_probe_async (fixture->http, fixture->base, NULL, test_net_on_result, &fixture->result);
  result = test_net_wait (&fixture->result);
  return matoi_jira_probe_finish (result, NULL);
}

/* --- requests */

static void
test_requests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraAnswer) cloud = call (fixture, "POST"), dc = NULL;

  g_assert_cmpint (cloud->outcome, ==, MATOI_JIRA_OK);
  g_assert_cmpstr (fixture->last_path, ==, "/jira/rest/api/3/issue");
  /* Of "aiko@acme.example:jira-secret", without the line end of whoever pasted it. */
  g_assert_cmpstr (fixture->last_authorization, ==,
                   "Basic YWlrb0BhY21lLmV4YW1wbGU6amlyYS1zZWNyZXQ=");
  g_assert_cmpint (cloud->server_time, !=, MATOI_TIME_NONE);
  use (fixture, MATOI_JIRA_DC);
  dc = call (fixture, "GET");
  g_assert_cmpint (dc->outcome, ==, MATOI_JIRA_OK);
  g_assert_cmpstr (fixture->last_path, ==, "/jira/rest/api/2/issue");
  g_assert_true (g_str_has_suffix (fixture->last_authorization, " " SECRET));
}

/* What a person typed is one part of the address and no more. */
static void
test_paths (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[][2] = { { "a/b?fields=*all#", "a/b?fields=*all#" },
                                         { "..", "-" } };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (MatoiJiraList) list = NULL;
      g_autofree char *path = g_strconcat ("/jira/rest/api/3/issue/", keys[i][1], NULL);

      matoi_jira_read (fixture->client, keys[i][0], NULL, test_net_on_result, &fixture->result);
      result = test_net_wait (&fixture->result);
      list = matoi_jira_list_finish (result, NULL);
      g_assert_cmpstr (fixture->last_path, ==, path);
      g_assert_true (g_str_has_prefix (fixture->last_query, "summary,status,"));
    }
}

/* --- answers */

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer, *content_type;
    MatoiJiraOutcome read, write;
    const char *code;
  } table[] = {
    { 200, "{}", "application/json", MATOI_JIRA_OK, MATOI_JIRA_OK, NULL },
    { 200, "[]", "application/json", MATOI_JIRA_OK, MATOI_JIRA_OK, NULL },
    { 204, "", NULL, MATOI_JIRA_NOT_DONE, MATOI_JIRA_OK, "http_204" },
    { 200, "{\"a\":", "application/json", MATOI_JIRA_NOT_DONE, MATOI_JIRA_UNKNOWN, "http_200" },
    { 200, "<html>log in</html>", "text/html", MATOI_JIRA_NOT_DONE, MATOI_JIRA_UNKNOWN, "page" },
    { 400, "{\"errorMessages\":[],\"errors\":{\"labels\":\"x\"}}", "application/json",
      MATOI_JIRA_CONTENT, MATOI_JIRA_CONTENT, "http_400" },
    { 401, "Client must be authenticated", "text/plain", MATOI_JIRA_AUTH, MATOI_JIRA_AUTH,
      "http_401" },
    { 401, "<html></html>", "text/html", MATOI_JIRA_AUTH, MATOI_JIRA_AUTH, "http_401" },
    { 403, "{\"errorMessages\":[\"no\"]}", "application/json", MATOI_JIRA_SCOPE, MATOI_JIRA_SCOPE,
      "http_403" },
    { 404, "{\"errorMessages\":[\"no\"]}", "application/json", MATOI_JIRA_PLACE, MATOI_JIRA_PLACE,
      "http_404" },
    { 404, "<html>dead link</html>", "text/html", MATOI_JIRA_PLACE, MATOI_JIRA_PLACE, "no_api" },
    { 405, "", NULL, MATOI_JIRA_BUG, MATOI_JIRA_BUG, "http_405" },
    { 408, "", NULL, MATOI_JIRA_NOT_DONE, MATOI_JIRA_UNKNOWN, "http_408" },
    { 409, "{}", "application/json", MATOI_JIRA_NOT_DONE, MATOI_JIRA_NOT_DONE, "http_409" },
    { 410, "{\"errorMessages\":[\"removed\"]}", "application/json", MATOI_JIRA_BUG, MATOI_JIRA_BUG,
      "http_410" },
    { 413, "", NULL, MATOI_JIRA_CONTENT, MATOI_JIRA_CONTENT, "http_413" },
    { 500, "", NULL, MATOI_JIRA_NOT_DONE, MATOI_JIRA_UNKNOWN, "http_500" },
    { 502, "<html></html>", "text/html", MATOI_JIRA_NOT_DONE, MATOI_JIRA_UNKNOWN, "http_502" },
    { 503, "{\"key\":\"OPS-1\"}", "application/json", MATOI_JIRA_NOT_DONE, MATOI_JIRA_UNKNOWN,
      "http_503" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiJiraAnswer) read = NULL, write = NULL;

      fixture->status = table[i].status;
      fixture->answer = table[i].answer;
      fixture->content_type = table[i].content_type;
      read = call (fixture, "GET");
      write = call (fixture, "POST");
      g_assert_cmpint (read->outcome, ==, table[i].read);
      g_assert_cmpint (write->outcome, ==, table[i].write);
      if (write->outcome != MATOI_JIRA_OK)
        g_assert_cmpstr (write->code, ==, table[i].code);
      /* Once each. */
      g_assert_cmpuint (fixture->n_requests, ==, 2 * (i + 1));
    }
}

/* What the site says is kept for people, whatever its language. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraAnswer) answer = NULL, plain = NULL;

  fixture->status = 400;
  fixture->answer = "{\"errorMessages\":[\"eins\",\"\\u001b[31mzwei\",3],\"errors\":{\"priority\":"
                    "\"優先度は無効です。\",\"customfield_1\":{\"a\":1}}}";
  answer = call (fixture, "POST");
  g_assert_cmpstr (answer->said, ==, "eins\n[31mzwei");
  g_assert_cmpuint (g_hash_table_size (answer->fields), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (answer->fields, "priority"), ==, "優先度は無効です。");
  fixture->status = 401;
  fixture->answer = "Basic authentication with passwords is deprecated.";
  fixture->content_type = "text/plain";
  plain = call (fixture, "POST");
  g_assert_cmpstr (plain->said, ==, fixture->answer);
}

static void
set_header (Fixture *fixture, const char *name, const char *value)
{
  fixture->headers[0] = name;
  fixture->headers[1] = value;
  fixture->headers[2] = NULL;
}

/* Headers that say what the status does not. */
static void
test_signs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraAnswer) nobody = NULL, made = NULL, captcha = NULL, near_limit = NULL;

  set_header (fixture, "X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
  fixture->answer = "{\"issues\":[],\"isLast\":true}";
  nobody = call (fixture, "GET");
  g_assert_cmpint (nobody->outcome, ==, MATOI_JIRA_AUTH);
  made = call (fixture, "POST");
  g_assert_cmpint (made->outcome, ==, MATOI_JIRA_OK);
  set_header (fixture, "X-Seraph-LoginReason", "AUTHENTICATION_DENIED");
  fixture->status = 403;
  captcha = call (fixture, "POST");
  g_assert_cmpint (captcha->outcome, ==, MATOI_JIRA_AUTH);
  g_assert_cmpstr (captcha->code, ==, "captcha");
  fixture->status = 200;
  set_header (fixture, "X-RateLimit-NearLimit", "true");
  near_limit = call (fixture, "GET");
  g_assert_true (near_limit->near_limit);
}

/* F5: every way in which a pause is asked for. */
static void
test_pauses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *name, *value;
    gint64 least, most;
    MatoiJiraOutcome read, write;
  } table[] = {
    { 429, "Retry-After", "0", 0, 0, MATOI_JIRA_WAIT, MATOI_JIRA_WAIT },
    { 429, "X-RateLimit-Interval-Seconds", "0", 30000, 30000, MATOI_JIRA_WAIT, MATOI_JIRA_WAIT },
    { 429, "X-RateLimit-Reset", "2000-01-01T00:00Z", 30000, 30000, MATOI_JIRA_WAIT,
      MATOI_JIRA_WAIT },
    { 503, "Retry-After", "0", 0, 0, MATOI_JIRA_WAIT, MATOI_JIRA_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiJiraAnswer) read = NULL, write = NULL;

      fixture->status = table[i].status;
      set_header (fixture, table[i].name, table[i].value);
      use (fixture, MATOI_JIRA_CLOUD);
      read = call (fixture, "GET");
      use (fixture, MATOI_JIRA_CLOUD);
      write = call (fixture, "POST");
      g_assert_cmpint (read->outcome, ==, table[i].read);
      g_assert_cmpint (write->outcome, ==, table[i].write);
      g_assert_cmpint (read->retry_after, >=, table[i].least);
      g_assert_cmpint (read->retry_after, <=, table[i].most);
      g_assert_cmpint (write->retry_after, ==, read->retry_after);
    }
}

/* A pause for one kind of call, or for the whole site: who reads is not kept waiting by the first. */
static void
test_gates (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *reason, *pause;
    gboolean is_read, is_again; /* what is tried meanwhile */
  } table[] = {
    { "jira-per-issue-on-write", "60", TRUE, FALSE },
    { "jira-per-issue-on-write", "1", FALSE, TRUE },
    { "jira-quota-tenant-based", "1", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiJiraAnswer) write = NULL, read = NULL, again = NULL;
      gint64 begin;

      use (fixture, MATOI_JIRA_CLOUD);
      fixture->status = 429;
      set_header (fixture, "Retry-After", table[i].pause);
      fixture->headers[2] = "RateLimit-Reason";
      fixture->headers[3] = table[i].reason;
      fixture->headers[4] = NULL;
      begin = g_get_monotonic_time ();
      write = call (fixture, "POST");
      g_assert_cmpint (write->outcome, ==, MATOI_JIRA_WAIT);
      fixture->status = 200;
      fixture->headers[0] = NULL;
      if (table[i].is_read)
        {
          read = call (fixture, "GET");
          g_assert_cmpint (read->outcome, ==, MATOI_JIRA_OK);
        }
      if (!table[i].is_again)
        {
          g_assert_cmpint (g_get_monotonic_time () - begin, <, 59 * G_USEC_PER_SEC);
          continue;
        }
      if (table[i].is_read)
        g_assert_cmpint (g_get_monotonic_time () - begin, >=, 990 * 1000);
      again = call (fixture, "POST");
      g_assert_cmpint (again->outcome, ==, MATOI_JIRA_OK);
      g_assert_cmpint (g_get_monotonic_time () - begin, >=, 990 * 1000);
    }
}

/* F1, F2: what was on its way is not known, what never left is certainly not done. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraAnswer) read = NULL, write = NULL, moved = NULL, nobody = NULL;

  fixture->hang_up = TRUE;
  write = call (fixture, "POST");
  g_assert_cmpint (write->outcome, ==, MATOI_JIRA_UNKNOWN);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
  read = call (fixture, "GET");
  g_assert_cmpint (read->outcome, ==, MATOI_JIRA_NOT_DONE);
  fixture->hang_up = FALSE;
  fixture->redirect = TRUE;
  moved = call (fixture, "GET");
  g_assert_cmpint (moved->outcome, ==, MATOI_JIRA_PLACE);
  g_assert_cmpstr (moved->code, ==, "redirect");
  test_net_shut (fixture->server);
  nobody = call (fixture, "POST");
  g_assert_cmpint (nobody->outcome, ==, MATOI_JIRA_NOT_DONE);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  matoi_jira_search (fixture->client, "project = OPS", 0, cancellable, test_net_on_result,
                     &fixture->result);
  result = test_net_wait (&fixture->result);
  g_assert_null (matoi_jira_list_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
}

/* It says it made a ticket, and not which: it is looked for. */
static void
test_no_key (Fixture *fixture, gconstpointer data)
{
  const MatoiJiraDraft draft = { .mark = "m1", .project = "OPS", .type_id = "1", .summary = "x" };
  static const char *const answers[] = { "{}", "{\"id\":\"1\"}", "[]" };

  fixture->status = 201;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (MatoiJiraList) list = NULL;

      fixture->answer = answers[i];
      matoi_jira_create (fixture->client, &draft, NULL, test_net_on_result, &fixture->result);
      result = test_net_wait (&fixture->result);
      list = matoi_jira_list_finish (result, NULL);
      g_assert_cmpint (list->answer->outcome, ==, MATOI_JIRA_UNKNOWN);
      g_assert_cmpuint (list->items->len, ==, 0);
    }
}

/* A server that never ends a list, or is none at all. */
static void
test_odd_lists (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    MatoiJiraOutcome outcome;
    guint n_items;
  } table[] = {
    { "{\"issues\":[{\"id\":\"1\"},7,{\"key\":\"X-1\"}],\"nextPageToken\":\"same\"}", MATOI_JIRA_OK,
      1 },
    { "{\"issues\":{}}", MATOI_JIRA_BUG, 0 },
    { "{}", MATOI_JIRA_BUG, 0 },
    { "7", MATOI_JIRA_BUG, 0 },
    { "{\"issues\":[],\"issueErrors\":[{\"id\":\"1\"}]}", MATOI_JIRA_OK, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (MatoiJiraList) list = NULL;

      fixture->answer = table[i].answer;
      matoi_jira_search (fixture->client, "project = OPS", 0, NULL, test_net_on_result,
                         &fixture->result);
      result = test_net_wait (&fixture->result);
      list = matoi_jira_list_finish (result, NULL);
      g_assert_cmpint (list->answer->outcome, ==, table[i].outcome);
      g_assert_cmpuint (list->items->len, ==, table[i].n_items);
      g_assert_true (list->whole == (i == 0));
    }
}

/* --- the probe */

static void
test_probe (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    MatoiJiraOutcome outcome;
    MatoiJiraFlavour flavour;
  } table[] = {
    { "{\"deploymentType\":\"Cloud\",\"version\":\"1001.0.0\"}", MATOI_JIRA_OK, MATOI_JIRA_CLOUD },
    { "{\"deploymentType\":\"Server\",\"version\":\"10.3.24\"}", MATOI_JIRA_OK, MATOI_JIRA_DC },
    /* Before 2017. */
    { "{\"version\":\"7.1.0\"}", MATOI_JIRA_OK, MATOI_JIRA_DC },
    { "{\"hello\":1}", MATOI_JIRA_PLACE, MATOI_JIRA_CLOUD },
    { "[]", MATOI_JIRA_PLACE, MATOI_JIRA_CLOUD },
    { "<html>", MATOI_JIRA_NOT_DONE, MATOI_JIRA_CLOUD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiJiraSite) site = NULL;

      fixture->answer = table[i].answer;
      site = probe (fixture);
      g_assert_cmpint (site->answer->outcome, ==, table[i].outcome);
      g_assert_cmpint (site->flavour, ==, table[i].flavour);
      /* A token goes to nothing that is not known. */
      g_assert_null (fixture->last_authorization);
    }
}

/* --- answers of a real JIRA */

static JsonNode *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "jira", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

static void
test_captured (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) one = load ("issue.json"), many = load ("search.json");
  g_autoptr (JsonNode) projects = load ("projects.json");
  g_autoptr (MatoiJiraIssue) issue = matoi_jira_issue_new (json_node_get_object (one));
  JsonArray *issues = matoi_json_get_array (json_node_get_object (many), "issues");
  gint64 created = MATOI_TIME_NONE;

  matoi_time_parse ("2024-01-01T10:00:00Z", NULL, &created);
  g_assert_cmpstr (issue->id, ==, "12345");
  g_assert_cmpstr (issue->key, ==, "PROJ-123");
  g_assert_cmpstr (issue->summary, ==, "Test Issue Summary");
  g_assert_cmpstr (issue->status, ==, "In Progress");
  g_assert_cmpint (issue->progress, ==, MATOI_JIRA_PROGRESS_BEGUN);
  g_assert_cmpstr (issue->assignee_id, ==, "123");
  g_assert_cmpstr (issue->assignee, ==, "Test User");
  g_assert_cmpstr (issue->priority_id, ==, "3");
  g_assert_cmpstr (issue->project_key, ==, "PROJ");
  g_assert_cmpstr (issue->type, ==, "Task");
  g_assert_cmpstr (issue->due, ==, "2024-12-31");
  g_assert_cmpstr (issue->resolution, ==, "Fixed");
  g_assert_cmpstr (issue->labels[0], ==, "test-label");
  g_assert_cmpint (issue->created, ==, created);
  g_assert_cmpint (issue->updated, >, created);
  g_assert_null (issue->mark);
  for (guint i = 0; i < json_array_get_length (issues); i++)
    {
      JsonObject *object = json_array_get_object_element (issues, i);
      g_autoptr (MatoiJiraIssue) found = matoi_jira_issue_new (object);

      g_assert_cmpstr (found->key, ==, matoi_json_get_string (object, "key"));
      g_assert_cmpint (found->progress, !=, MATOI_JIRA_PROGRESS_UNKNOWN);
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (projects)); i++)
    {
      JsonObject *object = json_array_get_object_element (json_node_get_array (projects), i);
      g_autoptr (MatoiJiraChoice) project = matoi_jira_choice_new (object);

      g_assert_cmpstr (project->id, ==, matoi_json_get_string (object, "id"));
      g_assert_cmpstr (project->key, ==, matoi_json_get_string (object, "key"));
      g_assert_cmpstr (project->name, ==, matoi_json_get_string (object, "name"));
    }
}

/* As teams have made them up; a status tells by its category how far it is. */
static void
test_captured_words (void)
{
  static const struct
  {
    const char *category;
    MatoiJiraProgress progress;
  } all[] = {
    { "new", MATOI_JIRA_PROGRESS_NEW },
    { "indeterminate", MATOI_JIRA_PROGRESS_BEGUN },
    { "done", MATOI_JIRA_PROGRESS_DONE },
    { "undefined", MATOI_JIRA_PROGRESS_UNKNOWN },
  };
  g_autoptr (JsonNode) statuses = load ("statuses.json"), priorities = load ("priorities.json");
  JsonArray *list = json_node_get_array (statuses);

  g_assert_cmpuint (json_array_get_length (list), ==, 37);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *status = json_array_get_object_element (list, i);
      JsonObject *category = matoi_json_get_object (status, "statusCategory");
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (MatoiJiraIssue) issue = NULL;
      JsonObject *fields = json_object_new ();

      json_object_set_string_member (object, "id", "1");
      json_object_set_string_member (object, "key", "OPS-1");
      json_object_set_object_member (object, "fields", fields);
      json_object_set_object_member (fields, "status", json_object_ref (status));
      issue = matoi_jira_issue_new (object);
      g_assert_cmpstr (issue->status, ==, matoi_json_get_string (status, "name"));
      for (guint k = 0; k < G_N_ELEMENTS (all); k++)
        if (g_str_equal (matoi_json_get_string (category, "key"), all[k].category))
          g_assert_cmpint (issue->progress, ==, all[k].progress);
    }
  list = json_node_get_array (priorities);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      g_autoptr (MatoiJiraChoice) choice = matoi_jira_choice_new (object);

      g_assert_cmpstr (choice->id, ==, matoi_json_get_string (object, "id"));
      g_assert_cmpstr (choice->name, ==, matoi_json_get_string (object, "name"));
    }
}

/* Every word of a wrong type is as if it were not there. */
static void
test_odd_objects (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"id\":[],\"key\":{}}",
    "{\"id\":7,\"key\":7,\"fields\":[]}",
    "{\"id\":\"1\",\"fields\":{\"summary\":7,\"status\":\"x\",\"assignee\":[],\"labels\":{},"
    "\"project\":null,\"priority\":{\"id\":{}},\"created\":\"soon\",\"duedate\":7}}",
    "{\"id\":\"1\",\"fields\":{\"labels\":[7,null,\"matoi-\",\"x\"],\"status\":{\"statusCategory\":7}},"
    "\"properties\":[]}",
    "{\"fieldId\":7,\"schema\":[],\"allowedValues\":{}}",
    "{\"fieldId\":\"f\",\"schema\":7,\"allowedValues\":[7,{},null]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (texts[i], NULL);
      g_autoptr (MatoiJiraIssue) issue = matoi_jira_issue_new (json_node_get_object (node));
      g_autoptr (MatoiJiraChoice) choice = matoi_jira_choice_new (json_node_get_object (node));
      g_autoptr (MatoiJiraField) field = matoi_jira_field_new (json_node_get_object (node));

      g_assert_true (!issue == (i < 2 || i > 4));
      g_assert_true (!field == (i != 6));
      if (issue)
        {
          g_assert_null (issue->mark);
          g_assert_cmpint (issue->progress, ==, MATOI_JIRA_PROGRESS_UNKNOWN);
          g_assert_cmpint (issue->created, ==, MATOI_TIME_NONE);
        }
      if (field)
        g_assert_cmpuint (field->choices->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/jira-client/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("requests", test_requests);
  ADD ("paths", test_paths);
  ADD ("answers", test_answers);
  ADD ("words", test_words);
  ADD ("signs", test_signs);
  ADD ("pauses", test_pauses);
  ADD ("gates", test_gates);
  ADD ("lost", test_lost);
  ADD ("cancel", test_cancel);
  ADD ("no-key", test_no_key);
  ADD ("odd-lists", test_odd_lists);
  ADD ("probe", test_probe);
  ADD ("captured", test_captured);
  g_test_add_func ("/jira-client/captured-words", test_captured_words);
  g_test_add_func ("/jira-client/odd-objects", test_odd_objects);
  return g_test_run ();
}
