/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-data.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

/* A chart with its words: above it the title, below it what each colour stands for. */

enum
{
  WIDTH = 900,
  MARGIN = 24,
  SCALE = 2, /* dots a px */
};

/* The height of a line at which a chart is as high as on a screen. */
#define USUAL_LINE 17.0
/* Charts over time are so high beside their width. */
#define UPRIGHT 0.28

/* Where the next thing goes. */
typedef struct
{
  cairo_t *cr; /* (nullable) only measured */
  PangoLayout *layout;
  double x, y, width;
} Pen;

/* Its height. */
static double
put_words (Pen *pen, const char *text, double x, gboolean bold, double *width)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int w, h;

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (pen->layout, attributes);
  pango_layout_set_text (pen->layout, text, -1);
  pango_layout_get_pixel_size (pen->layout, &w, &h);
  if (pen->cr)
    {
      gdk_cairo_set_source_rgba (pen->cr, &matoi_chart_paper.text);
      cairo_move_to (pen->cr, x, pen->y);
      pango_cairo_show_layout (pen->cr, pen->layout);
    }
  if (width)
    *width = w;
  return h;
}

static void
put_legend (Pen *pen, const MatoiChartData *data, double line)
{
  const double size = line * 0.7;
  double x = pen->x;

  for (guint i = 0; i < data->series->len; i++)
    {
      const MatoiChartSeries *series = g_ptr_array_index (data->series, i);
      double needed = size * 2.6 + strlen (series->name) * size * 0.8, width;

      if (i > 0 && x + needed > pen->x + pen->width)
        {
          x = pen->x;
          pen->y += line;
        }
      if (pen->cr)
        {
          cairo_save (pen->cr);
          cairo_translate (pen->cr, x, pen->y + (line - size) / 2);
          matoi_chart_draw_swatch (data, i, pen->cr, size, &matoi_chart_paper);
          cairo_restore (pen->cr);
        }
      put_words (pen, series->name, x + size * 1.5, FALSE, &width);
      x += width + size * 3;
    }
  pen->y += line * 1.3;
}

/** matoi_chart_draw_whole: see the header; @pango has the font. */
double
matoi_chart_draw_whole (const MatoiChartData *data,
                        const char *title,
                        const char *subtitle,
                        cairo_t *cr,
                        PangoContext *pango,
                        double x,
                        double y,
                        double width)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (pango);
  Pen pen = { cr, layout, x, y, width };
  MatoiChartPoint none = { -1, -1 };
  double line = put_words (&pen, title, x, TRUE, NULL), height;

  pen.y += line;
  if (subtitle)
    pen.y += put_words (&pen, subtitle, x, FALSE, NULL);
  pen.y += line * 0.4;
  height = matoi_chart_has_legend (data) ? width * UPRIGHT
                                         : matoi_chart_get_height (data) * line / USUAL_LINE;
  if (cr)
    {
      cairo_save (cr);
      cairo_translate (cr, x, pen.y);
      matoi_chart_draw (data, cr, pango, width, height, &matoi_chart_paper, none);
      cairo_restore (cr);
    }
  pen.y += height + line * 0.4;
  if (matoi_chart_has_legend (data))
    put_legend (&pen, data, line);
  return pen.y - y;
}

/* --- as a picture */

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
  PangoFontMap *fonts = pango_cairo_font_map_new ();
  PangoContext *pango = pango_font_map_create_context (fonts);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 10");
  const double width = WIDTH - 2 * MARGIN;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  double total;
  cairo_t *cr;

  pango_context_set_font_description (pango, font);
  total = 2 * MARGIN + ceil (matoi_chart_draw_whole (data, title, NULL, NULL, pango, 0, 0, width));
  surface = as_svg
              ? cairo_svg_surface_create_for_stream (append, bytes, WIDTH, total)
              : cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * SCALE, (int) total * SCALE);
  cr = cairo_create (surface);
  if (!as_svg)
    cairo_scale (cr, SCALE, SCALE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  matoi_chart_draw_whole (data, title, NULL, cr, pango, MARGIN, MARGIN, width);
  cairo_destroy (cr);
  if (!as_svg)
    cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_object_unref (pango);
  g_object_unref (fonts);
  return g_byte_array_free_to_bytes (bytes);
}
