/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-import-private.h"

#include <string.h>

#include "matoi-export.h"
#include "matoi-json.h"
#include "matoi-pictures-private.h"

/* What the records of a file will do, made before anything is written. */

/** matoi_import_plan_free: NULL is fine. */
void
matoi_import_plan_free (MatoiImportPlan *plan)
{
  if (plan == NULL)
    return;
  g_clear_pointer (&plan->batch.commands, g_ptr_array_unref);
  g_clear_pointer (&plan->batch.events, g_ptr_array_unref);
  g_clear_pointer (&plan->batch.pictures, g_hash_table_unref);
  g_clear_pointer (&plan->policy, matoi_policy_unref);
  g_free (plan);
}

/** matoi_import_plan_new: see the header. */
MatoiImportPlan *
matoi_import_plan_new (MatoiContext *context, JsonObject *record, const char *path, GError **error)
{
  g_autoptr (MatoiImportPlan) plan = g_new0 (MatoiImportPlan, 1);
  g_autofree char *policy_text = NULL;

  if (g_strcmp0 (matoi_json_get_string (record, "schema"), "matoi/export/1") != 0)
    {
      plan->batch.commands = matoi_import_read_facts (context, record, error);
      return plan->batch.commands != NULL ? g_steal_pointer (&plan) : NULL;
    }
  plan->batch.events = matoi_export_read_bundle (record, &policy_text, error);
  if (plan->batch.events == NULL)
    return NULL;
  plan->batch.pictures = matoi_export_read_pictures (record, error);
  if (plan->batch.pictures == NULL || !matoi_pictures_check (plan->batch.pictures, error))
    return NULL;
  if (policy_text != NULL)
    plan->policy = matoi_policy_parse (policy_text, -1, path, NULL, NULL, error);
  return policy_text == NULL || plan->policy != NULL ? g_steal_pointer (&plan) : NULL;
}

/** matoi_import_make_plans: see the header. */
GPtrArray *
matoi_import_make_plans (MatoiContext *context, const char *path, GError **error)
{
  g_autoptr (GPtrArray) records = matoi_import_read_records (path, error);
  g_autoptr (GPtrArray) plans =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_import_plan_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      MatoiImportPlan *plan =
        matoi_import_plan_new (context, g_ptr_array_index (records, i), path, error);

      if (plan == NULL)
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      g_ptr_array_add (plans, plan);
    }
  return records != NULL ? g_steal_pointer (&plans) : NULL;
}

/* The versions of the process go in before what begins with them; they may stay if the import
 * fails, as nothing shows them. */
gboolean
matoi_import_add_policies (MatoiStore *store,
                           MatoiPolicyBook *book,
                           GPtrArray *plans,
                           GError **error)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const MatoiImportPlan *plan = g_ptr_array_index (plans, i);
      const MatoiCommand *declare;
      MatoiPolicy *policy = plan->policy;

      if (plan->batch.commands != NULL)
        {
          declare = g_ptr_array_index (plan->batch.commands, 0);
          policy = matoi_policy_book_lookup (matoi_json_get_string (declare->args, "policy"), book);
        }
      if (policy != NULL && !matoi_store_add_policy (store, policy, error))
        return FALSE;
    }
  return TRUE;
}
