/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* Room for the pictures of a document, in the letters of JSON. */
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_DEPTH 32

/** matoi_import_result_clear: frees the lists of @result. */
void
matoi_import_result_clear (MatoiImportResult *result)
{
  g_clear_pointer (&result->created, g_ptr_array_unref);
  g_clear_pointer (&result->unchanged, g_ptr_array_unref);
}

static gboolean
refuse_file (GError **error, const char *path, const char *reason)
{
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %1$s is the name of a file, %2$s a whole sentence with the reason. */
               _ ("%1$s: %2$s Nothing was imported."), path, reason);
  return FALSE;
}

static gboolean
read_whole (const char *path, char **text, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GError) local = NULL;

  if (info != NULL && g_file_info_get_size (info) > MAX_BYTES)
    return refuse_file (error, path, _ ("The file is larger than 256 MB."));
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                   /* Translators: %s is the name of a file. */
                   _ ("There is no file “%s”. Nothing was changed."), path);
      return FALSE;
    }
  if (!g_file_get_contents (path, text, length, &local))
    return refuse_file (error, path, local->message);
  if (*length > MAX_BYTES)
    return refuse_file (error, path, _ ("The file is larger than 256 MB."));
  if (!g_utf8_validate (*text, *length, NULL))
    return refuse_file (error, path, _ ("The file is not UTF-8 text."));
  return TRUE;
}

static gboolean
add_records (GPtrArray *records, JsonNode *node)
{
  JsonArray *array = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      array = matoi_json_get_array (json_node_get_object (node), "incidents");
      if (array == NULL)
        {
          g_ptr_array_add (records, json_node_dup_object (node));
          return TRUE;
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    array = json_node_get_array (node);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = matoi_json_array_get_object (array, i);

      if (object == NULL)
        return FALSE;
      g_ptr_array_add (records, json_object_ref (object));
    }
  return array != NULL;
}

/* One object a line, as programs write logs. */
static gboolean
add_lines (GPtrArray *records, const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      g_autofree char *one = g_strndup (line, length);

      if (*g_strstrip (one) != '\0')
        {
          g_autoptr (JsonNode) node = matoi_json_parse (one, -1, MAX_BYTES, MAX_DEPTH, NULL);

          if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
            return FALSE;
          g_ptr_array_add (records, json_node_dup_object (node));
        }
      line += length + (line[length] == '\n');
    }
  return records->len > 0;
}

/**
 * matoi_import_read_records:
 * @path: a file
 * @error: MATOI_ERROR_INPUT names the file; _NOT_FOUND: there is none
 *
 * Takes one object, an array of them, {"incidents":[…]} or one object a line.
 *
 * Returns: (transfer full) (element-type JsonObject): the records, or NULL
 */
GPtrArray *
matoi_import_read_records (const char *path, GError **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  gsize length;
  gboolean good;

  g_return_val_if_fail (path != NULL, NULL);

  if (!read_whole (path, &text, &length, error))
    return NULL;
  node = matoi_json_parse (text, length, MAX_BYTES, MAX_DEPTH, &local);
  good = node != NULL ? add_records (records, node)
                      : strlen (text) == length && add_lines (records, text);
  if (!good)
    {
      refuse_file (error, path,
                   local != NULL ? local->message : _ ("The file holds no records of incidents."));
      return NULL;
    }
  return g_steal_pointer (&records);
}

/** matoi_import_read_file: (transfer full) the one record of @path; MATOI_ERROR_INPUT if it holds another number. */
JsonObject *
matoi_import_read_file (const char *path, GError **error)
{
  g_autoptr (GPtrArray) records = matoi_import_read_records (path, error);

  if (records == NULL)
    return NULL;
  if (records->len != 1)
    {
      refuse_file (error, path, _ ("The file must hold exactly one incident."));
      return NULL;
    }
  return json_object_ref (g_ptr_array_index (records, 0));
}

static guint
count_notes (GPtrArray *events)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((MatoiEvent *) g_ptr_array_index (events, i))->type, "entry.added");
  return n;
}

typedef struct
{
  MatoiImportResult result; /* of this file, until it is durable */
  MatoiProgress progress;
  gpointer user_data;
  guint n;
} Run;

static void
on_imported (guint index, const char *ref, GPtrArray *events, gpointer user_data)
{
  Run *run = user_data;

  g_ptr_array_add (events->len > 0 ? run->result.created : run->result.unchanged, g_strdup (ref));
  run->result.entries += count_notes (events);
  if (run->progress != NULL)
    run->progress (index + 1, run->n, run->user_data);
}

static void
move_refs (GPtrArray **from, GPtrArray *to)
{
  g_ptr_array_extend_and_steal (to, g_steal_pointer (from));
}

/**
 * matoi_import_check_file:
 *
 * Reads and checks a file without writing: for several files, so that a bad
 * one is found before the first is imported. Errors as matoi_import_file ().
 */
gboolean
matoi_import_check_file (MatoiContext *context, const char *path, GError **error)
{
  g_autoptr (GPtrArray) plans = matoi_import_make_plans (context, path, error);

  return plans != NULL;
}

/**
 * matoi_import_file:
 * @context: a context that was not started
 * @path: a file of matoi_import_read_records ()
 * @progress: (nullable): called after each incident
 * @user_data: for @progress
 * @result: (out): what happened; adds to lists that are there already
 * @error: MATOI_ERROR_INPUT names the file and the member; _RULE; _STORAGE
 *
 * Everything in the file is checked before anything is written, and all of it
 * is written in one transaction. The same file again changes nothing.
 *
 * Returns: FALSE on error
 */
gboolean
matoi_import_file (MatoiContext *context,
                   const char *path,
                   MatoiProgress progress,
                   gpointer user_data,
                   MatoiImportResult *result,
                   GError **error)
{
  Run run = { .progress = progress, .user_data = user_data };
  g_autoptr (GPtrArray) plans = NULL;
  gboolean good;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  if (result->created == NULL)
    result->created = g_ptr_array_new_with_free_func (g_free);
  if (result->unchanged == NULL)
    result->unchanged = g_ptr_array_new_with_free_func (g_free);
  plans = matoi_import_make_plans (context, path, error);
  if (plans == NULL)
    return FALSE;
  run.n = plans->len;
  run.result.created = g_ptr_array_new_with_free_func (g_free);
  run.result.unchanged = g_ptr_array_new_with_free_func (g_free);
  good =
    matoi_import_add_policies (matoi_context_get_store (context), &context->book, plans, error) &&
    matoi_store_import (matoi_context_get_store (context), plans, matoi_context_get_now (context),
                        on_imported, &run, error);
  if (good)
    {
      move_refs (&run.result.created, result->created);
      move_refs (&run.result.unchanged, result->unchanged);
      result->entries += run.result.entries;
    }
  matoi_import_result_clear (&run.result);
  return good;
}
