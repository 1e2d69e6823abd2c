/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-ticket-names.h"

#include "matoi-jira-setup.h"

/* Of each site, what a test of its connection told: it asks for both, and changes nothing. */
static GHashTable *
need_reports (MatoiContext *context)
{
  static GQuark quark = 0;
  GHashTable *reports;

  if (quark == 0)
    quark = g_quark_from_static_string ("matoi-ticket-names");
  reports = g_object_get_qdata (G_OBJECT (context), quark);
  if (reports != NULL)
    return reports;
  reports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) matoi_setup_report_free);
  g_object_set_qdata_full (G_OBJECT (context), quark, reports, (GDestroyNotify) g_hash_table_unref);
  return reports;
}

/* Another address is another site. (transfer full) */
static char *
dup_key (MatoiContext *context, const char *site)
{
  g_autofree char *setting = g_strconcat (site, ".base-url", NULL);
  const char *url = matoi_context_get_setting (context, setting);

  return g_strdup_printf ("%s %s", site, url != NULL ? url : "");
}

/** matoi_ticket_names_get: see the header. */
const char *
matoi_ticket_names_get (MatoiContext *context, const char *site, const char *list, const char *id)
{
  g_autofree char *key = NULL;
  const MatoiSetupReport *report;
  const MatoiSetupChoice *choice;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  key = dup_key (context, site);
  report = g_hash_table_lookup (need_reports (context), key);
  choice = report != NULL ? matoi_setup_report_find_choice (report, list, id) : NULL;
  return choice != NULL ? choice->name : NULL;
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiContext *context = g_task_get_source_object (task);
  g_autoptr (MatoiSetupReport) report =
    matoi_service_setup_test_finish (MATOI_SERVICE_SETUP (source), result, NULL);

  if (report == NULL || !report->works)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  g_hash_table_insert (need_reports (context), g_strdup (g_task_get_task_data (task)),
                       g_steal_pointer (&report));
  g_task_return_boolean (task, TRUE);
}

/** matoi_ticket_names_ask_async: see the header. */
void
matoi_ticket_names_ask_async (MatoiContext *context,
                              const char *site,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (MatoiServiceSetup) setup = NULL;
  char *key;
  GTask *task;

  g_return_if_fail (MATOI_IS_CONTEXT (context));

  key = dup_key (context, site);
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, matoi_ticket_names_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, key, g_free);
  if (g_hash_table_contains (need_reports (context), key))
    {
      g_task_return_boolean (task, FALSE);
      g_object_unref (task);
      return;
    }
  setup = matoi_service_setup_new (context, site);
  matoi_service_setup_test_async (setup, NULL, NULL, cancellable, on_tested, task);
}

/** matoi_ticket_names_ask_finish: see the header. */
gboolean
matoi_ticket_names_ask_finish (MatoiContext *context, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_ticket_names_ask_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
