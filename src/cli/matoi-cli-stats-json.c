/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-cli-stats.h"

#include "matoi-cli-private.h"
#include "matoi-json.h"

/* Figures over many incidents, for programs; see matoi-insights.h. */

/* "time-to-resolve" as a member. (transfer full) */
static char *
dup_member (MatoiMetric metric)
{
  return g_strdelimit (g_strdup (matoi_metric_get_id (metric)), "-", '_');
}

static double
to_minutes (gint64 ms)
{
  return (double) (ms / 100) / 600.0;
}

static JsonArray *
refs_to_json (GPtrArray *rows)
{
  JsonArray *refs = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_string_element (refs,
                                   ((const MatoiInsightRow *) g_ptr_array_index (rows, i))->ref);
  return refs;
}

static JsonObject *
spread_to_json (const MatoiSpread *time)
{
  JsonObject *object = json_object_new ();
  const struct
  {
    const char *name;
    gint64 value;
  } values[] = { { "median", time->median }, { "mean", time->mean }, { "p25", time->p25 },
                 { "p75", time->p75 },       { "p90", time->p90 },   { "longest", time->longest } };

  json_object_set_int_member (object, "n", time->n);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (time->n > 0)
      json_object_set_double_member (object, values[i].name, to_minutes (values[i].value));
    else
      json_object_set_null_member (object, values[i].name);
  return object;
}

static void
add_times (JsonObject *object, const MatoiInsights *insights, int period, int level)
{
  for (guint metric = MATOI_METRIC_DETECT; metric <= MATOI_METRIC_RESOLVE; metric++)
    {
      g_autofree char *name = dup_member (metric);

      json_object_set_object_member (
        object, name, spread_to_json (matoi_insights_get_time (insights, metric, period, level)));
    }
}

static JsonObject *
levels_to_json (const MatoiInsights *insights)
{
  GPtrArray *levels = matoi_insights_get_levels (insights);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < levels->len; i++)
    {
      const MatoiInsightLevel *level = g_ptr_array_index (levels, i);
      const MatoiCount *count = matoi_insights_get_count (insights, MATOI_INSIGHTS_ALL, (int) i);
      JsonObject *one = json_object_new ();

      matoi_json_set_string (one, "label", level->label);
      json_object_set_int_member (one, "incidents", count->n);
      json_object_set_double_member (
        one, "minutes",
        to_minutes (matoi_insights_get_time_in (insights, MATOI_INSIGHTS_ALL, (int) i)));
      add_times (one, insights, MATOI_INSIGHTS_ALL, (int) i);
      json_object_set_array_member (one, "refs", refs_to_json (count->rows));
      json_object_set_object_member (object, level->id, one);
    }
  return object;
}

static JsonArray *
series_to_json (const MatoiInsights *insights)
{
  GPtrArray *periods = matoi_insights_get_periods (insights);
  GPtrArray *levels = matoi_insights_get_levels (insights);
  JsonArray *series = json_array_new ();

  for (guint i = 0; i < periods->len; i++)
    {
      const MatoiInsightPeriod *period = g_ptr_array_index (periods, i);
      JsonObject *one = json_object_new (), *by = json_object_new ();

      matoi_json_set_string (one, "key", period->key);
      matoi_json_set_time (one, "from", period->from);
      matoi_json_set_time (one, "to", period->to);
      json_object_set_int_member (
        one, "incidents", matoi_insights_get_count (insights, (int) i, MATOI_INSIGHTS_ALL)->n);
      for (guint k = 0; k < levels->len; k++)
        json_object_set_int_member (by, ((MatoiInsightLevel *) g_ptr_array_index (levels, k))->id,
                                    matoi_insights_get_count (insights, (int) i, (int) k)->n);
      json_object_set_object_member (one, "by_severity", by);
      add_times (one, insights, (int) i, MATOI_INSIGHTS_ALL);
      json_array_add_object_element (series, one);
    }
  return series;
}

static JsonObject *
rates_to_json (const MatoiInsights *insights)
{
  JsonObject *object = json_object_new ();

  for (guint metric = MATOI_METRIC_EXECUTIVES; metric <= MATOI_METRIC_ACTIONS; metric++)
    {
      const MatoiRate *rate =
        matoi_insights_get_rate (insights, metric, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
      g_autofree char *name = dup_member (metric);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "met", rate->met);
      json_object_set_int_member (one, "missed", rate->missed);
      json_object_set_int_member (one, "open", rate->open);
      if (rate->met + rate->missed > 0)
        json_object_set_double_member (one, "rate",
                                       (double) rate->met / (double) (rate->met + rate->missed));
      else
        json_object_set_null_member (one, "rate");
      json_object_set_array_member (one, "late", refs_to_json (rate->missed_rows));
      json_object_set_object_member (object, name, one);
    }
  return object;
}

static JsonArray *
groups_to_json (GPtrArray *groups)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      const MatoiInsightGroup *group = g_ptr_array_index (groups, i);
      JsonObject *one = json_object_new ();

      matoi_json_set_string (one, "name", group->name);
      json_object_set_int_member (one, "incidents", group->count.n);
      json_object_set_double_member (one, "minutes", to_minutes (group->time));
      json_object_set_array_member (one, "refs", refs_to_json (group->count.rows));
      json_array_add_object_element (array, one);
    }
  return array;
}

static JsonArray *
hours_to_json (const MatoiInsights *insights)
{
  JsonArray *days = json_array_new ();

  for (guint day = 0; day < 7; day++)
    {
      JsonArray *hours = json_array_new ();

      for (guint hour = 0; hour < 24; hour++)
        json_array_add_int_element (hours, matoi_insights_get_hour (insights, day, hour)->n);
      json_array_add_array_element (days, hours);
    }
  return days;
}

/* HIS-05: numbers of rotations, no names. */
static JsonArray *
load_to_json (const MatoiInsights *insights)
{
  GPtrArray *load = matoi_insights_get_load (insights);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < load->len; i++)
    {
      const MatoiInsightLoad *one = g_ptr_array_index (load, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "rotation", one->number);
      json_object_set_double_member (object, "hours", to_minutes (one->hours) / 60);
      json_object_set_double_member (object, "off_hours", to_minutes (one->off_hours) / 60);
      json_object_set_int_member (object, "shifts", one->shifts);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
set_quiet (JsonObject *object, const char *name, gint64 ms)
{
  if (ms != MATOI_TIME_NONE)
    json_object_set_double_member (object, name, to_minutes (ms));
  else
    json_object_set_null_member (object, name);
}

/* @insights as cli.md has it, with more members. */
void
matoi_cli_print_stats_json (const MatoiInsights *insights)
{
  const MatoiRate *open = matoi_insights_get_open_actions (insights);
  JsonObject *object = json_object_new (), *actions = json_object_new ();

  matoi_json_set_time (object, "from", matoi_insights_get_from (insights));
  matoi_json_set_time (object, "to", matoi_insights_get_to (insights));
  json_object_set_int_member (object, "incidents", matoi_insights_get_count (insights, -1, -1)->n);
  json_object_set_int_member (object, "live", matoi_insights_get_live (insights)->n);
  json_object_set_int_member (object, "false_alarms",
                              matoi_insights_get_false_alarms (insights, -1)->n);
  json_object_set_object_member (object, "by_severity", levels_to_json (insights));
  add_times (object, insights, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
  json_object_set_array_member (object, "series", series_to_json (insights));
  json_object_set_object_member (object, "on_time", rates_to_json (insights));
  json_object_set_array_member (object, "services",
                                groups_to_json (matoi_insights_get_services (insights)));
  json_object_set_array_member (object, "causes",
                                groups_to_json (matoi_insights_get_causes (insights)));
  json_object_set_array_member (object, "weekdays", hours_to_json (insights));
  json_object_set_array_member (object, "load", load_to_json (insights));
  json_object_set_int_member (actions, "open", open->open + open->missed);
  json_object_set_int_member (actions, "overdue", open->missed);
  json_object_set_object_member (object, "open_actions", actions);
  set_quiet (object, "longest_minutes_without_major", matoi_insights_get_longest_quiet (insights));
  set_quiet (object, "minutes_since_major", matoi_insights_get_last_quiet (insights));
  matoi_cli_take_json_object (object);
}
