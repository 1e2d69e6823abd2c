/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart-data.h"

#include <math.h>

static void
series_free (MatoiChartSeries *self)
{
  g_free (self->name);
  g_array_unref (self->values);
  g_free (self);
}

static void
clear (MatoiChartData *self)
{
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->series);
  g_clear_pointer (&self->bands, g_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

/** matoi_chart_data_new: (transfer full): without places and series. */
MatoiChartData *
matoi_chart_data_new (MatoiChartKind kind)
{
  MatoiChartData *self = g_rc_box_new0 (MatoiChartData);

  self->kind = kind;
  self->places = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) series_free);
  return self;
}

/** matoi_chart_data_ref: for one more who shows it. */
MatoiChartData *
matoi_chart_data_ref (MatoiChartData *self)
{
  return g_rc_box_acquire (self);
}

/** matoi_chart_data_unref: frees it with the last one. */
void
matoi_chart_data_unref (MatoiChartData *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) clear);
}

/** matoi_chart_data_add_place: see the header. */
void
matoi_chart_data_add_place (MatoiChartData *self, const char *name, const char *label)
{
  g_return_if_fail (self->series->len == 0);

  g_ptr_array_add (self->places, g_strdup (name));
  g_ptr_array_add (self->labels, g_strdup (label));
}

/** matoi_chart_data_add_series: (transfer none): one without any value yet. */
MatoiChartSeries *
matoi_chart_data_add_series (MatoiChartData *self, const char *name, guint color)
{
  MatoiChartSeries *series = g_new0 (MatoiChartSeries, 1);
  double none = NAN;

  series->name = g_strdup (name);
  series->color = color;
  series->values = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < self->places->len; i++)
    g_array_append_val (series->values, none);
  g_ptr_array_add (self->series, series);
  return series;
}

/** matoi_chart_series_set: what it is at @place. */
void
matoi_chart_series_set (MatoiChartSeries *self, guint place, double value)
{
  g_return_if_fail (place < self->values->len);

  g_array_index (self->values, double, place) = value;
}

/** matoi_chart_series_get: NAN: there is none. */
double
matoi_chart_series_get (const MatoiChartSeries *self, guint place)
{
  return place < self->values->len ? g_array_index (self->values, double, place) : NAN;
}

/** matoi_chart_data_set_band: see the header. */
void
matoi_chart_data_set_band (MatoiChartData *self,
                           guint place,
                           double low,
                           double high,
                           const char *note)
{
  MatoiChartBand band = { low, high }, none = { NAN, NAN };

  g_return_if_fail (place < self->places->len);

  if (!self->bands)
    {
      self->bands = g_array_new (FALSE, FALSE, sizeof (MatoiChartBand));
      self->notes = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < self->places->len; i++)
        g_array_append_val (self->bands, none);
      g_ptr_array_set_size (self->notes, (int) self->places->len);
    }
  g_array_index (self->bands, MatoiChartBand, place) = band;
  g_free (self->notes->pdata[place]);
  self->notes->pdata[place] = g_strdup (note);
}

/** matoi_chart_has_legend: else they stand at an axis. */
gboolean
matoi_chart_has_legend (const MatoiChartData *data)
{
  return data->kind == MATOI_CHART_STACK || data->kind == MATOI_CHART_LINES;
}

/** matoi_chart_data_is_empty: see the header. */
gboolean
matoi_chart_data_is_empty (const MatoiChartData *self)
{
  for (guint i = 0; i < self->series->len; i++)
    for (guint j = 0; j < self->places->len; j++)
      {
        double value = matoi_chart_series_get (g_ptr_array_index (self->series, i), j);

        if (!isnan (value) && value != 0)
          return FALSE;
      }
  return TRUE;
}

/** matoi_chart_data_dup_value: (transfer full): for people; "–" where there is none. */
char *
matoi_chart_data_dup_value (const MatoiChartData *self, guint series, guint place)
{
  double value = matoi_chart_series_get (g_ptr_array_index (self->series, series), place);

  if (isnan (value))
    return g_strdup ("–");
  if (self->say_value)
    return self->say_value (value);
  return value == floor (value) ? g_strdup_printf ("%'.0f", value)
                                : g_strdup_printf ("%'.1f", value);
}

static void
append_cell (GString *csv, const char *text)
{
  g_autofree char *safe = NULL;

  /* A spreadsheet would take it for a formula. */
  if (*text != '\0' && strchr ("=+-@\t", *text))
    text = safe = g_strconcat ("'", text, NULL);
  if (!strpbrk (text, ",\"\n\r"))
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++)
    g_string_append_printf (csv, *c == '"' ? "\"%c" : "%c", *c);
  g_string_append_c (csv, '"');
}

/** matoi_chart_data_dup_csv: see the header; numbers with a point, whatever the locale. */
char *
matoi_chart_data_dup_csv (const MatoiChartData *self, const char *corner)
{
  GString *csv = g_string_new (NULL);

  append_cell (csv, corner);
  for (guint i = 0; i < self->series->len; i++)
    {
      g_string_append_c (csv, ',');
      append_cell (csv, ((MatoiChartSeries *) g_ptr_array_index (self->series, i))->name);
    }
  g_string_append (csv, "\r\n");
  for (guint j = 0; j < self->places->len; j++)
    {
      append_cell (csv, g_ptr_array_index (self->places, j));
      for (guint i = 0; i < self->series->len; i++)
        {
          char number[G_ASCII_DTOSTR_BUF_SIZE];
          double value = matoi_chart_series_get (g_ptr_array_index (self->series, i), j);

          g_string_append_c (csv, ',');
          if (!isnan (value))
            g_string_append (csv, g_ascii_formatd (number, sizeof number, "%.10g", value));
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
