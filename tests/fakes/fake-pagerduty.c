/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-faults.h"
#include "test-net.h"
#include "fake-pagerduty-private.h"

/* The door: who asks is looked at, then what is asked for is done, then spoilt as the test wants
 * it. */

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static const struct
{
  const char *method, *path; /* "*": anything */
  FakePagerdutyHandler handler;
} routes[] = {
  { "GET", "users", fake_pagerduty_list_users },
  { "GET", "users/*", fake_pagerduty_get_user },
  { "GET", "services", fake_pagerduty_list_services },
  { "GET", "escalation_policies", fake_pagerduty_list_policies },
  { "GET", "oncalls", fake_pagerduty_list_oncalls },
  { "GET", "priorities", fake_pagerduty_list_priorities },
  { "GET", "teams", fake_pagerduty_list_teams },
  { "GET", "abilities", fake_pagerduty_list_abilities },
  { "GET", "incidents", fake_pagerduty_list },
  { "POST", "incidents", fake_pagerduty_create },
  { "GET", "incidents/*", fake_pagerduty_get },
  { "PUT", "incidents/*", fake_pagerduty_put },
  { "POST", "incidents/*/notes", fake_pagerduty_post_note },
  { "POST", "incidents/*/responder_requests", fake_pagerduty_request },
  { "POST", "incidents/*/status_updates", fake_pagerduty_post_status },
  { "GET", "incidents/*/status_updates/subscribers", fake_pagerduty_list_subscribers },
  { "POST", "incidents/*/status_updates/subscribers", fake_pagerduty_subscribe },
};

/* --- who asks */

static JsonObject *
find_by_mail (FakePagerduty *self, const char *mail)
{
  for (guint i = 0; i < self->users->len; i++)
    if (g_strcmp0 (get (g_ptr_array_index (self->users, i), "email"), mail) == 0)
      return g_ptr_array_index (self->users, i);
  return NULL;
}

/* TRUE: it is answered. */
static gboolean
turn_away (FakePagerduty *self, SoupServerMessage *message, FakePagerdutyAsked *asked)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *from = soup_message_headers_get_one (headers, "From");
  g_autofree char *expected = g_strconcat ("Token token=", FAKE_PAGERDUTY_TOKEN, NULL);

  if (self->revoked ||
      g_strcmp0 (soup_message_headers_get_one (headers, "Authorization"), expected) != 0)
    fake_pagerduty_refuse (asked, 401, 2006, "Access Denied", NULL);
  else if (g_str_equal (asked->method, "GET"))
    return FALSE;
  else if (!from)
    fake_pagerduty_refuse (asked, 400, 2016, "Requester User Not Specified",
                           "From header is required");
  else if (!strchr (from, '@'))
    fake_pagerduty_refuse (asked, 400, 1028, "Invalid From Header", NULL);
  else if (!(asked->user = find_by_mail (self, from)))
    fake_pagerduty_refuse (asked, 400, 1008, "Requester User Not Found", NULL);
  else if (!asked->body)
    fake_pagerduty_refuse (asked, 400, 2001, "Invalid Input Provided", "params must be a Hash");
  else
    return FALSE;
  return TRUE;
}

/* --- what is asked for */

static FakePagerdutyHandler
find_handler (const FakePagerdutyAsked *asked, char **call)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (routes[i].path, "/", -1);
      gboolean fits =
        g_str_equal (routes[i].method, asked->method) && g_strv_length (parts) == asked->n_path;

      for (guint j = 0; fits && j < asked->n_path; j++)
        fits = g_str_equal (parts[j], "*") || g_str_equal (parts[j], asked->path[j]);
      if (!fits)
        continue;
      *call = g_strdup_printf ("%s %s", routes[i].method, routes[i].path);
      return routes[i].handler;
    }
  *call = g_strdup_printf ("%s ?", asked->method);
  return NULL;
}

static void
set_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
send (FakePagerduty *self, SoupServerMessage *message, FakePagerdutyAsked *asked, FakeFault *fault)
{
  g_autoptr (JsonNode) node =
    asked->answer ? json_node_init_object (json_node_alloc (), asked->answer) : NULL;
  g_autofree char *text = node ? json_to_string (node, FALSE) : g_strdup ("");

  if (fault && fake_spoil_after (message, fault, text))
    return;
  if (!self->bare_limits)
    {
      set_header (message, "ratelimit-limit", "960");
      set_header (message, "ratelimit-remaining", asked->status == 429 ? "0" : "950");
      set_header (message, "ratelimit-reset",
                  asked->status == 429 && fault && fault->value ? fault->value : "30");
    }
  soup_server_message_set_status (message, asked->status, NULL);
  soup_server_message_set_response (message, "application/json;charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

/* "limit": 429; "error": VALUE is the status. TRUE: nothing may be done any more. */
static gboolean
spoil_before (SoupServerMessage *message, FakePagerdutyAsked *asked, FakeFault *fault)
{
  if (!fault)
    return FALSE;
  if (fault->kind == FAKE_LIMIT)
    fake_pagerduty_refuse (asked, 429, 2020, "Rate Limit Exceeded", NULL);
  else if (fault->kind == FAKE_ERROR)
    fake_pagerduty_refuse (asked, (guint) g_ascii_strtoull (fault->value, NULL, 10), 2000,
                           "Something went wrong", NULL);
  else
    return fake_spoil_before (message, fault);
  return FALSE;
}

static void
serve (FakePagerduty *self, SoupServerMessage *message, FakePagerdutyAsked *asked)
{
  g_autofree char *call = NULL;
  FakePagerdutyHandler handler = find_handler (asked, &call);
  FakeFault *fault = fake_faults_take (self->faults, call);
  guint n = fake_pagerduty_count (self, call);

  g_hash_table_insert (self->calls, g_strdup (call), GUINT_TO_POINTER (n + 1));
  if (!spoil_before (message, asked, fault))
    {
      if (asked->status == 0 && !turn_away (self, message, asked))
        {
          if (handler)
            handler (self, asked);
          else
            fake_pagerduty_refuse (asked, 404, 2100, "Not Found", NULL);
        }
      send (self, message, asked, fault);
    }
  g_clear_pointer (&fault, fake_fault_free);
}

static void
read_query (SoupServerMessage *message, FakePagerdutyAsked *asked)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_auto (GStrv) parts = g_strsplit (query ? query : "", "&", -1);

  for (guint i = 0; parts[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      if (g_strv_length (pair) != 2)
        continue;
      g_strdelimit (pair[1], "+", ' ');
      g_ptr_array_add (asked->query, g_uri_unescape_string (pair[0], NULL));
      g_ptr_array_add (asked->query, g_uri_unescape_string (pair[1], NULL));
    }
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FakePagerduty *self = user_data;
  g_auto (GStrv) parts = g_strsplit (path + strlen (self->prefix), "/", -1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_autoptr (JsonNode) node = *text ? json_from_string (text, NULL) : NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  FakePagerdutyAsked asked = { .method = soup_server_message_get_method (message), .query = pairs };

  asked.path = parts[0] ? parts + 1 : parts;
  asked.n_path = g_strv_length (asked.path);
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    asked.body = json_node_get_object (node);
  read_query (message, &asked);
  serve (self, message, &asked);
  g_clear_pointer (&asked.answer, json_object_unref);
}

/* --- for the tests */

guint
fake_pagerduty_count (FakePagerduty *self, const char *call)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, call));
}

guint
fake_pagerduty_count_pages (FakePagerduty *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->pages, name));
}

JsonObject *
fake_pagerduty_get_last (FakePagerduty *self)
{
  return self->incidents->len > 0 ? g_ptr_array_index (self->incidents, self->incidents->len - 1)
                                  : NULL;
}

guint
fake_pagerduty_count_open (FakePagerduty *self)
{
  guint n = 0;

  for (guint i = 0; i < self->incidents->len; i++)
    n += g_strcmp0 (get (g_ptr_array_index (self->incidents, i), "status"), "resolved") != 0;
  return n;
}

void
fake_pagerduty_fault (FakePagerduty *self,
                      const char *call,
                      FakeFaultKind kind,
                      const char *value,
                      guint count)
{
  fake_faults_add (self->faults, call, kind, value, count);
}

/* --- the whole */

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
}

/* Answers below @prefix of @server, which listens. (transfer full) */
FakePagerduty *
fake_pagerduty_new (SoupServer *server, const char *prefix)
{
  FakePagerduty *self = g_new0 (FakePagerduty, 1);

  self->server = g_object_ref (server);
  self->prefix = g_strdup (prefix);
  self->base = g_strdup_printf ("http://127.0.0.1:%u%s", test_net_get_port (server), prefix);
  self->users = new_list ();
  self->services = new_list ();
  self->policies = new_list ();
  self->oncalls = new_list ();
  self->incidents = new_list ();
  self->subscribers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->updates = g_ptr_array_new_with_free_func (g_free);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->faults = g_ptr_array_new_with_free_func (fake_fault_free);
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  soup_server_add_handler (server, prefix, on_request, self, NULL);
  return self;
}

void
fake_pagerduty_free (FakePagerduty *self)
{
  g_autofree char *control = g_strconcat ("/__fake", self->prefix, NULL);

  soup_server_remove_handler (self->server, self->prefix);
  soup_server_remove_handler (self->server, control);
  g_object_unref (self->server);
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->policies);
  g_ptr_array_unref (self->oncalls);
  g_ptr_array_unref (self->incidents);
  g_hash_table_unref (self->subscribers);
  g_ptr_array_unref (self->updates);
  g_hash_table_unref (self->pages);
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->calls);
  g_free (self->prefix);
  g_free (self->base);
  g_free (self);
}
