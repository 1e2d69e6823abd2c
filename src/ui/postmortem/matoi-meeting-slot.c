/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-slot.h"

#include <glib/gi18n-lib.h>

#define FIRST_HOUR 10
#define LAST_HOUR  17
#define DAY        (24 * 60 * MATOI_MINUTE)

static GDateTime *
to_local (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);

  return g_date_time_to_timezone (utc, zone);
}

static gboolean
is_working_day (GDateTime *day, GHashTable *days_off)
{
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  return g_date_time_get_day_of_week (day) < 6 &&
         (days_off == NULL || !g_hash_table_contains (days_off, text));
}

/* The first full hour of work that is not before @from. */
static gint64
find_hour (gint64 from, GTimeZone *zone, GHashTable *days_off)
{
  g_autoptr (GDateTime) at = to_local (from + 60 * MATOI_MINUTE - 1, zone);
  int hour = MAX (g_date_time_get_hour (at), FIRST_HOUR);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (at, (int) i);
      g_autoptr (GDateTime) start = NULL;

      if (!is_working_day (day, days_off) || (i == 0 && hour > LAST_HOUR))
        continue;
      start =
        g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                         g_date_time_get_day_of_month (day), i == 0 ? hour : FIRST_HOUR, 0, 0);
      if (start)
        return g_date_time_to_unix (start) * 1000;
    }
  return from;
}

/** matoi_meeting_suggest: reviewers want a day (WRI-11), the deadline may not leave it (PM-06). */
gint64
matoi_meeting_suggest (gint64 now, gint64 due, GTimeZone *zone, GHashTable *days_off)
{
  gint64 calm = find_hour (now + DAY, zone, days_off);

  if (due == MATOI_TIME_NONE || calm <= due)
    return calm;
  return find_hour (now + 30 * MATOI_MINUTE, zone, days_off);
}

static gboolean
match (const char *pattern, const char *text, int *numbers, guint n)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;

  if (!narrow || !g_regex_match (regex, narrow, 0, &info))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *digits = g_match_info_fetch (info, (int) i + 1);

      numbers[i] = (int) g_ascii_strtoll (digits, NULL, 10);
    }
  return TRUE;
}

static gboolean
read_date (const char *text, gint64 now, GTimeZone *zone, int *date)
{
  g_autoptr (GDateTime) today = to_local (now, zone);

  if (match ("^\\s*(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?\\s*$", text, date, 3))
    return TRUE;
  if (!match ("^\\s*(\\d{1,2})[-/月](\\d{1,2})日?\\s*$", text, date + 1, 2))
    return FALSE;
  date[0] = g_date_time_get_year (today);
  /* In December a date in January is the next one. */
  if (date[1] < g_date_time_get_month (today))
    date[0]++;
  return TRUE;
}

/** matoi_meeting_read: a time that a change of the clock leaves out is not understood either. */
gint64
matoi_meeting_read (const char *date, const char *time, gint64 now, GTimeZone *zone)
{
  int day[3], clock[2] = { 0, 0 };
  g_autoptr (GDateTime) at = NULL;

  if (!read_date (date, now, zone, day))
    return MATOI_TIME_NONE;
  if (!match ("^\\s*(\\d{1,2})\\s*[:時.]\\s*(\\d{2})\\s*分?\\s*$", time, clock, 2) &&
      !match ("^\\s*(\\d{1,2})\\s*時?\\s*$", time, clock, 1))
    return MATOI_TIME_NONE;
  at = g_date_time_new (zone, day[0], day[1], day[2], clock[0], clock[1], 0);
  return at ? g_date_time_to_unix (at) * 1000 : MATOI_TIME_NONE;
}

/** matoi_meeting_dup_when: (transfer full): the day with its name, the time and the zone. */
char *
matoi_meeting_dup_when (gint64 at, GTimeZone *zone)
{
  /* Translators: a date and time, see g_date_time_format (): “Monday, 23 November, 10:00 JST”. */
  return matoi_time_to_local (at, _ ("%A, %-d %B, %H:%M %Z"), zone);
}

static int
get_julian (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = to_local (at, zone);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return (int) g_date_get_julian (&date);
}

/** matoi_meeting_dup_distance: (transfer full): by the calendar, not by hours. */
char *
matoi_meeting_dup_distance (gint64 at, gint64 now, GTimeZone *zone)
{
  int days = get_julian (at, zone) - get_julian (now, zone);

  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  if (days == -1)
    return g_strdup (_ ("yesterday"));
  if (days > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", days), days);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", -days), -days);
}

static char *
dup_held (const MatoiMeeting *meeting, GTimeZone *zone)
{
  g_autofree char *when = matoi_meeting_dup_when (meeting->held_at, zone);
  guint n = meeting->attended->len;

  if (n == 0)
    /* Translators: %s is a date and time. */
    return g_strdup_printf (_ ("Held on %s"), when);
  return g_strdup_printf (
    /* Translators: 1: a date and time, 2: a number of people. */
    g_dngettext (GETTEXT_PACKAGE, "Held on %1$s, with %2$u person",
                 "Held on %1$s, with %2$u people", n),
    when, n);
}

/** matoi_meeting_dup_state: (transfer full): */
char *
matoi_meeting_dup_state (MatoiSession *session, gint64 now)
{
  const MatoiMeeting *meeting = &matoi_session_get_incident (session)->postmortem->meeting;
  GTimeZone *zone = matoi_session_get_zone (session);
  gint64 length = MAX (meeting->minutes, 1) * MATOI_MINUTE;
  g_autofree char *when = NULL;
  g_autofree char *distance = NULL;

  if (meeting->held_at != MATOI_TIME_NONE)
    return dup_held (meeting, zone);
  if (meeting->at == MATOI_TIME_NONE)
    return g_strdup (_ ("No date yet"));
  when = matoi_meeting_dup_when (meeting->at, zone);
  if (meeting->at + length <= now)
    /* Translators: %s is a date and time. */
    return g_strdup_printf (_ ("Over since %s: record who was there"), when);
  if (meeting->at <= now)
    /* Translators: the meeting is going on; %s is a date and time. */
    return g_strdup_printf (_ ("Now: %s"), when);
  distance = matoi_meeting_dup_distance (meeting->at, now, zone);
  /* Translators: 1: a date and time, 2: “today”, “tomorrow” or “in 3 days”. */
  return g_strdup_printf (_ ("%1$s, %2$s"), when, distance);
}

/** matoi_meeting_is_open: as the engine sees it: Draft and In Review. */
gboolean
matoi_meeting_is_open (const MatoiIncident *incident)
{
  const char *state = incident->postmortem ? incident->postmortem->state : NULL;

  return g_strcmp0 (state, "draft") == 0 || g_strcmp0 (state, "in-review") == 0;
}
