/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-holidays.h"
#include "matoi-incident-private.h"
#include "matoi-json.h"

/* Action items (§12.6), and the small facts of the document: who responded, the recording. */

static gboolean
check_not_closed (MatoiDecision *d, GError **error)
{
  if (d->state->postmortem == NULL || strcmp (d->state->postmortem->state, "closed") != 0)
    return TRUE;
  return matoi_refuse (error, "pm.closed",
                       _("The postmortem is closed: what is open lives in its tickets."),
                          _("Reopen it with a reason to add or change action items."));
}

static gboolean
check_kind (MatoiDecision *d, GError **error)
{
  static const char *const kinds[] = { "prevent", "mitigate", "process", "detect", NULL };
  const char *kind = matoi_decision_get (d, "kind");

  if (kind == NULL || g_strv_contains (kinds, kind))
    return TRUE;
  /* Translators: %s is what was given as a kind of action item; do not translate the kinds */
  return matoi_refuse_input (error, _("“%s” is not a kind of action item. Use prevent, mitigate, "
                                      "process or detect."),
                                       kind);
}

static gboolean
check_day (MatoiDecision *d, GError **error)
{
  const char *day = matoi_decision_get (d, "due_on");
  g_autofree char *text = day ? g_strconcat (day, "T00:00:00Z", NULL) : NULL;
  gint64 ms;

  if (day == NULL || (strlen (day) == 10 && matoi_time_parse (text, NULL, &ms)))
    return TRUE;
  /* Translators: %s is what was given as a date */
  return matoi_refuse_input (error, _("“%s” is not a date. Write it as 2026-11-20."), day);
}

/* ACT-03: whether tickets are made for it; none named in the process: for all. */
static gboolean
gets_ticket (MatoiDecision *d, const char *priority)
{
  JsonArray *list = matoi_json_get_array (matoi_policy_get_json (d->policy), "ticket_priorities");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (g_strcmp0 (matoi_json_array_get_string (list, i), priority) == 0)
      return TRUE;
  return list == NULL || json_array_get_length (list) == 0;
}

/* "P" and a digit; "NULL" stands for the default. */
static gboolean
check_priority (const char *priority, GError **error)
{
  if (priority == NULL ||
      (priority[0] == 'P' && g_ascii_isdigit (priority[1]) && priority[2] == '\0'))
    return TRUE;
  /* Translators: %s is what was given as a priority */
  return matoi_refuse_input (error, _("“%s” is not a priority. Use P0, P1, P2 …"), priority);
}

/* Below the line it is noted, with the reason, and gets no ticket. */
static gboolean
check_noted (MatoiDecision *d, const char *priority, gboolean *noted, GError **error)
{
  *noted = !gets_ticket (d, priority);
  if (!*noted || matoi_decision_get (d, "reason") != NULL)
    return TRUE;
  return matoi_refuse (error, "ACT-03",
                       _("Only what really must be done becomes a ticket."),
                         _("Give it a higher priority, or a reason to note it without a ticket."));
}

/** matoi_action_dup_due: see the header. */
char *
matoi_action_dup_due (const MatoiIncident *incident, gint64 at, GTimeZone *zone)
{
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);
  gint64 days = severity ? matoi_json_get_int (severity->json, "actions_days", 0) : 0;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) here = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) due =
    here && days > 0 && days <= 3660 ? g_date_time_add_days (here, (int) days) : NULL;

  return due ? g_date_time_format (due, "%Y-%m-%d") : NULL;
}

static void
set_due_on (MatoiDecision *d, JsonObject *payload)
{
  const char *id = matoi_decision_get (d, "zone");
  g_autoptr (GTimeZone) zone = id != NULL ? g_time_zone_new_identifier (id) : NULL;
  g_autofree char *day = NULL;

  if (matoi_decision_get (d, "due_on") != NULL)
    return;
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  day = matoi_action_dup_due (d->state, d->at, zone);
  if (day != NULL)
    json_object_set_string_member (payload, "due_on", day);
}

static gboolean
decide_add (MatoiDecision *d, GError **error)
{
  const char *priority = matoi_decision_get (d, "priority");
  JsonObject *payload;
  gboolean noted;

  if (matoi_decision_require (d, "text", error) == NULL || !check_not_closed (d, error) ||
      !check_kind (d, error) || !check_day (d, error) || !check_priority (priority, error) ||
      !check_noted (d, priority ? priority : "P1", &noted, error))
    return FALSE;
  payload = matoi_decision_copy (d, "text", "kind", "owner_team", "due_on", "from", "reason", NULL);
  json_object_set_string_member (payload, "priority", priority ? priority : "P1");
  if (noted)
    json_object_set_boolean_member (payload, "noted", TRUE);
  else
    set_due_on (d, payload);
  matoi_decision_add (d, "action.added", payload);
  return TRUE;
}

/* The action item a command is about. (nullable) */
const MatoiAction *
matoi_decide_require_action (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "action", error);
  MatoiId id;

  if (text == NULL || !matoi_incident_resolve (d->state, "action", text, &id, error))
    return NULL;
  return matoi_incident_find_action (d->state, &id);
}

/* Adds @type with the named @payload (transfer full) about @action. */
void
matoi_decide_add_for_action (MatoiDecision *d,
                             const char *type,
                             const MatoiAction *action,
                             JsonObject *payload)
{
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (&action->id, id);
  json_object_set_string_member (payload, "action", id);
  matoi_decision_add (d, type, payload);
}

static gboolean
decide_edit (MatoiDecision *d, GError **error)
{
  const MatoiAction *action = matoi_decide_require_action (d, error);
  const char *priority = matoi_decision_get (d, "priority");
  JsonObject *payload;
  gboolean noted;

  if (action == NULL || !check_not_closed (d, error) || !check_kind (d, error) ||
      !check_day (d, error) || !check_priority (priority, error))
    return FALSE;
  if (priority != NULL && action->key == NULL && strcmp (action->state, "wont") != 0 &&
      !check_noted (d, priority, &noted, error))
    return FALSE;
  payload =
    matoi_decision_copy (d, "text", "priority", "kind", "owner_team", "due_on", "reason", NULL);
  if (json_object_get_size (payload) == 0)
    {
      json_object_unref (payload);
      return TRUE;
    }
  if (priority != NULL)
    json_object_set_boolean_member (payload, "noted", !gets_ticket (d, priority));
  matoi_decide_add_for_action (d, "action.changed", action, payload);
  return TRUE;
}

/* ACT-05: decided, with the reason, and told in the document. */
static gboolean
decide_wont (MatoiDecision *d, GError **error)
{
  const MatoiAction *action = matoi_decide_require_action (d, error);

  if (action == NULL || matoi_decision_require (d, "reason", error) == NULL ||
      !check_not_closed (d, error))
    return FALSE;
  if (strcmp (action->state, "wont") != 0)
    matoi_decide_add_for_action (d, "action.wont", action, matoi_decision_copy (d, "reason", NULL));
  return TRUE;
}

static gboolean
decide_reopen (MatoiDecision *d, GError **error)
{
  const MatoiAction *action = matoi_decide_require_action (d, error);

  if (action == NULL || !check_not_closed (d, error))
    return FALSE;
  if (strcmp (action->state, "wont") == 0)
    matoi_decide_add_for_action (d, "action.reopened", action, json_object_new ());
  return TRUE;
}

static gboolean
decide_drop (MatoiDecision *d, GError **error)
{
  const MatoiAction *action = matoi_decide_require_action (d, error);

  if (action == NULL || !check_not_closed (d, error))
    return FALSE;
  if (action->key != NULL)
    return matoi_refuse (error, "pm.ticketed",
                         _("This action item has a ticket already."),
                            _("Close the ticket, or mark the item as one that will not be done."));
  matoi_decide_add_for_action (d, "action.dropped", action, json_object_new ());
  return TRUE;
}

/* TPL-07: who it was, where the roster does not say it, or why nobody was. */
static gboolean
decide_responder (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "role", error);
  const MatoiRole *role = text ? matoi_policy_match_role (d->policy, text) : NULL;
  JsonObject *payload;

  if (text == NULL || !matoi_decide_require_open (d, error))
    return FALSE;
  if (role == NULL)
    /* Translators: %s is what was given as a role */
    return matoi_refuse_missing (error, _("There is no role “%s” here."), text);
  if (matoi_decision_get (d, "person") == NULL &&
      matoi_decision_require (d, "none_reason", error) == NULL)
    return FALSE;
  payload = matoi_decision_copy (d, "person", "none_reason", NULL);
  json_object_set_string_member (payload, "role", role->id);
  matoi_decision_add (d, "postmortem.responder", payload);
  return TRUE;
}

static gboolean
decide_recording (MatoiDecision *d, GError **error)
{
  const char *url = matoi_decision_get (d, "url");

  if (!matoi_decide_require_open (d, error) ||
      (url == NULL && matoi_decision_require (d, "none_reason", error) == NULL) ||
      !matoi_decision_check_link (url, error))
    return FALSE;
  matoi_decision_add (d, "postmortem.recording",
                      matoi_decision_copy (d, "url", "none_reason", NULL));
  return TRUE;
}

const MatoiCommandRule matoi_action_commands[] = {
  { "action-add", decide_add, 0 },         { "action-edit", decide_edit, 0 },
  { "action-wont", decide_wont, 0 },       { "action-reopen", decide_reopen, 0 },
  { "action-drop", decide_drop, 0 },       { "pm-responder", decide_responder, 0 },
  { "pm-recording", decide_recording, 0 }, { NULL },
};
