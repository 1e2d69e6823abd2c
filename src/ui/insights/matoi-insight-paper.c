/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-paper.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* In points. */
enum
{
  MARGIN = 42,
  GAP = 16,
  FIGURES = 3, /* side by side */
};

#define FONT "Sans 8"

typedef struct
{
  char *title, *value, *note;
} Figure;

typedef struct
{
  MatoiChartData *data;
  char *title, *subtitle, *summary;
  guint page;
  double y; /* on its page */
} Chart;

struct _MatoiInsightPaper
{
  char *heading, *span;
  GPtrArray *figures, *charts; /* of Figure, of Chart */
  PangoContext *pango;         /* (nullable) of the paper */
  double width, height;
  guint n_pages;
};

static void
figure_free (Figure *figure)
{
  g_free (figure->title);
  g_free (figure->value);
  g_free (figure->note);
  g_free (figure);
}

static void
chart_free (Chart *chart)
{
  matoi_chart_data_unref (chart->data);
  g_free (chart->title);
  g_free (chart->subtitle);
  g_free (chart->summary);
  g_free (chart);
}

/** matoi_insight_paper_new: see the header. */
MatoiInsightPaper *
matoi_insight_paper_new (const char *heading, const char *span)
{
  MatoiInsightPaper *self = g_new0 (MatoiInsightPaper, 1);

  self->heading = g_strdup (heading);
  self->span = g_strdup (span);
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) figure_free);
  self->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) chart_free);
  return self;
}

/** matoi_insight_paper_free: frees @self. */
void
matoi_insight_paper_free (MatoiInsightPaper *self)
{
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->charts);
  g_clear_object (&self->pango);
  g_free (self->heading);
  g_free (self->span);
  g_free (self);
}

/** matoi_insight_paper_add_figure: copies it. */
void
matoi_insight_paper_add_figure (MatoiInsightPaper *self, const MatoiFigure *figure)
{
  Figure *copy = g_new0 (Figure, 1);

  copy->title = g_strdup (figure->title);
  copy->value = g_strdup (figure->value);
  copy->note = g_strdup (figure->note);
  g_ptr_array_add (self->figures, copy);
}

/** matoi_insight_paper_add_chart: see the header. */
void
matoi_insight_paper_add_chart (MatoiInsightPaper *self,
                               MatoiChartData *data,
                               const char *title,
                               const char *subtitle,
                               const char *summary)
{
  Chart *chart = g_new0 (Chart, 1);

  chart->data = matoi_chart_data_ref (data);
  chart->title = g_strdup (title);
  chart->subtitle = g_strdup (subtitle);
  chart->summary = g_strdup (summary);
  g_ptr_array_add (self->charts, chart);
}

/* --- words */

/* At most @width wide, @size points high; returns how high they are. Without @cr nothing is
 * drawn. */
static double
put (MatoiInsightPaper *self,
     cairo_t *cr,
     const char *text,
     double x,
     double y,
     double width,
     double size,
     gboolean bold)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->pango);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  int height;

  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (cr)
    {
      gdk_cairo_set_source_rgba (cr, &matoi_chart_paper.text);
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout (cr, layout);
    }
  return height;
}

/* The name, the span and the key figures; returns where the first chart goes. */
static double
put_head (MatoiInsightPaper *self, cairo_t *cr)
{
  const double width = self->width - 2 * MARGIN, column = width / FIGURES;
  double y = MARGIN;

  y += put (self, cr, self->heading, MARGIN, y, width, 16, TRUE) + 2;
  y += put (self, cr, self->span, MARGIN, y, width, 9, FALSE) + GAP;
  for (guint i = 0; i < self->figures->len; i += FIGURES)
    {
      double highest = 0;

      for (guint k = i; k < MIN (i + FIGURES, self->figures->len); k++)
        {
          const Figure *figure = g_ptr_array_index (self->figures, k);
          double x = MARGIN + (k - i) * column, room = column - GAP, high = 0;

          high += put (self, cr, figure->title, x, y, room, 8, FALSE);
          high += put (self, cr, figure->value, x, y + high, room, 15, TRUE);
          high += put (self, cr, figure->note, x, y + high, room, 8, FALSE);
          highest = MAX (highest, high);
        }
      y += highest + GAP;
    }
  return y;
}

/* Returns how high it is. */
static double
put_chart (MatoiInsightPaper *self, cairo_t *cr, const Chart *chart, double y)
{
  const double width = self->width - 2 * MARGIN;
  double high;

  if (matoi_chart_data_is_empty (chart->data))
    {
      high = put (self, cr, chart->title, MARGIN, y, width, 8, TRUE) + 2;
      high +=
        put (self, cr, _ ("Nothing to show in this period."), MARGIN, y + high, width, 8, FALSE);
      return high;
    }
  high = matoi_chart_draw_whole (chart->data, chart->title, chart->subtitle, cr, self->pango,
                                 MARGIN, y, width);
  return high + put (self, cr, chart->summary, MARGIN, y + high, width, 8, FALSE);
}

/* --- pages */

/** matoi_insight_paper_lay_out: see the header; a chart is never parted. */
guint
matoi_insight_paper_lay_out (MatoiInsightPaper *self,
                             PangoContext *pango,
                             double width,
                             double height)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  double y, end = height - MARGIN - GAP;

  g_set_object (&self->pango, pango);
  pango_context_set_font_description (pango, font);
  self->width = width;
  self->height = height;
  self->n_pages = 1;
  y = put_head (self, NULL);
  for (guint i = 0; i < self->charts->len; i++)
    {
      Chart *chart = g_ptr_array_index (self->charts, i);
      double high = put_chart (self, NULL, chart, 0);

      if (y + high > end && y > MARGIN)
        {
          self->n_pages++;
          y = MARGIN;
        }
      chart->page = self->n_pages - 1;
      chart->y = y;
      y += high + GAP;
    }
  return self->n_pages;
}

/** matoi_insight_paper_draw: see the header. */
void
matoi_insight_paper_draw (MatoiInsightPaper *self, cairo_t *cr, guint page)
{
  g_autofree char *foot =
    /* Translators: the foot of a printed page: 1: its number, 2: how many there are. */
    g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, self->n_pages);

  g_return_if_fail (self->pango && page < self->n_pages);

  if (page == 0)
    put_head (self, cr);
  for (guint i = 0; i < self->charts->len; i++)
    {
      const Chart *chart = g_ptr_array_index (self->charts, i);

      if (chart->page == page)
        put_chart (self, cr, chart, chart->y);
    }
  put (self, cr, foot, MARGIN, self->height - MARGIN, self->width - 2 * MARGIN, 7, FALSE);
}
