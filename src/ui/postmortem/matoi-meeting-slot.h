/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* Dates of meetings as people write and read them. Pure. */

/* The next hour of work, a day ahead if that is before @due (or MATOI_TIME_NONE); @days_off
 * (nullable): days on which nobody works. */
gint64
matoi_meeting_suggest (gint64 now, gint64 due, GTimeZone *zone, GHashTable *days_off_or_null);
/* "2026-11-23" or "11/23", and "10:00"; MATOI_TIME_NONE: not understood. */
gint64 matoi_meeting_read (const char *date, const char *time, gint64 now, GTimeZone *zone);
char *matoi_meeting_dup_when (gint64 at, GTimeZone *zone);
/* "today", "tomorrow", "in 3 days", "2 days ago". */
char *matoi_meeting_dup_distance (gint64 at, gint64 now, GTimeZone *zone);
/* The state of the meeting in a sentence: no date, set, today, over, held. */
char *matoi_meeting_dup_state (MatoiSession *session, gint64 now);
/* Whether the document may still be written. */
gboolean matoi_meeting_is_open (const MatoiIncident *incident);

G_END_DECLS
