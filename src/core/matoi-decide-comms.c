/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

static const char *const audiences[] = { "channel", "executives", "public", "company", NULL };

/* SEC-07: of a security incident nothing is announced. */
static gboolean
check_audience (MatoiDecision *d, const char *to, GError **error)
{
  if (!g_strv_contains (audiences, to))
    /* Translators: %s is what was given as the audience of a status post */
    return matoi_refuse_input (
      error, _("“%s” is not an audience. Use channel, executives, public or company."), to);
  if (d->state->security && strcmp (to, "channel") != 0)
    return matoi_refuse (
      error, "SEC-07",
      _("This is a security incident: nothing is announced outside the responders."),
         _("Post to the private channel only."));
  return TRUE;
}

/* COM-01…07, IC-17: a public post is approved by the commander. */
gboolean
matoi_decision_check_approval (MatoiDecision *d, const char *to, gboolean approve, GError **error)
{
  if (strcmp (to, "public") != 0)
    return TRUE;
  if (matoi_policy_get_rule (d->policy, "public-approval") != MATOI_RULE_HARD)
    return TRUE;
  if (approve && matoi_decision_is_commander (d))
    return TRUE;
  return matoi_refuse (error, "IC-17",
                       _("A public post needs the Incident Commander’s approval."),
                          _("Save it as a draft; the Incident Commander then approves it."));
}

/* A skeleton marks what the state did not tell with “…” (§7.3): customers never see that. */
gboolean
matoi_check_finished (const char *to, const char *text, GError **error)
{
  if (strcmp (to, "public") != 0 || text == NULL || strstr (text, "…") == NULL)
    return TRUE;
  return matoi_refuse (error, "unfinished",
                       _("The text still has “…” where something is missing."),
                          _("Write the whole text, then approve it."));
}

/* The record links to the post. */
static gboolean
check_url (MatoiDecision *d, GError **error)
{
  return matoi_decision_check_link (matoi_decision_get (d, "url"), error);
}

static const MatoiUpdate *
find_draft (const MatoiIncident *incident, const char *to)
{
  for (guint i = incident->updates->len; i > 0; i--)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i - 1);

      if (strcmp (update->to, to) == 0 && strcmp (update->state, "posted") != 0)
        return update;
    }
  return NULL;
}

static void
add_for_update (MatoiDecision *d, const char *type, const MatoiUpdate *update)
{
  JsonObject *payload = matoi_decision_copy (d, "url", "next_at", "public_incident", NULL);
  g_autofree char *id = matoi_id_dup_text (&update->id);

  json_object_set_string_member (payload, "update", id);
  matoi_decision_add (d, type, payload);
}

/* A draft, or a post done by hand; without a text, --approve takes the last draft. */
gboolean
matoi_decide_update (MatoiDecision *d, GError **error)
{
  gboolean draft = matoi_json_get_boolean (d->args, "draft", FALSE);
  gboolean approve = matoi_json_get_boolean (d->args, "approve", FALSE);
  const char *to = matoi_decision_require (d, "to", error);
  const MatoiUpdate *last;
  JsonObject *payload;

  if (to == NULL || !check_audience (d, to, error) || !check_url (d, error))
    return FALSE;
  if (draft && approve)
    return matoi_refuse_input (error,
                               _("A post is either saved as a draft or approved, not both."));
  if (!draft && !matoi_decision_check_approval (d, to, approve, error))
    return FALSE;
  if (approve && matoi_decision_get (d, "text") == NULL)
    {
      last = find_draft (d->state, to);
      if (last == NULL)
        return matoi_refuse_missing (error, _("There is no draft to approve."));
      if (!matoi_check_finished (to, last->text, error))
        return FALSE;
      if (strcmp (last->state, "draft") == 0)
        add_for_update (d, "update.approved", last);
      add_for_update (d, "update.posted", last);
      return TRUE;
    }
  if (matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  if (!draft && !matoi_check_finished (to, matoi_decision_get (d, "text"), error))
    return FALSE;
  payload = matoi_decision_copy (d, "to", "text", "url", "next_at", NULL);
  if (!draft)
    {
      json_object_set_string_member (payload, "state", "posted");
      if (approve)
        json_object_set_string_member (payload, "approved_by", d->command->actor);
    }
  matoi_decision_add (d, "update.drafted", payload);
  return TRUE;
}

/* By "update", its id; or by "to": the last one to this audience that is not posted. */
const MatoiUpdate *
matoi_decision_require_update (MatoiDecision *d, GError **error)
{
  const char *to = matoi_decision_get (d, "to"), *text = matoi_decision_get (d, "update");
  const MatoiUpdate *last = to != NULL && text == NULL ? find_draft (d->state, to) : NULL;
  MatoiId id;

  if (last != NULL)
    return last;
  if (to != NULL && text == NULL)
    {
      matoi_refuse_missing (error, _("There is no draft to approve."));
      return NULL;
    }
  text = matoi_decision_require (d, "update", error);
  if (text == NULL || !matoi_incident_resolve (d->state, "update", text, &id, error))
    return NULL;
  return matoi_incident_find_update (d->state, &id);
}

gboolean
matoi_decide_update_approve (MatoiDecision *d, GError **error)
{
  const MatoiUpdate *update = matoi_decision_require_update (d, error);

  if (update == NULL || !matoi_decision_check_approval (d, update->to, TRUE, error) ||
      !matoi_check_finished (update->to, update->text, error))
    return FALSE;
  if (strcmp (update->state, "draft") == 0)
    add_for_update (d, "update.approved", update);
  return TRUE;
}

gboolean
matoi_decide_update_post (MatoiDecision *d, GError **error)
{
  const MatoiUpdate *update = matoi_decision_require_update (d, error);

  if (update == NULL || !check_url (d, error))
    return FALSE;
  if (strcmp (update->state, "posted") == 0)
    return TRUE;
  /* What was published before the incident became confidential is out, and the record says so. */
  if (update->public_state == NULL && !check_audience (d, update->to, error))
    return FALSE;
  if (strcmp (update->state, "approved") != 0 &&
      !matoi_decision_check_approval (d, update->to, FALSE, error))
    return FALSE;
  add_for_update (d, "update.posted", update);
  return TRUE;
}
