/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-faults.h"
#include "fake-statuspage-private.h"
#include "test-net.h"

/* The door: who asks is looked at, then what is asked for is done, then spoilt as the test wants
 * it. */

static void list_pages (FakeStatuspage *self, FakeStatuspageAsked *asked);
static void list_components (FakeStatuspage *self, FakeStatuspageAsked *asked);
static void count_subscribers (FakeStatuspage *self, FakeStatuspageAsked *asked);

/* "*" is the page, "+" an incident. */
static const struct
{
  const char *method, *path, *call;
  void (*handler) (FakeStatuspage *self, FakeStatuspageAsked *asked);
} routes[] = {
  { "GET", "pages", "GET pages", list_pages },
  { "GET", "pages/*/components", "GET components", list_components },
  { "GET", "pages/*/subscribers/count", "GET count", count_subscribers },
  { "GET", "pages/*/incidents", "GET incidents", fake_statuspage_list_incidents },
  { "POST", "pages/*/incidents", "POST incidents", fake_statuspage_create },
  { "GET", "pages/*/incidents/+", "GET incident", fake_statuspage_get_incident },
  { "PATCH", "pages/*/incidents/+", "PATCH incident", fake_statuspage_update },
  { "GET", "pages/*/incidents/+/postmortem", "GET postmortem", fake_statuspage_get_postmortem },
  { "PUT", "pages/*/incidents/+/postmortem", "PUT postmortem", fake_statuspage_write_postmortem },
  { "PUT", "pages/*/incidents/+/postmortem/publish", "PUT publish",
    fake_statuspage_publish_postmortem },
};

/* --- helpers of all */

void
fake_statuspage_answer (FakeStatuspageAsked *asked, guint status, JsonObject *object)
{
  g_clear_pointer (&asked->answer, json_node_unref);
  asked->status = status;
  asked->answer = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (asked->answer, object);
}

void
fake_statuspage_answer_list (FakeStatuspageAsked *asked, JsonArray *array)
{
  g_clear_pointer (&asked->answer, json_node_unref);
  asked->status = 200;
  asked->answer = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (asked->answer, array);
}

void
fake_statuspage_refuse (FakeStatuspageAsked *asked, guint status, const char *text, gboolean many)
{
  JsonObject *object = json_object_new ();

  if (many)
    {
      JsonArray *errors = json_array_new ();

      json_array_add_string_element (errors, text);
      json_object_set_array_member (object, "error", errors);
    }
  else
    json_object_set_string_member (object, "message", text);
  fake_statuspage_answer (asked, status, object);
}

char *
fake_statuspage_next_id (FakeStatuspage *self, const char *prefix)
{
  return g_strdup_printf ("%s%010u", prefix, ++self->n_ids);
}

static gint64
now (FakeStatuspage *self)
{
  return self->clock != 0 ? self->clock : g_get_real_time () / 1000;
}

char *
fake_statuspage_now (FakeStatuspage *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now (self) / 1000);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", text, (int) (now (self) % 1000));
}

JsonObject *
fake_statuspage_find (GPtrArray *things, const char *id)
{
  for (guint i = 0; i < things->len; i++)
    if (g_strcmp0 (json_object_get_string_member (g_ptr_array_index (things, i), "id"), id) == 0)
      return g_ptr_array_index (things, i);
  return NULL;
}

void
fake_statuspage_delete_component (FakeStatuspage *self, const char *id)
{
  g_ptr_array_remove (self->components, fake_statuspage_find (self->components, id));
}

/* --- what is looked at */

static void
answer_things (FakeStatuspageAsked *asked, GPtrArray *things)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < things->len; i++)
    json_array_add_object_element (list, json_object_ref (g_ptr_array_index (things, i)));
  fake_statuspage_answer_list (asked, list);
}

static void
list_pages (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  answer_things (asked, self->pages);
}

static void
list_components (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  answer_things (asked, self->components);
}

static void
count_subscribers (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *counts = json_object_new ();

  json_object_set_int_member (counts, "email", self->subscribers);
  json_object_set_int_member (counts, "sms", 12);
  json_object_set_int_member (counts, "webhook", 3);
  json_object_set_int_member (counts, "slack", 0);
  json_object_set_int_member (counts, "teams", 0);
  json_object_set_int_member (counts, "integration_partner", 0);
  fake_statuspage_answer (asked, 200, counts);
}

/* --- the door */

static int
find_route (const char *method, char **path, FakeStatuspageAsked *asked)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (routes[i].path, "/", -1);
      gboolean fits =
        g_str_equal (method, routes[i].method) && g_strv_length (parts) == g_strv_length (path);

      for (guint j = 0; fits && parts[j]; j++)
        {
          if (*parts[j] == '*')
            asked->page = path[j];
          else if (*parts[j] == '+')
            asked->id = path[j];
          else
            fits = g_str_equal (parts[j], path[j]);
        }
      if (fits)
        return (int) i;
    }
  return -1;
}

static gboolean
is_over_limit (FakeStatuspage *self)
{
  gint64 minute = now (self) / 60000;

  if (minute != self->minute)
    self->n_minute = 0;
  self->minute = minute;
  return self->per_minute > 0 && ++self->n_minute > self->per_minute;
}

static gboolean
is_known (FakeStatuspage *self, SoupServerMessage *message)
{
  const char *given =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "Authorization");

  return !self->revoked && g_strcmp0 (given, "OAuth " FAKE_STATUSPAGE_TOKEN) == 0;
}

static void
decide (FakeStatuspage *self, SoupServerMessage *message, FakeStatuspageAsked *asked, int route)
{
  if (is_over_limit (self))
    fake_statuspage_refuse (asked, self->too_calm ? 420 : 429, "Rate limit exceeded.", FALSE);
  else if (!is_known (self, message))
    fake_statuspage_refuse (asked, 401, "Could not authenticate", FALSE);
  else if (route < 0 || (asked->page && !fake_statuspage_find (self->pages, asked->page)))
    fake_statuspage_refuse (asked, 404, "Record not found", FALSE);
  else
    routes[route].handler (self, asked);
}

/* @value: a status, or "429 60": with the seconds to wait. */
static void
refuse (FakeStatuspage *self,
        SoupServerMessage *message,
        FakeStatuspageAsked *asked,
        const char *value)
{
  const char *seconds = strchr (value, ' ');

  fake_statuspage_refuse (asked, (guint) g_ascii_strtoull (value, NULL, 10), "Not now.", FALSE);
  if (seconds != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  seconds + 1);
  self->refused_at = g_get_monotonic_time ();
  self->asked_at = 0;
}

static void
serve (FakeStatuspage *self, SoupServerMessage *message, FakeStatuspageAsked *asked, int route)
{
  const char *call = route >= 0 ? routes[route].call : "?";
  FakeFault *fault = fake_faults_take (self->faults, call);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, call));
  g_autofree char *text = NULL;

  g_hash_table_insert (self->calls, g_strdup (call), GUINT_TO_POINTER (n + 1));
  if (self->refused_at != 0 && self->asked_at == 0)
    self->asked_at = g_get_monotonic_time ();
  if (fault && (fault->kind == FAKE_LIMIT || fault->kind == FAKE_ERROR))
    refuse (self, message, asked, fault->value != NULL ? fault->value : "420");
  else if (!fault || !fake_spoil_before (message, fault))
    decide (self, message, asked, route);
  if (asked->answer)
    {
      text = json_to_string (asked->answer, FALSE);
      if (!fault || fault->kind == FAKE_LIMIT || fault->kind == FAKE_ERROR ||
          !fake_spoil_after (message, fault, text))
        {
          soup_server_message_set_status (message, asked->status, NULL);
          soup_server_message_set_response (message, "application/json; charset=utf-8",
                                            SOUP_MEMORY_COPY, text, strlen (text));
        }
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
  FakeStatuspage *self = user_data;
  g_auto (GStrv) parts = g_strsplit (path + strlen (self->prefix), "/", -1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_autoptr (JsonNode) node = *text ? json_from_string (text, NULL) : NULL;
  FakeStatuspageAsked asked = { 0 };
  int route = -1;

  /* "", "v1", … */
  if (g_strv_length (parts) > 2 && g_str_equal (parts[1], "v1"))
    route = find_route (soup_server_message_get_method (message), parts + 2, &asked);
  asked.body = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  serve (self, message, &asked, route);
  g_clear_pointer (&asked.answer, json_node_unref);
}

void
fake_statuspage_fault (FakeStatuspage *self,
                       const char *call,
                       FakeFaultKind kind,
                       const char *value,
                       guint count)
{
  fake_faults_add (self->faults, call, kind, value, count);
}

guint
fake_statuspage_count (FakeStatuspage *self, const char *call)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, call));
}

FakeStatuspage *
fake_statuspage_new (SoupServer *server, const char *prefix)
{
  FakeStatuspage *self = g_new0 (FakeStatuspage, 1);

  self->server = g_object_ref (server);
  self->prefix = g_strdup (prefix);
  self->base = g_strdup_printf ("http://127.0.0.1:%u%s", test_net_get_port (server), prefix);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->components = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->postmortems =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->faults = g_ptr_array_new_with_free_func (fake_fault_free);
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fake_statuspage_seed (self);
  soup_server_add_handler (server, prefix, on_request, self, NULL);
  return self;
}

void
fake_statuspage_free (FakeStatuspage *self)
{
  g_autofree char *control = g_strconcat ("/__fake", self->prefix, NULL);

  soup_server_remove_handler (self->server, self->prefix);
  soup_server_remove_handler (self->server, control);
  g_object_unref (self->server);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->components);
  g_ptr_array_unref (self->incidents);
  g_hash_table_unref (self->postmortems);
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->calls);
  g_free (self->prefix);
  g_free (self->base);
  g_free (self);
}
