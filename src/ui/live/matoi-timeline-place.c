/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-timeline-view-private.h"

#define NEWER_HEIGHT 52

/* The row that shows @id now, or NULL. */
MatoiTimelineRow *
matoi_timeline_view_find_row (MatoiTimelineView *self, const MatoiId *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->inc_timeline)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      MatoiTimelineItem *item =
        MATOI_IS_TIMELINE_ROW (row) ? matoi_timeline_row_get_item (MATOI_TIMELINE_ROW (row)) : NULL;

      if (item && gtk_widget_get_child_visible (child) &&
          matoi_id_equal (matoi_timeline_item_get_id (item), id))
        return MATOI_TIMELINE_ROW (row);
    }
  return NULL;
}

/* The last line of the list is the last one of the incident. */
static void
know_end (MatoiTimelineView *self)
{
  if (!matoi_timeline_model_knows_end (self->model))
    matoi_timeline_view_fill_all (self);
}

/* Brings the keyboard to the selected row, else to the last one. */
void
matoi_timeline_view_focus_list (MatoiTimelineView *self)
{
  MatoiTimelineItem *item = matoi_timeline_view_get_selected (self);
  guint length;
  MatoiTimelineRow *row;

  if (!item)
    know_end (self);
  length = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (!item && length > 0)
    {
      gtk_single_selection_set_selected (self->selection, length - 1);
      item = matoi_timeline_view_get_selected (self);
    }
  row = item ? matoi_timeline_view_find_row (self, matoi_timeline_item_get_id (item)) : NULL;
  if (row)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->inc_timeline));
}

/* --- the place in the list */

static void
show_newer (MatoiTimelineView *self)
{
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->inc_newer, self->n_newer > 0);
  /* The button has a place of its own: it covers no row. */
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->inc_scroller),
                                self->n_newer > 0 ? NEWER_HEIGHT : 0);
  gtk_widget_set_can_target (GTK_WIDGET (self->inc_newer), self->n_newer > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->inc_newer_button), self->n_newer > 0);
  if (self->n_newer == 0)
    return;
  /* Translators: a button; leads to the entries that have come in below. */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u New Entry ↓", "%u New Entries ↓",
                                       self->n_newer),
                          self->n_newer);
  gtk_button_set_label (self->inc_newer_button, text);
}

/* Follows the end of the timeline from now on. */
void
matoi_timeline_view_scroll_to_end (MatoiTimelineView *self)
{
  guint length;

  g_return_if_fail (MATOI_IS_TIMELINE_VIEW (self));

  know_end (self);
  length = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  self->at_end = TRUE;
  self->n_newer = 0;
  show_newer (self);
  if (length > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->inc_timeline), "list.scroll-to-item", "u",
                                length - 1);
}

/* Whether a row is being worked on: it must not move away. */
gboolean
matoi_timeline_view_is_busy (MatoiTimelineView *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->tl_strike)) ||
         gtk_widget_get_visible (GTK_WIDGET (self->tl_edit)) || self->menu != NULL;
}

/* Goes on to the end when that has moved on since; TRUE: it has. */
gboolean
matoi_timeline_view_keep_end (MatoiTimelineView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->inc_scroller);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (!self->at_end || matoi_timeline_view_is_busy (self))
    return FALSE;
  if (gtk_adjustment_get_value (adjustment) >= end - 1)
    {
      g_clear_handle_id (&self->settle_id, g_source_remove);
      return FALSE;
    }
  matoi_timeline_view_scroll_to_end (self);
  return TRUE;
}

static gboolean
settle (gpointer user_data)
{
  MatoiTimelineView *self = user_data;

  self->settle_id = 0;
  if (self->at_end && !matoi_timeline_view_is_busy (self))
    matoi_timeline_view_scroll_to_end (self);
  return G_SOURCE_REMOVE;
}

/* The height of the list or of what is seen of it has changed, by no act of a person: stay at
 * the end. Once the layout is done, and before it is drawn. */
static void
on_height_changed (MatoiTimelineView *self)
{
  if (self->at_end && self->settle_id == 0)
    self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, settle, self, NULL);
}

static void
on_scrolled (MatoiTimelineView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->inc_scroller);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (self->settle_id != 0)
    return;
  /* Half a row is near enough to mean "the end". */
  self->at_end = gtk_adjustment_get_value (adjustment) >= end - 24 &&
                 matoi_timeline_model_knows_end (self->model);
  if (self->at_end && self->n_newer > 0)
    {
      self->n_newer = 0;
      show_newer (self);
    }
}

/* --- the row that was looked for */

/* Takes the light off the row that was looked for. */
void
matoi_timeline_view_unmark (MatoiTimelineView *self)
{
  MatoiTimelineRow *row = matoi_timeline_view_find_row (self, &self->marked_id);
  GtkWidget *root = self->marked_keys ? gtk_event_controller_get_widget (self->marked_keys) : NULL;

  if (row)
    matoi_timeline_row_set_marked (row, FALSE);
  self->marked_id = (MatoiId){ { 0 } };
  if (root)
    gtk_widget_remove_controller (root, self->marked_keys);
  g_clear_object (&self->marked_keys);
}

static gboolean
on_marked_key (MatoiTimelineView *self)
{
  matoi_timeline_view_unmark (self);
  return GDK_EVENT_PROPAGATE;
}

/* A steady light on the row until the next key, wherever that is pressed. */
static void
mark (MatoiTimelineView *self, const MatoiId *id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  MatoiTimelineRow *row;

  matoi_timeline_view_unmark (self);
  self->marked_id = *id;
  row = matoi_timeline_view_find_row (self, id);
  if (row)
    matoi_timeline_row_set_marked (row, TRUE);
  if (!root)
    return;
  self->marked_keys = g_object_ref_sink (gtk_event_controller_key_new ());
  gtk_event_controller_set_propagation_phase (self->marked_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->marked_keys, "key-pressed", G_CALLBACK (on_marked_key), self);
  gtk_widget_add_controller (GTK_WIDGET (root), g_object_ref (self->marked_keys));
}

/* A list that has no height yet goes nowhere. TRUE: it has gone now, and has to be placed again. */
gboolean
matoi_timeline_view_go_late (MatoiTimelineView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->late)
    return FALSE;
  self->late = FALSE;
  if (self->at_end || position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->inc_timeline), "list.scroll-to-item", "u",
                              position);
  return TRUE;
}

/* Brings the row @position into sight, selected and marked. */
void
matoi_timeline_view_go_to (MatoiTimelineView *self, guint position)
{
  g_autoptr (MatoiTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (!item)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->at_end = FALSE;
  self->late = gtk_widget_get_height (GTK_WIDGET (self->inc_scroller)) == 0;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->inc_timeline), "list.scroll-to-item", "u",
                              position);
  mark (self, matoi_timeline_item_get_id (item));
}

/* Shows the entry @id, or what has taken its place, among the others. */
void
matoi_timeline_view_show_entry (MatoiTimelineView *self, const MatoiId *id)
{
  guint position;

  g_return_if_fail (MATOI_IS_TIMELINE_VIEW (self) && id != NULL);

  matoi_timeline_view_fill_around (self, id);
  if (!matoi_timeline_model_find (self->model, id, &position))
    {
      if (!matoi_timeline_model_has (self->model, id))
        return;
      matoi_timeline_view_show_everything (self);
      if (!matoi_timeline_model_find (self->model, id, &position))
        return;
    }
  matoi_timeline_view_go_to (self, position);
}

/* @n entries have come in below what is seen. */
void
matoi_timeline_view_add_newer (MatoiTimelineView *self, guint n)
{
  self->n_newer += n;
  show_newer (self);
}

/* @n of them are no news after all. */
void
matoi_timeline_view_take_newer (MatoiTimelineView *self, guint n)
{
  if (n == 0 || self->n_newer == 0)
    return;
  self->n_newer -= MIN (n, self->n_newer);
  show_newer (self);
}

/* To be called once: looks after the place in the list. */
void
matoi_timeline_view_init_place (MatoiTimelineView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->inc_scroller);

  self->at_end = TRUE;
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_height_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
  show_newer (self);
}
