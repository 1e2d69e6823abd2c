/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* An incident played back: what was known at each moment of it, in the order it became known, from
 * what was known first to the end. In the main context; does not play by itself: whoever shows it says
 * how much time has passed.
 * Signal "changed" (): the moment is another one. */
#define MATOI_TYPE_PLAYBACK (matoi_playback_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPlayback, matoi_playback, MATOI, PLAYBACK, GObject)

/* @whole is not needed any more afterwards. NULL: nothing was declared */
MatoiPlayback *matoi_playback_new (const MatoiIncident *whole);
/* As it was known at that moment; changes with it, and is another one after a step back. */
const MatoiIncident *matoi_playback_get_incident (MatoiPlayback *self);
gint64 matoi_playback_get_start (MatoiPlayback *self); /* ms UTC */
gint64 matoi_playback_get_end (MatoiPlayback *self);
gint64 matoi_playback_get_time (MatoiPlayback *self);
void matoi_playback_set_time (MatoiPlayback *self, gint64 at);
/* To the next moment at which something became known, or the one before; FALSE: there is none. */
gboolean matoi_playback_step (MatoiPlayback *self, gboolean forward);
/* The last event that was known then; borrowed. */
const MatoiEvent *matoi_playback_get_event (MatoiPlayback *self);
guint matoi_playback_get_n_events (MatoiPlayback *self);
/* When the one at @index became known, and what it is. */
gint64 matoi_playback_get_event_time (MatoiPlayback *self, guint index, const MatoiEvent **event);

G_END_DECLS
