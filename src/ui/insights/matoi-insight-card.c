/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-chart.h"
#include "matoi-insight-grid.h"
#include "matoi-insight-head.h"
#include "matoi-insight-legend.h"
#include "matoi-insight-list.h"
#include "matoi-insight-save.h"
#include "matoi-side.h"

struct _MatoiInsightCard
{
  GtkWidget parent_instance;
  GtkWidget *box, *stack;
  MatoiInsightHead *head;
  MatoiInsightLegend *legend;
  GtkLabel *point, *summary;
  MatoiChart *chart_widget;
  MatoiInsightGrid *grid;

  MatoiInsightsChart chart;
  MatoiContext *context;
  const MatoiInsights *insights; /* (nullable) the caller's */
  MatoiMetric time;
  char *format; /* (nullable) that a file is being chosen for */
};

G_DEFINE_FINAL_TYPE (MatoiInsightCard, matoi_insight_card, GTK_TYPE_WIDGET)

/* --- the rows behind a point */

static void
open_rows (MatoiInsightCard *self, int series, int place)
{
  GPtrArray *rows =
    matoi_insights_chart_get_rows (self->chart, self->insights, self->time, series, place);
  const char *words = gtk_label_get_text (self->point);

  matoi_insight_list_show (GTK_WIDGET (self), NULL, self->context,
                           *words ? words : matoi_insight_head_get_title (self->head), rows);
}

static void
on_point (MatoiInsightCard *self, guint series, guint place)
{
  open_rows (self, (int) series, (int) place);
}

/* The last row of some tables is the sum, which is more than one place; that of weekdays is a
 * whole day. */
static void
on_row (MatoiInsightCard *self, guint row)
{
  MatoiChartData *data = matoi_chart_get_data (self->chart_widget);

  if (self->chart == MATOI_INSIGHTS_CHART_HOURS)
    return;
  if (self->chart == MATOI_INSIGHTS_CHART_TIMES || self->chart == MATOI_INSIGHTS_CHART_SEVERITY)
    open_rows (self, 0, row < data->places->len ? (int) row : MATOI_INSIGHTS_ALL);
  else
    open_rows (self, MATOI_INSIGHTS_ALL, (int) row);
}

static void
on_focused (MatoiInsightCard *self, const char *words)
{
  gtk_label_set_text (self->point, words);
}

/* --- as a file, and on paper */

/* (transfer full) */
static GBytes *
render (MatoiInsightCard *self, const char *format)
{
  g_autoptr (GPtrArray) table = NULL;
  char *csv;

  if (!g_str_equal (format, "csv"))
    return matoi_chart_render (matoi_chart_get_data (self->chart_widget),
                               matoi_insight_head_get_title (self->head),
                               g_str_equal (format, "svg"));
  table = matoi_insight_table_new (self->insights, matoi_insights_chart_get_table (self->chart),
                                   self->time, TRUE);
  csv = matoi_insight_table_to_csv (table);
  return g_bytes_new_take (csv, strlen (csv));
}

/** matoi_insight_card_save: see the header; without the ending it gets it; "said" tells. */
void
matoi_insight_card_save (MatoiInsightCard *self, const char *format, GFile *chosen)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (MATOI_IS_INSIGHT_CARD (self));

  if (!self->insights)
    return;
  bytes = render (self, format);
  matoi_insight_write (GTK_WIDGET (self), chosen, format, bytes);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightCard) self = user_data;
  g_autoptr (GFile) file = matoi_insight_choose_finish (result, NULL);
  g_autofree char *format = g_steal_pointer (&self->format);

  if (file && format)
    matoi_insight_card_save (self, format, file);
}

static void export(GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiInsightCard *self = MATOI_INSIGHT_CARD (widget);
  g_autofree char *name = NULL;

  /* One file at a time. */
  if (!self->insights || self->format)
    return;
  self->format = g_variant_dup_string (parameter, NULL);
  name = g_strconcat (matoi_insights_chart_get_id (self->chart), ".", self->format, NULL);
  matoi_insight_choose_async (widget, _ ("Export a Chart"), name, on_chosen, g_object_ref (self));
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "print");
}

/** matoi_insight_card_put: see the header. */
void
matoi_insight_card_put (MatoiInsightCard *self, MatoiInsightPaper *paper)
{
  MatoiChartData *data = matoi_chart_get_data (self->chart_widget);

  g_return_if_fail (MATOI_IS_INSIGHT_CARD (self));

  if (data)
    matoi_insight_paper_add_chart (paper, data, matoi_insight_head_get_title (self->head),
                                   matoi_insights_chart_get_subtitle (self->chart),
                                   gtk_label_get_text (self->summary));
}

/* --- showing */

/* The legend, and how clearly the chart is told apart. */
static void
show_contrast (MatoiInsightCard *self)
{
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  MatoiChartData *data = matoi_chart_get_data (self->chart_widget);

  matoi_chart_set_contrast (self->chart_widget, contrast);
  if (data)
    matoi_insight_legend_show (self->legend, data, contrast);
}

/** matoi_insight_card_show: see the header. */
void
matoi_insight_card_show (MatoiInsightCard *self, const MatoiInsights *insights, MatoiMetric time)
{
  MatoiInsightTable which = matoi_insights_chart_get_table (self->chart);
  MatoiMetric metric = matoi_insights_chart_get_metric (self->chart, time);
  g_autofree char *title = matoi_insights_chart_dup_title (self->chart, insights, time);
  g_autofree char *summary = matoi_insight_table_dup_summary (insights, which, metric);
  g_autoptr (MatoiChartData) data = matoi_insights_chart_new_data (self->chart, insights, time);
  g_autoptr (GPtrArray) table = matoi_insight_table_new (insights, which, metric, FALSE);
  gboolean empty = matoi_chart_data_is_empty (data);
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  g_return_if_fail (MATOI_IS_INSIGHT_CARD (self));

  self->insights = insights;
  self->time = time;
  matoi_insight_head_show (self->head, self->chart, title, time);
  matoi_side_set_label (self->summary, summary);
  matoi_side_set_name (GTK_WIDGET (self), title);
  matoi_side_set_name (GTK_WIDGET (self->chart_widget), title);
  matoi_chart_show (self->chart_widget, data, summary);
  show_contrast (self);
  matoi_insight_grid_show (self->grid, table, title);
  if (!g_str_equal (shown, "table"))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "chart");
}

static void
on_table (MatoiInsightCard *self, gboolean table)
{
  MatoiChartData *data = matoi_chart_get_data (self->chart_widget);
  gboolean empty = !data || matoi_chart_data_is_empty (data);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), table   ? "table"
                                                             : empty ? "empty"
                                                                     : "chart");
}

/** matoi_insight_card_add: see the header. */
void
matoi_insight_card_add (MatoiInsightCard *self, GtkWidget *control)
{
  matoi_insight_head_add (self->head, control);
}

/* --- the object */

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
make_stack (MatoiInsightCard *self)
{
  GtkWidget *nothing = gtk_label_new (_ ("Nothing to show in this period."));

  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), TRUE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->chart_widget = MATOI_CHART (matoi_chart_new ());
  gtk_widget_set_name (GTK_WIDGET (self->chart_widget), "insight_chart");
  gtk_widget_set_valign (GTK_WIDGET (self->chart_widget), GTK_ALIGN_START);
  self->grid = g_object_new (MATOI_TYPE_INSIGHT_GRID, NULL);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->chart_widget), "chart");
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->grid), "table");
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "empty");
  g_signal_connect_swapped (self->chart_widget, "activated", G_CALLBACK (on_point), self);
  g_signal_connect_swapped (self->chart_widget, "focused", G_CALLBACK (on_focused), self);
  g_signal_connect_swapped (self->grid, "activated", G_CALLBACK (on_row), self);
}

/** matoi_insight_card_new: see the header. */
GtkWidget *
matoi_insight_card_new (MatoiInsightsChart chart, MatoiContext *context)
{
  MatoiInsightCard *self = g_object_new (MATOI_TYPE_INSIGHT_CARD, NULL);

  self->chart = chart;
  self->context = g_object_ref (context);
  gtk_widget_set_name (GTK_WIDGET (self), matoi_insights_chart_get_id (chart));
  return GTK_WIDGET (self);
}

static void
matoi_insight_card_dispose (GObject *object)
{
  MatoiInsightCard *self = MATOI_INSIGHT_CARD (object);
  GtkWidget *child;

  self->insights = NULL;
  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_pointer (&self->format, g_free);
  G_OBJECT_CLASS (matoi_insight_card_parent_class)->dispose (object);
}

static void
matoi_insight_card_class_init (MatoiInsightCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_insight_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "insightcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "insight.export", "s", export);
  gtk_widget_class_install_action (widget_class, "insight.print", NULL, print);
  g_signal_new ("said", MATOI_TYPE_INSIGHT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("print", MATOI_TYPE_INSIGHT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
matoi_insight_card_init (MatoiInsightCard *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->head = g_object_new (MATOI_TYPE_INSIGHT_HEAD, NULL);
  g_signal_connect_swapped (self->head, "table", G_CALLBACK (on_table), self);
  make_stack (self);
  self->legend = g_object_new (MATOI_TYPE_INSIGHT_LEGEND, NULL);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->legend));
  self->point = add_label (foot, "insight-point");
  gtk_widget_set_name (GTK_WIDGET (self->point), "insight_point");
  gtk_widget_set_hexpand (GTK_WIDGET (self->point), TRUE);
  gtk_label_set_xalign (self->point, 1);
  gtk_label_set_ellipsize (self->point, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), foot);
  self->summary = add_label (self->box, "insight-subtitle");
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_set_name (GTK_WIDGET (self->summary), "insight_summary");
  /* How wide a card is does not depend on its words. */
  gtk_label_set_max_width_chars (self->summary, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (show_contrast), self, G_CONNECT_SWAPPED);
}
