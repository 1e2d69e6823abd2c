/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* IC-12: one named person, never "can someone". */
static gboolean
is_nobody (const char *person)
{
  static const char *const words[] = { "someone",   "somebody", "anyone", "anybody", "everyone",
                                       "everybody", "all",      "team",   "誰か",    "だれか",
                                       "皆",        "みんな",   "全員",   "チーム",  NULL };
  g_autofree char *folded = g_utf8_casefold (person, -1);

  return g_strv_contains (words, folded);
}

static gboolean
check_person (const char *person, GError **error)
{
  if (!is_nobody (person))
    return TRUE;
  return matoi_refuse (error, "IC-12",
                       _("An ask goes to one named person."),
                          _("Name the person who shall answer."));
}

gboolean
matoi_decide_ask (MatoiDecision *d, GError **error)
{
  const char *person = matoi_decision_require (d, "person", error);
  gint64 minutes;

  if (person == NULL || matoi_decision_require (d, "text", error) == NULL ||
      !matoi_decision_get_minutes (d, &minutes, error) || !check_person (person, error))
    return FALSE;
  matoi_decision_add (d, "ask.opened", matoi_decision_copy (d, "person", "minutes", "text", NULL));
  return TRUE;
}

/* IC-13: acknowledged, done, more time, or somebody else. */
gboolean
matoi_decide_ask_change (MatoiDecision *d, GError **error)
{
  const char *name = d->command->name;
  const char *text = matoi_decision_require (d, "ask", error);
  g_autofree char *id_text = NULL;
  const MatoiAsk *ask;
  JsonObject *payload;
  const char *type;
  gint64 minutes;
  MatoiId id;

  if (text == NULL || !matoi_incident_resolve (d->state, "ask", text, &id, error))
    return FALSE;
  ask = matoi_incident_find_ask (d->state, &id);
  if (strcmp (ask->state, "open") != 0)
    return matoi_refuse (error, "ask-closed",
                         _("This ask is closed already."), _("Open a new one."));
  if (strcmp (name, "extend") == 0 && !matoi_decision_get_minutes (d, &minutes, error))
    return FALSE;
  if (strcmp (name, "reassign") == 0 && (matoi_decision_require (d, "person", error) == NULL ||
                                         !check_person (matoi_decision_get (d, "person"), error)))
    return FALSE;
  if (strcmp (name, "ack") == 0 && ask->acknowledged)
    return TRUE;
  type = strcmp (name, "answer") == 0   ? "ask.answered"
         : strcmp (name, "extend") == 0 ? "ask.extended"
         : strcmp (name, "ack") == 0    ? "ask.acknowledged"
                                        : "ask.reassigned";
  payload = matoi_decision_copy (d, "text", "minutes", "person", NULL);
  id_text = matoi_id_dup_text (&id);
  json_object_set_string_member (payload, "ask", id_text);
  matoi_decision_add (d, type, payload);
  return TRUE;
}

/* SCR-04: now, or later for the postmortem. */
gboolean
matoi_decide_todo (MatoiDecision *d, GError **error)
{
  if (matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  matoi_decision_add (d, "todo.added", matoi_decision_copy (d, "text", "later", "owner", NULL));
  return TRUE;
}

gboolean
matoi_decide_todo_done (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "todo", error);
  g_autofree char *id_text = NULL;
  JsonObject *payload;
  MatoiId id;

  if (text == NULL || !matoi_incident_resolve (d->state, "todo", text, &id, error))
    return FALSE;
  if (matoi_incident_find_todo (d->state, &id)->done_at != MATOI_TIME_NONE)
    return TRUE;
  payload = json_object_new ();
  id_text = matoi_id_dup_text (&id);
  json_object_set_string_member (payload, "todo", id_text);
  matoi_decision_add (d, "todo.done", payload);
  return TRUE;
}

static gboolean
has_clock (MatoiDecision *d, const char *id)
{
  GPtrArray *clocks = matoi_policy_get_clocks (d->policy);

  for (guint i = 0; i < clocks->len; i++)
    if (strcmp (((MatoiClockRule *) g_ptr_array_index (clocks, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* IC-16: "not now" needs a reason and asks again. */
gboolean
matoi_decide_snooze (MatoiDecision *d, GError **error)
{
  const char *clock = matoi_decision_require (d, "clock", error);
  gint64 minutes;

  if (clock == NULL || matoi_decision_require (d, "reason", error) == NULL ||
      !matoi_decision_get_minutes (d, &minutes, error))
    return FALSE;
  if (!has_clock (d, clock))
    /* Translators: the id of a clock such as “executive-update” */
    return matoi_refuse_missing (error, _("There is no clock “%s” in this process."), clock);
  matoi_decision_add (d, "clock.snoozed",
                      matoi_decision_copy (d, "clock", "minutes", "reason", NULL));
  return TRUE;
}

static gboolean
has_step (MatoiDecision *d, const char *member, const char *group, const char *step)
{
  JsonObject *groups = matoi_json_get_object (matoi_policy_get_json (d->policy), member);
  JsonArray *steps = groups ? matoi_json_get_array (groups, group) : NULL;

  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    if (g_strcmp0 (matoi_json_get_string (json_array_get_object_element (steps, i), "id"), step) ==
        0)
      return TRUE;
  return FALSE;
}

/* A step of a role (§5), or of a checklist such as "security" (SEC-08). */
gboolean
matoi_decide_step (MatoiDecision *d, GError **error)
{
  gboolean done = strcmp (d->command->name, "step-done") == 0;
  const char *role = matoi_decision_require (d, "role", error);
  const char *step = role ? matoi_decision_require (d, "step", error) : NULL;
  g_autofree char *key = NULL;

  if (step == NULL)
    return FALSE;
  if (!has_step (d, "steps", role, step) && !has_step (d, "checklists", role, step))
    return matoi_refuse_missing (error, _("There is no such step in this process."));
  key = g_strdup_printf ("%s/%s", role, step);
  if (g_hash_table_contains (d->state->steps_done, key) == done)
    return TRUE;
  matoi_decision_add (d, done ? "step.done" : "step.undone",
                      matoi_decision_copy (d, "role", "step", NULL));
  return TRUE;
}

/* IC-11: a proposal, a pause for strong objections, an outcome. */
gboolean
matoi_decide_poll (MatoiDecision *d, GError **error)
{
  if (matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  matoi_decision_add (d, "poll.opened", matoi_decision_copy (d, "text", NULL));
  return TRUE;
}

gboolean
matoi_decide_poll_close (MatoiDecision *d, GError **error)
{
  static const char *const outcomes[] = { "agreed", "objection", "withdrawn", NULL };
  const char *outcome = matoi_decision_require (d, "outcome", error);
  const char *text = outcome ? matoi_decision_require (d, "poll", error) : NULL;
  const MatoiPoll *poll;
  JsonObject *payload;
  g_autofree char *id_text = NULL;
  MatoiId id;

  if (text == NULL || !matoi_incident_resolve (d->state, "poll", text, &id, error))
    return FALSE;
  if (!g_strv_contains (outcomes, outcome))
    return matoi_refuse_input (error,
                               _("The outcome of a poll is agreed, objection or withdrawn."));
  for (guint i = 0; i < d->state->polls->len; i++)
    {
      poll = g_ptr_array_index (d->state->polls, i);
      if (matoi_id_equal (&poll->id, &id) && poll->outcome != NULL)
        return matoi_refuse (error, "IC-11",
                             _("This poll is closed already."), _("Open a new one."));
    }
  payload = matoi_decision_copy (d, "outcome", "note", NULL);
  id_text = matoi_id_dup_text (&id);
  json_object_set_string_member (payload, "poll", id_text);
  matoi_decision_add (d, "poll.closed", payload);
  return TRUE;
}
