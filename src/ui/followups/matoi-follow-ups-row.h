/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-follow-ups-item.h"

G_BEGIN_DECLS

/* A line of the list of follow-ups. */
#define MATOI_TYPE_FOLLOW_UPS_ROW (matoi_follow_ups_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFollowUpsRow, matoi_follow_ups_row, MATOI, FOLLOW_UPS_ROW, GtkWidget)

GtkWidget *matoi_follow_ups_row_new (MatoiContext *context);
void matoi_follow_ups_row_set_item (MatoiFollowUpsRow *self, MatoiFollowUpsItem *item_or_null);
MatoiFollowUpsItem *matoi_follow_ups_row_get_item (MatoiFollowUpsRow *self);

/* What the list and the details both show. */
void matoi_follow_ups_show_priority (GtkLabel *chip, const char *priority);
void matoi_follow_ups_show_state (GtkLabel *chip, MatoiFollowUpsItem *item);

G_END_DECLS
