/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "keys.h"
#include "matoi-insight-card.h"
#include "matoi-insight-figure.h"
#include "matoi-insights-report.h"
#include "pm-rig.h"

/* The manager's view, with nothing but a keyboard; and that a chart says what its table says. */

static void
open_view (Fixture *fixture)
{
  rig_declare (fixture, "Checkout is down");
  pm_end (fixture, "recovered");
  rig_press (fixture, "<Control>5");
  WAIT_UNTIL (keys_is_shown (fixture, "incidents/insight_chart"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  rig_press (fixture, "<Control>5");
  WAIT_UNTIL (keys_is_shown (fixture, "ins_empty"));
  WAIT_UNTIL (keys_is_at (fixture, "insights_period"));
}

/* From a point, and from a key figure, to the incident. */
static void
test_points (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  WAIT_UNTIL (keys_is_at (fixture, "insights_period"));
  keys_tab_to (fixture, "incidents/insight_chart");
  rig_press (fixture, "Right");
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "insight_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_shown (fixture, "win_view"));
  g_assert_cmpstr (rig_get_page (fixture), ==, "incident");
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  keys_push (fixture, "incidents/insight_toggle");
  WAIT_UNTIL (keys_is_shown (fixture, "incidents/insight_table"));
  g_assert_false (keys_is_shown (fixture, "incidents/insight_chart"));
  keys_push (fixture, "incidents/insight_toggle");
  WAIT_UNTIL (keys_is_shown (fixture, "incidents/insight_chart"));
  /* Another incident, while one looks: the figures follow. */
  keys_tab_to (fixture, "incidents/insight_chart");
  rig_submit (fixture, "Aiko Tanaka", "note", "text", "Something happened", NULL);
  g_assert_true (keys_is_at (fixture, "incidents/insight_chart"));
}

static void
on_said (char **said, const char *text)
{
  g_free (*said);
  *said = g_strdup (text);
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[] = { "csv", "png", "svg" };
  static const char *const marks[] = { "SEV-", "PNG", "<svg" };
  GtkWidget *card;
  GtkPopover *report;
  g_autofree char *said = NULL, *path = g_build_filename (fixture->folder, "month.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) month = g_file_new_for_path (path);

  open_view (fixture);
  card = keys_find (fixture, "incidents");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strconcat ("chart.", formats[i], NULL);
      g_autofree char *where = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (where);

      gulong id = g_signal_connect_swapped (card, "said", G_CALLBACK (on_said), &said);
      g_autofree char *written = NULL;

      matoi_insight_card_save (MATOI_INSIGHT_CARD (card), formats[i], file);
      WAIT_UNTIL (said != NULL);
      g_signal_handler_disconnect (card, id);
      g_clear_pointer (&said, g_free);
      g_assert_true (g_file_get_contents (where, &written, NULL, NULL));
      g_assert_nonnull (strstr (written, marks[i]));
    }
  report = gtk_menu_button_get_popover (GTK_MENU_BUTTON (rig_get (fixture, "ins_report")));
  g_signal_connect_swapped (report, "said", G_CALLBACK (on_said), &said);
  matoi_insights_report_save (MATOI_INSIGHTS_REPORT (report), month);
  WAIT_UNTIL (said != NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (said, "month.md"));
  g_signal_handlers_disconnect_by_data (report, &said);
}

/* --- a chart says what its table says */

static MatoiInsights *
make_insights (MatoiInsightUnit unit)
{
  g_autoptr (MatoiInsightRows) rows = matoi_insight_rows_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const gint64 day = 24 * 60 * MATOI_MINUTE, now = 20000 * day;
  MatoiInsightQuery query = {
    .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE, .unit = unit, .now = now, .zone = zone
  };

  for (guint i = 0; i < 60; i++)
    {
      const char *const labels[] = { "SEV-1", "SEV-2", "SEV-3" }, *const ids[] = { "1", "2", "3" };
      g_autofree char *ref = g_strdup_printf ("INC-%04u", i);
      g_autofree char *services = g_strdup_printf ("service-%u", i % 11);
      gint64 at = now - (gint64) (60 - i) * day;
      MatoiInsightRow row = { .ref = ref, .state = "ended", .outcome = "recovered" };

      row.severity = ids[i % 3];
      row.label = labels[i % 3];
      row.rank = i % 3 + 1;
      row.started_at = row.detected_at = at;
      row.declared_at = at + (i % 7) * MATOI_MINUTE;
      row.mitigated_at = MATOI_TIME_NONE;
      row.ended_at = at + (20 + i) * MATOI_MINUTE;
      row.services = services;
      row.spans = row.shifts = row.causes = row.actions = "";
      row.executives_met = i % 2;
      row.executives_missed = i % 5 == 0;
      row.postmortem_due = row.meeting_held = row.postmortem_done = MATOI_TIME_NONE;
      matoi_insight_rows_add (rows, &row);
    }
  return matoi_insights_new (rows, &query);
}

static const char *
get_cell (GPtrArray *table, guint row, guint column)
{
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (table, row), column);
}

/* Whether series are the columns after the first, or a single one is the column @only. */
static void
assert_same (MatoiInsightsChart chart, const MatoiInsights *insights, guint only)
{
  g_autoptr (MatoiChartData) data =
    matoi_insights_chart_new_data (chart, insights, MATOI_METRIC_RESOLVE);
  g_autoptr (GPtrArray) table =
    matoi_insight_table_new (insights, matoi_insights_chart_get_table (chart),
                             matoi_insights_chart_get_metric (chart, MATOI_METRIC_RESOLVE), TRUE);
  gboolean heat = data->kind == MATOI_CHART_HEAT;

  g_assert_cmpuint (data->places->len, >, 0);
  for (guint i = 0; i < data->series->len; i++)
    for (guint k = 0; k < data->places->len; k++)
      {
        const char *cell =
          heat ? get_cell (table, i + 1, k + 1) : get_cell (table, k + 1, only ? only : i + 1);
        double value = matoi_chart_series_get (g_ptr_array_index (data->series, i), k);

        if (isnan (value))
          g_assert_cmpstr (cell, ==, "");
        else
          g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell, NULL), value, 0.051);
      }
}

static void
test_same (void)
{
  g_autoptr (MatoiInsights) weeks = make_insights (MATOI_BY_WEEK);
  g_autoptr (MatoiInsights) months = make_insights (MATOI_BY_MONTH);
  const MatoiInsights *both[] = { weeks, months };

  for (guint i = 0; i < 2; i++)
    {
      assert_same (MATOI_INSIGHTS_CHART_INCIDENTS, both[i], 0);
      assert_same (MATOI_INSIGHTS_CHART_SERIES, both[i], 0);
      assert_same (MATOI_INSIGHTS_CHART_TIMES, both[i], 2);
      assert_same (MATOI_INSIGHTS_CHART_SEVERITY, both[i], 1);
      assert_same (MATOI_INSIGHTS_CHART_HOURS, both[i], 0);
      assert_same (MATOI_INSIGHTS_CHART_SERVICES, both[i], 1);
      assert_same (MATOI_INSIGHTS_CHART_RATES, both[i], 4);
    }
  g_assert_cmpuint (matoi_insights_chart_get_rows (MATOI_INSIGHTS_CHART_SERVICES, weeks,
                                                   MATOI_METRIC_RESOLVE, 0, 0)
                      ->len,
                    ==, 6);
}

/* Too few say so, and there is never a change without its word. */
static void
test_figures (void)
{
  g_autoptr (MatoiInsights) now = make_insights (MATOI_BY_WEEK);
  g_autoptr (MatoiInsights) before = make_insights (MATOI_BY_WEEK);
  MatoiFigure figure = { 0 };

  matoi_figure_fill (&figure, MATOI_FIGURE_RESOLVE_WORST, now, before);
  g_assert_nonnull (strstr (figure.title, "SEV-1"));
  g_assert_cmpint (figure.tone, ==, 0);
  g_assert_cmpuint (figure.rows->len, ==, 20);
  matoi_figure_fill (&figure, MATOI_FIGURE_POSTMORTEMS, now, before);
  g_assert_cmpstr (figure.value, ==, "—");
  g_assert_cmpstr (figure.note, !=, "");
  matoi_figure_fill (&figure, MATOI_FIGURE_EXECUTIVES, now, NULL);
  g_assert_cmpstr (figure.note, ==, "");
  matoi_figure_clear (&figure);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  g_test_add_func ("/ui/insights/same", test_same);
  g_test_add_func ("/ui/insights/key-figures", test_figures);
#define ADD(path, func) \
  g_test_add ("/ui/insights/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("empty", test_empty);
  ADD ("points", test_points);
  ADD ("table", test_table);
  ADD ("files", test_files);
#undef ADD
  return g_test_run ();
}
