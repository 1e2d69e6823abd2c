/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-insight-row.h"
#include "matoi-metric.h"

G_BEGIN_DECLS

/* Figures over many incidents: a pure function of their rows. Immutable once made, so that any
 * thread may read it.
 *
 * An incident belongs to the week or month in which it was declared, in the zone of the query, and
 * to one severity: the final one, else the worst it had. Drills are in no figure. False alarms are
 * counted apart and are in no other figure but the load. Nobody is named (HIS-05). Every figure
 * knows the rows it is made of ("rows", never NULL, of const MatoiInsightRow *, owned by the
 * result): a click on it can open them. Durations are in ms. */

typedef enum
{
  MATOI_BY_MONTH,
  MATOI_BY_WEEK, /* Monday to Sunday, ISO 8601 */
} MatoiInsightUnit;

typedef struct
{
  gint64 from, to; /* ms UTC, from <= declared < to; either MATOI_TIME_NONE: as the rows go */
  MatoiInsightUnit unit;
  gint64 now;           /* ms UTC */
  GTimeZone *zone;      /* of the organisation */
  GHashTable *days_off; /* (nullable) set of "YYYY-MM-DD", as matoi_context_dup_days_off () */
  GStrv services;       /* (nullable) names; an incident with one of them fits; NULL: all */
  GStrv severities;     /* (nullable) ids or labels; NULL: all */
} MatoiInsightQuery;

/* How many. */
typedef struct
{
  guint n;
  GPtrArray *rows;
} MatoiCount;

/* How long: over the n incidents of which both moments are known. Half of them took up to the
 * median; p25 to p75 is the middle half; one in ten took longer than p90. Between two ranks the
 * value is interpolated. All 0 if n is 0. */
typedef struct
{
  guint n;
  gint64 median, mean, p25, p75, p90, longest;
  GPtrArray *rows; /* by duration, the shortest first */
} MatoiSpread;

/* How often in time: of met + missed; what is not due yet is "open". */
typedef struct
{
  guint met, missed, open;
  GPtrArray *rows, *missed_rows; /* the first has those of met and missed */
} MatoiRate;

typedef struct
{
  char *id, *label; /* "1", "SEV-1" */
  guint rank;       /* 1 is the worst; 0: the process does not know it */
} MatoiInsightLevel;

/* A week or month. */
typedef struct
{
  gint64 from, to; /* whole, also where the query ends inside it */
  char *key;       /* "2026-11" or "2026-W47" */
  char *label;     /* for people, short: "Nov 2026", or the day the week begins */
} MatoiInsightPeriod;

/* A service or a cause. */
typedef struct
{
  char *name; /* as first written */
  MatoiCount count;
  gint64 time; /* ms from declared to ended, of all of them together */
} MatoiInsightGroup;

/* What one person, who stays unknown, led. Numbered by who led first, never by how much. */
typedef struct
{
  guint number;            /* from 1 on */
  guint shifts;            /* how often they took the lead */
  gint64 hours, off_hours; /* ms; off_hours is a part of hours */
  GPtrArray *rows;
} MatoiInsightLoad;

typedef struct _MatoiInsights MatoiInsights;

#define MATOI_INSIGHTS_ALL (-1)

/* @rows is kept. (transfer full) */
MatoiInsights *matoi_insights_new (MatoiInsightRows *rows, const MatoiInsightQuery *query);
void matoi_insights_free (MatoiInsights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiInsights, matoi_insights_free)

/* The span the figures are of; whole days of the zone if the query left it open. */
gint64 matoi_insights_get_from (const MatoiInsights *self);
gint64 matoi_insights_get_to (const MatoiInsights *self);
/* Axes: of MatoiInsightPeriod, without a gap, the oldest first; of MatoiInsightLevel, worst first. */
GPtrArray *matoi_insights_get_periods (const MatoiInsights *self);
GPtrArray *matoi_insights_get_levels (const MatoiInsights *self);

/* @period and @level are places in those lists, or MATOI_INSIGHTS_ALL. Never NULL. */
const MatoiCount *matoi_insights_get_count (const MatoiInsights *self, int period, int level);
/* @metric: MATOI_METRIC_DETECT … _RESOLVE */
const MatoiSpread *
matoi_insights_get_time (const MatoiInsights *self, MatoiMetric metric, int period, int level);
/* @metric: MATOI_METRIC_EXECUTIVES … _ACTIONS */
const MatoiRate *
matoi_insights_get_rate (const MatoiInsights *self, MatoiMetric metric, int period, int level);
/* ms that incidents stood at @level, which they may have left since; see get_passed () for which. */
gint64 matoi_insights_get_time_in (const MatoiInsights *self, int period, int level);
/* Those that ever stood at @level. */
const MatoiCount *matoi_insights_get_passed (const MatoiInsights *self, int period, int level);
const MatoiCount *matoi_insights_get_false_alarms (const MatoiInsights *self, int period);
/* Those that are not over. */
const MatoiCount *matoi_insights_get_live (const MatoiInsights *self);
/* @weekday: 0 is Monday; @hour: 0 to 23, in the zone. */
const MatoiCount *matoi_insights_get_hour (const MatoiInsights *self, guint weekday, guint hour);
/* Of MatoiInsightGroup, the most incidents first; of MatoiInsightLoad, by number. */
GPtrArray *matoi_insights_get_services (const MatoiInsights *self);
GPtrArray *matoi_insights_get_causes (const MatoiInsights *self);
GPtrArray *matoi_insights_get_load (const MatoiInsights *self);
/* Action items with a day they are due that are still open, of incidents declared at any time
 * before the end of the span: missed: overdue; open: the others. */
const MatoiRate *matoi_insights_get_open_actions (const MatoiInsights *self);
/* The longest and the last time without a major incident inside the span, in ms; MATOI_TIME_NONE:
 * there was none at all, so that the whole span was quiet. */
gint64 matoi_insights_get_longest_quiet (const MatoiInsights *self);
gint64 matoi_insights_get_last_quiet (const MatoiInsights *self);

G_END_DECLS
