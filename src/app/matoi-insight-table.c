/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-insights.h"
#include "matoi-export-csv.h"
#include "matoi-insight-words.h"

/* The numbers of a chart as text. */

typedef struct
{
  const MatoiInsights *insights;
  MatoiMetric metric;
  gboolean plain;
  GPtrArray *rows;
} Table;

static GPtrArray *
add_row (Table *table)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (table->rows, row);
  return row;
}

static void
add_text (GPtrArray *row, const char *text)
{
  g_ptr_array_add (row, g_strdup (text));
}

static void
add_number (GPtrArray *row, guint number)
{
  g_ptr_array_add (row, g_strdup_printf ("%u", number));
}

static void
add_duration (const Table *table, GPtrArray *row, gint64 ms)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!table->plain)
    {
      g_ptr_array_add (row, matoi_insight_dup_duration (ms));
      return;
    }
  g_ascii_formatd (digits, sizeof digits, "%.1f", (double) ms / (double) MATOI_MINUTE);
  add_text (row, digits);
}

static void
add_head (Table *table, const char *first, ...)
{
  GPtrArray *row = add_row (table);
  va_list args;

  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    add_text (row, word);
  va_end (args);
}

/* The name of a period, one that programs can sort by in a file. */
static const char *
name_period (const Table *table, const MatoiInsightPeriod *period)
{
  return table->plain ? period->key : period->label;
}

/* --- each of them */

static void
add_levels_head (Table *table, const char *first)
{
  GPtrArray *levels = matoi_insights_get_levels (table->insights), *row;

  row = add_row (table);
  add_text (row, first);
  for (guint i = 0; i < levels->len; i++)
    add_text (row, ((MatoiInsightLevel *) g_ptr_array_index (levels, i))->label);
  add_text (row, _("All"));
}

/* Of each period, and of each level in it. */
static void
add_periods (Table *table)
{
  GPtrArray *periods = matoi_insights_get_periods (table->insights);
  GPtrArray *levels = matoi_insights_get_levels (table->insights);

  add_levels_head (table, _("Period"));
  for (guint i = 0; i < periods->len; i++)
    {
      GPtrArray *row = add_row (table);

      add_text (row, name_period (table, g_ptr_array_index (periods, i)));
      for (guint k = 0; k <= levels->len; k++)
        {
          int level = k < levels->len ? (int) k : MATOI_INSIGHTS_ALL;

          if (table->metric == MATOI_METRIC_INCIDENTS)
            add_number (row, matoi_insights_get_count (table->insights, (int) i, level)->n);
          else
            {
              const MatoiSpread *time =
                matoi_insights_get_time (table->insights, table->metric, (int) i, level);

              if (time->n > 0)
                add_duration (table, row, time->median);
              else
                add_text (row, "");
            }
        }
    }
}

static void
add_times (Table *table)
{
  GPtrArray *levels = matoi_insights_get_levels (table->insights);

  add_head (table, _("Severity"), _("Incidents"), _("Median"), _("Mean"), "p25", "p75", "p90",
                                                                     NULL);
  for (guint k = 0; k <= levels->len; k++)
    {
      const MatoiInsightLevel *level = k < levels->len ? g_ptr_array_index (levels, k) : NULL;
      const MatoiSpread *time =
        matoi_insights_get_time (table->insights, table->metric, MATOI_INSIGHTS_ALL,
                                 level != NULL ? (int) k : MATOI_INSIGHTS_ALL);
      const gint64 values[] = { time->median, time->mean, time->p25, time->p75, time->p90 };
      GPtrArray *row = add_row (table);

      add_text (row, level != NULL ? level->label : _("All"));
      add_number (row, time->n);
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        if (time->n > 0)
          add_duration (table, row, values[i]);
        else
          add_text (row, "");
    }
}

static void
add_severities (Table *table)
{
  GPtrArray *levels = matoi_insights_get_levels (table->insights);

  add_head (table, _("Severity"), _("Time"), _("Incidents"), NULL);
  for (guint k = 0; k <= levels->len; k++)
    {
      const MatoiInsightLevel *level = k < levels->len ? g_ptr_array_index (levels, k) : NULL;
      int place = level != NULL ? (int) k : MATOI_INSIGHTS_ALL;
      GPtrArray *row = add_row (table);

      add_text (row, level != NULL ? level->label : _("All"));
      add_duration (table, row,
                    matoi_insights_get_time_in (table->insights, MATOI_INSIGHTS_ALL, place));
      add_number (row, matoi_insights_get_passed (table->insights, MATOI_INSIGHTS_ALL, place)->n);
    }
}

static void
add_hours (Table *table)
{
  GPtrArray *row = add_row (table);

  add_text (row, _("Weekday"));
  for (guint hour = 0; hour < 24; hour++)
    g_ptr_array_add (row, g_strdup_printf ("%02u", hour));
  for (guint day = 0; day < 7; day++)
    {
      row = add_row (table);
      g_ptr_array_add (row, matoi_insight_dup_weekday (day));
      for (guint hour = 0; hour < 24; hour++)
        add_number (row, matoi_insights_get_hour (table->insights, day, hour)->n);
    }
}

static void
add_groups (Table *table, const char *name, GPtrArray *groups)
{
  add_head (table, name, _("Incidents"), _("Time"), NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      const MatoiInsightGroup *group = g_ptr_array_index (groups, i);
      GPtrArray *row = add_row (table);

      add_text (row, group->name);
      add_number (row, group->count.n);
      add_duration (table, row, group->time);
    }
}

static void
add_rates (Table *table)
{
  add_head (table, _("What"), _("On time"), _("Late"), _("Not due yet"), "%", NULL);
  for (guint i = MATOI_METRIC_EXECUTIVES; i <= MATOI_METRIC_ACTIONS; i++)
    {
      const MatoiRate *rate =
        matoi_insights_get_rate (table->insights, i, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
      GPtrArray *row = add_row (table);

      add_text (row, matoi_metric_get_name (i));
      add_number (row, rate->met);
      add_number (row, rate->missed);
      add_number (row, rate->open);
      if (rate->met + rate->missed > 0)
        add_number (row, matoi_insight_get_percent (rate));
      else
        add_text (row, "");
    }
}

static void
add_load (Table *table)
{
  GPtrArray *load = matoi_insights_get_load (table->insights);

  add_head (table, _("Rotation"), _("Time"), _("Outside working hours"), _("Shifts"), NULL);
  for (guint i = 0; i < load->len; i++)
    {
      const MatoiInsightLoad *one = g_ptr_array_index (load, i);
      GPtrArray *row = add_row (table);

      add_number (row, one->number);
      add_duration (table, row, one->hours);
      add_duration (table, row, one->off_hours);
      add_number (row, one->shifts);
    }
}

/** matoi_insight_table_new: see the header. */
GPtrArray *
matoi_insight_table_new (const MatoiInsights *insights,
                         MatoiInsightTable which,
                         MatoiMetric metric,
                         gboolean plain)
{
  Table table = { insights, metric, plain, NULL };

  table.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  switch (which)
    {
    case MATOI_TABLE_INCIDENTS:
      table.metric = MATOI_METRIC_INCIDENTS;
      add_periods (&table);
      break;
    case MATOI_TABLE_SERIES:
      add_periods (&table);
      break;
    case MATOI_TABLE_TIMES:
      add_times (&table);
      break;
    case MATOI_TABLE_SEVERITY:
      add_severities (&table);
      break;
    case MATOI_TABLE_HOURS:
      add_hours (&table);
      break;
    case MATOI_TABLE_SERVICES:
      add_groups (&table, _("Service"), matoi_insights_get_services (insights));
      break;
    case MATOI_TABLE_CAUSES:
      add_groups (&table, _("Contributing factor"), matoi_insights_get_causes (insights));
      break;
    case MATOI_TABLE_RATES:
      add_rates (&table);
      break;
    case MATOI_TABLE_LOAD:
      add_load (&table);
      break;
    }
  return table.rows;
}

/** matoi_insight_table_to_csv: see the header. */
char *
matoi_insight_table_to_csv (GPtrArray *table)
{
  /* Without the mark Excel takes it for one of the system's old encodings. */
  GString *out = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < table->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (table, i);

      for (guint k = 0; k < row->len; k++)
        matoi_export_csv_append (out, g_ptr_array_index (row, k), k + 1 == row->len);
    }
  return g_string_free (out, FALSE);
}
