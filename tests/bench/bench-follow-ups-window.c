/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The follow-ups of 10,000 incidents, 100,000 action items, in the real window: from the keys that ask for them until
 * they are painted. Each first opening is that of a window nobody has opened them in. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "generate-actions.h"
#include "generate.h"
#include "stage.h"

#define DEFAULT_INCIDENTS 10000
#define BUDGET_MS         100.0
#define WINDOWS           5
#define ROUNDS            7

typedef struct
{
  Stage stage;
  GtkListView *list;
  GArray *first, *spent, *whole, *again, *narrowed, *longest;
} Bench;

static gint64
wait_for_lines (Bench *bench, guint least, guint most, gint64 from)
{
  return stage_wait_for_lines (&bench->stage, bench->list, least, most, from);
}

static void
measure_first (Bench *bench, guint n)
{
  g_autoptr (GArray) intervals = times_new ();
  Stage *stage = &bench->stage;
  gint64 from, work;

  stage_show (stage);
  bench->list = GTK_LIST_VIEW (stage_find (GTK_WIDGET (stage->window), "fup_list"));
  work = times_get_work ();
  stage->frame_ended = from = g_get_monotonic_time ();
  stage->intervals = intervals;
  stage->restless = TRUE;
  stage_show_view (stage, "follow-ups");
  times_add (bench->first, wait_for_lines (bench, 20, G_MAXUINT, from));
  times_add (bench->spent, times_get_work () - work);
  times_add (bench->whole, wait_for_lines (bench, n, G_MAXUINT, from));
  times_add (bench->longest, (gint64) (times_get (intervals, 1) * 1000));
  stage->intervals = NULL;
  stage->restless = FALSE;
  /* The next window opens where this one was closed. */
  stage_show_view (stage, "live");
}

static void
measure_again (Bench *bench, guint n)
{
  Stage *stage = &bench->stage;
  gint64 from;

  for (guint i = 0; i < ROUNDS; i++)
    {
      stage_show_view (stage, "live");
      run_for (300);
      from = g_get_monotonic_time ();
      stage_show_view (stage, "follow-ups");
      times_add (bench->again, wait_for_lines (bench, n, G_MAXUINT, from));
      run_for (500);
    }
  from = g_get_monotonic_time ();
  gtk_editable_set_text (GTK_EDITABLE (stage_find (GTK_WIDGET (stage->window), "fup_search")),
                         "checkout 123:");
  times_add (bench->narrowed, wait_for_lines (bench, 1, 200, from));
}

static void
tell (Bench *bench, guint n)
{
  g_print (
    "follow-ups of %u items, %d windows: painted the first time after p50 %.0f ms, best %.0f, "
    "worst %.0f (budget %.0f), %.0f of them at work in the window's thread; all lines after "
    "%.0f; longest time without a frame %.0f\n",
    n, WINDOWS, times_get (bench->first, 0.5), times_get (bench->first, 0),
    times_get (bench->first, 1), BUDGET_MS, times_get (bench->spent, 0.5),
    times_get (bench->whole, 0.5), times_get (bench->longest, 0.5));
  g_print (
    "follow-ups again: p50 %.0f ms, best %.0f (budget %.0f); narrowed down by words %.0f ms\n",
    times_get (bench->again, 0.5), times_get (bench->again, 0), BUDGET_MS,
    times_get (bench->narrowed, 0.5));
}

static void
run (const char *path, guint n)
{
  Bench bench = { .first = times_new (),
                  .spent = times_new (),
                  .whole = times_new (),
                  .again = times_new (),
                  .narrowed = times_new (),
                  .longest = times_new () };

  stage_open (&bench.stage, path);
  for (guint i = 0; i < WINDOWS; i++)
    {
      measure_first (&bench, n);
      if (i + 1 == WINDOWS)
        measure_again (&bench, n);
      stage_hide (&bench.stage);
    }
  tell (&bench, n);
  stage_end (&bench.stage);
  g_array_unref (bench.first);
  g_array_unref (bench.spent);
  g_array_unref (bench.whole);
  g_array_unref (bench.again);
  g_array_unref (bench.narrowed);
  g_array_unref (bench.longest);
}

int
main (void)
{
  const char *wanted = g_getenv ("MATOI_BENCH_INCIDENTS");
  guint n = wanted ? (guint) atoi (wanted) : DEFAULT_INCIDENTS;
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!stage_begin ("the follow-ups"))
    return 77;
  folder = g_dir_make_tmp ("matoi-bench-XXXXXX", &error);
  if (!folder)
    g_error ("%s", error->message);
  path = g_build_filename (folder, "follow-ups.db", NULL);
  matoi_store_close (generate_actions (path, n));
  run (path, n * 10);
  generate_drop (g_steal_pointer (&path));
  g_rmdir (folder);
  return 0;
}
