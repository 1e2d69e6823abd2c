/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "generate.h"
#include "measure.h"

#include "matoi-decide.h"

/* Each benchmark prints its figure beside a yardstick from the same run. */

static guint n_syncs;
static gint64 slow_disk_us;

/* Takes the place of libc's in the whole program, SQLite included: counts, and
 * imitates a slower disk. */
int fdatasync (int fd);
int
fdatasync (int fd)
{
  int result = (int) syscall (SYS_fdatasync, fd);

  n_syncs++;
  if (slow_disk_us > 0)
    {
      struct timespec pause = { 0, slow_disk_us * 1000 };

      nanosleep (&pause, NULL);
    }
  return result;
}

static GPtrArray *
one_note (void)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *command = matoi_command_new ("note", "Aiko");

  matoi_command_set (command, "text", "db-pay-2 at max_connections since 13:59; 待ち行列は1,200件");
  g_ptr_array_add (commands, command);
  return commands;
}

static GArray *
measure_append (MatoiStore *store, MatoiId *incident, guint rounds)
{
  GArray *times = times_new ();

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GPtrArray) commands = one_note ();
      g_autoptr (GError) error = NULL;
      g_autoptr (MatoiReceipt) receipt = NULL;
      gint64 from = g_get_monotonic_time ();

      receipt = matoi_store_submit (store, incident, commands, matoi_time_now (), &error);
      if (receipt == NULL)
        g_error ("append: %s", error->message);
      times_since (times, from);
    }
  return times;
}

static void
report_append (const char *name, GArray *raw, GArray *append, double syncs)
{
  double r = times_get (raw, 0.5), p50 = times_get (append, 0.5), p99 = times_get (append, 0.99);

  g_print (
    "%s: R %.3f ms; append p50 %.3f ms = R + %.3f ms = %.2f R (budget R + 0.35), p99 %.3f ms "
    "(budget %.3f), %.2f fdatasync a commit\n",
    name, r, p50, p50 - r, p50 / r, p99, 4 * r + 2, syncs);
}

static void
bench_append (void)
{
  g_autofree char *cached = generate_cached (generate_get_size ());
  g_autofree char *dir = g_path_get_dirname (cached);
  char *path = generate_copy (cached);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (GPtrArray) rows = NULL;
  MatoiId id;

  if (store == NULL)
    g_error ("%s", error->message);
  rows = matoi_store_list (store, "live", 1, &error);
  g_assert (rows != NULL && rows->len == 1);
  id = ((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->id;
  for (guint slow = 0; slow < 2; slow++)
    {
      g_autoptr (GArray) raw = NULL;
      g_autoptr (GArray) append = NULL;
      guint rounds = slow ? 300 : 2000, before;

      slow_disk_us = slow ? 2000 : 0;
      raw = measure_raw (dir, rounds);
      g_array_unref (measure_append (store, &id, 50));
      before = n_syncs;
      append = measure_append (store, &id, rounds);
      report_append (slow ? "disk + 2 ms" : "this disk", raw, append,
                     (double) (n_syncs - before) / rounds);
    }
  g_clear_pointer (&store, matoi_store_close);
  generate_drop (path);
}

static MatoiPolicy *
find_policy (const char *hash, gpointer policy)
{
  return policy;
}

static void
bench_fold (void)
{
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  GRand *rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) commands =
    generate_incident (rand, policy, 1, 5000, matoi_time_now () - 40000000);
  g_autoptr (MatoiIncident) incident = matoi_incident_new (NULL, find_policy, policy);
  g_autoptr (GArray) times = times_new ();
  MatoiId last = { { 0 } };

  for (guint i = 0; i < commands->len; i++)
    {
      MatoiCommand *command = g_ptr_array_index (commands, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) made = NULL;

      if (i == 0)
        matoi_command_set (command, "ref", "INC-251120-K7");
      made = matoi_decide (incident, policy, command, matoi_time_now (), &error);
      if (made == NULL)
        g_error ("%s", error->message);
      for (guint k = 0; k < made->len; k++)
        {
          MatoiEvent *event = g_ptr_array_index (made, k);

          matoi_id_next (&event->id, &last, event->recorded_at, 1);
          last = event->id;
          event->incident = incident->declared ? incident->id : event->id;
          g_ptr_array_add (events, matoi_event_ref (event));
          matoi_incident_apply (incident, event);
        }
    }
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MatoiIncident) again = matoi_incident_new (NULL, find_policy, policy);
      gint64 from = g_get_monotonic_time ();

      matoi_incident_apply_all (again, events);
      times_since (times, from);
    }
  g_print ("fold of %u events: median %.2f ms (budget 20)\n", events->len, times_get (times, 0.5));
  g_rand_free (rand);
}

static void
bench_import (void)
{
  g_autofree char *dir = g_dir_make_tmp ("matoi-bench-XXXXXX", NULL);
  char *path = g_build_filename (dir, "import.db", NULL);
  gint64 from = g_get_monotonic_time ();
  double seconds;

  generate_database (path, 1000, 100, 7);
  seconds = (double) (g_get_monotonic_time () - from) / 1e6;
  g_print ("100,000 entries in batches of an incident: %.2f s, %.1f us an entry\n", seconds,
           seconds * 10);
  generate_drop (path);
  g_rmdir (dir);
}

/* Returns: microseconds an event */
static double
measure_rebuild (guint n_incidents)
{
  g_autofree char *cached = generate_cached (n_incidents);
  char *path = generate_copy (cached);
  g_autoptr (GError) error = NULL;
  MatoiStore *store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  gint64 from = g_get_monotonic_time ();
  gint64 events;
  double us;

  if (store == NULL || !matoi_store_rebuild (store, NULL, NULL, &error))
    g_error ("%s", error->message);
  us = (double) (g_get_monotonic_time () - from);
  events = matoi_store_get_last_seq (store, NULL);
  g_print ("rebuild of %" G_GINT64_FORMAT " events: %.2f s, %.2f us an event\n", events, us / 1e6,
           us / (double) events);
  matoi_store_close (store);
  generate_drop (path);
  return us / (double) events;
}

static void
bench_rebuild (void)
{
  guint n_incidents = generate_get_size ();
  double small = measure_rebuild (n_incidents / 10);
  double middle = measure_rebuild (n_incidents * 3 / 10);
  double large = measure_rebuild (n_incidents);

  g_print ("an event costs %.2f and %.2f times as much with 3 and 10 times as many (linear: 1)\n",
           middle / small, large / small);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (void);
  } benches[] = { { "append", bench_append },
                  { "fold", bench_fold },
                  { "import", bench_import },
                  { "rebuild", bench_rebuild } };

  for (guint i = 0; argc == 2 && i < G_N_ELEMENTS (benches); i++)
    if (strcmp (argv[1], benches[i].name) == 0)
      {
        benches[i].run ();
        return 0;
      }
  if (argc == 4 && strcmp (argv[1], "generate") == 0)
    {
      generate_database (argv[2], (guint) atoi (argv[3]), 100, 42);
      return 0;
    }
  g_printerr ("usage: bench-engine append|fold|import|rebuild | generate FILE N_INCIDENTS\n");
  return 2;
}
