/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-chart.h"

struct _MatoiChart
{
  GtkWidget parent_instance;
  MatoiChartData *data; /* (nullable) */
  char *summary;
  MatoiChartPoint point; /* that has the focus */
  gboolean contrast;
};

G_DEFINE_FINAL_TYPE (MatoiChart, matoi_chart, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  FOCUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const MatoiChartPoint nowhere = { -1, -1 };

/* (transfer full) */
static char *
dup_words (MatoiChart *self, MatoiChartPoint point)
{
  const MatoiChartSeries *series = g_ptr_array_index (self->data->series, point.series);
  const char *place = g_ptr_array_index (self->data->places, point.place);
  g_autofree char *value =
    matoi_chart_data_dup_value (self->data, (guint) point.series, (guint) point.place);

  const char *note = self->data->notes ? self->data->notes->pdata[point.place] : NULL;

  if (self->data->kind != MATOI_CHART_ROWS)
    return g_strdup_printf ("%s · %s: %s", place, series->name, value);
  return note ? g_strdup_printf ("%s: %s · %s", place, value, note)
              : g_strdup_printf ("%s: %s", place, value);
}

static void
tell (MatoiChart *self)
{
  g_autofree char *words = self->point.place >= 0 ? dup_words (self, self->point) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words ? words : self->summary, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[FOCUSED], 0, words ? words : "");
}

static gboolean
has_point (MatoiChart *self, MatoiChartPoint point)
{
  return self->data && matoi_chart_has_point (self->data, point);
}

/* On in that direction, to the next point there is. */
static gboolean
move (MatoiChart *self, int places, int series)
{
  if (!self->data || !matoi_chart_walk (self->data, &self->point, places, series))
    return self->point.place >= 0;
  tell (self);
  return TRUE;
}

static gboolean
on_key (MatoiChart *self, guint key)
{
  gboolean rows = self->data && self->data->kind == MATOI_CHART_ROWS;
  int up = self->data && self->data->kind == MATOI_CHART_HEAT ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Left:
      return !rows && move (self, -1, 0);
    case GDK_KEY_Right:
      return !rows && move (self, 1, 0);
    case GDK_KEY_Up:
      return rows ? move (self, -1, 0) : move (self, 0, up);
    case GDK_KEY_Down:
      return rows ? move (self, 1, 0) : move (self, 0, -up);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (self->point.place >= 0)
        g_signal_emit (self, signals[ACTIVATED], 0, self->point.series, self->point.place);
      return self->point.place >= 0;
    default:
      return FALSE;
    }
}

static gboolean
on_shortcut (GtkWidget *widget, GVariant *arguments, gpointer key)
{
  return on_key (MATOI_CHART (widget), GPOINTER_TO_UINT (key));
}

static void
add_keys (MatoiChart *self)
{
  static const guint keys[] = { GDK_KEY_Left,   GDK_KEY_Right,    GDK_KEY_Up,   GDK_KEY_Down,
                                GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], 0),
                        gtk_callback_action_new (on_shortcut, GUINT_TO_POINTER (keys[i]), NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static MatoiChartPoint
find (MatoiChart *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  MatoiChartPoint point = nowhere;

  if (self->data)
    point = matoi_chart_find (self->data, gtk_widget_get_pango_context (widget),
                              gtk_widget_get_width (widget), gtk_widget_get_height (widget), x, y);
  return has_point (self, point) ? point : nowhere;
}

static void
on_pressed (MatoiChart *self, int n_press, double x, double y)
{
  self->point = find (self, x, y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->point.place < 0)
    return;
  tell (self);
  g_signal_emit (self, signals[ACTIVATED], 0, self->point.series, self->point.place);
}

static gboolean
on_query_tooltip (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean by_keys,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  MatoiChart *self = MATOI_CHART (widget);
  MatoiChartPoint point = by_keys ? self->point : find (self, x, y);
  g_autofree char *words = NULL;

  if (point.place < 0)
    return FALSE;
  words = dup_words (self, point);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
on_enter (MatoiChart *self)
{
  if (self->point.place < 0)
    move (self, 1, 0);
}

static void
on_leave (MatoiChart *self)
{
  self->point = nowhere;
  if (self->data)
    tell (self);
}

static void
matoi_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MatoiChart *self = MATOI_CHART (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  MatoiChartStyle style = { .contrast = self->contrast };
  cairo_t *cr;

  if (!self->data || width < 2 || height < 2)
    return;
  gtk_style_context_get_color (context, &style.text);
  style.faint = style.text;
  style.faint.alpha *= 0.18f;
  /* The ground is the other way round from the words. */
  style.dark = style.text.red + style.text.green + style.text.blue > 1.5f;
  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  matoi_chart_draw (self->data, cr, gtk_widget_get_pango_context (widget), width, height, &style,
                    gtk_widget_has_focus (widget) ? self->point : nowhere);
  cairo_destroy (cr);
}

static void
matoi_chart_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  MatoiChart *self = MATOI_CHART (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = self->data ? matoi_chart_get_height (self->data) : 0;
  else
    {
      *minimum = 160;
      *natural = 420;
    }
}

static void
matoi_chart_finalize (GObject *object)
{
  MatoiChart *self = MATOI_CHART (object);

  g_clear_pointer (&self->data, matoi_chart_data_unref);
  g_free (self->summary);
  G_OBJECT_CLASS (matoi_chart_parent_class)->finalize (object);
}

static void
matoi_chart_class_init (MatoiChartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_chart_finalize;
  widget_class->snapshot = matoi_chart_snapshot;
  widget_class->measure = matoi_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[ACTIVATED] = g_signal_new ("activated", MATOI_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[FOCUSED] = g_signal_new ("focused", MATOI_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_chart_init (MatoiChart *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->point = nowhere;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  add_keys (self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

/** matoi_chart_new: an empty one. */
GtkWidget *
matoi_chart_new (void)
{
  return g_object_new (MATOI_TYPE_CHART, NULL);
}

/** matoi_chart_show: see the header; the focus stays where it is if that is still there. */
void
matoi_chart_show (MatoiChart *self, MatoiChartData *data, const char *summary)
{
  g_return_if_fail (MATOI_IS_CHART (self));

  matoi_chart_data_ref (data);
  g_clear_pointer (&self->data, matoi_chart_data_unref);
  self->data = data;
  g_free (self->summary);
  self->summary = g_strdup (summary);
  if (!has_point (self, self->point))
    self->point = nowhere;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  tell (self);
}

/** matoi_chart_set_contrast: see the header. */
void
matoi_chart_set_contrast (MatoiChart *self, gboolean contrast)
{
  g_return_if_fail (MATOI_IS_CHART (self));

  self->contrast = contrast;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** matoi_chart_get_data: (transfer none) (nullable): what it shows. */
MatoiChartData *
matoi_chart_get_data (MatoiChart *self)
{
  g_return_val_if_fail (MATOI_IS_CHART (self), NULL);

  return self->data;
}

/** matoi_chart_get_point: which one has the focus. */
MatoiChartPoint
matoi_chart_get_point (MatoiChart *self)
{
  g_return_val_if_fail (MATOI_IS_CHART (self), nowhere);

  return self->point;
}
