/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-moment.h"

#include <glib/gi18n-lib.h>

/* A clock, with a date before it or not: "9:05", "18 09:30", "11-18 09:30", "2026/11/18 9:30:15",
 * "11月18日 9時30分". */
#define PATTERN                                                                            \
  "^(?:(?:(?:(?<y>\\d{4})[-/.年])?(?<m>\\d{1,2})[-/.月])?(?<d>\\d{1,2})日?(?:\\s+|T))?" \
  "(?<H>\\d{1,2})[:時](?<M>\\d{2})分?(?::?(?<S>\\d{2})秒?)?$"

static int
take (GMatchInfo *match, const char *name, int fallback)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text && *text ? (int) g_ascii_strtoll (text, NULL, 10) : fallback;
}

static GDateTime *
get_local (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  return utc ? g_date_time_to_timezone (utc, zone) : NULL;
}

gboolean
matoi_moment_parse (const char *text, gint64 near, GTimeZone *zone, gint64 *ms)
{
  /* Full-width digits and colons come from input methods. */
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GRegex) regex = g_regex_new (PATTERN, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GDateTime) day = get_local (near, zone);
  g_autoptr (GDateTime) time = NULL;
  int hour, minute;

  if (!narrow || !day)
    return FALSE;
  if (matoi_time_parse (g_strstrip (narrow), zone, ms))
    return TRUE;
  if (!g_regex_match (regex, narrow, 0, &match))
    return FALSE;
  hour = take (match, "H", -1);
  minute = take (match, "M", -1);
  time = g_date_time_new (zone, take (match, "y", g_date_time_get_year (day)),
                          take (match, "m", g_date_time_get_month (day)),
                          take (match, "d", g_date_time_get_day_of_month (day)), hour, minute,
                          take (match, "S", 0));
  /* A time that the start of summer time leaves out was on no clock. */
  if (!time || g_date_time_get_hour (time) != hour || g_date_time_get_minute (time) != minute)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000;
  return TRUE;
}

char *
matoi_moment_dup_typed (gint64 ms, GTimeZone *zone)
{
  return matoi_time_to_local (ms, ms % MATOI_MINUTE ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M", zone);
}

char *
matoi_moment_dup_local (gint64 ms, GTimeZone *zone)
{
  return matoi_time_to_local (ms, "%H:%M:%S %Z", zone);
}

char *
matoi_moment_dup_utc (gint64 ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return matoi_time_to_local (ms, "%H:%M:%S UTC", utc);
}

char *
matoi_moment_dup_text (gint64 ms, GTimeZone *zone)
{
  /* Translators: a day and a time; see strftime (3). */
  g_autofree char *local = matoi_time_to_local (ms, _ ("%A, %-d %B %Y, %H:%M %Z"), zone);
  g_autofree char *utc = matoi_moment_dup_utc (ms);

  /* Translators: the same moment twice: here and in UTC. */
  return g_strdup_printf (_ ("%1$s (%2$s)"), local, utc);
}

gboolean
matoi_moment_is_same_day (gint64 a, gint64 b, GTimeZone *zone)
{
  g_autoptr (GDateTime) x = get_local (a, zone);
  g_autoptr (GDateTime) y = get_local (b, zone);

  return x && y && g_date_time_get_day_of_year (x) == g_date_time_get_day_of_year (y) &&
         g_date_time_get_year (x) == g_date_time_get_year (y);
}
