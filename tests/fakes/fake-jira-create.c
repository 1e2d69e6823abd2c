/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-jira-private.h"

/* New tickets. */

#define MAX_BULK 50

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
new_null (void)
{
  return json_node_new (JSON_NODE_NULL);
}

static void
set_priority (FakeJira *self, JsonObject *fields, JsonObject *wanted)
{
  const char *id = wanted ? get_text (wanted, "id") : NULL;

  for (guint i = 0; i < self->priorities->len; i++)
    {
      JsonObject *priority = g_ptr_array_index (self->priorities, i);

      if (id ? g_strcmp0 (get_text (priority, "id"), id) == 0 : i == self->priorities->len / 2)
        json_object_set_object_member (fields, "priority", fake_copy (priority));
    }
}

static JsonObject *
new_fields (FakeJira *self, JsonObject *given, JsonObject *project)
{
  JsonObject *fields = fake_copy (given);
  JsonObject *assignee = get_object (given, "assignee");
  g_autofree char *time = fake_jira_time (fake_jira_now (self));

  json_object_set_object_member (fields, "project", fake_jira_new_project (self, project, FALSE));
  json_object_set_object_member (
    fields, "issuetype",
    fake_jira_new_type (self, get_text (get_object (given, "issuetype"), "id")));
  json_object_set_object_member (fields, "status", fake_jira_new_status (self, "new"));
  if (!self->no_priority)
    set_priority (self, fields, get_object (given, "priority"));
  if (assignee)
    json_object_set_object_member (fields, "assignee", fake_jira_new_person (self, "mei"));
  else
    json_object_set_member (fields, "assignee", new_null ());
  json_object_set_object_member (fields, "reporter", fake_jira_new_person (self, "aiko"));
  json_object_set_member (fields, "resolution", new_null ());
  if (!json_object_has_member (fields, "labels"))
    json_object_set_array_member (fields, "labels", json_array_new ());
  if (!json_object_has_member (fields, "duedate"))
    json_object_set_member (fields, "duedate", new_null ());
  json_object_set_string_member (fields, "created", time);
  json_object_set_string_member (fields, "updated", time);
  return fields;
}

static void
keep_properties (FakeTicket *ticket, JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "properties");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *property = json_array_get_object_element (array, i);

      json_object_set_member (ticket->properties, get_text (property, "key"),
                              json_node_copy (json_object_get_member (property, "value")));
    }
}

static FakeTicket *
make (FakeJira *self, JsonObject *body)
{
  JsonObject *given = get_object (body, "fields"), *wanted = get_object (given, "project");
  JsonObject *project =
    fake_jira_find_project (self, get_text (wanted, "key") ? get_text (wanted, "key")
                                                           : get_text (wanted, "id"));
  FakeTicket *ticket = g_new0 (FakeTicket, 1);
  gint64 n = json_object_get_int_member_with_default (project, "count", 0) + 1;

  json_object_set_int_member (project, "count", n);
  ticket->id = fake_jira_next_id (self);
  ticket->project = g_strdup (get_text (project, "key"));
  ticket->key = g_strdup_printf ("%s-%" G_GINT64_FORMAT, ticket->project, n);
  ticket->old_keys = g_ptr_array_new_with_free_func (g_free);
  ticket->fields = new_fields (self, given, project);
  ticket->properties = json_object_new ();
  ticket->links = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  ticket->changed = fake_jira_now (self);
  ticket->version = 1;
  keep_properties (ticket, body);
  g_ptr_array_add (self->tickets, ticket);
  return ticket;
}

FakeTicket *
fake_jira_add (FakeJira *self, const char *project, const char *summary)
{
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *fields = json_object_new (), *where = json_object_new (), *type = json_object_new ();

  json_object_set_string_member (where, "key", project);
  json_object_set_string_member (type, "id", "10001");
  json_object_set_object_member (fields, "project", where);
  json_object_set_object_member (fields, "issuetype", type);
  json_object_set_string_member (fields, "summary", summary);
  json_object_set_object_member (body, "fields", fields);
  return make (self, body);
}

/* --- answers */

static JsonObject *
describe_made (FakeJira *self, FakeTicket *ticket)
{
  JsonObject *made = json_object_new ();
  g_autofree char *url = fake_jira_url (self, "issue", ticket->id);

  json_object_set_string_member (made, "id", ticket->id);
  json_object_set_string_member (made, "key", ticket->key);
  json_object_set_string_member (made, "self", url);
  return made;
}

void
fake_jira_create (FakeJira *self, FakeJiraAsked *asked)
{
  JsonObject *errors = fake_jira_check (self, asked->body);

  if (errors)
    fake_jira_answer (asked, 400, errors);
  else
    fake_jira_answer (asked, 201, describe_made (self, make (self, asked->body)));
}

static void
add_failure (JsonArray *failures, guint at, JsonObject *errors)
{
  JsonObject *failure = json_object_new ();

  json_object_set_int_member (failure, "status", 400);
  json_object_set_object_member (failure, "elementErrors", errors);
  json_object_set_int_member (failure, "failedElementNumber", at);
  json_array_add_object_element (failures, failure);
}

static JsonArray *
turn_round (JsonArray *array)
{
  JsonArray *turned = json_array_new ();

  for (guint i = json_array_get_length (array); i > 0; i--)
    json_array_add_element (turned, json_node_copy (json_array_get_element (array, i - 1)));
  json_array_unref (array);
  return turned;
}

void
fake_jira_bulk (FakeJira *self, FakeJiraAsked *asked)
{
  JsonNode *node = json_object_get_member (asked->body, "issueUpdates");
  JsonArray *updates = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *made = json_array_new (), *failures = json_array_new ();
  JsonObject *answer = json_object_new ();

  for (guint i = 0; updates && i < json_array_get_length (updates) && i < MAX_BULK; i++)
    {
      JsonObject *body = json_array_get_object_element (updates, i);
      JsonObject *errors = fake_jira_check (self, body);

      if (errors)
        add_failure (failures, i, errors);
      else
        json_array_add_object_element (made, describe_made (self, make (self, body)));
    }
  if (self->bulk_backwards)
    made = turn_round (made);
  json_object_set_array_member (answer, "issues", made);
  json_object_set_array_member (answer, "errors", failures);
  fake_jira_answer (asked, json_array_get_length (made) > 0 ? 201 : 400, answer);
}
