/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-holidays.h"
#include "matoi-time.h"

static char *
dup_year (int year)
{
  g_autoptr (GPtrArray) days = matoi_holidays_japan (year);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (days, i) + strlen ("2024-"));
  return g_string_free (text, FALSE);
}

/* As the Cabinet Office published them. */
static void
test_published (void)
{
  static const struct
  {
    int year;
    const char *days;
  } years[] = {
    /* before the holidays moved to Mondays, and 4 May a day between two */
    { 2000, "01-01 01-10 02-11 03-20 04-29 05-03 05-04 05-05 07-20 09-15 09-23 10-09 11-03 11-23 "
            "12-23" },
    { 2001, "01-01 01-08 02-11 02-12 03-20 04-29 04-30 05-03 05-04 05-05 07-20 09-15 09-23 09-24 "
            "10-08 11-03 11-23 12-23 12-24" },
    { 2003, "01-01 01-13 02-11 03-21 04-29 05-03 05-05 07-21 09-15 09-23 10-13 11-03 11-23 11-24 "
            "12-23" },
    { 2008, "01-01 01-14 02-11 03-20 04-29 05-03 05-04 05-05 05-06 07-21 09-15 09-23 10-13 11-03 "
            "11-23 11-24 12-23" },
    { 2009, "01-01 01-12 02-11 03-20 04-29 05-03 05-04 05-05 05-06 07-20 09-21 09-22 09-23 10-12 "
            "11-03 11-23 12-23" },
    { 2015, "01-01 01-12 02-11 03-21 04-29 05-03 05-04 05-05 05-06 07-20 09-21 09-22 09-23 10-12 "
            "11-03 11-23 12-23" },
    { 2016, "01-01 01-11 02-11 03-20 03-21 04-29 05-03 05-04 05-05 07-18 08-11 09-19 09-22 10-10 "
            "11-03 11-23 12-23" },
    { 2019, "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 "
            "08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23" },
    { 2020, "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 "
            "09-21 09-22 11-03 11-23" },
    { 2021, "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 "
            "09-23 11-03 11-23" },
    { 2024, "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 "
            "09-16 09-22 09-23 10-14 11-03 11-04 11-23" },
    { 2025, "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 "
            "09-23 10-13 11-03 11-23 11-24" },
    { 2026, "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 "
            "09-23 10-12 11-03 11-23" },
    { 2027, "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 "
            "10-11 11-03 11-23" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *days = dup_year (years[i].year);

      g_assert_cmpstr (days, ==, years[i].days);
    }
}

/* What holds in any year of the range. */
static void
test_every_year (void)
{
  for (int year = 2000; year <= 2099; year++)
    {
      g_autoptr (GPtrArray) days = matoi_holidays_japan (year);
      const char *last = "";

      g_assert_cmpuint (days->len, >=, 14);
      g_assert_cmpuint (days->len, <=, 22);
      for (guint i = 0; i < days->len; i++)
        {
          const char *day = g_ptr_array_index (days, i);

          g_assert_cmpstr (last, <, day);
          g_assert_cmpint (atoi (day), ==, year);
          g_assert_cmpuint (strlen (day), ==, 10);
          last = day;
        }
    }
  for (int year = 1999; year <= 2100; year += 101)
    {
      g_autoptr (GPtrArray) days = matoi_holidays_japan (year);

      g_assert_cmpuint (days->len, ==, 0);
    }
}

/* The day between two holidays (2032, 2049 …), from the calendar of the equinoxes. */
static void
test_far (void)
{
  g_autofree char *y2032 = dup_year (2032);
  g_autofree char *y2049 = dup_year (2049);
  g_autofree char *y2099 = dup_year (2099);

  g_assert_nonnull (strstr (y2032, "09-20 09-21 09-22"));
  g_assert_nonnull (strstr (y2049, "09-20 09-21 09-22"));
  g_assert_nonnull (strstr (y2099, "03-20"));
  g_assert_nonnull (strstr (y2099, "09-23"));
}

static GHashTable *
days_off_in (int year)
{
  g_autoptr (GPtrArray) days = matoi_holidays_japan (year);
  GHashTable *set = matoi_days_off_new ();

  for (guint i = 0; i < days->len; i++)
    g_hash_table_add (set, g_strdup (g_ptr_array_index (days, i)));
  return set;
}

static gint64
at (const char *text, GTimeZone *zone)
{
  gint64 ms = 0;

  g_assert_true (matoi_time_parse (text, zone, &ms));
  return ms;
}

static void
check_due (const char *ended, guint days, gboolean business, GHashTable *off, const char *due)
{
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  gint64 ms = matoi_deadline (at (ended, tokyo), days, business, tokyo, off);
  g_autofree char *text = matoi_time_to_local (ms, "%Y-%m-%d %H:%M:%S", tokyo);

  g_assert_cmpstr (text, ==, due);
  g_assert_cmpint (ms % 1000, ==, 999);
}

/* The examples of §21 Q1 and the days around them. */
static void
test_deadlines (void)
{
  g_autoptr (GHashTable) jp = days_off_in (2026);
  g_autoptr (GHashTable) jp_2024 = days_off_in (2024);

  /* SEV-1 ends Friday 22:00: Monday, however many of the days are a weekend */
  check_due ("2026-06-05T22:00:00+09:00", 3, FALSE, jp, "2026-06-08 23:59:59");
  /* SEV-2 ends on a Friday: the next Friday if nothing is between */
  check_due ("2026-06-05T22:00:00+09:00", 5, TRUE, jp, "2026-06-12 23:59:59");
  /* Friday 2026-05-01: 4, 5 and 6 May are off */
  check_due ("2026-05-01T10:00:00+09:00", 5, TRUE, jp, "2026-05-13 23:59:59");
  check_due ("2026-05-01T10:00:00+09:00", 5, TRUE, NULL, "2026-05-08 23:59:59");
  /* Friday 2026-09-18: 21, 22 (between two) and 23 September are off */
  check_due ("2026-09-18T23:59:59+09:00", 5, TRUE, jp, "2026-09-30 23:59:59");
  /* a substitute holiday: Monday 2024-11-04 for Sunday */
  check_due ("2024-11-01T12:00:00+09:00", 1, TRUE, jp_2024, "2024-11-05 23:59:59");
  /* it ends on a Saturday: the first day that counts is Monday */
  check_due ("2026-06-06T01:00:00+09:00", 1, TRUE, jp, "2026-06-08 23:59:59");
  /* day 0 is the organisation's: 16:00 UTC on Thursday is Friday in Tokyo */
  check_due ("2026-06-04T16:00:00+00:00", 5, TRUE, jp, "2026-06-12 23:59:59");
  check_due ("2026-06-04T14:59:59+00:00", 5, TRUE, jp, "2026-06-11 23:59:59");
  check_due ("2026-06-05T00:00:00+09:00", 0, FALSE, NULL, "2026-06-05 23:59:59");
  check_due ("2026-06-06T00:00:00+09:00", 0, TRUE, NULL, "2026-06-06 23:59:59");
  check_due ("2024-02-26T12:00:00+09:00", 3, FALSE, NULL, "2024-02-29 23:59:59");
  check_due ("2026-12-30T12:00:00+09:00", 3, FALSE, NULL, "2027-01-02 23:59:59");
}

static void
test_deadline_edges (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 due;
  g_autofree char *text = NULL;

  /* over the change to summer time the day is an hour shorter, its end is not */
  due = matoi_deadline (at ("2026-03-27T22:00:00+01:00", berlin), 3, FALSE, berlin, NULL);
  text = matoi_time_to_local (due, "%Y-%m-%d %H:%M:%S", berlin);
  g_assert_cmpstr (text, ==, "2026-03-30 23:59:59");
  g_assert_cmpint (due, ==, at ("2026-03-30T21:59:59Z", utc) + 999);
  g_assert_cmpint (matoi_deadline (MATOI_TIME_NONE, 3, FALSE, utc, NULL), ==, MATOI_TIME_NONE);
  g_assert_cmpint (matoi_deadline (0, G_MAXUINT, TRUE, utc, NULL), ==, MATOI_TIME_NONE);
  g_assert_cmpint (matoi_deadline (G_MAXINT64, 1, TRUE, utc, NULL), ==, MATOI_TIME_NONE);
  g_assert_cmpint (matoi_deadline (0, 0, FALSE, utc, NULL), ==, 86400000 - 1);
  g_assert_cmpint (matoi_deadline (-1, 0, FALSE, utc, NULL), ==, -1);
}

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"

static char *
dup_days (GHashTable *set)
{
  g_autoptr (GList) days = g_list_sort (g_hash_table_get_keys (set), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);

  for (GList *day = days; day != NULL; day = day->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) day->data);
  return g_string_free (text, FALSE);
}

static void
test_calendar (void)
{
  static const char text[] =
    "\xef\xbb\xbf" HEAD
    "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "RRULE:FREQ=YEARLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260813\r\nDTEND;VALUE=DATE:20260816\r\n"
    "SUMMARY:お盆\r\n 休み\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDTSTART:garbage\r\nEND:VALARM\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;X-A=\"b:c\";VALUE=DATE:2026\r\n 0601\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261229\r\nDURATION:P1W\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260301\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;TZID=Asia/Tokyo:20260703T000000\r\nDTEND:20260704T000000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260704\r\nDTEND;VALUE=DATE:20260704\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART:20260801T100000Z\r\nDTEND:20260801T110000Z\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260401\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n" TAIL;
  g_autoptr (GHashTable) set = matoi_days_off_new ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *days = NULL;

  g_assert_true (matoi_holidays_read_ics_full (text, -1, set, warnings, &error));
  g_assert_no_error (error);
  days = dup_days (set);
  g_assert_cmpstr (days, ==,
                   "2026-04-01 2026-06-01 2026-07-03 2026-07-04 2026-08-13 2026-08-14 2026-08-15 "
                   "2026-12-29 2026-12-30 2026-12-31 2027-01-01 2027-01-02 2027-01-03 2027-01-04");
  g_assert_cmpuint (warnings->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (warnings, 0), "Line 40:"));
  g_assert_nonnull (strstr (g_ptr_array_index (warnings, 1), "repeats"));
  g_assert_true (matoi_holidays_read_ics (text, sizeof text - 1, set, NULL));
}

static void
test_broken_calendar (void)
{
  static const struct
  {
    const char *text;
    guint line;
  } cases[] = {
    { "", 1 },
    { "hello", 1 },
    { "DTSTART:20260101", 1 },
    { "BEGIN:VEVENT\nEND:VEVENT\n", 1 },
    { HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260230\nEND:VEVENT\n" TAIL, 4 },
    { HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:2026-02-03\nEND:VEVENT\n" TAIL, 4 },
    { HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260203X\nEND:VEVENT\n" TAIL, 4 },
    { HEAD "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" TAIL, 3 },
    { HEAD
      "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260101\nEND:VEVENT\n" TAIL,
      3 },
    { HEAD
      "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20300101\nEND:VEVENT\n" TAIL,
      3 },
    { HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\nDURATION:P99999999999D\nEND:VEVENT\n" TAIL,
      5 },
    { HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\n", 4 },
    { HEAD "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\nEND:VTODO\n" TAIL, 5 },
    { HEAD "nothing at all\n" TAIL, 3 },
    { HEAD "SUMMARY:\xff\n" TAIL, 3 },
  };
  g_autoptr (GString) large = g_string_new (HEAD);
  g_autoptr (GString) deep = g_string_new (HEAD);
  g_autoptr (GHashTable) none = matoi_days_off_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) set = matoi_days_off_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_strdup_printf ("Line %u of", cases[i].line);

      g_assert_false (matoi_holidays_read_ics (cases[i].text, -1, set, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, line));
      g_assert_cmpuint (g_hash_table_size (set), ==, 0);
    }
  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "BEGIN:VEVENT\n");
  g_assert_false (matoi_holidays_read_ics (deep->str, -1, none, NULL));
  while (large->len <= 5 * 1024 * 1024)
    g_string_append (large, "SUMMARY:again and again\n");
  g_assert_false (matoi_holidays_read_ics (large->str, -1, none, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holidays/published", test_published);
  g_test_add_func ("/holidays/every-year", test_every_year);
  g_test_add_func ("/holidays/far", test_far);
  g_test_add_func ("/holidays/deadlines", test_deadlines);
  g_test_add_func ("/holidays/deadline-edges", test_deadline_edges);
  g_test_add_func ("/holidays/calendar", test_calendar);
  g_test_add_func ("/holidays/broken-calendar", test_broken_calendar);
  return g_test_run ();
}
