/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-list.h"
#include "matoi-side.h"

#define DAY (24 * 60 * MATOI_MINUTE)

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
  matoi_import_work_end (&self->work, error, "channels");
}

void
matoi_import_window_open (MatoiImportWindow *self, const char *path)
{
  g_return_if_fail (MATOI_IS_IMPORT_WINDOW (self));

  matoi_import_work_begin (&self->work, _ ("Counting what is in the export…"));
  matoi_slack_reader_open_async (self->reader, path, self->work.cancellable, on_opened,
                                 g_object_ref (self));
}

void
matoi_import_window_choose_file (MatoiImportWindow *self)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("ZIP archives"));
  gtk_file_filter_add_mime_type (filter, "application/zip");
  gtk_file_filter_add_pattern (filter, "*.zip");
  matoi_import_work_choose (&self->work, GTK_FILE_CHOOSER_ACTION_OPEN,
                            _ ("Choose a Slack Export"), filter);
}

void
matoi_import_window_choose_folder (MatoiImportWindow *self)
{
  matoi_import_work_choose (&self->work, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                            _ ("Choose a Slack Export"), NULL);
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
  matoi_import_work_end (&self->work, error, "messages");
}

void
matoi_import_window_read_messages (MatoiImportWindow *self)
{
  g_autoptr (GPtrArray) channels = get_channels (self);
  gint64 from, to;

  if (channels->len == 0)
    {
      matoi_import_work_show_problem (&self->work,
                                      _ ("No channel is chosen yet. Mark one with Space."));
      gtk_widget_grab_focus (GTK_WIDGET (self->imp_channels));
      return;
    }
  if (!read_bound (self, self->imp_from, FALSE, &from) ||
      !read_bound (self, self->imp_to, TRUE, &to))
    {
      matoi_import_work_show_problem (
        &self->work, _ ("The span is not readable. Write days such as 2026-11-20, or times such "
                             "as 2026-11-20 14:05."));
      gtk_widget_grab_focus (GTK_WIDGET (self->imp_from));
      return;
    }
  matoi_import_work_begin (&self->work, _ ("Reading the messages…"));
  matoi_slack_reader_read_async (self->reader, channels, from, to, self->work.cancellable, on_read,
                                 g_object_ref (self));
}
