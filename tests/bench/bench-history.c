/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The history of 10,000 incidents with 1,000,000 entries in the real window: until its first lines are painted, are
 * in another order, and are narrowed down by a word, and how it scrolls. Yardsticks: how long the bare list takes to
 * be read, the bare search, and a frame in which nothing moves. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <adwaita.h>

#include "generate.h"
#include "measure.h"
#include "xserver.h"

#include "matoi-application.h"
#include "matoi-finder.h"
#include "matoi-window.h"

#define PATIENCE_MS 60000
#define ROUNDS      7
#define FRAMES      200
#define ROW_STEP    37.0
#define PAGE_STEP   5000.0
#define BUDGET_MS   50.0
#define FRAME_MS    16.0

typedef struct
{
  GtkWindow *window;
  GtkListView *list;
  GtkEditable *search;
  GtkLabel *count;
  GtkWidget *title;  /* the head of the column */
  guint least, most; /* how many lines are waited for */
  gpointer before;   /* (nullable) another line than that one is to be the first */
  gboolean painted;
  /* of the scrolling */
  double step;
  guint frames_left;
  gint64 frame_began;
  GArray *work;
  GPtrArray *rows; /* (nullable) of the yardstick */
} Bench;

/* --- finding */

static guint
get_n_items (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  return model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* Only to be told apart. */
static gpointer
get_first (GtkListView *list)
{
  g_autoptr (GObject) item =
    g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), 0);

  return item;
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

static void
find_parts (Bench *bench)
{
  GtkWidget *window = GTK_WIDGET (bench->window), *head = find_id (window, "hist_head");

  bench->list = GTK_LIST_VIEW (find_id (window, "hist_list"));
  bench->search = GTK_EDITABLE (find_id (window, "hist_search"));
  bench->count = GTK_LABEL (find_id (window, "hist_count"));
  /* The third. */
  bench->title =
    gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (gtk_widget_get_first_child (head)));
  g_assert (bench->list && bench->search && bench->count && bench->title);
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
on_before_paint (Bench *bench)
{
  bench->frame_began = g_get_monotonic_time ();
}

static void
on_after_paint (Bench *bench)
{
  guint n =
    bench->list && gtk_widget_get_mapped (GTK_WIDGET (bench->list)) ? get_n_items (bench->list) : 0;

  if (n >= bench->least && n <= bench->most)
    bench->painted |= !bench->before || get_first (bench->list) != bench->before;
  if (bench->work)
    times_since (bench->work, bench->frame_began);
}

/* Until a frame shows from @least to @most lines, and another one first than @before (nullable). */
static void
wait_for_lines (Bench *bench, guint least, guint most, gpointer before)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (PATIENCE_MS, on_time, &late);

  bench->least = least;
  bench->most = most;
  bench->before = before;
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (!bench->painted && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_printerr ("gave up waiting for the history\n");
      exit (1);
    }
  g_source_remove (id);
}

/* --- the yardsticks */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  bench->rows = matoi_finder_list_finish (MATOI_FINDER (source), result, &error);
  if (!bench->rows)
    g_error ("%s", error->message);
}

static double
measure_list (Bench *bench, MatoiFinder *finder, guint *n)
{
  g_autoptr (GArray) times = times_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time ();

      matoi_finder_list_async (finder, on_listed, bench);
      while (!bench->rows)
        g_main_context_iteration (NULL, TRUE);
      times_since (times, from);
      *n = bench->rows->len;
      g_clear_pointer (&bench->rows, g_ptr_array_unref);
    }
  return times_get (times, 0.5);
}

/* --- opening */

static void
show_view (Bench *bench, const char *view)
{
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.show-view", "s", view);
}

static void
measure_opening (Bench *bench, guint n, double list)
{
  g_autoptr (GArray) again = times_new ();
  gint64 from = g_get_monotonic_time ();
  double first;

  show_view (bench, "history");
  find_parts (bench);
  wait_for_lines (bench, n, n, NULL);
  first = (double) (g_get_monotonic_time () - from) / 1000;
  for (guint i = 0; i < ROUNDS; i++)
    {
      show_view (bench, "live");
      run_for (100);
      from = g_get_monotonic_time ();
      show_view (bench, "history");
      wait_for_lines (bench, n, n, NULL);
      times_since (again, from);
    }
  g_print (
    "the history of %u incidents: painted after %.0f ms = %.1f times the bare list (%.1f ms), "
    "again p50 %.0f ms\n",
    n, first, first / list, list, times_get (again, 0.5));
}

/* --- sorting and filtering */

static void
click_title (Bench *bench)
{
  g_signal_emit_by_name (bench->title, "clicked");
}

static void
measure_sorting (Bench *bench, guint n)
{
  g_autoptr (GArray) times = times_new ();
  double first = 0;

  /* Upwards, downwards, and as it came. */
  for (guint i = 0; i < 3 * ROUNDS; i++)
    {
      gpointer before = get_first (bench->list);
      gint64 from = g_get_monotonic_time ();

      click_title (bench);
      wait_for_lines (bench, n, n, before);
      times_since (times, from);
      if (i == 0)
        first = (double) (g_get_monotonic_time () - from) / 1000;
      run_for (100);
    }
  g_print ("sorted by title and painted: first %.0f ms, then p50 %.1f ms, p95 %.1f (budget %.0f)\n",
           first, times_get (times, 0.5), times_get (times, 0.95), BUDGET_MS);
}

static gboolean
is_counted (Bench *bench)
{
  return strstr (gtk_label_get_text (bench->count), "hit") != NULL &&
         strchr (gtk_label_get_text (bench->count), '+') == NULL;
}

static void
measure_word (Bench *bench, guint n, const char *word)
{
  g_autoptr (GArray) narrowed = times_new ();
  g_autoptr (GArray) counted = times_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time ();

      gtk_editable_set_text (bench->search, word);
      wait_for_lines (bench, 0, n - 1, NULL);
      times_since (narrowed, from);
      while (!is_counted (bench))
        g_main_context_iteration (NULL, TRUE);
      times_since (counted, from);
      g_free (text);
      text = g_strdup (gtk_label_get_text (bench->count));
      gtk_editable_set_text (bench->search, "");
      wait_for_lines (bench, n, n, NULL);
      run_for (100);
    }
  g_print (
    "narrowed down by “%s” and painted: p50 %.1f ms, p95 %.1f (budget %.0f); every incident counted after "
    "p50 %.0f ms (%s)\n",
    word, times_get (narrowed, 0.5), times_get (narrowed, 0.95), BUDGET_MS,
    times_get (counted, 0.5), text);
}

/* --- scrolling */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bench->step);
  /* So that there is a frame though nothing moves. */
  gtk_widget_queue_draw (widget);
  return --bench->frames_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static double
measure_frames (Bench *bench, const char *what, double step, double still)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->list));
  g_autoptr (GArray) work = times_new ();
  double median;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 4);
  run_for (500);
  bench->step = step;
  bench->frames_left = FRAMES;
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->list), on_tick, bench, NULL);
  bench->work = work;
  while (bench->frames_left > 0)
    g_main_context_iteration (NULL, TRUE);
  bench->work = NULL;
  median = times_get (work, 0.5);
  if (still > 0)
    g_print (
      "scrolling %s: a frame p50 %.1f ms = %.1f times one in which nothing moves (%.1f ms), p95 %.1f, max %.1f "
      "(budget p50 %.0f)\n",
      what, median, median / still, still, times_get (work, 0.95), times_get (work, 1), FRAME_MS);
  return median;
}

/* --- all together */

static void
measure (Bench *bench, MatoiContext *context)
{
  g_autoptr (MatoiFinder) finder = matoi_finder_new (context);
  guint n = 0;
  double list = measure_list (bench, finder, &n), still;

  measure_opening (bench, n, list);
  run_for (1000);
  measure_sorting (bench, n);
  measure_word (bench, n, "checkout");
  measure_word (bench, n, "枯渇");
  measure_word (bench, n, "sev:1");
  still = measure_frames (bench, "nothing", 0, 0);
  measure_frames (bench, "row by row", ROW_STEP, still);
  measure_frames (bench, "by pages", PAGE_STEP, still);
}

static void
run (GtkApplication *application, const char *path)
{
  g_autofree char *beside = g_strconcat (path, "-drafts", NULL);
  g_autoptr (GError) error = NULL;
  MatoiContext *context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  MatoiLive *live;
  MatoiDrafts *drafts;
  GdkFrameClock *clock;
  Bench bench = { NULL };

  if (!context)
    g_error ("%s", error->message);
  matoi_context_set_identity (context, "Aiko Tanaka");
  matoi_context_start (context);
  live = matoi_live_new (context);
  drafts = matoi_drafts_new (beside);
  bench.window = GTK_WINDOW (matoi_window_new (application, live, drafts, NULL));
  gtk_window_set_default_size (bench.window, 1280, 800);
  gtk_window_present (bench.window);
  run_for (2000);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), &bench);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (on_after_paint), &bench, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  measure (&bench, context);
  gtk_window_destroy (bench.window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (drafts);
  g_object_unref (live);
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cached = NULL;
  char *path;

  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: the history was not measured\n");
      return 77;
    }
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Nobody answers there, and a bus started for this program would outlive it. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  cached = generate_cached (generate_get_size ());
  path = generate_copy (cached);
  gtk_init ();
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Bench", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  run (application, path);
  generate_drop (path);
  return 0;
}
