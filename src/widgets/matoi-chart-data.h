/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a chart shows: a number for each place of each series; the same as a table. */
typedef enum
{
  MATOI_CHART_STACK, /* the series of a place on top of each other */
  MATOI_CHART_LINES, /* each series a line over the places */
  MATOI_CHART_HEAT,  /* each series a row of squares */
  MATOI_CHART_ROWS,  /* one series: each place a bar to the right */
} MatoiChartKind;

typedef struct
{
  char *name;
  guint color;    /* 0…: of the palette, see matoi_chart_draw () */
  GArray *values; /* of double, one for each place; NAN: there is none */
} MatoiChartSeries;

/* Where the middle half of the values lies that one value stands for; NAN: nowhere. */
typedef struct
{
  double low, high;
} MatoiChartBand;

typedef struct
{
  MatoiChartKind kind;
  GPtrArray *places;                 /* of char *: what they are called in full */
  GPtrArray *labels;                 /* of char *: what stands at the axis; "": nothing */
  GPtrArray *series;                 /* of MatoiChartSeries */
  GArray *bands;                     /* (nullable) of MatoiChartBand, one for each place of rows */
  GPtrArray *notes;                  /* (nullable) of char *: more words on each place */
  char *(*say_value) (double value); /* (nullable): for people; else as few digits as tell it */
  gboolean is_minutes;               /* values are minutes: lines stand at whole hours and days */
} MatoiChartData;

MatoiChartData *matoi_chart_data_new (MatoiChartKind kind);
MatoiChartData *matoi_chart_data_ref (MatoiChartData *self);
void matoi_chart_data_unref (MatoiChartData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiChartData, matoi_chart_data_unref)
/* All places before the first series. */
void matoi_chart_data_add_place (MatoiChartData *self, const char *name, const char *label);
MatoiChartSeries *matoi_chart_data_add_series (MatoiChartData *self, const char *name, guint color);
void matoi_chart_series_set (MatoiChartSeries *self, guint place, double value);
double matoi_chart_series_get (const MatoiChartSeries *self, guint place);
/* What is known around the value of @place; after the first series. @note: for people. */
void matoi_chart_data_set_band (MatoiChartData *self,
                                guint place,
                                double low,
                                double high,
                                const char *note);
/* Nothing but NAN and 0. */
gboolean matoi_chart_data_is_empty (const MatoiChartData *self);
char *matoi_chart_data_dup_value (const MatoiChartData *self, guint series, guint place);
/* The table, one line a place, as CSV; @corner: above the places. (transfer full) */
char *matoi_chart_data_dup_csv (const MatoiChartData *self, const char *corner);

/* --- how it is drawn, on a screen, on paper and in a file */
typedef struct
{
  GdkRGBA text, faint; /* of words, of the lines behind */
  gboolean dark;       /* the ground */
  gboolean contrast;   /* patterns beside colours, stronger lines */
} MatoiChartStyle;

typedef struct
{
  int series, place; /* -1: none */
} MatoiChartPoint;

extern const MatoiChartStyle matoi_chart_paper;

int matoi_chart_get_height (const MatoiChartData *data);
void matoi_chart_draw (const MatoiChartData *data,
                       cairo_t *cr,
                       PangoContext *pango,
                       double width,
                       double height,
                       const MatoiChartStyle *style,
                       MatoiChartPoint focus);
/* Which point is at @x, @y of such a drawing. */
MatoiChartPoint matoi_chart_find (const MatoiChartData *data,
                                  PangoContext *pango,
                                  double width,
                                  double height,
                                  double x,
                                  double y);
/* Whether there is something to stand on: a value, and in a stack not 0. */
gboolean matoi_chart_has_point (const MatoiChartData *data, MatoiChartPoint point);
/* On by @places or @series, -1 or 1, to the next one there is; from nowhere to the first. FALSE:
 * there is none, and @point is left alone. */
gboolean
matoi_chart_walk (const MatoiChartData *data, MatoiChartPoint *point, int places, int series);
/* The colour of the palette, for a legend. */
void matoi_chart_get_color (guint color, gboolean dark, GdkRGBA *rgba);
/* A square of @size with what tells a series apart, at the origin of @cr. */
void matoi_chart_draw_swatch (const MatoiChartData *data,
                              guint series,
                              cairo_t *cr,
                              double size,
                              const MatoiChartStyle *style);
/* Whether the series are told apart by a legend. */
gboolean matoi_chart_has_legend (const MatoiChartData *data);
/* Title, chart and legend from @x, @y of @cr on, @width wide. Returns how high that is; without
 * @cr nothing is drawn. */
double matoi_chart_draw_whole (const MatoiChartData *data,
                               const char *title,
                               const char *subtitle_or_null,
                               cairo_t *cr_or_null,
                               PangoContext *pango,
                               double x,
                               double y,
                               double width);
/* A picture of it for a file, as PNG or @as_svg. (transfer full) */
GBytes *matoi_chart_render (const MatoiChartData *data, const char *title, gboolean as_svg);

G_END_DECLS
