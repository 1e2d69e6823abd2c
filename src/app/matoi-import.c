/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-export.h"
#include "matoi-json.h"

#define MAX_BYTES (64 * 1024 * 1024)
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
    return refuse_file (error, path, _ ("The file is larger than 64 MB."));
  if (!g_file_get_contents (path, text, length, &local))
    return refuse_file (error, path, local->message);
  if (*length > MAX_BYTES)
    return refuse_file (error, path, _ ("The file is larger than 64 MB."));
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
 * @error: MATOI_ERROR_INPUT names the file
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

/* What one record will do, made before anything is written. */
typedef struct
{
  GPtrArray *commands; /* (nullable) of MatoiCommand */
  GPtrArray *events;   /* (nullable) of MatoiEvent */
  MatoiPolicy *policy; /* (nullable) of the events */
} Plan;

static void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->commands, g_ptr_array_unref);
  g_clear_pointer (&plan->events, g_ptr_array_unref);
  g_clear_pointer (&plan->policy, matoi_policy_unref);
  g_free (plan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static Plan *
make_plan (MatoiContext *context, JsonObject *record, const char *path, GError **error)
{
  g_autoptr (Plan) plan = g_new0 (Plan, 1);
  g_autofree char *policy_text = NULL;

  if (g_strcmp0 (matoi_json_get_string (record, "schema"), "matoi/export/1") != 0)
    {
      plan->commands = matoi_import_read_facts (context, record, error);
      return plan->commands != NULL ? g_steal_pointer (&plan) : NULL;
    }
  plan->events = matoi_export_read_bundle (record, &policy_text, error);
  if (plan->events == NULL)
    return NULL;
  if (policy_text != NULL)
    plan->policy = matoi_policy_parse (policy_text, -1, path, NULL, NULL, error);
  return policy_text == NULL || plan->policy != NULL ? g_steal_pointer (&plan) : NULL;
}

static guint
count_notes (GPtrArray *events)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((MatoiEvent *) g_ptr_array_index (events, i))->type, "entry.added");
  return n;
}

static gboolean
run_commands (MatoiContext *context, GPtrArray *commands, MatoiImportResult *result, GError **error)
{
  g_autoptr (MatoiReceipt) receipt = matoi_context_submit_all (context, NULL, commands, error);

  if (receipt == NULL)
    return FALSE;
  g_ptr_array_add (receipt->events->len > 0 ? result->created : result->unchanged,
                   g_strdup (receipt->ref));
  result->entries += count_notes (receipt->events);
  return TRUE;
}

static guint
count_stored_notes (MatoiContext *context, const MatoiId *id)
{
  g_autoptr (MatoiIncident) incident = matoi_context_load (context, id, NULL);

  return incident != NULL ? count_notes (incident->events) : 0;
}

static gboolean
run_events (MatoiContext *context, Plan *plan, MatoiImportResult *result, GError **error)
{
  MatoiStore *store = matoi_context_get_store (context);
  const MatoiId *id = &((MatoiEvent *) g_ptr_array_index (plan->events, 0))->incident;
  guint notes = count_stored_notes (context, id);
  g_autoptr (MatoiIncident) incident = NULL;
  gint64 added;

  if (plan->policy != NULL && !matoi_store_add_policy (store, plan->policy, error))
    return FALSE;
  added = matoi_store_apply (store, plan->events, matoi_context_get_now (context), error);
  if (added < 0)
    return FALSE;
  incident = matoi_context_load (context, id, error);
  if (incident == NULL)
    return FALSE;
  g_ptr_array_add (added > 0 ? result->created : result->unchanged, g_strdup (incident->ref));
  result->entries += count_notes (incident->events) - notes;
  return TRUE;
}

static GPtrArray *
make_plans (MatoiContext *context, const char *path, GError **error)
{
  g_autoptr (GPtrArray) records = matoi_import_read_records (path, error);
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) plan_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      Plan *plan = make_plan (context, g_ptr_array_index (records, i), path, error);

      if (plan == NULL)
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      g_ptr_array_add (plans, plan);
    }
  return records != NULL ? g_steal_pointer (&plans) : NULL;
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
  g_autoptr (GPtrArray) plans = make_plans (context, path, error);

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
 * Everything in the file is checked before anything is written; each incident
 * is written in one transaction. The same file again changes nothing, so a
 * file that failed half-way may simply be imported again.
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
  g_autoptr (GPtrArray) plans = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  if (result->created == NULL)
    result->created = g_ptr_array_new_with_free_func (g_free);
  if (result->unchanged == NULL)
    result->unchanged = g_ptr_array_new_with_free_func (g_free);
  plans = make_plans (context, path, error);
  if (plans == NULL)
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    {
      Plan *plan = g_ptr_array_index (plans, i);
      gboolean good = plan->commands != NULL ? run_commands (context, plan->commands, result, error)
                                             : run_events (context, plan, result, error);

      if (!good)
        return FALSE;
      if (progress != NULL)
        progress (i + 1, plans->len, user_data);
    }
  return TRUE;
}
