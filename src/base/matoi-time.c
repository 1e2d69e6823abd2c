/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_MS ((gint64) 24 * 60 * MATOI_MINUTE)

/* What GDateTime can hold: the years 1 to 9999. */
#define MIN_MS ((gint64) -62135596800000)
#define MAX_MS ((gint64) 253402300799999)

/** matoi_time_now: the wall clock, ms UTC. */
gint64
matoi_time_now (void)
{
  return g_get_real_time () / 1000;
}

/* Reads exactly @n digits at *@at into @value. */
static gboolean
take_digits (const char **at, guint n, int *value)
{
  int read = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]))
        return FALSE;
      read = read * 10 + ((*at)[i] - '0');
    }
  *at += n;
  *value = read;
  return TRUE;
}

static gboolean
take (const char **at, const char *any_of)
{
  if (**at == '\0' || strchr (any_of, **at) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* ".123456" as ms; finer digits are cut off, as RFC 3339 readers may. */
static gboolean
take_fraction (const char **at, int *ms)
{
  int scale = 100;

  *ms = 0;
  if (!take (at, ".,"))
    return TRUE;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++)
    {
      *ms += (**at - '0') * scale;
      scale /= 10;
    }
  return TRUE;
}

/* "Z", "+09:00", "+0900"; nothing: *@stated FALSE. */
static gboolean
take_offset (const char **at, gboolean *stated, gint64 *offset_ms)
{
  gboolean minus = **at == '-';
  int hours, minutes;

  *stated = FALSE;
  *offset_ms = 0;
  if (**at == '\0')
    return TRUE;
  *stated = TRUE;
  if (take (at, "Zz"))
    return TRUE;
  if (!take (at, "+-") || !take_digits (at, 2, &hours))
    return FALSE;
  take (at, ":");
  if (!take_digits (at, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *offset_ms = (hours * 60 + minutes) * MATOI_MINUTE * (minus ? -1 : 1);
  return TRUE;
}

/* The day and the clock of the text; the seconds may be left out. */
static gboolean
take_day_and_clock (const char **at, int day[3], int clock[4])
{
  if (!take_digits (at, 4, &day[0]) || !take (at, "-") || !take_digits (at, 2, &day[1]) ||
      !take (at, "-") || !take_digits (at, 2, &day[2]) || !take (at, "Tt "))
    return FALSE;
  if (!take_digits (at, 2, &clock[0]) || !take (at, ":") || !take_digits (at, 2, &clock[1]))
    return FALSE;
  clock[2] = clock[3] = 0;
  if (take (at, ":") && (!take_digits (at, 2, &clock[2]) || !take_fraction (at, &clock[3])))
    return FALSE;
  /* A leap second is kept as the last second of its minute. */
  clock[2] = MIN (clock[2], clock[2] == 60 ? 59 : clock[2]);
  return TRUE;
}

/**
 * matoi_time_parse:
 * @text: (nullable): RFC 3339, or "YYYY-MM-DD HH:MM[:SS]" without an offset
 * @zone: (nullable): for a text without an offset; NULL: UTC
 * @ms: (out): ms UTC, unchanged on failure
 *
 * A local time that the start of summer time leaves out is refused, since
 * nobody can have seen it on a clock.
 *
 * Returns: FALSE if @text is not a time
 */
gboolean
matoi_time_parse (const char *text, GTimeZone *zone, gint64 *ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  const char *at = text;
  gboolean stated;
  gint64 offset;
  int day[3], clock[4];

  if (text == NULL || !take_day_and_clock (&at, day, clock) ||
      !take_offset (&at, &stated, &offset) || *at != '\0')
    return FALSE;
  time = g_date_time_new (stated || zone == NULL ? utc : zone, day[0], day[1], day[2], clock[0],
                          clock[1], clock[2]);
  if (time == NULL || g_date_time_get_hour (time) != clock[0] ||
      g_date_time_get_minute (time) != clock[1])
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000 + clock[3] - offset;
  return TRUE;
}

static GDateTime *
date_time_new (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;
  gint64 seconds;

  ms = CLAMP (ms, MIN_MS, MAX_MS);
  seconds = ms / 1000;
  if (ms < 0 && ms % 1000 != 0)
    seconds--;
  utc = g_date_time_new_from_unix_utc (seconds);
  return zone ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
}

/**
 * matoi_time_to_rfc3339:
 *
 * Returns: (transfer full) (nullable): such as "2026-11-20T05:04:03.210Z"; NULL for
 *   MATOI_TIME_NONE
 */
char *
matoi_time_to_rfc3339 (gint64 ms)
{
  g_autoptr (GDateTime) time = NULL;

  if (ms == MATOI_TIME_NONE)
    return NULL;
  ms = CLAMP (ms, MIN_MS, MAX_MS);
  time = date_time_new (ms, NULL);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time), (int) (((ms % 1000) + 1000) % 1000));
}

/**
 * matoi_time_to_local:
 * @format: for g_date_time_format ()
 * @zone: (nullable): NULL: UTC
 *
 * Returns: (transfer full): the time in @zone; "" for MATOI_TIME_NONE
 */
char *
matoi_time_to_local (gint64 ms, const char *format, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;
  char *text;

  if (ms == MATOI_TIME_NONE)
    return g_strdup ("");
  time = date_time_new (ms, zone);
  text = time ? g_date_time_format (time, format) : NULL;
  return text ? text : g_strdup ("");
}

/**
 * matoi_time_dup_duration:
 * @duration_ms: a length; negative ones get a minus sign
 *
 * Returns: (transfer full): "HH:MM:SS", with the days in front from 24 hours on
 */
char *
matoi_time_dup_duration (gint64 duration_ms)
{
  const char *sign = duration_ms < 0 ? "\u2212" : "";
  guint64 length = duration_ms < 0 ? -(guint64) duration_ms : (guint64) duration_ms;
  guint64 days = length / DAY_MS;
  int seconds = (int) (length % DAY_MS / 1000);
  g_autofree char *clock = NULL;
  g_autofree char *prefix = NULL;

  clock = g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (days == 0)
    return g_strconcat (length < 1000 ? "" : sign, clock, NULL);
  /* Translators: the days in front of a clock: "3 d 04:05:06" */
  prefix =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u d", "%u d", (gulong) days), (guint) days);
  return g_strconcat (sign, prefix, " ", clock, NULL);
}
