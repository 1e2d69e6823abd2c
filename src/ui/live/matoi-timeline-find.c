/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-timeline-view-private.h"

/* From so many entries on the search waits for a pause in the typing, ms. */
#define MANY  1000
#define PAUSE 120

static const struct
{
  const char *name, *label;
} filters[] = {
  { "all", N_ ("All") },
  { "facts", N_ ("Facts") },
  { "hypotheses", N_ ("Hypotheses") },
  { "decisions", N_ ("Decisions") },
  { "actions", N_ ("Actions") },
  { "updates", N_ ("Updates") },
  { "todos", N_ ("TODO") },
};

/* How many there are, or how many of them are found. */
void
matoi_timeline_view_show_count (MatoiTimelineView *self)
{
  guint n_found = matoi_timeline_model_get_n_found (self->model), n_all = n_found;
  gboolean narrowed = matoi_timeline_model_is_narrowed (self->model);
  g_autofree char *text = NULL;

  if (narrowed)
    {
      n_all = matoi_timeline_model_count (self->model);
      /* Translators: %1$u entries are shown of %2$u there are; ' groups the digits. */
      text = g_strdup_printf (_ ("%1$'u of %2$'u"), n_found, n_all);
    }
  else
    text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u entry", "%'u entries", n_all), n_all);
  if (g_strcmp0 (gtk_label_get_text (self->inc_count), text) != 0)
    gtk_label_set_text (self->inc_count, text);
  gtk_widget_set_tooltip_text (self->inc_timeline_caption, text);
  gtk_widget_set_visible (self->tl_nothing, narrowed && n_found == 0);
}

/* Narrows the list down to what the heading says; stays at the row the person is at. */
static void
apply (MatoiTimelineView *self)
{
  MatoiTimelineItem *selected = matoi_timeline_view_get_selected (self);
  gboolean searching = gtk_widget_get_visible (GTK_WIDGET (self->tl_search));
  MatoiId id = { { 0 } };
  guint position;

  matoi_timeline_view_fill_all (self);
  if (selected)
    id = *matoi_timeline_item_get_id (selected);
  /* Else the list would look for it among all the new rows. */
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  matoi_timeline_model_set_filter (self->model, self->filter,
                                   searching ? gtk_editable_get_text (self->tl_search) : NULL);
  matoi_timeline_view_show_count (self);
  if (!matoi_id_is_null (&id) && matoi_timeline_model_find (self->model, &id, &position))
    {
      self->at_end = FALSE;
      gtk_single_selection_set_selected (self->selection, position);
      gtk_widget_activate_action (GTK_WIDGET (self->inc_timeline), "list.scroll-to-item", "u",
                                  position);
    }
  else
    matoi_timeline_view_scroll_to_end (self);
}

const char *
matoi_timeline_view_get_filter_name (MatoiTimelineView *self)
{
  return filters[self->filter].name;
}

static void
choose (MatoiTimelineView *self, guint filter)
{
  g_autofree char *name = NULL;

  self->filter = (MatoiTimelineFilter) filter;
  gtk_menu_button_set_label (self->tl_filter_menu, _ (filters[filter].label));
  /* Translators: a button that opens a menu; %s is what is shown, such as "Facts". */
  name = g_strdup_printf (_ ("Kinds of entries to show: %s"), _ (filters[filter].label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tl_filter_menu),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_notify (G_OBJECT (self), "filter");
}

/* Shows one kind of entries: "all", "facts" … */
void
matoi_timeline_view_set_filter (MatoiTimelineView *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_strcmp0 (filters[i].name, name) == 0)
      {
        choose (self, i);
        apply (self);
        return;
      }
}

static void
show_search (MatoiTimelineView *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tl_search), shown);
  gtk_widget_set_visible (self->inc_timeline_caption, !shown);
  gtk_widget_set_visible (self->tl_spacer, !shown);
  gtk_widget_set_visible (GTK_WIDGET (self->inc_count), shown);
  gtk_toggle_button_set_active (self->tl_find, shown);
}

/* Leaves nothing out. */
void
matoi_timeline_view_show_everything (MatoiTimelineView *self)
{
  if (!matoi_timeline_model_is_narrowed (self->model) &&
      !gtk_widget_get_visible (GTK_WIDGET (self->tl_search)))
    return;
  show_search (self, FALSE);
  gtk_editable_set_text (self->tl_search, "");
  choose (self, MATOI_TIMELINE_ALL);
  apply (self);
}

/* Opens the search in the heading, or goes back to it. */
void
matoi_timeline_view_find (MatoiTimelineView *self)
{
  g_return_if_fail (MATOI_IS_TIMELINE_VIEW (self));

  show_search (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->tl_search));
  gtk_editable_select_region (self->tl_search, 0, -1);
}

static gboolean
on_pause (gpointer user_data)
{
  MatoiTimelineView *self = user_data;

  self->search_id = 0;
  apply (self);
  return G_SOURCE_REMOVE;
}

/* To lay out other rows takes longer than to type a letter: what is typed is seen at once, what
 * it finds after the last key. */
static void
on_search_changed (MatoiTimelineView *self)
{
  gboolean many = matoi_timeline_model_get_n_records (self->model) > MANY;

  g_clear_handle_id (&self->search_id, g_source_remove);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->tl_search)))
    return;
  if (many)
    self->search_id = g_timeout_add (PAUSE, on_pause, self);
  else
    apply (self);
}

/* Closed by Escape: back to the line that is always there, all entries around the selected one. */
static void
on_search_stopped (MatoiTimelineView *self)
{
  gboolean narrowed = *gtk_editable_get_text (self->tl_search) != '\0';

  show_search (self, FALSE);
  gtk_editable_set_text (self->tl_search, "");
  if (narrowed)
    apply (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "incident.timeline", NULL);
}

/* Nothing is looked for any more: the heading is as it was. */
static void
on_search_left (MatoiTimelineView *self)
{
  if (*gtk_editable_get_text (self->tl_search) == '\0')
    show_search (self, FALSE);
}

static void
on_find_toggled (MatoiTimelineView *self)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self->tl_search));

  if (gtk_toggle_button_get_active (self->tl_find) == shown)
    return;
  if (shown)
    on_search_stopped (self);
  else
    matoi_timeline_view_find (self);
}

/* Goes to the next match from the selected one; newest first, as one reads from the end. */
static void
step_match (MatoiTimelineView *self, int step)
{
  guint length, position;

  /* For what is typed, not for what was found before. */
  if (self->search_id != 0)
    {
      g_clear_handle_id (&self->search_id, g_source_remove);
      apply (self);
    }
  matoi_timeline_view_fill_all (self);
  length = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  position = gtk_single_selection_get_selected (self->selection);

  if (length == 0)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (position == GTK_INVALID_LIST_POSITION)
    matoi_timeline_view_go_to (self, length - 1);
  else
    matoi_timeline_view_go_to (self, (position + length + (guint) step) % length);
}

static void
on_search_activated (MatoiTimelineView *self)
{
  step_match (self, -1);
}

static void
on_next_match (MatoiTimelineView *self)
{
  step_match (self, 1);
}

static void
on_previous_match (MatoiTimelineView *self)
{
  step_match (self, -1);
}

static void
show_everything (MatoiTimelineView *self)
{
  matoi_timeline_view_show_everything (self);
}

/* For class_init: the heading's children, callbacks and the action "timeline.filter". */
void
matoi_timeline_view_class_init_find (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, inc_timeline_caption);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_search);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, inc_count);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_spacer);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_chips);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_filter_menu);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_find);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_nothing);
  gtk_widget_class_bind_template_callback (class, on_search_changed);
  gtk_widget_class_bind_template_callback (class, on_search_stopped);
  gtk_widget_class_bind_template_callback (class, on_search_left);
  gtk_widget_class_bind_template_callback (class, on_search_activated);
  gtk_widget_class_bind_template_callback (class, on_next_match);
  gtk_widget_class_bind_template_callback (class, on_previous_match);
  gtk_widget_class_bind_template_callback (class, on_find_toggled);
  gtk_widget_class_bind_template_callback (class, show_everything);
  gtk_widget_class_install_property_action (class, "timeline.filter", "filter");
}
