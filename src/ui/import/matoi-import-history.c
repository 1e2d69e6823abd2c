/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-history-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiImportHistory, matoi_import_history, ADW_TYPE_WINDOW)

static guint show_signal;

/* --- the pages */

static gboolean
is_at (MatoiImportHistory *self, const char *page)
{
  return strcmp (gtk_stack_get_visible_child_name (self->imh_stack), page) == 0;
}

void
matoi_import_history_show_problem (MatoiImportHistory *self, const char *text)
{
  matoi_side_set_label (self->imh_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->imh_problem), text != NULL);
}

void
matoi_import_history_show_page (MatoiImportHistory *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->imh_stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->imh_back), strcmp (name, "lines") == 0);
  if (strcmp (name, "lines") == 0 && self->sheet)
    gtk_widget_grab_focus (GTK_WIDGET (self->imh_columns));
  else if (strcmp (name, "lines") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->imh_import));
  else if (strcmp (name, "busy") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->imh_cancel));
  else
    gtk_widget_grab_focus (
      GTK_WIDGET (strcmp (name, "done") == 0 ? self->imh_show : self->imh_choose));
}

static gboolean
on_progress (gpointer user_data)
{
  MatoiImportHistory *self = user_data;
  guint done = self->sheet  ? matoi_sheet_get_progress (self->sheet)
               : self->file ? matoi_import_file_get_progress (self->file)
                            : 0;
  g_autofree char *text = NULL;

  if (self->total > 0 && done < self->total)
    {
      /* Translators: 1: how many are done, 2: of how many */
      text = g_strdup_printf (_ ("%1$u of %2$u"), done, self->total);
      gtk_progress_bar_set_fraction (self->imh_progress, (double) done / self->total);
    }
  else
    {
      text = g_strdup (self->total > 0 ? _ ("Writing to the disk…") : "");
      gtk_progress_bar_pulse (self->imh_progress);
    }
  gtk_progress_bar_set_text (self->imh_progress, text);
  return G_SOURCE_CONTINUE;
}

/* Something takes a while; it may be cancelled, and leads back. @total 0: nobody knows. */
void
matoi_import_history_begin (MatoiImportHistory *self, const char *doing, guint total)
{
  g_autofree char *page = g_strdup (gtk_stack_get_visible_child_name (self->imh_stack));

  matoi_import_history_show_problem (self, NULL);
  if (strcmp (page, "busy") != 0)
    {
      g_free (self->page);
      self->page = g_steal_pointer (&page);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->total = total;
  gtk_label_set_text (self->imh_doing, doing);
  gtk_progress_bar_set_fraction (self->imh_progress, 0);
  gtk_progress_bar_set_text (self->imh_progress, "");
  if (self->progress_id == 0)
    self->progress_id = g_timeout_add (100, on_progress, self);
  matoi_import_history_show_page (self, "busy");
}

void
matoi_import_history_end (MatoiImportHistory *self, const GError *error, const char *page)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = matoi_ui_dup_error (error);
  else if (error)
    text = g_strdup (_ ("Cancelled. Nothing was imported."));
  matoi_import_history_show_page (self, error ? self->page : page);
  matoi_import_history_show_problem (self, text);
}

static void
cancel (MatoiImportHistory *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
go_back (MatoiImportHistory *self)
{
  g_cancellable_cancel (self->looking);
  matoi_import_history_show_problem (self, NULL);
  matoi_import_history_show_page (self, "start");
}

static void
show_history (MatoiImportHistory *self)
{
  g_signal_emit (self, show_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- a file */

void
matoi_import_history_open (MatoiImportHistory *self, const char *path)
{
  g_return_if_fail (MATOI_IS_IMPORT_HISTORY (self));

  matoi_import_history_read (self, path, NULL);
}

static void
on_file_chosen (MatoiImportHistory *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT || !chooser)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    matoi_import_history_open (self, path);
}

static void
choose_file (MatoiImportHistory *self)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", "*.tsv", "*.json" };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser =
    gtk_file_chooser_native_new (_ ("Choose a File of Past Incidents"), GTK_WINDOW (self),
                                    GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("CSV and JSON"));
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_file_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- the window */

GtkWidget *
matoi_import_history_new (MatoiContext *context)
{
  MatoiImportHistory *self = g_object_new (MATOI_TYPE_IMPORT_HISTORY, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

static void
on_escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiImportHistory *self = MATOI_IMPORT_HISTORY (widget);

  if (is_at (self, "busy"))
    cancel (self);
  else if (is_at (self, "lines"))
    go_back (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
matoi_import_history_dispose (GObject *object)
{
  MatoiImportHistory *self = MATOI_IMPORT_HISTORY (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->looking);
  g_clear_object (&self->chooser);
  g_clear_object (&self->context);
  if (self->imh_columns)
    matoi_import_columns_show (self->imh_columns, NULL);
  self->imh_columns = NULL;
  G_OBJECT_CLASS (matoi_import_history_parent_class)->dispose (object);
}

static void
matoi_import_history_finalize (GObject *object)
{
  MatoiImportHistory *self = MATOI_IMPORT_HISTORY (object);

  g_clear_pointer (&self->sheet, matoi_sheet_free);
  g_clear_pointer (&self->file, matoi_import_file_free);
  g_clear_pointer (&self->report, matoi_sheet_report_free);
  g_free (self->path);
  g_free (self->next_path);
  g_free (self->page);
  G_OBJECT_CLASS (matoi_import_history_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MatoiImportHistory, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (imh_stack);
  BIND (imh_back);
  BIND (imh_cancel);
  BIND (imh_choose);
  BIND (imh_import);
  BIND (imh_show);
  BIND (imh_problem);
  BIND (imh_doing);
  BIND (imh_name);
  BIND (imh_lines_title);
  BIND (imh_refused_title);
  BIND (imh_summary);
  BIND (imh_progress);
  BIND (imh_how);
  BIND (imh_mapping);
  BIND (imh_refused);
  BIND (imh_encoding);
  BIND (imh_dates);
  BIND (imh_columns);
  BIND (imh_lines);
  BIND (imh_refusals);
  BIND (imh_skip);
  BIND (imh_done);
  gtk_widget_class_bind_template_callback (widget_class, choose_file);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, go_back);
  gtk_widget_class_bind_template_callback (widget_class, show_history);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_encoding",
                                                G_CALLBACK (matoi_import_history_choose_encoding));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_dates",
                                                G_CALLBACK (matoi_import_history_choose_dates));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_columns",
                                                G_CALLBACK (matoi_import_history_choose_columns));
  gtk_widget_class_bind_template_callback_full (widget_class, "show_ready",
                                                G_CALLBACK (matoi_import_history_show_ready));
  gtk_widget_class_bind_template_callback_full (widget_class, "import",
                                                G_CALLBACK (matoi_import_history_import));
}

static void
matoi_import_history_class_init (MatoiImportHistoryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_import_history_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_import_history_finalize;
  g_type_ensure (MATOI_TYPE_IMPORT_COLUMNS);
  show_signal = g_signal_new ("show-history", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                              NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/import/import-history.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, on_escape);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
matoi_import_history_init (MatoiImportHistory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_import_history_show_page (self, "start");
}
