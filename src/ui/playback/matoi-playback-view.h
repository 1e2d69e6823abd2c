/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* An incident played back by the clock, for training and meetings: what was known at each moment,
 * who led, what was open. Signal "closed" (). */
#define MATOI_TYPE_PLAYBACK_VIEW (matoi_playback_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPlaybackView, matoi_playback_view, MATOI, PLAYBACK_VIEW, GtkWidget)

/* From the beginning; it does not play yet. @whole may go afterwards. */
void
matoi_playback_view_begin (MatoiPlaybackView *self, const MatoiIncident *whole, GTimeZone *zone);
/* Stops and lets go of it. */
void matoi_playback_view_end (MatoiPlaybackView *self);

G_END_DECLS
