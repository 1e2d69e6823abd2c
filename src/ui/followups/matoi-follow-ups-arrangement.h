/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-follow-ups-choice.h"

G_BEGIN_DECLS

/* The lines of the list of follow-ups in their order: action items below the headings of their
 * groups. Costs some bytes for each; does not change. */
typedef struct _MatoiFollowUpsArrangement MatoiFollowUpsArrangement;

/* What of @rows (of MatoiActionRow, kept) fits @choice, by team or by the day that counts. */
MatoiFollowUpsArrangement *matoi_follow_ups_arrangement_new (GPtrArray *rows,
                                                             const MatoiFollowUpsChoice *choice,
                                                             gboolean by_team,
                                                             gint64 now,
                                                             GTimeZone *zone);
void matoi_follow_ups_arrangement_free (MatoiFollowUpsArrangement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiFollowUpsArrangement, matoi_follow_ups_arrangement_free)

GPtrArray *matoi_follow_ups_arrangement_get_rows (const MatoiFollowUpsArrangement *self);
guint matoi_follow_ups_arrangement_get_n_lines (const MatoiFollowUpsArrangement *self);
/* How many of the rows have a line. */
guint matoi_follow_ups_arrangement_get_n_shown (const MatoiFollowUpsArrangement *self);
/* (nullable): the words of the heading that is the line at @position, and how many follow it; NULL:
 * it is an item, and @n is its place among the rows. */
const char *matoi_follow_ups_arrangement_get_heading (const MatoiFollowUpsArrangement *self,
                                                      guint position,
                                                      guint *n);
/* Of the first @limit lines of both: what differs in the middle. FALSE: nothing. @before (nullable)
 */
gboolean matoi_follow_ups_arrangement_compare (const MatoiFollowUpsArrangement *before,
                                               const MatoiFollowUpsArrangement *after,
                                               guint limit,
                                               guint *begin,
                                               guint *old,
                                               guint *new);
/* The teams that own something, in order; "" is left out. (transfer container) of char * */
GPtrArray *matoi_follow_ups_list_teams (GPtrArray *rows);

G_END_DECLS
