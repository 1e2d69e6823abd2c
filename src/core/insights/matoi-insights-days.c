/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-insights-private.h"

/* Days without a GDateTime for each: there are many, and time zones are slow. */

#define DAY_SECONDS G_GINT64_CONSTANT (86400)
/* 1970-01-01 by the count of GDate. */
#define EPOCH_JULIAN 719163

static gint64
divide_down (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/** matoi_day_of: the day of @ms, and the minute of it. */
gint64
matoi_day_of (GTimeZone *zone, gint64 ms, guint *minute_or_null)
{
  gint64 seconds = divide_down (ms, 1000);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);
  gint64 local = seconds + g_time_zone_get_offset (zone, interval), day;

  day = divide_down (local, DAY_SECONDS);
  if (minute_or_null != NULL)
    *minute_or_null = (guint) ((local - day * DAY_SECONDS) / 60);
  return day;
}

/** matoi_day_begin: ms UTC of @hour:00 on @day. */
gint64
matoi_day_begin (GTimeZone *zone, gint64 day, guint hour)
{
  gint64 local = day * DAY_SECONDS + hour * G_GINT64_CONSTANT (3600);
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &local);

  return (local - g_time_zone_get_offset (zone, interval)) * 1000;
}

/** matoi_day_get_weekday: 0 is Monday. */
guint
matoi_day_get_weekday (gint64 day)
{
  return (guint) (day + 3 - 7 * divide_down (day + 3, 7));
}

/** matoi_day_to_date: as GLib writes it. */
void
matoi_day_to_date (gint64 day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) (day + EPOCH_JULIAN));
}

/** matoi_day_from_date: its number. */
gint64
matoi_day_from_date (const GDate *date)
{
  return (gint64) g_date_get_julian (date) - EPOCH_JULIAN;
}

/** matoi_day_parse: of "YYYY-MM-DD", with anything after it. */
gboolean
matoi_day_parse (const char *text, gint64 *day)
{
  guint y, m, d;
  GDate date;

  if (sscanf (text, "%4u-%2u-%2u", &y, &m, &d) != 3 ||
      !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  *day = matoi_day_from_date (&date);
  return TRUE;
}

/* --- weeks and months */

static void
period_free (MatoiInsightPeriod *period)
{
  g_free (period->key);
  g_free (period->label);
  g_free (period);
}

static char *
format_date (const GDate *date, const char *format)
{
  g_autoptr (GDateTime) time =
    g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                         g_date_get_day (date), 0, 0, 0);

  return g_date_time_format (time, format);
}

/* The first day of the one @day is in. */
static gint64
begin_of (MatoiInsightUnit unit, gint64 day)
{
  GDate date;

  if (unit == MATOI_BY_WEEK)
    return day - matoi_day_get_weekday (day);
  matoi_day_to_date (day, &date);
  return day - g_date_get_day (&date) + 1;
}

static gint64
next_of (MatoiInsightUnit unit, gint64 begin)
{
  return begin_of (unit, begin + (unit == MATOI_BY_WEEK ? 7 : 31));
}

/** matoi_insight_periods_new: (transfer full): of MatoiInsightPeriod; at least one. */
GPtrArray *
matoi_insight_periods_new (MatoiInsightUnit unit, GTimeZone *zone, gint64 from, gint64 to)
{
  GPtrArray *periods = g_ptr_array_new_with_free_func ((GDestroyNotify) period_free);
  gint64 day = begin_of (unit, matoi_day_of (zone, from, NULL));

  do
    {
      MatoiInsightPeriod *period = g_new0 (MatoiInsightPeriod, 1);
      GDate date;

      matoi_day_to_date (day, &date);
      period->from = matoi_day_begin (zone, day, 0);
      day = next_of (unit, day);
      period->to = matoi_day_begin (zone, day, 0);
      period->key = format_date (&date, unit == MATOI_BY_WEEK ? "%G-W%V" : "%Y-%m");
      /* Translators: a month, for the axis of a chart; see g_date_time_format () */
      period->label = format_date (&date, unit == MATOI_BY_WEEK ? "%Y-%m-%d" : _("%b %Y"));
      g_ptr_array_add (periods, period);
    }
  while (((MatoiInsightPeriod *) g_ptr_array_index (periods, periods->len - 1))->to < to);
  return periods;
}

/** matoi_insight_next: see the header. */
gboolean
matoi_insight_next (const char **list, char divider, const char **part, gsize *length)
{
  const char *end;

  if (**list == '\0')
    return FALSE;
  end = strchr (*list, divider);
  *part = *list;
  *length = end != NULL ? (gsize) (end - *list) : strlen (*list);
  *list += *length + (end != NULL);
  return TRUE;
}
