/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-chart-data.h"
#include "matoi-context-insights.h"

G_BEGIN_DECLS

/* The charts of the view "Insights", in the order they stand there: each is a table of
 * matoi-context-insights.h as a picture, so that its numbers are those of the table. */
typedef enum
{
  MATOI_INSIGHTS_CHART_INCIDENTS,
  MATOI_INSIGHTS_CHART_SERIES, /* medians over time, of one of the four times */
  MATOI_INSIGHTS_CHART_HOURS,
  MATOI_INSIGHTS_CHART_SERVICES,
  MATOI_INSIGHTS_CHART_TIMES, /* the medians by severity, with the spread in its table */
  MATOI_INSIGHTS_CHART_SEVERITY,
  MATOI_INSIGHTS_CHART_CAUSES,
  MATOI_INSIGHTS_CHART_RATES,
  MATOI_INSIGHTS_CHART_LOAD,
  MATOI_INSIGHTS_N_CHARTS
} MatoiInsightsChart;

/* Its id in names of files and in tests, such as "incidents". */
const char *matoi_insights_chart_get_id (MatoiInsightsChart chart);
MatoiChartKind matoi_insights_chart_get_kind (MatoiInsightsChart chart);
MatoiInsightTable matoi_insights_chart_get_table (MatoiInsightsChart chart);
/* The metric it shows; @time is the chosen one of the four times, for the charts of those. */
MatoiMetric matoi_insights_chart_get_metric (MatoiInsightsChart chart, MatoiMetric time);
/* (transfer full): the words above it. */
char *matoi_insights_chart_dup_title (MatoiInsightsChart chart,
                                      const MatoiInsights *insights,
                                      MatoiMetric time);
/* Borrowed, translated. */
const char *matoi_insights_chart_get_subtitle (MatoiInsightsChart chart);
/* (transfer full) */
MatoiChartData *matoi_insights_chart_new_data (MatoiInsightsChart chart,
                                               const MatoiInsights *insights,
                                               MatoiMetric time);
/* What a point is made of, of const MatoiInsightRow *, owned by @insights; series -1: all of that
 * place. Never NULL. */
GPtrArray *matoi_insights_chart_get_rows (MatoiInsightsChart chart,
                                          const MatoiInsights *insights,
                                          MatoiMetric time,
                                          int series,
                                          int place);

G_END_DECLS
