/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem-private.h"

/** matoi_check_free: frees @check. */
void
matoi_check_free (MatoiCheck *check)
{
  g_free (check->id);
  g_free (check->text);
  g_free (check->fix);
  g_free (check);
}

static void
add_check (GPtrArray *checks,
           const MatoiIncident *incident,
           const char *id,
           gboolean met,
           const char *text,
           const char *fix)
{
  MatoiRuleLevel level = matoi_policy_get_rule (incident->policy, id);
  MatoiCheck *check;

  if (level == MATOI_RULE_OFF)
    return;
  check = g_new0 (MatoiCheck, 1);
  check->id = g_strdup (id);
  check->text = g_strdup (text);
  check->fix = g_strdup (fix);
  check->met = met;
  check->hard = level == MATOI_RULE_HARD;
  g_ptr_array_add (checks, check);
}

/* When the phase last went to "verify", or MATOI_TIME_NONE. */
static gint64
find_verify (const MatoiIncident *incident)
{
  gint64 at = MATOI_TIME_NONE;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (strcmp (entry->event->type, "phase.changed") == 0 &&
          g_strcmp0 (matoi_json_get_string (entry->event->payload, "to"), "verify") == 0)
        at = MAX (at, entry->occurred_at);
    }
  return at;
}

/* END-03: whatever was said in public is closed in public. */
static gboolean
is_publicly_closed (const MatoiIncident *incident)
{
  const MatoiUpdate *last = NULL;
  gint64 since = incident->declared_at;

  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      if (strcmp (update->to, "public") == 0 && strcmp (update->state, "posted") == 0 &&
          (last == NULL || update->posted_at >= last->posted_at))
        last = update;
    }
  if (last == NULL)
    return TRUE;
  since = MAX (since, find_verify (incident));
  return strcmp (incident->phase, "verify") == 0 && last->posted_at >= since;
}

static guint
count_open_asks (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->asks->len; i++)
    n += strcmp (((MatoiAsk *) g_ptr_array_index (incident->asks, i))->state, "open") == 0;
  return n;
}

static guint
count_open_todos (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      n += !todo->later && todo->done_at == MATOI_TIME_NONE;
    }
  return n;
}

static guint
count_open_polls (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->polls->len; i++)
    n += ((MatoiPoll *) g_ptr_array_index (incident->polls, i))->closed_at == MATOI_TIME_NONE;
  return n;
}

static guint
count_subteams (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->subteams->len; i++)
    n +=
      ((MatoiSubteam *) g_ptr_array_index (incident->subteams, i))->dissolved_at == MATOI_TIME_NONE;
  return n;
}

/* Of what shows that it is over: a fact with evidence which came when the team verified it, or
 * was noted as just that. A process without that phase leaves the time open. */
static gboolean
is_proof (const MatoiIncident *incident, const MatoiEntry *entry, gint64 verified_at)
{
  if (entry->evidence->len == 0)
    return FALSE;
  if (matoi_json_get_boolean (entry->event->payload, "converged", FALSE))
    return TRUE;
  if (!matoi_policy_has_phase (incident->policy, "verify"))
    return TRUE;
  return verified_at != MATOI_TIME_NONE && entry->occurred_at >= verified_at;
}

static void
count_entries (const MatoiIncident *incident,
               guint *hypotheses,
               guint *without_evidence,
               guint *convergence)
{
  gint64 verified_at = find_verify (incident);

  *hypotheses = *without_evidence = *convergence = 0;
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      gboolean is_fact =
        strcmp (entry->kind, "fact") == 0 || strcmp (entry->kind, "detection") == 0;

      if (entry->struck || strcmp (entry->kind, "system") == 0)
        continue;
      *hypotheses += strcmp (entry->kind, "hypothesis") == 0 && entry->verdict == NULL;
      *without_evidence += is_fact && entry->evidence->len == 0;
      *convergence += is_fact && is_proof (incident, entry, verified_at);
    }
}

/* Nothing of this goes on after the end. */
static void
add_group_checks (GPtrArray *checks, const MatoiIncident *incident)
{
  guint polls = count_open_polls (incident), teams = count_subteams (incident);
  g_autofree char *polls_text = NULL, *teams_text = NULL;

  polls_text = g_strdup_printf (ngettext ("%u proposal waits for objections.",
                                          "%u proposals wait for objections.", polls),
                                polls);
  teams_text = g_strdup_printf (
    ngettext ("%u sub-team is still at work.", "%u sub-teams are still at work.", teams), teams);
  add_check (checks, incident, "end.open-polls", polls == 0, polls_text,
             _("Decide it, or withdraw it."));
  add_check (checks, incident, "end.subteams", teams == 0, teams_text,
             _("Dissolve it; otherwise the end does."));
}

static void
add_work_checks (GPtrArray *checks, const MatoiIncident *incident, gboolean false_alarm)
{
  guint hypotheses, without_evidence, convergence;
  guint asks = count_open_asks (incident), todos = count_open_todos (incident);
  g_autofree char *asks_text = NULL, *todos_text = NULL, *guess_text = NULL, *evidence_text = NULL;

  count_entries (incident, &hypotheses, &without_evidence, &convergence);
  asks_text =
    g_strdup_printf (ngettext ("%u ask is still open.", "%u asks are still open.", asks), asks);
  todos_text = g_strdup_printf (
    ngettext ("%u TODO for now is not done.", "%u TODOs for now are not done.", todos), todos);
  guess_text =
    g_strdup_printf (ngettext ("%u hypothesis is neither confirmed nor ruled out.",
                               "%u hypotheses are neither confirmed nor ruled out.", hypotheses),
                     hypotheses);
  evidence_text =
    g_strdup_printf (ngettext ("%u fact has no evidence and no reason for it.",
                               "%u facts have no evidence and no reason for it.", without_evidence),
                     without_evidence);
  add_group_checks (checks, incident);
  add_check (checks, incident, "end.open-asks", asks == 0, asks_text,
             _("Answer them, or say why they no longer matter."));
  add_check (checks, incident, "end.todos", todos == 0, todos_text,
             _("Finish them, or keep them for later."));
  add_check (checks, incident, "end.open-hypotheses", hypotheses == 0, guess_text,
             _("Confirm each or rule it out."));
  add_check (checks, incident, "end.evidence", without_evidence == 0, evidence_text,
             _("Add a link, a query, or the reason why there is none."));
  if (!false_alarm)
    add_check (
      checks, incident, "end.convergence", convergence > 0,
      _("Nothing on the timeline shows that the incident has converged."),
         _("Go to the phase “verify” and note the fact that shows it, with its evidence."));
}

/**
 * matoi_end_checks:
 * @outcome: (nullable): recovered, recovering or false-alarm
 * @final_severity: (nullable): as about to be given
 * @owner: (nullable): of the postmortem, as about to be given
 *
 * What the end page shows (END-01, 03, 04, 08, INV-08, INV-09).
 *
 * Returns: (transfer full): of MatoiCheck
 */
GPtrArray *
matoi_end_checks (const MatoiIncident *incident,
                  const char *outcome,
                  const char *final_severity,
                  const char *owner)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_check_free);
  gboolean false_alarm = g_strcmp0 (outcome, "false-alarm") == 0;

  add_check (checks, incident, "end.commander", matoi_incident_get_holder (incident, "ic") != NULL,
             _("Nobody has taken command, so nobody can announce the end."),
                _("Give somebody the role “ic”."));
  add_check (checks, incident, "end.final-severity",
             false_alarm || final_severity != NULL || incident->final_severity != NULL,
             _("The final severity is not set."), _("Set it (--final-severity)."));
  if (!incident->security)
    add_check (checks, incident, "end.public-resolution", is_publicly_closed (incident),
               _("There were public posts, but none says that the incident is over."),
                  _("Go to the phase “verify”, then post the resolution."));
  add_work_checks (checks, incident, false_alarm);
  if (!incident->drill)
    add_check (checks, incident, "end.postmortem-owner", owner != NULL || incident->owner != NULL,
               _("The postmortem has no owner."), _("Name one person (--owner)."));
  return checks;
}

static gboolean
refuse_unmet (GPtrArray *checks, const char *override, JsonArray *overridden, GError **error)
{
  g_autoptr (GPtrArray) reasons =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_reason_free);

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      if (check->met)
        continue;
      if (check->hard || override == NULL)
        g_ptr_array_add (reasons,
                         matoi_reason_new (check->id, check->text, check->fix, check->hard));
      else
        json_array_add_string_element (overridden, check->id);
    }
  if (reasons->len == 0)
    return TRUE;
  matoi_error_take_reasons (error, g_steal_pointer (&reasons));
  return FALSE;
}

/* PM-01, END-08: with an owner the document begins in the same breath, so that its deadline runs. */
static gboolean
begin_postmortem (MatoiDecision *d, const MatoiSeverity *severity, GError **error)
{
  const MatoiIncident *state = d->state;
  const char *owner = matoi_decision_get (d, "owner");
  const char *form =
    g_strcmp0 (matoi_decision_get (d, "outcome"), "false-alarm") == 0 ? "short" : "full";

  if (owner == NULL)
    owner = state->owner;
  if (state->drill || owner == NULL ||
      (state->postmortem != NULL && strcmp (state->postmortem->state, "waived") != 0))
    return TRUE;
  if (severity == NULL)
    severity = matoi_postmortem_get_severity (state);
  return matoi_decide_new_postmortem (d, severity, d->at, owner, form, error);
}

/* END-01…13: soft reasons give way to an override with a reason, hard ones do not. */
gboolean
matoi_decide_end (MatoiDecision *d, GError **error)
{
  static const char *const outcomes[] = { "recovered", "recovering", "false-alarm", NULL };
  const char *outcome = matoi_decision_require (d, "outcome", error);
  const char *final_severity = matoi_decision_get (d, "final_severity");
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (JsonArray) overridden = json_array_new ();
  const MatoiSeverity *severity = NULL;
  JsonObject *payload;

  if (outcome == NULL)
    return FALSE;
  if (!g_strv_contains (outcomes, outcome))
    /* Translators: %s is what was given as the outcome; do not translate the outcomes */
    return matoi_refuse_input (
      error, _("“%s” is not an outcome. Use recovered, recovering or false-alarm."), outcome);
  if (final_severity != NULL)
    {
      severity = matoi_policy_match_severity (d->policy, final_severity);
      if (severity == NULL)
        /* Translators: %s is what was given as a severity */
        return matoi_refuse_input (error, _("There is no severity “%s” here."), final_severity);
    }
  if (d->at < d->state->declared_at ||
      (d->state->started_at != MATOI_TIME_NONE && d->at < d->state->started_at))
    return matoi_refuse_input (
      error, _("The end would be before the start. Nothing was changed; check the time."));
  checks = matoi_end_checks (d->state, outcome, final_severity, matoi_decision_get (d, "owner"));
  if (!refuse_unmet (checks, matoi_decision_get (d, "override"), overridden, error))
    return FALSE;
  payload = matoi_decision_copy (d, "outcome", "owner", "override", NULL);
  if (severity != NULL)
    json_object_set_string_member (payload, "final_severity", severity->id);
  if (json_array_get_length (overridden) > 0)
    json_object_set_array_member (payload, "overridden", g_steal_pointer (&overridden));
  matoi_decision_add (d, "incident.ended", payload);
  return begin_postmortem (d, severity, error);
}

gboolean
matoi_decide_reopen (MatoiDecision *d, GError **error)
{
  if (strcmp (d->state->state, "live") == 0)
    return TRUE;
  if (matoi_decision_require (d, "reason", error) == NULL)
    return FALSE;
  matoi_decision_add (d, "incident.reopened", matoi_decision_copy (d, "reason", NULL));
  return TRUE;
}
