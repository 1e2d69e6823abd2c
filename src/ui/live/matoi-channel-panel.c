/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-channel-panel-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiChannelPanel, matoi_channel_panel, GTK_TYPE_WIDGET)

/* --- the rows */

static GHashTable *
index_messages (const MatoiRoomTalk *talk)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < talk->messages->len; i++)
    {
      MatoiRoomMessage *message = g_ptr_array_index (talk->messages, i);

      g_hash_table_insert (index, matoi_channel_dup_key (message->channel, message->ts), message);
    }
  return index;
}

static const MatoiRoomMessage *
find_parent (GHashTable *index, const MatoiRoomMessage *message)
{
  g_autofree char *key = NULL;

  if (!message->thread_ts)
    return NULL;
  key = matoi_channel_dup_key (message->channel, message->thread_ts);
  return g_hash_table_lookup (index, key);
}

static void
drop_rows (MatoiChannelPanel *self, GHashTable *index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->chn_list));

  while (row)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (MATOI_IS_CHANNEL_ROW (row) &&
          !(index &&
            g_hash_table_contains (index, matoi_channel_row_get_key (MATOI_CHANNEL_ROW (row)))))
        gtk_list_box_remove (self->chn_list, row);
      row = next;
    }
}

/* Brings the rows up to date in place; TRUE: some came in at the end. */
static gboolean
update_rows (MatoiChannelPanel *self, const MatoiRoomTalk *talk)
{
  GTimeZone *zone = matoi_session_get_zone (matoi_channel_talk_get_session (self->talk));
  g_autoptr (GHashTable) index = index_messages (talk);
  gboolean added = FALSE;

  drop_rows (self, index);
  for (guint i = 0; i < talk->messages->len; i++)
    {
      const MatoiRoomMessage *message = g_ptr_array_index (talk->messages, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->chn_list, (int) i);

      if (!row || !matoi_channel_row_is (MATOI_CHANNEL_ROW (row), message))
        {
          added = !row;
          row = GTK_LIST_BOX_ROW (matoi_channel_row_new (message));
          gtk_list_box_insert (self->chn_list, GTK_WIDGET (row), (int) i);
        }
      matoi_channel_row_show (MATOI_CHANNEL_ROW (row), message, find_parent (index, message),
                              matoi_channel_panel_get_taken (self, message), zone);
    }
  return added;
}

static void
show_rooms (MatoiChannelPanel *self, const MatoiRoomTalk *talk)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; talk && i < talk->rooms->len; i++)
    {
      const MatoiRoomRow *room = g_ptr_array_index (talk->rooms, i);

      if (names->len > 0)
        g_string_append (names, "  ");
      if (room->name)
        g_string_append_printf (names, "#%s", room->name);
      if (room->archived)
        /* Translators: stands behind the name of a channel. */
        g_string_append_printf (names, " %s", _ ("(archived)"));
    }
  matoi_side_set_label (self->chn_room, names->str);
}

static void
on_talk_changed (MatoiChannelPanel *self)
{
  MatoiSession *session = matoi_channel_talk_get_session (self->talk);
  const MatoiRoomTalk *talk = matoi_channel_talk_get (self->talk);
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self)), news;

  if (self->shown != session || !talk)
    {
      drop_rows (self, NULL);
      matoi_channel_panel_say (self, NULL);
      self->at_end = TRUE;
      self->shown = session;
      g_clear_pointer (&self->chosen, g_free);
    }
  show_rooms (self, talk);
  gtk_widget_set_visible (self->chn_more, talk && talk->more);
  gtk_widget_set_visible (self->chn_empty, !talk || talk->messages->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chn_scroller), talk && talk->messages->len > 0);
  gtk_widget_set_visible (self->chn_bar, talk && talk->messages->len > 0);
  /* Nobody sees the rows: they are made when somebody comes to look. */
  if (!talk || !seen)
    return;
  news = update_rows (self, talk) && !self->at_end && self->from_end == 0;
  if (news)
    gtk_widget_set_visible (self->chn_newer, TRUE);
  matoi_channel_panel_update_actions (self);
}

/* The day above its first message. */
static void
set_day (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  MatoiChannelPanel *self = user_data;
  MatoiSession *session = matoi_channel_talk_get_session (self->talk);
  /* Translators: the heading of a day in the timeline; see strftime (3). */
  const char *format = _ ("%A, %-d %B %Y");
  g_autofree char *day = NULL, *former = NULL;
  GtkWidget *heading = gtk_list_box_row_get_header (row);

  if (!session)
    return;
  day = matoi_time_to_local (matoi_channel_row_get_time (MATOI_CHANNEL_ROW (row)), format,
                             matoi_session_get_zone (session));
  if (before)
    former = matoi_time_to_local (matoi_channel_row_get_time (MATOI_CHANNEL_ROW (before)), format,
                                  matoi_session_get_zone (session));
  if (g_strcmp0 (day, former) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (!heading)
    {
      heading = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "day-heading");
      gtk_widget_add_css_class (heading, "heading");
      gtk_list_box_row_set_header (row, heading);
    }
  matoi_side_set_label (GTK_LABEL (heading), day);
}

/** matoi_channel_panel_set_talk: what is said; once, before it is shown. */
void
matoi_channel_panel_set_talk (MatoiChannelPanel *self, MatoiChannelTalk *talk)
{
  g_return_if_fail (MATOI_IS_CHANNEL_PANEL (self) && !self->talk);

  self->talk = g_object_ref (talk);
  gtk_list_box_set_header_func (self->chn_list, set_day, self, NULL);
  g_signal_connect_object (talk, "changed", G_CALLBACK (on_talk_changed), self, G_CONNECT_SWAPPED);
  on_talk_changed (self);
}

/* The row to begin with: where one was before, else the last. */
static GtkListBoxRow *
find_current (MatoiChannelPanel *self)
{
  GtkListBoxRow *last = NULL, *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->chn_list, i)); i++)
    {
      if (g_strcmp0 (matoi_channel_row_get_key (MATOI_CHANNEL_ROW (row)), self->chosen) == 0)
        return row;
      last = row;
    }
  return last;
}

static gboolean
matoi_channel_panel_grab_focus (GtkWidget *widget)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);
  GtkListBoxRow *row;

  if (matoi_ui_is_walking (widget) || !self->talk)
    return FALSE;
  row = gtk_list_box_get_selected_row (self->chn_list);
  if (!row)
    row = find_current (self);
  if (!row)
    return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  gtk_list_box_select_row (self->chn_list, row);
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/** matoi_channel_panel_begin: brings the keyboard to where one was, else to the newest message. */
void
matoi_channel_panel_begin (MatoiChannelPanel *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_CHANNEL_PANEL (self) && self->talk);

  row = find_current (self);
  matoi_channel_panel_say (self, NULL);
  /* GTK may have gone to the first one by itself. */
  gtk_list_box_select_row (self->chn_list, row);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (row && !gtk_list_box_get_row_at_index (self->chn_list, gtk_list_box_row_get_index (row) + 1))
    matoi_channel_panel_follow_end (self);
}

/* --- the object */

static void
matoi_channel_panel_map (GtkWidget *widget)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);

  GTK_WIDGET_CLASS (matoi_channel_panel_parent_class)->map (widget);
  if (self->talk)
    matoi_channel_talk_set_watched (self->talk, TRUE);
}

static void
matoi_channel_panel_unmap (GtkWidget *widget)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->chn_list);

  g_free (self->chosen);
  self->chosen = row ? g_strdup (matoi_channel_row_get_key (MATOI_CHANNEL_ROW (row))) : NULL;
  GTK_WIDGET_CLASS (matoi_channel_panel_parent_class)->unmap (widget);
  if (self->talk)
    matoi_channel_talk_set_watched (self->talk, FALSE);
}

static void
matoi_channel_panel_dispose (GObject *object)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->talk)
    g_signal_handlers_disconnect_by_data (self->talk, self);
  if (self->chn_list)
    gtk_list_box_set_header_func (self->chn_list, NULL, NULL, NULL);
  if (self->menu)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_CHANNEL_PANEL);
  self->chn_list = NULL;
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->talk);
  G_OBJECT_CLASS (matoi_channel_panel_parent_class)->dispose (object);
}

static void
matoi_channel_panel_class_init (MatoiChannelPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_channel_panel_dispose;
  widget_class->map = matoi_channel_panel_map;
  widget_class->unmap = matoi_channel_panel_unmap;
  widget_class->grab_focus = matoi_channel_panel_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/channel-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_room);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_newer);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_bar);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelPanel, chn_list);
  matoi_channel_panel_class_init_place (widget_class);
  matoi_channel_panel_class_init_actions (widget_class);
}

static void
matoi_channel_panel_init (MatoiChannelPanel *self)
{
  self->at_end = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_channel_panel_init_place (self);
  matoi_side_explain_cut (self->chn_room);
  matoi_channel_panel_init_actions (self);
}
