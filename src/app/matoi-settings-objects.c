/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-settings-private.h"

/* Settings that are tables, written as JSON. Whoever writes one by hand is told the place of the
 * first mistake. */

#define MAX_OBJECT (64 * 1024)
#define MAX_DEPTH  6

/* What is wrong with @node, as a translated sentence, or NULL; @inner (nullable) then tells where
 * in it. (transfer full) */
typedef char *(*EntryFunc) (MatoiContext *self, JsonNode *node, char **inner);

/* Takes @advice, which is found at "NAME" or "NAME.INNER". */
static char *
tell_place (const char *text, const char *name, const char *inner, char *advice)
{
  g_autofree char *path = inner != NULL ? g_strconcat (name, ".", inner, NULL) : g_strdup (name);
  g_autofree char *taken = advice;
  guint line = matoi_json_line_of (text, path);

  /* Translators: %1$u is the number of a line, %2$s such as “Payments.project”, %3$s a sentence. */
  return line > 0 ? g_strdup_printf (_ ("Line %1$u, %2$s: %3$s"), line, path, taken)
                  /* Translators: %1$s is such as “Payments.project”, %2$s a sentence. */
                  : g_strdup_printf (_ ("%1$s: %2$s"), path, taken);
}

static char *
check_table (MatoiContext *self, const char *text, EntryFunc check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = matoi_json_parse (text, -1, MAX_OBJECT, MAX_DEPTH, &error);
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  if (node == NULL)
    return g_strdup (error->message);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("Give a JSON object, which begins with { and ends with }."));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &entry))
    {
      g_autofree char *inner = NULL;
      char *advice =
        *name != '\0' ? check (self, entry, &inner) : g_strdup (_ ("A name is empty."));

      if (advice != NULL)
        return tell_place (text, name, inner, advice);
    }
  return NULL;
}

/* --- entries */

static const char *
get_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

typedef struct
{
  const char *name;
  char *(*check) (MatoiContext *self, const char *value);
} Member;

/* An object of texts that have no other members than these; @members end with NULL. */
static char *
check_members (MatoiContext *self, JsonNode *node, const Member *members, char **inner)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup_printf (
      /* Translators: %s is such as “project”; the braces are part of it. */
      _ ("Give an object such as {\"%s\": \"…\"}."), members[0].name);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const Member *member = members;
      char *advice;

      while (member->name != NULL && !g_str_equal (member->name, name))
        member++;
      if (member->name == NULL)
        advice = g_strdup (_ ("There is no such thing here."));
      else
        advice = get_text (value) == NULL ? g_strdup (_ ("Give a text between quotation marks."))
                                          : member->check (self, get_text (value));
      if (advice == NULL)
        continue;
      *inner = g_strdup (name);
      return advice;
    }
  return NULL;
}

static char *
check_site (MatoiContext *self, const char *value)
{
  return g_str_equal (value, "jira") || g_str_equal (value, "jira2")
           ? NULL
           : g_strdup (_ ("Give jira or jira2."));
}

static char *
check_kind (MatoiContext *self, const char *value)
{
  return g_str_equal (value, "user") || g_str_equal (value, "team")
           ? NULL
           : g_strdup (_ ("Give user or team."));
}

static char *
check_project (MatoiContext *self, JsonNode *node, char **inner)
{
  static const Member members[] = {
    { "project", matoi_setting_check_project },
    { "type", matoi_setting_check_number },
    { "site", check_site },
    { NULL },
  };

  return check_members (self, node, members, inner);
}

static char *
check_priority (MatoiContext *self, JsonNode *node, char **inner)
{
  const char *text = get_text (node);

  return text != NULL && *text != '\0'
           ? NULL
           : g_strdup (_ ("Give the id of a priority as a text between quotation marks."));
}

static char *
check_fields (MatoiContext *self, JsonNode *node, char **inner)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("Give an object with the ids of fields and what they get."));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (get_text (value) == NULL)
      {
        *inner = g_strdup (name);
        return g_strdup (_ ("Give a text between quotation marks."));
      }
  return NULL;
}

static char *
check_service (MatoiContext *self, JsonNode *node, char **inner)
{
  static const Member members[] = {
    { "service", matoi_setting_check_remote_id },
    { "policy", matoi_setting_check_remote_id },
    { NULL },
  };

  return check_members (self, node, members, inner);
}

static char *
check_subscribers (MatoiContext *self, JsonNode *node, char **inner)
{
  static const Member members[] = {
    { "id", matoi_setting_check_remote_id },
    { "type", check_kind },
    { NULL },
  };
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL)
    return g_strdup (_ ("Give a list of people and teams, between [ and ]."));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      char *advice = check_members (self, json_array_get_element (list, i), members, inner);
      JsonObject *object = matoi_json_array_get_object (list, i);

      if (advice == NULL && (matoi_json_get_string (object, "id") == NULL ||
                             matoi_json_get_string (object, "type") == NULL))
        advice = g_strdup (_ ("Each of them needs both id and type."));
      if (advice != NULL)
        return advice;
    }
  return NULL;
}

static char *
check_components (MatoiContext *self, JsonNode *node, char **inner)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL)
    return g_strdup (_ ("Give a list of ids of components, between [ and ]."));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *id = get_text (json_array_get_element (list, i));
      char *advice = id != NULL ? matoi_setting_check_remote_id (self, id)
                                : g_strdup (_ ("Give a text between quotation marks."));

      if (advice != NULL)
        return advice;
    }
  return NULL;
}

/* --- the settings */

char *
matoi_setting_check_projects (MatoiContext *self, const char *value)
{
  return check_table (self, value, check_project);
}

char *
matoi_setting_check_priorities (MatoiContext *self, const char *value)
{
  return check_table (self, value, check_priority);
}

char *
matoi_setting_check_fields (MatoiContext *self, const char *value)
{
  return check_table (self, value, check_fields);
}

char *
matoi_setting_check_paged (MatoiContext *self, const char *value)
{
  return check_table (self, value, check_service);
}

char *
matoi_setting_check_subscribers (MatoiContext *self, const char *value)
{
  return check_table (self, value, check_subscribers);
}

char *
matoi_setting_check_components (MatoiContext *self, const char *value)
{
  return check_table (self, value, check_components);
}
