/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "matoi-context-rooms.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* What is said in the rooms of the incident that is shown, kept up to date; and what of it was not
 * looked at yet. Signal "changed" (): any of that. */
#define MATOI_TYPE_CHANNEL_TALK (matoi_channel_talk_get_type ())
G_DECLARE_FINAL_TYPE (MatoiChannelTalk, matoi_channel_talk, MATOI, CHANNEL_TALK, GObject)

MatoiChannelTalk *matoi_channel_talk_new (void);
void matoi_channel_talk_set_session (MatoiChannelTalk *self, MatoiSession *session_or_null);
MatoiSession *matoi_channel_talk_get_session (MatoiChannelTalk *self);
const MatoiRoomTalk *matoi_channel_talk_get (MatoiChannelTalk *self);
gboolean matoi_channel_talk_has_room (MatoiChannelTalk *self);
guint matoi_channel_talk_get_n_new (MatoiChannelTalk *self);
void matoi_channel_talk_set_watched (MatoiChannelTalk *self, gboolean watched);
gboolean matoi_channel_talk_is_watched (MatoiChannelTalk *self);
void matoi_channel_talk_load_more (MatoiChannelTalk *self);

G_END_DECLS
