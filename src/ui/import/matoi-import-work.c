/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

void
matoi_import_work_show_problem (MatoiImportWork *self, const char *text)
{
  matoi_side_set_label (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

void
matoi_import_work_renew (MatoiImportWork *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

void
matoi_import_work_begin (MatoiImportWork *self, const char *doing)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  matoi_import_work_show_problem (self, NULL);
  if (strcmp (page, "busy") != 0)
    {
      g_free (self->page);
      self->page = g_strdup (page);
    }
  matoi_import_work_renew (self);
  gtk_label_set_text (self->doing, doing);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  if (self->progress_id == 0)
    self->progress_id = g_timeout_add (100, self->on_progress, self->window);
  self->show_page (self->window, "busy");
}

void
matoi_import_work_end (MatoiImportWork *self, const GError *error, const char *page)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = matoi_ui_dup_error (error);
  else if (error)
    text = g_strdup (_ ("Cancelled. Nothing was imported."));
  self->show_page (self->window, error ? self->page : page);
  matoi_import_work_show_problem (self, text);
}

static void
on_chosen (MatoiImportWork *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    self->open (self->window, path);
}

static void
close_chooser (MatoiImportWork *self)
{
  if (!self->chooser)
    return;
  g_signal_handlers_disconnect_by_data (self->chooser, self);
  g_clear_object (&self->chooser);
}

void
matoi_import_work_choose (MatoiImportWork *self,
                          GtkFileChooserAction action,
                          const char *title,
                          GtkFileFilter *filter)
{
  g_autoptr (GtkFileFilter) taken = filter;

  close_chooser (self);
  self->chooser = gtk_file_chooser_native_new (title, self->window, action, NULL, NULL);
  if (taken)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), taken);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
matoi_import_work_clear (MatoiImportWork *self)
{
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  close_chooser (self);
  g_clear_pointer (&self->page, g_free);
}
