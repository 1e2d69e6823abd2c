/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-chart-data.h"

G_BEGIN_DECLS

/* A chart one can look at, point at, and go through with the keys: arrows from point to point,
 * Enter or a click opens one. What is in focus is told in words as its tooltip and description;
 * the table beside it is the caller's.
 *
 * Signals: "activated" (guint series, guint place); "focused" (const char *words): of the point
 * that has the focus, "" when none has. */
#define MATOI_TYPE_CHART (matoi_chart_get_type ())
G_DECLARE_FINAL_TYPE (MatoiChart, matoi_chart, MATOI, CHART, GtkWidget)

GtkWidget *matoi_chart_new (void);
/* @summary: what it shows, in a sentence, for those who do not see it. */
void matoi_chart_show (MatoiChart *self, MatoiChartData *data, const char *summary);
/* Patterns beside the colours, and stronger lines. */
void matoi_chart_set_contrast (MatoiChart *self, gboolean contrast);
MatoiChartData *matoi_chart_get_data (MatoiChart *self);
MatoiChartPoint matoi_chart_get_point (MatoiChart *self);

G_END_DECLS
