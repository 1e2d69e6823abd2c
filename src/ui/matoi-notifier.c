/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-notifier.h"

#include <glib/gi18n-lib.h>

#include "matoi-outstanding.h"
#include "matoi-reminders.h"

/* An incident nobody has written to for this long was forgotten, not fought: the machine may
 * sleep. */
#define FORGOTTEN_MS (12 * 60 * MATOI_MINUTE)
/* Nothing is late by seconds: the start of the program has the disk to itself. */
#define FIRST_SECONDS 5
/* How often to look whether one was. */
#define LOOK_SECONDS (10 * 60)

struct _MatoiNotifier
{
  GObject parent_instance;
  GtkApplication *application; /* (unowned): it owns this */
  MatoiLive *live;
  MatoiReminders *reminders;
  MatoiOutstanding *outstanding;
  GSettings *settings;
  GPtrArray *shown; /* of char *: notifications that may still be on the screen */
  guint inhibit_id, look_id, first_id;
};

G_DEFINE_FINAL_TYPE (MatoiNotifier, matoi_notifier, G_TYPE_OBJECT)

static gboolean
has_focus (MatoiNotifier *self)
{
  for (GList *link = gtk_application_get_windows (self->application); link; link = link->next)
    if (gtk_window_is_active (link->data))
      return TRUE;
  return FALSE;
}

static char *
dup_id (MatoiSession *session)
{
  return g_strconcat ("clocks-", matoi_session_get_incident (session)->ref, NULL);
}

static void
on_remind (MatoiNotifier *self, MatoiSession *session, const char *text)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL, *id = dup_id (session);

  if (has_focus (self) || !g_settings_get_boolean (self->settings, "notifications"))
    return;
  /* Translators: the title of a notification: %1$s is a reference, %2$s the incident's title. */
  title =
    g_strdup_printf (_ ("%1$s %2$s"), incident->ref, matoi_incident_get_public_title (incident));
  notification = g_notification_new (title);
  g_notification_set_body (notification, text);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.open-incident", "s",
                                                incident->ref);
  /* One for an incident: a newer one takes the place of the last. */
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
  g_ptr_array_add (self->shown, g_steal_pointer (&id));
  if (g_settings_get_boolean (self->settings, "notification-sound"))
    gdk_display_beep (gdk_display_get_default ());
}

static void
on_settle (MatoiNotifier *self, MatoiSession *session)
{
  g_autofree char *id = dup_id (session);

  g_application_withdraw_notification (G_APPLICATION (self->application), id);
}

/* --- postmortems: one notification for all of them (END-11) */

#define POSTMORTEMS "postmortems"

static void
on_postmortems (MatoiNotifier *self, const char *ref, const char *text)
{
  g_autoptr (GNotification) notification = NULL;

  if (has_focus (self) || !g_settings_get_boolean (self->settings, "notifications"))
    return;
  notification = g_notification_new (_ ("Postmortems Are Due"));
  g_notification_set_body (notification, text);
  g_notification_set_default_action_and_target (notification, "app.open-postmortem", "s",
                                                ref ? ref : "");
  g_application_send_notification (G_APPLICATION (self->application), POSTMORTEMS, notification);
  g_ptr_array_add (self->shown, g_strdup (POSTMORTEMS));
}

static void
on_postmortems_settled (MatoiNotifier *self)
{
  g_application_withdraw_notification (G_APPLICATION (self->application), POSTMORTEMS);
}

/* Whoever looks at the window sees what is due there. */
static void
on_active_window (MatoiNotifier *self)
{
  if (!has_focus (self))
    return;
  for (guint i = 0; i < self->shown->len; i++)
    g_application_withdraw_notification (G_APPLICATION (self->application),
                                         g_ptr_array_index (self->shown, i));
  g_ptr_array_set_size (self->shown, 0);
}

static gboolean
is_fought (MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiEvent *last = incident->events->len > 0
                             ? g_ptr_array_index (incident->events, incident->events->len - 1)
                             : NULL;

  return last && matoi_session_get_now (session) - last->recorded_at < FORGOTTEN_MS;
}

static void
on_live_changed (MatoiNotifier *self)
{
  g_autoptr (GPtrArray) sessions = matoi_live_dup_sessions (self->live);
  gboolean fought = FALSE;

  for (guint i = 0; i < sessions->len; i++)
    fought |= is_fought (g_ptr_array_index (sessions, i));
  if (fought && self->inhibit_id == 0)
    self->inhibit_id = gtk_application_inhibit (
      self->application, gtk_application_get_active_window (self->application),
      GTK_APPLICATION_INHIBIT_SUSPEND | GTK_APPLICATION_INHIBIT_IDLE, _ ("An incident is live"));
  else if (!fought && self->inhibit_id != 0)
    {
      gtk_application_uninhibit (self->application, self->inhibit_id);
      self->inhibit_id = 0;
    }
}

/* Being forgotten is no event, nor is the next day. */
static gboolean
on_look (gpointer user_data)
{
  on_live_changed (user_data);
  matoi_outstanding_tick (((MatoiNotifier *) user_data)->outstanding);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_first_look (gpointer user_data)
{
  MatoiNotifier *self = user_data;

  self->first_id = 0;
  matoi_outstanding_refresh (self->outstanding);
  return G_SOURCE_REMOVE;
}

/* Notifies of the incidents of @live in the name of @application. */
MatoiNotifier *
matoi_notifier_new (GtkApplication *application, MatoiLive *live)
{
  MatoiNotifier *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application) && MATOI_IS_LIVE (live), NULL);

  self = g_object_new (MATOI_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->live = g_object_ref (live);
  self->reminders = matoi_reminders_new (live);
  g_signal_connect_object (self->reminders, "remind", G_CALLBACK (on_remind), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reminders, "settle", G_CALLBACK (on_settle), self,
                           G_CONNECT_SWAPPED);
  self->outstanding = matoi_outstanding_new (matoi_live_get_context (live));
  g_signal_connect_object (self->outstanding, "remind", G_CALLBACK (on_postmortems), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outstanding, "settle", G_CALLBACK (on_postmortems_settled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "changed", G_CALLBACK (on_live_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "notify::active-window", G_CALLBACK (on_active_window),
                           self, G_CONNECT_SWAPPED);
  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
  self->first_id = g_timeout_add_seconds (FIRST_SECONDS, on_first_look, self);
  on_live_changed (self);
  return self;
}

static void
matoi_notifier_dispose (GObject *object)
{
  MatoiNotifier *self = MATOI_NOTIFIER (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->first_id, g_source_remove);
  if (self->inhibit_id != 0)
    gtk_application_uninhibit (self->application, self->inhibit_id);
  self->inhibit_id = 0;
  g_clear_object (&self->reminders);
  g_clear_object (&self->outstanding);
  g_clear_object (&self->live);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_notifier_parent_class)->dispose (object);
}

static void
matoi_notifier_class_init (MatoiNotifierClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_notifier_dispose;
}

static void
matoi_notifier_init (MatoiNotifier *self)
{
  self->settings = g_settings_new (APP_ID);
  self->shown = g_ptr_array_new_with_free_func (g_free);
}
