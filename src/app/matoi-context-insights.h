/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-insight-words.h"
#include "matoi-insights.h"

G_BEGIN_DECLS

/* Figures over many incidents, for the window and matoictl. What is counted, and how a figure is
 * read, stands in matoi-insights.h and matoi-metric.h (both in core: the window may use them as
 * they are). Confidential incidents are in them only for those who have a role in them (HIS-07).
 *
 * The window:
 *
 *   MatoiInsightQuery query = { .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE,
 *                               .unit = MATOI_BY_WEEK, .services = chosen };
 *   matoi_context_insights_async (context, &query, cancellable, on_insights, self);
 *   …
 *   g_autoptr (MatoiInsights) now = matoi_context_insights_finish (context, result, &error);
 *   const MatoiSpread *time = matoi_insights_get_time (now, MATOI_METRIC_RESOLVE, period, level);
 *
 * Ask again at "events-recorded", at most once a second: an answer takes some ms of the worker. */

/* zone, days_off and now of @query may be unset (NULL, 0): they are those of the organisation.
 * @query and its lists are copied. */
void matoi_context_insights_async (MatoiContext *self,
                                   const MatoiInsightQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
MatoiInsights *
matoi_context_insights_finish (MatoiContext *self, GAsyncResult *result, GError **error);
/* The same in the calling thread, before matoi_context_start (). (transfer full) */
MatoiInsights *
matoi_context_insights (MatoiContext *self, const MatoiInsightQuery *query, GError **error);

/* The span of the same length just before that of @query, for "18 % less than before"; FALSE: it
 * has no beginning. */
gboolean matoi_context_insights_before (const MatoiInsightQuery *query, MatoiInsightQuery *before);

/* --- the report of a month (AFT-08, HIS-04) */

typedef struct
{
  int year, month;     /* 2026, 11; 0, 0: the last whole month of the organisation */
  const char *service; /* (nullable) only of this one */
  const char *lang;    /* (nullable) "en" or "ja"; else that of the interface */
  gboolean both;       /* fixed words in English and Japanese, side by side */
  const char *format;  /* "markdown" "html" "pdf" "pdf-a4" "pdf-letter" "csv" */
} MatoiReportQuery;

/* The file. MATOI_ERROR_INPUT: no such format or month;
 * _STORAGE: the PDF could not be made. (transfer full) */
void matoi_context_report_async (MatoiContext *self,
                                 const MatoiReportQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *matoi_context_report_finish (MatoiContext *self, GAsyncResult *result, GError **error);
GBytes *matoi_context_report (MatoiContext *self, const MatoiReportQuery *query, GError **error);
/* "2026-10" into @query; FALSE with MATOI_ERROR_INPUT. */
gboolean matoi_report_query_set_month (MatoiReportQuery *query, const char *text, GError **error);

/* The same for a printer, whose paper is known later: read first, then laid out, as often as the
 * paper changes. The format of the query does not matter. */
typedef struct _MatoiDocument MatoiReportText;

void matoi_context_report_text_async (MatoiContext *self,
                                      const MatoiReportQuery *query,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
MatoiReportText *
matoi_context_report_text_finish (MatoiContext *self, GAsyncResult *result, GError **error);
void matoi_report_text_free (MatoiReportText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiReportText, matoi_report_text_free)
/* For paper of @width by @height points; its pages are those of matoi-context.h. (transfer full) */
MatoiPrintout *
matoi_report_text_new_pages (const MatoiReportText *text, double width, double height);

/* --- tables: what a chart shows, as rows of text; the same words and numbers for the table beside
 * the chart, its text summary, its CSV and the report */

typedef enum
{
  MATOI_TABLE_INCIDENTS, /* period × severity */
  MATOI_TABLE_TIMES, /* of one metric DETECT…RESOLVE: severity × n, median, mean, p25, p75, p90 */
  MATOI_TABLE_SERIES,   /* of one such metric: period × severity, the medians */
  MATOI_TABLE_SEVERITY, /* severity × minutes, incidents */
  MATOI_TABLE_HOURS,    /* weekday × hour */
  MATOI_TABLE_SERVICES, /* name, incidents, hours */
  MATOI_TABLE_CAUSES,
  MATOI_TABLE_RATES, /* what was to be in time × met, missed, not due yet, percent */
  MATOI_TABLE_LOAD,  /* number of the rotation × hours, off-hours, shifts */
} MatoiInsightTable;

/* Of GPtrArray of char *: the first row is the head. @metric matters to TIMES and SERIES only.
 * Times are in minutes, with a decimal point, for programs (@plain) or as people write them.
 * (transfer full) */
GPtrArray *matoi_insight_table_new (const MatoiInsights *insights,
                                    MatoiInsightTable table,
                                    MatoiMetric metric,
                                    gboolean plain);
/* The same as a CSV file (RFC 4180, UTF-8 with a mark, formulas disarmed). (transfer full) */
char *matoi_insight_table_to_csv (GPtrArray *table);
/* One or two sentences that say what the chart shows, for a screen reader and under it.
 * (transfer full) */
char *matoi_insight_table_dup_summary (const MatoiInsights *insights,
                                       MatoiInsightTable table,
                                       MatoiMetric metric);

G_END_DECLS
