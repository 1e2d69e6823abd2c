/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-things.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-time.h"

/* Objects of answers become what Matoi knows of them. Ids come as texts, and from some as
 * numbers. */

void
matoi_jira_choice_free (MatoiJiraChoice *choice)
{
  g_free (choice->id);
  g_free (choice->name);
  g_free (choice->key);
  g_free (choice);
}

void
matoi_jira_field_free (MatoiJiraField *field)
{
  g_free (field->id);
  g_free (field->name);
  g_free (field->type);
  g_free (field->items);
  g_free (field->custom);
  g_ptr_array_unref (field->choices);
  g_free (field);
}

void
matoi_jira_issue_free (MatoiJiraIssue *issue)
{
  char *const texts[] = { issue->id,          issue->key,         issue->old_key,
                          issue->summary,     issue->status,      issue->assignee_id,
                          issue->assignee,    issue->priority_id, issue->priority,
                          issue->project_key, issue->type_id,     issue->type,
                          issue->resolution,  issue->due,         issue->mark };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (issue->labels);
  g_free (issue);
}

static char *
dup_string (JsonObject *object, const char *name)
{
  return object ? g_strdup (matoi_json_get_string (object, name)) : NULL;
}

/* (transfer full) (nullable) */
static char *
dup_id (JsonObject *object, const char *name)
{
  gint64 number;

  if (!object)
    return NULL;
  if (matoi_json_get_string (object, name))
    return dup_string (object, name);
  number = matoi_json_get_int (object, name, -1);
  return number >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
dup_first (JsonObject *object, const char *const *names)
{
  for (; object && *names; names++)
    if (matoi_json_get_string (object, *names))
      return dup_string (object, *names);
  return NULL;
}

/* People have accountId on Cloud and name on Data Center. */
MatoiJiraChoice *
matoi_jira_choice_new (JsonObject *object)
{
  static const char *const ids[] = { "accountId", "name", "key", "value", NULL };
  static const char *const names[] = { "displayName", "name", "value", NULL };
  g_autoptr (MatoiJiraChoice) choice = g_new0 (MatoiJiraChoice, 1);

  choice->id = dup_id (object, "id");
  if (!choice->id)
    choice->id = dup_first (object, ids);
  choice->name = dup_first (object, names);
  choice->key = dup_string (object, "key");
  choice->subtask = matoi_json_get_boolean (object, "subtask", FALSE);
  return choice->id ? g_steal_pointer (&choice) : NULL;
}

/* --- fields */

static void
read_choices (GPtrArray *choices, JsonArray *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = matoi_json_array_get_object (array, i);
      MatoiJiraChoice *choice = object ? matoi_jira_choice_new (object) : NULL;

      if (choice)
        g_ptr_array_add (choices, choice);
    }
}

MatoiJiraField *
matoi_jira_field_new (JsonObject *object)
{
  static const char *const ids[] = { "fieldId", "key", NULL };
  g_autoptr (MatoiJiraField) field = g_new0 (MatoiJiraField, 1);
  JsonObject *schema = matoi_json_get_object (object, "schema");

  field->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_jira_choice_free);
  field->id = dup_first (object, ids);
  field->name = dup_string (object, "name");
  field->required = matoi_json_get_boolean (object, "required", FALSE);
  field->has_default = matoi_json_get_boolean (object, "hasDefaultValue", FALSE);
  field->type = dup_string (schema, "type");
  field->items = dup_string (schema, "items");
  field->custom = dup_string (schema, "custom");
  read_choices (field->choices, matoi_json_get_array (object, "allowedValues"));
  return field->id ? g_steal_pointer (&field) : NULL;
}

/* --- tickets */

static MatoiJiraProgress
read_progress (JsonObject *status)
{
  JsonObject *category = status ? matoi_json_get_object (status, "statusCategory") : NULL;
  const char *key = category ? matoi_json_get_string (category, "key") : NULL;

  if (g_strcmp0 (key, "new") == 0)
    return MATOI_JIRA_PROGRESS_NEW;
  if (g_strcmp0 (key, "indeterminate") == 0)
    return MATOI_JIRA_PROGRESS_BEGUN;
  return g_strcmp0 (key, "done") == 0 ? MATOI_JIRA_PROGRESS_DONE : MATOI_JIRA_PROGRESS_UNKNOWN;
}

static char **
read_labels (JsonArray *array)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (matoi_json_array_get_string (array, i))
      g_ptr_array_add (labels, g_strdup (matoi_json_array_get_string (array, i)));
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_steal (labels, NULL);
}

/* The property is the truth: anybody may copy a label to another ticket. */
static char *
read_mark (JsonObject *object, char **labels, gboolean *proven)
{
  JsonObject *all = matoi_json_get_object (object, "properties");
  JsonObject *property = all ? matoi_json_get_object (all, MATOI_JIRA_PROPERTY) : NULL;

  *proven = property != NULL;
  if (property)
    return dup_string (property, "idem");
  for (guint i = 0; labels[i]; i++)
    if (g_str_has_prefix (labels[i], MATOI_JIRA_LABEL "-") &&
        strlen (labels[i]) > strlen (MATOI_JIRA_LABEL "-"))
      return g_strdup (labels[i] + strlen (MATOI_JIRA_LABEL "-"));
  return NULL;
}

static gint64
read_time (JsonObject *fields, const char *name)
{
  gint64 ms = MATOI_TIME_NONE;

  matoi_time_parse (matoi_json_get_string (fields, name), NULL, &ms);
  return ms;
}

static void
read_fields (MatoiJiraIssue *issue, JsonObject *fields)
{
  static const char *const ids[] = { "accountId", "name", "key", NULL };
  static const char *const names[] = { "displayName", "name", NULL };
  JsonObject *status = matoi_json_get_object (fields, "status");
  JsonObject *assignee = matoi_json_get_object (fields, "assignee");
  JsonObject *priority = matoi_json_get_object (fields, "priority");
  JsonObject *type = matoi_json_get_object (fields, "issuetype");

  issue->summary = dup_string (fields, "summary");
  issue->status = dup_string (status, "name");
  issue->progress = read_progress (status);
  issue->assignee_id = dup_first (assignee, ids);
  issue->assignee = dup_first (assignee, names);
  issue->priority_id = dup_id (priority, "id");
  issue->priority = dup_string (priority, "name");
  issue->type_id = dup_id (type, "id");
  issue->type = dup_string (type, "name");
  issue->project_key = dup_string (matoi_json_get_object (fields, "project"), "key");
  issue->due = dup_string (fields, "duedate");
  issue->resolution = dup_string (matoi_json_get_object (fields, "resolution"), "name");
  issue->created = read_time (fields, "created");
  issue->updated = read_time (fields, "updated");
}

MatoiJiraIssue *
matoi_jira_issue_new (JsonObject *object)
{
  g_autoptr (MatoiJiraIssue) issue = g_new0 (MatoiJiraIssue, 1);
  JsonObject *fields = matoi_json_get_object (object, "fields");

  issue->created = issue->updated = MATOI_TIME_NONE;
  issue->id = dup_id (object, "id");
  issue->key = dup_string (object, "key");
  issue->labels = read_labels (fields ? matoi_json_get_array (fields, "labels") : NULL);
  issue->mark = read_mark (object, issue->labels, &issue->proven);
  if (fields)
    read_fields (issue, fields);
  return issue->id ? g_steal_pointer (&issue) : NULL;
}
