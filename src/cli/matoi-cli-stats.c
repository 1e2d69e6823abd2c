/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-cli-stats.h"

/* Figures over many incidents; see matoi-insights.h. */

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
    matoi_cli_print_stats_json (insights);
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
