/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

/* A long incident is painted before the list knows all of its lines. The others come in above and
 * below, some with each frame, and move nothing; whoever asks for one of them gets all at once. */

#include "matoi-fill.h"
#include "matoi-timeline-view-private.h"

/* No row is lower than this; so many of them are made although nobody sees them yet. */
#define LEAST_HEIGHT 32
#define SPARE        4
/* As long as nobody knows how high the list will be. */
#define UNKNOWN 40

static guint
get_first (MatoiTimelineView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->inc_scroller));

  return height > 0 ? (guint) (height / LEAST_HEIGHT) + SPARE : UNKNOWN;
}

static gboolean
add (GtkWidget *widget)
{
  return matoi_timeline_model_offer_more (MATOI_TIMELINE_VIEW (widget)->model);
}

/* Shows the end of @incident (nullable), and then the rest. */
void
matoi_timeline_view_begin_fill (MatoiTimelineView *self, const MatoiIncident *incident)
{
  matoi_fill_stop (GTK_WIDGET (self));
  matoi_timeline_model_begin (self->model, incident, get_first (self));
  if (matoi_timeline_model_is_partial (self->model))
    matoi_fill_begin (GTK_WIDGET (self), add);
}

/* Has the entry @id, which is asked for, painted first. */
void
matoi_timeline_view_fill_around (MatoiTimelineView *self, const MatoiId *id)
{
  if (!matoi_fill_is_running (GTK_WIDGET (self)))
    return;
  matoi_timeline_model_begin_at (self->model, id, get_first (self));
  matoi_fill_begin (GTK_WIDGET (self), add);
}

/* Has all lines in the list now. */
void
matoi_timeline_view_fill_all (MatoiTimelineView *self)
{
  if (matoi_fill_stop (GTK_WIDGET (self)))
    matoi_timeline_model_offer_all (self->model);
}

/* Left to the list itself, which knows the way by now. */
static gboolean
on_far_key (GtkWidget *list, GVariant *args, gpointer user_data)
{
  matoi_timeline_view_fill_all (user_data);
  return FALSE;
}

/* The keys that lead further than to the next line. */
void
matoi_timeline_view_init_fill (MatoiTimelineView *self)
{
  static const guint keys[] = { GDK_KEY_Home,      GDK_KEY_KP_Home,     GDK_KEY_End,
                                GDK_KEY_KP_End,    GDK_KEY_Page_Up,     GDK_KEY_KP_Page_Up,
                                GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint j = 0; j < 4; j++)
      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], (j & 1 ? GDK_CONTROL_MASK : 0) |
                                                             (j & 2 ? GDK_SHIFT_MASK : 0)),
                          gtk_callback_action_new (on_far_key, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->inc_timeline), controller);
}
