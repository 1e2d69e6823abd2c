/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-private.h"

/* What is asked of the figures; see matoi-insights.h for all of it. */

static const MatoiInsightCell *
get_cell (const MatoiInsights *self, int period, int level)
{
  guint p = period < 0 ? self->periods->len : (guint) period;
  guint l = level < 0 ? self->levels->len : (guint) level;

  g_return_val_if_fail (p <= self->periods->len && l <= self->levels->len, self->cells);

  return &self->cells[p * (self->levels->len + 1) + l];
}

/** matoi_insights_get_from: ms UTC. */
gint64
matoi_insights_get_from (const MatoiInsights *self)
{
  return self->from;
}

/** matoi_insights_get_to: ms UTC; not inside any more. */
gint64
matoi_insights_get_to (const MatoiInsights *self)
{
  return self->to;
}

/** matoi_insights_get_periods: (transfer none): of MatoiInsightPeriod. */
GPtrArray *
matoi_insights_get_periods (const MatoiInsights *self)
{
  return self->periods;
}

/** matoi_insights_get_levels: (transfer none): of MatoiInsightLevel. */
GPtrArray *
matoi_insights_get_levels (const MatoiInsights *self)
{
  return self->levels;
}

/** matoi_insights_get_count: incidents of a period and a severity. */
const MatoiCount *
matoi_insights_get_count (const MatoiInsights *self, int period, int level)
{
  return &get_cell (self, period, level)->count;
}

/** matoi_insights_get_time: one of the four times. */
const MatoiSpread *
matoi_insights_get_time (const MatoiInsights *self, MatoiMetric metric, int period, int level)
{
  g_return_val_if_fail (metric >= MATOI_METRIC_DETECT && metric <= MATOI_METRIC_RESOLVE,
                        &self->cells->times[0]);

  return &get_cell (self, period, level)->times[metric - MATOI_METRIC_DETECT];
}

/** matoi_insights_get_rate: one of the five rates (HIS-02). */
const MatoiRate *
matoi_insights_get_rate (const MatoiInsights *self, MatoiMetric metric, int period, int level)
{
  g_return_val_if_fail (metric >= MATOI_METRIC_EXECUTIVES && metric <= MATOI_METRIC_ACTIONS,
                        &self->cells->rates[0]);

  return &get_cell (self, period, level)->rates[metric - MATOI_METRIC_EXECUTIVES];
}

/** matoi_insights_get_time_in: ms (SVR-05). */
gint64
matoi_insights_get_time_in (const MatoiInsights *self, int period, int level)
{
  return get_cell (self, period, level)->time_in;
}

/** matoi_insights_get_passed: those that ever stood at @level; for all levels: all of them. */
const MatoiCount *
matoi_insights_get_passed (const MatoiInsights *self, int period, int level)
{
  const MatoiInsightCell *cell = get_cell (self, period, level);

  return level < 0 ? &cell->count : &cell->passed;
}

/** matoi_insights_get_false_alarms: counted apart. */
const MatoiCount *
matoi_insights_get_false_alarms (const MatoiInsights *self, int period)
{
  return &self->false_alarms[period < 0 ? self->periods->len : (guint) period];
}

/** matoi_insights_get_live: those that are not over. */
const MatoiCount *
matoi_insights_get_live (const MatoiInsights *self)
{
  return &self->live;
}

/** matoi_insights_get_hour: declared on that weekday (0: Monday) in that hour. */
const MatoiCount *
matoi_insights_get_hour (const MatoiInsights *self, guint weekday, guint hour)
{
  g_return_val_if_fail (weekday < 7 && hour < 24, &self->hours[0][0]);

  return &self->hours[weekday][hour];
}

/** matoi_insights_get_services: (transfer none): of MatoiInsightGroup. */
GPtrArray *
matoi_insights_get_services (const MatoiInsights *self)
{
  return self->services;
}

/** matoi_insights_get_causes: (transfer none): of MatoiInsightGroup. */
GPtrArray *
matoi_insights_get_causes (const MatoiInsights *self)
{
  return self->causes;
}

/** matoi_insights_get_load: (transfer none): of MatoiInsightLoad (HIS-05). */
GPtrArray *
matoi_insights_get_load (const MatoiInsights *self)
{
  return self->load;
}

/** matoi_insights_get_open_actions: see the header. */
const MatoiRate *
matoi_insights_get_open_actions (const MatoiInsights *self)
{
  return &self->open_actions;
}

/** matoi_insights_get_longest_quiet: ms, or MATOI_TIME_NONE. */
gint64
matoi_insights_get_longest_quiet (const MatoiInsights *self)
{
  return self->longest_quiet;
}

/** matoi_insights_get_last_quiet: ms since the last major incident was over, or MATOI_TIME_NONE. */
gint64
matoi_insights_get_last_quiet (const MatoiInsights *self)
{
  return self->last_quiet;
}
