/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-live.h"

G_BEGIN_DECLS

/* The view "Follow-ups", for the morning meeting (AFT-01, AFT-02): every action item of every
 * incident that is not done, with its ticket, its day and what can be done about it. Read when it
 * is first seen.
 * Signals: "counted" (): matoi_follow_ups_view_count_overdue () is another number;
 * "said" (const char *text, gboolean can_undo): what was done. */
#define MATOI_TYPE_FOLLOW_UPS_VIEW (matoi_follow_ups_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFollowUpsView, matoi_follow_ups_view, MATOI, FOLLOW_UPS_VIEW, GtkWidget)

void matoi_follow_ups_view_set_live (MatoiFollowUpsView *self, MatoiLive *live);
/* Reads everything again. */
void matoi_follow_ups_view_refresh (MatoiFollowUpsView *self);
/* Brings the keyboard to the words to search for. */
void matoi_follow_ups_view_find (MatoiFollowUpsView *self);
/* The view comes to be seen. */
void matoi_follow_ups_view_begin (MatoiFollowUpsView *self);
/* How many are late. */
guint matoi_follow_ups_view_count_overdue (MatoiFollowUpsView *self);
/* Takes back what was done here last; FALSE: there is nothing. */
gboolean matoi_follow_ups_view_undo (MatoiFollowUpsView *self);
/* So much time has passed that a day may be over. */
void matoi_follow_ups_view_tick (MatoiFollowUpsView *self);

G_END_DECLS
