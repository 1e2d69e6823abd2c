/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real window, in this process, with one live incident of 50,000 entries. It is handled as a person would: the
 * widgets are found by what they are, not by name. */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <adwaita.h>

#include "generate.h"
#include "measure.h"
#include "xserver.h"

#include "matoi-application.h"
#include "matoi-window.h"

#define DEFAULT_ENTRIES 50000
#define WARM_UP         10
#define LINES           60
#define PAUSE_MS        60
#define ROW_FRAMES      300
#define PAGE_FRAMES     100
#define ROW_STEP        37.0
#define PAGE_STEP       5000.0
#define IDLE_SECONDS    5
#define PATIENCE_MS     60000
#define FRAME_MS        (1000.0 / 60)

typedef struct
{
  MatoiContext *context;
  MatoiLive *live;
  MatoiDrafts *drafts;
  GtkWindow *window;
  GtkWidget *list; /* of the timeline */
  /* of the line that is on its way */
  const char *line;
  gint64 entered, durable, painted;
  /* of the scrolling */
  double step;
  guint frames_left;
  gint64 frame_began, frame_ended;
  GArray *work, *intervals;
} Bench;

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

typedef gboolean (*Condition) (Bench *bench);

static void
run_until (Bench *bench, Condition condition, const char *what)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (PATIENCE_MS, on_time, &late);

  while (!condition (bench) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_printerr ("gave up waiting for %s\n", what);
      exit (1);
    }
  g_source_remove (id);
}

/* --- finding */

static guint
get_n_items (GtkWidget *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* The longest list in the window. */
static void
find_list (GtkWidget *widget, GtkWidget **longest)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget) &&
      (*longest == NULL || get_n_items (widget) > get_n_items (*longest)))
    *longest = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    find_list (child, longest);
}

static gboolean
is_loaded (Bench *bench)
{
  bench->list = NULL;
  find_list (GTK_WIDGET (bench->window), &bench->list);
  return bench->list != NULL && get_n_items (bench->list) > DEFAULT_ENTRIES / 100;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  const char *own = get_text (widget);

  if (own != NULL && strstr (own, text) != NULL && gtk_widget_get_mapped (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

/* --- typing; GTK 4 cannot send keys to itself */

static GtkWidget *
focus_entry (Bench *bench)
{
  GtkWidget *focus;

  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.focus-entry", NULL);
  focus = gtk_window_get_focus (bench->window);
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

static void
on_painted (Bench *bench)
{
  gint64 now = g_get_monotonic_time ();

  if (bench->line != NULL && bench->durable != 0 && bench->painted == 0 &&
      shows (bench->list, bench->line))
    bench->painted = now;
}

static gboolean
is_painted (Bench *bench)
{
  return bench->painted != 0;
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
      run_until (bench, is_painted, line);
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

static void
on_before_paint (Bench *bench)
{
  bench->frame_began = g_get_monotonic_time ();
}

static void
on_after_paint (Bench *bench)
{
  gint64 now = g_get_monotonic_time ();

  on_painted (bench);
  if (bench->work == NULL)
    return;
  times_add (bench->work, now - bench->frame_began);
  if (bench->frame_ended != 0)
    times_add (bench->intervals, now - bench->frame_ended);
  bench->frame_ended = now;
}

static gboolean
is_scrolled (Bench *bench)
{
  return bench->frames_left == 0;
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
  double from = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 4);
  run_for (500);
  from = gtk_adjustment_get_value (adjustment);
  bench->work = times_new ();
  bench->intervals = times_new ();
  bench->frame_ended = 0;
  bench->step = step;
  bench->frames_left = n_frames;
  gtk_widget_add_tick_callback (bench->list, on_tick, bench, NULL);
  run_until (bench, is_scrolled, "the end of scrolling");
  g_print (
    "scrolling %s (%.0f px a frame, %.0f px in all): work of %u frames p50 %.1f ms, p95 %.1f, "
    "max %.1f, %u over 16.7 ms; a frame each %.1f ms, max %.1f\n",
    name, step, gtk_adjustment_get_value (adjustment) - from, bench->work->len,
    times_get (bench->work, 0.5), times_get (bench->work, 0.95), times_get (bench->work, 1),
    count_late (bench->work), times_get (bench->intervals, 0.5), times_get (bench->intervals, 1));
  g_clear_pointer (&bench->work, g_array_unref);
  g_clear_pointer (&bench->intervals, g_array_unref);
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

static gboolean
find_incident (Bench *bench, MatoiId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = matoi_context_list (bench->context, "live", 1, &error);

  if (rows == NULL || rows->len == 0)
    return FALSE;
  *id = ((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->id;
  return TRUE;
}

/* The same line without a window: what the store alone takes. */
static GArray *
measure_commits (Bench *bench, const MatoiId *id)
{
  GArray *times = times_new ();

  for (guint i = 0; i < WARM_UP + LINES; i++)
    {
      g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Aiko Tanaka");
      g_autoptr (GError) error = NULL;
      MatoiReceipt *receipt;
      gint64 from;

      matoi_command_set (command, "kind", "fact");
      matoi_command_set (command, "text", "latency of db-pay-2 is back to 120 ms");
      from = g_get_monotonic_time ();
      receipt = matoi_context_submit (bench->context, id, command, &error);
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
open_window (Bench *bench, GtkApplication *application)
{
  GdkFrameClock *clock;
  gint64 from = g_get_monotonic_time ();

  bench->live = matoi_live_new (bench->context);
  bench->window = GTK_WINDOW (matoi_window_new (application, bench->live, bench->drafts, NULL));
  gtk_window_set_default_size (bench->window, 1200, 800);
  gtk_window_present (bench->window);
  run_until (bench, is_loaded, "the incident");
  g_print ("the incident is shown after %.0f ms, with %u rows\n",
           (double) (g_get_monotonic_time () - from) / 1000, get_n_items (bench->list));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (on_after_paint), bench, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (bench->context, "events-recorded", G_CALLBACK (on_recorded), bench);
  run_for (500);
}

static void
run (Bench *bench, GtkApplication *application, const char *path)
{
  g_autofree char *drafts = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GArray) raw = measure_raw (folder, 300);
  g_autoptr (GArray) durable = times_new ();
  g_autoptr (GArray) painted = times_new ();
  g_autoptr (GArray) commits = NULL;
  g_autoptr (GError) error = NULL;
  MatoiId id;

  bench->context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  if (bench->context == NULL || !find_incident (bench, &id))
    g_error ("%s", error ? error->message : "no incident");
  if (!matoi_context_set_setting (bench->context, "identity", "Aiko Tanaka", &error))
    g_error ("%s", error->message);
  commits = measure_commits (bench, &id);
  matoi_context_start (bench->context);
  drafts = g_strconcat (path, "-drafts", NULL);
  bench->drafts = matoi_drafts_new (drafts);
  open_window (bench, application);
  measure_lines (bench, durable, painted);
  report_lines (raw, commits, durable, painted);
  measure_scrolling (bench, "row by row", ROW_STEP, ROW_FRAMES);
  measure_scrolling (bench, "by pages", PAGE_STEP, PAGE_FRAMES);
  measure_idle (bench);
  gtk_window_destroy (bench->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&bench->drafts);
  g_clear_object (&bench->live);
  g_clear_object (&bench->context);
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("MATOI_BENCH_ENTRIES");
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cached = NULL;
  Bench bench = { NULL };
  char *path;

  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: the window was not measured\n");
      return 77;
    }
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Nobody answers there, and a bus started for this program would outlive it. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  cached = generate_cached_incident (wanted ? (guint) atoi (wanted) : DEFAULT_ENTRIES);
  path = generate_copy (cached);
  gtk_init ();
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Bench", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  run (&bench, application, path);
  generate_drop (path);
  return 0;
}
