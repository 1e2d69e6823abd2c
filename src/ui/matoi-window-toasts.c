/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-toast.h"
#include "matoi-ui-text.h"

/* Who owns a postmortem and until when is more to read than that something was done. */
#define LONG_SECONDS 12

/* --- toasts */

/* What a toast says and what its button does. */
typedef struct
{
  const char *text;
  const char *button; /* (nullable) translated */
  const char *action; /* (nullable) one without a target: a toast cannot change both at once */
  guint seconds;      /* 0: as usual */
} Toast;

static void
on_toast_dismissed (MatoiWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

static void
show_toast (MatoiWindow *self, const Toast *say)
{
  AdwToast *toast = matoi_toast_new (say->text);

  adw_toast_set_button_label (toast, say->button);
  adw_toast_set_action_name (toast, say->action);
  if (say->seconds)
    adw_toast_set_timeout (toast, say->seconds);
  g_set_object (&self->toast, toast);
  matoi_toast_show (GTK_WIDGET (self->win_toasts), toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed), self,
                           G_CONNECT_SWAPPED);
}

/* Says @text for some seconds; the button activates an action without a target. */
void
matoi_window_show_toast (MatoiWindow *self,
                         const char *text,
                         const char *button_or_null,
                         const char *action_or_null)
{
  g_return_if_fail (MATOI_IS_WINDOW (self));

  show_toast (self, &(Toast){ text, button_or_null, action_or_null, LONG_SECONDS });
}

static void
say_done (MatoiWindow *self, const char *text)
{
  show_toast (self, &(Toast){ text, _ ("_Undo"), "win.undo", 0 });
}

/* Undo takes back what was recorded last in what is shown: a toast of something earlier, or of
 * another incident, must not offer it. */
void
matoi_window_take_undo_off (MatoiWindow *self)
{
  if (self->toast && g_strcmp0 (adw_toast_get_action_name (self->toast), "win.undo") == 0)
    adw_toast_set_button_label (self->toast, NULL);
}

/* --- what was done */

static const struct
{
  const char *type, *words;
} deeds[] = {
  { "entry.settled", N_ ("The hypothesis is settled") },
  { "entry.struck", N_ ("The entry is struck") },
  { "entry.restored", N_ ("The entry is restored") },
  { "entry.corrected", N_ ("The entry is corrected") },
  { "step.done", N_ ("The step is done") },
  { "step.undone", N_ ("The step is open again") },
  { "todo.done", N_ ("The TODO is done") },
  { "todo.reopened", N_ ("The TODO is open again") },
  { "todo.dropped", N_ ("The TODO is dropped") },
  { "ask.answered", N_ ("The answer is recorded") },
  { "ask.extended", N_ ("There is more time") },
  { "ask.acknowledged", N_ ("The ask is acknowledged") },
  { "clock.snoozed", N_ ("The clock is put off") },
  { "postmortem.row", N_ ("The timeline of the postmortem is changed") },
  { "postmortem.impact", N_ ("The impact is changed") },
  { "postmortem.assigned", N_ ("The section has another writer") },
  { "postmortem.resolved", N_ ("The comment is settled") },
  { "postmortem.factor", N_ ("The contributing factor is changed") },
  { "postmortem.learned", N_ ("What was learned is changed") },
  { "postmortem.tick", N_ ("The check list is changed") },
  { "action.added", N_ ("The action item is added") },
  { "action.wont", N_ ("The action item will not be done") },
};

/* What @event did, in a few words. (transfer full) */
static char *
dup_deed (MatoiSession *session, const MatoiEvent *event)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiEntry *entry = matoi_incident_find_entry (incident, &event->id);

  if (entry)
    return matoi_entry_dup_text (incident, entry);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (event->type, deeds[i].type))
      return g_strdup (_ (deeds[i].words));
  return g_strdup (_ ("Recorded"));
}

/* What was typed is seen where it was typed, what was added as well; what a button took away is
 * said. */
static gboolean
is_said (const MatoiEvent *event)
{
  static const char *const seen[] = { "entry.added", "ask.opened", "todo.added", NULL };

  if (g_strv_contains (seen, event->type))
    return FALSE;
  if (!g_str_has_prefix (event->type, "postmortem.") && !g_str_has_prefix (event->type, "action."))
    return TRUE;
  if (g_str_equal (event->type, "postmortem.row"))
    return event->payload && !matoi_json_get_boolean (event->payload, "told", TRUE);
  return g_str_equal (event->type, "action.wont") ||
         g_str_equal (event->type, "postmortem.assigned") ||
         g_str_equal (event->type, "postmortem.resolved") ||
         (event->payload && matoi_json_get_boolean (event->payload, "removed", FALSE));
}

/* PM-04: who owns it is told, and until when. */
static void
say_owner (MatoiWindow *self, MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiPostmortem *postmortem = incident->postmortem;
  gboolean mine = postmortem && matoi_session_is_me (session, postmortem->owner);
  g_autofree char *due = NULL, *text = NULL;

  if (!postmortem)
    return;
  if (postmortem->due_at != MATOI_TIME_NONE)
    /* Translators: the day of a deadline, see strftime (3). */
    due = matoi_time_to_local (postmortem->due_at, _ ("%a %-d %b"),
                                                      matoi_context_get_zone (self->context));
  if (mine)
    text = due ? /* Translators: %s is a day. */
      g_strdup_printf (_ ("You own the postmortem, due by %s."), due)
               : g_strdup (_ ("You own the postmortem."));
  else
    text = due ? /* Translators: %1$s is a person, %2$s a day. */
      g_strdup_printf (_ ("%1$s owns the postmortem, due by %2$s."), postmortem->owner, due)
               : /* Translators: %s is a person. */
      g_strdup_printf (_ ("%s owns the postmortem."), postmortem->owner);
  g_free (self->told_ref);
  self->told_ref = g_strdup (incident->ref);
  show_toast (self, &(Toast){ text, _ ("_Open Postmortem"), "win.open-told", LONG_SECONDS });
}

static gboolean
created_postmortem (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    if (g_str_equal (((MatoiEvent *) g_ptr_array_index (events, i))->type, "postmortem.created"))
      return TRUE;
  return FALSE;
}

/* The same session may be open in both views: only the one that is shown speaks. */
static gboolean
is_in_front (MatoiWindow *self, MatoiSession *session)
{
  return matoi_window_shows (self, "postmortems")
           ? session == self->document
           : session == matoi_incident_view_get_session (self->win_view);
}

static void
on_recorded (MatoiWindow *self, GPtrArray *events, gboolean can_undo, MatoiSession *session)
{
  const MatoiEvent *event = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  g_autofree char *text = NULL;

  matoi_window_take_undo_off (self);
  if (!event || !is_in_front (self, session))
    return;
  if (created_postmortem (events) && !matoi_window_shows (self, "postmortems"))
    say_owner (self, session);
  else if (can_undo && is_said (event))
    {
      text = dup_deed (session, event);
      say_done (self, text);
    }
}

static void
on_taken_back (MatoiWindow *self, GPtrArray *events, MatoiSession *session)
{
  const MatoiEvent *event = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  g_autofree char *deed = NULL, *text = NULL;

  if (!event || !is_in_front (self, session))
    return;
  deed = dup_deed (session, event);
  /* Translators: %s is what was undone, such as "SEV-2 → SEV-1" or the words of an entry. */
  text = g_strdup_printf (_ ("Taken back: %s"), deed);
  show_toast (self, &(Toast){ text, NULL, NULL, 0 });
}

/* After the fold: a title that has become confidential is gone at once (SEC-03). */
static void
on_changed (MatoiWindow *self)
{
  matoi_window_show_title (self);
  matoi_window_schedule_tick (self);
}

static gboolean
is_followed (MatoiWindow *self, MatoiSession *session)
{
  return g_signal_handler_find (session, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                on_recorded, self) != 0;
}

/* Listens to @session instead of @old (nullable, as is @session); both views may show the same. */
void
matoi_window_follow (MatoiWindow *self, MatoiSession *old, MatoiSession *session)
{
  matoi_window_take_undo_off (self);
  if (old && old != self->document && old != matoi_incident_view_get_session (self->win_view))
    g_signal_handlers_disconnect_by_data (old, self);
  if (!session || is_followed (self, session))
    return;
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "taken-back", G_CALLBACK (on_taken_back), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/* Another postmortem is shown, or none. */
void
matoi_window_follow_document (MatoiWindow *self)
{
  g_autoptr (MatoiSession) old = g_steal_pointer (&self->document);
  MatoiSession *session = matoi_postmortems_view_get_session (self->win_postmortems);

  self->document = session ? g_object_ref (session) : NULL;
  matoi_window_follow (self, old, session);
  matoi_window_show_title (self);
}

/* --- undo */

static void
undo_recorded (MatoiWindow *self)
{
  if (matoi_window_undo_discard (self))
    return;
  if (matoi_window_shows (self, "follow-ups"))
    {
      if (!matoi_follow_ups_view_undo (self->win_follow_ups))
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  else if (matoi_window_shows (self, MATOI_VIEW_HISTORY))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo-search", NULL);
  else if (!matoi_window_shows (self, "postmortems"))
    gtk_widget_activate_action (GTK_WIDGET (self->win_view), "incident.undo", NULL);
  else if (self->document && matoi_session_can_undo (self->document))
    matoi_session_undo (self->document);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* While somebody writes, the key takes back what they wrote. */
  if (GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)))
    gtk_widget_activate_action (focus, "text.undo", NULL);
  else if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
    gtk_widget_activate_action (focus, "text.undo", NULL);
  else
    undo_recorded (self);
}

/* The postmortem a toast was about. */
static void
open_told (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (self->told_ref)
    gtk_widget_activate_action (widget, "win.open-postmortem", "s", self->told_ref);
}

void
matoi_window_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "win.open-told", NULL, open_told);
}
