/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insights of five years with 10,000 incidents in the real window: until the first figures are painted after the
 * view was chosen, and after each other choice. Yardstick: how long the figures alone take to be read and made. */

#include "config.h"

#include "generate.h"
#include "matoi-context-insights.h"
#include "stage.h"

#define ROUNDS     7
#define FIVE_YEARS 4 /* of the periods, as they stand in the list */
#define BUDGET_MS  150.0

typedef struct
{
  Stage stage;
  GtkStack *stack;
  GtkLabel *summary;
  GtkDropDown *period, *unit, *severity;
  char *before;            /* (nullable) what is shown is to be something else */
  MatoiInsights *insights; /* (nullable) of the yardstick */
} Bench;

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found)
        return found;
    }
  return NULL;
}

static void
find_parts (Bench *bench)
{
  GtkWidget *window = GTK_WIDGET (bench->stage.window);
  GtkWidget *card = find_named (window, "incidents");

  bench->stack = GTK_STACK (stage_find (window, "ins_stack"));
  bench->summary = GTK_LABEL (find_named (card, "insight_summary"));
  bench->period = GTK_DROP_DOWN (find_named (window, "insights_period"));
  bench->unit = GTK_DROP_DOWN (find_named (window, "insights_unit"));
  bench->severity = GTK_DROP_DOWN (find_named (window, "insights_severity"));
}

/* --- the yardstick */

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  bench->insights = matoi_context_insights_finish (MATOI_CONTEXT (source), result, &error);
  if (!bench->insights)
    g_error ("%s", error->message);
}

static gboolean
is_made (gpointer user_data)
{
  return ((Bench *) user_data)->insights != NULL;
}

static double
measure_bare (Bench *bench)
{
  g_autoptr (GArray) times = times_new ();
  MatoiInsightQuery query = { .from = MATOI_TIME_NONE,
                              .to = MATOI_TIME_NONE,
                              .unit = MATOI_BY_MONTH };

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time ();

      matoi_context_insights_async (bench->stage.context, &query, NULL, on_made, bench);
      run_until (is_made, bench, "the figures");
      times_since (times, from);
      g_clear_pointer (&bench->insights, matoi_insights_free);
    }
  return times_get (times, 0.5);
}

/* --- what is painted */

static gboolean
shows_others (gpointer user_data)
{
  Bench *bench = user_data;

  return gtk_widget_get_mapped (GTK_WIDGET (bench->summary)) &&
         g_strcmp0 (gtk_stack_get_visible_child_name (bench->stack), "figures") == 0 &&
         g_strcmp0 (gtk_label_get_text (bench->summary), bench->before) != 0;
}

static void
measure_first (Bench *bench, double bare)
{
  gint64 from, work;
  double painted;

  gtk_drop_down_set_selected (bench->period, FIVE_YEARS);
  bench->before = g_strdup (gtk_label_get_text (bench->summary));
  from = g_get_monotonic_time ();
  work = times_get_work ();
  stage_show_view (&bench->stage, "insights");
  painted = (double) stage_wait (&bench->stage, shows_others, bench, "the figures", from) / 1000;
  g_print (
    "five years: painted after %.0f ms = %.1f times the bare figures (%.1f ms), of which the window works "
    "%.0f ms (budget %.0f)\n",
    painted, painted / bare, bare, (double) (times_get_work () - work) / 1000, BUDGET_MS);
}

/* One choice and the other, in turn. */
static void
measure_choice (Bench *bench, const char *what, GtkDropDown *list, guint one, guint other)
{
  g_autoptr (GArray) times = times_new (), works = times_new ();

  for (guint i = 0; i < 2 * ROUNDS; i++)
    {
      gint64 from, work;

      run_for (1500);
      g_free (bench->before);
      bench->before = g_strdup (gtk_label_get_text (bench->summary));
      from = g_get_monotonic_time ();
      work = times_get_work ();
      gtk_drop_down_set_selected (list, i % 2 == 0 ? one : other);
      times_add (times, stage_wait (&bench->stage, shows_others, bench, what, from));
      times_add (works, times_get_work () - work);
    }
  g_print (
    "%s: painted after p50 %.0f ms, p95 %.0f, of which the window works p50 %.0f ms (budget %.0f)\n",
    what, times_get (times, 0.5), times_get (times, 0.95), times_get (works, 0.5), BUDGET_MS);
}

int
main (void)
{
  g_autofree char *cached = NULL;
  char *path;
  Bench bench = { 0 };
  double bare;

  if (!stage_begin ("the insights"))
    return 77;
  cached = generate_cached (generate_get_size ());
  path = generate_copy (cached);
  stage_open (&bench.stage, path);
  stage_show (&bench.stage);
  find_parts (&bench);
  bare = measure_bare (&bench);
  measure_first (&bench, bare);
  measure_choice (&bench, "another severity", bench.severity, 1, 0);
  measure_choice (&bench, "another period", bench.period, FIVE_YEARS - 1, FIVE_YEARS);
  g_free (bench.before);
  stage_end (&bench.stage);
  generate_drop (path);
  return 0;
}
