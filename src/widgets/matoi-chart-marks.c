/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-private.h"

/* What tells the series of a chart apart: colours, patterns and shapes. */

const MatoiChartStyle matoi_chart_paper = {
  .text = { 0.1f, 0.1f, 0.1f, 1 },
  .faint = { 0, 0, 0, 0.15f },
};

/* From the worst to the least, then others; each with enough contrast to its ground (3:1). */
static const guint32 light[] = { 0xc01c28, 0xc64600, 0x9c6e03, 0x1c71d8,
                                 0x5e5c64, 0x1a7f4b, 0x813d9c, 0x0e7c86 };
static const guint32 dark[] = { 0xff7b86, 0xffa657, 0xf5c84c, 0x78aeed,
                                0xc0bfbc, 0x5fd38d, 0xdc8add, 0x5bc8d4 };

/** matoi_chart_get_color: see the header. */
void
matoi_chart_get_color (guint color, gboolean is_dark, GdkRGBA *rgba)
{
  guint32 hex = (is_dark ? dark : light)[color % G_N_ELEMENTS (light)];

  rgba->red = (float) ((hex >> 16) & 0xff) / 255;
  rgba->green = (float) ((hex >> 8) & 0xff) / 255;
  rgba->blue = (float) (hex & 0xff) / 255;
  rgba->alpha = 1;
}

/* Which series it is, for those who cannot tell it by the colour. */
void
matoi_chart_draw_pattern (cairo_t *cr,
                          guint color,
                          double x,
                          double y,
                          double width,
                          double height,
                          gboolean is_dark)
{
  double spacing = 4 + color % 3 * 3, shift = color % 2 == 0 ? height : -height;

  if (color % 4 == 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, is_dark ? 0 : 1, is_dark ? 0 : 1, is_dark ? 0 : 1, 0.75);
  cairo_set_line_width (cr, 1.5);
  for (double at = x - height; at < x + width + height; at += spacing)
    {
      cairo_move_to (cr, at, shift > 0 ? y + height : y);
      cairo_line_to (cr, at + height, shift > 0 ? y : y + height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Circle, square, diamond, triangle: told apart without their colours. */
void
matoi_chart_draw_marker (cairo_t *cr, guint shape, double x, double y, double r)
{
  cairo_new_path (cr);
  switch (shape % 4)
    {
    case 0:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    case 1:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case 2:
      cairo_move_to (cr, x, y - r * 1.4);
      cairo_line_to (cr, x + r * 1.4, y);
      cairo_line_to (cr, x, y + r * 1.4);
      cairo_line_to (cr, x - r * 1.4, y);
      break;
    default:
      cairo_move_to (cr, x, y - r * 1.3);
      cairo_line_to (cr, x + r * 1.3, y + r);
      cairo_line_to (cr, x - r * 1.3, y + r);
      break;
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

/** matoi_chart_draw_swatch: see the header. */
void
matoi_chart_draw_swatch (const MatoiChartData *data,
                         guint series,
                         cairo_t *cr,
                         double size,
                         const MatoiChartStyle *style)
{
  const MatoiChartSeries *one = g_ptr_array_index (data->series, series);
  GdkRGBA rgba;

  matoi_chart_get_color (one->color, style->dark, &rgba);
  gdk_cairo_set_source_rgba (cr, &rgba);
  if (data->kind == MATOI_CHART_LINES)
    {
      matoi_chart_draw_marker (cr, series, size / 2, size / 2, size * 0.36);
      return;
    }
  cairo_rectangle (cr, 0, 0, size, size);
  cairo_fill (cr);
  if (style->contrast)
    matoi_chart_draw_pattern (cr, one->color, 0, 0, size, size, style->dark);
}
