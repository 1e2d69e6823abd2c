/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fill.h"

#define KEY "matoi-fill"

typedef struct
{
  MatoiFillFunc add;
  gboolean painted;
  guint id;
} Fill;

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Fill *fill = user_data;

  /* The first time is before the first frame is painted. */
  if (!fill->painted)
    {
      fill->painted = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (fill->add (widget))
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (widget), KEY, NULL);
  return G_SOURCE_REMOVE;
}

/* Calls @add once with each frame, from the one after the next on, until it says that it is done or
 * the widget is gone. One at a time: what was begun before is not gone on with. */
void
matoi_fill_begin (GtkWidget *widget, MatoiFillFunc add)
{
  Fill *fill = g_new0 (Fill, 1);

  matoi_fill_stop (widget);
  fill->add = add;
  fill->id = gtk_widget_add_tick_callback (widget, on_tick, fill, g_free);
  g_object_set_data (G_OBJECT (widget), KEY, fill);
}

/* Whether something is still to be added. */
gboolean
matoi_fill_is_running (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), KEY) != NULL;
}

/* Adds nothing more; FALSE: there was nothing to be added. Not to be called while it adds. */
gboolean
matoi_fill_stop (GtkWidget *widget)
{
  Fill *fill = g_object_steal_data (G_OBJECT (widget), KEY);

  if (fill)
    gtk_widget_remove_tick_callback (widget, fill->id);
  return fill != NULL;
}
