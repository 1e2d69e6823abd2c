/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-channel-talk.h"

G_BEGIN_DECLS

/* "From the Channel": what is said there, to be taken into the record by a key. */
#define MATOI_TYPE_CHANNEL_PANEL (matoi_channel_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiChannelPanel, matoi_channel_panel, MATOI, CHANNEL_PANEL, GtkWidget)

void matoi_channel_panel_set_talk (MatoiChannelPanel *self, MatoiChannelTalk *talk);
void matoi_channel_panel_begin (MatoiChannelPanel *self);

G_END_DECLS
