/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-legend.h"

#define SWATCH 12 /* px */

struct _MatoiInsightLegend
{
  GtkWidget parent_instance;
  MatoiChartData *data; /* (nullable) */
  gboolean contrast;
};

G_DEFINE_FINAL_TYPE (MatoiInsightLegend, matoi_insight_legend, GTK_TYPE_WIDGET)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer series)
{
  MatoiInsightLegend *self =
    MATOI_INSIGHT_LEGEND (gtk_widget_get_ancestor (GTK_WIDGET (area), MATOI_TYPE_INSIGHT_LEGEND));
  MatoiChartStyle style = { .contrast = self->contrast };

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &style.text);
  style.dark = style.text.red + style.text.green + style.text.blue > 1.5f;
  matoi_chart_draw_swatch (self->data, GPOINTER_TO_UINT (series), cr, MIN (width, height), &style);
}

static void
add (MatoiInsightLegend *self, guint series)
{
  const MatoiChartSeries *one = g_ptr_array_index (self->data->series, series);
  GtkWidget *swatch = gtk_drawing_area_new (), *label = gtk_label_new (one->name);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (series),
                                  NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_end (label, 8);
  gtk_widget_set_parent (swatch, GTK_WIDGET (self));
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
clear (MatoiInsightLegend *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->data, matoi_chart_data_unref);
}

/** matoi_insight_legend_show: see the header; @data is kept. */
void
matoi_insight_legend_show (MatoiInsightLegend *self, MatoiChartData *data, gboolean contrast)
{
  g_return_if_fail (MATOI_IS_INSIGHT_LEGEND (self));

  matoi_chart_data_ref (data);
  clear (self);
  self->data = data;
  self->contrast = contrast;
  for (guint i = 0; matoi_chart_has_legend (data) && i < data->series->len; i++)
    add (self, i);
}

static void
matoi_insight_legend_dispose (GObject *object)
{
  clear (MATOI_INSIGHT_LEGEND (object));
  G_OBJECT_CLASS (matoi_insight_legend_parent_class)->dispose (object);
}

static void
matoi_insight_legend_class_init (MatoiInsightLegendClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insight_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
matoi_insight_legend_init (MatoiInsightLegend *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              6);
}
