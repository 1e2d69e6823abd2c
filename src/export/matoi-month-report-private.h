/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-month-report.h"

G_BEGIN_DECLS

typedef struct
{
  char *text, *priority, *due, *ticket; /* the last two (nullable) */
  gboolean open, overdue;
} MatoiMonthAction;

/* What the report tells of one major incident. */
typedef struct
{
  char *ref, *title, *severity, *services, *declared, *impact, *postmortem;
  gint64 duration; /* ms */
  gboolean live;
  guint n_done;
  GPtrArray *actions; /* of MatoiMonthAction */
} MatoiMonthMajor;

struct _MatoiMonthReport
{
  MatoiMonthReportOptions options;
  MatoiInsightRows *rows; /* those that touch the month */
  MatoiInsights *insights;
  GPtrArray *majors_rows; /* of const MatoiInsightRow */
  GPtrArray *majors;      /* of MatoiMonthMajor */
  char *key;              /* "2026-10" */
  char *service;          /* (nullable) */
};

/* "2:10" of hours and minutes, in every language. (transfer full) */
char *matoi_month_dup_duration (gint64 ms);
/* Those of one service, of the same rows. (transfer full) */
MatoiInsights *matoi_month_report_of_service (const MatoiMonthReport *self, const char *service);
/* How many of a group are major. */
guint matoi_month_count_majors (GPtrArray *rows);
/* ms that majors took. */
gint64 matoi_month_sum_majors (const MatoiMonthReport *self);

G_END_DECLS
