/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the meeting has taken, item by item; it counts while it runs only. Pure: times are
 * handed in, in milliseconds of any one clock. */
typedef struct
{
  GArray *spent; /* of gint64, ms by item */
  guint current;
  gint64 since; /* G_MININT64: it rests */
} MatoiMeetingClock;

MatoiMeetingClock *matoi_meeting_clock_new (guint n_items);
void matoi_meeting_clock_free (MatoiMeetingClock *self);

void matoi_meeting_clock_run (MatoiMeetingClock *self, gint64 now);
void matoi_meeting_clock_rest (MatoiMeetingClock *self, gint64 now);
void matoi_meeting_clock_move (MatoiMeetingClock *self, guint item, gint64 now);
gint64 matoi_meeting_clock_get (MatoiMeetingClock *self, guint item, gint64 now);
gint64 matoi_meeting_clock_get_all (MatoiMeetingClock *self, gint64 now);
/* "3:12 of 5 min", "6:40 of 5 min: over"; @minutes 0: no limit. */
char *matoi_meeting_clock_dup_text (gint64 spent, gint64 minutes);

G_END_DECLS
