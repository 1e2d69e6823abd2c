/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of follow-ups: its rows, its place, and the way in and out. */

#include "config.h"

#include "matoi-follow-ups-row.h"
#include "matoi-follow-ups-view-private.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* --- the place */

static GtkWidget *
find_line (MatoiFollowUpsView *self, gpointer item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->fup_list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (MATOI_IS_FOLLOW_UPS_ROW (row) && gtk_widget_get_child_visible (child) &&
          matoi_follow_ups_row_get_item (MATOI_FOLLOW_UPS_ROW (row)) == item)
        return child;
    }
  return NULL;
}

/* The first line that is no heading, unless one is selected. */
void
matoi_follow_ups_view_select_something (MatoiFollowUpsView *self)
{
  if (!matoi_follow_ups_view_get_item (self) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 1)
    gtk_single_selection_set_selected (self->selection, 1);
}

void
matoi_follow_ups_view_focus_list (MatoiFollowUpsView *self)
{
  GtkWidget *line;

  matoi_follow_ups_view_select_something (self);
  if (!matoi_follow_ups_view_get_item (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->fup_search));
      return;
    }
  line = find_line (self, gtk_single_selection_get_selected_item (self->selection));
  if (!line)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->fup_list), "list.scroll-to-item", "u",
                                  gtk_single_selection_get_selected (self->selection));
      line = find_line (self, gtk_single_selection_get_selected_item (self->selection));
    }
  if (line)
    gtk_widget_grab_focus (line);
}

/* In GTK 4.8 Tab goes through every line of a list, of which there may be a hundred thousand: here
 * it leads on, as the arrows lead from line to line. */
gboolean
matoi_follow_ups_view_leave_list (MatoiFollowUpsView *self, GtkDirectionType direction)
{
  GtkWidget *details = GTK_WIDGET (self->fup_details), *before = GTK_WIDGET (self->fup_stack);

  if (direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_get_mapped (details) && gtk_widget_child_focus (details, direction);
  while ((before = gtk_widget_get_prev_sibling (before)))
    if (gtk_widget_child_focus (before, direction))
      return TRUE;
  return FALSE;
}

/* --- line by line */

/* The first of them are painted before there are more: nobody waits for what is further down. */
static gboolean
unfold (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MatoiFollowUpsView *self = user_data;

  if (!self->painted)
    {
      self->painted = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (self->model && matoi_follow_ups_model_unfold (self->model))
    return G_SOURCE_CONTINUE;
  self->unfolding = 0;
  return G_SOURCE_REMOVE;
}

void
matoi_follow_ups_view_unfold (MatoiFollowUpsView *self)
{
  if (!self->unfolding && !self->painted)
    self->unfolding =
      gtk_widget_add_tick_callback (GTK_WIDGET (self->fup_list), unfold, self, NULL);
}

/* --- the rows */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiFollowUpsView *self = user_data;

  gtk_list_item_set_child (list_item, matoi_follow_ups_row_new (self->context));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiFollowUpsItem *item = gtk_list_item_get_item (list_item);
  gboolean heading = !matoi_follow_ups_item_get_row (item);

  gtk_list_item_set_selectable (list_item, !heading);
  gtk_list_item_set_activatable (list_item, !heading);
  matoi_follow_ups_row_set_item (MATOI_FOLLOW_UPS_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  matoi_follow_ups_row_set_item (MATOI_FOLLOW_UPS_ROW (gtk_list_item_get_child (list_item)), NULL);
}

void
matoi_follow_ups_view_make_list (MatoiFollowUpsView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (matoi_follow_ups_view_show_details), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (self->fup_list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->fup_list, GTK_SELECTION_MODEL (self->selection));
}
