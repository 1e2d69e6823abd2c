/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-channel-panel.h"
#include "matoi-channel-row.h"

G_BEGIN_DECLS

struct _MatoiChannelPanel
{
  GtkWidget parent_instance;
  GtkLabel *chn_room, *chn_message;
  GtkWidget *chn_more, *chn_empty, *chn_newer, *chn_bar;
  GtkScrolledWindow *chn_scroller;
  GtkListBox *chn_list;

  MatoiChannelTalk *talk; /* (nullable) before it is set */
  MatoiSession *shown;    /* (unowned) (nullable) whose messages the rows are */
  GtkPopover *menu;       /* (nullable) */
  char *chosen;           /* (nullable) key of the row that was chosen when one left */
  gboolean at_end;        /* follows what comes in */
  guint settle_id;        /* the end has moved, and is followed once the layout is done */
  double from_end;        /* what is below the top edge, to be kept; 0: nothing to keep */
};

/* matoi-channel-place.c */
void matoi_channel_panel_class_init_place (GtkWidgetClass *class);
void matoi_channel_panel_init_place (MatoiChannelPanel *self);
void matoi_channel_panel_follow_end (MatoiChannelPanel *self);

/* matoi-channel-actions.c */
void matoi_channel_panel_class_init_actions (GtkWidgetClass *class);
void matoi_channel_panel_init_actions (MatoiChannelPanel *self);
void matoi_channel_panel_update_actions (MatoiChannelPanel *self);
const MatoiRoomMessage *
matoi_channel_panel_find (MatoiChannelPanel *self, MatoiChannelRow *row_or_null);
MatoiChannelTaken
matoi_channel_panel_get_taken (MatoiChannelPanel *self, const MatoiRoomMessage *message);
void matoi_channel_panel_say (MatoiChannelPanel *self, const char *text_or_null);

G_END_DECLS
