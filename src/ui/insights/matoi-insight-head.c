/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-head.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"

struct _MatoiInsightHead
{
  GtkWidget parent_instance;
  GtkWidget *titles;
  GtkLabel *title, *subtitle, *definition;
};

G_DEFINE_FINAL_TYPE (MatoiInsightHead, matoi_insight_head, GTK_TYPE_WIDGET)

/* Every metric the chart shows, with how it is counted. */
static void
show_definition (MatoiInsightHead *self, MatoiInsightsChart chart, MatoiMetric time)
{
  GString *text = g_string_new (NULL);
  MatoiMetric first = matoi_insights_chart_get_metric (chart, time);
  MatoiMetric last = chart == MATOI_INSIGHTS_CHART_RATES ? MATOI_METRIC_ACTIONS : first;

  for (MatoiMetric metric = first; metric <= last; metric++)
    {
      g_autofree char *definition = matoi_metric_dup_definition (metric);

      g_string_append_printf (text, "%s%s\n%s", text->len > 0 ? "\n\n" : "",
                              matoi_metric_get_name (metric), definition);
    }
  matoi_side_set_label (self->definition, text->str);
  g_string_free (text, TRUE);
}

/** matoi_insight_head_show: see the header. */
void
matoi_insight_head_show (MatoiInsightHead *self,
                         MatoiInsightsChart chart,
                         const char *title,
                         MatoiMetric time)
{
  g_return_if_fail (MATOI_IS_INSIGHT_HEAD (self));

  matoi_side_set_label (self->title, title);
  matoi_side_set_label (self->subtitle, matoi_insights_chart_get_subtitle (chart));
  show_definition (self, chart, time);
}

/** matoi_insight_head_get_title: (transfer none): as it is shown. */
const char *
matoi_insight_head_get_title (MatoiInsightHead *self)
{
  g_return_val_if_fail (MATOI_IS_INSIGHT_HEAD (self), NULL);

  return gtk_label_get_text (self->title);
}

/** matoi_insight_head_add: see the header. */
void
matoi_insight_head_add (MatoiInsightHead *self, GtkWidget *control)
{
  g_return_if_fail (MATOI_IS_INSIGHT_HEAD (self));

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_insert_after (control, GTK_WIDGET (self), self->titles);
}

static void
on_toggled (MatoiInsightHead *self, GtkToggleButton *button)
{
  g_signal_emit_by_name (self, "table", gtk_toggle_button_get_active (button));
}

/* --- the object */

static void
add_button (MatoiInsightHead *self, GtkWidget *button, const char *name, const char *id)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  matoi_side_set_name (button, name);
  gtk_widget_set_name (button, id);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static GtkWidget *
menu_button_new (const char *icon)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  return button;
}

static GtkLabel *
add_title (MatoiInsightHead *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  matoi_side_explain_cut (GTK_LABEL (label));
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->titles), label);
  return GTK_LABEL (label);
}

/* To read, not to take along. */
static void
on_definition_focus (GtkLabel *label)
{
  gtk_label_select_region (label, 0, 0);
}

static void
add_about (MatoiInsightHead *self)
{
  GtkWidget *about = menu_button_new ("help-about-symbolic");
  GtkWidget *popover = gtk_popover_new (), *words = gtk_label_new (NULL);

  self->definition = GTK_LABEL (words);
  gtk_widget_set_name (words, "insight_definition");
  /* The keyboard goes there, so that it is read out. */
  gtk_label_set_selectable (self->definition, TRUE);
  g_signal_connect_after (words, "notify::has-focus", G_CALLBACK (on_definition_focus), NULL);
  gtk_label_set_wrap (self->definition, TRUE);
  gtk_label_set_max_width_chars (self->definition, 48);
  gtk_label_set_xalign (self->definition, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), words);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (about), popover);
  add_button (self, about, _ ("How It Is Counted"), "insight_about");
}

static void
add_export (MatoiInsightHead *self)
{
  GtkWidget *export = menu_button_new ("document-save-symbolic");
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Table (CSV)"), "insight.export('csv')");
  g_menu_append (menu, _ ("Picture (_PNG)"), "insight.export('png')");
  g_menu_append (menu, _ ("Picture (_SVG)"), "insight.export('svg')");
  g_menu_append (menu, _ ("P_rint…"), "insight.print");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (export), G_MENU_MODEL (menu));
  add_button (self, export, _ ("Export or Print"), "insight_export");
}

static void
matoi_insight_head_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_insight_head_parent_class)->dispose (object);
}

static void
matoi_insight_head_class_init (MatoiInsightHeadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insight_head_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  g_signal_new ("table", MATOI_TYPE_INSIGHT_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
matoi_insight_head_init (MatoiInsightHead *self)
{
  GtkWidget *toggle = gtk_toggle_button_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              2);
  self->titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->titles, TRUE);
  gtk_widget_set_parent (self->titles, GTK_WIDGET (self));
  self->title = add_title (self, "heading");
  self->subtitle = add_title (self, "insight-subtitle");
  add_about (self);
  gtk_button_set_icon_name (GTK_BUTTON (toggle), "view-list-symbolic");
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (on_toggled), self);
  add_button (self, toggle, _ ("Show as a Table"), "insight_toggle");
  add_export (self);
}
