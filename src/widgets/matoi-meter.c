/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meter.h"

enum
{
  HEIGHT = 8,      /* px */
  GAP = 2,         /* px between two segments */
  WIDTH = 8,       /* px, the least a segment is asked to have */
  MAX_SHOWN = 100, /* segments; a longer bar would be a plain one */
};

struct _MatoiMeter
{
  GtkWidget parent_instance;
  guint value, warning, limit;
};

G_DEFINE_FINAL_TYPE (MatoiMeter, matoi_meter, GTK_TYPE_WIDGET)

/* Makes an empty bar; see matoi_meter_show (). */
GtkWidget *
matoi_meter_new (void)
{
  return g_object_new (MATOI_TYPE_METER, NULL);
}

static void
set_class (MatoiMeter *self, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

/* Shows @value segments of @limit. The CSS classes tell how full it is: "near" from @warning on
 * (0: never), "over" beyond @limit; then there are more segments, lower than the others. */
void
matoi_meter_show (MatoiMeter *self, guint value, guint warning, guint limit)
{
  g_return_if_fail (MATOI_IS_METER (self));

  if (self->value == value && self->warning == warning && self->limit == limit)
    return;
  self->value = value;
  self->warning = warning;
  self->limit = limit;
  set_class (self, "over", value > limit);
  set_class (self, "near", value <= limit && warning > 0 && value >= warning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) MAX (limit, value),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) value, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static guint
count_segments (MatoiMeter *self)
{
  return MIN (MAX (MAX (self->limit, self->value), 1), MAX_SHOWN);
}

static void
append_segment (GtkSnapshot *snapshot, const graphene_rect_t *rect, float radius, GdkRGBA *color)
{
  GskRoundedRect clip;

  gsk_rounded_rect_init_from_rect (&clip, rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_color (snapshot, color, rect);
  gtk_snapshot_pop (snapshot);
}

static void
matoi_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MatoiMeter *self = MATOI_METER (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  guint n_segments = count_segments (self);
  float step = (width + GAP) / (float) n_segments;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA full, empty;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &full);
  empty = full;
  empty.alpha *= 0.2f;
  for (guint i = 0; i < n_segments; i++)
    {
      float x = step * (float) (rtl ? n_segments - 1 - i : i);
      /* The segments beyond the limit are lower than the others: seen without colour. */
      float inset = i >= self->limit ? height / 4 : 0;

      append_segment (
        snapshot, &GRAPHENE_RECT_INIT (x, inset, MAX (step - GAP, 1), MAX (height - 2 * inset, 1)),
        MIN (height / 2 - inset, 3), i < self->value ? &full : &empty);
    }
}

static void
matoi_meter_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  int n_segments = (int) count_segments (MATOI_METER (widget));

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT;
  else
    {
      *minimum = n_segments * (1 + GAP);
      *natural = n_segments * (WIDTH + GAP);
    }
}

static void
matoi_meter_class_init (MatoiMeterClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = matoi_meter_snapshot;
  widget_class->measure = matoi_meter_measure;
  gtk_widget_class_set_css_name (widget_class, "segments");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
matoi_meter_init (MatoiMeter *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
