/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-view.h"

#include "matoi-timeline-view-private.h"
#include "matoi-ui-text.h"

/* Below this height the picture makes room for the entries. */
#define PICTURE_HEIGHT 340
#define LIST_HEIGHT    120

/* A list of GTK has no more rows than these. */
#define MAX_SPARE 224

G_DEFINE_FINAL_TYPE (MatoiTimelineView, matoi_timeline_view, GTK_TYPE_WIDGET)

enum
{
  PROP_FILTER = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* --- rows */

static void
bind_row (GtkListItem *list_item)
{
  MatoiTimelineView *self = g_object_get_data (G_OBJECT (list_item), "matoi-view");
  MatoiTimelineRow *row = MATOI_TIMELINE_ROW (gtk_list_item_get_child (list_item));
  MatoiTimelineItem *item = gtk_list_item_get_item (list_item);
  GTimeZone *zone = matoi_session_get_zone (self->session);
  guint position = gtk_list_item_get_position (list_item);

  matoi_timeline_row_show (row, item, matoi_timeline_model_starts_day (self->model, position, zone),
                           zone);
  matoi_timeline_row_set_marked (row, matoi_id_equal (&self->marked_id,
                                                      matoi_timeline_item_get_id (item)));
}

/* To make rows and to take them apart takes long: those that are not needed are kept for the next
 * incident. */
static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiTimelineView *self = user_data;
  g_autoptr (GtkWidget) row = self->spare->len > 0
                                ? g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1)
                                : g_object_ref_sink (matoi_timeline_row_new ());

  gtk_list_item_set_child (list_item, row);
  g_object_set_data (G_OBJECT (list_item), "matoi-view", self);
  g_object_set_data_full (G_OBJECT (list_item), "matoi-row", g_object_ref (row), g_object_unref);
}

/* GTK has taken the child away by now. */
static void
on_teardown (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiTimelineView *self = user_data;
  GtkWidget *row = g_object_steal_data (G_OBJECT (list_item), "matoi-row");

  if (self->spare && self->spare->len < MAX_SPARE)
    g_ptr_array_add (self->spare, row);
  else
    g_object_unref (row);
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

/* The item the keys are for, or NULL. */
MatoiTimelineItem *
matoi_timeline_view_get_selected (MatoiTimelineView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* --- the incident */

static void
on_changed (MatoiTimelineView *self, GPtrArray *events, gboolean folded_again)
{
  gboolean was_at_end = self->at_end && !matoi_timeline_view_is_busy (self);
  guint n_new;

  if (!matoi_timeline_model_knows_end (self->model))
    matoi_timeline_view_fill_all (self);
  n_new = matoi_timeline_model_update (self->model, events, folded_again);
  self->n_last = was_at_end ? 0 : n_new;
  matoi_timeline_view_update_picture (self, events, folded_again);
  matoi_timeline_view_show_count (self);
  matoi_timeline_view_update_actions (self);
  if (was_at_end)
    matoi_timeline_view_scroll_to_end (self);
  else if (n_new > 0)
    matoi_timeline_view_add_newer (self, n_new);
}

/* Where what was recorded here is seen: a line where its time puts it, the rest at the end. */
static void
show_recorded (MatoiTimelineView *self, const MatoiEvent *event)
{
  gboolean added = g_strcmp0 (event->type, "entry.added") == 0;
  guint length, position;

  if (!added && g_strcmp0 (event->type, "entry.corrected") != 0)
    {
      matoi_timeline_view_scroll_to_end (self);
      return;
    }
  /* A search that hides the line has done its job. */
  if (added && !matoi_timeline_model_find (self->model, &event->id, &position))
    matoi_timeline_view_show_everything (self);
  if (!matoi_timeline_model_find (self->model, &event->id, &position))
    return;
  length = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (added && position + 1 == length)
    matoi_timeline_view_scroll_to_end (self);
  else
    matoi_timeline_view_go_to (self, position);
}

/* What was done here is seen and is no news. What somebody who is in the list did to a row leaves
 * the list where it is. */
static void
on_recorded (MatoiTimelineView *self, GPtrArray *events, gboolean can_undo)
{
  gboolean in_list = (gtk_widget_get_state_flags (GTK_WIDGET (self->inc_timeline)) &
                      GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  for (guint i = events->len; i > 0; i--)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i - 1);

      if (!matoi_timeline_model_has (self->model, &event->id) ||
          (in_list && !g_str_has_prefix (event->type, "entry.")))
        continue;
      show_recorded (self, event);
      break;
    }
  matoi_timeline_view_take_newer (self, self->n_last);
  self->n_last = 0;
}

static void
on_zone_changed (MatoiTimelineView *self)
{
  matoi_timeline_model_refresh (self->model);
  matoi_timeline_view_begin_picture (self);
}

/* Shows the incident of @session (nullable). */
void
matoi_timeline_view_set_session (MatoiTimelineView *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_TIMELINE_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  matoi_timeline_view_unmark (self);
  gtk_popover_popdown (self->tl_strike);
  gtk_popover_popdown (self->tl_edit);
  /* Rows of the old one ask it until they are gone. */
  matoi_timeline_view_begin_fill (self, NULL);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (on_zone_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (matoi_timeline_view_tick_picture), self,
                           G_CONNECT_SWAPPED);
  matoi_timeline_view_show_everything (self);
  matoi_timeline_view_begin_fill (self, matoi_session_get_incident (session));
  matoi_timeline_view_begin_picture (self);
  matoi_timeline_view_show_count (self);
  matoi_timeline_view_update_actions (self);
  matoi_timeline_view_scroll_to_end (self);
}

/* --- the layout: one below the other; the picture only where there is room */

/* The list is not asked: it takes what there is, and rows that come and go while it is scrolled
 * would have all of them measured for the whole window. */
static void
matoi_timeline_view_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);

  gtk_widget_measure (self->tl_heading, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum += LIST_HEIGHT;
  *natural += PICTURE_HEIGHT + LIST_HEIGHT;
}

static void
matoi_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  GtkWidget *picture = GTK_WIDGET (self->tl_picture);
  gboolean room = height >= PICTURE_HEIGHT;
  GtkAllocation place = { 0, 0, width, 0 };

  gtk_widget_measure (self->tl_heading, GTK_ORIENTATION_VERTICAL, width, &place.height, NULL, NULL,
                      NULL);
  gtk_widget_size_allocate (self->tl_heading, &place, -1);
  place.y += place.height;
  gtk_widget_set_child_visible (picture, room);
  /* It has to be asked before it is given its place. */
  gtk_widget_measure (self->tl_body, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  if (room)
    {
      gtk_widget_measure (picture, GTK_ORIENTATION_VERTICAL, width, &place.height, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (picture, &place, -1);
      place.y += place.height;
    }
  place.height = MAX (height - place.y, 0);
  gtk_widget_size_allocate (self->tl_body, &place, -1);
  /* Only now is it known how high new rows are: the end is seen in this frame, not in the next. */
  if (matoi_timeline_view_go_late (self))
    gtk_widget_size_allocate (self->tl_body, &place, -1);
  for (guint i = 0; i < 2 && matoi_timeline_view_keep_end (self); i++)
    gtk_widget_size_allocate (self->tl_body, &place, -1);
  gtk_popover_present (self->tl_strike);
  gtk_popover_present (self->tl_edit);
  if (self->menu)
    gtk_popover_present (self->menu);
}

/* --- the object */

static void
matoi_timeline_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FILTER)
    g_value_set_string (value, matoi_timeline_view_get_filter_name (MATOI_TIMELINE_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
matoi_timeline_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FILTER)
    matoi_timeline_view_set_filter (MATOI_TIMELINE_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
matoi_timeline_view_dispose (GObject *object)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (object);

  if (self->tl_strike)
    matoi_timeline_view_set_session (self, NULL);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->search_id, g_source_remove);
  g_clear_pointer (&self->spare, g_ptr_array_unref);
  if (self->menu)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TIMELINE_VIEW);
  self->tl_strike = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->edit_time, g_free);
  g_clear_pointer (&self->summary, g_free);
  G_OBJECT_CLASS (matoi_timeline_view_parent_class)->dispose (object);
}

static void
matoi_timeline_view_class_init (MatoiTimelineViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = matoi_timeline_view_dispose;
  object_class->get_property = matoi_timeline_view_get_property;
  object_class->set_property = matoi_timeline_view_set_property;
  widget_class->measure = matoi_timeline_view_measure;
  widget_class->size_allocate = matoi_timeline_view_size_allocate;
  /* The kind that is shown: "all", "facts" … */
  properties[PROP_FILTER] =
    g_param_spec_string ("filter", NULL, NULL, "all",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MATOI_TYPE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineView, tl_heading);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineView, tl_body);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineView, inc_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineView, inc_timeline);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineView, inc_newer);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineView, inc_newer_button);
  gtk_widget_class_bind_template_callback (widget_class, matoi_timeline_view_scroll_to_end);
  matoi_timeline_view_class_init_find (widget_class);
  matoi_timeline_view_class_init_actions (widget_class);
  matoi_timeline_view_class_init_menu (widget_class);
  matoi_timeline_view_class_init_forms (widget_class);
  matoi_timeline_view_class_init_strip (widget_class);
}

static void
matoi_timeline_view_init (MatoiTimelineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->model = matoi_timeline_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_teardown), self, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->inc_timeline, factory);
  g_object_unref (factory);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  gtk_list_view_set_model (self->inc_timeline, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (matoi_timeline_view_update_actions), self,
                           G_CONNECT_SWAPPED);

  matoi_timeline_view_init_place (self);
  matoi_timeline_view_init_fill (self);
  matoi_timeline_view_init_actions (self);
  matoi_timeline_view_init_menu (self);
  matoi_timeline_view_set_filter (self, "all");
}
