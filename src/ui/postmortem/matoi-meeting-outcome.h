/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What is recorded of a meeting: when it was, who was there, and that they agreed. The same on the
 * page and at the end of meeting mode. */
#define MATOI_TYPE_MEETING_OUTCOME (matoi_meeting_outcome_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingOutcome, matoi_meeting_outcome, MATOI, MEETING_OUTCOME, GtkWidget)

void matoi_meeting_outcome_set_session (MatoiMeetingOutcome *self, MatoiSession *session_or_null);
void matoi_meeting_outcome_refresh (MatoiMeetingOutcome *self);
/* What meeting mode has measured stands in place of what was planned. */
void matoi_meeting_outcome_propose (MatoiMeetingOutcome *self, gint64 at, gint64 minutes);
void matoi_meeting_outcome_flush (MatoiMeetingOutcome *self);
/* @gate: pm.meeting-over, pm.attendance or pm.agreed. */
void matoi_meeting_outcome_jump (MatoiMeetingOutcome *self, const char *gate);

G_END_DECLS
