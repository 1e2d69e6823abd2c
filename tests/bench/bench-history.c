/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The history of 10,000 incidents with 1,000,000 entries in the real window: until its first lines are painted, are
 * in another order, and are narrowed down by a word, and how it scrolls. Yardsticks: how long the bare list takes to
 * be read, the bare search, and a frame in which nothing moves. */

#include "config.h"

#include <string.h>

#include "generate.h"
#include "stage.h"

#include "matoi-finder.h"

#define ROUNDS    7
#define FRAMES    200
#define ROW_STEP  37.0
#define PAGE_STEP 5000.0
#define BUDGET_MS 50.0
#define FRAME_MS  16.0

typedef struct
{
  Stage stage;
  GtkListView *list;
  GtkEditable *search;
  GtkLabel *count;
  GtkWidget *title; /* the head of the column */
  gpointer before;  /* (nullable) another line than that one is to be the first */
  /* of the scrolling */
  double step;
  guint frames_left;
  GPtrArray *rows; /* (nullable) of the yardstick */
} Bench;

/* Only to be told apart. */
static gpointer
get_first (GtkListView *list)
{
  g_autoptr (GObject) item =
    g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), 0);

  return item;
}

static void
find_parts (Bench *bench)
{
  GtkWidget *window = GTK_WIDGET (bench->stage.window), *head = stage_find (window, "hist_head");

  bench->list = GTK_LIST_VIEW (stage_find (window, "hist_list"));
  bench->search = GTK_EDITABLE (stage_find (window, "hist_search"));
  bench->count = GTK_LABEL (stage_find (window, "hist_count"));
  /* The third. */
  bench->title =
    gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (gtk_widget_get_first_child (head)));
}

static gint64
wait_for_lines (Bench *bench, guint least, guint most, gint64 from)
{
  return stage_wait_for_lines (&bench->stage, bench->list, least, most, from);
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
measure_opening (Bench *bench, guint n, double list)
{
  g_autoptr (GArray) again = times_new ();
  Stage *stage = &bench->stage;
  gint64 from = g_get_monotonic_time ();
  double first;

  stage_show_view (stage, "history");
  find_parts (bench);
  first = (double) wait_for_lines (bench, n, n, from) / 1000;
  for (guint i = 0; i < ROUNDS; i++)
    {
      stage_show_view (stage, "live");
      run_for (100);
      from = g_get_monotonic_time ();
      stage_show_view (stage, "history");
      times_add (again, wait_for_lines (bench, n, n, from));
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

static gboolean
has_another_first (gpointer user_data)
{
  Bench *bench = user_data;

  return get_first (bench->list) != bench->before;
}

static void
measure_sorting (Bench *bench)
{
  g_autoptr (GArray) times = times_new ();
  gint64 first = 0;

  /* Upwards, downwards, and as it came. */
  for (guint i = 0; i < 3 * ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time (), painted;

      bench->before = get_first (bench->list);
      click_title (bench);
      painted = stage_wait (&bench->stage, has_another_first, bench, "another order", from);
      times_add (times, painted);
      if (i == 0)
        first = painted;
      run_for (100);
    }
  g_print ("sorted by title and painted: first %.0f ms, then p50 %.1f ms, p95 %.1f (budget %.0f)\n",
           (double) first / 1000, times_get (times, 0.5), times_get (times, 0.95), BUDGET_MS);
}

static gboolean
is_counted (gpointer user_data)
{
  Bench *bench = user_data;

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
      times_add (narrowed, wait_for_lines (bench, 0, n - 1, from));
      run_until (is_counted, bench, "the count");
      times_since (counted, from);
      g_free (text);
      text = g_strdup (gtk_label_get_text (bench->count));
      gtk_editable_set_text (bench->search, "");
      wait_for_lines (bench, n, n, from);
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
  bench->stage.work = work;
  while (bench->frames_left > 0)
    g_main_context_iteration (NULL, TRUE);
  bench->stage.work = NULL;
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
measure (Bench *bench)
{
  g_autoptr (MatoiFinder) finder = matoi_finder_new (bench->stage.context);
  guint n = 0;
  double list = measure_list (bench, finder, &n), still;

  measure_opening (bench, n, list);
  run_for (1000);
  measure_sorting (bench);
  measure_word (bench, n, "checkout");
  measure_word (bench, n, "動画");
  measure_word (bench, n, "sev:1");
  still = measure_frames (bench, "nothing", 0, 0);
  measure_frames (bench, "row by row", ROW_STEP, still);
  measure_frames (bench, "by pages", PAGE_STEP, still);
}

int
main (void)
{
  g_autofree char *cached = NULL;
  char *path;
  Bench bench = { 0 };

  if (!stage_begin ("the history"))
    return 77;
  cached = generate_cached (generate_get_size ());
  path = generate_copy (cached);
  stage_open (&bench.stage, path);
  stage_show (&bench.stage);
  measure (&bench);
  stage_end (&bench.stage);
  generate_drop (path);
  return 0;
}
