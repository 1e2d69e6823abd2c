/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 60000

GArray *
times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
times_add (GArray *times, gint64 us)
{
  g_array_append_val (times, us);
}

/* @from: as from g_get_monotonic_time () */
void
times_since (GArray *times, gint64 from)
{
  times_add (times, g_get_monotonic_time () - from);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* @part: 0.5 is the median, 1 the maximum. */
double
times_get (GArray *times, double part)
{
  if (times->len == 0)
    return 0;
  g_array_sort (times, compare_times);
  return (double) g_array_index (times, gint64, (guint) ((double) (times->len - 1) * part)) /
         1000.0;
}

gint64
times_get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
run_until (RunCheck check, gpointer user_data, const char *what)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (PATIENCE_MS, on_time, &late);

  while (!check (user_data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_printerr ("gave up waiting for %s\n", what);
      exit (1);
    }
  g_source_remove (id);
}

GArray *
measure_raw (const char *folder, guint rounds)
{
  GArray *times = times_new ();
  g_autofree char *path = g_build_filename (folder, "raw", NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  char line[200];

  memset (line, 'x', sizeof line);
  for (guint i = 0; i < rounds; i++)
    {
      gint64 from = g_get_monotonic_time ();

      if (write (fd, line, sizeof line) != sizeof line || fdatasync (fd) != 0)
        g_error ("raw append: %s", g_strerror (errno));
      times_since (times, from);
    }
  close (fd);
  g_unlink (path);
  return times;
}
