/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-holidays.h"

#include <string.h>

#include "matoi-time.h"

/* What the formula of the equinoxes and the law as it stands are good for. */
#define FIRST_YEAR 2000
#define LAST_YEAR  2099
/* A hundred years: whatever is later was not meant. */
#define MAX_DAYS 36500

static char *
dup_day (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}

static gboolean
is_off (const GDate *date, GHashTable *days_off)
{
  g_autofree char *text = NULL;

  if (g_date_get_weekday (date) >= G_DATE_SATURDAY)
    return TRUE;
  if (days_off == NULL)
    return FALSE;
  text = dup_day (date);
  return g_hash_table_contains (days_off, text);
}

/**
 * matoi_deadline:
 * @ended_at: ms UTC; its day in @zone is day 0
 * @days: how many days later
 * @business: whether only the days somebody works on count
 * @zone: the organisation's
 * @days_off: (nullable): set of "YYYY-MM-DD"; matters only to business days
 *
 * Until when the postmortem is due (PM-06, §21 Q1, Q3). With no days at all it is the end of
 * day 0, also if nobody works then.
 *
 * Returns: ms UTC, or MATOI_TIME_NONE without an end or for more than a hundred years
 */
gint64
matoi_deadline (gint64 ended_at,
                guint days,
                gboolean business,
                GTimeZone *zone,
                GHashTable *days_off)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) due = NULL;
  GDate date;

  g_return_val_if_fail (zone != NULL, MATOI_TIME_NONE);

  if (ended_at == MATOI_TIME_NONE || days > MAX_DAYS)
    return MATOI_TIME_NONE;
  /* rounded down, also before 1970 */
  utc = g_date_time_new_from_unix_utc (ended_at / 1000 - (ended_at % 1000 < 0));
  local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  if (local == NULL || g_date_time_get_year (local) > 9800)
    return MATOI_TIME_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  if (!business)
    g_date_add_days (&date, days);
  for (guint left = business ? days : 0; left > 0; left -= is_off (&date, days_off) ? 0 : 1)
    {
      g_date_add_days (&date, 1);
      if (g_date_get_year (&date) > 9998)
        return MATOI_TIME_NONE;
    }
  due = g_date_time_new (zone, g_date_get_year (&date), (int) g_date_get_month (&date),
                         g_date_get_day (&date), 23, 59, 59);
  return due != NULL ? g_date_time_to_unix (due) * 1000 + 999 : MATOI_TIME_NONE;
}

/* --- the national holidays of Japan */

/* One year's, with a day at each end so that no neighbour is out of range. */
typedef struct
{
  int year;
  gboolean holiday[368];    /* what the law names, by day of the year */
  gboolean substitute[368]; /* days off that follow from those */
} Year;

static guint
day_of_year (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_day_of_year (&date);
}

static void
add (Year *self, int month, int day)
{
  self->holiday[day_of_year (self->year, month, day)] = TRUE;
}

static gboolean
is_sunday (const Year *self, guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) self->year);
  return (g_date_get_weekday (&date) + day - 1) % 7 == 0;
}

/* The @nth Monday of @month. */
static int
monday (int year, int month, int nth)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth) month, (GDateYear) year);
  return 1 + (8 - (int) g_date_get_weekday (&date)) % 7 + (nth - 1) * 7;
}

/* The day of the equinox in Japan: the usual approximation from its day in 1980, right for
 * 1980–2099; the government publishes each year's on 1 February of the year before. */
static int
equinox (int year, double day_in_1980)
{
  int years = year - 1980;

  return (int) (day_in_1980 + 0.242194 * years) - years / 4;
}

/* Those that were moved for the Olympic Games. */
static void
add_summer (Year *self)
{
  int year = self->year;

  if (year == 2020 || year == 2021)
    {
      add (self, 7, year == 2020 ? 23 : 22); /* Marine Day */
      add (self, 7, year == 2020 ? 24 : 23); /* Sports Day */
      add (self, 8, year == 2020 ? 10 : 8);  /* Mountain Day */
      return;
    }
  add (self, 7, year < 2003 ? 20 : monday (year, 7, 3));
  add (self, 10, monday (year, 10, 2));
  if (year >= 2016)
    add (self, 8, 11);
}

static void
add_named (Year *self)
{
  int year = self->year;

  add (self, 1, 1);
  add (self, 1, monday (year, 1, 2)); /* Coming of Age Day */
  add (self, 2, 11);
  if (year >= 2020)
    add (self, 2, 23); /* the Emperor's birthday; none in 2019 */
  else if (year <= 2018)
    add (self, 12, 23);
  add (self, 3, equinox (year, 20.8431));
  add (self, 4, 29);
  add (self, 5, 3);
  if (year >= 2007)
    add (self, 5, 4); /* before, a day between two holidays */
  add (self, 5, 5);
  add_summer (self);
  add (self, 9, year < 2003 ? 15 : monday (year, 9, 3)); /* Respect for the Aged Day */
  add (self, 9, equinox (year, 23.2488));
  add (self, 11, 3);
  add (self, 11, 23);
  if (year == 2019)
    {
      add (self, 5, 1);   /* accession of the Emperor */
      add (self, 10, 22); /* the ceremony of it */
    }
}

/* Article 3: for a holiday on a Sunday the next day that is none is off (until 2006 only the
 * Monday), and so is a day between two holidays. */
static void
add_derived (Year *self)
{
  for (guint day = 1; day <= 365; day++)
    {
      guint next = day + 1;

      if (!self->holiday[day] || !is_sunday (self, day))
        continue;
      while (self->year >= 2007 && self->holiday[next])
        next++;
      if (!self->holiday[next])
        self->substitute[next] = TRUE;
    }
  for (guint day = 2; day <= 365; day++)
    if (!self->holiday[day] && self->holiday[day - 1] && self->holiday[day + 1] &&
        !is_sunday (self, day))
      self->substitute[day] = TRUE;
}

/**
 * matoi_holidays_japan:
 * @year: 2000–2099
 *
 * The national holidays of Japan as the law stands in 2026, with substitute holidays, the days
 * between two holidays, and the years the law was changed for (2019, 2020, 2021).
 *
 * Returns: (transfer full): of "YYYY-MM-DD", ascending; empty for another year
 */
GPtrArray *
matoi_holidays_japan (int year)
{
  GPtrArray *days = g_ptr_array_new_with_free_func (g_free);
  Year self = { .year = year };
  GDate date;

  if (year < FIRST_YEAR || year > LAST_YEAR)
    return days;
  add_named (&self);
  add_derived (&self);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
  for (guint day = 1; g_date_get_year (&date) == year; day++, g_date_add_days (&date, 1))
    if (self.holiday[day] || self.substitute[day])
      g_ptr_array_add (days, dup_day (&date));
  return days;
}

/** matoi_days_off_new: (transfer full): an empty set of days. */
GHashTable *
matoi_days_off_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
