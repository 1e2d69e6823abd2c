/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* States, people, meeting and messages of the postmortem; see matoi-fold.c for the rules. Only
 * the events here change a state, and only past the gates. */

/* Of two cockpits that created one, the first counts; a waived one can still be written. */
static gboolean
fold_created (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiPostmortem *postmortem = self->postmortem;
  const char *owner = matoi_json_get_string (p, "owner");

  if (owner == NULL || (postmortem != NULL && strcmp (postmortem->state, "waived") != 0))
    return FALSE;
  if (postmortem == NULL)
    postmortem = self->postmortem = matoi_postmortem_new ();
  g_clear_pointer (&postmortem->waiver, g_free);
  matoi_fold_set_text (&postmortem->state, "draft");
  matoi_fold_set_text (&postmortem->owner, owner);
  matoi_fold_set_text (&postmortem->form, matoi_json_get_string (p, "form"));
  matoi_fold_set_text (&postmortem->template, matoi_json_get_string (p, "template"));
  matoi_fold_set_text (&self->owner, owner);
  postmortem->created_at = event->occurred_at;
  postmortem->due_at = matoi_json_get_time (p, "due_at");
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_waived (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (matoi_json_get_string (p, "reason") == NULL ||
      (self->postmortem != NULL && strcmp (self->postmortem->state, "draft") != 0))
    return FALSE;
  if (self->postmortem == NULL)
    self->postmortem = matoi_postmortem_new ();
  matoi_fold_set_text (&self->postmortem->state, "waived");
  matoi_fold_set_text (&self->postmortem->waiver, matoi_json_get_string (p, "reason"));
  return matoi_fold_add_system (self, event, self->postmortem->waiver);
}

static gboolean
fold_owner (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *owner = matoi_json_get_string (p, "owner");

  if (self->postmortem == NULL || owner == NULL)
    return FALSE;
  matoi_fold_set_text (&self->postmortem->owner, owner);
  matoi_fold_set_text (&self->owner, owner);
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_due (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (self->postmortem == NULL)
    return FALSE;
  self->postmortem->due_at = matoi_json_get_time (p, "due_at");
  matoi_fold_set_text (&self->postmortem->due_reason, matoi_json_get_string (p, "reason"));
  return matoi_fold_add_system (self, event, matoi_json_get_string (p, "reason"));
}

/* What another cockpit, an import or a forger wrote must pass the same gates, on the state it
 * met; else it is kept and shown as not applied. */
static gboolean
fold_advanced (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *to = matoi_json_get_string (p, "to");

  if (!matoi_postmortem_may_enter (self, to, event->recorded_at))
    return FALSE;
  matoi_fold_set_text (&self->postmortem->state, to);
  if (strcmp (to, "closed") == 0)
    self->postmortem->closed_at = event->occurred_at;
  return matoi_fold_add_system (self, event, NULL);
}

/* What was agreed no longer is once the text may change again. */
static void
forget_agreement (MatoiMeeting *meeting)
{
  g_clear_pointer (&meeting->agreed_by, g_free);
  meeting->agreed_at = MATOI_TIME_NONE;
}

static gboolean
fold_reopened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *to = matoi_json_get_string (p, "to");
  const char *reason = matoi_json_get_string (p, "reason");
  MatoiPostmortem *postmortem = self->postmortem;

  if (postmortem == NULL || reason == NULL || to == NULL ||
      g_strcmp0 (matoi_postmortem_get_previous (self), to) != 0)
    return FALSE;
  matoi_fold_set_text (&postmortem->state, to);
  postmortem->closed_at = MATOI_TIME_NONE;
  if (strcmp (to, "reviewed") != 0)
    forget_agreement (&postmortem->meeting);
  if (strcmp (to, "draft") == 0)
    {
      postmortem->meeting.held_at = MATOI_TIME_NONE;
      g_ptr_array_set_size (postmortem->meeting.attended, 0);
    }
  return matoi_fold_add_system (self, event, reason);
}

static void
read_invitees (GPtrArray *invitees, JsonArray *array)
{
  g_ptr_array_set_size (invitees, 0);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = matoi_json_array_get_object (array, i);
      MatoiInvitee *invitee;

      if (item == NULL || matoi_json_get_string (item, "person") == NULL)
        continue;
      invitee = g_new0 (MatoiInvitee, 1);
      invitee->person = g_strdup (matoi_json_get_string (item, "person"));
      invitee->reason = g_strdup (matoi_json_get_string (item, "reason"));
      invitee->required = matoi_json_get_boolean (item, "required", FALSE);
      g_ptr_array_add (invitees, invitee);
    }
}

static gboolean
fold_meeting (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiMeeting *meeting = self->postmortem ? &self->postmortem->meeting : NULL;

  if (meeting == NULL || matoi_json_get_time (p, "at") == MATOI_TIME_NONE)
    return FALSE;
  meeting->at = matoi_json_get_time (p, "at");
  meeting->minutes = matoi_fold_read_minutes (p) / MATOI_MINUTE;
  matoi_fold_set_text (&meeting->calendar, matoi_json_get_string (p, "calendar"));
  read_invitees (meeting->invitees, matoi_json_get_array (p, "invitees"));
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_link_posted (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiMeeting *meeting = self->postmortem ? &self->postmortem->meeting : NULL;

  if (meeting == NULL || matoi_json_get_string (p, "url") == NULL)
    return FALSE;
  matoi_fold_set_text (&meeting->link, matoi_json_get_string (p, "url"));
  meeting->link_at = matoi_json_get_time (p, "at");
  if (meeting->link_at == MATOI_TIME_NONE)
    meeting->link_at = event->occurred_at;
  return TRUE;
}

static gboolean
fold_held (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiMeeting *meeting = self->postmortem ? &self->postmortem->meeting : NULL;
  JsonArray *attended = matoi_json_get_array (p, "attended");

  if (meeting == NULL || matoi_json_get_time (p, "at") == MATOI_TIME_NONE)
    return FALSE;
  meeting->held_at = matoi_json_get_time (p, "at");
  meeting->held_minutes = matoi_fold_read_minutes (p) / MATOI_MINUTE;
  g_ptr_array_set_size (meeting->attended, 0);
  for (guint i = 0; attended != NULL && i < json_array_get_length (attended); i++)
    if (matoi_json_array_get_string (attended, i) != NULL)
      g_ptr_array_add (meeting->attended, g_strdup (matoi_json_array_get_string (attended, i)));
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_agreed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (self->postmortem == NULL)
    return FALSE;
  matoi_fold_set_text (&self->postmortem->meeting.agreed_by, event->actor);
  self->postmortem->meeting.agreed_at = event->occurred_at;
  return TRUE;
}

static gboolean
fold_parked (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiParked *parked;

  if (self->postmortem == NULL || matoi_json_get_string (p, "text") == NULL)
    return FALSE;
  parked = g_new0 (MatoiParked, 1);
  parked->id = event->id;
  parked->text = g_strdup (matoi_json_get_string (p, "text"));
  parked->author = g_strdup (event->actor);
  g_ptr_array_add (self->postmortem->meeting.parked, parked);
  return TRUE;
}

/* Another wording has to be approved again. */
static gboolean
fold_message (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiExternal *message = self->postmortem ? &self->postmortem->message : NULL;
  const char *choice = matoi_json_get_string (p, "choice");

  if (message == NULL || (g_strcmp0 (choice, "none") != 0 && g_strcmp0 (choice, "text") != 0) ||
      g_strcmp0 (message->state, "posted") == 0)
    return FALSE;
  matoi_fold_set_text (&message->state, strcmp (choice, "none") == 0 ? "none" : "draft");
  matoi_fold_set_text (&message->summary, matoi_json_get_string (p, "summary"));
  matoi_fold_set_text (&message->happened, matoi_json_get_string (p, "happened"));
  matoi_fold_set_text (&message->doing, matoi_json_get_string (p, "doing"));
  g_clear_pointer (&message->approved_by, g_free);
  message->asked = FALSE;
  return TRUE;
}

static gboolean
fold_message_approved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiExternal *message = self->postmortem ? &self->postmortem->message : NULL;

  if (message == NULL || g_strcmp0 (message->state, "draft") != 0)
    return FALSE;
  matoi_fold_set_text (&message->state, "approved");
  matoi_fold_set_text (&message->approved_by, event->actor);
  return TRUE;
}

static gboolean
fold_message_posted (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiExternal *message = self->postmortem ? &self->postmortem->message : NULL;

  if (message == NULL || g_strcmp0 (message->state, "approved") != 0 ||
      matoi_json_get_string (p, "url") == NULL)
    return FALSE;
  matoi_fold_set_text (&message->state, "posted");
  matoi_fold_set_text (&message->url, matoi_json_get_string (p, "url"));
  message->posted_at = matoi_json_get_time (p, "at");
  if (message->posted_at == MATOI_TIME_NONE)
    message->posted_at = event->occurred_at;
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_message_asked (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiExternal *message = self->postmortem ? &self->postmortem->message : NULL;

  if (message == NULL || g_strcmp0 (message->state, "approved") != 0)
    return FALSE;
  message->asked = TRUE;
  return TRUE;
}

static gboolean
fold_mail (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *which = matoi_json_get_string (p, "which");
  gint64 at = matoi_json_get_time (p, "at");

  if (self->postmortem == NULL)
    return FALSE;
  at = at != MATOI_TIME_NONE ? at : event->occurred_at;
  if (g_strcmp0 (which, "internal") == 0)
    self->postmortem->internal_mail_at = at;
  else if (g_strcmp0 (which, "done") == 0)
    self->postmortem->done_mail_at = at;
  else
    return FALSE;
  return TRUE;
}

const MatoiFolder matoi_fold_postmortem[] = {
  { "postmortem.created", fold_created },
  { "postmortem.waived", fold_waived },
  { "postmortem.owner", fold_owner },
  { "postmortem.due", fold_due },
  { "postmortem.advanced", fold_advanced },
  { "postmortem.reopened", fold_reopened },
  { "postmortem.meeting", fold_meeting },
  { "postmortem.link-posted", fold_link_posted },
  { "postmortem.held", fold_held },
  { "postmortem.agreed", fold_agreed },
  { "postmortem.parked", fold_parked },
  { "postmortem.message", fold_message },
  { "postmortem.message-approved", fold_message_approved },
  { "postmortem.message-posted", fold_message_posted },
  { "postmortem.message-publish-asked", fold_message_asked },
  { "postmortem.mail", fold_mail },
  { NULL },
};
