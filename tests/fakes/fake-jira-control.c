/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* Lets another process order people's deeds and faults: POST /__fake/jira/WHAT with JSON. */

static const char *
get (JsonObject *order, const char *name)
{
  return json_object_get_string_member_with_default (order, name, NULL);
}

static gboolean
do_fault (FakeJira *self, JsonObject *order)
{
  return fake_faults_order (self->faults, order, "call");
}

/* Somebody works on a ticket. */
static gboolean
do_ticket (FakeJira *self, JsonObject *order)
{
  FakeTicket *ticket = fake_jira_find (self, get (order, "key"));

  if (!ticket)
    return FALSE;
  if (get (order, "status"))
    fake_jira_set_status (self, ticket, get (order, "status"));
  if (json_object_has_member (order, "assignee"))
    fake_jira_assign (self, ticket, get (order, "assignee"));
  if (json_object_has_member (order, "due"))
    fake_jira_set_due (self, ticket, get (order, "due"));
  if (get (order, "move") && fake_jira_find_project (self, get (order, "move")))
    fake_jira_move (self, ticket, get (order, "move"));
  if (json_object_get_boolean_member_with_default (order, "delete", FALSE))
    fake_jira_delete (self, ticket);
  return TRUE;
}

static void
set_text (JsonObject *order, const char *name, char **value)
{
  if (!json_object_has_member (order, name))
    return;
  g_free (*value);
  *value = g_strdup (get (order, name));
}

static gboolean
do_site (FakeJira *self, JsonObject *order)
{
  const struct
  {
    const char *name;
    gboolean *value;
  } switches[] = {
    { "revoked", &self->revoked },
    { "no_labels", &self->no_labels },
    { "no_subtasks", &self->no_subtasks },
    { "no_priority", &self->no_priority },
    { "no_due", &self->no_due },
    { "locked_meta", &self->locked_meta },
    { "bulk_backwards", &self->bulk_backwards },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    *switches[i].value =
      json_object_get_boolean_member_with_default (order, switches[i].name, *switches[i].value);
  self->clock = json_object_get_int_member_with_default (order, "clock", self->clock);
  self->index_lag = json_object_get_int_member_with_default (order, "index_lag", self->index_lag);
  self->page_size =
    (guint) json_object_get_int_member_with_default (order, "page_size", self->page_size);
  self->per_second =
    (guint) json_object_get_int_member_with_default (order, "per_second", self->per_second);
  if (get (order, "language"))
    set_text (order, "language", &self->language);
  set_text (order, "required_field", &self->required_field);
  set_text (order, "refused_summary", &self->refused_summary);
  if (get (order, "delete_project"))
    fake_jira_delete_project (self, get (order, "delete_project"));
  return TRUE;
}

static JsonObject *
inspect (FakeJira *self)
{
  JsonObject *answer = json_object_new (), *calls = json_object_new ();
  JsonArray *tickets = json_array_new ();
  GHashTableIter iter;
  gpointer name, n;

  for (guint i = 0; i < self->tickets->len; i++)
    {
      FakeTicket *ticket = g_ptr_array_index (self->tickets, i);
      JsonObject *object =
        fake_jira_describe (self, ticket, ticket->fields, ticket->key, NULL, NULL);
      JsonArray *links = json_array_new ();

      for (guint j = 0; j < ticket->links->len; j++)
        json_array_add_object_element (links, fake_copy (g_ptr_array_index (ticket->links, j)));
      json_object_set_object_member (object, "properties", fake_copy (ticket->properties));
      json_object_set_array_member (object, "links", links);
      json_array_add_object_element (tickets, object);
    }
  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, &name, &n))
    json_object_set_int_member (calls, name, GPOINTER_TO_UINT (n));
  json_object_set_array_member (answer, "tickets", tickets);
  json_object_set_object_member (answer, "calls", calls);
  return answer;
}

static void
on_order (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  FakeJira *self = user_data;
  const char *what = strrchr (path, '/') + 1;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_autoptr (JsonNode) node = *text ? json_from_string (text, NULL) : NULL;
  JsonObject *order = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonNode) out = NULL;
  g_autofree char *words = NULL;
  gboolean done = FALSE;

  if (g_str_equal (what, "inspect"))
    answer = inspect (self);
  else if (order && g_str_equal (what, "fault"))
    done = do_fault (self, order);
  else if (order && g_str_equal (what, "ticket"))
    done = do_ticket (self, order);
  else if (order && g_str_equal (what, "site"))
    done = do_site (self, order);
  if (!answer)
    {
      answer = json_object_new ();
      json_object_set_boolean_member (answer, "ok", done);
    }
  out = json_node_init_object (json_node_alloc (), answer);
  words = json_to_string (out, TRUE);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, words,
                                    strlen (words));
}

void
fake_jira_control_add (FakeJira *self)
{
  g_autofree char *path = g_strconcat ("/__fake", self->prefix, NULL);

  soup_server_add_handler (self->server, path, on_order, self, NULL);
}
