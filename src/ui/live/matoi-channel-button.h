/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-channel-talk.h"

G_BEGIN_DECLS

/* The way to "From the Channel", with what is new there; hidden while the incident has no room. */
#define MATOI_TYPE_CHANNEL_BUTTON (matoi_channel_button_get_type ())
G_DECLARE_FINAL_TYPE (MatoiChannelButton, matoi_channel_button, MATOI, CHANNEL_BUTTON, GtkWidget)

void matoi_channel_button_set_talk (MatoiChannelButton *self, MatoiChannelTalk *talk);

G_END_DECLS
