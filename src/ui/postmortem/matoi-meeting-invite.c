/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-invite.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

/* --- who */

static const MatoiInvitee *
find_invitee (const MatoiMeeting *meeting, const char *person)
{
  for (guint i = 0; i < meeting->invitees->len; i++)
    {
      const MatoiInvitee *one = g_ptr_array_index (meeting->invitees, i);

      if (g_strcmp0 (one->person, person) == 0)
        return one;
    }
  return NULL;
}

/* MTG-01, MTG-02. */
static void
add_suggested (GPtrArray *ticks, const MatoiIncident *incident)
{
  const MatoiMeeting *meeting = &incident->postmortem->meeting;
  g_autoptr (GPtrArray) suggested = matoi_postmortem_suggest_invitees (incident);

  for (guint i = 0; i < suggested->len; i++)
    {
      const MatoiInvitee *one = g_ptr_array_index (suggested, i);
      const MatoiInvitee *invited = find_invitee (meeting, one->person);
      MatoiTick *tick = matoi_tick_new (one->person, one->reason, one->required, TRUE);

      if (meeting->at != MATOI_TIME_NONE && one->required && invited && !invited->required)
        {
          tick->ticked = FALSE;
          tick->reason = g_strdup (invited->reason);
        }
      else if (meeting->at != MATOI_TIME_NONE && !one->required)
        tick->ticked = invited != NULL;
      g_ptr_array_add (ticks, tick);
    }
}

static void
add_invited (GPtrArray *ticks, const MatoiMeeting *meeting)
{
  for (guint i = 0; i < meeting->invitees->len; i++)
    {
      const MatoiInvitee *one = g_ptr_array_index (meeting->invitees, i);

      if (!matoi_tick_find (ticks, one->person))
        g_ptr_array_add (ticks, matoi_tick_new (one->person, one->reason, FALSE, TRUE));
    }
}

/* Who knows a service that was hit: offered, not asked. */
static void
add_experts (GPtrArray *ticks, const MatoiIncident *incident, MatoiDirectory *directory)
{
  for (guint i = 0; i < directory->people->len; i++)
    {
      const MatoiPerson *person = g_ptr_array_index (directory->people, i);

      for (guint j = 0; j < incident->services->len; j++)
        {
          const char *service = g_ptr_array_index (incident->services, j);
          g_autofree char *note = NULL;

          if (!matoi_person_is_expert (person, service) || matoi_tick_find (ticks, person->name))
            continue;
          /* Translators: what somebody is an expert of; %s is the name of a service. */
          note = g_strdup_printf (_ ("Knows %s"), service);
          g_ptr_array_add (ticks, matoi_tick_new (person->name, note, FALSE, FALSE));
        }
    }
}

GPtrArray *
matoi_meeting_dup_invitees (MatoiSession *session, MatoiDirectory *directory)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_tick_free);

  add_suggested (ticks, incident);
  add_invited (ticks, &incident->postmortem->meeting);
  if (directory)
    add_experts (ticks, incident, directory);
  return ticks;
}

static gboolean
has_attended (const MatoiMeeting *meeting, const char *person)
{
  for (guint i = 0; i < meeting->attended->len; i++)
    if (g_strcmp0 (g_ptr_array_index (meeting->attended, i), person) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
matoi_meeting_dup_attendance (MatoiSession *session)
{
  const MatoiMeeting *meeting = &matoi_session_get_incident (session)->postmortem->meeting;
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_tick_free);
  g_autoptr (GPtrArray) suggested = NULL;
  GPtrArray *invitees = meeting->invitees;

  if (invitees->len == 0)
    invitees = suggested = matoi_postmortem_suggest_invitees (matoi_session_get_incident (session));
  for (guint i = 0; i < invitees->len; i++)
    {
      const MatoiInvitee *one = g_ptr_array_index (invitees, i);

      if (!matoi_tick_find (ticks, one->person))
        g_ptr_array_add (ticks, matoi_tick_new (one->person, one->reason, FALSE,
                                                has_attended (meeting, one->person)));
    }
  for (guint i = 0; i < meeting->attended->len; i++)
    if (!matoi_tick_find (ticks, g_ptr_array_index (meeting->attended, i)))
      g_ptr_array_add (ticks, matoi_tick_new (g_ptr_array_index (meeting->attended, i), NULL, FALSE,
                                              TRUE));
  return ticks;
}

/* A required one who is left out stays in it with the reason; without one decide refuses. */
JsonArray *
matoi_meeting_invitees_to_json (GPtrArray *ticks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticks->len; i++)
    {
      const MatoiTick *tick = g_ptr_array_index (ticks, i);
      const char *reason = tick->ticked ? tick->note : tick->reason;
      JsonObject *item;

      if (!tick->ticked && (!tick->required || !reason || *reason == '\0'))
        continue;
      item = json_object_new ();
      json_object_set_string_member (item, "person", tick->name);
      json_object_set_boolean_member (item, "required", tick->ticked && tick->required);
      if (reason && *reason)
        json_object_set_string_member (item, "reason", reason);
      json_array_add_object_element (array, item);
    }
  return array;
}

/* --- the file */

static char *
dup_name (const MatoiIncident *incident)
{
  char *name = g_strdup_printf ("postmortem-%s.ics", incident->ref);

  return g_strdelimit (name, "/\\:*?\"<>| ", '-');
}

static char *
dup_invitation (MatoiSession *session, GtkLabel *message)
{
  g_autoptr (GError) error = NULL;
  char *text = matoi_context_export_ics (matoi_session_get_context (session),
                                         matoi_session_get_incident (session), &error);
  g_autofree char *words = text ? NULL : matoi_ui_dup_error (error);

  matoi_inline_show (message, words);
  return text;
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkLabel) message = user_data;
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    matoi_inline_show (message, NULL);
  else
    matoi_inline_show (message, _ ("No program for calendars opened the invitation. Save it as a "
                                   "file instead, and import that into the calendar."));
}

/* Only the person may read it: names of people and, of a confidential one, that there is one. */
void
matoi_meeting_open_invitation (MatoiSession *session, GtkLabel *message)
{
  g_autofree char *text = dup_invitation (session, message);
  g_autofree char *name = dup_name (matoi_session_get_incident (session));
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "matoi", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GdkAppLaunchContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  if (!text)
    return;
  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    {
      g_autofree char *words = g_strdup_printf (
        /* Translators: %s is a reason, perhaps in English. */
        _ ("The invitation could not be written: %s. The meeting is recorded; save the invitation "
           "somewhere else."),
           error ? error->message : g_strerror (errno));

      matoi_inline_show (message, words);
      return;
    }
  uri = g_filename_to_uri (path, NULL, NULL);
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (message)));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, on_launched,
                                           g_object_ref (message));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkLabel) message = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    words = g_strdup_printf (
      /* Translators: %s is a reason, perhaps in English. */
      _ ("The invitation could not be written: %s. The meeting is recorded; save the invitation "
         "somewhere else."),
         error->message);
  matoi_inline_show (message, words);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  MatoiSession *session = user_data;
  GtkLabel *message = g_object_get_data (G_OBJECT (dialog), "matoi-message");
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  text = file ? dup_invitation (session, message) : NULL;
  if (text)
    {
      bytes = g_bytes_new (text, strlen (text));
      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                           on_saved, g_object_ref (message));
    }
  g_object_unref (dialog);
}

void
matoi_meeting_save_invitation (MatoiSession *session, GtkLabel *message)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (message));
  g_autofree char *name = dup_name (matoi_session_get_incident (session));
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Save the Invitation"), root ? GTK_WINDOW (root) : NULL,
                                    GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "matoi-message", g_object_ref (message),
                          g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_chosen), g_object_ref (session),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
