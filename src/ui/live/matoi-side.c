/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-side.h"

#include <glib/gi18n-lib.h>

#define WIDE             (1 << 20)
#define FEEDBACK_SECONDS 2

/* Time that is left: 02:48, or how long it is over: +01:10. In whole seconds, hours as minutes. */
char *
matoi_side_dup_left (gint64 ms)
{
  /* What is left is rounded up: 00:00 means now. */
  gint64 seconds = ms > 0 ? (ms + 999) / 1000 : -ms / 1000;

  return g_strdup_printf ("%s%02" G_GINT64_FORMAT ":%02d", ms <= -1000 ? "+" : "", seconds / 60,
                          (int) (seconds % 60));
}

/* Sets the text only when it differs: nothing is laid out again for nothing. */
void
matoi_side_set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* The accessible name; told to screen readers only when it differs. */
void
matoi_side_set_name (GtkWidget *widget, const char *name)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "matoi-name"), name) == 0)
    return;
  g_object_set_data_full (G_OBJECT (widget), "matoi-name", g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
on_query_tooltip (GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

/* The whole text as a tooltip, when the label shows only a part of it. */
void
matoi_side_explain_cut (GtkLabel *label)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

/* A button whose label gives way in a narrow column. */
GtkWidget *
matoi_side_button_new (const char *label)
{
  GtkWidget *button = gtk_button_new (), *child = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_set_tooltip_text (button, label);
  matoi_side_set_name (button, label);
  return button;
}

/* --- lists that do not move under the pointer */

static gboolean
is_in_use (GtkListBox *list)
{
  GtkEventControllerMotion *motion = g_object_get_data (G_OBJECT (list), "matoi-motion");

  return gtk_event_controller_motion_contains_pointer (motion) ||
         (gtk_widget_get_state_flags (GTK_WIDGET (list)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Is nobody in @list, which keeps calm? */
gboolean
matoi_side_is_calm (GtkListBox *list)
{
  return !is_in_use (list);
}

static void
sort_if_calm (GtkListBox *list)
{
  if (!g_object_get_data (G_OBJECT (list), "matoi-unsorted") || is_in_use (list))
    return;
  g_object_set_data (G_OBJECT (list), "matoi-unsorted", NULL);
  gtk_list_box_invalidate_sort (list);
}

static gboolean
sort_later (gpointer list)
{
  g_object_set_data (list, "matoi-sort-later", NULL);
  sort_if_calm (list);
  return G_SOURCE_REMOVE;
}

/* GTK updates what contains the pointer and the focus after it has told that they leave. */
static void
on_leave (GtkListBox *list)
{
  if (g_object_get_data (G_OBJECT (list), "matoi-sort-later"))
    return;
  g_object_set_data (G_OBJECT (list), "matoi-sort-later", list);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, sort_later, g_object_ref (list), g_object_unref);
}

/* Makes matoi_side_sort () wait while the pointer or the focus is in @list. */
void
matoi_side_keep_calm (GtkListBox *list)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_data (G_OBJECT (list), "matoi-motion", motion);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), list);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), list);
  gtk_widget_add_controller (GTK_WIDGET (list), motion);
  gtk_widget_add_controller (GTK_WIDGET (list), focus);
}

/* Puts the rows in order, now or when nobody is in the list any more. */
void
matoi_side_sort (GtkListBox *list)
{
  g_object_set_data (G_OBJECT (list), "matoi-unsorted", list);
  sort_if_calm (list);
}

/* --- lists that share a low window */

/* The height of the rows down to @last, or of as many whole ones as fit into @room. */
static int
measure_rows (GtkWidget *list, GtkWidget *last, int width, int room)
{
  int height = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row))
    {
      int natural = 0;

      if (gtk_widget_should_layout (row))
        gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      if (!last && height > 0 && height + natural > room)
        return height;
      height += natural;
      if (row == last)
        return height;
    }
  return last ? 0 : height;
}

/* A scrolled window alone measures its list at the least width, where every line is wrapped. */
static void
measure (GtkWidget *box,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *list = g_object_get_data (G_OBJECT (box), "matoi-list");
  int floor = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (box), "matoi-floor"));
  int ceiling = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (box), "matoi-ceiling"));
  GtkWidget *last;
  int wanted;

  /* As wide for any height: to find the width for one, GTK breaks every line again and again. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (gtk_widget_get_first_child (box), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  /* For any width means as wide as can be: then it is as low as it can be. */
  if (for_size < 0)
    for_size = WIDE;
  gtk_widget_measure (list, orientation, for_size, NULL, &wanted, NULL, NULL);
  last = g_object_get_data (G_OBJECT (box), "matoi-last");
  if (last)
    floor = MAX (floor, measure_rows (list, last, for_size, 0));
  *natural = wanted > ceiling ? measure_rows (list, NULL, for_size, ceiling) : wanted;
  *minimum = MIN (*natural, floor);
}

static void
allocate (GtkWidget *box, int width, int height, int baseline)
{
  GtkWidget *list = g_object_get_data (G_OBJECT (box), "matoi-list");

  /* No row is cut in half. */
  height = MIN (height, MAX (measure_rows (list, NULL, width, height), 1));
  gtk_widget_allocate (gtk_widget_get_first_child (box), width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *box)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* @box holds the scrolled window with @list. It takes what the list needs up to @ceiling pixels
 * and gives way in a low window down to @floor. */
void
matoi_side_share_height (GtkWidget *box, GtkListBox *list, int floor, int ceiling)
{
  g_object_set_data (G_OBJECT (box), "matoi-list", list);
  g_object_set_data (G_OBJECT (box), "matoi-floor", GINT_TO_POINTER (floor));
  g_object_set_data (G_OBJECT (box), "matoi-ceiling", GINT_TO_POINTER (ceiling));
  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (get_request_mode, measure, allocate));
}

/* @box never gives way so far that @row, or a row above it, is out of sight. */
void
matoi_side_set_last_row (GtkWidget *box, GtkWidget *row_or_null)
{
  if (g_object_get_data (G_OBJECT (box), "matoi-last") == row_or_null)
    return;
  g_object_set_data (G_OBJECT (box), "matoi-last", row_or_null);
  gtk_widget_queue_resize (box);
}

/* Scrolls the column so that all of @panel is seen, or its beginning. */
void
matoi_side_bring_into_view (GtkWidget *panel)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (panel, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (!scroller || !gtk_widget_compute_bounds (panel, scroller, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top,
                             MIN (top + bounds.size.height,
                                  top + gtk_adjustment_get_page_size (adjustment)));
}

/* Is one of @events of a type that begins with one of @prefixes, or may anything be new? */
gboolean
matoi_side_concerns (GPtrArray *events, gboolean folded_again, const char *const *prefixes)
{
  if (folded_again || !events)
    return TRUE;
  for (guint i = 0; i < events->len; i++)
    for (guint j = 0; prefixes[j]; j++)
      if (g_str_has_prefix (((MatoiEvent *) g_ptr_array_index (events, i))->type, prefixes[j]))
        return TRUE;
  return FALSE;
}

/* Tells screen readers whether what is under the heading @toggle is shown. */
void
matoi_side_report_expanded (GtkToggleButton *toggle)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_STATE_EXPANDED,
                               gtk_toggle_button_get_active (toggle), -1);
}

/* --- copying */

static void
say (GtkButton *button, const char *text, gboolean copied)
{
  GtkWidget *child = gtk_button_get_child (button);

  if (GTK_IS_LABEL (child))
    gtk_label_set_label (GTK_LABEL (child), text);
  else
    {
      gtk_button_set_icon_name (button, copied ? "object-select-symbolic" : "edit-copy-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
      matoi_side_set_name (GTK_WIDGET (button), text);
    }
  if (copied)
    gtk_widget_add_css_class (GTK_WIDGET (button), "copied");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "copied");
}

static gboolean
end_feedback (gpointer button)
{
  g_autofree char *former = g_object_steal_data (button, "matoi-former");

  g_object_steal_data (button, "matoi-feedback");
  say (button, former, FALSE);
  return G_SOURCE_REMOVE;
}

static void
forget_feedback (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

/* Copies @text; @button says so in place for two seconds, by its label or its icon. */
void
matoi_side_copy (gpointer button, const char *text)
{
  GtkWidget *child = gtk_button_get_child (button);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text ? text : "");
  if (!g_object_get_data (button, "matoi-former"))
    g_object_set_data_full (button, "matoi-former",
                            g_strdup (GTK_IS_LABEL (child) ? gtk_label_get_label (GTK_LABEL (child))
                                                           : gtk_widget_get_tooltip_text (button)),
                            g_free);
  /* Translators: said for two seconds by a button that copies. */
  say (button, _ ("Copied"), TRUE);
  /* The source goes with the button, and with the next press. */
  g_object_set_data_full (button, "matoi-feedback",
                          GUINT_TO_POINTER (
                            g_timeout_add_seconds (FEEDBACK_SECONDS, end_feedback, button)),
                          forget_feedback);
}

/* --- rows with a menu */

/* @trigger does @action, while the list that has @keys has the keyboard. */
void
matoi_side_add_key (GtkShortcutController *keys,
                    const char *trigger,
                    const char *action,
                    const char *target_or_null)
{
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action));

  if (target_or_null)
    gtk_shortcut_set_arguments (shortcut, g_variant_new_string (target_or_null));
  gtk_shortcut_controller_add_shortcut (keys, shortcut);
}

static gboolean
drop_menu (gpointer menu)
{
  gtk_widget_unparent (menu);
  return G_SOURCE_REMOVE;
}

/* Once its action has run. */
static void
on_menu_closed (GtkPopover *menu)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, drop_menu, g_object_ref (menu), g_object_unref);
}

/* A menu at @place in @parent, which is gone when it was closed. */
GtkPopover *
matoi_side_row_menu_new (GtkWidget *parent, GMenuModel *model, const GdkRectangle *place)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (model);

  gtk_widget_set_parent (menu, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), place);
  g_signal_connect (menu, "closed", G_CALLBACK (on_menu_closed), NULL);
  return GTK_POPOVER (menu);
}
