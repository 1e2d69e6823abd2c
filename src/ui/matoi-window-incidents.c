/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

/* How many of the ended ones the list shows. */
#define N_ENDED 8

/* --- opening one */

static void
show_session (MatoiWindow *self, MatoiSession *session)
{
  g_autoptr (MatoiSession) old = matoi_incident_view_get_session (self->win_view);

  if (old)
    g_object_ref (old);
  matoi_incident_view_set_session (self->win_view, session);
  matoi_window_follow (self, old, session);
}

/* At what somebody found in it elsewhere. */
static void
show_wanted_entry (MatoiWindow *self)
{
  g_autofree char *id = self->entry_wanted ? matoi_id_dup_text (&self->wanted_entry) : NULL;

  self->entry_wanted = FALSE;
  if (id)
    gtk_widget_activate_action (GTK_WIDGET (self->win_view), "incident.show-entry", "s", id);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!session)
    {
      matoi_window_show_problem (self, _ ("The Incident Cannot Be Read"), error);
      return;
    }
  g_settings_set_string (self->settings, "last-incident",
                         matoi_session_get_incident (session)->ref);
  show_session (self, session);
  matoi_window_show_default_page (self);
  if (self->declared && matoi_session_is_live (session))
    /* The first thing a commander does is to say so (IC-02). */
    matoi_incident_view_show_page (self->win_view, "announce");
  self->declared = FALSE;
  show_wanted_entry (self);
  matoi_window_schedule_tick (self);
}

/* Shows that incident in Live, whichever view is in front. */
void
matoi_window_open_incident (MatoiWindow *self, const MatoiId *id)
{
  const MatoiIncident *shown = matoi_window_get_incident (self);

  matoi_incident_list_select (self->win_list, id);
  g_cancellable_cancel (self->loading_cancellable);
  g_clear_object (&self->loading_cancellable);
  if (shown && matoi_id_equal (&shown->id, id))
    {
      matoi_window_show_default_page (self);
      show_wanted_entry (self);
      return;
    }
  self->loading_cancellable = g_cancellable_new ();
  matoi_live_open_async (self->live, id, self->loading_cancellable, on_opened, g_object_ref (self));
}

static void
on_chosen (MatoiWindow *self, const MatoiId *id)
{
  self->entry_wanted = FALSE;
  matoi_window_open_incident (self, id);
  if (adw_flap_get_folded (self->win_flap))
    adw_flap_set_reveal_flap (self->win_flap, FALSE);
}

/* --- the list */

/* The first list decides what a new window opens: the last one, else the worst live one. */
static void
open_first (MatoiWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-incident");
  MatoiId id;

  if ((*last && matoi_incident_list_find (self->win_list, last, &id)) ||
      matoi_incident_list_get_first_live (self->win_list, &id))
    matoi_window_open_incident (self, &id);
  else
    matoi_window_show_default_page (self);
}

static void
list_done (MatoiWindow *self)
{
  gboolean again = self->list_again;

  self->listing = self->list_again = FALSE;
  g_clear_pointer (&self->live_rows, g_ptr_array_unref);
  if (again)
    matoi_window_refresh_list (self);
}

static void
on_listed_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ended = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);

  if (ended)
    {
      matoi_incident_list_set_rows (self->win_list, self->live_rows, ended);
      self->n_live = self->live_rows->len;
      if (!self->listed && !self->asked)
        open_first (self);
      self->listed = TRUE;
      /* Their clocks run on behind the one that is shown. */
      matoi_live_watch (self->live);
      matoi_window_show_badges (self);
      matoi_window_show_title (self);
      if (self->outstanding && !self->counted)
        matoi_outstanding_refresh (self->outstanding);
      self->counted = TRUE;
      list_done (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      matoi_window_show_problem (self, _ ("The List of Incidents Cannot Be Read"), error);
      list_done (self);
    }
  g_object_unref (self);
}

/* The worst first, then the newest: the order in which they need somebody. */
static int
compare_urgency (gconstpointer a, gconstpointer b)
{
  const MatoiIncidentRow *x = *(const MatoiIncidentRow *const *) a;
  const MatoiIncidentRow *y = *(const MatoiIncidentRow *const *) b;
  gint64 rank_x = x->severity ? g_ascii_strtoll (x->severity, NULL, 10) : G_MAXINT;
  gint64 rank_y = y->severity ? g_ascii_strtoll (y->severity, NULL, 10) : G_MAXINT;

  if (rank_x != rank_y)
    return rank_x < rank_y ? -1 : 1;
  return (x->declared_at < y->declared_at) - (x->declared_at > y->declared_at);
}

static void
on_listed_live (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *live = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);

  if (live)
    {
      g_ptr_array_sort (live, compare_urgency);
      self->live_rows = live;
      matoi_context_list_async (self->context, "ended", N_ENDED, self->cancellable, on_listed_ended,
                                g_object_ref (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      matoi_window_show_problem (self, _ ("The List of Incidents Cannot Be Read"), error);
      list_done (self);
    }
  g_object_unref (self);
}

/* One reading at a time; what is asked for meanwhile is one more reading afterwards. */
void
matoi_window_refresh_list (MatoiWindow *self)
{
  if (self->listing)
    {
      self->list_again = TRUE;
      return;
    }
  self->listing = TRUE;
  matoi_context_list_async (self->context, "live", 0, self->cancellable, on_listed_live,
                            g_object_ref (self));
}

/* What the list shows changes by these; lines of a timeline are none of them. */
static gboolean
changes_list (const MatoiEvent *event)
{
  return g_str_has_prefix (event->type, "incident.") ||
         g_str_has_prefix (event->type, "severity.") ||
         g_str_has_prefix (event->type, "details.") || g_str_has_prefix (event->type, "security.");
}

/* What is shown may be out of date until the next news arrive: said for as long as that is so. */
static void
on_failed (MatoiWindow *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  matoi_window_show_message (self, text);
}

static void
on_events_recorded (MatoiWindow *self, GPtrArray *events)
{
  gboolean list = FALSE;

  gtk_revealer_set_reveal_child (self->win_banner, FALSE);
  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);

      list |= changes_list (event);
    }
  if (list)
    matoi_window_refresh_list (self);
}

/* --- what is asked for */

static void
on_declared (MatoiWindow *self, const MatoiReceipt *receipt)
{
  self->declared = TRUE;
  g_clear_pointer (&self->former_view, g_free);
  matoi_window_open_incident (self, &receipt->incident);
  matoi_window_refresh_list (self);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree MatoiId *id = matoi_context_resolve_finish (MATOI_CONTEXT (source), result, &error);

  if (id)
    matoi_window_open_incident (self, id);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    matoi_window_show_problem (self, _ ("The Incident Is Not Here"), error);
}

/* Opens the incident a person means by @ref, as matoictl understands it. */
void
matoi_window_open_reference (MatoiWindow *self, const char *ref)
{
  g_return_if_fail (MATOI_IS_WINDOW (self));

  if (!self->context)
    return;
  self->asked = TRUE;
  self->entry_wanted = FALSE;
  matoi_window_show_view (self, "live");
  matoi_context_resolve_async (self->context, ref, self->cancellable, on_resolved,
                               g_object_ref (self));
}

/* Reads the list and follows what is recorded; the window has its context. */
void
matoi_window_begin_incidents (MatoiWindow *self)
{
  self->outstanding = matoi_outstanding_new (self->context);
  g_signal_connect_object (self->outstanding, "changed", G_CALLBACK (matoi_window_show_badges),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->win_list, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->win_declare, "declared", G_CALLBACK (on_declared), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  matoi_incident_list_set_live (self->win_list, self->live);
  matoi_incident_list_tick (self->win_list, matoi_context_get_now (self->context));
  matoi_window_refresh_list (self);
}
