/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-brief.h"
#include "matoi-finder.h"

G_BEGIN_DECLS

/* One incident that was the same, in two lines, and the way to it. It is as high before it is read
 * as afterwards. */
#define MATOI_TYPE_SEEN_ROW (matoi_seen_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSeenRow, matoi_seen_row, MATOI, SEEN_ROW, GtkWidget)

GtkWidget *matoi_seen_row_new (const char *ref);
const char *matoi_seen_row_get_ref (MatoiSeenRow *self);
/* (nullable) until it was read; borrowed. */
const MatoiBrief *matoi_seen_row_get_brief (MatoiSeenRow *self);
/* Takes @brief. */
void matoi_seen_row_set_brief (MatoiSeenRow *self, MatoiBrief *brief, GTimeZone *zone);
/* Why both are alike; without it, what contributed to the other one, or what it was about. */
void matoi_seen_row_set_reason (MatoiSeenRow *self, const MatoiSimilar *similar);

G_END_DECLS
