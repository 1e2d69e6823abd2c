/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* What was known at a moment of a playback, line by line; the newest is what one looks at. */
#define MATOI_TYPE_PLAYBACK_TIMELINE (matoi_playback_timeline_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPlaybackTimeline,
                      matoi_playback_timeline,
                      MATOI,
                      PLAYBACK_TIMELINE,
                      GtkWidget)

/* @incident: NULL: nothing; else it stays until another one is shown. */
void matoi_playback_timeline_show (MatoiPlaybackTimeline *self,
                                   const MatoiIncident *incident_or_null,
                                   GTimeZone *zone);

G_END_DECLS
