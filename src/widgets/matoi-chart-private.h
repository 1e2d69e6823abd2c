/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-chart-data.h"

G_BEGIN_DECLS

#define MATOI_CHART_GAP 6 /* px between words and what they belong to */

/* Where each thing of a chart is. */
typedef struct
{
  const MatoiChartData *data;
  PangoLayout *layout;
  double x, y, width, height; /* of the plot itself */
  double top;                 /* the number at its upper edge */
  double step;                /* from line to line */
} MatoiChartFrame;

void matoi_chart_frame_init (MatoiChartFrame *frame,
                             const MatoiChartData *data,
                             PangoContext *pango,
                             double width,
                             double height);
void matoi_chart_frame_clear (MatoiChartFrame *frame);
const MatoiChartSeries *matoi_chart_frame_get_series (const MatoiChartFrame *frame, guint index);
double matoi_chart_frame_measure (MatoiChartFrame *frame, const char *text);
double matoi_chart_frame_get_line (MatoiChartFrame *frame);
double matoi_chart_frame_get_pitch (const MatoiChartFrame *frame);
double matoi_chart_frame_get_height (const MatoiChartFrame *frame, double value);
void matoi_chart_draw_pattern (cairo_t *cr,
                               guint color,
                               double x,
                               double y,
                               double width,
                               double height,
                               gboolean is_dark);
void matoi_chart_draw_marker (cairo_t *cr, guint shape, double x, double y, double r);
char *matoi_chart_say (const MatoiChartData *data, double value);

G_END_DECLS
