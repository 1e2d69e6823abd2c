/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-squeezer.h"

enum
{
  MAX_LEVELS = 8,
  LEAST_WIDTH = 200, /* px asked for at the least: folding must get the chance to begin */
};

struct _MatoiSqueezer
{
  GtkWidget parent_instance;
  guint n_levels, level, least;
  int needs[MAX_LEVELS]; /* px, what each level asked for when it was last shown; 0: not known */
  guint wanted;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (MatoiSqueezer, matoi_squeezer, GTK_TYPE_WIDGET)

static guint folded_signal;

static gboolean
fold (gpointer user_data)
{
  MatoiSqueezer *self = user_data;

  self->idle_id = 0;
  if (self->wanted == self->level)
    return G_SOURCE_REMOVE;
  self->level = self->wanted;
  g_signal_emit (self, folded_signal, 0, self->level);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Ahead of the next frame, but not in the middle of this one's layout. */
static void
want (MatoiSqueezer *self, guint level)
{
  self->wanted = CLAMP (level, self->least, self->n_levels - 1);
  if (self->wanted != self->level && self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold, self, NULL);
}

/* How many levels there are, at most eight. */
void
matoi_squeezer_set_levels (MatoiSqueezer *self, guint n_levels)
{
  g_return_if_fail (MATOI_IS_SQUEEZER (self) && n_levels >= 1 && n_levels <= MAX_LEVELS);

  self->n_levels = n_levels;
  want (self, self->level);
}

/* Never shows more than @level does, however much room there is. */
void
matoi_squeezer_set_least (MatoiSqueezer *self, guint level)
{
  g_return_if_fail (MATOI_IS_SQUEEZER (self) && level < self->n_levels);

  if (self->least == level)
    return;
  self->least = level;
  want (self, self->level);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

guint
matoi_squeezer_get_level (MatoiSqueezer *self)
{
  g_return_val_if_fail (MATOI_IS_SQUEEZER (self), 0);

  return self->level;
}

/* What the child shows has changed: what it once needed says nothing any more. */
void
matoi_squeezer_reset (MatoiSqueezer *self)
{
  g_return_if_fail (MATOI_IS_SQUEEZER (self));

  for (guint i = 0; i < MAX_LEVELS; i++)
    self->needs[i] = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
matoi_squeezer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiSqueezer *self = MATOI_SQUEEZER (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int min;

  if (!child)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  self->needs[self->level] = min;
  if (width < min)
    want (self, self->level + 1);
  else if (self->level > self->least && width >= self->needs[self->level - 1])
    want (self, self->level - 1);
  /* For one frame it may be too wide; it is clipped then. */
  gtk_widget_allocate (child, MAX (width, min), height, baseline, NULL);
}

static void
matoi_squeezer_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int min;

  if (!child)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
      for_size = MAX (for_size, min);
    }
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static GtkSizeRequestMode
matoi_squeezer_get_request_mode (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child ? gtk_widget_get_request_mode (child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
matoi_squeezer_dispose (GObject *object)
{
  MatoiSqueezer *self = MATOI_SQUEEZER (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_squeezer_parent_class)->dispose (object);
}

static void
matoi_squeezer_class_init (MatoiSqueezerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_squeezer_dispose;
  widget_class->measure = matoi_squeezer_measure;
  widget_class->size_allocate = matoi_squeezer_size_allocate;
  widget_class->get_request_mode = matoi_squeezer_get_request_mode;
  folded_signal = g_signal_new ("folded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
matoi_squeezer_init (MatoiSqueezer *self)
{
  self->n_levels = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
