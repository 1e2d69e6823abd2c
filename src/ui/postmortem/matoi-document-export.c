/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-document-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

static const struct
{
  const char *format, *ending;
} endings[] = {
  { "pdf-a4", "pdf" }, { "pdf-letter", "pdf" }, { "html", "html" }, { "markdown", "md" },
  { "csv", "csv" },    { "ics", "ics" },        { "json", "json" },
};

static const char *
get_ending (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (endings[i].format, format))
      return endings[i].ending;
  return format;
}

/* "INC-0142-Checkout 5xx spike.pdf"; without what a file system or a shell would trip over. A
 * confidential one goes by its codename. (transfer full) */
char *
matoi_document_dup_file_name (const MatoiIncident *incident, const char *format)
{
  const char *title = matoi_incident_get_public_title (incident);
  g_autoptr (GString) name = g_string_new (incident->ref);
  guint n = 0;

  if (*title)
    g_string_append_c (name, '-');
  /* A file system takes no name of more than 255 bytes. */
  for (const char *p = title; *p && n < 60 && name->len < 200; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 && !g_ascii_isalnum ((char) c) && c != '.' && c != '-' && c != '_')
        {
          if (name->str[name->len - 1] != '-')
            g_string_append_c (name, '-');
        }
      else if (g_unichar_isprint (c))
        g_string_append_unichar (name, c);
    }
  while (name->len > 1 && (name->str[name->len - 1] == '-' || name->str[name->len - 1] == '.'))
    g_string_truncate (name, name->len - 1);
  g_string_append_printf (name, ".%s", get_ending (format));
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* --- where to */

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

/* Asks the person for a file; G_IO_ERROR_CANCELLED if they changed their mind. */
void
matoi_document_choose_async (GtkWindow *window,
                             MatoiSession *session,
                             const char *format,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Export the Postmortem"), window, GTK_FILE_CHOOSER_ACTION_SAVE,
                                    _ ("_Export"), NULL);
  g_autofree char *name =
    matoi_document_dup_file_name (matoi_session_get_incident (session), format);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  /* Nobody else keeps it while it is shown. */
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* (transfer full) */
GFile *
matoi_document_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- writing */

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = matoi_context_export_finish (MATOI_CONTEXT (source), result, &error);

  if (!bytes)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Beside the file first, then in its place: what was there is never half gone. */
  g_file_replace_contents_bytes_async (g_task_get_task_data (task), bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE, NULL, on_written,
                                       g_object_ref (task));
}

/* Writes the postmortem of @session as @format to @file. */
void
matoi_document_save_async (MatoiSession *session,
                           const char *format,
                           gboolean both,
                           GFile *file,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  matoi_context_export_async (matoi_session_get_context (session),
                              matoi_session_get_incident (session), format, both, NULL, on_made,
                              task);
}

gboolean
matoi_document_save_finish (MatoiSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- when it does not work */

static const char *
get_cause (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return NULL;
  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return _ ("The disk is full. Make room, or choose another folder.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return _ ("You may not write there. Choose another folder.");
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return _ ("The folder is not there any more. Choose another one.");
    case G_IO_ERROR_IS_DIRECTORY:
      return _ ("A folder has that name. Choose another name.");
    case G_IO_ERROR_FILENAME_TOO_LONG:
      return _ ("The name is too long. Choose a shorter one.");
    default:
      return NULL;
    }
}

char *
matoi_document_dup_problem (GFile *file, const GError *error)
{
  g_autofree char *name = file ? g_file_get_basename (file) : g_strdup ("");
  g_autofree char *shown = g_filename_display_name (name);
  const char *cause = get_cause (error);

  if (error->domain == MATOI_ERROR)
    return matoi_ui_dup_error (error);
  if (cause)
    /* Translators: %1$s is the name of a file, %2$s why, and what to do; sentences. */
    return g_strdup_printf (_ ("“%1$s” was not written; the postmortem is safe in Matoi. %2$s"),
                               shown, cause);
  /* Translators: %1$s is the name of a file, %2$s a reason of the system. */
  return g_strdup_printf (_ ("“%1$s” was not written (%2$s); the postmortem is safe in Matoi. "
                             "Try another folder."),
                             shown, error->message);
}

/* --- on paper */

typedef struct
{
  MatoiSession *session;
  gboolean both;
  MatoiPrintout *pages; /* (nullable) */
} Print;

static void
print_free (Print *print)
{
  g_clear_pointer (&print->pages, matoi_context_free_pages);
  g_object_unref (print->session);
  g_free (print);
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *paper, Print *print)
{
  g_clear_pointer (&print->pages, matoi_context_free_pages);
  print->pages = matoi_context_new_pages (matoi_session_get_context (print->session),
                                          matoi_session_get_incident (print->session), print->both,
                                          gtk_print_context_get_width (paper),
                                          gtk_print_context_get_height (paper));
  gtk_print_operation_set_n_pages (operation, (int) matoi_context_count_pages (print->pages));
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *paper, int page, Print *print)
{
  matoi_context_draw_page (print->pages, gtk_print_context_get_cairo_context (paper), (guint) page);
}

static void
on_end (GtkPrintOperation *operation, GtkPrintContext *paper, Print *print)
{
  g_clear_pointer (&print->pages, matoi_context_free_pages);
}

GtkPrintOperation *
matoi_document_new_print (MatoiSession *session, gboolean both)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name =
    matoi_document_dup_file_name (matoi_session_get_incident (session), "pdf-a4");
  g_autofree char *base = g_strndup (name, strlen (name) - strlen (".pdf"));
  Print *print = g_new0 (Print, 1);

  print->session = g_object_ref (session);
  print->both = both;
  g_object_set_data_full (G_OBJECT (operation), "matoi-print", print, (GDestroyNotify) print_free);
  /* The margins are those of the document. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  /* Into a file it goes by the name an export has. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, base);
  gtk_print_operation_set_print_settings (operation, settings);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_signal_connect (operation, "end-print", G_CALLBACK (on_end), print);
  return operation;
}
