/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* Tickets that are there: what is read, what people do to them. */

/* By its id, its key, or a key it had before it moved. (nullable) */
FakeTicket *
fake_jira_find (FakeJira *self, const char *id_or_key)
{
  for (guint i = 0; id_or_key && i < self->tickets->len; i++)
    {
      FakeTicket *ticket = g_ptr_array_index (self->tickets, i);

      if (g_str_equal (ticket->id, id_or_key) || g_ascii_strcasecmp (ticket->key, id_or_key) == 0)
        return ticket;
      for (guint j = 0; j < ticket->old_keys->len; j++)
        if (g_ascii_strcasecmp (g_ptr_array_index (ticket->old_keys, j), id_or_key) == 0)
          return ticket;
    }
  return NULL;
}

guint
fake_jira_count_mark (FakeJira *self, const char *mark)
{
  guint n = 0;

  for (guint i = 0; i < self->tickets->len; i++)
    {
      FakeTicket *ticket = g_ptr_array_index (self->tickets, i);
      JsonObject *property = json_object_has_member (ticket->properties, "matoi")
                               ? json_object_get_object_member (ticket->properties, "matoi")
                               : NULL;

      if (property &&
          g_strcmp0 (json_object_get_string_member_with_default (property, "idem", NULL), mark) ==
            0)
        n++;
    }
  return n;
}

/* --- people at work */

void
fake_jira_index (FakeJira *self, FakeTicket *ticket)
{
  if (fake_jira_now (self) < ticket->changed + self->index_lag ||
      ticket->indexed_version == ticket->version)
    return;
  g_clear_pointer (&ticket->indexed, json_object_unref);
  ticket->indexed = fake_copy (ticket->fields);
  g_free (ticket->indexed_key);
  ticket->indexed_key = g_strdup (ticket->key);
  ticket->indexed_version = ticket->version;
}

/* The index keeps what was there before this change, if it had seen it. */
void
fake_jira_touch (FakeJira *self, FakeTicket *ticket)
{
  gint64 now = fake_jira_now (self);
  g_autofree char *time = fake_jira_time (now);

  fake_jira_index (self, ticket);
  ticket->changed = now;
  ticket->version++;
  json_object_set_string_member (ticket->fields, "updated", time);
}

void
fake_jira_set_status (FakeJira *self, FakeTicket *ticket, const char *category)
{
  fake_jira_touch (self, ticket);
  json_object_set_object_member (ticket->fields, "status", fake_jira_new_status (self, category));
}

void
fake_jira_assign (FakeJira *self, FakeTicket *ticket, const char *name)
{
  fake_jira_touch (self, ticket);
  if (name)
    json_object_set_object_member (ticket->fields, "assignee", fake_jira_new_person (self, name));
  else
    json_object_set_null_member (ticket->fields, "assignee");
}

void
fake_jira_set_due (FakeJira *self, FakeTicket *ticket, const char *due)
{
  fake_jira_touch (self, ticket);
  if (due)
    json_object_set_string_member (ticket->fields, "duedate", due);
  else
    json_object_set_null_member (ticket->fields, "duedate");
}

void
fake_jira_move (FakeJira *self, FakeTicket *ticket, const char *project)
{
  JsonObject *target = fake_jira_find_project (self, project);
  gint64 n = json_object_get_int_member_with_default (target, "count", 0) + 1;

  fake_jira_touch (self, ticket);
  json_object_set_int_member (target, "count", n);
  g_ptr_array_add (ticket->old_keys, g_steal_pointer (&ticket->key));
  ticket->key = g_strdup_printf ("%s-%" G_GINT64_FORMAT, project, n);
  g_free (ticket->project);
  ticket->project = g_strdup (project);
  json_object_set_object_member (ticket->fields, "project",
                                 fake_jira_new_project (self, target, FALSE));
}

void
fake_jira_delete (FakeJira *self, FakeTicket *ticket)
{
  g_ptr_array_remove (self->tickets, ticket);
}

/* --- what is read */

static gboolean
wants (char **names, const char *name)
{
  return !names || g_strv_contains ((const char *const *) names, name) ||
         g_strv_contains ((const char *const *) names, "*all") ||
         g_strv_contains ((const char *const *) names, "*navigable");
}

JsonObject *
fake_jira_describe (FakeJira *self,
                    FakeTicket *ticket,
                    JsonObject *fields,
                    const char *key,
                    char **names,
                    char **properties)
{
  JsonObject *object = json_object_new (), *wanted = json_object_new (), *held;
  g_autoptr (GList) all = json_object_get_members (fields);
  g_autofree char *url = fake_jira_url (self, "issue", ticket->id);

  for (GList *name = all; name; name = name->next)
    if (wants (names, name->data))
      json_object_set_member (wanted, name->data,
                              json_node_copy (json_object_get_member (fields, name->data)));
  json_object_set_string_member (object, "expand",
                                 "renderedFields,names,schema,operations,editmeta,changelog");
  json_object_set_string_member (object, "id", ticket->id);
  json_object_set_string_member (object, "self", url);
  json_object_set_string_member (object, "key", key);
  json_object_set_object_member (object, "fields", wanted);
  if (!properties)
    return object;
  held = json_object_new ();
  for (char **name = properties; *name; name++)
    if (json_object_has_member (ticket->properties, *name))
      json_object_set_member (held, *name,
                              json_node_copy (json_object_get_member (ticket->properties, *name)));
  json_object_set_object_member (object, "properties", held);
  return object;
}

/* (nullable) */
static FakeTicket *
find_asked (FakeJira *self, FakeJiraAsked *asked)
{
  FakeTicket *ticket = fake_jira_find (self, asked->path[1]);

  if (!ticket)
    fake_jira_refuse (self, asked, 404, "no-issue", NULL);
  return ticket;
}

void
fake_jira_get (FakeJira *self, FakeJiraAsked *asked)
{
  FakeTicket *ticket = find_asked (self, asked);
  const char *fields = fake_jira_query (asked, "fields");
  const char *properties = fake_jira_query (asked, "properties");
  g_auto (GStrv) names = fields ? g_strsplit (fields, ",", -1) : NULL;
  g_auto (GStrv) keys = properties ? g_strsplit (properties, ",", -1) : NULL;

  if (ticket)
    fake_jira_answer (asked, 200,
                      fake_jira_describe (self, ticket, ticket->fields, ticket->key, names, keys));
}

static char **
dup_strings (JsonObject *body, const char *name)
{
  JsonNode *node = json_object_get_member (body, name);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, g_strdup (json_array_get_string_element (array, i)));
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_steal (texts, NULL);
}

void
fake_jira_bulk_fetch (FakeJira *self, FakeJiraAsked *asked)
{
  g_auto (GStrv) ids = dup_strings (asked->body, "issueIdsOrKeys");
  g_auto (GStrv) names = dup_strings (asked->body, "fields");
  g_auto (GStrv) keys = dup_strings (asked->body, "properties");
  JsonArray *issues = json_array_new ();
  JsonObject *answer = json_object_new ();

  /* Those that are not there are not even named. */
  for (char **id = ids; *id; id++)
    {
      FakeTicket *ticket = fake_jira_find (self, *id);

      if (ticket)
        json_array_add_object_element (issues, fake_jira_describe (self, ticket, ticket->fields,
                                                                   ticket->key, names, keys));
    }
  json_object_set_array_member (answer, "issues", issues);
  json_object_set_array_member (answer, "issueErrors", json_array_new ());
  fake_jira_answer (asked, 200, answer);
}

/* --- properties and links */

void
fake_jira_get_property (FakeJira *self, FakeJiraAsked *asked)
{
  FakeTicket *ticket = find_asked (self, asked);
  JsonObject *answer;

  if (!ticket)
    return;
  if (!json_object_has_member (ticket->properties, asked->path[3]))
    {
      fake_jira_refuse (self, asked, 404, "no-property", asked->path[3]);
      return;
    }
  answer = json_object_new ();
  json_object_set_string_member (answer, "key", asked->path[3]);
  json_object_set_member (
    answer, "value", json_node_copy (json_object_get_member (ticket->properties, asked->path[3])));
  fake_jira_answer (asked, 200, answer);
}

void
fake_jira_put_property (FakeJira *self, FakeJiraAsked *asked)
{
  FakeTicket *ticket = find_asked (self, asked);
  gboolean there;

  if (!ticket)
    return;
  there = json_object_has_member (ticket->properties, asked->path[3]);
  json_object_set_object_member (ticket->properties, asked->path[3], fake_copy (asked->body));
  fake_jira_answer (asked, there ? 200 : 201, NULL);
}

void
fake_jira_get_links (FakeJira *self, FakeJiraAsked *asked)
{
  FakeTicket *ticket = find_asked (self, asked);
  JsonArray *links;

  if (!ticket)
    return;
  links = json_array_new ();
  for (guint i = 0; i < ticket->links->len; i++)
    json_array_add_object_element (links, fake_copy (g_ptr_array_index (ticket->links, i)));
  fake_jira_answer_list (asked, links);
}

static JsonObject *
find_link (FakeTicket *ticket, const char *global_id)
{
  for (guint i = 0; global_id && i < ticket->links->len; i++)
    {
      JsonObject *link = g_ptr_array_index (ticket->links, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (link, "globalId", NULL),
                     global_id) == 0)
        return link;
    }
  return NULL;
}

/* The same global id is the same link. */
void
fake_jira_post_link (FakeJira *self, FakeJiraAsked *asked)
{
  FakeTicket *ticket = find_asked (self, asked);
  JsonObject *old, *link, *answer;
  g_autofree char *kind = NULL, *text = NULL, *url = NULL;
  gint64 id;

  if (!ticket)
    return;
  if (!json_object_has_member (asked->body, "object"))
    {
      fake_jira_refuse (self, asked, 400, "bad-link", NULL);
      return;
    }
  old =
    find_link (ticket, json_object_get_string_member_with_default (asked->body, "globalId", NULL));
  id = old ? json_object_get_int_member (old, "id") : 10000 + self->n_ids++;
  kind = g_strdup_printf ("issue/%s/remotelink", ticket->id);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  url = fake_jira_url (self, kind, text);
  link = fake_copy (asked->body);
  json_object_set_int_member (link, "id", id);
  json_object_set_string_member (link, "self", url);
  answer = json_object_new ();
  json_object_set_int_member (answer, "id", id);
  json_object_set_string_member (answer, "self", url);
  fake_jira_answer (asked, old ? 200 : 201, answer);
  if (old)
    g_ptr_array_remove (ticket->links, old);
  g_ptr_array_add (ticket->links, link);
}
