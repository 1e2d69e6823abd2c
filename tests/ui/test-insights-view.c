/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "keys.h"
#include "matoi-insight-card.h"
#include "matoi-insight-figure.h"
#include "matoi-insight-print.h"
#include "matoi-insights-report.h"
#include "matoi-insights-view.h"
#include "matoi-json.h"
#include "pm-rig.h"

/* The manager's view, with nothing but a keyboard, once in each language (meson.build); and that a
 * chart says what its table says. */

static void
open_view (Fixture *fixture)
{
  rig_declare (fixture, "Checkout is down");
  pm_end (fixture, "recovered");
  rig_press (fixture, "<Control>5");
  WAIT_UNTIL (keys_is_shown (fixture, "incidents/insight_chart"));
}

/* --- with matoictl beside it, on the same database */

/* (transfer full): what "matoictl @arguments" prints */
static char *
run_ctl (Fixture *fixture, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = 1;

  g_strv_builder_add (builder, g_getenv ("MATOI_TEST_CTL"));
  g_strv_builder_add (builder, "--db");
  g_strv_builder_add (builder, fixture->db);
  g_strv_builder_addv (builder, (const char **) arguments);
  command = g_strv_builder_end (builder);
  g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* Two real incidents: SEV-1 of October 2018, with four services, and SEV-3 of June 2017. */
static void
open_history (Fixture *fixture)
{
  g_autofree char *github =
    g_test_build_filename (G_TEST_DIST, "data", "incidents",
                           "github-2018-10-21-network-partition.json", NULL);
  g_autofree char *audit = g_test_build_filename (G_TEST_DIST, "data", "incidents",
                                                  "smarthr-2017-06-05-audit-log.json", NULL);
  const char *const import[] = { "import", github, audit, NULL };
  g_autofree char *out = run_ctl (fixture, import);

  rig_press (fixture, "<Control>5");
  WAIT_UNTIL (keys_is_shown (fixture, "insights_period"));
  g_assert_true (keys_choose (fixture, "insights_period", _ ("All time")));
  WAIT_UNTIL (keys_is_shown (fixture, "incidents/insight_chart"));
}

static void
add_options (GStrvBuilder *builder, const char *const *options)
{
  g_strv_builder_add (builder, "stats");
  g_strv_builder_addv (builder, (const char **) options);
}

/* What matoictl says, once: nothing is recorded meanwhile. */
typedef struct
{
  char *text;   /* all of it */
  char *median; /* (nullable) until SEV-1 was resolved, to the minute */
} Said;

static void
said_clear (Said *said)
{
  g_free (said->text);
  g_free (said->median);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static Said
ask_ctl (Fixture *fixture, const char *const *options)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new (), numbers = g_strv_builder_new ();
  g_auto (GStrv) say = NULL, count = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *levels;
  Said said = { NULL };

  add_options (words, options);
  add_options (numbers, options);
  g_strv_builder_add (numbers, "--json");
  say = g_strv_builder_end (words);
  count = g_strv_builder_end (numbers);
  said.text = run_ctl (fixture, (const char *const *) say);
  json = run_ctl (fixture, (const char *const *) count);
  node = json_from_string (json, NULL);
  levels = json_object_get_object_member (json_node_get_object (node), "by_severity");
  if (!json_object_has_member (levels, "1"))
    return said;
  levels =
    json_object_get_object_member (json_object_get_object_member (levels, "1"), "time_to_resolve");
  said.median = matoi_insight_dup_duration (
    (gint64) (json_object_get_double_member (levels, "median") * (double) MATOI_MINUTE));
  return said;
}

/* Whether it is what is shown: the sentence about all of them, and the median of SEV-1, if there is
 * one. */
static gboolean
is_shown (Fixture *fixture, const Said *said)
{
  GtkWidget *summary = keys_find (fixture, "incidents/insight_summary");
  GtkWidget *value = keys_find (fixture, "insight_figure_0/insight_value");

  return summary && value && strstr (said->text, gtk_label_get_text (GTK_LABEL (summary))) &&
         (!said->median || g_str_equal (said->median, gtk_label_get_text (GTK_LABEL (value))));
}

static void
wait_for (Fixture *fixture, const char *const *options)
{
  g_auto (Said) said = ask_ctl (fixture, options);

  WAIT_UNTIL (is_shown (fixture, &said));
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  const char *const all[] = { "--by", "month", NULL };
  const char *const weeks[] = { "--by", "week", NULL };
  const char *const service[] = { "--by", "month", "--service", "GitHub Pages", NULL };
  const char *const october[] = { "--from", "2018-10-01", "--to", "2018-10-31", NULL };
  const char *const june[] = { "--from", "2017-06-01", "--to", "2017-06-30", NULL };
  g_autofree char *two = NULL, *one = NULL;

  open_history (fixture);
  wait_for (fixture, all);
  two =
    g_strdup (gtk_label_get_text (GTK_LABEL (keys_find (fixture, "incidents/insight_summary"))));
  g_assert_true (keys_choose (fixture, "insights_unit", _ ("By week")));
  wait_for (fixture, weeks);
  g_assert_true (keys_choose (fixture, "insights_unit", _ ("By month")));
  g_assert_true (keys_choose (fixture, "insights_service", "GitHub Pages"));
  wait_for (fixture, service);
  one =
    g_strdup (gtk_label_get_text (GTK_LABEL (keys_find (fixture, "incidents/insight_summary"))));
  g_assert_cmpstr (one, !=, two);
  g_assert_true (keys_choose (fixture, "insights_service", _ ("All services")));
  wait_for (fixture, all);
  /* matoictl has no filter of severities; the one of SEV-1 is the one of that service. */
  g_assert_true (keys_choose (fixture, "insights_severity", "SEV-1"));
  wait_for (fixture, service);
  g_assert_true (keys_choose (fixture, "insights_severity", _ ("All severities")));
  wait_for (fixture, all);
  /* From a day to a day. */
  g_assert_true (keys_choose (fixture, "insights_period", _ ("From … to …")));
  keys_fill (fixture, "insights_from", "2018-10-01");
  rig_press (fixture, "Return");
  keys_fill (fixture, "insights_to", "2018-10-31");
  rig_press (fixture, "Return");
  wait_for (fixture, october);
  keys_fill (fixture, "insights_to", "2017-06-30");
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_shown (fixture, "ins_message"));
  keys_fill (fixture, "insights_from", "2017-06-01");
  rig_press (fixture, "Return");
  wait_for (fixture, june);
  g_assert_false (keys_is_shown (fixture, "ins_message"));
}

/* Closes the popover the keyboard is in; GTK takes Escape there before any shortcut. */
static void
leave_popover (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *popover = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  g_assert_nonnull (popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Every figure and every chart opens the incidents it is made of, says how it is counted, and is a
 * table and a sentence too. */
static void
check_chart (Fixture *fixture, MatoiInsightsChart chart)
{
  const char *id = matoi_insights_chart_get_id (chart);
  MatoiMetric metric = matoi_insights_chart_get_metric (chart, MATOI_METRIC_RESOLVE);
  g_autofree char *points = g_strconcat (id, "/insight_chart", NULL);
  g_autofree char *table = g_strconcat (id, "/insight_table", NULL);
  g_autofree char *toggle = g_strconcat (id, "/insight_toggle", NULL);
  g_autofree char *about = g_strconcat (id, "/insight_about", NULL);
  g_autofree char *how = g_strconcat (id, "/insight_definition", NULL);
  g_autofree char *sentence = g_strconcat (id, "/insight_summary", NULL);
  g_autofree char *definition = matoi_metric_dup_definition (metric);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (keys_find (fixture, sentence))), !=, "");
  keys_push (fixture, about);
  WAIT_UNTIL (keys_is_at (fixture, how));
  g_assert_true (keys_says (fixture, how, matoi_metric_get_name (metric)));
  g_assert_true (keys_says (fixture, how, definition));
  leave_popover (fixture);
  WAIT_UNTIL (!keys_is_shown (fixture, how));
  keys_push (fixture, toggle);
  WAIT_UNTIL (keys_is_shown (fixture, table));
  keys_push (fixture, toggle);
  WAIT_UNTIL (!keys_is_shown (fixture, table));
  if (!keys_is_shown (fixture, points))
    return;
  keys_tab_to (fixture, points);
  /* The heat map begins on a Monday at midnight; one was declared on a Sunday at 23:09. */
  for (guint i = 0; chart == MATOI_INSIGHTS_CHART_HOURS && i < 6; i++)
    rig_press (fixture, "Down");
  for (guint i = 0; chart == MATOI_INSIGHTS_CHART_HOURS && i < 23; i++)
    rig_press (fixture, "Right");
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "insight_list"));
  leave_popover (fixture);
  WAIT_UNTIL (!keys_is_shown (fixture, "insight_list"));
  WAIT_UNTIL (keys_is_at (fixture, points));
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  open_history (fixture);
  /* The two times to resolve; what was never due opens nothing. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("insight_figure_%u", i);

      keys_push (fixture, id);
      WAIT_UNTIL (keys_is_at (fixture, "insight_list"));
      leave_popover (fixture);
      WAIT_UNTIL (!keys_is_shown (fixture, "insight_list"));
    }
  for (MatoiInsightsChart chart = 0; chart < MATOI_INSIGHTS_N_CHARTS; chart++)
    {
      g_autofree char *points =
        g_strconcat (matoi_insights_chart_get_id (chart), "/insight_chart", NULL);

      n += keys_is_shown (fixture, points);
      check_chart (fixture, chart);
    }
  g_assert_cmpuint (n, >=, 6);
}

/* --- on paper, and as a file a person chooses */

/* (nullable) */
static GtkWindow *
find_window (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), type) &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* Ctrl+P and Enter: the system's dialog, for the report of this month. */
static void
test_print_keys (Fixture *fixture, gconstpointer data)
{
  open_view (fixture);
  WAIT_UNTIL (keys_is_at (fixture, "insights_period"));
  rig_press (fixture, "<Control>p");
  WAIT_UNTIL (keys_is_at (fixture, "ins_print"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (find_window ("GtkPrintUnixDialog"));
  rig_press_in (find_window ("GtkPrintUnixDialog"), "Escape");
  WAIT_UNTIL (!find_window ("GtkPrintUnixDialog"));
}

/* Whether the text of the PDF at @path has @words; a machine without the tool believes it. */
static gboolean
pdf_has (const char *path, const char *words)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext"), *text = NULL;
  const char *const command[] = { tool, "-layout", path, "-", NULL };

  if (!tool)
    return TRUE;
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &text, NULL, NULL, NULL));
  return strstr (text, words) != NULL;
}

static void
export_to (Fixture *fixture, GtkPrintOperation *operation, const char *path, guint pages)
{
  g_autofree char *paper = NULL;
  int n;

  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            GTK_WINDOW (fixture->window), NULL),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_object_get (operation, "n-pages", &n, NULL);
  g_assert_cmpint (n, >=, (int) pages);
  g_assert_true (g_file_get_contents (path, &paper, NULL, NULL));
  g_assert_true (g_str_has_prefix (paper, "%PDF-"));
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiReportText **text = user_data;
  g_autoptr (GError) error = NULL;

  *text = matoi_context_report_text_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = g_build_filename (fixture->folder, "page.pdf", NULL);
  g_autofree char *month = g_build_filename (fixture->folder, "month.pdf", NULL);
  g_autoptr (GtkPrintOperation) whole = NULL, report = NULL;
  MatoiReportQuery query = { .year = 2018, .month = 10, .both = TRUE };
  MatoiReportText *text = NULL;

  open_history (fixture);
  whole = matoi_insight_print_new_paper (matoi_insights_view_new_paper (
                                           MATOI_INSIGHTS_VIEW (rig_get (fixture, "win_insights"))),
                                         "insights");
  export_to (fixture, whole, page, 2);
  g_assert_true (pdf_has (page, "SEV-1"));
  /* The whole hours of the four services: 24 h 9 min to resolve. */
  g_assert_true (pdf_has (page, "GitHub Pages"));
  matoi_context_report_text_async (fixture->context, &query, NULL, on_text, &text);
  WAIT_UNTIL (text != NULL);
  report = matoi_insight_print_new_report (text, "matoi-2018-10");
  export_to (fixture, report, month, 1);
  g_assert_true (pdf_has (month, "2018-10"));
  g_assert_true (pdf_has (month, "24:09"));
}

static gboolean
file_has (const char *path, const char *words)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, words);
}

/* The menu, the system's dialog, the name of a file. */
static void
test_save_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "numbers.csv", NULL);
  GtkWidget *name;

  open_view (fixture);
  keys_push (fixture, "incidents/insight_export");
  WAIT_UNTIL (GTK_IS_POPOVER (gtk_widget_get_ancestor (
    gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_TYPE_POPOVER)));
  rig_press (fixture, "Return");
  WAIT_UNTIL (find_window ("GtkFileChooserDialog"));
  WAIT_UNTIL (GTK_IS_TEXT (gtk_window_get_focus (find_window ("GtkFileChooserDialog"))));
  name = gtk_window_get_focus (find_window ("GtkFileChooserDialog"));
  gtk_editable_select_region (GTK_EDITABLE (name), 0, -1);
  gtk_editable_delete_selection (GTK_EDITABLE (name));
  g_signal_emit_by_name (name, "insert-at-cursor", path);
  rig_press_in (find_window ("GtkFileChooserDialog"), "Return");
  WAIT_UNTIL (file_has (path, "SEV-"));
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
      g_autofree char *spans = NULL, *shifts = NULL;
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
      spans = g_strdup_printf ("%s\t%s\t%u\t%" G_GINT64_FORMAT "\n", row.severity, row.label,
                               row.rank, row.declared_at);
      shifts = g_strdup_printf ("mark%u\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", i % 4,
                                row.declared_at, at + (20 + i) * MATOI_MINUTE);
      row.spans = spans;
      row.shifts = shifts;
      row.causes = i % 3 == 0 ? "Pool exhausted\n" : "No limit\nDeploy on Friday\n";
      row.actions = "";
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

/* What is stacked there, in and outside working hours, is one column of the table, and the part of
 * it that is the next one. */
static void
assert_same_load (const MatoiInsights *insights)
{
  g_autoptr (MatoiChartData) data =
    matoi_insights_chart_new_data (MATOI_INSIGHTS_CHART_LOAD, insights, MATOI_METRIC_RESOLVE);
  g_autoptr (GPtrArray) table =
    matoi_insight_table_new (insights, MATOI_TABLE_LOAD, MATOI_METRIC_LOAD, TRUE);

  g_assert_cmpuint (data->places->len, ==, 4);
  for (guint k = 0; k < data->places->len; k++)
    {
      double inside = matoi_chart_series_get (g_ptr_array_index (data->series, 0), k);
      double outside = matoi_chart_series_get (g_ptr_array_index (data->series, 1), k);

      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (get_cell (table, k + 1, 1), NULL),
                                      inside + outside, 0.051);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (get_cell (table, k + 1, 2), NULL), outside,
                                      0.051);
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
      assert_same (MATOI_INSIGHTS_CHART_CAUSES, both[i], 1);
      assert_same (MATOI_INSIGHTS_CHART_RATES, both[i], 4);
      assert_same_load (both[i]);
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
  ADD ("filters", test_filters);
  ADD ("rows", test_rows);
  ADD ("print-keys", test_print_keys);
  ADD ("paper", test_paper);
  ADD ("save-keys", test_save_keys);
#undef ADD
  return g_test_run ();
}
