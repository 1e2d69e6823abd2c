/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-view-private.h"

/* From pane to pane: F6 and Shift+F6. */
enum
{
  PANE_HEADER,
  PANE_ROSTER,
  PANE_CENTRE,
  PANE_ENTRY,
  PANE_SIDE,
  N_PANES
};

static gboolean
has_focus (GtkWidget *pane)
{
  return (gtk_widget_get_state_flags (pane) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static int
get_pane (MatoiIncidentView *self)
{
  GtkWidget *const panes[] = { GTK_WIDGET (self->inc_header), self->inc_roster_column,
                               GTK_WIDGET (self->inc_pages), GTK_WIDGET (self->inc_entry_bar),
                               self->inc_side_column };

  for (int i = 0; i < N_PANES; i++)
    if (has_focus (panes[i]))
      return i;
  /* The strip is a part of the header. */
  return has_focus (GTK_WIDGET (self->inc_strip)) ? PANE_HEADER : PANE_ENTRY;
}

static gboolean
focus_pane (MatoiIncidentView *self, int pane)
{
  GtkWidget *widget = pane == PANE_HEADER   ? GTK_WIDGET (self->inc_header)
                      : pane == PANE_ROSTER ? self->inc_roster_column
                      : pane == PANE_CENTRE ? GTK_WIDGET (self->inc_pages)
                                            : self->inc_side_column;

  if (pane == PANE_ENTRY)
    return gtk_widget_grab_focus (GTK_WIDGET (self->inc_entry_bar));
  if (pane == PANE_CENTRE &&
      g_strcmp0 (gtk_stack_get_visible_child_name (self->inc_pages), "timeline") == 0)
    {
      /* To the rows, past the filters above them. */
      matoi_timeline_view_focus_list (self->inc_timeline_view);
      return has_focus (widget);
    }
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static gboolean
on_next_pane (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);
  int by = g_variant_get_int32 (args), pane = get_pane (self);

  /* A pane with nothing to press in it is passed over. */
  for (int i = 1; i < N_PANES; i++)
    if (focus_pane (self, (pane + i * by + N_PANES * i) % N_PANES))
      break;
  return TRUE;
}

void
matoi_incident_view_add_panes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, on_next_pane, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, on_next_pane, "i", -1);
}
