/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"

G_DEFINE_FINAL_TYPE (MatoiImportWindow, matoi_import_window, ADW_TYPE_WINDOW)

static guint imported_signal;

/* --- the pages */

static void
show_page (gpointer window, const char *name)
{
  MatoiImportWindow *self = window;

  gtk_stack_set_visible_child_name (self->imp_stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->imp_back),
                          strcmp (name, "messages") == 0 || strcmp (name, "channels") == 0);
  if (strcmp (name, "channels") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->imp_channels));
  else if (strcmp (name, "messages") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->imp_choice));
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->imp_stack), GTK_DIR_TAB_FORWARD);
}

static void
go_back (MatoiImportWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->imp_stack);

  matoi_import_work_show_problem (&self->work, NULL);
  show_page (self, strcmp (page, "messages") == 0 ? "channels" : "start");
}

static gboolean
on_progress (gpointer user_data)
{
  MatoiImportWindow *self = user_data;
  gint64 total, done = matoi_slack_reader_get_progress (self->reader, &total);

  if (total > 0)
    gtk_progress_bar_set_fraction (self->imp_progress, (double) done / (double) total);
  else
    gtk_progress_bar_pulse (self->imp_progress);
  return G_SOURCE_CONTINUE;
}

static void
cancel (MatoiImportWindow *self)
{
  g_cancellable_cancel (self->work.cancellable);
}

/* --- importing */

static void
show_note (MatoiImportWindow *self)
{
  g_autoptr (GPtrArray) messages = matoi_import_choice_get_messages (self->imp_choice);
  guint fresh = matoi_import_choice_count_new (self->imp_choice);
  guint known = messages->len - fresh;
  g_autofree char *text = NULL;

  if (messages->len > 0 && fresh == 0)
    text = g_strdup (_ ("All of it was imported before: doing it twice changes nothing."));
  else if (known > 0)
    text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u of them was imported before and stays as it is.",
                   "%u of them were imported before and stay as they are.", known),
      known);
  matoi_side_set_label (self->imp_note, text ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->imp_import), messages->len > 0);
}

static void
show_done (MatoiImportWindow *self, const MatoiImportResult *done, const MatoiSlackTally *tally)
{
  GPtrArray *refs = done->created->len ? done->created : done->unchanged;
  const char *ref = refs->len ? g_ptr_array_index (refs, 0) : "";
  gboolean changed = done->created->len > 0;
  g_autofree char *elsewhere = NULL, *text = NULL, *title = NULL;

  g_free (self->ref);
  self->ref = g_strdup (ref);
  if (tally->n_elsewhere > 0)
    elsewhere = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u message is in another incident already, and stays there.",
                   "%u messages are in another incident already, and stay there.",
                   tally->n_elsewhere),
      tally->n_elsewhere);
  title = changed ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Entry Imported",
                                                  "%u Entries Imported", (gulong) done->entries),
                                     (guint) done->entries)
                  : g_strdup (_ ("Nothing Changed"));
  /* Translators: %s is the reference of an incident. */
  text = changed ? g_strdup_printf (_ ("They are on the timeline of %s."), ref)
                 /* Translators: %s is the reference of an incident. */
                 : g_strdup_printf (_ ("Everything was on the timeline of %s already."), ref);
  if (elsewhere)
    {
      char *both = g_strdup_printf ("%s\n%s", text, elsewhere);

      g_free (text);
      text = both;
    }
  adw_status_page_set_title (self->imp_done, title);
  adw_status_page_set_description (self->imp_done, text);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiImportResult done = { NULL };
  MatoiSlackTally tally = { 0 };
  gboolean good =
    matoi_slack_reader_import_finish (MATOI_SLACK_READER (source), result, &done, &tally, &error);

  if (self->context && good)
    show_done (self, &done, &tally);
  if (self->context)
    matoi_import_work_end (&self->work, error, "done");
  matoi_import_result_clear (&done);
}

static void
import (MatoiImportWindow *self)
{
  g_autoptr (GPtrArray) messages = matoi_import_choice_get_messages (self->imp_choice);
  g_autoptr (GHashTable) todos = matoi_import_choice_get_todos (self->imp_choice);
  MatoiSlackTarget target = { .chosen_todos = todos };

  if (messages->len == 0 || !matoi_import_target_get (self->imp_target, &target))
    return;
  matoi_import_work_begin (&self->work, _ ("Importing…"));
  matoi_slack_reader_import_async (self->reader, messages, &target, self->work.cancellable,
                                   on_imported, g_object_ref (self));
}

static void
show_incident (MatoiImportWindow *self)
{
  g_autofree char *ref = g_strdup (self->ref);

  g_signal_emit (self, imported_signal, 0, ref);
  gtk_window_close (GTK_WINDOW (self));
}

static void
start_again (MatoiImportWindow *self)
{
  /* What was imported is known now. */
  matoi_import_window_read_messages (self);
}

/* --- the window */

GtkWidget *
matoi_import_window_new (MatoiContext *context)
{
  MatoiImportWindow *self = g_object_new (MATOI_TYPE_IMPORT_WINDOW, NULL);

  self->context = g_object_ref (context);
  self->reader = matoi_slack_reader_new (context);
  return GTK_WIDGET (self);
}

static void
on_escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiImportWindow *self = MATOI_IMPORT_WINDOW (widget);
  const char *page = gtk_stack_get_visible_child_name (self->imp_stack);

  if (strcmp (page, "busy") == 0)
    cancel (self);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->imp_back)))
    go_back (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
matoi_import_window_dispose (GObject *object)
{
  MatoiImportWindow *self = MATOI_IMPORT_WINDOW (object);

  matoi_import_work_clear (&self->work);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_import_window_parent_class)->dispose (object);
}

static void
matoi_import_window_finalize (GObject *object)
{
  MatoiImportWindow *self = MATOI_IMPORT_WINDOW (object);

  g_clear_object (&self->channels);
  g_clear_object (&self->reader);
  g_free (self->ref);
  G_OBJECT_CLASS (matoi_import_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_back);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_read);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_import);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_show);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_doing);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_skipped);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_progress);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_channels);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_from);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_to);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_choice);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_target);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportWindow, imp_done);
  gtk_widget_class_bind_template_callback_full (widget_class, "choose_file",
                                                G_CALLBACK (matoi_import_window_choose_file));
  gtk_widget_class_bind_template_callback_full (widget_class, "choose_folder",
                                                G_CALLBACK (matoi_import_window_choose_folder));
  gtk_widget_class_bind_template_callback_full (widget_class, "read_messages",
                                                G_CALLBACK (matoi_import_window_read_messages));
  gtk_widget_class_bind_template_callback (widget_class, show_note);
  gtk_widget_class_bind_template_callback (widget_class, import);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, go_back);
  gtk_widget_class_bind_template_callback (widget_class, show_incident);
  gtk_widget_class_bind_template_callback (widget_class, start_again);
}

static void
matoi_import_window_class_init (MatoiImportWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_import_window_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_import_window_finalize;
  g_type_ensure (MATOI_TYPE_IMPORT_CHOICE);
  g_type_ensure (MATOI_TYPE_IMPORT_TARGET);
  imported_signal = g_signal_new ("imported", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/import/import-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, on_escape);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
open_chosen (gpointer window, const char *path)
{
  matoi_import_window_open (window, path);
}

static void
matoi_import_window_init (MatoiImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->work = (MatoiImportWork){
    .window = GTK_WINDOW (self),
    .stack = self->imp_stack,
    .problem = self->imp_problem,
    .doing = self->imp_doing,
    .progress = self->imp_progress,
    .show_page = show_page,
    .open = open_chosen,
    .on_progress = on_progress,
  };
  show_page (self, "start");
}
