/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-chart-data.h"

G_BEGIN_DECLS

/* What the colours, shapes and patterns of a chart stand for; nothing where they stand for
 * nothing. */
#define MATOI_TYPE_INSIGHT_LEGEND (matoi_insight_legend_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightLegend, matoi_insight_legend, MATOI, INSIGHT_LEGEND, GtkWidget)

void matoi_insight_legend_show (MatoiInsightLegend *self, MatoiChartData *data, gboolean contrast);

G_END_DECLS
