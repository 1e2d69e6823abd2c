/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-insights.h"

G_BEGIN_DECLS

#define MATOI_N_TIMES (MATOI_METRIC_RESOLVE - MATOI_METRIC_DETECT + 1)
#define MATOI_N_RATES (MATOI_METRIC_ACTIONS - MATOI_METRIC_EXECUTIVES + 1)

typedef struct
{
  gint64 duration;
  const MatoiInsightRow *row;
} MatoiSample;

/* What is known of one period and one level, or of all of them. */
typedef struct
{
  MatoiCount count, passed;
  MatoiSpread times[MATOI_N_TIMES];
  GArray *samples[MATOI_N_TIMES]; /* (nullable) of MatoiSample, until they are counted */
  MatoiRate rates[MATOI_N_RATES];
  gint64 time_in;
} MatoiInsightCell;

struct _MatoiInsights
{
  MatoiInsightRows *rows;
  gint64 from, to, now, today; /* today: number of the day */
  GTimeZone *zone;
  GHashTable *days_off; /* (nullable) */
  GPtrArray *fitting;   /* of const MatoiInsightRow: no drills, by when they were declared */
  GPtrArray *periods, *levels;
  GPtrArray *nothing;      /* an empty list, shared */
  MatoiInsightCell *cells; /* (periods + 1) × (levels + 1), the last of each stands for all */
  guint n_cells;
  MatoiCount *false_alarms; /* periods + 1 */
  MatoiCount live, hours[7][24];
  GPtrArray *services, *causes, *load;
  MatoiRate open_actions;
  gint64 longest_quiet, last_quiet;
};

/* --- matoi-insights.c */
void matoi_count_add (MatoiCount *count, const MatoiInsightRow *row);
void
matoi_rate_add (MatoiRate *rate, const MatoiInsightRow *row, guint met, guint missed, guint open);
int matoi_insights_find_level (const MatoiInsights *self, const char *id, gsize length);
gint64 matoi_insights_get_end (const MatoiInsights *self, const MatoiInsightRow *row);
gboolean matoi_insights_is_false_alarm (const MatoiInsightRow *row);

/* --- matoi-insights-cells.c */
void matoi_insights_fill_cells (MatoiInsights *self);
/* By the day they were due: how many were done. */
void matoi_insights_judge_actions (const MatoiInsights *self,
                                   const MatoiInsightRow *row,
                                   guint *met,
                                   guint *missed,
                                   guint n_open[2]);

/* --- matoi-insights-groups.c */
void matoi_insights_fill_groups (MatoiInsights *self);
void matoi_insights_fill_load (MatoiInsights *self);
void matoi_insights_fill_quiet (MatoiInsights *self);

/* --- matoi-insights-days.c: days are numbered from 1970-01-01 on, in the zone */
gint64 matoi_day_of (GTimeZone *zone, gint64 ms, guint *minute_or_null);
gint64 matoi_day_begin (GTimeZone *zone, gint64 day, guint hour);
/* 0 is Monday. */
guint matoi_day_get_weekday (gint64 day);
void matoi_day_to_date (gint64 day, GDate *date);
gint64 matoi_day_from_date (const GDate *date);
/* "YYYY-MM-DD" at the beginning of @text. */
gboolean matoi_day_parse (const char *text, gint64 *day);
/* The periods from the one with @from to the one before @to, without a gap. */
GPtrArray *
matoi_insight_periods_new (MatoiInsightUnit unit, GTimeZone *zone, gint64 from, gint64 to);

/* --- lists of matoi-insight-row.h: the next part of @line, which moves on; FALSE at its end */
gboolean matoi_insight_next (const char **list, char divider, const char **part, gsize *length);

G_END_DECLS
