/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* What the site is: its people, its projects. */

static const char *const priorities[] = { "Highest", "High", "Medium", "Low", "Lowest", NULL };

static const struct
{
  const char *key, *name;
} projects[] = { { "OPS", "Operations" }, { "PAY", "Payments" }, { "WEB", "ウェブ" } };

static const struct
{
  const char *id, *name;
  gboolean subtask;
} types[] = { { "10001", "Task", FALSE },
              { "10002", "Bug", FALSE },
              { "10003", "Sub-task", TRUE } };

JsonObject *
fake_jira_new_self (FakeJira *self, const char *kind, const char *id)
{
  JsonObject *object = json_object_new ();
  g_autofree char *url = fake_jira_url (self, kind, id);

  json_object_set_string_member (object, "self", url);
  json_object_set_string_member (object, "id", id);
  return object;
}

/* --- the seed */

void
fake_jira_set_priorities (FakeJira *self, const char *const *names)
{
  g_ptr_array_set_size (self->priorities, 0);
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      JsonObject *priority = fake_jira_new_self (self, "priority", id);

      json_object_set_string_member (priority, "name", names[i]);
      json_object_set_string_member (priority, "description", "");
      json_object_set_string_member (priority, "statusColor", "#cc0000");
      json_object_set_string_member (priority, "iconUrl", "https://acme.example/p.png");
      g_ptr_array_add (self->priorities, priority);
    }
}

void
fake_jira_seed (FakeJira *self)
{
  fake_jira_set_priorities (self, priorities);
  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      g_autofree char *id = fake_jira_next_id (self);
      JsonObject *project = json_object_new ();

      json_object_set_string_member (project, "id", id);
      json_object_set_string_member (project, "key", projects[i].key);
      json_object_set_string_member (project, "name", projects[i].name);
      g_ptr_array_add (self->projects, project);
    }
}

JsonObject *
fake_jira_find_project (FakeJira *self, const char *key_or_id)
{
  for (guint i = 0; key_or_id && i < self->projects->len; i++)
    {
      JsonObject *project = g_ptr_array_index (self->projects, i);

      if (g_str_equal (json_object_get_string_member (project, "key"), key_or_id) ||
          g_str_equal (json_object_get_string_member (project, "id"), key_or_id))
        return project;
    }
  return NULL;
}

void
fake_jira_delete_project (FakeJira *self, const char *key)
{
  JsonObject *project = fake_jira_find_project (self, key);

  for (guint i = self->tickets->len; i > 0; i--)
    if (g_str_equal (((FakeTicket *) g_ptr_array_index (self->tickets, i - 1))->project, key))
      g_ptr_array_remove_index (self->tickets, i - 1);
  if (project)
    g_ptr_array_remove (self->projects, project);
}

/* --- the objects of answers */

JsonObject *
fake_jira_new_person (FakeJira *self, const char *name)
{
  JsonObject *person = json_object_new (), *avatars = json_object_new ();
  g_autofree char *id = g_strdup_printf ("5b10a2844c20165700ede2%02x", name[0] & 0xff);
  g_autofree char *mail = g_strdup_printf ("%s@acme.example", name);
  g_autofree char *url = fake_jira_url (self, "user", name);

  json_object_set_string_member (person, "self", url);
  if (self->profile == FAKE_JIRA_CLOUD)
    {
      json_object_set_string_member (person, "accountId", id);
      json_object_set_string_member (person, "accountType", "atlassian");
    }
  else
    {
      json_object_set_string_member (person, "key", name);
      json_object_set_string_member (person, "name", name);
    }
  json_object_set_string_member (person, "displayName", name);
  json_object_set_string_member (person, "emailAddress", mail);
  json_object_set_boolean_member (person, "active", TRUE);
  json_object_set_string_member (person, "timeZone", "Asia/Tokyo");
  json_object_set_string_member (avatars, "48x48", "https://acme.example/a.png");
  json_object_set_object_member (person, "avatarUrls", avatars);
  return person;
}

JsonObject *
fake_jira_new_status (FakeJira *self, const char *category)
{
  static const struct
  {
    const char *key, *id, *en, *de, *ja, *colour;
    int number;
  } table[] = {
    { "new", "10010", "To Do", "Zu erledigen", "To Do", "blue-gray", 2 },
    { "indeterminate", "10011", "In Progress", "In Arbeit", "進行中", "yellow", 4 },
    { "done", "10012", "Done", "Fertig", "完了", "green", 3 },
  };
  guint i = 0;
  JsonObject *status, *object;
  const char *name;
  g_autofree char *number = NULL, *url = NULL;

  while (i + 1 < G_N_ELEMENTS (table) && !g_str_equal (table[i].key, category))
    i++;
  name = g_str_equal (self->language, "ja")   ? table[i].ja
         : g_str_equal (self->language, "de") ? table[i].de
                                              : table[i].en;
  status = fake_jira_new_self (self, "status", table[i].id);
  number = g_strdup_printf ("%d", table[i].number);
  url = fake_jira_url (self, "statuscategory", number);
  json_object_set_string_member (status, "name", name);
  json_object_set_string_member (status, "description", "");
  json_object_set_string_member (status, "iconUrl", "https://acme.example/s.png");
  object = json_object_new ();
  json_object_set_string_member (object, "self", url);
  json_object_set_int_member (object, "id", table[i].number);
  json_object_set_string_member (object, "key", table[i].key);
  json_object_set_string_member (object, "colorName", table[i].colour);
  json_object_set_string_member (object, "name", name);
  json_object_set_object_member (status, "statusCategory", object);
  return status;
}

/* (nullable) */
JsonObject *
fake_jira_new_type (FakeJira *self, const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].id, id) == 0 && !(types[i].subtask && self->no_subtasks))
      {
        JsonObject *type = fake_jira_new_self (self, "issuetype", id);

        json_object_set_string_member (type, "name", types[i].name);
        json_object_set_string_member (type, "description", "");
        json_object_set_string_member (type, "iconUrl", "https://acme.example/t.png");
        json_object_set_boolean_member (type, "subtask", types[i].subtask);
        return type;
      }
  return NULL;
}

JsonArray *
fake_jira_new_types (FakeJira *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (!(types[i].subtask && self->no_subtasks))
      json_array_add_object_element (array, fake_jira_new_type (self, types[i].id));
  return array;
}

JsonObject *
fake_jira_new_project (FakeJira *self, JsonObject *project, gboolean whole)
{
  JsonObject *object =
    fake_jira_new_self (self, "project", json_object_get_string_member (project, "id"));
  JsonObject *avatars = json_object_new ();

  json_object_set_string_member (object, "key", json_object_get_string_member (project, "key"));
  json_object_set_string_member (object, "name", json_object_get_string_member (project, "name"));
  json_object_set_string_member (object, "projectTypeKey", "software");
  json_object_set_string_member (avatars, "48x48", "https://acme.example/j.png");
  json_object_set_object_member (object, "avatarUrls", avatars);
  if (whole)
    json_object_set_array_member (object, "issueTypes", fake_jira_new_types (self));
  return object;
}

/* --- pages */

void
fake_jira_page (FakeJira *self, FakeJiraAsked *asked, const char *name, JsonArray *items)
{
  const char *start_text = fake_jira_query (asked, "startAt");
  const char *max_text = fake_jira_query (asked, "maxResults");
  guint start = start_text ? (guint) g_ascii_strtoull (start_text, NULL, 10) : 0;
  guint max = max_text ? (guint) g_ascii_strtoull (max_text, NULL, 10) : 50;
  guint total = json_array_get_length (items);
  JsonObject *page = json_object_new ();
  JsonArray *part = json_array_new ();

  if (self->page_size > 0)
    max = MIN (max, self->page_size);
  for (guint i = start; i < total && i < start + max; i++)
    json_array_add_element (part, json_node_copy (json_array_get_element (items, i)));
  json_object_set_int_member (page, "startAt", start);
  json_object_set_int_member (page, "maxResults", max);
  json_object_set_int_member (page, "total", total);
  if (g_str_equal (name, "values"))
    json_object_set_boolean_member (page, "isLast", start + max >= total);
  json_object_set_array_member (page, name, part);
  fake_jira_answer (asked, 200, page);
  json_array_unref (items);
}

/* --- what is asked */

void
fake_jira_server_info (FakeJira *self, FakeJiraAsked *asked)
{
  JsonObject *info = json_object_new ();
  JsonArray *numbers = json_array_new ();
  gboolean cloud = self->profile == FAKE_JIRA_CLOUD;
  g_autofree char *time = fake_jira_time (fake_jira_now (self));

  json_object_set_string_member (info, "baseUrl", self->base);
  json_object_set_string_member (info, "version", cloud ? "1001.0.0-SNAPSHOT" : "10.3.24");
  json_array_add_int_element (numbers, cloud ? 1001 : 10);
  json_array_add_int_element (numbers, cloud ? 0 : 3);
  json_array_add_int_element (numbers, cloud ? 0 : 24);
  json_object_set_array_member (info, "versionNumbers", numbers);
  json_object_set_string_member (info, "deploymentType", cloud ? "Cloud" : "Server");
  json_object_set_int_member (info, "buildNumber", cloud ? 100290 : 10030024);
  json_object_set_string_member (info, "serverTime", time);
  json_object_set_string_member (info, "scmInfo", "0000000");
  json_object_set_string_member (info, "serverTitle", "Acme JIRA");
  fake_jira_answer (asked, 200, info);
}

void
fake_jira_myself (FakeJira *self, FakeJiraAsked *asked)
{
  JsonObject *person = fake_jira_new_person (self, "aiko");

  json_object_set_string_member (person, "locale", "ja_JP");
  fake_jira_answer (asked, 200, person);
}

void
fake_jira_projects (FakeJira *self, FakeJiraAsked *asked)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->projects->len; i++)
    json_array_add_object_element (
      array, fake_jira_new_project (self, g_ptr_array_index (self->projects, i), FALSE));
  if (asked->n_path == 2)
    fake_jira_page (self, asked, "values", array);
  else
    fake_jira_answer_list (asked, array);
}

void
fake_jira_project (FakeJira *self, FakeJiraAsked *asked)
{
  JsonObject *project = fake_jira_find_project (self, asked->path[1]);

  if (project)
    fake_jira_answer (asked, 200, fake_jira_new_project (self, project, TRUE));
  else
    fake_jira_refuse (self, asked, 404, "no-project", asked->path[1]);
}

void
fake_jira_priorities (FakeJira *self, FakeJiraAsked *asked)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->priorities->len; i++)
    json_array_add_object_element (array, fake_copy (g_ptr_array_index (self->priorities, i)));
  fake_jira_answer_list (asked, array);
}
