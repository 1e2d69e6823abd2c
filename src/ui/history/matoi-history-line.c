/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-line.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

/* A list keeps two hundred lines ready, most of them out of sight: so a line costs nothing until it
 * is seen. What is in it is drawn by itself. */

#define GAP          8
#define MIN_TITLE    96
#define MARGIN       7
#define MIN_HEIGHT   36
#define CHIP_PADDING 7 /* as in style.css */
#define MIN_CHIP     54

struct _MatoiHistoryLine
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiHistoryItem *item;               /* (nullable) */
  char *texts[MATOI_HISTORY_N_COLUMNS]; /* (nullable) made when they are needed */
  char *hits;                           /* (nullable) the same; "": none */
};

G_DEFINE_FINAL_TYPE (MatoiHistoryLine, matoi_history_line, GTK_TYPE_WIDGET)

/* --- the words */

static void
forget_texts (MatoiHistoryLine *self)
{
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    g_clear_pointer (&self->texts[i], g_free);
  g_clear_pointer (&self->hits, g_free);
}

static const char *
get_text (MatoiHistoryLine *self, MatoiHistoryColumn column)
{
  if (!self->texts[column])
    self->texts[column] = matoi_history_dup_text (matoi_history_item_get_row (self->item), column,
                                                  matoi_context_get_zone (self->context));
  if (!self->texts[column] || !*self->texts[column])
    {
      g_free (self->texts[column]);
      self->texts[column] = g_strdup (column == MATOI_HISTORY_SEVERITY ? _ ("SEV ?") : "—");
    }
  return self->texts[column];
}

/* "": none; how many is not known at once. */
static const char *
get_hits (MatoiHistoryLine *self)
{
  guint n = matoi_history_item_get_hits (self->item);

  if (!self->hits)
    self->hits = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n), n)
                       : g_strdup (matoi_history_item_is_found (self->item) ? "…" : "");
  return self->hits;
}

static void
name_line (MatoiHistoryLine *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    g_string_append_printf (text, "%s%s: %s", i > 0 ? ", " : "", matoi_history_get_column_title (i),
                            get_text (self, i));
  if (*get_hits (self))
    g_string_append_printf (text, ", %s", get_hits (self));
  matoi_side_set_name (GTK_WIDGET (self), text->str);
}

static void
show_item (MatoiHistoryLine *self)
{
  forget_texts (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  name_line (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** matoi_history_line_set_item: shows @item and follows it. */
void
matoi_history_line_set_item (MatoiHistoryLine *self, MatoiHistoryItem *item)
{
  g_return_if_fail (MATOI_IS_HISTORY_LINE (self));

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

/** matoi_history_line_get_item: (nullable) */
MatoiHistoryItem *
matoi_history_line_get_item (MatoiHistoryLine *self)
{
  return self->item;
}

/* --- where they stand */

/* The title has what the others leave. */
static void
find_column (MatoiHistoryLine *self, MatoiHistoryColumn column, int *x, int *width)
{
  int left = gtk_widget_get_width (GTK_WIDGET (self));

  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    left -= MAX (matoi_history_get_column_width (i), 0);
  *x = MATOI_HISTORY_PADDING;
  for (guint i = 0; i < column; i++)
    *x += matoi_history_get_column_width (i) < 0 ? left : matoi_history_get_column_width (i);
  *width =
    (matoi_history_get_column_width (column) < 0 ? left : matoi_history_get_column_width (column)) -
    2 * MATOI_HISTORY_PADDING;
}

static PangoLayout *
new_layout (MatoiHistoryLine *self, const char *text, MatoiHistoryColumn column)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (column == MATOI_HISTORY_N_COLUMNS || column == MATOI_HISTORY_SEVERITY)
    {
      pango_attr_list_insert (attributes, pango_attr_scale_new (MATOI_HISTORY_SMALL));
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    }
  else if (column != MATOI_HISTORY_TITLE)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/* What the hits take away from the title. */
static int
get_hits_width (MatoiHistoryLine *self)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (!*get_hits (self))
    return 0;
  layout = new_layout (self, get_hits (self), MATOI_HISTORY_N_COLUMNS);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + GAP;
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MatoiHistoryLine *self = MATOI_HISTORY_LINE (widget);

  for (guint i = 0; self->item && !keyboard && i < MATOI_HISTORY_N_COLUMNS; i++)
    {
      g_autoptr (PangoLayout) layout = new_layout (self, get_text (self, i), i);
      int from, width, needed;

      find_column (self, i, &from, &width);
      if (x < from || x >= from + width)
        continue;
      pango_layout_get_pixel_size (layout, &needed, NULL);
      needed += i == MATOI_HISTORY_SEVERITY ? 2 * CHIP_PADDING : 0;
      if (needed <= width - (i == MATOI_HISTORY_TITLE ? get_hits_width (self) : 0))
        return FALSE;
      gtk_tooltip_set_text (tooltip, get_text (self, i));
      return TRUE;
    }
  return FALSE;
}

static void
matoi_history_line_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = MIN_TITLE;
      for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
        *minimum = *natural += MAX (matoi_history_get_column_width (i), 0);
      return;
    }
  /* The chip grows with the letters. */
  *minimum = *natural = MAX (matoi_history_get_chip_height () + 2 * MARGIN, MIN_HEIGHT);
}

/* --- drawing */

static void
draw (MatoiHistoryLine *self, GtkSnapshot *snapshot, PangoLayout *layout, int x, double alpha)
{
  GdkRGBA colour;
  int height;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha = (float) (colour.alpha * alpha);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                (float) x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_column (MatoiHistoryLine *self, GtkSnapshot *snapshot, MatoiHistoryColumn column, double dim)
{
  g_autoptr (PangoLayout) layout = new_layout (self, get_text (self, column), column);
  int x, width, hits = column == MATOI_HISTORY_TITLE ? get_hits_width (self) : 0;

  find_column (self, column, &x, &width);
  pango_layout_set_width (layout, MAX (width - hits, 0) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  draw (self, snapshot, layout, x, column == MATOI_HISTORY_REF ? dim : 1);
  if (hits > 0)
    {
      g_autoptr (PangoLayout) found = new_layout (self, get_hits (self), MATOI_HISTORY_N_COLUMNS);

      draw (self, snapshot, found, x + width - hits + GAP, 1);
    }
}

/* As the chips elsewhere, of which each would be a widget. */
static void
draw_severity (MatoiHistoryLine *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  const char *text = get_text (self, MATOI_HISTORY_SEVERITY);
  gint64 rank = matoi_history_item_get_row (self->item)->rank;
  g_autofree char *class = g_strdup_printf ("rank-%d", (int) CLAMP (rank, 1, 5));
  g_autoptr (PangoLayout) layout = new_layout (self, text, MATOI_HISTORY_SEVERITY);
  int x, space, width, height, wide, high = matoi_history_get_chip_height ();
  double y = (double) ((gtk_widget_get_height (GTK_WIDGET (self)) - high) / 2);

  find_column (self, MATOI_HISTORY_SEVERITY, &x, &space);
  pango_layout_get_pixel_size (layout, &width, &height);
  wide = MIN (MAX (width + 2 * CHIP_PADDING, MIN_CHIP), space);
  pango_layout_set_width (layout, MIN (width, wide - 2 * CHIP_PADDING) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  gtk_style_context_save (style);
  gtk_style_context_add_class (style, "severity-chip");
  if (rank > 0)
    gtk_style_context_add_class (style, class);
  gtk_snapshot_render_background (snapshot, style, x, y, wide, high);
  gtk_snapshot_render_layout (snapshot, style,
                              x + (wide - MIN (width, wide - 2 * CHIP_PADDING)) / 2,
                              y + (high - height) / 2, layout);
  gtk_style_context_restore (style);
}

static void
matoi_history_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MatoiHistoryLine *self = MATOI_HISTORY_LINE (widget);
  double dim = adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 1 : 0.65;

  for (guint i = 0; self->item && i < MATOI_HISTORY_N_COLUMNS; i++)
    if (i == MATOI_HISTORY_SEVERITY)
      draw_severity (self, snapshot);
    else
      draw_column (self, snapshot, i, dim);
}

static void
matoi_history_line_map (GtkWidget *widget)
{
  MatoiHistoryLine *self = MATOI_HISTORY_LINE (widget);

  GTK_WIDGET_CLASS (matoi_history_line_parent_class)->map (widget);
  if (self->item)
    name_line (self);
}

/* --- the object */

static void
matoi_history_line_dispose (GObject *object)
{
  MatoiHistoryLine *self = MATOI_HISTORY_LINE (object);

  matoi_history_line_set_item (self, NULL);
  g_clear_object (&self->context);
  forget_texts (self);
  G_OBJECT_CLASS (matoi_history_line_parent_class)->dispose (object);
}

static void
matoi_history_line_class_init (MatoiHistoryLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_line_dispose;
  widget_class->measure = matoi_history_line_measure;
  widget_class->map = matoi_history_line_map;
  widget_class->snapshot = matoi_history_line_snapshot;
  widget_class->query_tooltip = on_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "historyline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
matoi_history_line_init (MatoiHistoryLine *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
matoi_history_line_new (MatoiContext *context)
{
  MatoiHistoryLine *self = g_object_new (MATOI_TYPE_HISTORY_LINE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
