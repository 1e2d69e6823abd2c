/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-labels.h"

#include <glib/gi18n-lib.h>

#include "matoi-setting-row.h"
#include "matoi-ui-text.h"

#define DEFAULT_PATTERN "sev{severity}_{date}"

/* What a SEV-1 of today would get: the label by @pattern and, to find all of them, "sev1". */
static char *
dup_labels (MatoiContext *context, const char *pattern)
{
  g_autoptr (GTimeZone) zone = matoi_ui_dup_zone (context, FALSE);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *date = g_date_time_format (now, "%Y%m%d");
  g_autofree char *ref = g_date_time_format (now, "INC-%y%m%d-K7");
  g_autoptr (GString) label = g_string_new (pattern);

  g_string_replace (label, "{severity}", "1", 0);
  g_string_replace (label, "{date}", date, 0);
  g_string_replace (label, "{ref}", ref, 0);
  g_string_append (label, " · sev1");
  return g_string_free (g_steal_pointer (&label), FALSE);
}

/* What is typed counts, not what is stored: the labels are seen before they are applied. */
static void
show_example (AdwEntryRow *row, AdwActionRow *example)
{
  MatoiContext *context = g_object_get_data (G_OBJECT (row), "matoi-context");
  const char *key = g_object_get_data (G_OBJECT (row), "matoi-key");
  g_autofree char *pattern = matoi_setting_row_dup_text (row);
  g_autofree char *labels = NULL;
  g_autoptr (GError) error = NULL;

  if (*pattern && !matoi_context_check_setting (context, key, pattern, &error))
    {
      adw_action_row_set_subtitle (example, error->message);
      return;
    }
  labels = dup_labels (context, *pattern ? pattern : DEFAULT_PATTERN);
  adw_action_row_set_subtitle (example, labels);
}

/** matoi_jira_labels_add: see the header; ACT-02. */
void
matoi_jira_labels_add (AdwPreferencesGroup *group, MatoiContext *context, const char *key)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *example = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Label, Unless It Is “sev{severity}_{date}”"));
  gtk_widget_set_name (row, key);
  matoi_setting_row_bind (ADW_ENTRY_ROW (row), context, key);
  adw_preferences_group_add (group, row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (example), _ ("A SEV-1 of Today Would Get"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (example), FALSE);
  gtk_widget_set_name (example, "labels_example");
  adw_preferences_group_add (group, example);
  g_signal_connect_object (row, "changed", G_CALLBACK (show_example), example, 0);
  show_example (ADW_ENTRY_ROW (row), ADW_ACTION_ROW (example));
}
