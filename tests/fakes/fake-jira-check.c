/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* Every field of a new ticket is checked as the create screen does it. */

#define MAX_TEXT    32767
#define MAX_SUMMARY 255

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

static void
add_error (FakeJira *self, JsonObject *errors, const char *field, const char *id, const char *words)
{
  g_autofree char *text = fake_jira_text (self, id, words);

  fake_jira_add_error (errors, field, text);
}

static void
check_summary (FakeJira *self, JsonObject *fields, JsonObject *errors)
{
  const char *summary = get_text (fields, "summary");

  if (!summary || !*summary)
    add_error (self, errors, "summary", "no-summary", NULL);
  else if (strpbrk (summary, "\r\n"))
    add_error (self, errors, "summary", "bad-summary", NULL);
  else if (g_utf8_strlen (summary, -1) > MAX_SUMMARY)
    add_error (self, errors, "summary", "long-summary", NULL);
  else if (self->refused_summary && strstr (summary, self->refused_summary))
    add_error (self, errors, "summary", "refused", NULL);
}

static void
check_labels (FakeJira *self, JsonObject *fields, JsonObject *errors)
{
  JsonNode *node = json_object_get_member (fields, "labels");
  JsonArray *labels = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; labels && i < json_array_get_length (labels); i++)
    {
      const char *label = json_array_get_string_element (labels, i);

      if (strpbrk (label, " \t\n"))
        add_error (self, errors, "labels", "label-blank", label);
      else if (g_utf8_strlen (label, -1) > 255)
        add_error (self, errors, "labels", "label-long", label);
    }
}

static gsize
measure (JsonNode *node)
{
  gsize n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) values = json_object_get_values (object);

      for (GList *value = values; value; value = value->next)
        if (JSON_NODE_HOLDS_OBJECT (value->data) || JSON_NODE_HOLDS_ARRAY (value->data))
          n += measure (value->data);
      n +=
        (gsize) g_utf8_strlen (json_object_get_string_member_with_default (object, "text", ""), -1);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      n += measure (json_array_get_element (json_node_get_array (node), i));
  return n;
}

static void
check_description (FakeJira *self, JsonObject *fields, JsonObject *errors)
{
  JsonNode *node = json_object_get_member (fields, "description");
  gboolean text = node && JSON_NODE_HOLDS_VALUE (node);
  gsize length;

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return;
  if (self->profile == FAKE_JIRA_DC && !text)
    {
      add_error (self, errors, "description", "not-text", NULL);
      return;
    }
  if (self->profile == FAKE_JIRA_CLOUD && (text || fake_jira_check_adf (node)))
    {
      add_error (self, errors, "description", text ? "not-adf" : "bad-adf", NULL);
      return;
    }
  length = text ? (gsize) g_utf8_strlen (json_node_get_string (node), -1) : measure (node);
  if (length > MAX_TEXT)
    add_error (self, errors, "description", "long-text", NULL);
}

static gboolean
has_id (GPtrArray *objects, const char *id)
{
  for (guint i = 0; i < objects->len; i++)
    if (g_strcmp0 (get_text (g_ptr_array_index (objects, i), "id"), id) == 0)
      return TRUE;
  return FALSE;
}

static void
check_values (FakeJira *self, JsonObject *fields, JsonObject *errors)
{
  JsonObject *priority = get_object (fields, "priority");
  JsonObject *assignee = get_object (fields, "assignee");
  JsonObject *option = self->required_field ? get_object (fields, self->required_field) : NULL;
  const char *due = get_text (fields, "duedate");

  if (json_object_has_member (fields, "priority") &&
      (!priority || !has_id (self->priorities, get_text (priority, "id"))))
    add_error (self, errors, "priority", "bad-priority", NULL);
  if (due && (strlen (due) != 10 || due[4] != '-' || due[7] != '-'))
    add_error (self, errors, "duedate", "bad-date", due);
  if (assignee && !get_text (assignee, self->profile == FAKE_JIRA_CLOUD ? "id" : "name"))
    add_error (self, errors, "assignee", "bad-user", NULL);
  if (self->required_field && !option)
    add_error (self, errors, self->required_field, "required", "Service");
  else if (option &&
           !g_str_has_prefix (get_text (option, "id") ? get_text (option, "id") : "", "1020"))
    add_error (self, errors, self->required_field, "bad-option", get_text (option, "id"));
}

static void
check_screen (FakeJira *self, JsonObject *fields, JsonObject *errors)
{
  g_autoptr (JsonArray) screen = fake_jira_new_screen (self);
  g_autoptr (GList) names = json_object_get_members (fields);

  for (GList *name = names; name; name = name->next)
    {
      gboolean there = FALSE;

      for (guint i = 0; i < json_array_get_length (screen); i++)
        there |= g_strcmp0 (get_text (json_array_get_object_element (screen, i), "fieldId"),
                            name->data) == 0;
      if (!there)
        add_error (self, errors, name->data, "not-on-screen", name->data);
    }
}

/* A sub-task has a ticket of the same project above it that is none itself; what is none has none. */
static void
check_parent (FakeJira *self, JsonObject *fields, JsonObject *type, JsonObject *errors)
{
  gboolean subtask = json_object_get_boolean_member_with_default (type, "subtask", FALSE);
  JsonObject *wanted = get_object (fields, "parent"), *project = get_object (fields, "project");
  const char *key = wanted ? get_text (wanted, "key") : NULL;
  FakeTicket *parent = wanted ? fake_jira_find (self, key ? key : get_text (wanted, "id")) : NULL;
  JsonObject *where =
    fake_jira_find_project (self, get_text (project, "key") ? get_text (project, "key")
                                                            : get_text (project, "id"));

  if (!subtask && !wanted)
    return;
  if (!subtask)
    add_error (self, errors, "parent", "no-parent", NULL);
  else if (!wanted)
    add_error (self, errors, "issuetype", "needs-parent", NULL);
  else if (!parent || g_strcmp0 (parent->project, get_text (where, "key")) != 0 ||
           json_object_get_boolean_member_with_default (get_object (parent->fields, "issuetype"),
                                                        "subtask", FALSE))
    add_error (self, errors, "parent", "bad-parent", NULL);
}

JsonObject *
fake_jira_check (FakeJira *self, JsonObject *body)
{
  JsonObject *fields = get_object (body, "fields");
  g_autoptr (JsonObject) errors = fake_jira_new_errors ();
  JsonObject *project = fields ? get_object (fields, "project") : NULL;
  JsonObject *type = fields ? get_object (fields, "issuetype") : NULL;
  const char *key = project ? get_text (project, "key") : NULL;
  g_autoptr (JsonObject) known = type ? fake_jira_new_type (self, get_text (type, "id")) : NULL;

  if (!fields || !fake_jira_find_project (self, key       ? key
                                                : project ? get_text (project, "id")
                                                          : NULL))
    add_error (self, errors, "project", "bad-project", NULL);
  else if (!known)
    add_error (self, errors, "issuetype", "bad-type", NULL);
  else
    {
      check_screen (self, fields, errors);
      check_summary (self, fields, errors);
      check_labels (self, fields, errors);
      check_description (self, fields, errors);
      check_values (self, fields, errors);
      check_parent (self, fields, known, errors);
    }
  return fake_jira_has_errors (errors) ? g_steal_pointer (&errors) : NULL;
}
