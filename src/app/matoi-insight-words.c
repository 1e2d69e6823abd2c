/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-insight-words.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-insights.h"

#define HOUR (60 * MATOI_MINUTE)
#define DAY  (24 * HOUR)

/** matoi_insight_dup_duration: (transfer full): in its two largest units, rounded to the last. */
char *
matoi_insight_dup_duration (gint64 ms)
{
  gint64 minutes = (ms + MATOI_MINUTE / 2) / MATOI_MINUTE;
  gint64 hours = (ms + HOUR / 2) / HOUR;

  if (minutes < 60)
    /* Translators: a duration in minutes, such as 41 min */
    return g_strdup_printf (_("%d min"), (int) minutes);
  if (minutes < 48 * 60 && minutes % 60 == 0)
    /* Translators: a duration in whole hours, such as 2 h */
    return g_strdup_printf (_("%d h"), (int) (minutes / 60));
  if (minutes < 48 * 60)
    /* Translators: a duration in hours and minutes, such as 2 h 10 min */
    return g_strdup_printf (_("%1$d h %2$d min"), (int) (minutes / 60), (int) (minutes % 60));
  if (hours % 24 == 0)
    /* Translators: a duration in whole days, such as 3 d */
    return g_strdup_printf (_("%d d"), (int) (hours / 24));
  /* Translators: a duration in days and hours, such as 3 d 4 h */
  return g_strdup_printf (_("%1$d d %2$d h"), (int) (hours / 24), (int) (hours % 24));
}

/** matoi_insight_dup_weekday: (transfer full): as the locale shortens it. */
char *
matoi_insight_dup_weekday (guint weekday)
{
  /* The first of January 2024 was a Monday. */
  g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, 1 + (int) weekday, 0, 0, 0);

  return g_date_time_format (day, "%a");
}

/** matoi_insight_get_percent: 0 if there was nothing. */
guint
matoi_insight_get_percent (const MatoiRate *rate)
{
  guint n = rate->met + rate->missed;

  return n > 0 ? rate->met * 100 / n : 0;
}

/* --- sentences */

static char *
dup_count_text (const MatoiInsights *insights)
{
  GPtrArray *periods = matoi_insights_get_periods (insights);
  const MatoiInsightPeriod *most = NULL;
  guint n = matoi_insights_get_count (insights, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL)->n, top = 0;
  g_autofree char *all = NULL;

  for (guint i = 0; i < periods->len; i++)
    if (matoi_insights_get_count (insights, (int) i, MATOI_INSIGHTS_ALL)->n > top)
      {
        top = matoi_insights_get_count (insights, (int) i, MATOI_INSIGHTS_ALL)->n;
        most = g_ptr_array_index (periods, i);
      }
  if (most == NULL)
    return g_strdup (_("There were no incidents."));
  all = g_strdup_printf (
    /* Translators: %u is a number of incidents */
    g_dngettext (GETTEXT_PACKAGE, "%u incident.", "%u incidents.", n), n);
  /* Translators: 1: a sentence such as “12 incidents.”, 2: a month, or the day a week begins, 3: a
   * number of incidents */
  return g_strdup_printf (_("%1$s Most of them in the period of %2$s: %3$u."), all, most->label,
                             top);
}

static char *
dup_time_text (const MatoiInsights *insights, MatoiMetric metric)
{
  const MatoiSpread *time =
    matoi_insights_get_time (insights, metric, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
  g_autofree char *median = matoi_insight_dup_duration (time->median);
  g_autofree char *mean = matoi_insight_dup_duration (time->mean);
  g_autofree char *p90 = matoi_insight_dup_duration (time->p90);

  if (time->n == 0)
    /* Translators: %s is the name of a figure such as “Time to resolve” */
    return g_strdup_printf (_("%s: not known of any incident."), matoi_metric_get_name (metric));
  return g_strdup_printf (
    /* Translators: 1: the name of a figure such as “Time to resolve”, 2 to 4: durations, 5: a number */
    g_dngettext (GETTEXT_PACKAGE,
                 "%1$s: median %2$s, mean %3$s, one in ten longer than %4$s, of %5$u incident.",
                 "%1$s: median %2$s, mean %3$s, one in ten longer than %4$s, of %5$u incidents.",
                 time->n),
    matoi_metric_get_name (metric), median, mean, p90, time->n);
}

static char *
dup_severity_text (const MatoiInsights *insights)
{
  GPtrArray *levels = matoi_insights_get_levels (insights);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++)
    {
      const MatoiInsightLevel *level = g_ptr_array_index (levels, i);
      g_autofree char *time = matoi_insight_dup_duration (
        matoi_insights_get_time_in (insights, MATOI_INSIGHTS_ALL, (int) i));

      /* Translators: 1: a severity such as SEV-1, 2: a duration */
      g_string_append_printf (text, _("%1$s: %2$s. "), level->label, time);
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static char *
dup_hours_text (const MatoiInsights *insights)
{
  guint top = 0, best = 0;
  g_autofree char *day = NULL;

  for (guint i = 0; i < 7 * 24; i++)
    if (matoi_insights_get_hour (insights, i / 24, i % 24)->n > top)
      {
        top = matoi_insights_get_hour (insights, i / 24, i % 24)->n;
        best = i;
      }
  if (top == 0)
    return g_strdup (_("There were no incidents."));
  day = matoi_insight_dup_weekday (best / 24);
  /* Translators: 1: a short weekday, 2: an hour (00 to 23), 3: a number of incidents */
  return g_strdup_printf (_("Most were declared on %1$s from %2$02u:00 on: %3$u."), day, best % 24,
                             top);
}

static char *
dup_group_text (GPtrArray *groups, const char *nothing)
{
  const MatoiInsightGroup *first = groups->len > 0 ? g_ptr_array_index (groups, 0) : NULL;

  if (first == NULL)
    return g_strdup (nothing);
  return g_strdup_printf (
    /* Translators: 1: a service or a cause, 2: a number of incidents, 3: how many others there are */
    _("Most often: %1$s (%2$u); %3$u others."), first->name, first->count.n, groups->len - 1);
}

static char *
dup_rates_text (const MatoiInsights *insights)
{
  GString *text = g_string_new (NULL);

  for (guint i = MATOI_METRIC_EXECUTIVES; i <= MATOI_METRIC_ACTIONS; i++)
    {
      const MatoiRate *rate =
        matoi_insights_get_rate (insights, i, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);

      if (rate->met + rate->missed > 0)
        /* Translators: 1: what was to be in time, 2: how often it was, 3: of so many */
        g_string_append_printf (text, _("%1$s: %2$u of %3$u. "), matoi_metric_get_name (i),
                                         rate->met, rate->met + rate->missed);
    }
  if (text->len == 0)
    g_string_append (text, _("Nothing was due."));
  return g_strchomp (g_string_free (text, FALSE));
}

static char *
dup_load_text (const MatoiInsights *insights)
{
  GPtrArray *load = matoi_insights_get_load (insights);
  g_autofree char *hours = NULL, *off = NULL;
  gint64 sum = 0, sum_off = 0;

  for (guint i = 0; i < load->len; i++)
    {
      sum += ((MatoiInsightLoad *) g_ptr_array_index (load, i))->hours;
      sum_off += ((MatoiInsightLoad *) g_ptr_array_index (load, i))->off_hours;
    }
  if (load->len == 0)
    return g_strdup (_("Nobody led an incident."));
  hours = matoi_insight_dup_duration (sum);
  off = matoi_insight_dup_duration (sum_off);
  /* Translators: 1, 2: durations, 3: a number of rotations */
  return g_strdup_printf (_("%1$s in command, %2$s of it outside working hours, in %3$u rotations."), hours, off,
    load->len);
}

/** matoi_insight_table_dup_summary: see the header. */
char *
matoi_insight_table_dup_summary (const MatoiInsights *insights,
                                 MatoiInsightTable table,
                                 MatoiMetric metric)
{
  switch (table)
    {
    case MATOI_TABLE_INCIDENTS:
      return dup_count_text (insights);
    case MATOI_TABLE_TIMES:
    case MATOI_TABLE_SERIES:
      return dup_time_text (insights, metric);
    case MATOI_TABLE_SEVERITY:
      return dup_severity_text (insights);
    case MATOI_TABLE_HOURS:
      return dup_hours_text (insights);
    case MATOI_TABLE_SERVICES:
      return dup_group_text (matoi_insights_get_services (insights), _("No service was named."));
    case MATOI_TABLE_CAUSES:
      return dup_group_text (matoi_insights_get_causes (insights),
                             _("No postmortem names a factor."));
    case MATOI_TABLE_RATES:
      return dup_rates_text (insights);
    case MATOI_TABLE_LOAD:
      return dup_load_text (insights);
    }
  return g_strdup ("");
}
