/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem-private.h"

/* Asking Matoi to publish on the status page what was approved, and nothing else (IC-17, COM-07,
 * SEC-07, DRL-01). */

/* What Statuspage takes, in characters. */
#define MAX_BODY 25000
#define MAX_NAME 255

static const char *const statuses[] = { "investigating", "identified", "monitoring", "resolved",
                                        NULL };
static const char *const impacts[] = { "none", "minor", "major", "critical", NULL };
static const char *const states[] = { "operational",    "under_maintenance", "degraded_performance",
                                      "partial_outage", "major_outage",      NULL };

/* What never leaves the house. */
static gboolean
check_open (MatoiDecision *d, GError **error)
{
  if (d->state->security)
    return matoi_refuse (error, "SEC-07",
                         _ ("This is a security incident: Matoi publishes nothing about it."),
                            _ ("What has to be said outside is on the security checklist."));
  if (d->state->drill)
    return matoi_refuse (error, "DRL-01",
                         _ ("This is a drill: nothing of it goes to the public status page."),
                            _ ("Record the post as posted instead."));
  return TRUE;
}

static gboolean
check_word (MatoiDecision *d, const char *arg, const char *const *words, GError **error)
{
  const char *word = matoi_json_get_string (d->args, arg);
  g_autofree char *list = NULL;

  if (word == NULL || g_strv_contains (words, word))
    return TRUE;
  list = g_strjoinv (", ", (char **) words);
  /* Translators: 1: what was given, 2: the words one may choose from */
  return matoi_refuse_input (error, _ ("“%1$s” is none of: %2$s. Nothing was changed."), word,
                                       list);
}

static gboolean
check_components (MatoiDecision *d, GError **error)
{
  JsonObject *components = matoi_json_get_object (d->args, "components");
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (components == NULL)
    return TRUE;
  json_object_iter_init (&iter, components);
  while (json_object_iter_next (&iter, &id, &node))
    {
      const char *state = matoi_json_get_string (components, id);

      if (*id == '\0' || state == NULL || !g_strv_contains (states, state))
        /* Translators: 1: what was given as the state of a component, 2: the component */
        return matoi_refuse_input (
          error, _ ("“%1$s” is not a state of the component “%2$s”. Use operational, "
             "under_maintenance, degraded_performance, partial_outage or major_outage."),
                    state != NULL ? state : "", id);
    }
  return TRUE;
}

static gboolean
check_lengths (const char *body, const char *name, GError **error)
{
  if (g_utf8_strlen (body, -1) > MAX_BODY)
    /* Translators: %d is a number of characters */
    return matoi_refuse_input (error,
                               _ ("The text is longer than the %d characters a status page takes. "
                                         "Nothing was changed."),
                                  MAX_BODY);
  if (name != NULL && g_utf8_strlen (name, -1) > MAX_NAME)
    /* Translators: %d is a number of characters */
    return matoi_refuse_input (error,
                               _ ("The name is longer than the %d characters a status page takes. "
                                         "Nothing was changed."),
                                  MAX_NAME);
  return TRUE;
}

/**
 * matoi_incident_may_resolve:
 * @confirmed: the Incident Commander says now that it is over for everybody
 *
 * COM-07: the page says that it is over only once full recovery is confirmed: by the end of the
 * incident, or by the commander's word after the team has verified it.
 */
gboolean
matoi_incident_may_resolve (const MatoiIncident *incident, gboolean confirmed)
{
  if (strcmp (incident->state, "ended") == 0 && g_strcmp0 (incident->outcome, "recovering") != 0)
    return TRUE;
  return confirmed && (strcmp (incident->state, "ended") == 0 ||
                       !matoi_policy_has_phase (incident->policy, "verify") ||
                       g_strcmp0 (incident->phase, "verify") == 0);
}

static gboolean
check_resolved (MatoiDecision *d, GError **error)
{
  const gboolean said = matoi_json_get_boolean (d->args, "recovered", FALSE);

  if (g_strcmp0 (matoi_json_get_string (d->args, "status"), "resolved") != 0 ||
      matoi_incident_may_resolve (d->state, said && matoi_decision_is_commander (d)))
    return TRUE;
  return matoi_refuse (
    error, "COM-07",
    _ ("The page says “resolved” only once the Incident Commander has confirmed full "
       "recovery. Nothing was published."),
       _ ("Go to the phase “verify”, then the Incident Commander confirms it; until then publish "
          "it as “monitoring”."));
}

/* On the way out once more, whatever became of it: a second row finds what the first has done. */
static gboolean
decide_publish (MatoiDecision *d, GError **error)
{
  const MatoiUpdate *update = matoi_decision_require_update (d, error);
  JsonObject *payload;

  if (update == NULL || matoi_decision_require (d, "status", error) == NULL)
    return FALSE;
  if (strcmp (update->to, "public") != 0)
    return matoi_refuse_input (error, _ ("Only a public update is published on a status page."));
  if (!check_open (d, error) || !check_word (d, "status", statuses, error) ||
      !check_word (d, "impact", impacts, error) || !check_components (d, error) ||
      !check_lengths (update->text, matoi_decision_get (d, "name"), error))
    return FALSE;
  if (strcmp (update->state, "posted") == 0)
    return TRUE;
  if ((strcmp (update->state, "approved") != 0 &&
       !matoi_decision_check_approval (d, update->to, FALSE, error)) ||
      !matoi_check_finished (update->to, update->text, error) || !check_resolved (d, error))
    return FALSE;
  payload =
    matoi_decision_copy (d, "status", "components", "notify", "impact", "name", "recovered", NULL);
  {
    g_autofree char *id = matoi_id_dup_text (&update->id);

    json_object_set_string_member (payload, "update", id);
  }
  matoi_decision_add (d, "update.publish-asked", payload);
  return TRUE;
}

/* WRI-11: the approved message becomes the postmortem of the incident on the page. */
static gboolean
decide_message_publish (MatoiDecision *d, GError **error)
{
  const MatoiExternal *message;

  if (!matoi_decide_require_postmortem (d, error) || !check_open (d, error))
    return FALSE;
  message = &d->state->postmortem->message;
  if (g_strcmp0 (message->state, "posted") == 0)
    return TRUE;
  if (g_strcmp0 (message->state, "approved") != 0)
    return matoi_refuse (error, "pm.message-approved",
                         _ ("The external message is not approved."),
                            _ ("Approve it in the meeting first."));
  if (d->state->public_incident == NULL)
    return matoi_refuse (error, "COM-07",
                         _ ("This incident does not stand on the status page."),
                            _ ("Publish the message by hand and record where it stands."));
  if (g_strcmp0 (d->state->public_state, "resolved") != 0)
    return matoi_refuse (error, "COM-07",
                         _ ("On the status page the incident is not resolved yet."),
                            _ ("Publish its resolution first."));
  matoi_decision_add (d, "postmortem.message-publish-asked",
                      matoi_decision_copy (d, "notify", NULL));
  return TRUE;
}

const MatoiCommandRule matoi_publish_commands[] = {
  { "update-publish", decide_publish, 0 },
  { "pm-message-publish", decide_message_publish, 0 },
  { NULL },
};
