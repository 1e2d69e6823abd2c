/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-context-insights.h"
#include "matoi-json.h"

/* Figures over many incidents; see matoi-insights.h. */

/* --- JSON */

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

static void
print_json (const MatoiInsights *insights)
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

/* --- text */

static void
print_table (MatoiCli *cli,
             const MatoiInsights *insights,
             MatoiInsightTable which,
             MatoiMetric metric,
             const char *heading)
{
  g_autoptr (GPtrArray) rows = matoi_insight_table_new (insights, which, metric, FALSE);
  g_autoptr (MatoiCliTable) table = NULL;

  if (rows->len < 2)
    return;
  matoi_cli_print_heading (cli, heading);
  table = matoi_cli_table_new (((GPtrArray *) g_ptr_array_index (rows, 0))->len);
  for (guint i = 0; i < rows->len; i++)
    matoi_cli_table_add_cells (table, g_ptr_array_index (rows, i));
  matoi_cli_table_print (table, "  ");
}

static void
print_text (MatoiCli *cli, const MatoiInsights *insights)
{
  g_autofree char *from = matoi_cli_dup_time (cli, matoi_insights_get_from (insights));
  g_autofree char *to = matoi_cli_dup_time (cli, matoi_insights_get_to (insights) - 1);
  g_autofree char *text = matoi_insight_table_dup_summary (insights, MATOI_TABLE_INCIDENTS, 0);
  guint alarms = matoi_insights_get_false_alarms (insights, MATOI_INSIGHTS_ALL)->n;

  matoi_cli_printf ("%s – %s\n%s\n", from, to, text);
  if (alarms > 0)
    matoi_cli_printf (
      /* Translators: %u is a number; below the number of incidents */
      g_dngettext (GETTEXT_PACKAGE, "%u false alarm.\n", "%u false alarms.\n", alarms), alarms);
  if (matoi_insights_get_count (insights, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL)->n == 0)
    return;
  print_table (cli, insights, MATOI_TABLE_INCIDENTS, 0,
               matoi_metric_get_name (MATOI_METRIC_INCIDENTS));
  for (guint metric = MATOI_METRIC_DETECT; metric <= MATOI_METRIC_RESOLVE; metric++)
    if (matoi_insights_get_time (insights, metric, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL)->n > 0)
      print_table (cli, insights, MATOI_TABLE_TIMES, metric, matoi_metric_get_name (metric));
  print_table (cli, insights, MATOI_TABLE_SEVERITY, 0,
               matoi_metric_get_name (MATOI_METRIC_IN_SEVERITY));
  print_table (cli, insights, MATOI_TABLE_RATES, 0, _ ("On time"));
  print_table (cli, insights, MATOI_TABLE_SERVICES, 0,
               matoi_metric_get_name (MATOI_METRIC_SERVICES));
  print_table (cli, insights, MATOI_TABLE_CAUSES, 0, matoi_metric_get_name (MATOI_METRIC_CAUSES));
  print_table (cli, insights, MATOI_TABLE_LOAD, 0, matoi_metric_get_name (MATOI_METRIC_LOAD));
}

/* --- the command */

static gboolean
read_query (MatoiCli *cli, MatoiInsightQuery *query, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  const char *by = options->by != NULL ? options->by : "month";

  *query = (MatoiInsightQuery){ .from = MATOI_TIME_NONE,
                                .to = MATOI_TIME_NONE,
                                .services = options->services };
  if (!g_str_equal (by, "month") && !g_str_equal (by, "week"))
    /* Translators: %s is what was typed; do not translate the words after it. */
    return matoi_cli_usage (error, _ ("“%s” is not a period; choose month or week."), by);
  query->unit = g_str_equal (by, "week") ? MATOI_BY_WEEK : MATOI_BY_MONTH;
  if (options->from != NULL &&
      !matoi_cli_parse_day (cli, options->from, FALSE, &query->from, error))
    return FALSE;
  if (options->until != NULL && !matoi_cli_parse_day (cli, options->until, TRUE, &query->to, error))
    return FALSE;
  if (options->until != NULL)
    query->to++;
  if (query->from != MATOI_TIME_NONE && query->to != MATOI_TIME_NONE && query->from >= query->to)
    return matoi_cli_usage (error, _ ("The last day is before the first one."));
  return TRUE;
}

static gboolean
write_report (MatoiCli *cli, GError **error)
{
  static const char *const endings[][2] = {
    { ".md", "markdown" }, { ".html", "html" }, { ".pdf", "pdf" }, { ".csv", "csv" }
  };
  const MatoiCliOptions *options = &cli->options;
  MatoiReportQuery query = { .both = options->both };
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (options->report, endings[i][0]))
      query.format = endings[i][1];
  if (query.format == NULL)
    return matoi_cli_usage (
      error, _ ("The name of the report ends in .md, .html, .pdf or .csv. Nothing was written."));
  if (options->services != NULL && options->services[0] != NULL && options->services[1] != NULL)
    return matoi_cli_usage (error,
                            _ ("A report is of one service or of all. Nothing was written."));
  query.service = options->services != NULL ? options->services[0] : NULL;
  if (options->month != NULL && !matoi_report_query_set_month (&query, options->month, error))
    return FALSE;
  bytes = matoi_context_report (cli->context, &query, error);
  return bytes != NULL && matoi_cli_write_file (options->report, bytes, error);
}

static gboolean
stats (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiInsights) insights = NULL;
  MatoiInsightQuery query;

  if (cli->options.report == NULL && (cli->options.month != NULL || cli->options.both))
    return matoi_cli_usage (error, _ ("--month and --both are for --report FILE."));
  if (cli->options.report != NULL &&
      (cli->options.from != NULL || cli->options.until != NULL || cli->options.by != NULL))
    return matoi_cli_usage (error,
                            _ ("A report is of a month: --month 2026-10. Nothing was written."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  if (cli->options.report != NULL)
    return write_report (cli, error);
  if (!read_query (cli, &query, error))
    return FALSE;
  insights = matoi_context_insights (cli->context, &query, error);
  if (insights == NULL)
    return FALSE;
  if (cli->options.json)
    print_json (insights);
  else
    print_text (cli, insights);
  return TRUE;
}

const MatoiCliCommand matoi_cli_stats_commands[] = {
  { "stats", "", N_ ("Figures over many incidents, or the report of a month"),
    "from until by service report month both", 0, 0, stats,
    N_ ("Counts, times (median, mean and percentiles), what was on time, and the load of the "
        "commanders without names. Drills are never counted. With --report a file is written: "
        "Markdown, HTML, PDF or CSV by its ending, of the last whole month or that of --month.") },
  { NULL },
};
