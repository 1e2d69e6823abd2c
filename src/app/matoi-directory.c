/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-directory-private.h"

#include <string.h>

#include "matoi-json.h"

/** matoi_directory_new: (transfer full): without anybody in it. */
MatoiDirectory *
matoi_directory_new (void)
{
  MatoiDirectory *directory = g_new0 (MatoiDirectory, 1);

  directory->people = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_person_free);
  directory->services = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_service_free);
  return directory;
}

void
matoi_directory_free (MatoiDirectory *directory)
{
  g_clear_pointer (&directory->people, g_ptr_array_unref);
  g_clear_pointer (&directory->services, g_ptr_array_unref);
  g_clear_pointer (&directory->index, g_hash_table_unref);
  g_free (directory);
}

/** matoi_person_new: (transfer full): nothing else is known of them. */
MatoiPerson *
matoi_person_new (const char *name)
{
  MatoiPerson *person = g_new0 (MatoiPerson, 1);

  person->name = g_strdup (name);
  person->reading = g_strdup ("");
  person->email = g_strdup ("");
  person->phone = g_strdup ("");
  person->slack = g_strdup ("");
  person->services = g_new0 (char *, 1);
  person->roles = g_new0 (char *, 1);
  return person;
}

/** matoi_person_copy: (transfer full) */
MatoiPerson *
matoi_person_copy (const MatoiPerson *person)
{
  MatoiPerson *copy = g_new0 (MatoiPerson, 1);

  copy->name = g_strdup (person->name);
  copy->reading = g_strdup (person->reading);
  copy->email = g_strdup (person->email);
  copy->phone = g_strdup (person->phone);
  copy->slack = g_strdup (person->slack);
  copy->services = g_strdupv (person->services);
  copy->roles = g_strdupv (person->roles);
  copy->line = person->line;
  return copy;
}

void
matoi_person_free (MatoiPerson *person)
{
  g_free (person->name);
  g_free (person->reading);
  g_free (person->email);
  g_free (person->phone);
  g_free (person->slack);
  g_strfreev (person->services);
  g_strfreev (person->roles);
  g_free (person);
}

/** matoi_service_new: (transfer full): nothing else is known of it. */
MatoiService *
matoi_service_new (const char *name)
{
  MatoiService *service = g_new0 (MatoiService, 1);

  service->name = g_strdup (name);
  service->reading = g_strdup ("");
  service->team = g_strdup ("");
  return service;
}

/** matoi_service_copy: (transfer full) */
MatoiService *
matoi_service_copy (const MatoiService *service)
{
  MatoiService *copy = g_new0 (MatoiService, 1);

  copy->name = g_strdup (service->name);
  copy->reading = g_strdup (service->reading);
  copy->team = g_strdup (service->team);
  copy->line = service->line;
  return copy;
}

void
matoi_service_free (MatoiService *service)
{
  g_free (service->name);
  g_free (service->reading);
  g_free (service->team);
  g_free (service);
}

/* --- names as people type them */

/** matoi_directory_fold: see the header. */
char *
matoi_directory_fold (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = narrow ? g_utf8_casefold (narrow, -1) : NULL;
  GString *plain = g_string_new (NULL);

  for (const char *c = folded; c && *c; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      /* Katakana has the order of hiragana; a dot or a blank between names is a matter of taste. */
      if (one >= 0x30a1 && one <= 0x30f6)
        one -= 0x60;
      if (!g_unichar_isspace (one) && one != 0x30fb)
        g_string_append_unichar (plain, one);
    }
  return g_string_free (plain, FALSE);
}

/** matoi_directory_matches: see the header. Nothing typed is part of everything. */
gboolean
matoi_directory_matches (const char *name, const char *reading_or_null, const char *typed)
{
  g_autofree char *wanted = matoi_directory_fold (typed);
  g_autofree char *folded = matoi_directory_fold (name);
  g_autofree char *reading = matoi_directory_fold (reading_or_null ? reading_or_null : "");

  return strstr (folded, wanted) != NULL || strstr (reading, wanted) != NULL;
}

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = matoi_directory_fold (a);
  g_autofree char *folded_b = matoi_directory_fold (b);

  return strcmp (folded_a, folded_b) == 0;
}

/* Where each folded name stands in an array, + 1. The first of equal ones. */
static GHashTable *
index_names (GPtrArray *array)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < array->len; i++)
    {
      /* Both structures begin with the name. */
      char **item = g_ptr_array_index (array, i);
      g_autofree char *key = matoi_directory_fold (*item);

      if (!g_hash_table_contains (index, key))
        g_hash_table_insert (index, g_steal_pointer (&key), GUINT_TO_POINTER (i + 1));
    }
  return index;
}

static MatoiPerson *
look_up (MatoiDirectory *directory, const char *key)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (directory->index, key));

  return place > 0 && place <= directory->people->len
           ? g_ptr_array_index (directory->people, place - 1)
           : NULL;
}

static const MatoiPerson *
find_person (MatoiDirectory *directory, const char *name)
{
  g_autofree char *key = matoi_directory_fold (name);
  const MatoiPerson *person;

  if (!directory->index || directory->n_indexed != directory->people->len)
    {
      g_clear_pointer (&directory->index, g_hash_table_unref);
      directory->index = index_names (directory->people);
      directory->n_indexed = directory->people->len;
    }
  person = look_up (directory, key);
  return person && is_same_name (person->name, name) ? person : NULL;
}

/**
 * matoi_directory_find_person:
 *
 * Returns: (transfer none) (nullable): the person of that name; case, width, kana and blanks do
 *   not count
 */
const MatoiPerson *
matoi_directory_find_person (MatoiDirectory *directory, const char *name)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return name && *name ? find_person (directory, name) : NULL;
}

/** matoi_directory_find_service: (transfer none) (nullable): the same for a service. */
const MatoiService *
matoi_directory_find_service (MatoiDirectory *directory, const char *name)
{
  g_return_val_if_fail (directory != NULL, NULL);

  for (guint i = 0; name && *name && i < directory->services->len; i++)
    {
      const MatoiService *service = g_ptr_array_index (directory->services, i);

      if (is_same_name (service->name, name))
        return service;
    }
  return NULL;
}

/** matoi_person_is_expert: whether @person knows @service, in any case and width. */
gboolean
matoi_person_is_expert (const MatoiPerson *person, const char *service)
{
  for (guint i = 0; person->services[i]; i++)
    if (is_same_name (person->services[i], service))
      return TRUE;
  return FALSE;
}

typedef gpointer (*CopyFunc) (gconstpointer item);

static void
merge (GPtrArray *array, GPtrArray *from, CopyFunc copy, GDestroyNotify destroy)
{
  g_autoptr (GHashTable) known = index_names (array);

  for (guint i = 0; i < from->len; i++)
    {
      char **item = g_ptr_array_index (from, i);
      g_autofree char *key = matoi_directory_fold (*item);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));

      if (place > 0)
        {
          destroy (g_ptr_array_index (array, place - 1));
          g_ptr_array_index (array, place - 1) = copy (item);
          continue;
        }
      g_ptr_array_add (array, copy (item));
      g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (array->len));
    }
}

/** matoi_directory_merge: see the header. */
void
matoi_directory_merge (MatoiDirectory *directory, MatoiDirectory *from)
{
  g_return_if_fail (directory != NULL && from != NULL && directory != from);

  merge (directory->people, from->people, (CopyFunc) matoi_person_copy,
         (GDestroyNotify) matoi_person_free);
  merge (directory->services, from->services, (CopyFunc) matoi_service_copy,
         (GDestroyNotify) matoi_service_free);
  g_clear_pointer (&directory->index, g_hash_table_unref);
}

/* --- the settings */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (*text)
    json_object_set_string_member (object, name, text);
}

static void
set_list (JsonObject *object, const char *name, GStrv words)
{
  JsonArray *array;

  if (!words[0])
    return;
  array = json_array_new ();
  for (guint i = 0; words[i]; i++)
    json_array_add_string_element (array, words[i]);
  json_object_set_array_member (object, name, array);
}

static char *
take_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_array (node, array);
  json_array_unref (array);
  return json_to_string (node, FALSE);
}

/** matoi_directory_dup_people: see the header; what is not known is left out. */
char *
matoi_directory_dup_people (MatoiDirectory *directory)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < directory->people->len; i++)
    {
      const MatoiPerson *person = g_ptr_array_index (directory->people, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", person->name);
      set_text (object, "reading", person->reading);
      set_text (object, "email", person->email);
      set_text (object, "phone", person->phone);
      set_list (object, "services", person->services);
      set_list (object, "roles", person->roles);
      set_text (object, "slack", person->slack);
      json_array_add_object_element (array, object);
    }
  return take_array (array);
}

/** matoi_directory_dup_services: see the header. */
char *
matoi_directory_dup_services (MatoiDirectory *directory)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < directory->services->len; i++)
    {
      const MatoiService *service = g_ptr_array_index (directory->services, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "service", service->name);
      set_text (object, "reading", service->reading);
      set_text (object, "team", service->team);
      json_array_add_object_element (array, object);
    }
  return take_array (array);
}
