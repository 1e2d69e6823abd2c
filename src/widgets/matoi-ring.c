/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-ring.h"

#include <math.h>

enum
{
  SIZE = 30,   /* px, unless CSS asks for more */
  STEPS = 128, /* a ring of 30 px has about 80 px of line: more steps cannot be told apart */
};

struct _MatoiRing
{
  GtkWidget parent_instance;
  MatoiRingState state;
  int steps; /* of STEPS, what is left */
};

G_DEFINE_FINAL_TYPE (MatoiRing, matoi_ring, GTK_TYPE_WIDGET)

static const char *const classes[] = { "off", "running", "due", "overdue" };

/* Makes an empty ring; see matoi_ring_show (). */
GtkWidget *
matoi_ring_new (void)
{
  return g_object_new (MATOI_TYPE_RING, NULL);
}

/* Shows @state with @fraction (0…1) of the time left; MATOI_RING_OFF and MATOI_RING_OVERDUE take
 * no notice of it. The CSS class is the state's name: "off", "running", "due" or "overdue". Costs
 * nothing when nothing would look different. */
void
matoi_ring_show (MatoiRing *self, MatoiRingState state, double fraction)
{
  int steps;

  g_return_if_fail (MATOI_IS_RING (self) && state < G_N_ELEMENTS (classes));

  steps = isfinite (fraction) ? (int) ceil (CLAMP (fraction, 0, 1) * STEPS) : 0;
  if (state == MATOI_RING_OFF || state == MATOI_RING_OVERDUE)
    steps = 0;
  if (self->state == state && self->steps == steps)
    return;
  if (self->state != state)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[self->state]);
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[state]);
    }
  self->state = state;
  self->steps = steps;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_color (cairo_t *cr, const GdkRGBA *color, double strength)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * strength);
}

static void
draw_circle (cairo_t *cr, double centre, double radius)
{
  cairo_new_path (cr);
  cairo_arc (cr, centre, centre, radius, 0, 2 * G_PI);
}

/* From twelve o'clock, the way the hands go: what is left shrinks back to the top. */
static void
draw_rest (cairo_t *cr, double centre, double radius, int steps)
{
  if (steps <= 0)
    return;
  cairo_new_path (cr);
  cairo_arc (cr, centre, centre, radius, -G_PI_2, -G_PI_2 + 2 * G_PI * steps / STEPS);
  cairo_stroke (cr);
}

/* A bar and a dot, drawn rather than written: no font decides how it looks. */
static void
draw_exclamation_mark (cairo_t *cr, double size)
{
  double centre = size / 2;

  cairo_set_line_width (cr, size * 0.1);
  cairo_move_to (cr, centre, size * 0.29);
  cairo_line_to (cr, centre, size * 0.53);
  cairo_stroke (cr);
  cairo_new_path (cr);
  cairo_arc (cr, centre, size * 0.69, size * 0.06, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
matoi_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MatoiRing *self = MATOI_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  double line = size * 0.125;
  double radius = (size - line) / 2 - 0.5;
  GdkRGBA color;
  cairo_t *cr;

  if (size < 4)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);

  cairo_set_line_width (cr, self->state == MATOI_RING_OFF ? line / 2 : line);
  set_color (cr, &color, self->state == MATOI_RING_OVERDUE ? 1 : 0.22);
  draw_circle (cr, size / 2, radius);
  cairo_stroke (cr);
  set_color (cr, &color, 1);
  if (self->state == MATOI_RING_RUNNING || self->state == MATOI_RING_DUE)
    draw_rest (cr, size / 2, radius, self->steps);
  if (self->state == MATOI_RING_DUE)
    {
      draw_circle (cr, size / 2, size * 0.13);
      cairo_fill (cr);
    }
  else if (self->state == MATOI_RING_OVERDUE)
    draw_exclamation_mark (cr, size);
  cairo_destroy (cr);
}

static void
matoi_ring_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
matoi_ring_class_init (MatoiRingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = matoi_ring_snapshot;
  widget_class->measure = matoi_ring_measure;
  gtk_widget_class_set_css_name (widget_class, "ring");
  /* The words beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
matoi_ring_init (MatoiRing *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[MATOI_RING_OFF]);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
