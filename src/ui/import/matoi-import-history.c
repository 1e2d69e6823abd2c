/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-history-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (MatoiImportHistory, matoi_import_history, ADW_TYPE_WINDOW)

static guint show_signal;

/* --- the pages */

static gboolean
is_at (MatoiImportHistory *self, const char *page)
{
  return strcmp (gtk_stack_get_visible_child_name (self->imh_stack), page) == 0;
}

static void
show_page (gpointer window, const char *name)
{
  MatoiImportHistory *self = window;

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

/* What comes in is not given up any more; the window need not stay open for it. The button keeps
 * its place, and the keyboard. */
static void
show_moving (MatoiImportHistory *self)
{
  gtk_label_set_text (self->imh_doing, _ ("Taking the incidents in; others can work meanwhile"));
  gtk_button_set_label (self->imh_cancel, _ ("_Close"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->imh_cancel), _ ("The import goes on (Esc)"));
}

static gboolean
on_progress (gpointer user_data)
{
  MatoiImportHistory *self = user_data;
  guint done = self->file ? matoi_import_file_get_progress (self->file) : 0;
  gboolean moving = self->sheet && matoi_sheet_get_progress (self->sheet, &done);
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
  if (moving && self->total > 0)
    show_moving (self);
  return G_SOURCE_CONTINUE;
}

void
matoi_import_history_begin (MatoiImportHistory *self, const char *doing, guint total)
{
  self->total = total;
  gtk_button_set_label (self->imh_cancel, _ ("_Cancel"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->imh_cancel), _ ("Nothing is imported then (Esc)"));
  matoi_import_work_begin (&self->work, doing);
}

/* Or, once it cannot be cancelled any more, closes: what comes in goes on. */
static void
cancel (MatoiImportHistory *self)
{
  guint done;

  if (self->total > 0 && self->sheet && matoi_sheet_get_progress (self->sheet, &done))
    gtk_window_close (GTK_WINDOW (self));
  else
    g_cancellable_cancel (self->work.cancellable);
}

static void
go_back (MatoiImportHistory *self)
{
  g_cancellable_cancel (self->looking);
  matoi_import_work_show_problem (&self->work, NULL);
  show_page (self, "start");
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
open_chosen (gpointer window, const char *path)
{
  matoi_import_history_open (window, path);
}

static void
choose_file (MatoiImportHistory *self)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", "*.tsv", "*.json" };
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("CSV and JSON"));
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  matoi_import_work_choose (&self->work, GTK_FILE_CHOOSER_ACTION_OPEN,
                            _ ("Choose a File of Past Incidents"), filter);
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

  matoi_import_work_clear (&self->work);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
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
  self->work = (MatoiImportWork){
    .window = GTK_WINDOW (self),
    .stack = self->imh_stack,
    .problem = self->imh_problem,
    .doing = self->imh_doing,
    .progress = self->imh_progress,
    .show_page = show_page,
    .open = open_chosen,
    .on_progress = on_progress,
  };
  show_page (self, "start");
}
