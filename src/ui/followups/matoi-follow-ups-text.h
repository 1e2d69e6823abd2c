/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the list of follow-ups and its details say of one of them: always words, never a colour
 * alone. @day: YYYY-MM-DD (nullable); @today: the same. All (transfer full). */

/* How many days @day is after @today; FALSE: there is none, or it is no day. */
gboolean matoi_follow_ups_count_days (const char *day, const char *today, int *days);
/* "3 days late", "due tomorrow", "due Sun 6 Dec", "no day". */
char *matoi_follow_ups_dup_due (const char *day, const char *today);
/* How old what was made @at is: "14 days old". */
char *matoi_follow_ups_dup_age (gint64 at, gint64 now, GTimeZone *zone);
/* "changed yesterday". */
char *matoi_follow_ups_dup_changed (gint64 at, gint64 now, GTimeZone *zone);
/* "at 07:55", "yesterday 18:02", "20 Nov 09:12" */
char *matoi_follow_ups_dup_moment (gint64 at, gint64 now, GTimeZone *zone);

G_END_DECLS
