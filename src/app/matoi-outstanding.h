/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* The postmortems that are not over: how many are late, and what their owner is to be reminded of
 * (END-11, PM-06). Signals:
 * "changed" (): read anew;
 * "remind" (const char *ref_or_null, const char *text): a deadline of this person has come nearer
 *   since the last time. One for all of them, whatever the time that was slept through; @ref_or_null
 *   when it is about a single one that may be named;
 * "settle" (): nothing of theirs is due any more. */
#define MATOI_TYPE_OUTSTANDING (matoi_outstanding_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOutstanding, matoi_outstanding, MATOI, OUTSTANDING, GObject)

MatoiOutstanding *matoi_outstanding_new (MatoiContext *context);
void matoi_outstanding_refresh (MatoiOutstanding *self);
void matoi_outstanding_tick (MatoiOutstanding *self);
guint matoi_outstanding_count_overdue (MatoiOutstanding *self);

/* Of reminders: what was reminded of is the number of the stage, and a higher one is news. */
#define MATOI_STAGE_NONE    0
#define MATOI_STAGE_EVE     1 /* it is due on the next day */
#define MATOI_STAGE_DAY     2 /* it is due on this day */
#define MATOI_STAGE_OVERDUE 3 /* and one more for each further day */
int matoi_outstanding_get_stage (gint64 due_at, gint64 now, GTimeZone *zone);

/* What the list and the reminders say of a deadline. */
char *matoi_outstanding_dup_due (gint64 due_at, gint64 now, GTimeZone *zone);
gboolean matoi_outstanding_is_overdue (const MatoiIncidentRow *row, gint64 now);
const char *matoi_outstanding_get_title (const MatoiIncidentRow *row);
/* Whether the list of postmortems is another one after @event. */
gboolean matoi_outstanding_concerns (const MatoiEvent *event);

G_END_DECLS
