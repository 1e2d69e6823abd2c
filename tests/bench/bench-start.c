/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program itself, seen from outside, beside GNOME Text Editor in the same run. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "generate.h"
#include "measure.h"
#include "watch.h"
#include "xserver.h"

#define PEER          "gnome-text-editor"
#define DEFAULT_RUNS  7
#define SECONDS       3.0
#define LONG_INCIDENT 50000

typedef struct
{
  const char *name;
  char **argv;
  GArray *mapped, *painted, *complete, *pss, *dirty;
} Program;

static void
program_init (Program *program, const char *name, char **argv)
{
  program->name = name;
  program->argv = argv;
  program->mapped = times_new ();
  program->painted = times_new ();
  program->complete = times_new ();
  program->pss = times_new ();
  program->dirty = times_new ();
}

/* @counts: the first run only warms the caches. */
static void
run_once (Program *program, pid_t server, gboolean counts)
{
  Watched watched;

  if (!watch_program (program->argv, SECONDS, server, &watched))
    {
      g_printerr ("%s showed no window\n", program->name);
      exit (1);
    }
  if (!counts)
    return;
  times_add (program->mapped, watched.mapped);
  times_add (program->painted, watched.painted);
  times_add (program->complete, watched.complete);
  times_add (program->pss, watched.pss);
  times_add (program->dirty, watched.dirty);
}

static void
report (Program *program)
{
  g_print ("%s: window %.0f ms, painted %.0f ms (%.0f to %.0f), complete %.0f ms (%.0f to %.0f); "
           "PSS %.1f MB, private dirty %.1f MB\n",
           program->name, times_get (program->mapped, 0.5), times_get (program->painted, 0.5),
           times_get (program->painted, 0), times_get (program->painted, 1),
           times_get (program->complete, 0.5), times_get (program->complete, 0),
           times_get (program->complete, 1), times_get (program->pss, 0.5) / 1.024,
           times_get (program->dirty, 0.5) / 1.024);
}

static double
get_ratio (GArray *ours, GArray *theirs)
{
  return times_get (ours, 0.5) / times_get (theirs, 0.5);
}

static guint
get_runs (void)
{
  const char *text = g_getenv ("MATOI_BENCH_RUNS");

  return text != NULL ? (guint) MAX (atoi (text), 1) : DEFAULT_RUNS;
}

int
main (int argc, char **argv)
{
  g_autofree char *peer = g_find_program_in_path (PEER), *db = NULL;
  Program ours, theirs;
  guint runs = get_runs ();
  pid_t server;

  watch_init (argc, argv);
  if (argc != 3)
    {
      g_printerr ("usage: bench-start MATOI start|memory\n");
      return 2;
    }
  server = xserver_start ();
  if (server == 0)
    {
      g_print ("Xvfb is not installed: the window was not measured\n");
      return 77;
    }
  if (strcmp (argv[2], "memory") == 0)
    db = generate_cached_incident (LONG_INCIDENT);
  else
    db = generate_cached (generate_get_size ());
  {
    char *our_argv[] = { argv[1], (char *) "--db", db, NULL };
    char *their_argv[] = { peer, NULL };

    program_init (&ours, "matoi", our_argv);
    program_init (&theirs, PEER, their_argv);
    for (guint i = 0; i <= runs; i++)
      {
        run_once (&ours, server, i > 0);
        if (peer != NULL)
          run_once (&theirs, server, i > 0);
      }
  }
  g_print ("%s, from exec (), median of %u:\n", db, runs);
  report (&ours);
  if (peer == NULL)
    {
      g_print (PEER " is not installed: there is nothing to compare with\n");
      return 0;
    }
  report (&theirs);
  g_print ("matoi / " PEER ": painted %.2f, complete %.2f, PSS %.2f, private dirty %.2f\n",
           get_ratio (ours.painted, theirs.painted), get_ratio (ours.complete, theirs.complete),
           get_ratio (ours.pss, theirs.pss), get_ratio (ours.dirty, theirs.dirty));
  return 0;
}
