/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-picture.h"

#include "matoi-picture-marks.h"
#include "matoi-picture-ticks.h"

#define BAND_TOP    4
#define BAND_HEIGHT 9
#define MARK_Y      21 /* the middle of the marks */
#define LABEL_TOP   30

typedef struct
{
  gint64 from, to;
  guint rank;
} Band;

struct _MatoiPicture
{
  GtkWidget parent_instance;
  gint64 from, to, now;
  gint64 drawn_to, drawn_now; /* as the last drawing had it */
  GTimeZone *zone;
  GArray *bands; /* of Band */
  MatoiMarks *marks;
  gint64 cursor; /* G_MININT64: none */
  gboolean colours_known;
  MatoiPictureColours colours;
};

G_DEFINE_FINAL_TYPE (MatoiPicture, matoi_picture, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  CURSOR_MOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- where things are */

static double
get_scale (MatoiPicture *self)
{
  return (double) gtk_widget_get_width (GTK_WIDGET (self)) /
         (double) MAX (self->to - self->from, 1);
}

static double
get_x (MatoiPicture *self, gint64 at)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = (double) (at - self->from) * get_scale (self);

  x = CLAMP (x, 0, width);
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;
}

/* The time that is shown at @x. */
gint64
matoi_picture_get_time_at (MatoiPicture *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  g_return_val_if_fail (MATOI_IS_PICTURE (self), 0);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;
  return self->from + (gint64) (CLAMP (x, 0, width) / get_scale (self));
}

/* The marks where they are drawn. */
static GArray *
place_marks (MatoiPicture *self)
{
  return matoi_marks_place (self->marks, self->from, self->drawn_to,
                            gtk_widget_get_width (GTK_WIDGET (self)));
}

/* --- drawing */

static void
draw_bands (MatoiPicture *self, GtkSnapshot *snapshot, int width)
{
  GskRoundedRect clip;

  gsk_rounded_rect_init_from_rect (
    &clip, &GRAPHENE_RECT_INIT (0, BAND_TOP, (float) width, BAND_HEIGHT), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  for (guint i = 0; i < self->bands->len; i++)
    {
      const Band *band = &g_array_index (self->bands, Band, i);
      double a = get_x (self, band->from), b = get_x (self, band->to);
      double left = MIN (a, b), right = MAX (a, b);

      /* A gap tells two bands of like colours apart. */
      if (right - left > 3 && right < width)
        right -= 1;
      gtk_snapshot_append_color (snapshot, &self->colours.bands[band->rank],
                                 &GRAPHENE_RECT_INIT ((float) left, BAND_TOP,
                                                      (float) MAX (right - left, 1), BAND_HEIGHT));
    }
  gtk_snapshot_pop (snapshot);
}

static void
draw_marks (MatoiPicture *self, GtkSnapshot *snapshot, int width)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GArray *groups = place_marks (self);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, BAND_TOP + BAND_HEIGHT,
                                                                          (float) width, 18));

  for (guint i = 0; i < groups->len; i++)
    {
      const MatoiMarkGroup *group = &g_array_index (groups, MatoiMarkGroup, i);
      double x = CLAMP (group->x, 5, width - 6);

      matoi_mark_draw (cr, group->kind, &self->colours.marks[group->kind], rtl ? width - x : x,
                       MARK_Y, group->n);
    }
  cairo_destroy (cr);
}

static void
draw_line (MatoiPicture *self, GtkSnapshot *snapshot, gint64 at, const GdkRGBA *colour, int width)
{
  double x = CLAMP (get_x (self, at) - 1, 0, width - 2);

  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT ((float) x, 0, 2, LABEL_TOP));
}

static void
matoi_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MatoiPicture *self = MATOI_PICTURE (widget);
  int width = gtk_widget_get_width (widget);

  if (width < 1 || self->to <= self->from)
    return;
  if (!self->colours_known)
    matoi_picture_colours_read (&self->colours, widget);
  self->colours_known = TRUE;
  self->drawn_to = self->to;
  self->drawn_now = self->now;
  matoi_ticks_draw (widget, snapshot,
                    &GRAPHENE_RECT_INIT (0, BAND_TOP + BAND_HEIGHT + 2, (float) width,
                                         LABEL_TOP - BAND_TOP - BAND_HEIGHT - 2),
                    self->from, self->to, self->zone, &self->colours.tick);
  draw_bands (self, snapshot, width);
  draw_marks (self, snapshot, width);
  if (self->now != G_MININT64)
    draw_line (self, snapshot, self->now, &self->colours.now, width);
  if (self->cursor != G_MININT64 && gtk_widget_has_visible_focus (widget))
    {
      GdkRGBA colour;

      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
      draw_line (self, snapshot, self->cursor, &colour, width);
    }
}

static void
matoi_picture_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  *minimum = 120;
  *natural = 400;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  layout = gtk_widget_create_pango_layout (widget, "00:00");
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = LABEL_TOP + height;
}

static void
matoi_picture_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  MatoiPicture *self = MATOI_PICTURE (widget);

  GTK_WIDGET_CLASS (matoi_picture_parent_class)->css_changed (widget, change);
  self->colours_known = FALSE;
  gtk_widget_queue_draw (widget);
}

/* --- what it shows */

/* See the header. */
void
matoi_picture_begin (MatoiPicture *self, gint64 from, gint64 to, gint64 now, GTimeZone *zone)
{
  g_return_if_fail (MATOI_IS_PICTURE (self) && zone != NULL);

  self->from = from;
  self->to = MAX (to, from + 1);
  self->now = now;
  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  g_array_set_size (self->bands, 0);
  matoi_marks_clear (self->marks);
  self->drawn_to = self->to;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Adds a band; @rank: 1 is the worst, 0 is none. */
void
matoi_picture_add_band (MatoiPicture *self, gint64 from, gint64 to, guint rank)
{
  Band band = { from, to, MIN (rank, MATOI_N_RANKS - 1) };

  g_return_if_fail (MATOI_IS_PICTURE (self));

  g_array_append_val (self->bands, band);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Adds a mark; draws only if that makes a difference. */
void
matoi_picture_add_mark (MatoiPicture *self, gint64 at, const char *kind)
{
  g_return_if_fail (MATOI_IS_PICTURE (self));

  if (matoi_marks_add (self->marks, at, kind))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* See the header. */
void
matoi_picture_advance (MatoiPicture *self, gint64 to, gint64 now)
{
  double scale;

  g_return_if_fail (MATOI_IS_PICTURE (self));

  if (self->bands->len > 0)
    {
      Band *last = &g_array_index (self->bands, Band, self->bands->len - 1);

      if (last->to == self->now)
        last->to = now;
    }
  self->to = MAX (to, self->from + 1);
  self->now = now;
  scale = get_scale (self);
  if ((double) ABS (self->to - self->drawn_to) * scale >= 1 ||
      (now != G_MININT64 && (double) ABS (now - self->drawn_now) * scale >= 1))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* See the header. */
void
matoi_picture_set_summary (MatoiPicture *self, const char *summary)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary,
                                  -1);
}

/* --- the pointer and the keys */

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, MatoiPicture *self)
{
  gint64 at = matoi_picture_get_time_at (self, x);
  const MatoiMarkGroup *group;

  place_marks (self);
  group = matoi_marks_find (self->marks, (double) (at - self->from) * get_scale (self));
  g_signal_emit (self, signals[ACTIVATED], 0, group ? group->at : at);
}

static void
set_cursor (MatoiPicture *self, gint64 at)
{
  self->cursor = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CURSOR_MOVED], 0, at);
}

/* Moves the cursor by @step marks; ±2: to the first or last one. */
static gboolean
move_cursor (GtkWidget *widget, GVariant *args, gpointer unused)
{
  MatoiPicture *self = MATOI_PICTURE (widget);
  int step = g_variant_get_int32 (args);
  double x = (double) (self->cursor - self->from) * get_scale (self);
  GArray *groups = place_marks (self);
  const MatoiMarkGroup *best = NULL;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL && ABS (step) == 1)
    step = -step;
  if (self->cursor == G_MININT64)
    x = step == 1 ? -2 : gtk_widget_get_width (widget);
  else if (ABS (step) == 2)
    x = step < 0 ? gtk_widget_get_width (widget) : -2;
  /* The nearest on that side, or the farthest. */
  for (guint i = 0; i < groups->len; i++)
    {
      const MatoiMarkGroup *group = &g_array_index (groups, MatoiMarkGroup, i);
      gboolean after = group->x > x + 1 && group->at != self->cursor;
      gboolean before = group->x < x - 8 && group->at != self->cursor;

      if ((step == 1 && after && !best) || (step == -1 && before) || (step == -2 && !best) ||
          step == 2)
        best = group;
    }
  if (best)
    set_cursor (self, best->at);
  return TRUE;
}

static gboolean
activate_cursor (GtkWidget *widget, GVariant *args, gpointer unused)
{
  MatoiPicture *self = MATOI_PICTURE (widget);

  if (self->cursor != G_MININT64)
    g_signal_emit (self, signals[ACTIVATED], 0, self->cursor);
  return TRUE;
}

/* --- the object */

GtkWidget *
matoi_picture_new (void)
{
  return g_object_new (MATOI_TYPE_PICTURE, NULL);
}

static void
matoi_picture_finalize (GObject *object)
{
  MatoiPicture *self = MATOI_PICTURE (object);

  g_array_unref (self->bands);
  matoi_marks_free (self->marks);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (matoi_picture_parent_class)->finalize (object);
}

static void
matoi_picture_class_init (MatoiPictureClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_picture_finalize;
  widget_class->snapshot = matoi_picture_snapshot;
  widget_class->measure = matoi_picture_measure;
  widget_class->css_changed = matoi_picture_css_changed;
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "picture-over-time");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cursor, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cursor, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_cursor, "i", -2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_cursor, "i", 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cursor, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cursor, NULL);
}

static void
matoi_picture_init (MatoiPicture *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->bands = g_array_new (FALSE, FALSE, sizeof (Band));
  self->marks = matoi_marks_new ();
  self->zone = g_time_zone_new_utc ();
  self->now = self->cursor = G_MININT64;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
