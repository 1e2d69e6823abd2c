/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-holidays.h"
#include "matoi-json.h"

/* The life of a postmortem: created, owned, due, advanced, reopened, waived (§12.1, §12.2). */

JsonObject *
matoi_decide_refer (const char *member, const MatoiId *id)
{
  JsonObject *payload = json_object_new ();
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  json_object_set_string_member (payload, member, text);
  return payload;
}

gboolean
matoi_decide_require_postmortem (MatoiDecision *d, GError **error)
{
  const MatoiPostmortem *postmortem = d->state->postmortem;

  if (postmortem == NULL)
    return matoi_refuse (error, "pm.none",
                         _("There is no postmortem yet."),
                            _("End the incident with an owner, or create the postmortem."));
  if (strcmp (postmortem->state, "waived") == 0)
    return matoi_refuse (error, "pm.waived",
                         _("The postmortem was waived."), _("Create it after all."));
  return TRUE;
}

gboolean
matoi_decide_require_open (MatoiDecision *d, GError **error)
{
  const MatoiPostmortem *postmortem = d->state->postmortem;

  if (!matoi_decide_require_postmortem (d, error))
    return FALSE;
  if (strcmp (postmortem->state, "draft") == 0 || strcmp (postmortem->state, "in-review") == 0)
    return TRUE;
  return matoi_refuse (error, "pm.agreed-content",
                       _("The content was agreed in the meeting and is not changed any more."),
                          _("Reopen it one step at a time, with a reason."));
}

/* PM-04: one person, never a team. */
static gboolean
check_owner (const char *owner, GError **error)
{
  if (!matoi_is_nobody (owner))
    return TRUE;
  return matoi_refuse (error, "PM-04",
                       _("A postmortem has one owner, never a team."), _("Name one person."));
}

static GHashTable *
read_days_off (MatoiDecision *d)
{
  GHashTable *days = matoi_days_off_new ();
  JsonArray *array = matoi_json_get_array (d->args, "holidays");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (matoi_json_array_get_string (array, i) != NULL)
      g_hash_table_add (days, g_strdup (matoi_json_array_get_string (array, i)));
  return days;
}

/* The zone of the organisation that the application names; UTC for what it does not. */
GTimeZone *
matoi_decide_read_zone (MatoiDecision *d)
{
  const char *id = matoi_decision_get (d, "zone");
  GTimeZone *zone = id != NULL ? g_time_zone_new_identifier (id) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* §21 Q1–Q3, PM-06: from the end of the incident, by the severity. */
static void
set_due (MatoiDecision *d, JsonObject *payload, const MatoiSeverity *severity, gint64 ended_at)
{
  const char *calendar =
    severity ? matoi_json_get_string (severity->json, "postmortem_calendar") : NULL;
  gint64 days = severity ? matoi_json_get_int (severity->json, "postmortem_days", 0) : 0;
  gboolean business = g_strcmp0 (calendar, "business") == 0;
  g_autoptr (GHashTable) days_off = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  if (days <= 0 || days > 366 || ended_at == MATOI_TIME_NONE)
    return;
  days_off = read_days_off (d);
  zone = matoi_decide_read_zone (d);
  json_object_set_int_member (payload, "due_at",
                              matoi_deadline (ended_at, (guint) days, business, zone, days_off));
  json_object_set_int_member (payload, business ? "business_days" : "calendar_days", days);
}

static const char *
get_default_template (MatoiDecision *d)
{
  const char *template =
    matoi_json_get_string (matoi_policy_get_json (d->policy), "postmortem_template");

  return template != NULL ? template : "short";
}

static gboolean
check_template (MatoiDecision *d, const char *template, GError **error)
{
  JsonObject *rules = matoi_json_get_object (matoi_policy_get_json (d->policy), "postmortem");
  JsonObject *templates = rules ? matoi_json_get_object (rules, "templates") : NULL;

  if (strcmp (template, "short") == 0 ||
      (templates != NULL && matoi_json_get_array (templates, template) != NULL))
    return TRUE;
  /* Translators: %s is the name of a set of sections such as “sre” */
  return matoi_refuse_missing (error, _("There is no set of sections “%s” in this process."),
                                         template);
}

gboolean
matoi_decide_new_postmortem (MatoiDecision *d,
                             const MatoiSeverity *severity,
                             gint64 ended_at,
                             const char *owner,
                             const char *form,
                             GError **error)
{
  const char *template = matoi_decision_get (d, "template");
  JsonObject *payload;

  if (!check_owner (owner, error))
    return FALSE;
  if (template == NULL)
    template = strcmp (form, "short") == 0 ? "short" : get_default_template (d);
  if (!check_template (d, template, error))
    return FALSE;
  payload = json_object_new ();
  json_object_set_string_member (payload, "owner", owner);
  json_object_set_string_member (payload, "form", form);
  json_object_set_string_member (payload, "template", template);
  set_due (d, payload, severity, ended_at);
  matoi_decision_add (d, "postmortem.created", payload);
  return TRUE;
}

/* PM-01…04; short for a false alarm unless somebody wants more (PM-02). */
static gboolean
decide_create (MatoiDecision *d, GError **error)
{
  const MatoiPostmortem *postmortem = d->state->postmortem;
  const char *owner = matoi_decision_require (d, "owner", error);
  const char *form = matoi_decision_get (d, "form");

  if (owner == NULL)
    return FALSE;
  if (strcmp (d->state->state, "ended") != 0)
    return matoi_refuse (error, "pm.live", _("The incident is not over."), _("End it first."));
  if (postmortem != NULL && strcmp (postmortem->state, "waived") != 0)
    return matoi_refuse (error, "pm.exists",
                         _("There is a postmortem already."),
                            _("Give it another owner instead."));
  if (form == NULL)
    form = g_strcmp0 (d->state->outcome, "false-alarm") == 0 ? "short" : "full";
  if (strcmp (form, "short") != 0 && strcmp (form, "full") != 0)
    return matoi_refuse_input (error, _("The form of a postmortem is full or short."));
  return matoi_decide_new_postmortem (d, matoi_postmortem_get_severity (d->state),
                                      d->state->ended_at, owner, form, error);
}

/* PM-01: never deleted, only waived, by the commander where the process insists on it. */
static gboolean
decide_waive (MatoiDecision *d, GError **error)
{
  const MatoiPostmortem *postmortem = d->state->postmortem;
  MatoiRuleLevel level = matoi_policy_get_rule (d->policy, "postmortem-waiver");

  if (matoi_decision_require (d, "reason", error) == NULL)
    return FALSE;
  if (postmortem != NULL && strcmp (postmortem->state, "waived") == 0)
    return TRUE;
  if (postmortem != NULL && strcmp (postmortem->state, "draft") != 0)
    return matoi_refuse (error, "pm.order",
                         _("Only a draft can be waived."), _("Reopen it first, with a reason."));
  if (level == MATOI_RULE_HARD && matoi_postmortem_is_required (d->state) &&
      !matoi_decision_is_commander (d))
    return matoi_refuse (error, "PM-01",
                         _("Of this severity, only the Incident Commander waives the postmortem."),
                            _("Ask the commander, or write it."));
  matoi_decision_add (d, "postmortem.waived", matoi_decision_copy (d, "reason", NULL));
  return TRUE;
}

static gboolean
decide_owner (MatoiDecision *d, GError **error)
{
  const char *owner = matoi_decision_require (d, "owner", error);

  if (owner == NULL || !matoi_decide_require_postmortem (d, error) || !check_owner (owner, error))
    return FALSE;
  if (strcmp (d->state->postmortem->owner, owner) != 0)
    matoi_decision_add (d, "postmortem.owner", matoi_decision_copy (d, "owner", NULL));
  return TRUE;
}

static gboolean
decide_due (MatoiDecision *d, GError **error)
{
  gint64 due = matoi_json_get_time (d->args, "due_at");

  if (!matoi_decide_require_postmortem (d, error) ||
      matoi_decision_require (d, "reason", error) == NULL)
    return FALSE;
  if (due == MATOI_TIME_NONE || due < d->state->declared_at)
    return matoi_refuse_input (
      error, _("The deadline is not a time after the incident. Nothing was changed."));
  matoi_decision_add (d, "postmortem.due", matoi_decision_copy (d, "due_at", "reason", NULL));
  return TRUE;
}

static gboolean
refuse_unmet (GPtrArray *checks, GError **error)
{
  g_autoptr (GPtrArray) reasons =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_reason_free);

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      if (!check->met)
        g_ptr_array_add (reasons, matoi_reason_new (check->id, check->text, check->fix, TRUE));
    }
  if (reasons->len == 0)
    return TRUE;
  matoi_error_take_reasons (error, g_steal_pointer (&reasons));
  return FALSE;
}

static gboolean
check_state_name (const char *to, GError **error)
{
  static const char *const names[] = { "draft", "in-review", "reviewed", "closed", NULL };

  if (g_strv_contains (names, to))
    return TRUE;
  /* Translators: %s is what was given as a state; do not translate the states */
  return matoi_refuse_input (error, _("“%s” is not a state of a postmortem. Use draft, in-review, "
                                      "reviewed or closed."),
                                       to);
}

/* §12.2: hard for everybody, without an override. */
static gboolean
decide_advance (MatoiDecision *d, GError **error)
{
  const char *to = matoi_decision_require (d, "to", error);
  g_autoptr (GPtrArray) checks = NULL;

  if (to == NULL || !check_state_name (to, error) || !matoi_decide_require_postmortem (d, error))
    return FALSE;
  if (strcmp (d->state->postmortem->state, to) == 0)
    return TRUE;
  checks = matoi_postmortem_gates (d->state, to, d->now);
  if (!refuse_unmet (checks, error))
    return FALSE;
  matoi_decision_add (d, "postmortem.advanced", matoi_decision_copy (d, "to", NULL));
  return TRUE;
}

/* §21 Q8: one step, with a reason, never silent. */
static gboolean
decide_reopen (MatoiDecision *d, GError **error)
{
  const char *to = matoi_decision_require (d, "to", error);
  const char *previous;
  g_autofree char *fix = NULL;

  if (to == NULL || !check_state_name (to, error) || !matoi_decide_require_postmortem (d, error) ||
      matoi_decision_require (d, "reason", error) == NULL)
    return FALSE;
  previous = matoi_postmortem_get_previous (d->state);
  if (previous == NULL)
    return matoi_refuse (error, "pm.order", _("A draft is open already."), _("Write on."));
  if (strcmp (previous, to) != 0)
    {
      /* Translators: %s is a state such as Reviewed */
      fix =
        g_strdup_printf (_("Reopen it to “%s” first."), matoi_postmortem_state_name (previous));
      return matoi_refuse (error, "pm.order", _("Reopening goes back one step at a time."), fix);
    }
  matoi_decision_add (d, "postmortem.reopened", matoi_decision_copy (d, "to", "reason", NULL));
  return TRUE;
}

const MatoiCommandRule matoi_postmortem_commands[] = {
  { "pm-create", decide_create, 0 },
  { "pm-waive", decide_waive, 0 },
  { "pm-owner", decide_owner, 0 },
  { "pm-due", decide_due, 0 },
  { "pm-advance", decide_advance, 0 },
  { "pm-reopen", decide_reopen, 0 },
  { NULL },
};
