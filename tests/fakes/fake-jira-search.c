/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "fake-jira-private.h"

/* The answers to searches, in pages. */

static const char *
get_order (FakeJiraAsked *asked, const char *name)
{
  return asked->body ? json_object_get_string_member_with_default (asked->body, name, NULL)
                     : fake_jira_query (asked, name);
}

static gint64
get_number (FakeJiraAsked *asked, const char *name, gint64 fallback)
{
  const char *text = fake_jira_query (asked, name);

  if (asked->body)
    return json_object_get_int_member_with_default (asked->body, name, fallback);
  return text ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

/* (nullable) (transfer full) */
static char **
get_names (FakeJiraAsked *asked, const char *name)
{
  JsonNode *node = asked->body ? json_object_get_member (asked->body, name) : NULL;
  const char *text = fake_jira_query (asked, name);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (!asked->body)
    return text ? g_strsplit (text, ",", -1) : NULL;
  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_ptr_array_add (names,
                     g_strdup (json_array_get_string_element (json_node_get_array (node), i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static JsonArray *
describe_part (FakeJira *self, FakeJiraAsked *asked, GPtrArray *found, guint start, guint max)
{
  g_auto (GStrv) names = get_names (asked, "fields");
  g_auto (GStrv) properties = get_names (asked, "properties");
  JsonArray *issues = json_array_new ();

  for (guint i = start; i < found->len && i < start + max; i++)
    {
      FakeTicket *ticket = g_ptr_array_index (found, i);
      JsonObject *issue;

      /* Cloud gives no more than is asked for. */
      if (!names && self->profile == FAKE_JIRA_CLOUD)
        {
          issue = json_object_new ();
          json_object_set_string_member (issue, "id", ticket->id);
        }
      else
        issue = fake_jira_describe (self, ticket, ticket->indexed, ticket->indexed_key, names,
                                    properties);
      json_array_add_object_element (issues, issue);
    }
  return issues;
}

static guint
get_max (FakeJira *self, FakeJiraAsked *asked, guint limit)
{
  guint max = (guint) CLAMP (get_number (asked, "maxResults", 50), 1, limit);

  return self->page_size > 0 ? MIN (max, self->page_size) : max;
}

void
fake_jira_search_cloud (FakeJira *self, FakeJiraAsked *asked)
{
  g_autoptr (GPtrArray) found = fake_jira_search (self, asked, get_order (asked, "jql"), TRUE);
  const char *token = get_order (asked, "nextPageToken");
  guint max = get_max (self, asked, 5000), start = 0;
  JsonObject *answer;
  gboolean last;

  if (!found)
    return;
  if (token && sscanf (token, "from-%u", &start) != 1)
    {
      fake_jira_refuse (self, asked, 400, "bad-token", NULL);
      return;
    }
  last = start + max >= found->len;
  answer = json_object_new ();
  json_object_set_array_member (answer, "issues", describe_part (self, asked, found, start, max));
  if (!last)
    {
      g_autofree char *next = g_strdup_printf ("from-%u", start + max);

      json_object_set_string_member (answer, "nextPageToken", next);
    }
  json_object_set_boolean_member (answer, "isLast", last);
  fake_jira_answer (asked, 200, answer);
}

void
fake_jira_search_dc (FakeJira *self, FakeJiraAsked *asked)
{
  gboolean strict =
    !asked->body ||
    json_object_get_boolean_member_with_default (asked->body, "validateQuery", TRUE);
  const char *jql = get_order (asked, "jql");
  g_autoptr (GPtrArray) found = fake_jira_search (self, asked, jql, strict);
  guint start = (guint) MAX (get_number (asked, "startAt", 0), 0);
  guint max = get_max (self, asked, 1000);
  JsonObject *answer;

  if (!found)
    return;
  answer = json_object_new ();
  json_object_set_string_member (answer, "expand", "schema,names");
  json_object_set_int_member (answer, "startAt", start);
  json_object_set_int_member (answer, "maxResults", max);
  json_object_set_int_member (answer, "total", found->len);
  json_object_set_array_member (answer, "issues", describe_part (self, asked, found, start, max));
  fake_jira_answer (asked, 200, answer);
}
