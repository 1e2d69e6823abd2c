/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-insights-charts.h"

G_BEGIN_DECLS

/* What stands above a chart: its title, how it is counted, and the buttons for its table and its
 * files. Those are the actions "insight.export" and "insight.print" of what it stands in.
 * Signal "table" (gboolean table): whether the numbers are to be seen as a table. */
#define MATOI_TYPE_INSIGHT_HEAD (matoi_insight_head_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightHead, matoi_insight_head, MATOI, INSIGHT_HEAD, GtkWidget)

/* @time: the chosen of the four times. */
void matoi_insight_head_show (MatoiInsightHead *self,
                              MatoiInsightsChart chart,
                              const char *title,
                              MatoiMetric time);
const char *matoi_insight_head_get_title (MatoiInsightHead *self);
/* Puts @control beside the title. */
void matoi_insight_head_add (MatoiInsightHead *self, GtkWidget *control);

G_END_DECLS
