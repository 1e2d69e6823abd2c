/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-tile.h"

#include <glib/gi18n-lib.h>

#include "matoi-insight-list.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiInsightTile
{
  GtkButton parent_instance;
  GtkLabel *title, *value, *note;
  MatoiFigureKind kind;
  MatoiFigure figure;
  MatoiContext *context;
};

G_DEFINE_FINAL_TYPE (MatoiInsightTile, matoi_insight_tile, GTK_TYPE_BUTTON)

/** matoi_insight_tile_show: see the header. */
void
matoi_insight_tile_show (MatoiInsightTile *self,
                         const MatoiInsights *now,
                         const MatoiInsights *before)
{
  const MatoiFigure *figure = &self->figure;
  g_autofree char *name = NULL, *definition = NULL;

  g_return_if_fail (MATOI_IS_INSIGHT_TILE (self));

  matoi_figure_fill (&self->figure, self->kind, now, before);
  matoi_side_set_label (self->title, figure->title);
  matoi_side_set_label (self->value, figure->value);
  matoi_side_set_label (self->note, figure->note);
  matoi_ui_set_style (GTK_WIDGET (self->note), "figure-",
                      figure->tone > 0   ? "better"
                      : figure->tone < 0 ? "worse"
                                         : "same");
  definition = matoi_metric_dup_definition (figure->metric);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), definition);
  /* Translators: a key figure: its name, its value, and how it changed. */
  name = g_strdup_printf (_ ("%1$s: %2$s, %3$s"), figure->title, figure->value, figure->note);
  matoi_side_set_name (GTK_WIDGET (self), name);
}

static void
matoi_insight_tile_clicked (GtkButton *button)
{
  MatoiInsightTile *self = MATOI_INSIGHT_TILE (button);

  if (self->figure.rows)
    matoi_insight_list_show (GTK_WIDGET (self), NULL, self->context, self->figure.title,
                             self->figure.rows);
}

/** matoi_insight_tile_new: see the header. */
GtkWidget *
matoi_insight_tile_new (MatoiFigureKind kind, MatoiContext *context)
{
  MatoiInsightTile *self = g_object_new (MATOI_TYPE_INSIGHT_TILE, NULL);
  g_autofree char *name = g_strdup_printf ("insight_figure_%d", (int) kind);

  self->kind = kind;
  self->context = g_object_ref (context);
  gtk_widget_set_name (GTK_WIDGET (self), name);
  return GTK_WIDGET (self);
}

static void
matoi_insight_tile_dispose (GObject *object)
{
  MatoiInsightTile *self = MATOI_INSIGHT_TILE (object);

  matoi_figure_clear (&self->figure);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_insight_tile_parent_class)->dispose (object);
}

static void
matoi_insight_tile_class_init (MatoiInsightTileClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insight_tile_dispose;
  GTK_BUTTON_CLASS (class)->clicked = matoi_insight_tile_clicked;
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* Six of them stand side by side. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 17);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
matoi_insight_tile_init (MatoiInsightTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = add_label (box, "insight-subtitle");
  self->value = add_label (box, "insight-value");
  self->note = add_label (box, "insight-note");
  gtk_widget_set_name (GTK_WIDGET (self->value), "insight_value");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "insight-tile");
  gtk_button_set_child (GTK_BUTTON (self), box);
}
