/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-card.h"

#include <glib/gi18n-lib.h>

#include "matoi-chart.h"
#include "matoi-insight-grid.h"
#include "matoi-insight-list.h"
#include "matoi-insight-save.h"
#include "matoi-side.h"

struct _MatoiInsightCard
{
  GtkWidget parent_instance;
  GtkWidget *box, *head, *stack, *legend;
  GtkLabel *title, *subtitle, *definition, *point, *summary;
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
                           *words ? words : gtk_label_get_text (self->title), rows);
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

/* --- as a file */

/* The file @chosen, by a name that says what is in it. (transfer full) */
static GFile *
name_file (GFile *chosen, const char *format)
{
  g_autofree char *uri = g_file_get_uri (chosen);
  g_autofree char *ending = g_strconcat (".", format, NULL);
  g_autofree char *whole = g_strconcat (uri, ending, NULL);

  return g_str_has_suffix (uri, ending) ? g_object_ref (chosen) : g_file_new_for_uri (whole);
}

static void
on_written (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  g_file_replace_contents_finish (G_FILE (file), result, NULL, &error);
  said = matoi_insight_dup_saved (G_FILE (file), error);
  g_signal_emit_by_name (self, "said", said);
}

/* (transfer full) */
static GBytes *
render (MatoiInsightCard *self, const char *format)
{
  g_autoptr (GPtrArray) table = NULL;
  char *csv;

  if (!g_str_equal (format, "csv"))
    return matoi_chart_render (matoi_chart_get_data (self->chart_widget),
                               gtk_label_get_text (self->title), g_str_equal (format, "svg"));
  table = matoi_insight_table_new (self->insights, matoi_insights_chart_get_table (self->chart),
                                   self->time, TRUE);
  csv = matoi_insight_table_to_csv (table);
  return g_bytes_new_take (csv, strlen (csv));
}

/** matoi_insight_card_save: see the header; without the ending it gets it; "said" tells. */
void
matoi_insight_card_save (MatoiInsightCard *self, const char *format, GFile *chosen)
{
  g_autoptr (GFile) file = name_file (chosen, format);
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (MATOI_IS_INSIGHT_CARD (self));

  if (!self->insights)
    return;
  bytes = render (self, format);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_written, g_object_ref (self));
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

/* --- the legend */

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  GdkRGBA text, color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &text);
  matoi_chart_get_color (GPOINTER_TO_UINT (user_data), text.red + text.green + text.blue > 1.5f,
                         &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
}

static void
add_to_legend (MatoiInsightCard *self, const MatoiChartSeries *series)
{
  GtkWidget *swatch = gtk_drawing_area_new (), *label = gtk_label_new (series->name);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 12);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 12);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch,
                                  GUINT_TO_POINTER (series->color), NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_end (label, 8);
  gtk_box_append (GTK_BOX (self->legend), swatch);
  gtk_box_append (GTK_BOX (self->legend), label);
}

static void
show_legend (MatoiInsightCard *self, const MatoiChartData *data)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->legend)))
    gtk_box_remove (GTK_BOX (self->legend), child);
  for (guint i = 0; i < data->series->len; i++)
    if (data->kind == MATOI_CHART_STACK || data->kind == MATOI_CHART_LINES)
      add_to_legend (self, g_ptr_array_index (data->series, i));
}

/* --- showing */

static void
show_definition (MatoiInsightCard *self)
{
  GString *text = g_string_new (NULL);
  MatoiMetric first = matoi_insights_chart_get_metric (self->chart, self->time);
  MatoiMetric last = self->chart == MATOI_INSIGHTS_CHART_RATES ? MATOI_METRIC_ACTIONS : first;

  for (MatoiMetric metric = first; metric <= last; metric++)
    {
      g_autofree char *definition = matoi_metric_dup_definition (metric);

      g_string_append_printf (text, "%s%s\n%s", text->len > 0 ? "\n\n" : "",
                              matoi_metric_get_name (metric), definition);
    }
  matoi_side_set_label (self->definition, text->str);
  g_string_free (text, TRUE);
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
  matoi_side_set_label (self->title, title);
  matoi_side_set_label (self->summary, summary);
  matoi_side_set_name (GTK_WIDGET (self), title);
  matoi_side_set_name (GTK_WIDGET (self->chart_widget), title);
  show_definition (self);
  show_legend (self, data);
  matoi_chart_show (self->chart_widget, data, summary);
  matoi_insight_grid_show (self->grid, table, title);
  if (!g_str_equal (shown, "table"))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "chart");
}

static void
on_table_toggled (MatoiInsightCard *self, GtkToggleButton *button)
{
  MatoiChartData *data = matoi_chart_get_data (self->chart_widget);
  gboolean empty = !data || matoi_chart_data_is_empty (data);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), gtk_toggle_button_get_active (button)
                                                               ? "table"
                                                             : empty ? "empty"
                                                                     : "chart");
}

/** matoi_insight_card_add: see the header. */
void
matoi_insight_card_add (MatoiInsightCard *self, GtkWidget *control)
{
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (self->head), control,
                              gtk_widget_get_first_child (self->head));
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
add_button (MatoiInsightCard *self, GtkWidget *button, const char *name, const char *id)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  matoi_side_set_name (button, name);
  gtk_widget_set_name (button, id);
  gtk_box_append (GTK_BOX (self->head), button);
}

static GtkWidget *
menu_button_new (const char *icon)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  return button;
}

static void
make_head (MatoiInsightCard *self)
{
  GtkWidget *titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *about = menu_button_new ("help-about-symbolic");
  GtkWidget *toggle = gtk_toggle_button_new (), *save = menu_button_new ("document-save-symbolic");
  GtkWidget *popover = gtk_popover_new (), *words = gtk_label_new (NULL);
  g_autoptr (GMenu) menu = g_menu_new ();

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_set_hexpand (titles, TRUE);
  self->title = add_label (titles, "heading");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  matoi_side_explain_cut (self->title);
  self->subtitle = add_label (titles, "insight-subtitle");
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  matoi_side_explain_cut (self->subtitle);
  gtk_box_append (GTK_BOX (self->head), titles);

  self->definition = GTK_LABEL (words);
  gtk_label_set_wrap (self->definition, TRUE);
  gtk_label_set_max_width_chars (self->definition, 48);
  gtk_label_set_xalign (self->definition, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), words);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (about), popover);
  add_button (self, about, _ ("How It Is Counted"), "insight_about");

  gtk_button_set_icon_name (GTK_BUTTON (toggle), "view-list-symbolic");
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (on_table_toggled), self);
  add_button (self, toggle, _ ("Show as a Table"), "insight_toggle");

  g_menu_append (menu, _ ("_Table (CSV)"), "insight.export('csv')");
  g_menu_append (menu, _ ("Picture (_PNG)"), "insight.export('png')");
  g_menu_append (menu, _ ("Picture (_SVG)"), "insight.export('svg')");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (save), G_MENU_MODEL (menu));
  add_button (self, save, _ ("Export"), "insight_export");
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
  matoi_side_set_label (self->subtitle, matoi_insights_chart_get_subtitle (chart));
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
  g_signal_new ("said", MATOI_TYPE_INSIGHT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_insight_card_init (MatoiInsightCard *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  make_head (self);
  make_stack (self);
  self->legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (foot), self->legend);
  self->point = add_label (foot, "insight-point");
  gtk_widget_set_hexpand (GTK_WIDGET (self->point), TRUE);
  gtk_label_set_xalign (self->point, 1);
  gtk_label_set_ellipsize (self->point, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), foot);
  self->summary = add_label (self->box, "insight-subtitle");
  gtk_label_set_wrap (self->summary, TRUE);
  /* How wide a card is does not depend on its words. */
  gtk_label_set_max_width_chars (self->summary, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
