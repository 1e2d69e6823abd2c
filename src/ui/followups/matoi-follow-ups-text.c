/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-time.h"

/* Beyond this the day itself says more than how many days it is away. */
#define NEAR_DAYS 6

static gboolean
read_day (const char *text, guint32 *day)
{
  guint year, month, number;
  GDate date;

  if (!text || sscanf (text, "%4u-%2u-%2u", &year, &month, &number) != 3 || year > 9999 ||
      month > 12 || number > 31 ||
      !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  *day = g_date_get_julian (&date);
  return TRUE;
}

gboolean
matoi_follow_ups_count_days (const char *day, const char *today, int *days)
{
  guint32 a, b;

  if (!read_day (day, &a) || !read_day (today, &b))
    return FALSE;
  *days = (int) a - (int) b;
  return TRUE;
}

static char *
dup_far (const char *day, gboolean other_year)
{
  int year, month, number;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *text = NULL;

  if (sscanf (day, "%4d-%2d-%2d", &year, &month, &number) != 3)
    return g_strdup (day);
  at = g_date_time_new_utc (year, month, number, 0, 0, 0);
  /* Translators: days, see strftime (3). */
  text = g_date_time_format (at, other_year ? _ ("%-d %b %Y") : _ ("%a %-d %b"));
  /* Translators: of an action item; %s is a day. */
  return g_strdup_printf (_ ("due %s"), text);
}

char *
matoi_follow_ups_dup_due (const char *day, const char *today)
{
  int days;

  if (!matoi_follow_ups_count_days (day, today, &days))
    /* Translators: of an action item for which nobody set a day. */
    return g_strdup (_ ("no day set"));
  if (days < 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", (gulong) -days), -days);
  if (days == 0)
    return g_strdup (_ ("due today"));
  if (days == 1)
    return g_strdup (_ ("due tomorrow"));
  if (days <= NEAR_DAYS)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "due in %d day", "due in %d days", (gulong) days), days);
  return dup_far (day, strncmp (day, today, 4) != 0);
}

/* Whole days between the two days; a clock that goes wrong makes it 0. */
static int
count_days (gint64 at, gint64 now, GTimeZone *zone)
{
  g_autofree char *then = matoi_time_to_local (at, "%Y-%m-%d", zone);
  g_autofree char *today = matoi_time_to_local (now, "%Y-%m-%d", zone);
  int days = 0;

  matoi_follow_ups_count_days (today, then, &days);
  return MAX (days, 0);
}

char *
matoi_follow_ups_dup_age (gint64 at, gint64 now, GTimeZone *zone)
{
  int days = count_days (at, now, zone);

  if (days == 0)
    /* Translators: the age of an action item. */
    return g_strdup (_ ("new today"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day old", "%d days old", (gulong) days),
                          days);
}

char *
matoi_follow_ups_dup_changed (gint64 at, gint64 now, GTimeZone *zone)
{
  int days = count_days (at, now, zone);

  if (days == 0)
    return g_strdup (_ ("changed today"));
  if (days == 1)
    return g_strdup (_ ("changed yesterday"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "changed %d day ago", "changed %d days ago",
                                       (gulong) days),
                          days);
}

char *
matoi_follow_ups_dup_moment (gint64 at, gint64 now, GTimeZone *zone)
{
  int days = count_days (at, now, zone);

  if (days == 0)
    return matoi_time_to_local (at, "%H:%M", zone);
  if (days == 1)
    /* Translators: a time of the day before, see strftime (3). */
    return matoi_time_to_local (at, _ ("yesterday %H:%M"), zone);
  /* Translators: a day and time, see strftime (3). */
  return matoi_time_to_local (at, _ ("%-d %b %H:%M"), zone);
}
