/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All open action items across incidents, as the morning meeting reads them: 100,000 of 10,000 incidents. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "generate-actions.h"
#include "generate.h"
#include "matoi-store-private.h"
#include "measure.h"

#define INCIDENTS 10000
#define FIRST     200 /* that are shown before the others are read */
#define BUDGET_MS 50.0
#define ROUNDS    15

/* What the processor did, whoever else is at work beside it. */
static gint64
get_cpu_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

/* What has to be there before anything is painted, and what the number on the switcher costs. */
static void
measure_first (MatoiStore *store)
{
  g_autoptr (GArray) first = times_new ();
  g_autoptr (GArray) counted = times_new ();
  guint n = 0, late = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows = matoi_store_list_first_actions (store, FIRST, NULL);

      times_since (first, from);
      n = rows->len;
      from = g_get_monotonic_time ();
      if (!matoi_store_count_overdue (store, "2026-07-01", &late, NULL))
        g_error ("not counted");
      times_since (counted, from);
    }
  g_print ("the first %u of them: median %.2f ms (budget %.0f); %u overdue counted: %.2f ms\n", n,
           times_get (first, 0.5), BUDGET_MS, late, times_get (counted, 0.5));
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("matoi-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "follow-ups.db", NULL);
  g_autoptr (MatoiStore) store = generate_actions (path, INCIDENTS);
  g_autoptr (GArray) read = times_new ();
  g_autoptr (GArray) spent = times_new ();
  g_autoptr (GArray) freed = times_new ();
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time (), cpu = get_cpu_time ();
      GPtrArray *rows = matoi_store_list_actions (store, TRUE, NULL);

      times_since (read, from);
      times_add (spent, get_cpu_time () - cpu);
      n = rows->len;
      from = g_get_monotonic_time ();
      g_ptr_array_unref (rows);
      times_since (freed, from);
    }
  g_print ("all %u open items read: median %.1f ms, %.1f of them at work, freed: %.1f ms\n", n,
           times_get (read, 0.5), times_get (spent, 0.5), times_get (freed, 0.5));
  measure_first (store);
  g_clear_pointer (&store, matoi_store_close);
  generate_drop (g_steal_pointer (&path));
  (void) g_rmdir (folder);
  return EXIT_SUCCESS;
}
