/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-view-private.h"

/* How the columns share the room, and the way from one to the next by keyboard. */

/* The least width, and from where on the column at the right is always there. */
#define MIN_WIDTH 880
#define WIDE      1100

void
matoi_postmortem_view_fold (MatoiPostmortemView *self)
{
  GtkToggleButton *button = matoi_postmortem_header_get_side_button (self->pmv_header);
  gboolean narrow = self->layout == 0, side = !narrow || gtk_toggle_button_get_active (button);

  gtk_widget_set_visible (GTK_WIDGET (button), narrow);
  gtk_widget_set_visible (self->pmv_side, side);
  matoi_section_list_set_folded (self->pmv_sections, narrow && side);
  matoi_postmortem_header_set_narrow (self->pmv_header, narrow);
}

static gboolean
on_idle (gpointer user_data)
{
  MatoiPostmortemView *self = user_data;

  self->fold_id = 0;
  matoi_postmortem_view_fold (self);
  return G_SOURCE_REMOVE;
}

static void
matoi_postmortem_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  int layout = width >= WIDE, min;

  /* Folding changes what the children ask for: not while they are being placed. */
  if (layout != self->layout)
    {
      self->layout = layout;
      if (self->fold_id == 0)
        self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
    }
  gtk_widget_measure (GTK_WIDGET (self->pmv_content), GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL,
                      NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->pmv_content), MAX (width, min), height, baseline, NULL);
}

/* Less than the columns ask for before they are folded. */
static void
matoi_postmortem_view_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);

  gtk_widget_measure (GTK_WIDGET (self->pmv_content), orientation, -1, minimum, natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MIN_WIDTH);
}

/* --- from pane to pane: F6 and Shift+F6 */

static gboolean
on_next_pane (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  GtkWidget *const panes[] = { GTK_WIDGET (self->pmv_header), GTK_WIDGET (self->pmv_seen),
                               GTK_WIDGET (self->pmv_sections), GTK_WIDGET (self->pmv_pages),
                               self->pmv_side };
  int n = G_N_ELEMENTS (panes), by = g_variant_get_int32 (args), pane = 0;

  for (int i = 0; i < n; i++)
    if (gtk_widget_get_state_flags (panes[i]) & GTK_STATE_FLAG_FOCUS_WITHIN)
      pane = i;
  for (int i = 1; i < n; i++)
    {
      GtkWidget *next = panes[(pane + i * by + n * i) % n];

      if (gtk_widget_get_mapped (next) && gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
        break;
    }
  return TRUE;
}

/* Escape: whoever writes leaves the text first, not the document at once. */
static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean writing = GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);

  return writing && gtk_widget_grab_focus (GTK_WIDGET (self->pmv_sections));
}

void
matoi_postmortem_view_install_room (GtkWidgetClass *widget_class)
{
  widget_class->measure = matoi_postmortem_view_measure;
  widget_class->size_allocate = matoi_postmortem_view_size_allocate;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, on_next_pane, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, on_next_pane, "i", -1);
}
