/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-jira-private.h"

/* The create screen: which types of ticket there are, and which fields they have. */

/* A locked site, or a project that is not there. TRUE: it is answered. */
static gboolean
hide (FakeJira *self, FakeJiraAsked *asked)
{
  if (!self->locked_meta && fake_jira_find_project (self, asked->path[2]))
    return FALSE;
  fake_jira_refuse (self, asked, 404, "no-project", asked->path[2]);
  return TRUE;
}

void
fake_jira_types (FakeJira *self, FakeJiraAsked *asked)
{
  if (!hide (self, asked))
    fake_jira_page (self, asked, self->profile == FAKE_JIRA_CLOUD ? "issueTypes" : "values",
                    fake_jira_new_types (self));
}

static JsonObject *
add_field (JsonArray *fields, const char *id, const char *name, const char *type, gboolean required)
{
  JsonObject *field = json_object_new (), *schema = json_object_new ();
  JsonArray *operations = json_array_new ();

  json_array_add_string_element (operations, "set");
  json_object_set_boolean_member (field, "required", required);
  json_object_set_string_member (schema, "type", type);
  if (g_str_has_prefix (id, "customfield_"))
    {
      json_object_set_string_member (schema, "custom",
                                     "com.atlassian.jira.plugin.system.customfieldtypes:select");
      json_object_set_int_member (schema, "customId", 10050);
    }
  else
    json_object_set_string_member (schema, "system", id);
  json_object_set_object_member (field, "schema", schema);
  json_object_set_string_member (field, "name", name);
  json_object_set_string_member (field, "key", id);
  json_object_set_string_member (field, "fieldId", id);
  json_object_set_boolean_member (field, "hasDefaultValue", FALSE);
  json_object_set_array_member (field, "operations", operations);
  json_array_add_object_element (fields, field);
  return field;
}

static void
allow (JsonObject *field, JsonArray *values)
{
  json_object_set_array_member (field, "allowedValues", values);
}

static JsonArray *
new_options (FakeJira *self)
{
  static const char *const names[] = { "Checkout", "Search" };
  JsonArray *options = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("1020%u", i);
      JsonObject *option = fake_jira_new_self (self, "customFieldOption", id);

      json_object_set_string_member (option, "value", names[i]);
      json_array_add_object_element (options, option);
    }
  return options;
}

static JsonArray *
copy_priorities (FakeJira *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->priorities->len; i++)
    json_array_add_object_element (array, fake_copy (g_ptr_array_index (self->priorities, i)));
  return array;
}

JsonArray *
fake_jira_new_screen (FakeJira *self)
{
  JsonArray *fields = json_array_new ();
  JsonObject *reporter;

  add_field (fields, "summary", "Summary", "string", TRUE);
  allow (add_field (fields, "issuetype", "Issue Type", "issuetype", TRUE),
         fake_jira_new_types (self));
  add_field (fields, "project", "Project", "project", TRUE);
  add_field (fields, "description", "Description", "string", FALSE);
  reporter = add_field (fields, "reporter", "Reporter", "user", TRUE);
  json_object_set_boolean_member (reporter, "hasDefaultValue", TRUE);
  add_field (fields, "assignee", "Assignee", "user", FALSE);
  add_field (fields, "parent", "Parent", "issuelink", FALSE);
  if (!self->no_labels)
    json_object_set_string_member (
      json_object_get_object_member (add_field (fields, "labels", "Labels", "array", FALSE),
                                     "schema"),
      "items", "string");
  if (!self->no_priority)
    allow (add_field (fields, "priority", "Priority", "priority", FALSE), copy_priorities (self));
  if (!self->no_due)
    add_field (fields, "duedate", "Due date", "date", FALSE);
  if (self->required_field)
    allow (add_field (fields, self->required_field, "Service", "option", TRUE), new_options (self));
  return fields;
}

void
fake_jira_screen (FakeJira *self, FakeJiraAsked *asked)
{
  if (!hide (self, asked))
    fake_jira_page (self, asked, self->profile == FAKE_JIRA_CLOUD ? "fields" : "values",
                    fake_jira_new_screen (self));
}
