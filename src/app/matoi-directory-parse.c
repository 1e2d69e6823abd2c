/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-directory-private.h"
#include "matoi-text.h"

#define MAX_ROWS       5000
#define MAX_NAME_CHARS 200
#define MAX_LIST       100

/* What the presets that come with Matoi call their roles. */
static const char *const built_in_roles[] = {
  "ic",  "deputy",       "scribe",      "customer-liaison", "internal-liaison",
  "sme", "investigator", "team-leader", "shadow",           "observer",
  NULL
};

/* Sets an error that names the line, unless it is not known. Returns FALSE. */
gboolean
matoi_directory_fail (GError **error, guint line, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (line > 0)
    /* Translators: %1$u is the number of a line in a file, %2$s a sentence: what is wrong there. */
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT, _ ("Line %1$u: %2$s"), line, text);
  else
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, text);
  return FALSE;
}

static gboolean
check_cell (const char *text, const char *column, guint line, GError **error)
{
  if (g_utf8_strlen (text, -1) > MAX_NAME_CHARS)
    return matoi_directory_fail (error, line,
                                 /* Translators: %s is the name of a column such as “name” */
                                 _ ("“%s” is longer than the 200 characters that are accepted."),
                                    column);
  for (const char *c = text; *c; c = g_utf8_next_char (c))
    if (*c == '\n' || *c == '\t' || !matoi_char_is_plain (g_utf8_get_char (c)))
      return matoi_directory_fail (error, line,
                                   /* Translators: %s is the name of a column such as “name” */
                                   _ ("“%s” has a line break or another control character in it."),
                                      column);
  return TRUE;
}

static gboolean
check_list (GStrv list, const char *column, guint line, GError **error)
{
  if (g_strv_length (list) > MAX_LIST)
    return matoi_directory_fail (error, line,
                                 /* Translators: %s is the name of a column such as “services” */
                                 _ ("“%s” has more than 100 parts."), column);
  for (guint i = 0; list[i]; i++)
    if (!check_cell (list[i], column, line, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_addresses (const MatoiPerson *person, GError **error)
{
  const char *at = strchr (person->email, '@');

  if (*person->email && (!at || at == person->email || !at[1] || strchr (at + 1, '@') ||
                         strpbrk (person->email, " ,;<>\"")))
    return matoi_directory_fail (error, person->line,
                                 /* Translators: %s is what stands in place of an e-mail address */
                                 _ ("“%s” is not an e-mail address."), person->email);
  if (*person->phone && !strpbrk (person->phone, "0123456789"))
    return matoi_directory_fail (error, person->line,
                                 /* Translators: %s is what stands in place of a telephone number */
                                 _ ("“%s” is not a telephone number."), person->phone);
  return TRUE;
}

/* Puts ids in the place of names of roles. */
static gboolean
check_roles (MatoiDirectoryReader *reader, MatoiPerson *person, GError **error)
{
  for (guint i = 0; !reader->any_role && person->roles[i]; i++)
    {
      const MatoiRole *role =
        reader->policy ? matoi_policy_match_role (reader->policy, person->roles[i]) : NULL;

      if (role)
        {
          g_free (person->roles[i]);
          person->roles[i] = g_strdup (role->id);
        }
      else if (!g_strv_contains (built_in_roles, person->roles[i]))
        {
          g_autofree char *known = g_strjoinv (", ", (char **) built_in_roles);

          return matoi_directory_fail (
            error, person->line,
            /* Translators: 1: what was given as a role, 2: the roles that exist */
            _ ("There is no role “%1$s”. Roles: %2$s."), person->roles[i], known);
        }
    }
  return TRUE;
}

/* Remembers @name; FALSE if it is there already. */
static gboolean
check_once (GHashTable *seen, const char *name, guint line, GError **error)
{
  g_autofree char *key = matoi_directory_fold (name);
  gpointer first;

  if (g_hash_table_size (seen) >= MAX_ROWS)
    return matoi_directory_fail (error, line, _ ("There are more than 5000 rows."));
  if (!g_hash_table_lookup_extended (seen, key, NULL, &first))
    {
      g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (line));
      return TRUE;
    }
  if (GPOINTER_TO_UINT (first) == line)
    return matoi_directory_fail (error, line,
                                 /* Translators: %s is a name */
                                 _ ("“%s” is there twice; give each a name that tells them apart."),
                                    name);
  return matoi_directory_fail (
    error, line,
    /* Translators: %1$s is a name, %2$u the number of a line */
    _ ("“%1$s” is on line %2$u already; give each a name that tells them apart."), name,
       GPOINTER_TO_UINT (first));
}

/* @person: transfer full. */
gboolean
matoi_directory_reader_take_person (MatoiDirectoryReader *reader,
                                    MatoiPerson *taken,
                                    GError **error)
{
  g_autoptr (MatoiPerson) person = taken;
  guint line = person->line;

  if (!*person->name)
    return matoi_directory_fail (error, line, _ ("The name is missing."));
  if (!check_cell (person->name, "name", line, error) ||
      !check_cell (person->reading, "reading", line, error) ||
      !check_cell (person->email, "email", line, error) ||
      !check_cell (person->phone, "phone", line, error) ||
      !check_cell (person->slack, "slack", line, error) ||
      !check_list (person->services, "services", line, error) ||
      !check_list (person->roles, "roles", line, error) || !check_addresses (person, error) ||
      !check_roles (reader, person, error) ||
      !check_once (reader->people, person->name, line, error))
    return FALSE;
  g_ptr_array_add (reader->directory->people, g_steal_pointer (&person));
  return TRUE;
}

/* @service: transfer full. */
gboolean
matoi_directory_reader_take_service (MatoiDirectoryReader *reader,
                                     MatoiService *taken,
                                     GError **error)
{
  g_autoptr (MatoiService) service = taken;
  guint line = service->line;

  if (!*service->name)
    return matoi_directory_fail (error, line, _ ("The name is missing."));
  if (!check_cell (service->name, "service", line, error) ||
      !check_cell (service->reading, "reading", line, error) ||
      !check_cell (service->team, "team", line, error) ||
      !check_once (reader->services, service->name, line, error))
    return FALSE;
  g_ptr_array_add (reader->directory->services, g_steal_pointer (&service));
  return TRUE;
}

static gboolean
check_encoding (const char *text, gsize length, GError **error)
{
  const char *bad = text;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  for (const char *c = text; c < bad; c++)
    line += *c == '\n';
  return matoi_directory_fail (
    error, line, _ ("The text is not valid UTF-8. Save the file as UTF-8 and try again."));
}

static gboolean
is_json (const char *text, gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  return i < length && (text[i] == '[' || text[i] == '{');
}

static MatoiDirectory *
parse (const char *text, gssize length, MatoiPolicy *policy, gboolean any_role, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (MatoiDirectory) directory = matoi_directory_new ();
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MatoiDirectoryReader reader = { directory, policy, any_role, people, services };

  if (size > MATOI_DIRECTORY_MAX_BYTES)
    {
      matoi_directory_fail (error, 0,
                            _ ("The directory is larger than the 1 MB that is accepted."));
      return NULL;
    }
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  if (!check_encoding (text, size, error))
    return NULL;
  if (is_json (text, size) ? !matoi_directory_read_json (&reader, text, size, error)
                           : !matoi_directory_read_csv (&reader, text, size, error))
    return NULL;
  return g_steal_pointer (&directory);
}

/**
 * matoi_directory_parse:
 * @text: CSV or JSON, see the header; a mark of the byte order is skipped
 * @length: in bytes, -1 if @text ends with NUL
 * @error: MATOI_ERROR_INPUT
 *
 * Returns: (transfer full): all of it, or NULL
 */
MatoiDirectory *
matoi_directory_parse (const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return parse (text, length, NULL, FALSE, error);
}

/** matoi_directory_parse_for: as matoi_directory_parse (), with the roles of the team's process. */
MatoiDirectory *
matoi_directory_parse_for (MatoiContext *context, const char *text, gssize length, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (context) && text != NULL, NULL);

  return parse (text, length, matoi_context_get_policy (context, NULL, NULL), FALSE, error);
}

/** matoi_directory_check_setting: whether @text is JSON with people, or with services, only. */
gboolean
matoi_directory_check_setting (MatoiContext *context,
                               const char *text,
                               gboolean of_services,
                               GError **error)
{
  g_autoptr (MatoiDirectory) directory = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context) && text != NULL, FALSE);

  if (!is_json (text, strlen (text)))
    return matoi_directory_fail (error, 0, _ ("The directory is kept as a list in JSON."));
  directory = matoi_directory_parse_for (context, text, -1, error);
  if (!directory)
    return FALSE;
  if (of_services && directory->people->len > 0)
    return matoi_directory_fail (error, 0, _ ("Here only services are kept, not people."));
  if (!of_services && directory->services->len > 0)
    return matoi_directory_fail (error, 0, _ ("Here only people are kept, not services."));
  return TRUE;
}

/**
 * matoi_directory_load:
 *
 * A setting that another version wrote and that is not understood counts as empty: a wrong
 * directory never stops a response.
 *
 * Returns: (transfer full): what the settings of @context have
 */
MatoiDirectory *
matoi_directory_load (MatoiContext *context)
{
  static const char *const keys[] = { "directory.people", "directory.services" };
  MatoiDirectory *directory = matoi_directory_new ();

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), directory);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = matoi_context_get_setting (context, keys[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MatoiDirectory) part = text ? parse (text, -1, NULL, TRUE, &error) : NULL;

      if (error)
        g_info ("The setting %s is left aside: %s", keys[i], error->message);
      if (part)
        matoi_directory_merge (directory, part);
    }
  return directory;
}
