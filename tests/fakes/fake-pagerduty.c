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

/* --- helpers of all */

char *
fake_pagerduty_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

JsonObject *
fake_pagerduty_find (GPtrArray *list, const char *id)
{
  for (guint i = 0; id && i < list->len; i++)
    if (g_strcmp0 (get (g_ptr_array_index (list, i), "id"), id) == 0)
      return g_ptr_array_index (list, i);
  return NULL;
}

JsonObject *
fake_pagerduty_refer (FakePagerduty *self, JsonObject *object, const char *type)
{
  static const char *const copied[] = { "id", "summary", "self", "html_url" };
  JsonObject *reference = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (get (object, copied[i]))
      json_object_set_string_member (reference, copied[i], get (object, copied[i]));
  json_object_set_string_member (reference, "type", type);
  return reference;
}

const char *
fake_pagerduty_query (const FakePagerdutyAsked *asked, const char *name)
{
  for (guint i = 0; i + 1 < asked->query->len; i += 2)
    if (g_str_equal (g_ptr_array_index (asked->query, i), name))
      return g_ptr_array_index (asked->query, i + 1);
  return NULL;
}

void
fake_pagerduty_answer (FakePagerdutyAsked *asked,
                       guint status,
                       const char *name,
                       JsonObject *object)
{
  asked->status = status;
  asked->answer = json_object_new ();
  json_object_set_object_member (asked->answer, name, object);
}

void
fake_pagerduty_refuse (FakePagerdutyAsked *asked,
                       guint status,
                       int code,
                       const char *message,
                       const char *more)
{
  JsonObject *error = json_object_new ();
  JsonArray *errors = json_array_new ();

  json_object_set_string_member (error, "message", message);
  json_object_set_int_member (error, "code", code);
  if (more)
    json_array_add_string_element (errors, more);
  json_object_set_array_member (error, "errors", errors);
  fake_pagerduty_answer (asked, status, "error", error);
}

void
fake_pagerduty_page (FakePagerduty *self,
                     FakePagerdutyAsked *asked,
                     const char *name,
                     GPtrArray *items)
{
  const char *limit_text = fake_pagerduty_query (asked, "limit");
  const char *offset_text = fake_pagerduty_query (asked, "offset");
  guint limit = limit_text ? (guint) g_ascii_strtoull (limit_text, NULL, 10) : 25;
  guint offset = offset_text ? (guint) g_ascii_strtoull (offset_text, NULL, 10) : 0;
  JsonArray *page = json_array_new ();

  if (self->page_size > 0)
    limit = self->page_size;
  for (guint i = offset; i < items->len && i < offset + limit; i++)
    json_array_add_object_element (page, fake_copy (g_ptr_array_index (items, i)));
  asked->status = 200;
  asked->answer = json_object_new ();
  json_object_set_array_member (asked->answer, name, page);
  json_object_set_int_member (asked->answer, "limit", limit);
  json_object_set_int_member (asked->answer, "offset", offset);
  json_object_set_boolean_member (asked->answer, "more", offset + limit < items->len);
  json_object_set_null_member (asked->answer, "total");
}

/* --- what can only be read */

/* What is not asked for is only referred to, which nobody here reads. (transfer full) */
static JsonObject *
show_user (const FakePagerdutyAsked *asked, JsonObject *user)
{
  JsonObject *copy = fake_copy (user);

  if (g_strcmp0 (fake_pagerduty_query (asked, "include[]"), "contact_methods") != 0)
    json_object_set_array_member (copy, "contact_methods", json_array_new ());
  return copy;
}

static void
list_users (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  const char *wanted = fake_pagerduty_query (asked, "query");
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; i < self->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (self->users, i);

      if (!wanted || strstr (get (user, "name"), wanted) || strstr (get (user, "email"), wanted))
        g_ptr_array_add (found, show_user (asked, user));
    }
  fake_pagerduty_page (self, asked, "users", found);
}

static void
get_user (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *user = fake_pagerduty_find (self->users, asked->path[1]);

  if (user)
    fake_pagerduty_answer (asked, 200, "user", show_user (asked, user));
  else
    fake_pagerduty_refuse (asked, 404, 2100, "Not Found", NULL);
}

static void
list_services (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  fake_pagerduty_page (self, asked, "services", self->services);
}

static void
list_policies (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  fake_pagerduty_page (self, asked, "escalation_policies", self->policies);
}

static gboolean
is_wanted (const FakePagerdutyAsked *asked, const char *policy)
{
  gboolean any = TRUE;

  for (guint i = 0; i + 1 < asked->query->len; i += 2)
    if (g_str_equal (g_ptr_array_index (asked->query, i), "escalation_policy_ids[]"))
      {
        any = FALSE;
        if (g_str_equal (g_ptr_array_index (asked->query, i + 1), policy))
          return TRUE;
      }
  return any;
}

static void
list_oncalls (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < self->oncalls->len; i++)
    {
      JsonObject *oncall = g_ptr_array_index (self->oncalls, i);

      if (is_wanted (asked,
                     get (json_object_get_object_member (oncall, "escalation_policy"), "id")))
        g_ptr_array_add (found, oncall);
    }
  fake_pagerduty_page (self, asked, "oncalls", found);
}

static void
list_priorities (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 1; i <= 5; i++)
    {
      JsonObject *priority = json_object_new ();
      g_autofree char *id = g_strdup_printf ("PPRIO%u", i), *name = g_strdup_printf ("P%u", i);

      json_object_set_string_member (priority, "id", id);
      json_object_set_string_member (priority, "type", "priority");
      json_object_set_string_member (priority, "summary", name);
      json_object_set_string_member (priority, "name", name);
      g_ptr_array_add (list, priority);
    }
  fake_pagerduty_page (self, asked, "priorities", list);
}

static void
list_teams (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonObject *team = json_object_new ();

  json_object_set_string_member (team, "id", "PBOARD");
  json_object_set_string_member (team, "type", "team");
  json_object_set_string_member (team, "summary", "Executives");
  json_object_set_string_member (team, "name", "Executives");
  g_ptr_array_add (list, team);
  fake_pagerduty_page (self, asked, "teams", list);
}

static void
list_abilities (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonArray *abilities = json_array_new ();

  json_array_add_string_element (abilities, "teams");
  json_array_add_string_element (abilities, "urgencies");
  if (!self->small_plan)
    json_array_add_string_element (abilities, "coordinated_responding");
  asked->status = 200;
  asked->answer = json_object_new ();
  json_object_set_array_member (asked->answer, "abilities", abilities);
}

static const struct
{
  const char *method, *path; /* "*": anything */
  FakePagerdutyHandler handler;
} routes[] = {
  { "GET", "users", list_users },
  { "GET", "users/*", get_user },
  { "GET", "services", list_services },
  { "GET", "escalation_policies", list_policies },
  { "GET", "oncalls", list_oncalls },
  { "GET", "priorities", list_priorities },
  { "GET", "teams", list_teams },
  { "GET", "abilities", list_abilities },
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
