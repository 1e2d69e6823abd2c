/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The card a meeting opens with: how we talk (MTG-10), and who does what (MTG-04, MTG-05). */
#define MATOI_TYPE_MEETING_OPENING (matoi_meeting_opening_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingOpening, matoi_meeting_opening, MATOI, MEETING_OPENING, GtkWidget)

void matoi_meeting_opening_set_session (MatoiMeetingOpening *self, MatoiSession *session_or_null);
void matoi_meeting_opening_refresh (MatoiMeetingOpening *self);
void matoi_meeting_opening_flush (MatoiMeetingOpening *self);

G_END_DECLS
