/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-save.h"

#include <glib/gi18n-lib.h>

#include "matoi-error.h"
#include "matoi-ui-text.h"

static void
on_response (GTask *task, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_signal_handlers_disconnect_by_data (dialog, task);
  g_object_unref (task);
}

/** matoi_insight_choose_async: see the header. */
void
matoi_insight_choose_async (GtkWidget *widget,
                            const char *title,
                            const char *name,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  /* Nobody else keeps it while it is shown. */
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/** matoi_insight_choose_finish: see the header. */
GFile *
matoi_insight_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_insight_dup_saved: see the header. */
char *
matoi_insight_dup_saved (GFile *file, const GError *error)
{
  g_autofree char *path = g_file_get_parse_name (file);

  if (!error)
    /* Translators: %s is the path of a file. */
    return g_strdup_printf (_ ("Saved to %s"), path);
  if (error->domain == MATOI_ERROR)
    return matoi_ui_dup_error (error);
  /* Translators: %1$s is the path of a file, %2$s a reason of the system. */
  return g_strdup_printf (_ ("“%1$s” was not written (%2$s). Nothing is lost; try another folder."),
                             path, error->message);
}

/* --- writing */

/* The file @chosen, by a name that says what is in it. (transfer full) */
static GFile *
name_file (GFile *chosen, const char *ending)
{
  g_autofree char *uri = g_file_get_uri (chosen);
  g_autofree char *end = g_strconcat (".", ending, NULL);
  g_autofree char *whole = g_strconcat (uri, end, NULL);

  return g_str_has_suffix (uri, end) ? g_object_ref (chosen) : g_file_new_for_uri (whole);
}

static void
on_written (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  g_file_replace_contents_finish (G_FILE (file), result, NULL, &error);
  said = matoi_insight_dup_saved (G_FILE (file), error);
  g_signal_emit_by_name (widget, "said", said);
}

/** matoi_insight_write: see the header; all of it or nothing. */
void
matoi_insight_write (GtkWidget *widget, GFile *chosen, const char *ending, GBytes *bytes)
{
  g_autoptr (GFile) file = name_file (chosen, ending);

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_written, g_object_ref (widget));
}
