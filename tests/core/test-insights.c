/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Figures over many incidents: reckoned by hand, and by another, slower way. */

#include "config.h"

#include <string.h>

#include "matoi-cadence.h"
#include "matoi-insights.h"
#include "world.h"

#define HOUR (60 * MATOI_MINUTE)
#define DAY  (24 * HOUR)

static gint64
at (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 ms = MATOI_TIME_NONE;

  if (text != NULL)
    g_assert_true (matoi_time_parse (text, utc, &ms));
  return ms;
}

/* One that is over, of level @severity. */
static MatoiInsightRow
make_row (const char *ref, const char *severity, guint rank)
{
  static guint32 serial;
  MatoiInsightRow row = { .ref = ref,
                          .state = "ended",
                          .outcome = "recovered",
                          .severity = severity,
                          .label = severity,
                          .rank = rank,
                          .major = rank <= 2,
                          .services = "",
                          .spans = "",
                          .shifts = "",
                          .causes = "",
                          .actions = "",
                          .started_at = MATOI_TIME_NONE,
                          .detected_at = MATOI_TIME_NONE,
                          .mitigated_at = MATOI_TIME_NONE,
                          .ended_at = MATOI_TIME_NONE,
                          .postmortem_due = MATOI_TIME_NONE,
                          .meeting_held = MATOI_TIME_NONE,
                          .postmortem_done = MATOI_TIME_NONE };

  serial++;
  memcpy (&row.id, &serial, sizeof serial);
  return row;
}

static void
check_time (const MatoiInsights *insights,
            MatoiMetric metric,
            int level,
            guint n,
            double median,
            double mean)
{
  const MatoiSpread *time = matoi_insights_get_time (insights, metric, MATOI_INSIGHTS_ALL, level);

  g_assert_cmpuint (time->n, ==, n);
  g_assert_cmpuint (time->rows->len, ==, n);
  g_assert_cmpint (time->median, ==, (gint64) (median * MATOI_MINUTE));
  /* Half a second of rounding. */
  g_assert_cmpint (ABS (time->mean - (gint64) (mean * MATOI_MINUTE)), <=, 500);
}

/* The facts of the eighteen real incidents: when each began, was noticed, declared, mitigated and
 * over. Where nobody wrote a declaration down it is the detection, or the start. */
static const struct
{
  const char *ref;
  guint severity;
  const char *started, *detected, *declared, *mitigated, *ended;
} facts[] = {
  { "aws-2019", 2, "2019-08-23T12:36:00+09:00", NULL, NULL, "2019-08-23T15:21:00+09:00",
    "2019-08-23T18:30:00+09:00" },
  { "aws-2021", 1, "2021-12-07T07:30:00-08:00", NULL, NULL, "2021-12-07T13:34:00-08:00",
    "2021-12-07T14:22:00-08:00" },
  { "cloudflare-2019", 1, "2019-07-02T13:42:00Z", "2019-07-02T13:45:00Z", NULL,
    "2019-07-02T14:09:00Z", "2019-07-02T14:52:00Z" },
  { "fastly-2021", 1, "2021-06-08T09:47:00Z", "2021-06-08T09:48:00Z", NULL, "2021-06-08T12:35:00Z",
    "2021-06-08T12:44:00Z" },
  { "github-2018", 1, "2018-10-21T22:52:00Z", "2018-10-21T22:54:00Z", "2018-10-21T23:09:00Z",
    "2018-10-22T16:24:00Z", "2018-10-22T23:03:00Z" },
  { "gitlab-2017", 1, "2017-01-31T18:00:00Z", "2017-01-31T18:00:00Z", NULL, "2017-02-01T17:00:00Z",
    "2017-02-01T18:00:00Z" },
  { "google-2020", 1, "2020-04-08T06:48:00-07:00", "2020-04-08T06:52:00-07:00", NULL,
    "2020-04-08T07:42:00-07:00", "2020-04-08T10:00:00-07:00" },
  { "mackerel-2025", 2, "2025-11-06T10:52:00+09:00", "2025-11-06T11:46:00+09:00",
    "2025-11-06T11:50:00+09:00", NULL, "2025-11-15T10:50:00+09:00" },
  { "mercari-2017", 1, "2017-06-22T09:41:00+09:00", "2017-06-22T14:41:00+09:00", NULL,
    "2017-06-22T15:38:00+09:00", "2017-06-22T15:47:00+09:00" },
  { "posthog-2025-09-29", 1, "2025-09-29T16:58:00Z", NULL, "2025-09-29T17:25:00Z", NULL,
    "2025-09-29T18:46:00Z" },
  { "posthog-2025-10-21", 1, "2025-10-21T21:45:00Z", "2025-10-21T21:47:00Z", NULL,
    "2025-10-21T23:00:00Z", "2025-10-21T23:28:00Z" },
  { "posthog-2025-10-28", 1, "2025-10-28T19:28:00Z", "2025-10-28T19:23:00Z", "2025-10-28T19:23:00Z",
    "2025-10-28T20:53:00Z", "2025-10-28T21:31:00Z" },
  { "slack-2019-06-28", 1, "2019-06-28T04:30:00-07:00", NULL, NULL, "2019-06-28T13:36:00-07:00",
    "2019-06-28T19:20:00-07:00" },
  { "slack-2019-07-26", 3, "2019-07-26T14:05:00-07:00", "2019-07-26T14:05:00-07:00", NULL,
    "2019-07-26T15:42:00-07:00", "2019-07-26T15:42:00-07:00" },
  { "smarthr-2017", 3, "2017-06-05T23:20:00+09:00", "2017-06-09T14:33:00+09:00", NULL, NULL,
    "2017-06-09T19:26:00+09:00" },
  { "smarthr-2019", 1, "2019-07-03T17:48:00+09:00", "2019-07-03T17:49:00+09:00",
    "2019-07-03T18:03:00+09:00", "2019-07-03T21:04:00+09:00", "2019-07-03T21:10:00+09:00" },
  { "wikimedia-2018", 2, "2018-07-11T14:37:00Z", "2018-07-11T14:38:00Z", NULL,
    "2018-07-11T16:57:00Z", "2018-07-11T21:44:00Z" },
  { "wikimedia-2020", 2, "2020-02-04T16:03:00Z", "2020-02-04T16:19:00Z", NULL,
    "2020-02-04T21:20:00Z", "2020-02-04T22:03:00Z" },
};

/* Services that more than one of them names; the others are named once. */
static const struct
{
  const char *ref, *services;
} shared[] = {
  { "posthog-2025-09-29", "Feature flags (US)" },
  { "posthog-2025-10-21", "Feature flags (US),Redis,Main application" },
  { "posthog-2025-10-28", "Feature flags (US),Redis,Main application" },
  { "slack-2019-06-28", "Connections" },
  { "slack-2019-07-26", "Connections" },
};

static const char *
find_services (const char *ref)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (strcmp (shared[i].ref, ref) == 0)
      return shared[i].services;
  return "";
}

static MatoiInsights *
read_facts (MatoiInsightUnit unit)
{
  static const char *const levels[] = { "", "1", "2", "3" };
  g_autoptr (MatoiInsightRows) rows = matoi_insight_rows_new ();
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  MatoiInsightQuery query = { .from = MATOI_TIME_NONE,
                              .to = MATOI_TIME_NONE,
                              .unit = unit,
                              .now = at ("2026-01-01T00:00:00Z"),
                              .zone = tokyo };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      MatoiInsightRow row = make_row (facts[i].ref, levels[facts[i].severity], facts[i].severity);
      g_autofree char *spans = NULL;

      row.afterwards = TRUE;
      row.services = find_services (facts[i].ref);
      row.started_at = at (facts[i].started);
      row.detected_at = at (facts[i].detected);
      row.declared_at = facts[i].declared   ? at (facts[i].declared)
                        : facts[i].detected ? row.detected_at
                                            : row.started_at;
      row.mitigated_at = at (facts[i].mitigated);
      row.ended_at = at (facts[i].ended);
      spans = g_strdup_printf ("%s\tSEV-%s\t%u\t%" G_GINT64_FORMAT "\n", row.severity, row.severity,
                               row.rank, row.declared_at);
      row.spans = spans;
      matoi_insight_rows_add (rows, &row);
    }
  return matoi_insights_new (rows, &query);
}

static void
test_facts (void)
{
  g_autoptr (MatoiInsights) insights = read_facts (MATOI_BY_MONTH);
  const MatoiSpread *time;

  g_assert_cmpuint (matoi_insights_get_count (insights, -1, -1)->n, ==, 18);
  g_assert_cmpuint (matoi_insights_get_levels (insights)->len, ==, 3);
  g_assert_cmpuint (matoi_insights_get_count (insights, -1, 0)->n, ==, 12);
  g_assert_cmpuint (matoi_insights_get_count (insights, -1, 1)->n, ==, 4);
  g_assert_cmpuint (matoi_insights_get_count (insights, -1, 2)->n, ==, 2);
  /* Detect, SEV-1: cloudflare 3, fastly 1, github 2, gitlab 0, google 4, mercari 300, posthog-21 2,
   * posthog-28 0 (five minutes before the start), smarthr 1. Sorted 0 0 1 1 2 2 3 4 300:
   * median 2, sum 313, mean 34.777…; p25 is the third, 1; p75 the seventh, 3; p90 between the
   * eighth and the ninth: place 0.9 × 8 = 7.2, so 4 + 0.2 × 296 = 63.2. */
  check_time (insights, MATOI_METRIC_DETECT, 0, 9, 2, 313.0 / 9);
  time = matoi_insights_get_time (insights, MATOI_METRIC_DETECT, -1, 0);
  g_assert_cmpint (time->p25, ==, MATOI_MINUTE);
  g_assert_cmpint (time->p75, ==, 3 * MATOI_MINUTE);
  g_assert_cmpint (time->p90, ==, (gint64) (63.2 * MATOI_MINUTE));
  g_assert_cmpint (time->longest, ==, 300 * MATOI_MINUTE);
  g_assert_cmpstr (((MatoiInsightRow *) g_ptr_array_index (time->rows, 8))->ref, ==,
                   "mercari-2017");
  /* SEV-2: mackerel 54, wikimedia-2018 1, wikimedia-2020 16: median 16, mean 71 / 3. */
  check_time (insights, MATOI_METRIC_DETECT, 1, 3, 16, 71.0 / 3);
  /* SEV-3: slack 0, smarthr 3 days 15:13 = 5,233: median and mean 2,616.5. */
  check_time (insights, MATOI_METRIC_DETECT, 2, 2, 2616.5, 2616.5);
  /* Declare: only where it was written down: github 15, smarthr-2019 14; posthog-28 has the same
   * minute twice, which an import cannot tell from none. mackerel 4. */
  check_time (insights, MATOI_METRIC_DECLARE, 0, 2, 14.5, 14.5);
  check_time (insights, MATOI_METRIC_DECLARE, 1, 1, 4, 4);
  check_time (insights, MATOI_METRIC_DECLARE, 2, 0, 0, 0);
  /* Mitigate, from the detection, else the declaration. SEV-1: aws 364, cloudflare 24, fastly 167,
   * github 17:30 = 1,050, gitlab 23:00 = 1,380, google 50, mercari 57, posthog-21 73,
   * posthog-28 90, slack 9:06 = 546, smarthr 195. Sorted: 24 50 57 73 90 167 195 364 546 1050 1380;
   * median 167, sum 3,996. */
  check_time (insights, MATOI_METRIC_MITIGATE, 0, 11, 167, 3996.0 / 11);
  /* SEV-2: aws 165, wikimedia-2018 139, wikimedia-2020 301: median 165, sum 605. */
  check_time (insights, MATOI_METRIC_MITIGATE, 1, 3, 165, 605.0 / 3);
  check_time (insights, MATOI_METRIC_MITIGATE, 2, 1, 97, 97);
  /* Resolve. SEV-1: aws 412, cloudflare 67, fastly 176, github 24:09 = 1,449, gitlab 1,440,
   * google 188, mercari 66, posthog-29 (from its declaration) 81, posthog-21 101, posthog-28 128,
   * slack 14:50 = 890, smarthr 201. Sorted: 66 67 81 101 128 176 188 201 412 890 1440 1449;
   * median (176 + 188) / 2 = 182, sum 5,199. */
  check_time (insights, MATOI_METRIC_RESOLVE, 0, 12, 182, 5199.0 / 12);
  /* SEV-2: aws 354, mackerel 8 days 23:04 = 12,904, wikimedia 426 and 344: 344 354 426 12904:
   * median 390, sum 14,028. */
  check_time (insights, MATOI_METRIC_RESOLVE, 1, 4, 390, 3507);
  /* SEV-3: 97 and 293. */
  check_time (insights, MATOI_METRIC_RESOLVE, 2, 2, 195, 195);
  /* All: 66 67 81 97 101 128 176 188 201 293 344 354 412 426 890 1440 1449 12904: median
   * (201 + 293) / 2 = 247, sum 5,199 + 14,028 + 390 = 19,617. */
  check_time (insights, MATOI_METRIC_RESOLVE, -1, 18, 247, 19617.0 / 18);
  /* From the declaration to the end: SEV-1 as above but github 23:54 = 1,434 and smarthr 187:
   * 5,199 - 15 - 14 = 5,170; SEV-2 mackerel 4 less: 14,024. */
  g_assert_cmpint (matoi_insights_get_time_in (insights, -1, 0), ==, 5170 * MATOI_MINUTE);
  g_assert_cmpint (matoi_insights_get_time_in (insights, -1, 1), ==, 14024 * MATOI_MINUTE);
  g_assert_cmpint (matoi_insights_get_time_in (insights, -1, -1), ==,
                   (5170 + 14024 + 390) * MATOI_MINUTE);
}

static void
check_service (const MatoiInsights *insights, const char *name, guint n, gint64 minutes)
{
  GPtrArray *services = matoi_insights_get_services (insights);

  for (guint i = 0; i < services->len; i++)
    {
      const MatoiInsightGroup *group = g_ptr_array_index (services, i);

      if (strcmp (group->name, name) != 0)
        continue;
      g_assert_cmpuint (group->count.n, ==, n);
      g_assert_cmpuint (group->count.rows->len, ==, n);
      g_assert_cmpint (group->time, ==, minutes * MATOI_MINUTE);
      return;
    }
  g_error ("There is no service %s", name);
}

/* Where and when, by hand from the same facts. */
static void
test_places (void)
{
  /* In Tokyo, in the order of the facts; 0 is Monday. */
  static const guint hours[][2] = {
    { 4, 12 }, { 2, 0 }, { 1, 22 }, { 1, 18 }, { 0, 8 }, { 2, 3 },  { 2, 22 }, { 3, 11 }, { 3, 14 },
    { 1, 2 },  { 2, 6 }, { 2, 4 },  { 4, 20 }, { 5, 6 }, { 4, 14 }, { 2, 18 }, { 2, 23 }, { 2, 1 }
  };
  g_autoptr (MatoiInsights) insights = read_facts (MATOI_BY_MONTH);
  GPtrArray *services = matoi_insights_get_services (insights);
  guint sum = 0;

  /* 17:25 to 18:46 is 81, 21:47 to 23:28 is 101, 19:23 to 21:31 is 128 minutes. */
  check_service (insights, "Feature flags (US)", 3, 81 + 101 + 128);
  check_service (insights, "Redis", 2, 101 + 128);
  check_service (insights, "Main application", 2, 101 + 128);
  /* 4:30 to 19:20 is 890, 14:05 to 15:42 is 97 minutes. */
  check_service (insights, "Connections", 2, 890 + 97);
  g_assert_cmpstr (((MatoiInsightGroup *) g_ptr_array_index (services, 0))->name, ==,
                   "Feature flags (US)");
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    g_assert_cmpuint (matoi_insights_get_hour (insights, hours[i][0], hours[i][1])->n, ==, 1);
  for (guint i = 0; i < 7 * 24; i++)
    sum += matoi_insights_get_hour (insights, i / 24, i % 24)->n;
  g_assert_cmpuint (sum, ==, 18);
  /* From the end of aws-2021, 2021-12-07 22:22 UTC, to posthog on 2025-09-29 at 17:25: 1,392 days
   * less 4:57. */
  g_assert_cmpint (matoi_insights_get_longest_quiet (insights), ==,
                   1392 * DAY - (4 * 60 + 57) * MATOI_MINUTE);
  /* From the end of mackerel, 2025-11-15 01:50 UTC, to the beginning of 2026. */
  g_assert_cmpint (matoi_insights_get_last_quiet (insights), ==,
                   46 * DAY + (22 * 60 + 10) * MATOI_MINUTE);
  g_assert_cmpuint (matoi_insights_get_load (insights)->len, ==, 0);
}

static void
test_axes (void)
{
  g_autoptr (MatoiInsights) months = read_facts (MATOI_BY_MONTH);
  g_autoptr (MatoiInsights) weeks = read_facts (MATOI_BY_WEEK);
  GPtrArray *periods = matoi_insights_get_periods (months);
  const MatoiInsightPeriod *first = g_ptr_array_index (periods, 0), *last;
  guint n = 0;

  /* In Tokyo gitlab's 2017-01-31 18:00 UTC is the first of February; the axis goes to the day of
   * now, 2026-01-01: 107 months and one. */
  g_assert_cmpstr (first->key, ==, "2017-02");
  g_assert_cmpint (first->from, ==, at ("2017-01-31T15:00:00Z"));
  g_assert_cmpuint (periods->len, ==, 108);
  last = g_ptr_array_index (periods, 107);
  g_assert_cmpstr (last->key, ==, "2026-01");
  /* July 2019: cloudflare (2nd, 22:45), smarthr (3rd), slack (27th there). */
  g_assert_cmpuint (matoi_insights_get_count (months, 12 + 17, -1)->n, ==, 3);
  g_assert_cmpuint (matoi_insights_get_count (months, 12 + 17, 0)->n, ==, 2);
  /* 2017-02-01 was a Wednesday: the week of 30 January, W05, began on a Monday. */
  periods = matoi_insights_get_periods (weeks);
  g_assert_cmpstr (((MatoiInsightPeriod *) g_ptr_array_index (periods, 0))->key, ==, "2017-W05");
  for (guint i = 0; i < periods->len; i++)
    n += matoi_insights_get_count (weeks, (int) i, -1)->n;
  g_assert_cmpuint (n, ==, 18);
  /* gitlab was declared on that Wednesday at 03:00. */
  g_assert_cmpuint (matoi_insights_get_hour (weeks, 2, 3)->n, ==, 1);
}

/* --- the others, by small tables */

static MatoiInsights *
make_insights (MatoiInsightRow *some,
               guint n,
               const char *zone_name,
               const char *now,
               GStrv services)
{
  g_autoptr (MatoiInsightRows) rows = matoi_insight_rows_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GHashTable) days_off = g_hash_table_new (g_str_hash, g_str_equal);
  MatoiInsightQuery query = { .from = at ("2026-11-01T00:00:00Z"),
                              .to = at ("2026-12-01T00:00:00Z"),
                              .now = at (now),
                              .zone = zone,
                              .days_off = days_off,
                              .services = services };

  g_hash_table_add (days_off, (gpointer) "2026-11-03");
  for (guint i = 0; i < n; i++)
    matoi_insight_rows_add (rows, &some[i]);
  return matoi_insights_new (rows, &query);
}

static void
check_rate (const MatoiInsights *insights, MatoiMetric metric, guint met, guint missed, guint open)
{
  const MatoiRate *rate = matoi_insights_get_rate (insights, metric, -1, -1);

  g_assert_cmpuint (rate->met, ==, met);
  g_assert_cmpuint (rate->missed, ==, missed);
  g_assert_cmpuint (rate->open, ==, open);
}

static void
test_rates (void)
{
  MatoiInsightRow rows[4];
  g_autofree char *actions = NULL;
  g_autoptr (MatoiInsights) insights = NULL;

  for (guint i = 0; i < 4; i++)
    {
      rows[i] = make_row ("x", "1", 1);
      rows[i].declared_at = at ("2026-11-02T10:00:00Z") + i * DAY;
      rows[i].ended_at = rows[i].declared_at + HOUR;
      rows[i].has_postmortem = TRUE;
      rows[i].postmortem_due = at ("2026-11-05T14:59:59Z");
    }
  rows[0].meeting_held = rows[0].postmortem_due; /* in the last millisecond: met */
  rows[0].postmortem_done = rows[0].postmortem_due + 1;
  rows[1].meeting_held = rows[1].postmortem_due + 1;
  rows[2].postmortem_due = at ("2026-11-30T00:00:00Z"); /* not due yet */
  rows[3].has_postmortem = FALSE;
  rows[0].executives_met = 7;
  rows[1].executives_missed = 2;
  /* In Tokyo it is the 21st from 15:00 on: done at 14:59 is in time, at 15:00 it is not. */
  actions =
    g_strdup_printf ("P1\t2026-11-20\t%" G_GINT64_FORMAT "\nP1\t2026-11-20\t%" G_GINT64_FORMAT
                     "\nP0\t2026-11-19\t\nP0\t2026-11-21\t\n",
                     at ("2026-11-20T14:59:00Z"), at ("2026-11-20T15:00:00Z"));
  rows[1].actions = actions;
  insights = make_insights (rows, 4, "Asia/Tokyo", "2026-11-20T16:00:00Z", NULL);
  check_rate (insights, MATOI_METRIC_EXECUTIVES, 7, 2, 0);
  check_rate (insights, MATOI_METRIC_MEETINGS, 1, 1, 1);
  check_rate (insights, MATOI_METRIC_POSTMORTEMS, 0, 2, 1);
  /* The 19th is over; the 21st is today. */
  check_rate (insights, MATOI_METRIC_ACTIONS, 1, 2, 1);
  g_assert_cmpuint (matoi_insights_get_open_actions (insights)->missed, ==, 1);
  g_assert_cmpuint (matoi_insights_get_open_actions (insights)->open, ==, 1);
  g_assert_cmpuint (
    matoi_insights_get_rate (insights, MATOI_METRIC_EXECUTIVES, -1, -1)->missed_rows->len, ==, 1);
}

static void
test_apart (void)
{
  MatoiInsightRow rows[4];
  g_autoptr (MatoiInsights) insights = NULL, of_search = NULL;
  char *search[] = { (char *) "ＳＥＡＲＣＨ", NULL };
  GPtrArray *services;

  for (guint i = 0; i < 4; i++)
    {
      rows[i] = make_row ("x", i == 3 ? "3" : "1", i == 3 ? 3 : 1);
      rows[i].declared_at = at ("2026-11-02T00:00:00Z") + i * DAY;
      rows[i].ended_at = rows[i].declared_at + HOUR;
      rows[i].detected_at = rows[i].declared_at;
      rows[i].services = i % 2 == 0 ? "Payments,search" : "search, payments ,search";
      rows[i].causes = "Pool exhausted\nDeploy\n";
    }
  rows[0].drill = TRUE;
  rows[1].outcome = "false-alarm";
  rows[2].state = "live";
  rows[2].ended_at = MATOI_TIME_NONE;
  rows[2].outcome = NULL;
  insights = make_insights (rows, 4, "UTC", "2026-11-04T03:00:00Z", NULL);
  g_assert_cmpuint (matoi_insights_get_count (insights, -1, -1)->n, ==, 2);
  g_assert_cmpuint (matoi_insights_get_false_alarms (insights, -1)->n, ==, 1);
  g_assert_cmpuint (matoi_insights_get_live (insights)->n, ==, 1);
  services = matoi_insights_get_services (insights);
  g_assert_cmpuint (services->len, ==, 2);
  g_assert_cmpstr (((MatoiInsightGroup *) g_ptr_array_index (services, 0))->name, ==, "Payments");
  g_assert_cmpuint (((MatoiInsightGroup *) g_ptr_array_index (services, 1))->count.n, ==, 2);
  /* Three hours so far, and one. */
  g_assert_cmpint (((MatoiInsightGroup *) g_ptr_array_index (services, 1))->time, ==, 4 * HOUR);
  g_assert_cmpuint (matoi_insights_get_causes (insights)->len, ==, 2);
  /* Only the live one is major: quiet from the first to its declaration, and not since. */
  g_assert_cmpint (matoi_insights_get_longest_quiet (insights), ==, 3 * DAY);
  g_assert_cmpint (matoi_insights_get_last_quiet (insights), ==, 0);
  of_search = make_insights (rows, 4, "UTC", "2026-11-04T03:00:00Z", search);
  g_assert_cmpuint (matoi_insights_get_count (of_search, -1, -1)->n, ==, 2);
}

static void
test_load (void)
{
  MatoiInsightRow rows[2];
  g_autofree char *one = NULL, *two = NULL;
  g_autoptr (MatoiInsights) insights = NULL;
  const MatoiInsightLoad *load;

  for (guint i = 0; i < 2; i++)
    {
      rows[i] = make_row ("x", "1", 1);
      rows[i].declared_at = at ("2026-11-02T08:00:00Z") + i * DAY;
      rows[i].ended_at = rows[i].declared_at + 4 * HOUR;
    }
  /* In Tokyo: Monday 17:00 to 19:00, then the other from 19:00 to 21:00. */
  one = g_strdup_printf ("bbb\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\naaa\t%" G_GINT64_FORMAT
                         "\t%" G_GINT64_FORMAT "\n",
                         rows[0].declared_at, rows[0].declared_at + 2 * HOUR,
                         rows[0].declared_at + 2 * HOUR, rows[0].ended_at);
  /* The third is a holiday: all of the four hours are off. */
  two = g_strdup_printf ("bbb\t%" G_GINT64_FORMAT "\t\n", rows[1].declared_at);
  rows[0].shifts = one;
  rows[1].shifts = two;
  insights = make_insights (rows, 2, "Asia/Tokyo", "2026-11-20T00:00:00Z", NULL);
  g_assert_cmpuint (matoi_insights_get_load (insights)->len, ==, 2);
  load = g_ptr_array_index (matoi_insights_get_load (insights), 0);
  g_assert_cmpuint (load->number, ==, 1);
  g_assert_cmpuint (load->shifts, ==, 2);
  g_assert_cmpint (load->hours, ==, 6 * HOUR);
  g_assert_cmpint (load->off_hours, ==, 5 * HOUR);
  load = g_ptr_array_index (matoi_insights_get_load (insights), 1);
  g_assert_cmpint (load->hours, ==, 2 * HOUR);
  g_assert_cmpint (load->off_hours, ==, 2 * HOUR);
}

/* --- at random, beside the plainest way to count */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
check_random (MatoiInsightRow *rows, guint n, const MatoiInsights *insights, GTimeZone *zone)
{
  GPtrArray *periods = matoi_insights_get_periods (insights);
  GPtrArray *levels = matoi_insights_get_levels (insights);

  for (int p = -1; p < (int) periods->len; p++)
    for (int l = -1; l < (int) levels->len; l++)
      {
        g_autoptr (GArray) durations = g_array_new (FALSE, FALSE, sizeof (gint64));
        const MatoiSpread *time = matoi_insights_get_time (insights, MATOI_METRIC_RESOLVE, p, l);
        guint count = 0;

        for (guint i = 0; i < n; i++)
          {
            const MatoiInsightRow *row = &rows[i];
            g_autofree char *month = matoi_time_to_local (row->declared_at, "%Y-%m", zone);
            gint64 begin =
              row->detected_at != MATOI_TIME_NONE ? row->detected_at : row->declared_at;
            gint64 took =
              row->ended_at != MATOI_TIME_NONE ? MAX (row->ended_at - begin, 0) : MATOI_TIME_NONE;

            if (row->drill || g_strcmp0 (row->outcome, "false-alarm") == 0 ||
                row->declared_at < matoi_insights_get_from (insights) ||
                row->declared_at >= matoi_insights_get_to (insights) ||
                (p >= 0 && strcmp (((MatoiInsightPeriod *) g_ptr_array_index (periods, p))->key,
                                   month) != 0) ||
                (l >= 0 && strcmp (((MatoiInsightLevel *) g_ptr_array_index (levels, l))->id,
                                   row->severity) != 0))
              continue;
            count++;
            if (row->ended_at != MATOI_TIME_NONE)
              g_array_append_val (durations, took);
          }
        g_array_sort (durations, compare_numbers);
        g_assert_cmpuint (matoi_insights_get_count (insights, p, l)->n, ==, count);
        g_assert_cmpuint (time->n, ==, durations->len);
        if (durations->len % 2 == 1)
          g_assert_cmpint (time->median, ==, g_array_index (durations, gint64, durations->len / 2));
        if (durations->len > 0)
          g_assert_cmpint (time->longest, ==,
                           g_array_index (durations, gint64, durations->len - 1));
      }
}

static void
test_random (void)
{
  static const char *const zones[] = { "Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin",
                                       "UTC" };
  static const char *const levels[] = { "1", "2", "3" };

  for (guint round = 0; round < 40; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 120);
      g_autofree MatoiInsightRow *rows = g_new (MatoiInsightRow, MAX (n, 1));
      g_autoptr (MatoiInsights) insights = NULL;
      const char *zone_name = zones[round % G_N_ELEMENTS (zones)];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
      g_autoptr (MatoiInsightRows) all = matoi_insight_rows_new ();
      gint64 from = at ("2026-01-01T00:00:00Z");
      MatoiInsightQuery query = { .from = round % 3 == 0 ? MATOI_TIME_NONE : from + 40 * DAY,
                                  .to = round % 3 == 1 ? MATOI_TIME_NONE : from + 200 * DAY,
                                  .now = from + 400 * DAY,
                                  .zone = zone };

      for (guint i = 0; i < n; i++)
        {
          guint rank = (guint) g_test_rand_int_range (1, 4);

          rows[i] = make_row ("x", levels[rank - 1], rank);
          rows[i].declared_at = from + g_test_rand_int_range (0, 300 * 24 * 60) * MATOI_MINUTE;
          if (g_test_rand_bit ())
            rows[i].detected_at =
              rows[i].declared_at - g_test_rand_int_range (-30, 90) * MATOI_MINUTE;
          if (g_test_rand_int_range (0, 10) > 0)
            rows[i].ended_at = rows[i].declared_at + g_test_rand_int_range (0, 900) * MATOI_MINUTE;
          rows[i].drill = g_test_rand_int_range (0, 8) == 0;
          if (g_test_rand_int_range (0, 8) == 0)
            rows[i].outcome = "false-alarm";
          matoi_insight_rows_add (all, &rows[i]);
        }
      insights = matoi_insights_new (all, &query);
      check_random (rows, n, insights, zone);
    }
}

/* --- updates in time, from what an incident folds to */

static void
post (World *world, const char *to, gint64 minutes_later)
{
  world->now += minutes_later * MATOI_MINUTE;
  world_must (world, world_command ("update", "J", "to", to, "text", "x", NULL));
}

static void
expect_cadence (World *world, const char *audience, guint met, guint missed)
{
  guint n_met, n_missed;

  matoi_cadence_count (world->incident, audience, &n_met, &n_missed);
  g_assert_cmpuint (n_met, ==, met);
  g_assert_cmpuint (n_missed, ==, missed);
}

static void
test_executives (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "1");
  post (world, "executives", 30);             /* due at 30: in time */
  post (world, "executives", 31);             /* due at 60, came at 61, when the clock turns late */
  post (world, "executives", 20);             /* due at 91, came at 81 */
  world->now += 45 * MATOI_MINUTE;            /* due at 111, never came */
  expect_cadence (world, "executives", 0, 0); /* not over yet */
  world_must (world, world_command ("end", "J", "outcome", "recovered", "final_severity", "1",
                                    "override", "x", NULL));
  expect_cadence (world, "executives", 2, 2);
  /* Nobody was told in public: the first post was due after five minutes. */
  expect_cadence (world, "public", 0, 1);
  world_free (world);
}

static void
test_not_asked (void)
{
  World *world = world_new ("pagerduty");

  /* SEV-3 asks for nothing; raised after an hour the clock has its first half hour then. */
  world_declare (world, "3");
  world->now += 60 * MATOI_MINUTE;
  world_must (world, world_command ("severity", "J", "to", "1", NULL));
  post (world, "executives", 29);
  world->now += 5 * MATOI_MINUTE;
  world_must (world, world_command ("end", "J", "outcome", "recovered", "final_severity", "1",
                                    "override", "x", NULL));
  expect_cadence (world, "executives", 1, 0);
  world_free (world);
}

/* Each is told in the popover of its chart and, in the same words, in the help. */
static void
test_definitions (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "help", "C", "insights.page", NULL);
  g_autofree char *help = NULL;

  g_assert_true (g_file_get_contents (path, &help, NULL, NULL));
  for (MatoiMetric i = 0; i < MATOI_N_METRICS; i++)
    {
      g_autofree char *text = matoi_metric_dup_definition (i);

      g_assert_cmpint (matoi_metric_from_id (matoi_metric_get_id (i)), ==, (int) i);
      g_autofree char *section = g_strdup_printf ("<section id=\"%s\">", matoi_metric_get_id (i));
      g_autofree char *name = g_strdup_printf ("<title>%s</title>", matoi_metric_get_name (i));
      const char *at = strstr (help, section);

      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_nonnull (at);
      g_assert_nonnull (strstr (at, name));
      g_assert_nonnull (strstr (at, text));
    }
  g_assert_cmpint (matoi_metric_from_id ("nothing"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insights/facts", test_facts);
  g_test_add_func ("/insights/places", test_places);
  g_test_add_func ("/insights/axes", test_axes);
  g_test_add_func ("/insights/rates", test_rates);
  g_test_add_func ("/insights/apart", test_apart);
  g_test_add_func ("/insights/load", test_load);
  g_test_add_func ("/insights/random", test_random);
  g_test_add_func ("/insights/executives", test_executives);
  g_test_add_func ("/insights/not-asked", test_not_asked);
  g_test_add_func ("/insights/definitions", test_definitions);
  return g_test_run ();
}
