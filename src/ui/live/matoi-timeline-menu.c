/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence.h"
#include "matoi-side.h"
#include "matoi-timeline-view-private.h"

static void
add (GMenu *menu, const char *label, const char *action, const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accelerator)
    g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
add_link (GMenu *menu, const char *text, const char *action, const char *link)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

  g_menu_item_set_action_and_target (item, action, "s", link);
  g_menu_append_item (menu, item);
}

static GMenu *
make_links (const MatoiEntry *entry, const char *only)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; entry && i < entry->evidence->len; i++)
    {
      const MatoiEvidence *evidence = g_ptr_array_index (entry->evidence, i);
      const char *link = matoi_evidence_get_link (evidence);
      g_autofree char *label = NULL, *escaped = NULL, *to_open = NULL, *to_copy = NULL;
      g_auto (GStrv) parts = NULL;

      if (!link || (only && g_strcmp0 (only, link) != 0))
        continue;
      label = matoi_evidence_dup_label (evidence);
      /* An underscore would underline the letter behind it. */
      parts = g_strsplit (label, "_", -1);
      escaped = g_strjoinv ("__", parts);
      /* Translators: %s names a link, such as "Datadog · monitors/1". */
      to_open = g_strdup_printf (_ ("Open %s"), escaped);
      add_link (menu, to_open, "timeline.open-link", link);
      /* Translators: %s names a link, such as "Datadog · monitors/1". */
      to_copy = g_strdup_printf (_ ("Copy Link to %s"), escaped);
      add_link (menu, to_copy, "timeline.copy-link", link);
    }
  return menu;
}

static GMenuModel *
make_menu (const MatoiEntry *entry)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new ();

  add (section, _ ("_Confirm"), "timeline.confirm", "c");
  add (section, _ ("_Rule Out"), "timeline.rule-out", "r");
  add (section, _ ("_Take the Verdict Back"), "timeline.unsettle", NULL);
  add (section, _ ("Mark as _Done"), "timeline.todo-done", NULL);
  add_section (menu, section);
  section = g_menu_new ();
  add (section, _ ("_Edit Time and Text…"), "timeline.edit", "e");
  add (section, _ ("_Strike Out…"), "timeline.strike", "Delete");
  add (section, _ ("_Restore"), "timeline.restore", NULL);
  add (section, _ ("Show or Hide the _Original"), "timeline.show-original", NULL);
  add_section (menu, section);
  add_section (menu, make_links (entry, NULL));
  section = g_menu_new ();
  add (section, _ ("Co_py"), "timeline.copy", "<Control>c");
  add_section (menu, section);
  return G_MENU_MODEL (menu);
}

/* Where @widget is seen within the list. */
static GdkRectangle
find_place (MatoiTimelineView *self, GtkWidget *widget)
{
  GtkWidget *scroller = GTK_WIDGET (self->inc_scroller);
  graphene_rect_t bounds, seen, place;

  if (!gtk_widget_compute_bounds (scroller, GTK_WIDGET (self), &seen))
    graphene_rect_init (&seen, 0, 0, 1, 1);
  if (!widget || !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds) ||
      !graphene_rect_intersection (&bounds, &seen, &place))
    graphene_rect_init (&place, seen.origin.x, seen.origin.y + seen.size.height / 2,
                        seen.size.width, 1);
  return (GdkRectangle){ (int) place.origin.x, (int) place.origin.y, (int) place.size.width,
                         (int) MAX (place.size.height, 1) };
}

/* Opens @popover beside the row of @id; by its text, not at the far end of the row. */
void
matoi_timeline_view_point_at (MatoiTimelineView *self, GtkPopover *popover, const MatoiId *id)
{
  MatoiTimelineRow *row = matoi_timeline_view_find_row (self, id);
  GdkRectangle place = find_place (self, GTK_WIDGET (row));

  place.width = MIN (place.width, 320);
  gtk_popover_set_pointing_to (popover, &place);
  gtk_popover_popup (popover);
}

static void
on_menu_closed (GtkPopover *menu, MatoiTimelineView *self)
{
  if (self->menu != menu)
    return;
  self->menu = NULL;
  matoi_timeline_view_focus_list (self);
}

static void
pop_up (MatoiTimelineView *self, GMenuModel *model, const GdkRectangle *place)
{
  self->menu = matoi_side_row_menu_new (GTK_WIDGET (self), model, place);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, 0);
  gtk_popover_popup (self->menu);
}

/* The menu of the selected row, below @widget or the row itself. */
static void
pop_up_selected (MatoiTimelineView *self, GtkWidget *widget)
{
  MatoiTimelineItem *item = matoi_timeline_view_get_selected (self);
  g_autoptr (GMenuModel) model = NULL;
  GdkRectangle place;

  if (!item || self->menu || matoi_timeline_item_get_n_folded (item) > 0)
    return;
  if (!widget)
    widget = GTK_WIDGET (matoi_timeline_view_find_row (self, matoi_timeline_item_get_id (item)));
  place = find_place (self, widget);
  place.width = MIN (place.width, 24);
  model = make_menu (matoi_timeline_item_get_entry (item));
  pop_up (self, model, &place);
}

/* The item of the row with the id @text, which gets selected; or NULL. */
static MatoiTimelineItem *
select_item (MatoiTimelineView *self, const char *text)
{
  guint position;
  MatoiId id;

  if (!matoi_id_from_text (&id, text) || !matoi_timeline_model_find (self->model, &id, &position))
    return NULL;
  gtk_single_selection_set_selected (self->selection, position);
  return g_list_model_get_item (G_LIST_MODEL (self->model), position);
}

static void
menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  g_autoptr (MatoiTimelineItem) item = NULL;
  GtkWidget *button = NULL;
  MatoiTimelineRow *row;

  if (parameter && *g_variant_get_string (parameter, NULL))
    {
      item = select_item (self, g_variant_get_string (parameter, NULL));
      row = item ? matoi_timeline_view_find_row (self, matoi_timeline_item_get_id (item)) : NULL;
      button = row ? matoi_timeline_row_get_menu_button (row) : NULL;
    }
  pop_up_selected (self, button);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, MatoiTimelineView *self)
{
  GtkWidget *list = GTK_WIDGET (self->inc_timeline);
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT), *row, *chip;
  graphene_point_t point;
  MatoiTimelineItem *item;
  guint position;

  row = picked ? gtk_widget_get_ancestor (picked, MATOI_TYPE_TIMELINE_ROW) : NULL;
  chip = picked ? gtk_widget_get_ancestor (picked, MATOI_TYPE_EVIDENCE_CHIP) : NULL;
  item = row ? matoi_timeline_row_get_item (MATOI_TIMELINE_ROW (row)) : NULL;
  if (!item || self->menu || matoi_timeline_item_get_n_folded (item) > 0 ||
      !matoi_timeline_model_find (self->model, matoi_timeline_item_get_id (item), &position))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (self->selection, position);
  if (gtk_widget_compute_point (list, GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    {
      const char *link = chip ? matoi_evidence_chip_get_link (MATOI_EVIDENCE_CHIP (chip)) : NULL;
      const MatoiEntry *entry = matoi_timeline_item_get_entry (item);
      g_autoptr (GMenuModel) model =
        link ? G_MENU_MODEL (make_links (entry, link)) : make_menu (entry);

      pop_up (self, model, &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
    }
}

/* The right button of the list. */
void
matoi_timeline_view_init_menu (MatoiTimelineView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->inc_timeline), GTK_EVENT_CONTROLLER (click));
}

/* For class_init: the action "timeline.menu", for the row of an id, or "": the selected one. */
void
matoi_timeline_view_class_init_menu (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "timeline.menu", "s", menu);
}
