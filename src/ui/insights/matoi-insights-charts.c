/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-charts.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id, *subtitle; /* subtitle untranslated */
  MatoiInsightTable table;
  MatoiMetric metric;
  MatoiChartKind kind;
} charts[MATOI_INSIGHTS_N_CHARTS] = {
  [MATOI_INSIGHTS_CHART_INCIDENTS] = { "incidents", N_ ("stacked by severity"),
                                       MATOI_TABLE_INCIDENTS, MATOI_METRIC_INCIDENTS,
                                       MATOI_CHART_STACK },
  [MATOI_INSIGHTS_CHART_SERIES] = { "medians", N_ ("median of each period"), MATOI_TABLE_SERIES,
                                    MATOI_METRIC_RESOLVE, MATOI_CHART_LINES },
  [MATOI_INSIGHTS_CHART_TIMES] = { "times",
                                   N_ ("median of each severity, with the middle half around it"),
                                   MATOI_TABLE_TIMES, MATOI_METRIC_RESOLVE, MATOI_CHART_ROWS },
  [MATOI_INSIGHTS_CHART_SEVERITY] = { "severity", N_ ("of all incidents together"),
                                      MATOI_TABLE_SEVERITY, MATOI_METRIC_IN_SEVERITY,
                                      MATOI_CHART_ROWS },
  [MATOI_INSIGHTS_CHART_HOURS] = { "hours", N_ ("weekday × hour, time of the organization"),
                                   MATOI_TABLE_HOURS, MATOI_METRIC_WEEKDAYS, MATOI_CHART_HEAT },
  [MATOI_INSIGHTS_CHART_SERVICES] = { "services", N_ ("number of incidents"), MATOI_TABLE_SERVICES,
                                      MATOI_METRIC_SERVICES, MATOI_CHART_ROWS },
  [MATOI_INSIGHTS_CHART_CAUSES] = { "causes", N_ ("number of incidents"), MATOI_TABLE_CAUSES,
                                    MATOI_METRIC_CAUSES, MATOI_CHART_ROWS },
  [MATOI_INSIGHTS_CHART_RATES] = { "rates", N_ ("percent of what was due"), MATOI_TABLE_RATES,
                                   MATOI_METRIC_EXECUTIVES, MATOI_CHART_ROWS },
  [MATOI_INSIGHTS_CHART_LOAD] = { "load", N_ ("hours in command of each rotation, nobody is named"),
                                  MATOI_TABLE_LOAD, MATOI_METRIC_LOAD, MATOI_CHART_STACK },
};

/** matoi_insights_chart_get_id: see the header. */
const char *
matoi_insights_chart_get_id (MatoiInsightsChart chart)
{
  return charts[chart].id;
}

/** matoi_insights_chart_get_kind: see the header. */
MatoiChartKind
matoi_insights_chart_get_kind (MatoiInsightsChart chart)
{
  return charts[chart].kind;
}

/** matoi_insights_chart_get_table: the table beside it. */
MatoiInsightTable
matoi_insights_chart_get_table (MatoiInsightsChart chart)
{
  return charts[chart].table;
}

static gboolean
is_of_times (MatoiInsightsChart chart)
{
  return chart == MATOI_INSIGHTS_CHART_SERIES || chart == MATOI_INSIGHTS_CHART_TIMES;
}

/** matoi_insights_chart_get_metric: see the header. */
MatoiMetric
matoi_insights_chart_get_metric (MatoiInsightsChart chart, MatoiMetric time)
{
  return is_of_times (chart) ? time : charts[chart].metric;
}

/** matoi_insights_chart_get_subtitle: see the header. */
const char *
matoi_insights_chart_get_subtitle (MatoiInsightsChart chart)
{
  return _ (charts[chart].subtitle);
}

/** matoi_insights_chart_dup_title: see the header. */
char *
matoi_insights_chart_dup_title (MatoiInsightsChart chart,
                                const MatoiInsights *insights,
                                MatoiMetric time)
{
  const MatoiInsightPeriod *first;

  if (chart == MATOI_INSIGHTS_CHART_RATES)
    return g_strdup (_ ("On time"));
  if (chart == MATOI_INSIGHTS_CHART_INCIDENTS)
    {
      GPtrArray *periods = matoi_insights_get_periods (insights);

      first = periods->len > 0 ? g_ptr_array_index (periods, 0) : NULL;
      return g_strdup (first && strchr (first->key, 'W') ? _ ("Incidents per week")
                                                         : _ ("Incidents per month"));
    }
  return g_strdup (matoi_metric_get_name (matoi_insights_chart_get_metric (chart, time)));
}

/** matoi_insights_chart_get_rows: see the header. */
GPtrArray *
matoi_insights_chart_get_rows (MatoiInsightsChart chart,
                               const MatoiInsights *insights,
                               MatoiMetric time,
                               int series,
                               int place)
{
  const MatoiRate *rate;

  switch (chart)
    {
    case MATOI_INSIGHTS_CHART_INCIDENTS:
      return matoi_insights_get_count (insights, place, series)->rows;
    case MATOI_INSIGHTS_CHART_SERIES:
      return matoi_insights_get_time (insights, time, place, series)->rows;
    case MATOI_INSIGHTS_CHART_TIMES:
      return matoi_insights_get_time (insights, time, MATOI_INSIGHTS_ALL, place)->rows;
    case MATOI_INSIGHTS_CHART_SEVERITY:
      return matoi_insights_get_passed (insights, MATOI_INSIGHTS_ALL, place)->rows;
    case MATOI_INSIGHTS_CHART_HOURS:
      return matoi_insights_get_hour (insights, (guint) series, (guint) place)->rows;
    case MATOI_INSIGHTS_CHART_SERVICES:
      return ((MatoiInsightGroup *) matoi_insights_get_services (insights)->pdata[place])
        ->count.rows;
    case MATOI_INSIGHTS_CHART_CAUSES:
      return ((MatoiInsightGroup *) matoi_insights_get_causes (insights)->pdata[place])->count.rows;
    case MATOI_INSIGHTS_CHART_RATES:
      rate = matoi_insights_get_rate (insights, MATOI_METRIC_EXECUTIVES + (guint) place,
                                      MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
      /* What went wrong is what one looks for. */
      return rate->missed > 0 ? rate->missed_rows : rate->rows;
    case MATOI_INSIGHTS_CHART_LOAD:
    case MATOI_INSIGHTS_N_CHARTS:
    default:
      return ((MatoiInsightLoad *) matoi_insights_get_load (insights)->pdata[place])->rows;
    }
}
