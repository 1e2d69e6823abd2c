/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* Searches, in as much of JQL as Matoi speaks; they see what the index has seen. */

#define MAX_CLAUSES 16

typedef struct
{
  char *field, *operator;
  GPtrArray *values; /* of char * */
} Clause;

static void
clause_free (gpointer data)
{
  Clause *clause = data;

  g_free (clause->field);
  g_free (clause->operator);
  g_ptr_array_unref (clause->values);
  g_free (clause);
}

/* --- reading JQL */

static void
skip_blanks (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

/* A word, an operator, a text in quotes; NULL: the end. (transfer full) */
static char *
take_word (const char **p)
{
  GString *word = g_string_new (NULL);

  skip_blanks (p);
  if (**p == '"')
    {
      for ((*p)++; **p && **p != '"'; (*p)++)
        g_string_append_c (word, **p == '\\' && (*p)[1] ? *++(*p) : **p);
      if (**p)
        (*p)++;
      return g_string_free (word, FALSE);
    }
  if (**p && strchr ("=!<>~", **p))
    for (; **p && strchr ("=!<>~", **p); (*p)++)
      g_string_append_c (word, **p);
  else if (**p && strchr ("(),", **p))
    g_string_append_c (word, *(*p)++);
  else
    for (; **p && !g_ascii_isspace (**p) && !strchr ("=!<>~,\"", **p) &&
           (**p != '(' || (*p)[1] == ')') && (**p != ')' || (*p)[-1] == '(');
         (*p)++)
      g_string_append_c (word, **p);
  if (word->len > 0)
    return g_string_free (word, FALSE);
  g_string_free (word, TRUE);
  return NULL;
}

static void
take_values (const char **p, GPtrArray *values)
{
  g_autofree char *first = take_word (p);

  if (g_strcmp0 (first, "(") != 0)
    {
      if (first)
        g_ptr_array_add (values, g_steal_pointer (&first));
      return;
    }
  for (;;)
    {
      g_autofree char *word = take_word (p);

      if (!word || g_str_equal (word, ")"))
        return;
      if (!g_str_equal (word, ","))
        g_ptr_array_add (values, g_steal_pointer (&word));
    }
}

/* (nullable): it is no JQL; *@near says where. */
static GPtrArray *
read_jql (const char *jql, char **near_word)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (clause_free);
  const char *p = jql;

  for (;;)
    {
      g_autofree char *word = take_word (&p);
      Clause *clause;

      if (!word || g_ascii_strcasecmp (word, "order") == 0)
        return g_steal_pointer (&clauses);
      if (clauses->len > 0)
        {
          if (g_ascii_strcasecmp (word, "and") != 0 || clauses->len >= MAX_CLAUSES)
            {
              *near_word = g_steal_pointer (&word);
              return NULL;
            }
          g_free (word);
          word = take_word (&p);
        }
      clause = g_new0 (Clause, 1);
      clause->values = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (clauses, clause);
      clause->field = word ? g_ascii_strdown (word, -1) : g_strdup ("");
      clause->operator= take_word (&p);
      take_values (&p, clause->values);
      if (!clause->operator|| clause->values->len == 0)
        {
          *near_word = g_strdup (clause->field);
          return NULL;
        }
    }
}

/* --- what fits */

static const char *
get_member (JsonObject *fields, const char *name, const char *member)
{
  JsonNode *node = json_object_get_member (fields, name);

  return node && JSON_NODE_HOLDS_OBJECT (node)
           ? json_object_get_string_member_with_default (json_node_get_object (node), member, "")
           : "";
}

static gboolean
has_label (JsonObject *fields, const char *label)
{
  JsonArray *labels = json_object_get_array_member (fields, "labels");

  for (guint i = 0; i < json_array_get_length (labels); i++)
    if (g_str_equal (json_array_get_string_element (labels, i), label))
      return TRUE;
  return FALSE;
}

static gboolean
equals (FakeTicket *ticket, const char *field, const char *value)
{
  JsonObject *fields = ticket->indexed;

  if (g_str_equal (field, "labels"))
    return has_label (fields, value);
  if (g_str_equal (field, "project"))
    return g_ascii_strcasecmp (get_member (fields, "project", "key"), value) == 0;
  if (g_str_equal (field, "key") || g_str_equal (field, "issuekey"))
    return g_ascii_strcasecmp (ticket->indexed_key, value) == 0;
  if (g_str_equal (field, "id"))
    return g_str_equal (ticket->id, value);
  if (g_str_equal (field, "reporter"))
    return g_str_equal (value, "currentUser()");
  if (g_str_equal (field, "statuscategory"))
    {
      JsonObject *status = json_object_get_object_member (fields, "status");
      JsonObject *category = json_object_get_object_member (status, "statusCategory");

      return g_ascii_strcasecmp (json_object_get_string_member (category, "key"), value) == 0 ||
             g_ascii_strcasecmp (json_object_get_string_member (category, "name"), value) == 0;
    }
  return FALSE;
}

/* "-15m", "-1d", or "2026-11-21 09:00"; ms */
static gint64
read_time (FakeJira *self, const char *text)
{
  char *unit = NULL;
  gint64 n = g_ascii_strtoll (text, &unit, 10);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = NULL;

  if (*text == '-')
    return fake_jira_now (self) + n * (*unit == 'm' ? 60000 : *unit == 'h' ? 3600000 : 86400000);
  iso = g_strdelimit (g_strdup (text), "/", '-');
  time = g_date_time_new_from_iso8601 (iso, utc);
  return time ? g_date_time_to_unix (time) * 1000 : 0;
}

static gboolean
is_since (FakeJira *self, FakeTicket *ticket, const Clause *clause)
{
  g_autoptr (GDateTime) time =
    g_date_time_new_from_iso8601 (json_object_get_string_member (ticket->indexed, clause->field),
                                  NULL);
  gint64 bound = read_time (self, g_ptr_array_index (clause->values, 0));
  gint64 ms = time ? g_date_time_to_unix (time) * 1000 : 0;

  return g_str_has_prefix (clause->operator, ">") ? ms >= bound : ms <= bound;
}

static gboolean
fits_clause (FakeJira *self, FakeTicket *ticket, const Clause *clause)
{
  gboolean any = FALSE;

  if (g_str_equal (clause->field, "created") || g_str_equal (clause->field, "updated"))
    return is_since (self, ticket, clause);
  for (guint i = 0; i < clause->values->len; i++)
    any |= equals (ticket, clause->field, g_ptr_array_index (clause->values, i));
  return g_str_equal (clause->operator, "!=") ? !any : any;
}

GPtrArray *
fake_jira_search (FakeJira *self, FakeJiraAsked *asked, const char *jql, gboolean strict)
{
  g_autofree char *near_word = NULL;
  g_autoptr (GPtrArray) clauses = read_jql (jql ? jql : "", &near_word);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (!clauses || (clauses->len == 0 && self->profile == FAKE_JIRA_CLOUD))
    {
      fake_jira_refuse (self, asked, 400, clauses ? "unbounded" : "bad-jql", near_word);
      return NULL;
    }
  for (guint i = 0; strict && i < clauses->len; i++)
    {
      const Clause *clause = g_ptr_array_index (clauses, i);

      for (guint j = 0; g_str_has_suffix (clause->field, "key") && j < clause->values->len; j++)
        if (!fake_jira_find (self, g_ptr_array_index (clause->values, j)))
          {
            fake_jira_refuse (self, asked, 400, "no-such-key",
                              g_ptr_array_index (clause->values, j));
            return NULL;
          }
    }
  for (guint i = 0; i < self->tickets->len; i++)
    {
      FakeTicket *ticket = g_ptr_array_index (self->tickets, i);
      gboolean fit = TRUE;

      fake_jira_index (self, ticket);
      for (guint j = 0; ticket->indexed && j < clauses->len; j++)
        fit &= fits_clause (self, ticket, g_ptr_array_index (clauses, j));
      if (ticket->indexed && fit)
        g_ptr_array_add (found, ticket);
    }
  return g_steal_pointer (&found);
}
