/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document.h"
#include "matoi-insights.h"

G_BEGIN_DECLS

/* The operational review of a month (AFT-08, HIS-04). */
typedef struct
{
  const MatoiInsightRows *rows; /* all that may be told of, also of other months */
  MatoiInsightQuery query;      /* from, to: the month; zone, now; services of the report */
  const char *lang;             /* "en" or "ja" */
  gboolean both;                /* fixed words in English and Japanese, side by side */
} MatoiMonthReportOptions;

typedef struct _MatoiMonthReport MatoiMonthReport;

/* @options and what it points at must live as long. (transfer full) */
MatoiMonthReport *matoi_month_report_new (const MatoiMonthReportOptions *options);
void matoi_month_report_free (MatoiMonthReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiMonthReport, matoi_month_report_free)
/* The major incidents it tells of, by when they were declared: of const MatoiInsightRow. */
GPtrArray *matoi_month_report_get_majors (const MatoiMonthReport *self);
/* One of them with its words, in that order; nothing of it is kept. */
void matoi_month_report_add_major (MatoiMonthReport *self, const MatoiIncident *incident);
/* After all of them. Each (transfer full). */
MatoiDocument *matoi_month_report_to_document (const MatoiMonthReport *self);
/* A table for programs: section,item,severity,value,unit,count and words of the majors. */
char *matoi_month_report_to_csv (const MatoiMonthReport *self);

G_END_DECLS
