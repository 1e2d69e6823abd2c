/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-channel-panel-private.h"

/* The place in the list of messages. */

/* Half a row is near enough to mean "the end". */
#define NEAR_END 24

static void
scroll_to_end (MatoiChannelPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->chn_scroller);

  self->at_end = TRUE;
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
}

static gboolean
settle (gpointer user_data)
{
  MatoiChannelPanel *self = user_data;

  self->settle_id = 0;
  scroll_to_end (self);
  return G_SOURCE_REMOVE;
}

/** matoi_channel_panel_follow_end: the newest message is seen from now on. */
void
matoi_channel_panel_follow_end (MatoiChannelPanel *self)
{
  self->at_end = TRUE;
  if (self->settle_id == 0)
    self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, settle, self, NULL);
}

/* The list or what is seen of it has another height: stay at the end, or where one was. */
static void
on_height_changed (MatoiChannelPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->chn_scroller);

  if (self->from_end > 0)
    gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place) - self->from_end);
  else if (self->at_end)
    matoi_channel_panel_follow_end (self);
  self->from_end = 0;
}

static void
on_scrolled (MatoiChannelPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->chn_scroller);
  double end = gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place);

  if (self->settle_id != 0)
    return;
  self->at_end = gtk_adjustment_get_value (place) >= end - NEAR_END;
  if (self->at_end)
    gtk_widget_set_visible (self->chn_newer, FALSE);
}

static void
load_more (MatoiChannelPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->chn_scroller);

  if (!self->talk)
    return;
  /* The rows that are seen stay where they are. */
  self->at_end = FALSE;
  self->from_end = gtk_adjustment_get_upper (place) - gtk_adjustment_get_value (place);
  matoi_channel_talk_load_more (self->talk);
}

/* For class_init: what the template calls. */
void
matoi_channel_panel_class_init_place (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, load_more);
  gtk_widget_class_bind_template_callback (class, scroll_to_end);
}

void
matoi_channel_panel_init_place (MatoiChannelPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->chn_scroller);

  g_signal_connect_object (place, "changed", G_CALLBACK (on_height_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
}
