/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "matoi-chart.h"
#include "rig.h"

/* A chart by itself: what is where, where the keys lead, and what it does with odd numbers. */

static const MatoiChartPoint nowhere = { -1, -1 };

/* @values: of each series one for each place, the series one after the other. */
static MatoiChartData *
make (MatoiChartKind kind, guint n_series, guint n_places, const double *values)
{
  MatoiChartData *data = matoi_chart_data_new (kind);

  for (guint i = 0; i < n_places; i++)
    {
      g_autofree char *name = g_strdup_printf ("place %u", i);

      matoi_chart_data_add_place (data, name, name);
    }
  for (guint i = 0; i < n_series; i++)
    {
      g_autofree char *name = g_strdup_printf ("series %u", i);
      MatoiChartSeries *series = matoi_chart_data_add_series (data, name, i);

      for (guint j = 0; j < n_places; j++)
        matoi_chart_series_set (series, j, values[i * n_places + j]);
    }
  return data;
}

static void
assert_walk (const MatoiChartData *data,
             MatoiChartPoint *point,
             int places,
             int series,
             int to_series,
             int to_place)
{
  g_assert_true (matoi_chart_walk (data, point, places, series));
  g_assert_cmpint (point->series, ==, to_series);
  g_assert_cmpint (point->place, ==, to_place);
}

static void
test_walk (void)
{
  const double stacked[] = { 2, 0, 3, 0, 0, 4 };
  const double lines[] = { NAN, 5, NAN, 0, NAN, 6 };
  g_autoptr (MatoiChartData) stack = make (MATOI_CHART_STACK, 2, 3, stacked);
  g_autoptr (MatoiChartData) line = make (MATOI_CHART_LINES, 2, 3, lines);
  g_autoptr (MatoiChartData) heat = make (MATOI_CHART_HEAT, 2, 3, stacked);
  MatoiChartPoint point = nowhere;

  /* Nothing stands in the middle; at the end the keys lead no further. */
  assert_walk (stack, &point, 1, 0, 0, 0);
  assert_walk (stack, &point, 1, 0, 0, 2);
  assert_walk (stack, &point, 0, 1, 1, 2);
  g_assert_false (matoi_chart_walk (stack, &point, 0, 1));
  g_assert_false (matoi_chart_walk (stack, &point, 1, 0));
  g_assert_cmpint (point.place, ==, 2);
  assert_walk (stack, &point, -1, 0, 0, 0);
  /* A line with a gap: on to the other one. 0 is a value there. */
  point = nowhere;
  assert_walk (line, &point, 1, 0, 1, 0);
  assert_walk (line, &point, 1, 0, 0, 1);
  assert_walk (line, &point, 1, 0, 1, 2);
  /* Every square of a heat map can be reached. */
  point = nowhere;
  assert_walk (heat, &point, 1, 0, 0, 0);
  assert_walk (heat, &point, 1, 0, 0, 1);
  assert_walk (heat, &point, 0, 1, 1, 1);
}

/* --- by pointing */

/* Every point there is must be found somewhere, and nothing that is not there. */
static void
check_points (const MatoiChartData *data, PangoContext *pango, double width, double height)
{
  g_autofree guint *found = g_new0 (guint, data->series->len * data->places->len + 1);

  for (double y = 0; y < height; y += 4)
    for (double x = 0; x < width; x += 8)
      {
        MatoiChartPoint point = matoi_chart_find (data, pango, width, height, x, y);

        g_assert_true ((point.series < 0) == (point.place < 0));
        if (point.series < 0)
          continue;
        g_assert_cmpint (point.series, <, (int) data->series->len);
        g_assert_cmpint (point.place, <, (int) data->places->len);
        found[(guint) point.series * data->places->len + (guint) point.place]++;
      }
  for (guint i = 0; i < data->series->len; i++)
    for (guint j = 0; j < data->places->len; j++)
      {
        MatoiChartPoint point = { (int) i, (int) j };

        if (matoi_chart_has_point (data, point))
          g_assert_cmpuint (found[i * data->places->len + j], >, 0);
      }
}

static void
test_points (void)
{
  const double values[] = { 2, 0, 3, 7, 1, 6, NAN, 4, 5, 1, 2, 9 };
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *pango = gtk_widget_get_pango_context (label);

  for (MatoiChartKind kind = MATOI_CHART_STACK; kind <= MATOI_CHART_ROWS; kind++)
    {
      guint n_series = kind == MATOI_CHART_ROWS ? 1 : 3;
      g_autoptr (MatoiChartData) data = make (kind, n_series, 4, values);

      check_points (data, pango, 420, matoi_chart_get_height (data));
      check_points (data, pango, 160, matoi_chart_get_height (data));
    }
  g_object_unref (label);
}

/* --- odd numbers */

static guint
count_ink (const MatoiChartData *data, PangoContext *pango, double width, double height)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  guint ink = 0;

  matoi_chart_draw (data, cr, pango, width, height, &matoi_chart_paper, nowhere);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < (int) height; y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface) +
                                              y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < (int) width; x++)
        ink += row[x] != 0;
    }
  cairo_surface_destroy (surface);
  return ink;
}

static void
test_odd (void)
{
  static const double one[] = { 7 }, huge[] = { 1e15, 1, 3, 0 }, zero[] = { 0, 0, 0, 0 },
                      none[] = { NAN, NAN, NAN, NAN };
  const struct
  {
    const double *values;
    guint n_places;
    gboolean empty;
  } cases[] = {
    { one, 1, FALSE }, { huge, 4, FALSE }, { zero, 4, TRUE }, { none, 4, TRUE }, { one, 0, TRUE }
  };
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *pango = gtk_widget_get_pango_context (label);

  for (MatoiChartKind kind = MATOI_CHART_STACK; kind <= MATOI_CHART_ROWS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      for (guint minutes = 0; minutes < 2; minutes++)
        {
          g_autoptr (MatoiChartData) data = make (kind, 1, cases[i].n_places, cases[i].values);
          g_autoptr (GBytes) svg = NULL;
          double height = MAX (matoi_chart_get_height (data), 1);
          MatoiChartPoint point = nowhere;

          data->is_minutes = minutes;
          g_assert_true (matoi_chart_data_is_empty (data) == cases[i].empty);
          if (cases[i].n_places > 0)
            g_assert_cmpuint (count_ink (data, pango, 420, height), >, 0);
          /* One beside 10¹⁵ has no height to point at; the keys lead there. */
          if (kind != MATOI_CHART_STACK || cases[i].values != huge)
            check_points (data, pango, 160, height);
          /* Narrower than its own words. */
          count_ink (data, pango, 20, height);
          g_assert_true (matoi_chart_walk (data, &point, 1, 0) ==
                         (cases[i].n_places > 0 && !isnan (cases[i].values[0]) &&
                          (kind != MATOI_CHART_STACK || !cases[i].empty)));
          svg = matoi_chart_render (data, "Title", TRUE);
          g_assert_cmpuint (g_bytes_get_size (svg), >, 100);
        }
  g_object_unref (label);
}

/* What is drawn grows with the number: from 2 to 4 it is twice as much as from 1 to 2. */
static void
test_sizes (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *pango = gtk_widget_get_pango_context (label);
  int found[3] = { 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      const double values[] = { 1 << i, 8 };
      g_autoptr (MatoiChartData) data = make (MATOI_CHART_STACK, 1, 2, values);

      for (double y = 0; y < 200; y++)
        found[i] += matoi_chart_find (data, pango, 400, 200, 120, y).place == 0;
    }
  g_assert_cmpint (found[1], >, found[0]);
  g_assert_cmpfloat_with_epsilon (found[2] - found[1], 2.0 * (found[1] - found[0]), 3);
  g_object_unref (label);
}

static void
test_values (void)
{
  const double values[] = { 1, NAN, 2.5 };
  g_autoptr (MatoiChartData) data = make (MATOI_CHART_ROWS, 1, 3, values);
  g_autofree char *whole = matoi_chart_data_dup_value (data, 0, 0);
  g_autofree char *none = matoi_chart_data_dup_value (data, 0, 1);
  g_autofree char *csv = matoi_chart_data_dup_csv (data, "=1+1");

  g_assert_cmpstr (whole, ==, "1");
  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (csv, ==, "'=1+1,series 0\r\nplace 0,1\r\nplace 1,\r\nplace 2,2.5\r\n");
}

/* --- with a keyboard */

static void
on_activated (MatoiChartPoint *point, guint series, guint place)
{
  *point = (MatoiChartPoint){ (int) series, (int) place };
}

static void
on_focused (char **words, const char *text)
{
  g_free (*words);
  *words = g_strdup (text);
}

static void
test_keys (void)
{
  const double values[] = { 2, 0, 3 };
  g_autoptr (MatoiChartData) data = make (MATOI_CHART_ROWS, 1, 3, values);
  g_autoptr (MatoiChartData) shorter = make (MATOI_CHART_ROWS, 1, 1, values);
  GtkWidget *window = gtk_window_new (), *chart = matoi_chart_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *other = gtk_button_new ();
  MatoiChartPoint opened = nowhere;
  g_autofree char *words = NULL;

  g_signal_connect_swapped (chart, "activated", G_CALLBACK (on_activated), &opened);
  g_signal_connect_swapped (chart, "focused", G_CALLBACK (on_focused), &words);
  matoi_chart_data_set_band (data, 0, 1, 3, "of four");
  matoi_chart_show (MATOI_CHART (chart), data, "Three places.");
  gtk_box_append (GTK_BOX (box), other);
  gtk_box_append (GTK_BOX (box), chart);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (chart));
  gtk_widget_grab_focus (other);
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  WAIT_UNTIL (gtk_widget_has_focus (chart));
  /* With the keyboard comes a point, and what it says, with what is known around it. */
  WAIT_UNTIL (words != NULL && *words != '\0');
  g_assert_cmpstr (words, ==, "place 0: 2 · of four");
  rig_press_in (GTK_WINDOW (window), "Down");
  rig_press_in (GTK_WINDOW (window), "Down");
  g_assert_cmpstr (words, ==, "place 2: 3");
  rig_press_in (GTK_WINDOW (window), "Down");
  g_assert_cmpstr (words, ==, "place 2: 3");
  rig_press_in (GTK_WINDOW (window), "Return");
  g_assert_cmpint (opened.place, ==, 2);
  /* News: what is still there keeps the keyboard's place, what is gone does not. */
  matoi_chart_show (MATOI_CHART (chart), data, "Three places.");
  g_assert_cmpint (matoi_chart_get_point (MATOI_CHART (chart)).place, ==, 2);
  matoi_chart_show (MATOI_CHART (chart), shorter, "One place.");
  g_assert_cmpint (matoi_chart_get_point (MATOI_CHART (chart)).place, ==, -1);
  g_assert_true (gtk_widget_has_focus (chart));
  rig_press_in (GTK_WINDOW (window), "Down");
  g_assert_cmpstr (words, ==, "place 0: 2");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  g_test_add_func ("/ui/chart/walk", test_walk);
  g_test_add_func ("/ui/chart/points", test_points);
  g_test_add_func ("/ui/chart/odd", test_odd);
  g_test_add_func ("/ui/chart/sizes", test_sizes);
  g_test_add_func ("/ui/chart/values", test_values);
  g_test_add_func ("/ui/chart/keys", test_keys);
  return g_test_run ();
}
