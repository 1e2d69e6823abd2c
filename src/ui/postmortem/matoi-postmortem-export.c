/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-document-export.h"
#include "matoi-postmortem-view-private.h"

/* Exporting and printing the document that is shown. */

static void
show_problem (MatoiPostmortemView *self, GFile *file, const GError *error)
{
  g_autofree char *text = matoi_document_dup_problem (file, error);

  matoi_postmortem_view_show_problem (self, text, file != NULL);
}

/* --- to a file */

static void
open_folder (MatoiPostmortemView *self)
{
  g_autoptr (GFile) folder = self->file ? g_file_get_parent (self->file) : NULL;
  g_autofree char *uri = folder ? g_file_get_uri (folder) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (uri)
    gtk_show_uri (GTK_WINDOW (root), uri, GDK_CURRENT_TIME);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = matoi_document_save_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *path = NULL, *text = NULL;

  if (self->session != MATOI_SESSION (source) || !self->file)
    return;
  if (!saved)
    {
      show_problem (self, self->file, error);
      return;
    }
  path = g_file_get_parse_name (self->file);
  /* Translators: %s is the path of a file. */
  text = g_strdup_printf (_ ("Saved to %s"), path);
  matoi_postmortem_view_say (self, text, _ ("_Open the Folder"), G_CALLBACK (open_folder));
}

void
matoi_postmortem_view_save (MatoiPostmortemView *self, GFile *file)
{
  if (!self->session || !self->format)
    return;
  g_set_object (&self->file, file);
  matoi_postmortem_view_hide_problem (self);
  matoi_document_save_async (self->session, self->format, self->both, file, on_saved,
                             g_object_ref (self));
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemView) self = user_data;
  g_autoptr (GFile) file = matoi_document_choose_finish (result, NULL);

  if (file && self->session == MATOI_SESSION (source))
    matoi_postmortem_view_save (self, file);
}

static void
choose (MatoiPostmortemView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root)
    matoi_document_choose_async (GTK_WINDOW (root), self->session, self->format, on_chosen,
                                 g_object_ref (self));
}

/* --- on paper */

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  MatoiPostmortemView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: %s is a reason of the system. */
  text = g_strdup_printf (_ ("Nothing was printed (%s); the postmortem is safe in Matoi. Try "
                             "again, or export it as a PDF."),
                             error ? error->message : "");
  matoi_postmortem_view_show_problem (self, text, FALSE);
}

static void
print (MatoiPostmortemView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkPrintOperationResult result;

  if (!root)
    return;
  operation = matoi_document_new_print (self->session, self->both);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done), self, 0);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    GTK_WINDOW (root), NULL);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    on_print_done (operation, result, self);
}

/* @what: "print", or a format; it may be confidential: that was asked. */
void
matoi_postmortem_view_export (MatoiPostmortemView *self, const char *what, gboolean both)
{
  if (!self->session)
    return;
  /* What is typed is on it. */
  matoi_postmortem_view_flush (self);
  self->both = both;
  if (g_str_equal (what, "print"))
    {
      print (self);
      return;
    }
  g_free (self->format);
  self->format = g_strdup (what);
  choose (self);
}

void
matoi_postmortem_view_export_again (MatoiPostmortemView *self)
{
  matoi_postmortem_view_hide_problem (self);
  if (self->session && self->format)
    choose (self);
}
