/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A directory from JSON: a list of people or services, or an object with both lists. */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-directory-private.h"
#include "matoi-json.h"

typedef struct
{
  MatoiDirectoryReader *reader;
  const char *text; /* ends with NUL; valid JSON */
  const char *at;   /* (nullable) how far the lines are counted */
  guint line;       /* of @at; 0: not known */
  const char *list; /* "people" or "services", "" for a list on its own */
  guint index;
  GError **error;
} Json;

/* --- the line of each element, counted along: asking for each anew would be quadratic */

static void
skip_space (Json *json)
{
  for (; *json->at && strchr (" \t\r\n", *json->at); json->at++)
    json->line += *json->at == '\n';
}

static void
skip_string (Json *json)
{
  for (json->at++; *json->at && *json->at != '"'; json->at++)
    if (*json->at == '\\' && json->at[1])
      json->at++;
  if (*json->at)
    json->at++;
}

static void
skip_value (Json *json)
{
  guint depth = 0;

  do
    {
      skip_space (json);
      if (*json->at == '"')
        {
          skip_string (json);
          continue;
        }
      if (depth == 0 && *json->at && strchr (",]}", *json->at))
        return;
      depth += *json->at == '{' || *json->at == '[';
      depth -= *json->at == '}' || *json->at == ']';
      if (*json->at)
        json->at++;
    }
  while (*json->at && (depth > 0 || !strchr (",]}", *json->at)));
}

/* To the first element of the list; a name that is written with escapes is not found. */
static void
find_list (Json *json)
{
  gsize length = strlen (json->list);

  json->at = json->text;
  json->line = 1;
  skip_space (json);
  while (*json->list && *json->at && *json->at != '}')
    {
      const char *name;

      json->at++; /* { or , */
      skip_space (json);
      name = json->at + 1;
      if (*json->at == '"')
        skip_string (json);
      skip_space (json);
      if (*json->at == ':')
        json->at++;
      skip_space (json);
      if (strncmp (name, json->list, length) == 0 && name[length] == '"')
        break;
      skip_value (json);
      skip_space (json);
    }
  if (*json->at == '[')
    json->at++;
  else
    json->line = 0;
  if (json->line)
    skip_space (json);
}

static void
find_next (Json *json)
{
  if (!json->line)
    return;
  skip_value (json);
  skip_space (json);
  if (*json->at == ',')
    json->at++;
  skip_space (json);
}

/* --- */

/* The line on which @member of the element stands. */
static guint
line_of (Json *json, const char *member)
{
  g_autofree char *path = g_strdup_printf ("%s[%u].%s", json->list, json->index, member);

  return matoi_json_line_of (json->text, path);
}

static gboolean
take_string (Json *json, JsonObject *object, const char *member, char **field)
{
  const char *text = matoi_json_get_string (object, member);

  if (!text && json_object_has_member (object, member) &&
      !json_object_get_null_member (object, member))
    /* Translators: %s is the name of a member in a JSON file */
    return matoi_directory_fail (json->error, line_of (json, member),
                                 _ ("“%s” must be a text."), member);
  matoi_directory_set_cell (field, text ? text : "");
  g_strstrip (*field);
  return TRUE;
}

static gboolean
take_list (Json *json, JsonObject *object, const char *member, GStrv *field)
{
  JsonArray *array = matoi_json_get_array (object, member);
  const char *text = matoi_json_get_string (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!array && !text && json_object_has_member (object, member) &&
      !json_object_get_null_member (object, member))
    /* Translators: %s is the name of a member in a JSON file */
    return matoi_directory_fail (json->error, line_of (json, member),
                                 _ ("“%s” must be a list of texts."), member);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      g_autofree char *part = g_strdup (matoi_json_array_get_string (array, i));

      if (!part)
        return matoi_directory_fail (json->error, line_of (json, member),
                                     _ ("“%s” must be a list of texts."), member);
      if (*g_strstrip (part))
        g_strv_builder_add (builder, part);
    }
  g_strfreev (*field);
  *field = text ? matoi_directory_dup_list (text) : g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
check_members (Json *json, JsonObject *object, const char *const *known)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l; l = l->next)
    if (!g_strv_contains (known, l->data))
      /* Translators: %s is the name of a member in a JSON file */
      return matoi_directory_fail (json->error, line_of (json, l->data),
                                   _ ("There is no member “%s” here."), (const char *) l->data);
  return TRUE;
}

static gboolean
read_person_object (Json *json, JsonObject *object)
{
  static const char *const known[] = { "name",     "reading", "email", "phone",
                                       "services", "roles",   "slack", NULL };
  g_autoptr (MatoiPerson) person = matoi_person_new ("");

  person->line = json->line;
  return check_members (json, object, known) && take_string (json, object, "name", &person->name) &&
         take_string (json, object, "reading", &person->reading) &&
         take_string (json, object, "email", &person->email) &&
         take_string (json, object, "phone", &person->phone) &&
         take_string (json, object, "slack", &person->slack) &&
         take_list (json, object, "services", &person->services) &&
         take_list (json, object, "roles", &person->roles) &&
         matoi_directory_reader_take_person (json->reader, g_steal_pointer (&person), json->error);
}

static gboolean
read_service_object (Json *json, JsonObject *object)
{
  static const char *const known[] = { "service", "name", "reading", "team", NULL };
  g_autoptr (MatoiService) service = matoi_service_new ("");
  const char *name = json_object_has_member (object, "service") ? "service" : "name";

  service->line = json->line;
  return check_members (json, object, known) && take_string (json, object, name, &service->name) &&
         take_string (json, object, "reading", &service->reading) &&
         take_string (json, object, "team", &service->team) &&
         matoi_directory_reader_take_service (json->reader, g_steal_pointer (&service),
                                              json->error);
}

static gboolean
read_list (Json *json, JsonArray *array)
{
  find_list (json);
  for (json->index = 0; json->index < json_array_get_length (array); json->index++)
    {
      JsonObject *object = matoi_json_array_get_object (array, json->index);
      gboolean service;

      if (!object)
        return matoi_directory_fail (json->error, json->line,
                                     _ ("Each part of the list must be an object in { }."));
      service = *json->list ? strcmp (json->list, "services") == 0
                            : json_object_has_member (object, "service");
      if (service ? !read_service_object (json, object) : !read_person_object (json, object))
        return FALSE;
      find_next (json);
    }
  return TRUE;
}

gboolean
matoi_directory_read_json (MatoiDirectoryReader *reader,
                           const char *text,
                           gsize length,
                           GError **error)
{
  static const char *const lists[] = { "people", "services" };
  g_autoptr (JsonNode) root =
    matoi_json_parse (text, (gssize) length, MATOI_DIRECTORY_MAX_BYTES, 8, error);
  g_autofree char *copy = g_strndup (text, length);
  Json json = { .reader = reader, .text = copy, .list = "", .error = error };
  JsonObject *object;

  if (!root)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (root))
    return read_list (&json, json_node_get_array (root));
  object = json_node_get_object (root);
  if (!json_object_has_member (object, "people") && !json_object_has_member (object, "services"))
    return matoi_directory_fail (error, 1, _ ("There is neither “people” nor “services” in it."));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *array = matoi_json_get_array (object, lists[i]);

      json.list = lists[i];
      if (!array && json_object_has_member (object, lists[i]))
        return matoi_directory_fail (error, matoi_json_line_of (copy, lists[i]),
                                     /* Translators: %s is the name of a member in a JSON file */
                                     _ ("“%s” must be a list."), lists[i]);
      if (array && !read_list (&json, array))
        return FALSE;
    }
  return TRUE;
}
