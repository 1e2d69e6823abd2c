/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-meeting-agenda.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* What the meeting looks at while it talks about one item of the agenda. */
#define MATOI_TYPE_MEETING_STAGE (matoi_meeting_stage_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingStage, matoi_meeting_stage, MATOI, MEETING_STAGE, GtkWidget)

void matoi_meeting_stage_set_session (MatoiMeetingStage *self, MatoiSession *session_or_null);
void matoi_meeting_stage_show (MatoiMeetingStage *self, const MatoiAgendaItem *item);
void matoi_meeting_stage_refresh (MatoiMeetingStage *self);
void matoi_meeting_stage_flush (MatoiMeetingStage *self);
/* What was measured, for the record of the meeting. */
void matoi_meeting_stage_propose (MatoiMeetingStage *self, gint64 at, gint64 minutes);
/* The section of the template a note on @item is about; NULL: the whole document. */
const char *matoi_meeting_stage_find_section (MatoiMeetingStage *self, const MatoiAgendaItem *item);
/* (nullable) how to talk about it. */
const char *matoi_meeting_stage_get_hint (const MatoiAgendaItem *item);

G_END_DECLS
