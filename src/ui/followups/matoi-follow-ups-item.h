/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* One line of the list of follow-ups: an action item of some incident, or a heading.
 * Signal "changed" (): what it shows is different. */
#define MATOI_TYPE_FOLLOW_UPS_ITEM (matoi_follow_ups_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFollowUpsItem, matoi_follow_ups_item, MATOI, FOLLOW_UPS_ITEM, GObject)

/* Of the row @index of @rows, which are kept. */
MatoiFollowUpsItem *matoi_follow_ups_item_new (GPtrArray *rows, guint index);
MatoiFollowUpsItem *matoi_follow_ups_item_new_heading (const char *title, guint n);
/* Shows that row from now on. */
void matoi_follow_ups_item_set_row (MatoiFollowUpsItem *self, GPtrArray *rows, guint index);
void matoi_follow_ups_item_set_heading (MatoiFollowUpsItem *self, const char *title, guint n);
/* A day is over: what is said in days is another. */
void matoi_follow_ups_item_touch (MatoiFollowUpsItem *self);
/* It is no longer among what is read, and stays where it is until somebody lets it go. */
void matoi_follow_ups_item_set_over (MatoiFollowUpsItem *self);
gboolean matoi_follow_ups_item_is_over (MatoiFollowUpsItem *self);
/* How far the ticket that was asked for is: a state of the outbox, or NULL: nothing waits. */
void matoi_follow_ups_item_set_waiting (MatoiFollowUpsItem *self, const char *state_or_null);
const char *matoi_follow_ups_item_get_waiting (MatoiFollowUpsItem *self);

/* (nullable): of a heading */
const MatoiActionRow *matoi_follow_ups_item_get_row (MatoiFollowUpsItem *self);
/* Of a heading: its words, and how many are below; 0: nobody knows yet. */
const char *matoi_follow_ups_item_get_title (MatoiFollowUpsItem *self);
guint matoi_follow_ups_item_get_count (MatoiFollowUpsItem *self);

G_END_DECLS
