/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-context-outbox.h"
#include "matoi-follow-ups-choice.h"
#include "matoi-follow-ups-item.h"

G_BEGIN_DECLS

/* The lines of the list of follow-ups: action items in their groups, each group below its heading.
 * Objects are made only of what is looked at; a hundred thousand items cost one number each. */
#define MATOI_TYPE_FOLLOW_UPS_MODEL (matoi_follow_ups_model_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFollowUpsModel, matoi_follow_ups_model, MATOI, FOLLOW_UPS_MODEL, GObject)

MatoiFollowUpsModel *matoi_follow_ups_model_new (MatoiContext *context);
/* The first of many: of MatoiActionRow, kept. Headings do not say how many there are until all are
 * known. */
void matoi_follow_ups_model_begin (MatoiFollowUpsModel *self, GPtrArray *rows);
/* At first only as many lines are shown as a window has room for; to be called frame by frame for
 * more. FALSE: all of them are. */
gboolean matoi_follow_ups_model_unfold (MatoiFollowUpsModel *self);
/* What was read: of MatoiActionRow, kept. @calm: somebody works in the list: lines show what is new
 * where they stand, none comes, goes or moves; see matoi_follow_ups_model_has_news (). */
void matoi_follow_ups_model_set_rows (MatoiFollowUpsModel *self, GPtrArray *rows, gboolean calm);
gboolean matoi_follow_ups_model_has_news (MatoiFollowUpsModel *self);
/* Puts everything where it belongs by now. */
void matoi_follow_ups_model_settle (MatoiFollowUpsModel *self);
/* Shows what fits @choice (transfer full), by team or by day. */
void matoi_follow_ups_model_choose (MatoiFollowUpsModel *self,
                                    MatoiFollowUpsChoice *choice,
                                    gboolean by_team);
/* What waits in the outbox: of MatoiOutboxRow, kept. */
void matoi_follow_ups_model_set_outbox (MatoiFollowUpsModel *self, GPtrArray *rows);
/* (nullable) (transfer none): the ticket of @action that is asked for and not there yet. */
const MatoiOutboxRow *
matoi_follow_ups_model_find_waiting (MatoiFollowUpsModel *self, const MatoiId *action);

/* How many are read, and how many of them are shown. */
guint matoi_follow_ups_model_count (MatoiFollowUpsModel *self, guint *n_shown);
/* The teams that own something, in order; "" is left out. (transfer container) of char * */
GPtrArray *matoi_follow_ups_model_list_teams (MatoiFollowUpsModel *self);

G_END_DECLS
