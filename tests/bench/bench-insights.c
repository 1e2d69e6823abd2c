/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Figures over five years: the rows of 10,000 incidents, and everything that is made of them. Yardstick: SQLite going
 * over the same rows, with nothing made of them. */

#include "config.h"

#include <sqlite3.h>

#include "generate.h"
#include "matoi-insights.h"
#include "matoi-store-insights.h"
#include "measure.h"

#define ALL_BUDGET_MS 150.0
#define ROUNDS        25

static void
report (const char *what, GArray *times)
{
  g_print ("%-28s median %6.2f ms, p95 %6.2f ms\n", what, times_get (times, 0.5),
           times_get (times, 0.95));
}

/* Every row, and every column of it asked for once. */
static void
measure_bare (const char *path, GArray *times)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (db, "SELECT * FROM insight WHERE drill=0", -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      int n = sqlite3_column_count (stmt);

      while (sqlite3_step (stmt) == SQLITE_ROW)
        for (int column = 0; column < n; column++)
          sqlite3_column_type (stmt, column);
      times_since (times, begin);
      sqlite3_reset (stmt);
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

int
main (void)
{
  g_autofree char *path = generate_cached (generate_get_size ());
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GArray) bare = times_new (), reading = times_new (), weeks = times_new (),
                     months = times_new ();
  MatoiInsightQuery query = {
    .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE, .now = matoi_time_now (), .zone = zone
  };
  guint n = 0;

  if (store == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (MatoiInsightRows) rows = matoi_store_read_insights (store, "Nobody", &error);
      g_autoptr (MatoiInsights) by_week = NULL, by_month = NULL;

      times_since (reading, begin);
      begin = g_get_monotonic_time ();
      query.unit = MATOI_BY_WEEK;
      by_week = matoi_insights_new (rows, &query);
      times_since (weeks, begin);
      begin = g_get_monotonic_time ();
      query.unit = MATOI_BY_MONTH;
      by_month = matoi_insights_new (rows, &query);
      times_since (months, begin);
      n = matoi_insight_rows_get_n (rows);
    }
  measure_bare (path, bare);
  g_print (
    "%u incidents; SQLite over their bare rows median %.2f ms, p95 %.2f: the rows take %.2f times that\n",
    n, times_get (bare, 0.5), times_get (bare, 0.95),
    times_get (reading, 0.5) / times_get (bare, 0.5));
  report ("rows", reading);
  report ("every figure, by week", weeks);
  report ("every figure, by month", months);
  g_print ("both %.1f ms, of the %.0f until they are painted (insights-window)\n",
           times_get (reading, 0.5) + times_get (weeks, 0.5), ALL_BUDGET_MS);
  return times_get (reading, 0.5) + times_get (weeks, 0.5) <= ALL_BUDGET_MS ? 0 : 1;
}
