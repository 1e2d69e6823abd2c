/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-rooms.h"

G_BEGIN_DECLS

/* One message of a room. */
#define MATOI_TYPE_CHANNEL_ROW (matoi_channel_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiChannelRow, matoi_channel_row, MATOI, CHANNEL_ROW, GtkListBoxRow)

/* What became of a message. */
typedef enum
{
  MATOI_CHANNEL_FREE,
  MATOI_CHANNEL_ENTRY,
  MATOI_CHANNEL_TODO,
  MATOI_CHANNEL_ELSEWHERE, /* in another incident */
} MatoiChannelTaken;

GtkWidget *matoi_channel_row_new (const MatoiRoomMessage *message);
/* @parent: (nullable): what it answers. */
void matoi_channel_row_show (MatoiChannelRow *self,
                             const MatoiRoomMessage *message,
                             const MatoiRoomMessage *parent,
                             MatoiChannelTaken taken,
                             GTimeZone *zone);
gboolean matoi_channel_row_is (MatoiChannelRow *self, const MatoiRoomMessage *message);
const char *matoi_channel_row_get_key (MatoiChannelRow *self);
gint64 matoi_channel_row_get_time (MatoiChannelRow *self);
char *matoi_channel_dup_key (const char *channel, const char *ts);

G_END_DECLS
