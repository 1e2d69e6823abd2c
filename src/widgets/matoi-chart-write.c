/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-data.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "matoi-error.h"

/* As a picture in a file: the title, the chart, and below it what each colour stands for. */

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

/**
 * matoi_chart_write:
 * @title: stands above it
 * @path: a file that ends with ".svg" or ".png"; replaced if it is there
 * @error: MATOI_ERROR_STORAGE
 *
 * Returns: FALSE with @error if it could not be written
 */
gboolean
matoi_chart_write (const MatoiChartData *data, const char *title, const char *path, GError **error)
{
  double height = MAX (matoi_chart_get_height (data), 220);
  double total = height + MARGIN + 2.5 * LINE;
  gboolean as_svg = g_str_has_suffix (path, ".svg");
  cairo_surface_t *surface =
    as_svg ? cairo_svg_surface_create (path, WIDTH, total)
           : cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * SCALE, (int) total * SCALE);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (!as_svg)
    cairo_scale (cr, SCALE, SCALE);
  draw_page (data, title, cr, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && !as_svg)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               /* Translators: %1$s is a file, %2$s the reason. */
               _ ("The picture could not be written to “%1$s” (%2$s). Choose another folder."),
                  path, cairo_status_to_string (status));
  return FALSE;
}
