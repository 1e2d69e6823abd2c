/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-setting-row.h"

#include "matoi-ui-text.h"

static const char *
get_key (AdwEntryRow *row)
{
  return g_object_get_data (G_OBJECT (row), "matoi-key");
}

static MatoiContext *
get_context (AdwEntryRow *row)
{
  return g_object_get_data (G_OBJECT (row), "matoi-context");
}

/** matoi_setting_tell_problem: see the header. */
void
matoi_setting_tell_problem (GtkWidget *widget, const char *text)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  /* It was closed meanwhile. */
  if (!window)
    return;
  toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, 0);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
}

static void
show_problem (AdwEntryRow *row, const char *text)
{
  if (text)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), text);
  if (text)
    matoi_setting_tell_problem (GTK_WIDGET (row), text);
}

static void
show_stored (AdwEntryRow *row)
{
  const char *value = matoi_context_get_setting (get_context (row), get_key (row));
  GtkEditable *editable = GTK_EDITABLE (row);

  /* Somebody is writing: what they wrote is theirs until they apply it. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (row)) && *gtk_editable_get_text (editable))
    return;
  if (g_strcmp0 (gtk_editable_get_text (editable), value ? value : "") != 0)
    gtk_editable_set_text (editable, value ? value : "");
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwEntryRow) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      show_problem (row, NULL);
      return;
    }
  text = matoi_ui_dup_error (error);
  show_problem (row, text);
}

static void
on_apply (AdwEntryRow *row)
{
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  matoi_context_set_setting_async (get_context (row), get_key (row), *value ? value : NULL, NULL,
                                   on_stored, g_object_ref (row));
}

/* @key: one of matoi_context_list_setting_keys (). Once for a row. */
void
matoi_setting_row_bind (AdwEntryRow *row, MatoiContext *context, const char *key)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row) && MATOI_IS_CONTEXT (context));

  g_object_set_data_full (G_OBJECT (row), "matoi-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (row), "matoi-context", g_object_ref (context), g_object_unref);
  adw_entry_row_set_show_apply_button (row, TRUE);
  matoi_ui_name_entry_rows (GTK_WIDGET (row));
  show_stored (row);
  g_signal_connect (row, "apply", G_CALLBACK (on_apply), NULL);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_stored), row,
                           G_CONNECT_SWAPPED);
}
