/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The follow-ups of 10,000 incidents, 100,000 action items, in the real window: from the keys that ask for them until
 * they are painted. Each first opening is that of a window nobody has opened them in. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include <adwaita.h>

#include "generate-actions.h"
#include "generate.h"
#include "measure.h"
#include "xserver.h"

#include "matoi-application.h"
#include "matoi-window.h"

#define DEFAULT_INCIDENTS 10000
#define PATIENCE_MS       60000
#define BUDGET_MS         100.0
#define WINDOWS           5
#define ROUNDS            7

typedef struct
{
  GtkApplication *application;
  MatoiLive *live;
  MatoiDrafts *drafts;
  GtkWindow *window;
  GtkListView *list;
  GtkEditable *search;
  guint least, most; /* how many lines are waited for */
  gboolean painted;
  GArray *first, *spent, *whole, *again, *narrowed, *longest;
  gint64 frame; /* when the last one was painted */
  gint64 gap;   /* the longest time without one that was asked for */
} Bench;

/* --- finding */

static guint
get_n_items (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  return model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static GtkWidget *
find_id (GtkWidget *widget, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_id (child, id);

      if (found)
        return found;
    }
  return NULL;
}

/* --- waiting */

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_after_paint (Bench *bench)
{
  guint n =
    bench->list && gtk_widget_get_mapped (GTK_WIDGET (bench->list)) ? get_n_items (bench->list) : 0;
  gint64 now = g_get_monotonic_time ();

  bench->gap = MAX (bench->gap, now - bench->frame);
  bench->frame = now;
  bench->painted |= n >= bench->least && n <= bench->most;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
}

/* Until a frame shows from @least to @most lines; the microseconds since @from. */
static gint64
wait_for_lines (Bench *bench, guint least, guint most, gint64 from)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (PATIENCE_MS, on_time, &late);

  bench->least = least;
  bench->most = most;
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (!bench->painted && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_printerr ("gave up waiting for %u lines: there are %u\n", least, get_n_items (bench->list));
      exit (1);
    }
  g_source_remove (id);
  return g_get_monotonic_time () - from;
}

static void
show_view (Bench *bench, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.show-view", "s", name);
}

/* --- one window */

/* What the window's thread did, whoever else is at work beside it. */
static gint64
get_cpu_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static void
open_window (Bench *bench)
{
  bench->window =
    GTK_WINDOW (matoi_window_new (bench->application, bench->live, bench->drafts, NULL));
  bench->list = GTK_LIST_VIEW (find_id (GTK_WIDGET (bench->window), "fup_list"));
  bench->search = GTK_EDITABLE (find_id (GTK_WIDGET (bench->window), "fup_search"));
  g_assert (bench->list && bench->search);
  gtk_window_set_default_size (bench->window, 1280, 800);
  gtk_window_present (bench->window);
  run_for (1500);
  g_signal_connect_data (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)), "after-paint",
                         G_CALLBACK (on_after_paint), bench, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
measure_first (Bench *bench, guint n)
{
  gint64 from, cpu;

  open_window (bench);
  cpu = get_cpu_time ();
  bench->frame = from = g_get_monotonic_time ();
  bench->gap = 0;
  show_view (bench, "follow-ups");
  times_add (bench->first, wait_for_lines (bench, 20, G_MAXUINT, from));
  times_add (bench->spent, get_cpu_time () - cpu);
  times_add (bench->whole, wait_for_lines (bench, n, G_MAXUINT, from));
  times_add (bench->longest, bench->gap);
  /* The next window opens where this one was closed. */
  show_view (bench, "live");
}

static void
measure_again (Bench *bench, guint n)
{
  gint64 from;

  for (guint i = 0; i < ROUNDS; i++)
    {
      show_view (bench, "live");
      run_for (300);
      from = g_get_monotonic_time ();
      show_view (bench, "follow-ups");
      times_add (bench->again, wait_for_lines (bench, n, G_MAXUINT, from));
      run_for (500);
    }
  from = g_get_monotonic_time ();
  gtk_editable_set_text (bench->search, "checkout 123:");
  times_add (bench->narrowed, wait_for_lines (bench, 1, 200, from));
}

static void
close_window (Bench *bench)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)),
                                        bench);
  gtk_window_destroy (bench->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- all together */

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
run (GtkApplication *application, const char *path, guint n)
{
  g_autofree char *beside = g_strconcat (path, "-drafts", NULL);
  g_autoptr (GError) error = NULL;
  MatoiContext *context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  Bench bench = { .application = application,
                  .first = times_new (),
                  .spent = times_new (),
                  .whole = times_new (),
                  .again = times_new (),
                  .narrowed = times_new (),
                  .longest = times_new () };

  if (!context)
    g_error ("%s", error->message);
  matoi_context_set_identity (context, "Aiko Tanaka");
  matoi_context_start (context);
  bench.live = matoi_live_new (context);
  bench.drafts = matoi_drafts_new (beside);
  for (guint i = 0; i < WINDOWS; i++)
    {
      measure_first (&bench, n);
      if (i + 1 == WINDOWS)
        measure_again (&bench, n);
      close_window (&bench);
    }
  tell (&bench, n);
  g_object_unref (bench.drafts);
  g_object_unref (bench.live);
  g_object_unref (context);
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
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL, *path = NULL;

  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: the follow-ups were not measured\n");
      return 77;
    }
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Nobody answers there, and a bus started for this program would outlive it. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  folder = g_dir_make_tmp ("matoi-bench-XXXXXX", &error);
  if (!folder)
    g_error ("%s", error->message);
  path = g_build_filename (folder, "follow-ups.db", NULL);
  matoi_store_close (generate_actions (path, n));
  gtk_init ();
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Bench", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  run (application, path, n * 10);
  generate_drop (g_steal_pointer (&path));
  g_rmdir (folder);
  return 0;
}
