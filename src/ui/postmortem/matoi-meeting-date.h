/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* When the meeting is and how long: typed or picked, and told back in words.
 *
 * Signal "edited": another time or length was given and is understood. */
#define MATOI_TYPE_MEETING_DATE (matoi_meeting_date_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingDate, matoi_meeting_date, MATOI, MEETING_DATE, GtkWidget)

void matoi_meeting_date_set_session (MatoiMeetingDate *self, MatoiSession *session_or_null);
/* Shows what is recorded, or what is suggested; what is being typed stays. */
void matoi_meeting_date_refresh (MatoiMeetingDate *self);
void matoi_meeting_date_set_editable (MatoiMeetingDate *self, gboolean editable);
/* FALSE: it is not a time to come, which it says itself. */
gboolean matoi_meeting_date_read (MatoiMeetingDate *self, gint64 *at, gint64 *minutes);
/* Whether somebody changed what is shown and it is not recorded. */
gboolean matoi_meeting_date_is_touched (MatoiMeetingDate *self);

G_END_DECLS
