/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-data.h"

#include <math.h>

/* From point to point, for a keyboard. */

/** matoi_chart_has_point: see the header. */
gboolean
matoi_chart_has_point (const MatoiChartData *data, MatoiChartPoint point)
{
  double value;

  if (point.series < 0 || point.series >= (int) data->series->len || point.place < 0 ||
      point.place >= (int) data->places->len)
    return FALSE;
  value =
    matoi_chart_series_get (g_ptr_array_index (data->series, point.series), (guint) point.place);
  return !isnan (value) && (value != 0 || data->kind != MATOI_CHART_STACK);
}

/* Where a stack is lower, or a line has a gap, the nearest other of that place. */
static MatoiChartPoint
find_beside (const MatoiChartData *data, MatoiChartPoint point)
{
  int n = (int) data->series->len;

  for (int i = 0; i < n; i++)
    {
      MatoiChartPoint other = { (point.series + i) % n, point.place };

      if (matoi_chart_has_point (data, other))
        return other;
    }
  return point;
}

static gboolean
is_inside (const MatoiChartData *data, MatoiChartPoint point)
{
  return point.place >= 0 && point.place < (int) data->places->len && point.series >= 0 &&
         point.series < (int) data->series->len;
}

/** matoi_chart_walk: see the header. */
gboolean
matoi_chart_walk (const MatoiChartData *data, MatoiChartPoint *point, int places, int series)
{
  MatoiChartPoint at = *point;

  if (data->series->len == 0)
    return FALSE;
  if (at.place < 0)
    {
      at = (MatoiChartPoint){ 0, -1 };
      places = 1;
      series = 0;
    }
  do
    {
      at.place += places;
      at.series += series;
      if (places != 0 && matoi_chart_has_legend (data) && is_inside (data, at))
        at = find_beside (data, at);
      if (matoi_chart_has_point (data, at))
        {
          *point = at;
          return TRUE;
        }
    }
  while (is_inside (data, at));
  return FALSE;
}
