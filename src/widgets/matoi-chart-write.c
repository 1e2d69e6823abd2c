/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-data.h"

#include <cairo-svg.h>

/* As a picture: the title, the chart, and below it what each colour stands for. */

enum
{
  WIDTH = 900,
  MARGIN = 24,
  LINE = 26,
  SCALE = 2, /* dots a px */
};

static void
draw_words (cairo_t *cr, PangoLayout *layout, const char *text, double x, double y, double *end)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  if (end)
    *end = x + width;
}

static void
draw_legend (const MatoiChartData *data, cairo_t *cr, PangoLayout *layout, double y)
{
  double x = MARGIN;

  for (guint i = 0; i < data->series->len; i++)
    {
      const MatoiChartSeries *series = g_ptr_array_index (data->series, i);
      GdkRGBA rgba;

      matoi_chart_get_color (series->color, FALSE, &rgba);
      gdk_cairo_set_source_rgba (cr, &rgba);
      cairo_rectangle (cr, x, y + 3, 12, 12);
      cairo_fill (cr);
      draw_words (cr, layout, series->name, x + 18, y, &x);
      x += 20;
    }
}

static void
draw_page (const MatoiChartData *data, const char *title, cairo_t *cr, double height)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 10");
  PangoContext *context = pango_layout_get_context (layout);
  MatoiChartPoint none = { -1, -1 };

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  pango_context_set_font_description (context, font);
  pango_layout_context_changed (layout);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  draw_words (cr, layout, title, MARGIN, MARGIN / 2, NULL);
  pango_layout_set_font_description (layout, NULL);
  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN / 2 + LINE);
  matoi_chart_draw (data, cr, context, WIDTH - 2 * MARGIN, height, &matoi_chart_paper, none);
  cairo_restore (cr);
  if (data->kind == MATOI_CHART_STACK || data->kind == MATOI_CHART_LINES)
    draw_legend (data, cr, layout, MARGIN / 2 + LINE + height + 8);
}

static cairo_status_t
append (gpointer bytes, const guchar *data, guint length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/** matoi_chart_render: see the header; @title stands above it. */
GBytes *
matoi_chart_render (const MatoiChartData *data, const char *title, gboolean as_svg)
{
  double height = MAX (matoi_chart_get_height (data), 220);
  double total = height + MARGIN + 2.5 * LINE;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    as_svg ? cairo_svg_surface_create_for_stream (append, bytes, WIDTH, total)
           : cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * SCALE, (int) total * SCALE);
  cairo_t *cr = cairo_create (surface);

  if (!as_svg)
    cairo_scale (cr, SCALE, SCALE);
  draw_page (data, title, cr, height);
  cairo_destroy (cr);
  if (!as_svg)
    cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
