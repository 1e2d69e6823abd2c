/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-private.h"

#include <math.h>

enum
{
  STEP_HEIGHT = 36, /* about so far apart are the lines behind */
  ROW_HEIGHT = 26,
  CELL_HEIGHT = 20,
  PLOT_HEIGHT = 170,
};

const MatoiChartSeries *
matoi_chart_frame_get_series (const MatoiChartFrame *frame, guint index)
{
  return g_ptr_array_index (frame->data->series, index);
}

double
matoi_chart_frame_measure (MatoiChartFrame *frame, const char *text)
{
  int width;

  pango_layout_set_text (frame->layout, text, -1);
  pango_layout_get_pixel_size (frame->layout, &width, NULL);
  return width;
}

double
matoi_chart_frame_get_line (MatoiChartFrame *frame)
{
  int height;

  pango_layout_set_text (frame->layout, "0", -1);
  pango_layout_get_pixel_size (frame->layout, NULL, &height);
  return height;
}

static double
find_highest (const MatoiChartData *data)
{
  double highest = 0;

  for (guint j = 0; j < data->places->len; j++)
    {
      double sum = 0;

      for (guint i = 0; i < data->series->len; i++)
        {
          double value = matoi_chart_series_get (g_ptr_array_index (data->series, i), j);

          if (isnan (value))
            continue;
          sum = data->kind == MATOI_CHART_STACK ? sum + value : MAX (sum, value);
        }
      if (data->bands && !isnan (g_array_index (data->bands, MatoiChartBand, j).high))
        sum = MAX (sum, g_array_index (data->bands, MatoiChartBand, j).high);
      highest = MAX (highest, sum);
    }
  return highest;
}

/* 1, 2 or 5 times a power of ten; whole numbers only. Minutes: as a clock and a calendar go. */
static double
choose_step (const MatoiChartData *data, double highest, double n_lines)
{
  static const double minutes[] = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 2880
  };
  double raw = MAX (highest / MAX (n_lines, 1), 1), power, digit;

  for (guint i = 0; data->is_minutes && i < G_N_ELEMENTS (minutes); i++)
    if (raw <= minutes[i])
      return minutes[i];
  if (data->is_minutes)
    raw /= 1440;
  power = pow (10, floor (log10 (raw)));
  digit = raw / power;
  if (data->is_minutes)
    power *= 1440;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}

char *
matoi_chart_say (const MatoiChartData *data, double value)
{
  return data->say_value ? data->say_value (value) : g_strdup_printf ("%'.0f", value);
}

static double
measure_names (MatoiChartFrame *frame, GPtrArray *names)
{
  double widest = 0;

  for (guint i = 0; i < names->len; i++)
    widest = MAX (widest, matoi_chart_frame_measure (frame, g_ptr_array_index (names, i)));
  return widest;
}

static double
measure_series (MatoiChartFrame *frame)
{
  double widest = 0;

  for (guint i = 0; i < frame->data->series->len; i++)
    widest = MAX (widest,
                  matoi_chart_frame_measure (frame, matoi_chart_frame_get_series (frame, i)->name));
  return widest;
}

/* The widest value of a chart of rows: "6 h 45 min" is wider than "3 d 18 h". */
static double
measure_values (MatoiChartFrame *frame)
{
  double widest = 0;

  for (guint i = 0; frame->data->series->len > 0 && i < frame->data->places->len; i++)
    {
      g_autofree char *text = matoi_chart_data_dup_value (frame->data, 0, i);

      widest = MAX (widest, matoi_chart_frame_measure (frame, text));
    }
  return widest;
}

/* The widest number beside the lines: "0 min" is wider than "6 h". */
static double
measure_scale (MatoiChartFrame *frame)
{
  double widest = 0;

  for (double value = 0; value <= frame->top + frame->step / 2; value += frame->step)
    {
      g_autofree char *text = matoi_chart_say (frame->data, value);

      widest = MAX (widest, matoi_chart_frame_measure (frame, text));
    }
  return widest;
}

void
matoi_chart_frame_init (MatoiChartFrame *frame,
                        const MatoiChartData *data,
                        PangoContext *pango,
                        double width,
                        double height)
{
  double line, left = 0, right = 0, bottom = 0;

  frame->data = data;
  frame->layout = pango_layout_new (pango);
  line = matoi_chart_frame_get_line (frame);
  frame->top = find_highest (data);
  frame->step = choose_step (data, frame->top, (height - line) / STEP_HEIGHT);
  if (data->kind == MATOI_CHART_STACK || data->kind == MATOI_CHART_LINES)
    frame->top = MAX (ceil (frame->top / frame->step), 1) * frame->step;
  frame->top = MAX (frame->top, 1);
  switch (data->kind)
    {
    case MATOI_CHART_ROWS:
      left = MIN (measure_names (frame, data->labels), width * 0.4) + 2 * MATOI_CHART_GAP;
      right = MIN (measure_values (frame), width * 0.4) + 2 * MATOI_CHART_GAP;
      break;
    case MATOI_CHART_HEAT:
      left = measure_series (frame) + 2 * MATOI_CHART_GAP;
      bottom = line + MATOI_CHART_GAP;
      break;
    case MATOI_CHART_STACK:
    case MATOI_CHART_LINES:
    default:
      left = MIN (measure_scale (frame), width * 0.4) + 2 * MATOI_CHART_GAP;
      right = MATOI_CHART_GAP;
      bottom = line + MATOI_CHART_GAP;
      frame->y = line / 2;
      break;
    }
  frame->x = left;
  frame->width = MAX (width - left - right, 1);
  frame->height = MAX (height - frame->y - bottom, 1);
}

void
matoi_chart_frame_clear (MatoiChartFrame *frame)
{
  g_clear_object (&frame->layout);
}

/** matoi_chart_get_height: how high it likes to be, in px. */
int
matoi_chart_get_height (const MatoiChartData *data)
{
  switch (data->kind)
    {
    case MATOI_CHART_ROWS:
      return ROW_HEIGHT * (int) MAX (data->places->len, 1);
    case MATOI_CHART_HEAT:
      return CELL_HEIGHT * (int) data->series->len + 24;
    case MATOI_CHART_STACK:
    case MATOI_CHART_LINES:
    default:
      return PLOT_HEIGHT;
    }
}

/* The room of one place: from the left, or for rows from the top. */
double
matoi_chart_frame_get_pitch (const MatoiChartFrame *frame)
{
  guint n = MAX (frame->data->places->len, 1);

  return (frame->data->kind == MATOI_CHART_ROWS ? frame->height : frame->width) / n;
}

double
matoi_chart_frame_get_height (const MatoiChartFrame *frame, double value)
{
  return value / frame->top * frame->height;
}

/* --- what is where */

static int
find_in_stack (const MatoiChartFrame *frame, guint place, double y)
{
  double from = frame->y + frame->height;

  for (guint i = 0; i < frame->data->series->len; i++)
    {
      double value = matoi_chart_series_get (matoi_chart_frame_get_series (frame, i), place);

      from -= isnan (value) ? 0 : matoi_chart_frame_get_height (frame, value);
      if (y >= from && !isnan (value) && value > 0)
        return (int) i;
    }
  return -1;
}

static int
find_nearest_line (const MatoiChartFrame *frame, guint place, double y)
{
  int nearest = -1;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < frame->data->series->len; i++)
    {
      double value = matoi_chart_series_get (matoi_chart_frame_get_series (frame, i), place);
      double away =
        fabs (frame->y + frame->height - matoi_chart_frame_get_height (frame, value) - y);

      if (!isnan (value) && away < best)
        {
          best = away;
          nearest = (int) i;
        }
    }
  return nearest;
}

/** matoi_chart_find: see the header. */
MatoiChartPoint
matoi_chart_find (const MatoiChartData *data,
                  PangoContext *pango,
                  double width,
                  double height,
                  double x,
                  double y)
{
  MatoiChartPoint point = { -1, -1 };
  MatoiChartFrame frame = { 0 };
  double along;

  matoi_chart_frame_init (&frame, data, pango, width, height);
  along = (data->kind == MATOI_CHART_ROWS ? y - frame.y : x - frame.x) /
          matoi_chart_frame_get_pitch (&frame);
  if (along >= 0 && along < data->places->len && data->series->len > 0)
    {
      point.place = (int) along;
      if (data->kind == MATOI_CHART_ROWS)
        point.series = 0;
      else if (data->kind == MATOI_CHART_STACK)
        point.series = find_in_stack (&frame, (guint) along, y);
      else if (data->kind == MATOI_CHART_LINES)
        point.series = find_nearest_line (&frame, (guint) along, y);
      else if (y >= frame.y && y < frame.y + frame.height)
        point.series = (int) ((y - frame.y) / (frame.height / data->series->len));
    }
  if (point.series < 0)
    point.place = -1;
  matoi_chart_frame_clear (&frame);
  return point;
}
