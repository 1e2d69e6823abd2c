/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-insights-charts.h"

/* The numbers of each chart. */

/* So many bars; the table has all of them. */
#define MOST_GROUPS 8
/* So many words at an axis of time. */
#define MOST_LABELS 6
/* The palette has four colours for severities, then one for what has none. */
#define NO_RANK 4

static char *
say_minutes (double minutes)
{
  return matoi_insight_dup_duration ((gint64) (minutes * (double) MATOI_MINUTE));
}

static char *
say_percent (double percent)
{
  /* Translators: a whole number of percent. */
  return g_strdup_printf (_ ("%.0f %%"), percent);
}

static double
to_minutes (gint64 ms)
{
  return (double) ms / (double) MATOI_MINUTE;
}

/* --- axes */

static guint
get_color (const MatoiInsightLevel *level)
{
  return level->rank >= 1 && level->rank <= NO_RANK ? level->rank - 1 : NO_RANK;
}

static void
add_periods (MatoiChartData *data, const MatoiInsights *insights)
{
  GPtrArray *periods = matoi_insights_get_periods (insights);
  guint step = periods->len / MOST_LABELS + 1;

  for (guint i = 0; i < periods->len; i++)
    {
      const MatoiInsightPeriod *period = g_ptr_array_index (periods, i);

      matoi_chart_data_add_place (data, period->label, i % step == 0 ? period->label : "");
    }
}

/* A line or a part of each stack for each severity. */
static void
add_by_period (MatoiChartData *data,
               const MatoiInsights *insights,
               gboolean times,
               MatoiMetric time)
{
  GPtrArray *levels = matoi_insights_get_levels (insights);

  add_periods (data, insights);
  for (guint k = 0; k < levels->len; k++)
    {
      const MatoiInsightLevel *level = g_ptr_array_index (levels, k);
      MatoiChartSeries *series =
        matoi_chart_data_add_series (data, level->label, get_color (level));

      for (guint i = 0; i < data->places->len; i++)
        if (!times)
          matoi_chart_series_set (series, i,
                                  matoi_insights_get_count (insights, (int) i, (int) k)->n);
        else if (matoi_insights_get_time (insights, time, (int) i, (int) k)->n > 0)
          matoi_chart_series_set (
            series, i,
            to_minutes (matoi_insights_get_time (insights, time, (int) i, (int) k)->median));
    }
}

/* (transfer full): what the median alone does not say. */
static char *
dup_note (const MatoiSpread *spread)
{
  g_autofree char *mean = matoi_insight_dup_duration (spread->mean);
  g_autofree char *low = matoi_insight_dup_duration (spread->p25);
  g_autofree char *high = matoi_insight_dup_duration (spread->p75);

  return g_strdup_printf (
    /* Translators: 1: a number of incidents, 2 to 4: durations; beside a median. */
    g_dngettext (GETTEXT_PACKAGE, "%1$u incident, mean %2$s, middle half %3$s to %4$s",
                 "%1$u incidents, mean %2$s, middle half %3$s to %4$s", spread->n),
    spread->n, mean, low, high);
}

/* A bar for each severity; with the middle half of the times. */
static void
add_by_level (MatoiChartData *data, const MatoiInsights *insights, gboolean times, MatoiMetric time)
{
  GPtrArray *levels = matoi_insights_get_levels (insights);
  MatoiChartSeries *series;

  for (guint k = 0; k < levels->len; k++)
    matoi_chart_data_add_place (data, ((MatoiInsightLevel *) levels->pdata[k])->label,
                                ((MatoiInsightLevel *) levels->pdata[k])->label);
  series = matoi_chart_data_add_series (data, times ? _ ("Median") : _ ("Time"), 3);
  for (guint k = 0; k < levels->len; k++)
    {
      const MatoiSpread *spread =
        times ? matoi_insights_get_time (insights, time, MATOI_INSIGHTS_ALL, (int) k) : NULL;

      if (!times)
        matoi_chart_series_set (
          series, k,
          to_minutes (matoi_insights_get_time_in (insights, MATOI_INSIGHTS_ALL, (int) k)));
      else if (spread->n > 0)
        {
          g_autofree char *note = dup_note (spread);

          matoi_chart_series_set (series, k, to_minutes (spread->median));
          matoi_chart_data_set_band (data, k, to_minutes (spread->p25), to_minutes (spread->p75),
                                     note);
        }
    }
}

static void
add_hours (MatoiChartData *data, const MatoiInsights *insights)
{
  for (guint hour = 0; hour < 24; hour++)
    {
      g_autofree char *name = g_strdup_printf ("%02u:00", hour);
      g_autofree char *label = hour % 3 == 0 ? g_strdup_printf ("%02u", hour) : g_strdup ("");

      matoi_chart_data_add_place (data, name, label);
    }
  for (guint day = 0; day < 7; day++)
    {
      g_autofree char *name = matoi_insight_dup_weekday (day);
      MatoiChartSeries *series = matoi_chart_data_add_series (data, name, 3);

      for (guint hour = 0; hour < 24; hour++)
        matoi_chart_series_set (series, hour, matoi_insights_get_hour (insights, day, hour)->n);
    }
}

static void
add_groups (MatoiChartData *data, GPtrArray *groups)
{
  guint n = MIN (groups->len, MOST_GROUPS);
  MatoiChartSeries *series;

  for (guint i = 0; i < n; i++)
    {
      const MatoiInsightGroup *group = g_ptr_array_index (groups, i);

      matoi_chart_data_add_place (data, group->name, group->name);
    }
  series = matoi_chart_data_add_series (data, _ ("Incidents"), 3);
  for (guint i = 0; i < n; i++)
    matoi_chart_series_set (series, i, ((MatoiInsightGroup *) groups->pdata[i])->count.n);
}

static const MatoiRate *
get_rate (const MatoiInsights *insights, guint place)
{
  return matoi_insights_get_rate (insights, MATOI_METRIC_EXECUTIVES + place, MATOI_INSIGHTS_ALL,
                                  MATOI_INSIGHTS_ALL);
}

static void
add_rates (MatoiChartData *data, const MatoiInsights *insights)
{
  const guint n = MATOI_METRIC_ACTIONS - MATOI_METRIC_EXECUTIVES + 1;
  MatoiChartSeries *series;

  for (guint i = 0; i < n; i++)
    matoi_chart_data_add_place (data, matoi_metric_get_name (MATOI_METRIC_EXECUTIVES + i),
                                matoi_metric_get_name (MATOI_METRIC_EXECUTIVES + i));
  series = matoi_chart_data_add_series (data, _ ("On time"), 3);
  for (guint i = 0; i < n; i++)
    {
      const MatoiRate *rate = get_rate (insights, i);

      if (rate->met + rate->missed > 0)
        matoi_chart_series_set (series, i, matoi_insight_get_percent (rate));
    }
}

static void
add_load (MatoiChartData *data, const MatoiInsights *insights)
{
  GPtrArray *load = matoi_insights_get_load (insights);
  guint step = load->len / 20 + 1;
  MatoiChartSeries *inside, *outside;

  for (guint i = 0; i < load->len; i++)
    {
      const MatoiInsightLoad *one = g_ptr_array_index (load, i);
      /* Translators: %u is the number of a rotation of commanders. */
      g_autofree char *name = g_strdup_printf (_ ("Rotation %u"), one->number);
      g_autofree char *label = i % step == 0 ? g_strdup_printf ("%u", one->number) : g_strdup ("");

      matoi_chart_data_add_place (data, name, label);
    }
  inside = matoi_chart_data_add_series (data, _ ("In working hours"), 3);
  outside = matoi_chart_data_add_series (data, _ ("Outside working hours"), 1);
  for (guint i = 0; i < load->len; i++)
    {
      const MatoiInsightLoad *one = g_ptr_array_index (load, i);

      matoi_chart_series_set (inside, i, to_minutes (one->hours - one->off_hours));
      matoi_chart_series_set (outside, i, to_minutes (one->off_hours));
    }
}

/** matoi_insights_chart_new_data: see the header. */
MatoiChartData *
matoi_insights_chart_new_data (MatoiInsightsChart chart,
                               const MatoiInsights *insights,
                               MatoiMetric time)
{
  MatoiChartData *data = matoi_chart_data_new (matoi_insights_chart_get_kind (chart));

  data->is_minutes = chart == MATOI_INSIGHTS_CHART_SERIES || chart == MATOI_INSIGHTS_CHART_TIMES ||
                     chart == MATOI_INSIGHTS_CHART_SEVERITY || chart == MATOI_INSIGHTS_CHART_LOAD;
  if (data->is_minutes)
    data->say_value = say_minutes;
  if (chart == MATOI_INSIGHTS_CHART_RATES)
    data->say_value = say_percent;
  switch (chart)
    {
    case MATOI_INSIGHTS_CHART_INCIDENTS:
    case MATOI_INSIGHTS_CHART_SERIES:
      add_by_period (data, insights, chart == MATOI_INSIGHTS_CHART_SERIES, time);
      break;
    case MATOI_INSIGHTS_CHART_TIMES:
    case MATOI_INSIGHTS_CHART_SEVERITY:
      add_by_level (data, insights, chart == MATOI_INSIGHTS_CHART_TIMES, time);
      break;
    case MATOI_INSIGHTS_CHART_HOURS:
      add_hours (data, insights);
      break;
    case MATOI_INSIGHTS_CHART_SERVICES:
      add_groups (data, matoi_insights_get_services (insights));
      break;
    case MATOI_INSIGHTS_CHART_CAUSES:
      add_groups (data, matoi_insights_get_causes (insights));
      break;
    case MATOI_INSIGHTS_CHART_RATES:
      add_rates (data, insights);
      break;
    case MATOI_INSIGHTS_CHART_LOAD:
    case MATOI_INSIGHTS_N_CHARTS:
    default:
      add_load (data, insights);
      break;
    }
  return data;
}
