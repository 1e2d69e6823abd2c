/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-meeting-agenda.h"
#include "matoi-meeting-clock.h"
#include "matoi-meeting-line.h"
#include "matoi-meeting-slot.h"
#include "matoi-meeting-stage.h"
#include "matoi-parking-lot.h"
#include "matoi-ui-text.h"

/* From this width on it is a screen that many look at. */
#define WALL_WIDTH 1600

struct _MatoiMeetingView
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GPtrArray *items;      /* (nullable) of MatoiAgendaItem */
  GHashTable *clocks; /* id of the incident → MatoiMeetingClock, as long as the window is open */
  MatoiMeetingClock *clock; /* (nullable) of the session */
  guint tick;
  gulong layout; /* of the surface, while mapped */
  GtkLabel *mtg_title, *mtg_clock, *mtg_item, *mtg_hint;
  GtkWidget *mtg_back, *mtg_next;
  MatoiMeetingAgenda *mtg_agenda;
  MatoiMeetingStage *mtg_content;
  MatoiParkingLot *mtg_lot;
  MatoiMeetingLine *mtg_entry;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingView, matoi_meeting_view, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gint64
get_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

/* --- time */

static gint64
get_planned (MatoiMeetingView *self)
{
  gint64 minutes = matoi_session_get_incident (self->session)->postmortem->meeting.minutes;

  for (guint i = 0; minutes <= 0 && i < self->items->len; i++)
    minutes -= ((MatoiAgendaItem *) g_ptr_array_index (self->items, i))->minutes;
  return ABS (minutes);
}

static void
show_clock (MatoiMeetingView *self)
{
  gint64 all = matoi_meeting_clock_get_all (self->clock, get_ms ());
  g_autofree char *text = matoi_meeting_clock_dup_text (all, get_planned (self));

  matoi_side_set_label (self->mtg_clock, text);
  matoi_meeting_agenda_show (self->mtg_agenda, self->clock, get_ms ());
}

/* The minutes that were spent, ending now: what was measured is over by definition. */
static void
propose (MatoiMeetingView *self)
{
  gint64 spent = matoi_meeting_clock_get_all (self->clock, get_ms ());
  gint64 minutes = MAX (spent / MATOI_MINUTE, 1);

  matoi_meeting_stage_propose (
    self->mtg_content, matoi_session_get_now (self->session) - minutes * MATOI_MINUTE, minutes);
}

static gboolean
on_tick (gpointer user_data)
{
  MatoiMeetingView *self = user_data;

  if (self->clock)
    show_clock (self);
  return G_SOURCE_CONTINUE;
}

/* --- items */

static void
show_item (MatoiMeetingView *self, guint index)
{
  const MatoiAgendaItem *item = g_ptr_array_index (self->items, index);

  matoi_meeting_stage_flush (self->mtg_content);
  matoi_meeting_clock_move (self->clock, index, get_ms ());
  matoi_side_set_label (self->mtg_item, item->text);
  matoi_inline_show (self->mtg_hint, matoi_meeting_stage_get_hint (item));
  if (strcmp (item->id, "agreement") == 0)
    propose (self);
  matoi_meeting_stage_show (self->mtg_content, item);
  matoi_meeting_line_set_section (self->mtg_entry,
                                  matoi_meeting_stage_find_section (self->mtg_content, item));
  matoi_meeting_line_begin (self->mtg_entry, strcmp (item->id, "actions") == 0 ? "action" : "park",
                            NULL);
  matoi_meeting_agenda_select (self->mtg_agenda, index);
  gtk_widget_set_sensitive (self->mtg_back, index > 0);
  gtk_widget_set_sensitive (self->mtg_next, index + 1 < self->items->len);
  show_clock (self);
}

static void
on_moved (MatoiMeetingView *self, guint index)
{
  if (self->session && index < self->items->len)
    show_item (self, index);
}

static void
step (MatoiMeetingView *self, int by)
{
  int index = self->clock ? (int) self->clock->current + by : -1;

  if (index >= 0 && index < (int) self->items->len)
    show_item (self, (guint) index);
}

static void
on_back (MatoiMeetingView *self)
{
  step (self, -1);
}

static void
on_next (MatoiMeetingView *self)
{
  step (self, 1);
}

static void
on_take_up (MatoiMeetingView *self, const char *text)
{
  matoi_meeting_line_begin (self->mtg_entry, "action", text);
}

static void
on_leave (MatoiMeetingView *self)
{
  matoi_meeting_view_flush (self);
  g_signal_emit (self, signals[DONE], 0);
}

/* What nothing below has a use for moves through the agenda. */
static gboolean
on_key (MatoiMeetingView *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (!self->session)
    return FALSE;
  if (modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_j || keyval == GDK_KEY_J))
    return gtk_widget_grab_focus (GTK_WIDGET (self->mtg_entry));
  if (modifiers != 0)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    on_leave (self);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Right || keyval == GDK_KEY_Down)
    step (self, 1);
  else if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Left || keyval == GDK_KEY_Up)
    step (self, -1);
  else
    return FALSE;
  return TRUE;
}

/* --- the session */

static void
on_changed (MatoiMeetingView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  matoi_meeting_stage_refresh (self->mtg_content);
  matoi_parking_lot_refresh (self->mtg_lot);
}

static MatoiMeetingClock *
find_clock (MatoiMeetingView *self, const MatoiIncident *incident)
{
  g_autofree char *id = matoi_id_dup_text (&incident->id);
  MatoiMeetingClock *clock = g_hash_table_lookup (self->clocks, id);

  if (!clock)
    {
      clock = matoi_meeting_clock_new (self->items->len);
      g_hash_table_insert (self->clocks, g_steal_pointer (&id), clock);
    }
  return clock;
}

static void
begin_session (MatoiMeetingView *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autofree char *title = NULL;

  self->items = matoi_agenda_dup_items (incident);
  self->clock = find_clock (self, incident);
  /* Translators: the heading of a meeting. 1: a reference, 2: the title of an incident. */
  title =
    g_strdup_printf (_ ("%1$s · %2$s"), incident->ref, matoi_incident_get_public_title (incident));
  matoi_side_set_label (self->mtg_title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mtg_title), title);
  matoi_meeting_agenda_set_items (self->mtg_agenda, self->items);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "zone-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

/* Shows the meeting of @session's postmortem; NULL, or one without a postmortem: nothing. */
void
matoi_meeting_view_set_session (MatoiMeetingView *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_MEETING_VIEW (self));

  if (session && !matoi_session_get_incident (session)->postmortem)
    session = NULL;
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->clock)
    matoi_meeting_clock_rest (self->clock, get_ms ());
  self->clock = NULL;
  matoi_meeting_agenda_set_items (self->mtg_agenda, NULL);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_set_object (&self->session, session);
  matoi_meeting_stage_set_session (self->mtg_content, session);
  matoi_parking_lot_set_session (self->mtg_lot, session);
  matoi_meeting_line_set_session (self->mtg_entry, session);
  if (session)
    begin_session (self);
}

/* Goes on where it was left; the clock runs while it is looked at. */
void
matoi_meeting_view_begin (MatoiMeetingView *self)
{
  g_return_if_fail (MATOI_IS_MEETING_VIEW (self));

  if (!self->session)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    matoi_meeting_clock_run (self->clock, get_ms ());
  matoi_parking_lot_refresh (self->mtg_lot);
  show_item (self, self->clock->current);
  gtk_widget_grab_focus (GTK_WIDGET (self->mtg_agenda));
}

void
matoi_meeting_view_flush (MatoiMeetingView *self)
{
  g_return_if_fail (MATOI_IS_MEETING_VIEW (self));

  if (self->session)
    matoi_meeting_stage_flush (self->mtg_content);
}

/* On a wall everything is larger. */
static void
on_layout (MatoiMeetingView *self, int width)
{
  if (width >= WALL_WIDTH)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wall");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wall");
}

static void
matoi_meeting_view_map (GtkWidget *widget)
{
  MatoiMeetingView *self = MATOI_MEETING_VIEW (widget);
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));

  GTK_WIDGET_CLASS (matoi_meeting_view_parent_class)->map (widget);
  on_layout (self, gdk_surface_get_width (surface));
  self->layout = g_signal_connect_swapped (surface, "layout", G_CALLBACK (on_layout), self);
  if (self->clock)
    matoi_meeting_clock_run (self->clock, get_ms ());
  self->tick = g_timeout_add_seconds (1, on_tick, self);
  if (self->session)
    on_changed (self);
}

static void
matoi_meeting_view_unmap (GtkWidget *widget)
{
  MatoiMeetingView *self = MATOI_MEETING_VIEW (widget);

  g_clear_signal_handler (&self->layout, gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->clock)
    matoi_meeting_clock_rest (self->clock, get_ms ());
  GTK_WIDGET_CLASS (matoi_meeting_view_parent_class)->unmap (widget);
}

static void
matoi_meeting_view_dispose (GObject *object)
{
  MatoiMeetingView *self = MATOI_MEETING_VIEW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  self->clock = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->clocks, g_hash_table_unref);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_VIEW);
  G_OBJECT_CLASS (matoi_meeting_view_parent_class)->dispose (object);
}

static void
matoi_meeting_view_class_init (MatoiMeetingViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_view_dispose;
  widget_class->map = matoi_meeting_view_map;
  widget_class->unmap = matoi_meeting_view_unmap;
  g_type_ensure (MATOI_TYPE_MEETING_AGENDA);
  g_type_ensure (MATOI_TYPE_MEETING_STAGE);
  g_type_ensure (MATOI_TYPE_MEETING_LINE);
  g_type_ensure (MATOI_TYPE_PARKING_LOT);
  signals[DONE] = g_signal_new ("done", MATOI_TYPE_MEETING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/meeting-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_clock);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_item);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_hint);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_back);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_next);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_agenda);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_content);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_lot);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingView, mtg_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_take_up);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
matoi_meeting_view_init (MatoiMeetingView *self)
{
  self->clocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) matoi_meeting_clock_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
