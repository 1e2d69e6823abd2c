/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-screens.h"

#include "matoi-adapter.h"
#include "matoi-service-setup.h"

struct _MatoiJiraScreens
{
  GObject parent_instance;
  MatoiContext *context;
  char *site;
  MatoiServiceSetup *setup;
  GHashTable
    *reports; /* char * "PROJECT TYPE" → MatoiSetupReport, or NULL: on its way, or refused */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiJiraScreens, matoi_jira_screens, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct
{
  MatoiJiraScreens *screens;
  char *key;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->screens);
  g_free (question->key);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
free_report (gpointer report)
{
  if (report)
    matoi_setup_report_free (report);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  MatoiJiraScreens *self = question->screens;
  g_autoptr (MatoiSetupReport) report =
    matoi_service_setup_test_finish (MATOI_SERVICE_SETUP (source), result, NULL);

  /* Forgotten meanwhile, or the site does not want us: then the page says so. */
  if (!report || !report->works || !g_hash_table_contains (self->reports, question->key))
    return;
  g_hash_table_insert (self->reports, g_strdup (question->key), g_steal_pointer (&report));
  g_signal_emit (self, changed_signal, 0);
}

static GPtrArray *
get_list (MatoiJiraScreens *self, const char *project, const char *type, const char *name)
{
  const char *settings[] = { "project", project, "type", type ? type : "", NULL };
  g_autofree char *key = g_strconcat (project, " ", type, NULL);
  MatoiSetupReport *report = NULL;
  Question *question;

  if (g_hash_table_lookup_extended (self->reports, key, NULL, (gpointer *) &report))
    return report ? matoi_setup_report_get_list (report, name) : NULL;
  if (!matoi_adapter_is_used (self->context, self->site))
    return NULL;
  g_hash_table_insert (self->reports, g_strdup (key), NULL);
  question = g_new0 (Question, 1);
  question->screens = g_object_ref (self);
  question->key = g_steal_pointer (&key);
  matoi_service_setup_test_async (self->setup, NULL, settings, self->cancellable, on_asked,
                                  question);
  return NULL;
}

/** matoi_jira_screens_get_types: see the header; @project: its key. */
GPtrArray *
matoi_jira_screens_get_types (MatoiJiraScreens *self, const char *project)
{
  g_return_val_if_fail (MATOI_IS_JIRA_SCREENS (self) && project, NULL);

  return get_list (self, project, NULL, "types");
}

/** matoi_jira_screens_get_fields: see the header; those somebody has to fill. */
GPtrArray *
matoi_jira_screens_get_fields (MatoiJiraScreens *self, const char *project, const char *type)
{
  g_return_val_if_fail (MATOI_IS_JIRA_SCREENS (self) && project, NULL);

  return get_list (self, project, type, "fields");
}

/** matoi_jira_screens_forget: see the header. */
void
matoi_jira_screens_forget (MatoiJiraScreens *self)
{
  g_return_if_fail (MATOI_IS_JIRA_SCREENS (self));

  g_hash_table_remove_all (self->reports);
}

static void
matoi_jira_screens_dispose (GObject *object)
{
  MatoiJiraScreens *self = MATOI_JIRA_SCREENS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->setup);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_jira_screens_parent_class)->dispose (object);
}

static void
matoi_jira_screens_finalize (GObject *object)
{
  MatoiJiraScreens *self = MATOI_JIRA_SCREENS (object);

  g_free (self->site);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->reports);
  G_OBJECT_CLASS (matoi_jira_screens_parent_class)->finalize (object);
}

static void
matoi_jira_screens_class_init (MatoiJiraScreensClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_jira_screens_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_jira_screens_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_JIRA_SCREENS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_jira_screens_init (MatoiJiraScreens *self)
{
  self->reports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_report);
  self->cancellable = g_cancellable_new ();
}

/** matoi_jira_screens_new: (transfer full) */
MatoiJiraScreens *
matoi_jira_screens_new (MatoiContext *context, const char *site)
{
  MatoiJiraScreens *self = g_object_new (MATOI_TYPE_JIRA_SCREENS, NULL);

  self->context = g_object_ref (context);
  self->site = g_strdup (site);
  self->setup = matoi_service_setup_new (context, site);
  return self;
}
