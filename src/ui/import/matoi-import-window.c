/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-choice.h"
#include "matoi-import-list.h"
#include "matoi-import-target.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

#define DAY (24 * 60 * MATOI_MINUTE)

struct _MatoiImportWindow
{
  AdwWindow parent_instance;
  GtkStack *imp_stack;
  GtkButton *imp_back, *imp_read, *imp_import, *imp_show;
  GtkLabel *imp_doing, *imp_problem, *imp_note, *imp_skipped;
  GtkProgressBar *imp_progress;
  GtkListView *imp_channels;
  GtkEntry *imp_from, *imp_to;
  MatoiImportChoice *imp_choice;
  MatoiImportTarget *imp_target;
  AdwStatusPage *imp_done;

  MatoiContext *context;
  MatoiSlackReader *reader;
  GCancellable *cancellable;     /* (nullable) of what is being done */
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GListStore *channels;          /* (nullable) of MatoiImportItem */
  char *page;                    /* where to go back to when that is cancelled */
  char *ref;                     /* (nullable) of what was imported into */
  guint progress_id;
};

G_DEFINE_FINAL_TYPE (MatoiImportWindow, matoi_import_window, ADW_TYPE_WINDOW)

static guint imported_signal;

/* --- the pages */

static void
show_problem (MatoiImportWindow *self, const char *text)
{
  matoi_side_set_label (self->imp_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->imp_problem), text != NULL);
}

static void
show_page (MatoiImportWindow *self, const char *name)
{
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

  show_problem (self, NULL);
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

/* Something takes a while; it may be cancelled, and leads back. */
static void
begin (MatoiImportWindow *self, const char *doing)
{
  g_autofree char *page = g_strdup (gtk_stack_get_visible_child_name (self->imp_stack));

  show_problem (self, NULL);
  if (strcmp (page, "busy") != 0)
    {
      g_free (self->page);
      self->page = g_steal_pointer (&page);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->imp_doing, doing);
  gtk_progress_bar_set_fraction (self->imp_progress, 0);
  if (self->progress_id == 0)
    self->progress_id = g_timeout_add (100, on_progress, self);
  show_page (self, "busy");
}

static void
end (MatoiImportWindow *self, const GError *error, const char *page)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = matoi_ui_dup_error (error);
  else if (error)
    text = g_strdup (_ ("Cancelled. Nothing was imported."));
  show_page (self, error ? self->page : page);
  show_problem (self, text);
}

static void
cancel (MatoiImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* --- a file or folder */

static void
show_channels (MatoiImportWindow *self)
{
  GPtrArray *channels = matoi_slack_reader_get_channels (self->reader);
  GPtrArray *problems = matoi_slack_reader_get_problems (self->reader);
  g_autofree char *skipped = NULL;
  guint n;

  g_clear_object (&self->channels);
  self->channels = g_list_store_new (MATOI_TYPE_IMPORT_ITEM);
  for (guint i = 0; i < channels->len; i++)
    {
      MatoiSlackChannel *channel = g_ptr_array_index (channels, i);
      g_autoptr (MatoiImportItem) item = matoi_import_item_new_channel (channel);

      if (channel->n_messages > 0)
        g_list_store_append (self->channels, item);
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (self->channels));
  if (n == 1)
    {
      g_autoptr (MatoiImportItem) only = g_list_model_get_item (G_LIST_MODEL (self->channels), 0);

      matoi_import_item_choose (only, TRUE);
    }
  matoi_import_list_set_up (self->imp_channels, g_object_ref (G_LIST_MODEL (self->channels)),
                            matoi_context_get_zone (self->context));
  if (problems->len > 0)
    skipped =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file cannot be read: %s",
                                    "%u files cannot be read, the first: %s", problems->len),
                       problems->len, (char *) g_ptr_array_index (problems, 0));
  matoi_side_set_label (self->imp_skipped, skipped ? skipped : "");
  gtk_widget_set_visible (GTK_WIDGET (self->imp_skipped), skipped != NULL);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = matoi_slack_reader_open_finish (MATOI_SLACK_READER (source), result, &error);

  if (!self->context)
    return;
  if (good)
    show_channels (self);
  end (self, error, "channels");
}

void
matoi_import_window_open (MatoiImportWindow *self, const char *path)
{
  g_return_if_fail (MATOI_IS_IMPORT_WINDOW (self));

  begin (self, _ ("Counting what is in the export…"));
  matoi_slack_reader_open_async (self->reader, path, self->cancellable, on_opened,
                                 g_object_ref (self));
}

static void
on_file_chosen (MatoiImportWindow *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT || !chooser)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    matoi_import_window_open (self, path);
}

static void
choose_path (MatoiImportWindow *self, GtkFileChooserAction action, const char *title)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ ("ZIP archives"));
      gtk_file_filter_add_mime_type (filter, "application/zip");
      gtk_file_filter_add_pattern (filter, "*.zip");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
    }
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_file_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_file (MatoiImportWindow *self)
{
  choose_path (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Choose a Slack Export"));
}

static void
choose_folder (MatoiImportWindow *self)
{
  choose_path (self, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose a Slack Export"));
}

/* --- channels and span */

/* FALSE: it is no time. A day alone is all of it. */
static gboolean
read_bound (MatoiImportWindow *self, GtkEntry *entry, gboolean whole_day, gint64 *at)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *full =
    strlen (text) == 10 ? g_strconcat (text, " 00:00", NULL) : g_strdup (text);

  *at = MATOI_TIME_NONE;
  if (!*text)
    return TRUE;
  if (!matoi_time_parse (full, matoi_context_get_zone (self->context), at))
    return FALSE;
  if (whole_day && strlen (text) == 10)
    *at += DAY;
  return TRUE;
}

static GPtrArray *
get_channels (MatoiImportWindow *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->channels)); i++)
    {
      g_autoptr (MatoiImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->channels), i);

      if (matoi_import_item_is_chosen (item))
        g_ptr_array_add (chosen, matoi_import_item_get_channel (item));
    }
  return chosen;
}

static void
show_messages (MatoiImportWindow *self)
{
  const char *reaction = matoi_context_get_setting (self->context, "slack.reaction.take");
  g_autoptr (GPtrArray) channels = get_channels (self);
  const MatoiSlackChannel *first = channels->len ? g_ptr_array_index (channels, 0) : NULL;
  /* Translators: the title of an incident that was made from messages in Slack; %s is a channel. */
  g_autofree char *title = g_strdup_printf (_ ("Slack: %s"), first ? first->name : "");

  matoi_import_choice_show (self->imp_choice, self->reader, reaction ? reaction : "pushpin",
                            matoi_context_get_zone (self->context));
  matoi_import_target_begin (self->imp_target, self->context, title);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = matoi_slack_reader_read_finish (MATOI_SLACK_READER (source), result, &error);

  if (!self->context)
    return;
  if (good)
    show_messages (self);
  end (self, error, "messages");
}

static void
read_messages (MatoiImportWindow *self)
{
  g_autoptr (GPtrArray) channels = get_channels (self);
  gint64 from, to;

  if (channels->len == 0)
    {
      show_problem (self, _ ("No channel is chosen yet. Mark one with Space."));
      gtk_widget_grab_focus (GTK_WIDGET (self->imp_channels));
      return;
    }
  if (!read_bound (self, self->imp_from, FALSE, &from) ||
      !read_bound (self, self->imp_to, TRUE, &to))
    {
      show_problem (self,
                    _ ("The span is not readable. Write days such as 2026-11-20, or times such "
                             "as 2026-11-20 14:05."));
      gtk_widget_grab_focus (GTK_WIDGET (self->imp_from));
      return;
    }
  begin (self, _ ("Reading the messages…"));
  matoi_slack_reader_read_async (self->reader, channels, from, to, self->cancellable, on_read,
                                 g_object_ref (self));
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
    end (self, error, "done");
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
  begin (self, _ ("Importing…"));
  matoi_slack_reader_import_async (self->reader, messages, &target, self->cancellable, on_imported,
                                   g_object_ref (self));
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
  read_messages (self);
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

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_import_window_parent_class)->dispose (object);
}

static void
matoi_import_window_finalize (GObject *object)
{
  MatoiImportWindow *self = MATOI_IMPORT_WINDOW (object);

  g_clear_object (&self->channels);
  g_clear_object (&self->reader);
  g_free (self->page);
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
  gtk_widget_class_bind_template_callback (widget_class, choose_file);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, read_messages);
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
matoi_import_window_init (MatoiImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_page (self, "start");
}
