/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real window, in this process, with one live incident of 50,000 entries. It is handled as a person would: the
 * widgets are found by what they are, not by name. */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "generate.h"
#include "stage.h"

#define DEFAULT_ENTRIES 50000
#define WARM_UP         10
#define LINES           60
#define PAUSE_MS        60
#define ROW_FRAMES      300
#define PAGE_FRAMES     100
#define ROW_STEP        37.0
#define PAGE_STEP       5000.0
#define IDLE_SECONDS    5
#define FRAME_MS        (1000.0 / 60)

typedef struct
{
  Stage stage;
  GtkListView *list; /* of the timeline */
  /* of the line that is on its way */
  const char *line;
  gint64 entered, durable, painted;
  /* of the scrolling */
  double step;
  guint frames_left;
} Bench;

/* --- finding */

/* The longest list in the window. */
static void
find_list (GtkWidget *widget, GtkListView **longest)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget) &&
      (*longest == NULL ||
       stage_get_n_items (GTK_LIST_VIEW (widget)) > stage_get_n_items (*longest)))
    *longest = GTK_LIST_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    find_list (child, longest);
}

static gboolean
is_loaded (gpointer user_data)
{
  Bench *bench = user_data;

  bench->list = NULL;
  find_list (GTK_WIDGET (bench->stage.window), &bench->list);
  return bench->list != NULL && stage_get_n_items (bench->list) > DEFAULT_ENTRIES / 100;
}

/* --- typing; GTK 4 cannot send keys to itself */

static GtkWidget *
focus_entry (Bench *bench)
{
  GtkWidget *focus;

  gtk_widget_activate_action (GTK_WIDGET (bench->stage.window), "win.focus-entry", NULL);
  focus = gtk_window_get_focus (bench->stage.window);
  if (!GTK_IS_TEXT (focus) && !GTK_IS_TEXT_VIEW (focus))
    {
      g_printerr ("win.focus-entry does not lead to a field for text\n");
      exit (1);
    }
  return focus;
}

static gboolean
press_enter_on (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, 0, &handled);
      if (handled)
        return TRUE;
    }
  return FALSE;
}

static void
press_enter (GtkWidget *focus)
{
  if (GTK_IS_TEXT (focus))
    {
      g_signal_emit_by_name (focus, "activate");
      return;
    }
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (press_enter_on (widget))
      return;
  g_printerr ("nobody listens to Enter\n");
  exit (1);
}

/* --- a line, from Enter to a frame that shows it when it is on disk */

static void
on_recorded (Bench *bench, GPtrArray *events)
{
  if (bench->line != NULL && bench->durable == 0)
    bench->durable = g_get_monotonic_time ();
}

static gboolean
is_painted (gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->durable == 0 || !stage_shows (GTK_WIDGET (bench->list), bench->line))
    return FALSE;
  bench->painted = g_get_monotonic_time ();
  return TRUE;
}

static void
measure_lines (Bench *bench, GArray *durable, GArray *painted)
{
  for (guint i = 0; i < WARM_UP + LINES; i++)
    {
      g_autofree char *line = g_strdup_printf ("latency %u of db-pay-2 is back to 120 ms", i);
      GtkWidget *focus = focus_entry (bench);

      for (const char *p = line; *p; p++)
        g_signal_emit_by_name (focus, "insert-at-cursor", ((char[]){ *p, 0 }));
      /* As between two lines of a person, so that no frame is under way. */
      run_for (PAUSE_MS);
      bench->line = line;
      bench->durable = bench->painted = 0;
      bench->entered = g_get_monotonic_time ();
      press_enter (focus);
      stage_wait (&bench->stage, is_painted, bench, line, bench->entered);
      bench->line = NULL;
      if (i < WARM_UP)
        continue;
      times_add (durable, bench->durable - bench->entered);
      times_add (painted, bench->painted - bench->entered);
    }
}

/* --- scrolling */

static GtkAdjustment *
get_adjustment (Bench *bench)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->list));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  GtkAdjustment *adjustment = get_adjustment (bench);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bench->step);
  return --bench->frames_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_scrolled (gpointer user_data)
{
  return ((const Bench *) user_data)->frames_left == 0;
}

static guint
count_late (GArray *times)
{
  guint n = 0;

  for (guint i = 0; i < times->len; i++)
    n += (double) g_array_index (times, gint64, i) / 1000 > FRAME_MS;
  return n;
}

static void
measure_scrolling (Bench *bench, const char *name, double step, guint n_frames)
{
  GtkAdjustment *adjustment = get_adjustment (bench);
  g_autoptr (GArray) work = times_new (), intervals = times_new ();
  double from;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 4);
  run_for (500);
  from = gtk_adjustment_get_value (adjustment);
  bench->stage.work = work;
  bench->stage.intervals = intervals;
  bench->stage.frame_ended = 0;
  bench->step = step;
  bench->frames_left = n_frames;
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->list), on_tick, bench, NULL);
  run_until (is_scrolled, bench, "the end of scrolling");
  bench->stage.work = bench->stage.intervals = NULL;
  g_print (
    "scrolling %s (%.0f px a frame, %.0f px in all): work of %u frames p50 %.1f ms, p95 %.1f, "
    "max %.1f, %u over 16.7 ms; a frame each %.1f ms, max %.1f\n",
    name, step, gtk_adjustment_get_value (adjustment) - from, work->len, times_get (work, 0.5),
    times_get (work, 0.95), times_get (work, 1), count_late (work), times_get (intervals, 0.5),
    times_get (intervals, 1));
}

/* --- idle */

static gint64
get_cpu_us (long *switches)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  *switches = usage.ru_nvcsw;
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

static void
measure_idle (Bench *bench)
{
  GtkAdjustment *adjustment = get_adjustment (bench);
  long before, after;
  gint64 cpu, from;
  double seconds;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  run_for (1500);
  cpu = get_cpu_us (&before);
  from = g_get_monotonic_time ();
  run_for (IDLE_SECONDS * 1000);
  cpu = get_cpu_us (&after) - cpu;
  seconds = (double) (g_get_monotonic_time () - from) / 1e6;
  g_print (
    "idle with a live incident: %.2f %% of a processor, %.0f wake-ups a second, over %.1f s\n",
    (double) cpu / 1e4 / seconds, (double) (after - before) / seconds, seconds);
}

/* --- all together */

/* The same line without a window: what the store alone takes. */
static GArray *
measure_commits (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (GPtrArray) rows =
    context != NULL ? matoi_context_list (context, "live", 1, &error) : NULL;
  GArray *times = times_new ();

  if (rows == NULL || rows->len == 0)
    g_error ("%s", error ? error->message : "no incident");
  for (guint i = 0; i < WARM_UP + LINES; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, 0);
      g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Aiko Tanaka");
      MatoiReceipt *receipt;
      gint64 from;

      matoi_command_set (command, "kind", "fact");
      matoi_command_set (command, "text", "latency of db-pay-2 is back to 120 ms");
      from = g_get_monotonic_time ();
      receipt = matoi_context_submit (context, &row->id, command, &error);
      if (receipt == NULL)
        g_error ("%s", error->message);
      if (i >= WARM_UP)
        times_since (times, from);
      matoi_context_free_receipt (receipt);
    }
  return times;
}

static void
report_lines (GArray *raw, GArray *commits, GArray *durable, GArray *painted)
{
  double r = times_get (raw, 0.5), median = times_get (painted, 0.5);

  g_print (
    "a line, from Enter: on disk p50 %.2f ms, painted p50 %.2f ms = R + %.2f ms, p95 %.2f, max "
    "%.2f; the bare commit %.2f ms, R %.3f ms\n",
    times_get (durable, 0.5), median, median - r, times_get (painted, 0.95), times_get (painted, 1),
    times_get (commits, 0.5), r);
}

static void
open_window (Bench *bench)
{
  gint64 from = g_get_monotonic_time ();

  stage_present (&bench->stage);
  run_until (is_loaded, bench, "the incident");
  g_print ("the incident is shown after %.0f ms, with %u rows\n",
           (double) (g_get_monotonic_time () - from) / 1000, stage_get_n_items (bench->list));
  g_signal_connect_swapped (bench->stage.context, "events-recorded", G_CALLBACK (on_recorded),
                            bench);
  run_for (500);
}

static void
run (Bench *bench, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GArray) raw = measure_raw (folder, 300);
  g_autoptr (GArray) commits = measure_commits (path);
  g_autoptr (GArray) durable = times_new ();
  g_autoptr (GArray) painted = times_new ();

  stage_open (&bench->stage, path);
  open_window (bench);
  measure_lines (bench, durable, painted);
  report_lines (raw, commits, durable, painted);
  measure_scrolling (bench, "row by row", ROW_STEP, ROW_FRAMES);
  measure_scrolling (bench, "by pages", PAGE_STEP, PAGE_FRAMES);
  measure_idle (bench);
  stage_end (&bench->stage);
}

int
main (void)
{
  const char *wanted = g_getenv ("MATOI_BENCH_ENTRIES");
  g_autofree char *cached = NULL;
  Bench bench = { 0 };
  char *path;

  if (!stage_begin ("the window"))
    return 77;
  cached = generate_cached_incident (wanted ? (guint) atoi (wanted) : DEFAULT_ENTRIES);
  path = generate_copy (cached);
  run (&bench, path);
  generate_drop (path);
  return 0;
}
