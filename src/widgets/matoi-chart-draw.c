/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-private.h"

#include <math.h>

static void
draw_text (MatoiChartFrame *frame, cairo_t *cr, const char *text, double x, double y, double align)
{
  int width, height;

  pango_layout_set_text (frame->layout, text, -1);
  pango_layout_get_pixel_size (frame->layout, &width, &height);
  cairo_move_to (cr, floor (x - width * align), floor (y - height / 2.0));
  pango_cairo_show_layout (cr, frame->layout);
}

static void
draw_focus (cairo_t *cr,
            const MatoiChartStyle *style,
            double x,
            double y,
            double width,
            double height)
{
  gdk_cairo_set_source_rgba (cr, &style->text);
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, x - 2, y - 2, width + 4, height + 4);
  cairo_stroke (cr);
}

static void
draw_block (MatoiChartFrame *frame,
            cairo_t *cr,
            const MatoiChartStyle *style,
            guint color,
            const double box[4],
            gboolean focused)
{
  GdkRGBA rgba;

  matoi_chart_get_color (color, style->dark, &rgba);
  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_rectangle (cr, box[0], box[1], box[2], box[3]);
  cairo_fill (cr);
  if (style->contrast)
    matoi_chart_draw_pattern (cr, color, box[0], box[1], box[2], box[3], style->dark);
  if (focused)
    draw_focus (cr, style, box[0], box[1], box[2], box[3]);
}

static void
draw_scale (MatoiChartFrame *frame, cairo_t *cr, const MatoiChartStyle *style)
{
  for (double value = 0; value <= frame->top + frame->step / 2; value += frame->step)
    {
      g_autofree char *text = matoi_chart_say (frame->data, value);
      double y =
        floor (frame->y + frame->height - matoi_chart_frame_get_height (frame, value)) + 0.5;

      gdk_cairo_set_source_rgba (cr, &style->faint);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, frame->x, y);
      cairo_line_to (cr, frame->x + frame->width, y);
      cairo_stroke (cr);
      gdk_cairo_set_source_rgba (cr, &style->text);
      draw_text (frame, cr, text, frame->x - MATOI_CHART_GAP, y, 1);
    }
}

/* As many as have room. */
static void
draw_labels (MatoiChartFrame *frame, cairo_t *cr, const MatoiChartStyle *style)
{
  double pitch = matoi_chart_frame_get_pitch (frame), end = -G_MAXDOUBLE;
  double y = frame->y + frame->height + MATOI_CHART_GAP + matoi_chart_frame_get_line (frame) / 2;

  gdk_cairo_set_source_rgba (cr, &style->text);
  for (guint j = 0; j < frame->data->labels->len; j++)
    {
      const char *text = g_ptr_array_index (frame->data->labels, j);
      double width = matoi_chart_frame_measure (frame, text);
      double middle = frame->x + (j + 0.5) * pitch;
      double x = MAX (MIN (middle - width / 2, frame->x + frame->width - width), 0);

      if (*text == '\0' || x < end + MATOI_CHART_GAP)
        continue;
      draw_text (frame, cr, text, x, y, 0);
      end = x + width;
    }
}

static gboolean
is_at (MatoiChartPoint focus, guint series, guint place)
{
  return focus.series == (int) series && focus.place == (int) place;
}

static void
draw_stack (MatoiChartFrame *frame,
            cairo_t *cr,
            const MatoiChartStyle *style,
            MatoiChartPoint focus)
{
  double pitch = matoi_chart_frame_get_pitch (frame), thick = MIN (MAX (pitch * 0.8, 1), 40);

  draw_scale (frame, cr, style);
  for (guint j = 0; j < frame->data->places->len; j++)
    {
      double y = frame->y + frame->height;

      for (guint i = 0; i < frame->data->series->len; i++)
        {
          double value = matoi_chart_series_get (matoi_chart_frame_get_series (frame, i), j);
          double high = isnan (value) ? 0 : matoi_chart_frame_get_height (frame, value);
          double box[4] = { frame->x + j * pitch + (pitch - thick) / 2, y - high, thick,
                            MAX (high - 1, 0) };

          y -= high;
          if (high > 0)
            draw_block (frame, cr, style, matoi_chart_frame_get_series (frame, i)->color, box,
                        is_at (focus, i, j));
        }
    }
  draw_labels (frame, cr, style);
}

static void
draw_line (MatoiChartFrame *frame,
           cairo_t *cr,
           const MatoiChartStyle *style,
           guint series,
           MatoiChartPoint focus)
{
  double pitch = matoi_chart_frame_get_pitch (frame);
  gboolean on = FALSE;
  GdkRGBA rgba;

  matoi_chart_get_color (matoi_chart_frame_get_series (frame, series)->color, style->dark, &rgba);
  for (int pass = 0; pass < 2; pass++)
    for (guint j = 0; j < frame->data->places->len; j++)
      {
        double value = matoi_chart_series_get (matoi_chart_frame_get_series (frame, series), j);
        double x = frame->x + (j + 0.5) * pitch;
        double y = frame->y + frame->height - matoi_chart_frame_get_height (frame, value);

        gdk_cairo_set_source_rgba (cr, &rgba);
        cairo_set_line_width (cr, style->contrast ? 3 : 2);
        if (pass == 1 && !isnan (value))
          {
            matoi_chart_draw_marker (cr, series, x, y, 3.5);
            if (is_at (focus, series, j))
              draw_focus (cr, style, x - 4, y - 4, 8, 8);
          }
        if (pass == 1)
          continue;
        /* Where nothing was, no line leads through. */
        if (isnan (value))
          on = FALSE;
        else if (on)
          cairo_line_to (cr, x, y);
        else
          cairo_move_to (cr, x, y);
        on = on || !isnan (value);
        if (j + 1 == frame->data->places->len)
          cairo_stroke (cr);
      }
}

static void
draw_heat (MatoiChartFrame *frame, cairo_t *cr, const MatoiChartStyle *style, MatoiChartPoint focus)
{
  double pitch = matoi_chart_frame_get_pitch (frame),
         high = frame->height / MAX (frame->data->series->len, 1);
  GdkRGBA rgba;

  for (guint i = 0; i < frame->data->series->len; i++)
    {
      gdk_cairo_set_source_rgba (cr, &style->text);
      draw_text (frame, cr, matoi_chart_frame_get_series (frame, i)->name,
                 frame->x - MATOI_CHART_GAP, frame->y + (i + 0.5) * high, 1);
      for (guint j = 0; j < frame->data->places->len; j++)
        {
          double value = matoi_chart_series_get (matoi_chart_frame_get_series (frame, i), j);
          double part = isnan (value) ? 0 : value / frame->top;
          double x = frame->x + j * pitch, y = frame->y + i * high;
          g_autofree char *text = matoi_chart_data_dup_value (frame->data, i, j);

          matoi_chart_get_color (3, style->dark, &rgba);
          rgba.alpha = (float) (0.06 + 0.94 * part);
          gdk_cairo_set_source_rgba (cr, &rgba);
          cairo_rectangle (cr, x + 1, y + 1, pitch - 2, high - 2);
          cairo_fill (cr);
          /* What the shade says, in digits. */
          if (part > 0 && matoi_chart_frame_measure (frame, text) < pitch - 4)
            {
              gboolean inverse = part > 0.5;

              cairo_set_source_rgb (cr, inverse != style->dark ? 1 : 0,
                                    inverse != style->dark ? 1 : 0, inverse != style->dark ? 1 : 0);
              draw_text (frame, cr, text, x + pitch / 2, y + high / 2, 0.5);
            }
          if (is_at (focus, i, j))
            draw_focus (cr, style, x + 2, y + 2, pitch - 4, high - 4);
        }
    }
  draw_labels (frame, cr, style);
}

/* The middle half as a line with two ends, over the bar. */
static void
draw_band (MatoiChartFrame *frame,
           cairo_t *cr,
           const MatoiChartStyle *style,
           const MatoiChartBand *band,
           double y,
           double thick)
{
  double low = frame->x + frame->width * band->low / frame->top;
  double high = frame->x + frame->width * band->high / frame->top;

  if (isnan (band->low) || isnan (band->high))
    return;
  gdk_cairo_set_source_rgba (cr, &style->text);
  cairo_set_line_width (cr, style->contrast ? 2.5 : 1.5);
  cairo_move_to (cr, low, y - thick / 2);
  cairo_line_to (cr, low, y + thick / 2);
  cairo_move_to (cr, low, y);
  cairo_line_to (cr, high, y);
  cairo_move_to (cr, high, y - thick / 2);
  cairo_line_to (cr, high, y + thick / 2);
  cairo_stroke (cr);
}

static void
draw_rows (MatoiChartFrame *frame, cairo_t *cr, const MatoiChartStyle *style, MatoiChartPoint focus)
{
  double pitch = matoi_chart_frame_get_pitch (frame), thick = MIN (pitch * 0.5, 14);

  for (guint j = 0; frame->data->series->len > 0 && j < frame->data->places->len; j++)
    {
      double value = matoi_chart_series_get (matoi_chart_frame_get_series (frame, 0), j);
      double y = frame->y + (j + 0.5) * pitch;
      double box[4] = { frame->x, y - thick / 2, frame->width, thick };
      g_autofree char *text = matoi_chart_data_dup_value (frame->data, 0, j);

      gdk_cairo_set_source_rgba (cr, &style->faint);
      cairo_rectangle (cr, box[0], box[1], box[2], box[3]);
      cairo_fill (cr);
      box[2] = isnan (value) ? 0 : frame->width * value / frame->top;
      draw_block (frame, cr, style, matoi_chart_frame_get_series (frame, 0)->color, box,
                  is_at (focus, 0, j));
      if (frame->data->bands)
        draw_band (frame, cr, style, &g_array_index (frame->data->bands, MatoiChartBand, j), y,
                   thick);
      gdk_cairo_set_source_rgba (cr, &style->text);
      draw_text (frame, cr, text, frame->x + frame->width + MATOI_CHART_GAP, y, 0);
      pango_layout_set_width (frame->layout, (int) (frame->x - MATOI_CHART_GAP) * PANGO_SCALE);
      pango_layout_set_ellipsize (frame->layout, PANGO_ELLIPSIZE_END);
      draw_text (frame, cr, g_ptr_array_index (frame->data->labels, j), 0, y, 0);
      pango_layout_set_width (frame->layout, -1);
    }
}

/** matoi_chart_draw: see the header; @pango: has the font. */
void
matoi_chart_draw (const MatoiChartData *data,
                  cairo_t *cr,
                  PangoContext *pango,
                  double width,
                  double height,
                  const MatoiChartStyle *style,
                  MatoiChartPoint focus)
{
  MatoiChartFrame frame = { 0 };

  matoi_chart_frame_init (&frame, data, pango, width, height);
  switch (data->kind)
    {
    case MATOI_CHART_HEAT:
      draw_heat (&frame, cr, style, focus);
      break;
    case MATOI_CHART_ROWS:
      draw_rows (&frame, cr, style, focus);
      break;
    case MATOI_CHART_LINES:
      draw_scale (&frame, cr, style);
      for (guint i = 0; i < data->series->len; i++)
        draw_line (&frame, cr, style, i, focus);
      draw_labels (&frame, cr, style);
      break;
    case MATOI_CHART_STACK:
    default:
      draw_stack (&frame, cr, style, focus);
      break;
    }
  matoi_chart_frame_clear (&frame);
}
