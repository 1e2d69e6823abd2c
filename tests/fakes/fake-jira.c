/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* The door: who asks is looked at, then what is asked for is done, then spoilt as the test wants
 * it. */

static const struct
{
  const char *method, *path; /* "*": anything */
  FakeJiraHandler cloud, dc; /* NULL: not there */
} routes[] = {
  { "GET", "serverInfo", fake_jira_server_info, fake_jira_server_info },
  { "GET", "myself", fake_jira_myself, fake_jira_myself },
  { "GET", "project/search", fake_jira_projects, NULL },
  { "GET", "project", fake_jira_projects, fake_jira_projects },
  { "GET", "project/*", fake_jira_project, fake_jira_project },
  { "GET", "priority", fake_jira_priorities, fake_jira_priorities },
  { "GET", "issue/createmeta/*/issuetypes", fake_jira_types, fake_jira_types },
  { "GET", "issue/createmeta/*/issuetypes/*", fake_jira_screen, fake_jira_screen },
  { "POST", "issue", fake_jira_create, fake_jira_create },
  { "POST", "issue/bulk", fake_jira_bulk, fake_jira_bulk },
  { "POST", "issue/bulkfetch", fake_jira_bulk_fetch, NULL },
  { "GET", "issue/*", fake_jira_get, fake_jira_get },
  { "GET", "issue/*/properties/*", fake_jira_get_property, fake_jira_get_property },
  { "PUT", "issue/*/properties/*", fake_jira_put_property, fake_jira_put_property },
  { "GET", "issue/*/remotelink", fake_jira_get_links, fake_jira_get_links },
  { "POST", "issue/*/remotelink", fake_jira_post_link, fake_jira_post_link },
  { "POST", "search/jql", fake_jira_search_cloud, NULL },
  { "GET", "search/jql", fake_jira_search_cloud, NULL },
  { "POST", "search", NULL, fake_jira_search_dc },
  { "GET", "search", NULL, fake_jira_search_dc },
};

/* --- helpers of all */

gint64
fake_jira_now (FakeJira *self)
{
  return self->clock != 0 ? self->clock : g_get_real_time () / 1000;
}

char *
fake_jira_next_id (FakeJira *self)
{
  return g_strdup_printf ("%u", 10000 + self->n_ids++);
}

/* "2026-11-21T22:30:00.000+0000" */
char *
fake_jira_time (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03d+0000", text, (int) (ms % 1000));
}

char *
fake_jira_url (FakeJira *self, const char *kind, const char *id)
{
  return g_strdup_printf ("%s/rest/api/%d/%s/%s", self->base,
                          self->profile == FAKE_JIRA_CLOUD ? 3 : 2, kind, id);
}

const char *
fake_jira_query (FakeJiraAsked *asked, const char *name)
{
  return asked->query ? g_hash_table_lookup (asked->query, name) : NULL;
}

void
fake_jira_answer (FakeJiraAsked *asked, guint status, JsonObject *object)
{
  g_clear_pointer (&asked->answer, json_node_unref);
  asked->status = status;
  if (!object)
    return;
  asked->answer = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (asked->answer, object);
}

void
fake_jira_answer_list (FakeJiraAsked *asked, JsonArray *array)
{
  g_clear_pointer (&asked->answer, json_node_unref);
  asked->status = 200;
  asked->answer = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (asked->answer, array);
}

/* --- who asks */

static gboolean
is_known (FakeJira *self, SoupServerMessage *message)
{
  const char *given =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "Authorization");
  const char *pair = FAKE_JIRA_EMAIL ":" FAKE_JIRA_TOKEN;
  g_autofree char *code = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *expected = self->profile == FAKE_JIRA_CLOUD
                                ? g_strconcat ("Basic ", code, NULL)
                                : g_strconcat ("Bearer", " ", FAKE_JIRA_DC_TOKEN, NULL);

  return !self->revoked && g_strcmp0 (given, expected) == 0;
}

/* Cloud goes on as nobody, and says so in a header; Data Center refuses. TRUE: it is answered. */
static gboolean
turn_away (FakeJira *self, SoupServerMessage *message, FakeJiraAsked *asked, const char *call)
{
  static const char words[] = "Client must be authenticated to access this resource.";
  static const char page[] = "<html><head><title>Unauthorized (401)</title></head></html>";
  gboolean cloud = self->profile == FAKE_JIRA_CLOUD;

  if (asked->known || g_str_equal (call, "GET serverInfo"))
    return FALSE;
  fake_jira_set_header (message, "X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
  if (cloud && (g_str_equal (call, "POST search/jql") || g_str_equal (call, "GET search/jql")))
    {
      JsonObject *nothing = json_object_new ();

      json_object_set_array_member (nothing, "issues", json_array_new ());
      json_object_set_boolean_member (nothing, "isLast", TRUE);
      fake_jira_answer (asked, 200, nothing);
      return FALSE;
    }
  if (cloud && g_str_equal (call, "GET issue/*"))
    {
      fake_jira_refuse (self, asked, 404, "no-issue", NULL);
      return FALSE;
    }
  soup_server_message_set_status (message, 401, NULL);
  if (cloud)
    soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, words,
                                      strlen (words));
  else
    soup_server_message_set_response (message, "text/html;charset=UTF-8", SOUP_MEMORY_STATIC, page,
                                      strlen (page));
  return TRUE;
}

/* --- what is asked for */

static gboolean
fits (const FakeJiraAsked *asked, const char *method, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (!g_str_equal (asked->method, method) || g_strv_length (parts) != asked->n_path)
    return FALSE;
  for (guint i = 0; i < asked->n_path; i++)
    if (!g_str_equal (parts[i], "*") && !g_str_equal (parts[i], asked->path[i]))
      return FALSE;
  return TRUE;
}

static FakeJiraHandler
find_handler (FakeJira *self, const FakeJiraAsked *asked, char **call)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (fits (asked, routes[i].method, routes[i].path))
      {
        *call = g_strdup_printf ("%s %s", routes[i].method, routes[i].path);
        return self->profile == FAKE_JIRA_CLOUD ? routes[i].cloud : routes[i].dc;
      }
  *call = g_strdup_printf ("%s ?", asked->method);
  return NULL;
}

/* What is not there any more says so on Cloud, and elsewhere is a page. */
static void
answer_nothing (FakeJira *self, FakeJiraAsked *asked)
{
  if (self->profile == FAKE_JIRA_CLOUD && asked->n_path == 1 &&
      g_str_equal (asked->path[0], "search"))
    fake_jira_refuse (self, asked, 410, "removed", NULL);
  else if (asked->n_path == 2 && g_str_equal (asked->path[1], "createmeta"))
    fake_jira_refuse (self, asked, 404, "no-issue", NULL);
  else
    asked->status = 404;
}

static void
send (FakeJira *self, SoupServerMessage *message, const FakeJiraAsked *asked, FakeFault *fault)
{
  static const char page[] = "<html><head><title>Oops, you've found a dead link.</title></head>";
  g_autofree char *text = asked->answer ? json_to_string (asked->answer, FALSE) : NULL;

  if (fault && fake_spoil_after (message, fault, text ? text : ""))
    return;
  fake_jira_set_limit_headers (self, message);
  soup_server_message_set_status (message, asked->status, NULL);
  if (text)
    soup_server_message_set_response (message, "application/json;charset=UTF-8", SOUP_MEMORY_COPY,
                                      text, strlen (text));
  else if (asked->status == 404)
    soup_server_message_set_response (message, "text/html;charset=UTF-8", SOUP_MEMORY_STATIC, page,
                                      strlen (page));
}

static void
read_body (FakeJira *self, SoupServerMessage *message, FakeJiraAsked *asked)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_autoptr (JsonNode) node = *text ? json_from_string (text, NULL) : NULL;

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    asked->body = json_object_ref (json_node_get_object (node));
}

static void
serve (FakeJira *self, SoupServerMessage *message, FakeJiraAsked *asked)
{
  g_autofree char *call = NULL;
  FakeJiraHandler handler = find_handler (self, asked, &call);
  FakeFault *fault = fake_faults_take (self->faults, call);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, call));

  g_hash_table_insert (self->calls, g_strdup (call), GUINT_TO_POINTER (n + 1));
  g_ptr_array_add (self->log, g_strdup (call));
  if (fake_jira_is_over_limit (self))
    fake_jira_answer_limit (self, message, "1");
  else if (!fake_jira_spoil_before (self, message, fault) &&
           !turn_away (self, message, asked, call))
    {
      if (asked->status != 0)
        ;
      else if (!handler)
        answer_nothing (self, asked);
      else if (!asked->body && !g_str_equal (asked->method, "GET"))
        fake_jira_refuse (self, asked, 400, "no-body", NULL);
      else
        handler (self, asked);
      send (self, message, asked, fault);
    }
  g_clear_pointer (&fault, fake_fault_free);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FakeJira *self = user_data;
  g_auto (GStrv) parts = g_strsplit (path + strlen (self->prefix), "/", -1);
  guint n = g_strv_length (parts);
  FakeJiraAsked asked = { .method = soup_server_message_get_method (message), .query = query };
  gboolean version;

  /* "", "rest", "api", "3", … */
  version = n > 4 && g_str_equal (parts[1], "rest") && g_str_equal (parts[2], "api") &&
            (g_str_equal (parts[3], "2") ||
             (g_str_equal (parts[3], "3") && self->profile == FAKE_JIRA_CLOUD));
  /* Of version 2 of Cloud, only what tells it apart. */
  if (version && self->profile == FAKE_JIRA_CLOUD && g_str_equal (parts[3], "2") &&
      !g_str_equal (parts[4], "serverInfo") && !g_str_equal (parts[4], "search"))
    version = FALSE;
  asked.path = version ? parts + 4 : parts + n;
  asked.n_path = version ? n - 4 : 0;
  asked.known = is_known (self, message);
  read_body (self, message, &asked);
  serve (self, message, &asked);
  g_clear_pointer (&asked.body, json_object_unref);
  g_clear_pointer (&asked.answer, json_node_unref);
}

guint
fake_jira_count (FakeJira *self, const char *call)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, call));
}

/* --- the whole */

static void
ticket_free (gpointer data)
{
  FakeTicket *ticket = data;

  g_free (ticket->id);
  g_free (ticket->key);
  g_free (ticket->project);
  g_ptr_array_unref (ticket->old_keys);
  json_object_unref (ticket->fields);
  json_object_unref (ticket->properties);
  g_ptr_array_unref (ticket->links);
  g_clear_pointer (&ticket->indexed, json_object_unref);
  g_free (ticket->indexed_key);
  g_free (ticket);
}

/* Answers below @prefix of @server, which listens. (transfer full) */
FakeJira *
fake_jira_new (SoupServer *server, const char *prefix, FakeJiraProfile profile)
{
  FakeJira *self = g_new0 (FakeJira, 1);

  self->server = g_object_ref (server);
  self->profile = profile;
  self->prefix = g_strdup (prefix);
  self->base = g_strdup_printf ("http://127.0.0.1:%u%s", test_net_get_port (server), prefix);
  self->tickets = g_ptr_array_new_with_free_func (ticket_free);
  self->projects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->priorities = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->faults = g_ptr_array_new_with_free_func (fake_fault_free);
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->language = g_strdup ("en");
  soup_server_add_handler (server, prefix, on_request, self, NULL);
  return self;
}

void
fake_jira_free (FakeJira *self)
{
  g_autofree char *control = g_strconcat ("/__fake", self->prefix, NULL);

  soup_server_remove_handler (self->server, self->prefix);
  soup_server_remove_handler (self->server, control);
  g_object_unref (self->server);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->projects);
  g_ptr_array_unref (self->priorities);
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->calls);
  g_ptr_array_unref (self->log);
  g_free (self->prefix);
  g_free (self->base);
  g_free (self->language);
  g_free (self->required_field);
  g_free (self->refused_summary);
  g_free (self);
}
