/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-timeline-model.h"

G_BEGIN_DECLS

/* One row of the timeline: an entry, or a fold of several. Its buttons activate the actions
 * "timeline.toggle" and "timeline.menu" with the id of the entry. */
#define MATOI_TYPE_TIMELINE_ROW (matoi_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTimelineRow, matoi_timeline_row, MATOI, TIMELINE_ROW, GtkWidget)

GtkWidget *matoi_timeline_row_new (void);
void matoi_timeline_row_show (MatoiTimelineRow *self,
                              MatoiTimelineItem *item,
                              gboolean starts_day,
                              GTimeZone *zone);
void matoi_timeline_row_set_marked (MatoiTimelineRow *self, gboolean marked);
MatoiTimelineItem *matoi_timeline_row_get_item (MatoiTimelineRow *self);
GtkWidget *matoi_timeline_row_get_menu_button (MatoiTimelineRow *self);

G_END_DECLS
