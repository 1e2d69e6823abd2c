/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-setting-row.h"

#include "matoi-toast.h"
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
  AdwToast *toast = matoi_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  matoi_toast_show (widget, toast);
}

/* It takes the keyboard: a list does not look beyond a row that takes none. */
static GtkWidget *
new_note (const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                   "label", text, "wrap", TRUE, "xalign", 0.0, "margin-start", 12,
                                   "margin-end", 12, "margin-top", 6, "margin-bottom", 9, NULL);

  gtk_widget_add_css_class (label, "error");
  gtk_widget_set_name (label, "setting-problem");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/** matoi_setting_show_problem: see the header. */
void
matoi_setting_show_problem (GtkWidget *row, const char *text)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkWidget *note = g_object_get_data (G_OBJECT (row), "matoi-problem");

  if (note)
    gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (note)), note);
  g_object_set_data (G_OBJECT (row), "matoi-problem", NULL);
  if (!text)
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  /* The page was closed meanwhile. */
  if (!GTK_IS_LIST_BOX (list))
    return;
  note = new_note (text);
  gtk_list_box_insert (GTK_LIST_BOX (list), note,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
  g_object_set_data (G_OBJECT (row), "matoi-problem", note);
}

/* --- what is typed */

/* By setting: it outlives the window it was typed in. */
static GHashTable *
get_typed (AdwEntryRow *row)
{
  GObject *context = G_OBJECT (get_context (row));
  GHashTable *typed = g_object_get_data (context, "matoi-typed");

  if (!typed)
    {
      typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_object_set_data_full (context, "matoi-typed", typed, (GDestroyNotify) g_hash_table_unref);
    }
  return typed;
}

static const char *
get_stored (AdwEntryRow *row)
{
  const char *value = matoi_context_get_setting (get_context (row), get_key (row));

  return value ? value : "";
}

static void
on_changed (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  if (g_str_equal (text, get_stored (row)))
    g_hash_table_remove (get_typed (row), get_key (row));
  else
    g_hash_table_insert (get_typed (row), g_strdup (get_key (row)), g_strdup (text));
}

static void
show_stored (AdwEntryRow *row)
{
  GtkEditable *editable = GTK_EDITABLE (row);

  /* What somebody wrote is theirs until they apply it. */
  if (!g_hash_table_contains (get_typed (row), get_key (row)) &&
      !g_str_equal (gtk_editable_get_text (editable), get_stored (row)))
    gtk_editable_set_text (editable, get_stored (row));
}

/** matoi_setting_row_reset: see the header. */
void
matoi_setting_row_reset (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  g_hash_table_remove (get_typed (row), get_key (row));
  show_stored (row);
  matoi_setting_show_problem (GTK_WIDGET (row), NULL);
}

/** matoi_setting_row_dup_text: see the header. */
char *
matoi_setting_row_dup_text (AdwEntryRow *row)
{
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/** matoi_setting_row_check: see the header. */
gboolean
matoi_setting_row_check (AdwEntryRow *row)
{
  g_autofree char *value = matoi_setting_row_dup_text (row);
  g_autoptr (GError) error = NULL;
  gboolean fits =
    matoi_context_check_setting (get_context (row), get_key (row), *value ? value : NULL, &error);

  matoi_setting_show_problem (GTK_WIDGET (row), fits ? NULL : error->message);
  return fits;
}

/** matoi_setting_row_watch: see the header; @key: one of matoi_context_list_setting_keys (). Once. */
void
matoi_setting_row_watch (AdwEntryRow *row, MatoiContext *context, const char *key)
{
  const char *typed;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row) && MATOI_IS_CONTEXT (context));

  g_object_set_data_full (G_OBJECT (row), "matoi-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (row), "matoi-context", g_object_ref (context), g_object_unref);
  matoi_ui_name_entry_rows (GTK_WIDGET (row));
  typed = g_hash_table_lookup (get_typed (row), key);
  gtk_editable_set_text (GTK_EDITABLE (row), typed ? typed : get_stored (row));
  g_signal_connect (row, "changed", G_CALLBACK (on_changed), NULL);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_stored), row,
                           G_CONNECT_SWAPPED);
}

/* --- storing it */

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwEntryRow) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      matoi_setting_row_reset (row);
      return;
    }
  text = matoi_ui_dup_error (error);
  matoi_setting_show_problem (GTK_WIDGET (row), text);
}

static void
on_apply (AdwEntryRow *row)
{
  g_autofree char *value = matoi_setting_row_dup_text (row);

  matoi_context_set_setting_async (get_context (row), get_key (row), *value ? value : NULL, NULL,
                                   on_stored, g_object_ref (row));
}

/* @key: one of matoi_context_list_setting_keys (). Once for a row. */
void
matoi_setting_row_bind (AdwEntryRow *row, MatoiContext *context, const char *key)
{
  matoi_setting_row_watch (row, context, key);
  adw_entry_row_set_show_apply_button (row, TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (on_apply), NULL);
  /* Return on what was typed before and has no button for it: it has not changed since. */
  g_signal_connect (row, "entry-activated", G_CALLBACK (on_apply), NULL);
}
