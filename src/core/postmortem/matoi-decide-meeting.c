/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* The meeting, the message to the outside, and what is said around the document (§12.3). */

#define MAX_MINUTES (8 * 60)

static gboolean
read_minutes (MatoiDecision *d, gint64 *minutes, GError **error)
{
  *minutes = matoi_json_get_int (d->args, "minutes", MATOI_MEETING_MINUTES);
  if (*minutes >= 1 && *minutes <= MAX_MINUTES)
    return TRUE;
  return matoi_refuse_input (
    error, _("A meeting has 1 to %d minutes, mostly 15 to 30. Nothing was changed."), MAX_MINUTES);
}

static JsonArray *
suggest_invitees (MatoiDecision *d)
{
  g_autoptr (GPtrArray) invitees = matoi_postmortem_suggest_invitees (d->state);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < invitees->len; i++)
    {
      const MatoiInvitee *invitee = g_ptr_array_index (invitees, i);
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "person", invitee->person);
      json_object_set_boolean_member (item, "required", invitee->required);
      matoi_json_set_string (item, "reason", invitee->reason);
      json_array_add_object_element (array, item);
    }
  return array;
}

/* Whether @person is asked to come, or it says why not. */
static gboolean
is_accounted_for (JsonArray *invitees, const char *person)
{
  for (guint i = 0; i < json_array_get_length (invitees); i++)
    {
      JsonObject *item = matoi_json_array_get_object (invitees, i);

      if (item != NULL && g_strcmp0 (matoi_json_get_string (item, "person"), person) == 0)
        return matoi_json_get_boolean (item, "required", FALSE) ||
               matoi_json_get_string (item, "reason") != NULL;
    }
  return FALSE;
}

/* MTG-01: who has to come is left out only with a reason. */
static gboolean
check_invitees (MatoiDecision *d, JsonArray *invitees, GError **error)
{
  g_autoptr (GPtrArray) suggested = matoi_postmortem_suggest_invitees (d->state);

  for (guint i = 0; i < suggested->len; i++)
    {
      const MatoiInvitee *invitee = g_ptr_array_index (suggested, i);
      g_autofree char *text = NULL;

      if (!invitee->required || is_accounted_for (invitees, invitee->person))
        continue;
      /* Translators: 1: a person, 2: a role */
      text =
        g_strdup_printf (_("%1$s (%2$s) has to be invited."), invitee->person, invitee->reason);
      return matoi_refuse (error, "MTG-01", text, _("Invite them, or say why not."));
    }
  return TRUE;
}

/* PM-06, PM-07, MTG-08. */
static gboolean
decide_meeting (MatoiDecision *d, GError **error)
{
  gint64 at = matoi_json_get_time (d->args, "at"), minutes;
  JsonArray *invitees = matoi_json_get_array (d->args, "invitees");
  JsonObject *payload;

  if (!matoi_decide_require_open (d, error) || !read_minutes (d, &minutes, error))
    return FALSE;
  if (at == MATOI_TIME_NONE)
    return matoi_refuse_input (error, _("A meeting needs a time. Nothing was changed."));
  if (at + minutes * MATOI_MINUTE < d->now)
    return matoi_refuse_input (
      error, _("That meeting would be over already. Nothing was changed; give a time to come, or "
                                        "record when it was held."));
  if (invitees != NULL && !check_invitees (d, invitees, error))
    return FALSE;
  payload = matoi_decision_copy (d, "at", "calendar", NULL);
  json_object_set_int_member (payload, "minutes", minutes);
  json_object_set_array_member (payload, "invitees",
                                invitees ? json_array_ref (invitees) : suggest_invitees (d));
  matoi_decision_add (d, "postmortem.meeting", payload);
  return TRUE;
}

static gboolean
check_url (MatoiDecision *d, GError **error)
{
  const char *url = matoi_decision_require (d, "url", error);

  return url != NULL && matoi_decision_check_link (url, error);
}

static gboolean
check_past (MatoiDecision *d, GError **error)
{
  gint64 at = matoi_json_get_time (d->args, "at");

  return at == MATOI_TIME_NONE || matoi_decision_check_time (d, at, error);
}

/* WRI-11; late is told, never refused (§21 Q9). */
static gboolean
decide_link (MatoiDecision *d, GError **error)
{
  if (!matoi_decide_require_postmortem (d, error) || !check_url (d, error) ||
      !check_past (d, error))
    return FALSE;
  matoi_decision_add (d, "postmortem.link-posted", matoi_decision_copy (d, "url", "at", NULL));
  return TRUE;
}

static gboolean
decide_held (MatoiDecision *d, GError **error)
{
  const MatoiMeeting *meeting;
  gint64 at = matoi_json_get_time (d->args, "at"), minutes;
  JsonObject *payload;

  if (!matoi_decide_require_open (d, error) || !read_minutes (d, &minutes, error))
    return FALSE;
  meeting = &d->state->postmortem->meeting;
  if (!json_object_has_member (d->args, "minutes") && meeting->minutes > 0)
    minutes = meeting->minutes;
  at = at != MATOI_TIME_NONE ? at : meeting->at;
  if (at == MATOI_TIME_NONE)
    return matoi_refuse_input (error, _("Say when the meeting was. Nothing was changed."));
  if (!matoi_decision_check_time (d, at, error))
    return FALSE;
  if (d->state->ended_at != MATOI_TIME_NONE && at < d->state->ended_at)
    return matoi_refuse_input (
      error, _("The meeting cannot have been before the end of the incident. Nothing was "
                                        "changed; check the time."));
  payload = matoi_decision_copy (d, "attended", NULL);
  json_object_set_int_member (payload, "at", at);
  json_object_set_int_member (payload, "minutes", minutes);
  matoi_decision_add (d, "postmortem.held", payload);
  return TRUE;
}

static gboolean
decide_agree (MatoiDecision *d, GError **error)
{
  if (!matoi_decide_require_postmortem (d, error))
    return FALSE;
  if (strcmp (d->state->postmortem->state, "in-review") != 0)
    return matoi_refuse (error, "pm.order",
                         _("Only what is in review can be agreed."),
                            _("Put it in review first."));
  if (d->state->postmortem->meeting.agreed_by == NULL)
    matoi_decision_add (d, "postmortem.agreed", json_object_new ());
  return TRUE;
}

/* MTG-13: aside until the timeline is through. */
static gboolean
decide_park (MatoiDecision *d, GError **error)
{
  if (!matoi_decide_require_postmortem (d, error) ||
      matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  matoi_decision_add (d, "postmortem.parked", matoi_decision_copy (d, "text", NULL));
  return TRUE;
}

static gboolean
decide_comment (MatoiDecision *d, GError **error)
{
  const char *section = matoi_decision_get (d, "section");

  if (!matoi_decide_require_postmortem (d, error) ||
      matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  if (section != NULL && matoi_postmortem_find_template_section (d->state, section) == NULL)
    /* Translators: %s is what was given as a section */
    return matoi_refuse_missing (error, _("There is no section “%s” in this postmortem."),
                                           section);
  matoi_decision_add (d, "postmortem.comment", matoi_decision_copy (d, "section", "text", NULL));
  return TRUE;
}

static gboolean
decide_resolve (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "comment", error);
  const gboolean open = matoi_json_get_boolean (d->args, "open", FALSE); /* again */
  const MatoiComment *comment;
  JsonObject *payload;
  MatoiId id;

  if (text == NULL || !matoi_decide_require_postmortem (d, error) ||
      !matoi_incident_resolve (d->state, "comment", text, &id, error))
    return FALSE;
  comment = matoi_find_by_id (d->state->postmortem->comments, &id);
  if (open != (comment->resolved_by != NULL))
    return TRUE;
  payload = matoi_decide_refer ("comment", &id);
  if (open)
    json_object_set_boolean_member (payload, "open", TRUE);
  matoi_decision_add (d, "postmortem.resolved", payload);
  return TRUE;
}

/* TPL-12: three parts, or an explicit "none". */
static gboolean
decide_message (MatoiDecision *d, GError **error)
{
  const char *choice = matoi_decision_require (d, "choice", error);

  if (choice == NULL || !matoi_decide_require_open (d, error))
    return FALSE;
  if (strcmp (choice, "none") != 0 && strcmp (choice, "text") != 0)
    return matoi_refuse_input (error, _("The external message is “none” or “text”."));
  if (g_strcmp0 (d->state->postmortem->message.state, "posted") == 0)
    return matoi_refuse (error, "pm.posted",
                         _("The message is published and cannot be taken back."),
                            _("Publish a correction and record it as a status update."));
  matoi_decision_add (d, "postmortem.message",
                      matoi_decision_copy (d, "choice", "summary", "happened", "doing", NULL));
  return TRUE;
}

static gboolean
decide_message_approve (MatoiDecision *d, GError **error)
{
  const MatoiExternal *message;
  JsonObject *section;

  if (!matoi_decide_require_postmortem (d, error))
    return FALSE;
  message = &d->state->postmortem->message;
  if (message->state == NULL || strcmp (message->state, "none") == 0)
    return matoi_refuse (error, "pm.message",
                         _("There is no external message."), _("Write it first."));
  if (strcmp (message->state, "draft") != 0)
    return TRUE;
  section = matoi_postmortem_find_kind (d->state, "message");
  if (section != NULL && !matoi_postmortem_section_is_filled (d->state, section))
    return matoi_refuse (error, "TPL-12",
                         _("The external message is not complete."),
                            _("Write all three parts: summary, what happened, what we do."));
  matoi_decision_add (d, "postmortem.message-approved", json_object_new ());
  return TRUE;
}

/* §21 Q7: by support, or whoever knows where it stands. */
static gboolean
decide_message_posted (MatoiDecision *d, GError **error)
{
  if (!matoi_decide_require_postmortem (d, error) || !check_url (d, error) ||
      !check_past (d, error))
    return FALSE;
  if (g_strcmp0 (d->state->postmortem->message.state, "posted") == 0)
    return TRUE;
  if (g_strcmp0 (d->state->postmortem->message.state, "approved") != 0)
    return matoi_refuse (error, "pm.message-approved",
                         _("The external message is not approved."),
                            _("Approve it in the meeting first."));
  matoi_decision_add (d, "postmortem.message-posted", matoi_decision_copy (d, "url", "at", NULL));
  return TRUE;
}

/* COM-15: sent by the person's own mail program. */
static gboolean
decide_mail (MatoiDecision *d, GError **error)
{
  const char *which = matoi_decision_require (d, "which", error);

  if (which == NULL || !matoi_decide_require_postmortem (d, error) || !check_past (d, error))
    return FALSE;
  if (strcmp (which, "internal") != 0 && strcmp (which, "done") != 0)
    return matoi_refuse_input (error, _("The mail is “internal” or “done”."));
  matoi_decision_add (d, "postmortem.mail", matoi_decision_copy (d, "which", "at", NULL));
  return TRUE;
}

/* A hint that was put aside leaves a trace. */
static gboolean
decide_dismiss (MatoiDecision *d, GError **error)
{
  const char *rule = matoi_decision_require (d, "rule", error);
  const gboolean on = matoi_json_get_boolean (d->args, "on", TRUE);
  JsonObject *payload;

  if (rule == NULL || !matoi_decide_require_postmortem (d, error))
    return FALSE;
  if (matoi_postmortem_is_dismissed (d->state->postmortem, matoi_decision_get (d, "section"), rule,
                                     matoi_decision_get (d, "text")) == on)
    return TRUE;
  payload = matoi_decision_copy (d, "section", "rule", "text", NULL);
  if (!on)
    json_object_set_boolean_member (payload, "on", FALSE);
  matoi_decision_add (d, "postmortem.dismissed", payload);
  return TRUE;
}

const MatoiCommandRule matoi_meeting_commands[] = {
  { "pm-meeting", decide_meeting, 0 },
  { "pm-link", decide_link, 0 },
  { "pm-held", decide_held, 0 },
  { "pm-agree", decide_agree, 0 },
  { "pm-park", decide_park, 0 },
  { "pm-comment", decide_comment, 0 },
  { "pm-resolve", decide_resolve, 0 },
  { "pm-message", decide_message, 0 },
  { "pm-message-approve", decide_message_approve, 0 },
  { "pm-message-posted", decide_message_posted, 0 },
  { "pm-mail", decide_mail, 0 },
  { "pm-dismiss", decide_dismiss, 0 },
  { NULL },
};
