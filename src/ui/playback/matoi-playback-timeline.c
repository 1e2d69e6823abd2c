/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-playback-timeline.h"

#include <glib/gi18n-lib.h>

#include "matoi-timeline-row.h"

struct _MatoiPlaybackTimeline
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkListView *list;
  MatoiTimelineModel *model;
  GTimeZone *zone;            /* (nullable) */
  const MatoiIncident *shown; /* what the model has; only compared */
  guint n_shown;              /* so many of its events */
};

G_DEFINE_FINAL_TYPE (MatoiPlaybackTimeline, matoi_playback_timeline, GTK_TYPE_WIDGET)

/* --- a line */

static void
bind_row (GtkListItem *list_item)
{
  MatoiPlaybackTimeline *self = g_object_get_data (G_OBJECT (list_item), "matoi-timeline");
  guint position = gtk_list_item_get_position (list_item);

  matoi_timeline_row_show (MATOI_TIMELINE_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item),
                           matoi_timeline_model_starts_day (self->model, position, self->zone),
                           self->zone);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, matoi_timeline_row_new ());
  g_object_set_data (G_OBJECT (list_item), "matoi-timeline", user_data);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  bind_row (list_item);
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (bind_row),
                            list_item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), bind_row, list_item);
}

/* --- all of them */

static gboolean
scroll_to_end (gpointer user_data)
{
  g_autoptr (MatoiPlaybackTimeline) self = user_data;
  GtkAdjustment *adjustment;

  if (!self->scroller)
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/** matoi_playback_timeline_show: see the header. */
void
matoi_playback_timeline_show (MatoiPlaybackTimeline *self,
                              const MatoiIncident *incident,
                              GTimeZone *zone)
{
  g_return_if_fail (MATOI_IS_PLAYBACK_TIMELINE (self));

  if (incident && incident == self->shown && incident->events->len == self->n_shown)
    return;
  if (zone != self->zone)
    {
      g_clear_pointer (&self->zone, g_time_zone_unref);
      self->zone = zone ? g_time_zone_ref (zone) : NULL;
    }
  self->shown = incident;
  self->n_shown = incident ? incident->events->len : 0;
  matoi_timeline_model_set_incident (self->model, incident);
  if (incident)
    g_idle_add (scroll_to_end, g_object_ref (self));
}

/* --- the object */

static void
matoi_playback_timeline_dispose (GObject *object)
{
  MatoiPlaybackTimeline *self = MATOI_PLAYBACK_TIMELINE (object);

  if (self->model)
    matoi_playback_timeline_show (self, NULL, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (matoi_playback_timeline_parent_class)->dispose (object);
}

static void
matoi_playback_timeline_class_init (MatoiPlaybackTimelineClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_playback_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_playback_timeline_init (MatoiPlaybackTimeline *self)
{
  static const char *const styles[] = { "timeline", "playback-timeline", "timeline-view" };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->model = matoi_timeline_model_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)))),
    factory));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_add_css_class (GTK_WIDGET (self->list), styles[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was known then"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
