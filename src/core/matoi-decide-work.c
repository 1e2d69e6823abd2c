/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* IC-12: one named person, never "can someone". */
gboolean
matoi_is_nobody (const char *person)
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
  if (!matoi_is_nobody (person))
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

/* What is asked of the person who acts and not taken on yet; the latest. */
static const MatoiAsk *
find_own_ask (MatoiDecision *d)
{
  for (guint i = d->state->asks->len; i > 0; i--)
    {
      const MatoiAsk *ask = g_ptr_array_index (d->state->asks, i - 1);

      if (strcmp (ask->state, "open") == 0 && !ask->acknowledged &&
          strcmp (ask->person, d->command->actor) == 0)
        return ask;
    }
  return NULL;
}

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1), *folded_b = g_utf8_casefold (b, -1);

  return strcmp (folded_a, folded_b) == 0;
}

static gboolean
has_part (const char *text, const char *part)
{
  g_autofree char *folded = g_utf8_casefold (text, -1), *folded_part = g_utf8_casefold (part, -1);

  return strstr (folded, folded_part) != NULL;
}

/* The latest open ask of the person @word; with @loose of whom that is a part of the name, or
 * with it in the text. People do not type ids. */
static const MatoiAsk *
find_ask (MatoiDecision *d, const char *word, gboolean loose)
{
  for (guint i = d->state->asks->len; i > 0; i--)
    {
      const MatoiAsk *ask = g_ptr_array_index (d->state->asks, i - 1);

      if (strcmp (ask->state, "open") == 0 &&
          (loose ? has_part (ask->person, word) || has_part (ask->text, word)
                 : is_same (ask->person, word)))
        return ask;
    }
  return NULL;
}

/* The ask that is named; "ack" may leave it out. */
static const MatoiAsk *
require_ask (MatoiDecision *d, GError **error)
{
  const MatoiAsk *ask;
  const char *text;
  g_autoptr (GError) local = NULL;
  MatoiId id;

  if (strcmp (d->command->name, "ack") == 0 && matoi_decision_get (d, "ask") == NULL)
    {
      ask = find_own_ask (d);
      if (ask == NULL)
        matoi_refuse_missing (error, _("Nothing is asked of you that you have not taken on."));
      return ask;
    }
  text = matoi_decision_require (d, "ask", error);
  if (text == NULL)
    return NULL;
  ask = find_ask (d, text, FALSE);
  if (ask != NULL)
    return ask;
  if (matoi_incident_resolve (d->state, "ask", text, &id, &local))
    return matoi_incident_find_ask (d->state, &id);
  ask = find_ask (d, text, TRUE);
  if (ask == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return ask;
}

/* IC-13: acknowledged, done, more time, or somebody else. */
gboolean
matoi_decide_ask_change (MatoiDecision *d, GError **error)
{
  const char *name = d->command->name;
  const MatoiAsk *ask = require_ask (d, error);
  g_autofree char *id_text = NULL;
  JsonObject *payload;
  const char *type;
  gint64 minutes;

  if (ask == NULL)
    return FALSE;
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
  type = strcmp (name, "answer") == 0     ? "ask.answered"
         : strcmp (name, "extend") == 0   ? "ask.extended"
         : strcmp (name, "ack") == 0      ? "ask.acknowledged"
         : strcmp (name, "reassign") == 0 ? "ask.reassigned"
                                          : "ask.withdrawn";
  payload = matoi_decision_copy (d, "text", "minutes", "person", NULL);
  id_text = matoi_id_dup_text (&ask->id);
  json_object_set_string_member (payload, "ask", id_text);
  matoi_decision_add (d, type, payload);
  return TRUE;
}

/* An answer, or a withdrawal, taken back: it is asked again. */
gboolean
matoi_decide_ask_reopen (MatoiDecision *d, GError **error)
{
  const MatoiAsk *ask = require_ask (d, error);
  g_autofree char *id_text = NULL;
  JsonObject *payload;

  if (ask == NULL)
    return FALSE;
  if (strcmp (ask->state, "open") == 0)
    return TRUE;
  payload = json_object_new ();
  id_text = matoi_id_dup_text (&ask->id);
  json_object_set_string_member (payload, "ask", id_text);
  matoi_decision_add (d, "ask.reopened", payload);
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

/* The open TODO with the text @word, or the only one that has it in its text. */
static const MatoiTodo *
find_todo (MatoiDecision *d, const char *word, GError **error)
{
  const MatoiTodo *found = NULL;

  for (guint i = 0; i < d->state->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (d->state->todos, i);

      if (todo->done_at != MATOI_TIME_NONE || !has_part (todo->text, word))
        continue;
      if (is_same (todo->text, word))
        return todo;
      if (found != NULL)
        {
          /* Translators: %s is what was typed */
          matoi_refuse_input (error, _("More than one TODO has “%s” in it. Write more of it."),
                                        word);
          return NULL;
        }
      found = todo;
    }
  return found;
}

static const MatoiTodo *
require_todo (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "todo", error);
  g_autoptr (GError) unknown = NULL, unclear = NULL;
  const MatoiTodo *todo;
  MatoiId id;

  if (text == NULL)
    return NULL;
  if (matoi_incident_resolve (d->state, "todo", text, &id, &unknown))
    return matoi_incident_find_todo (d->state, &id);
  todo = find_todo (d, text, &unclear);
  if (todo == NULL)
    g_propagate_error (error, unclear ? g_steal_pointer (&unclear) : g_steal_pointer (&unknown));
  return todo;
}

static gboolean
add_for_todo (MatoiDecision *d, const char *type, const MatoiTodo *todo)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *id_text = matoi_id_dup_text (&todo->id);

  json_object_set_string_member (payload, "todo", id_text);
  matoi_decision_add (d, type, payload);
  return TRUE;
}

gboolean
matoi_decide_todo_done (MatoiDecision *d, GError **error)
{
  const MatoiTodo *todo = require_todo (d, error);

  if (todo == NULL)
    return FALSE;
  return todo->done_at != MATOI_TIME_NONE || add_for_todo (d, "todo.done", todo);
}

/* Never meant: it is kept in the log and shown no more. */
gboolean
matoi_decide_todo_drop (MatoiDecision *d, GError **error)
{
  const MatoiTodo *todo = require_todo (d, error);

  return todo != NULL && add_for_todo (d, "todo.dropped", todo);
}

/* Not done after all, or wanted again although it was dropped: that takes its full id. */
gboolean
matoi_decide_todo_reopen (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_get (d, "todo");
  const MatoiTodo *todo = NULL;
  MatoiId id;

  if (text != NULL && matoi_id_from_text (&id, text))
    todo = matoi_find_by_id (d->state->todos_dropped, &id);
  if (todo != NULL)
    return add_for_todo (d, "todo.reopened", todo);
  todo = require_todo (d, error);
  if (todo == NULL)
    return FALSE;
  return todo->done_at == MATOI_TIME_NONE || add_for_todo (d, "todo.reopened", todo);
}

/* IC-16: "not now" needs a reason and asks again; 0 minutes: no longer put off. */
gboolean
matoi_decide_snooze (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "clock", error);
  const MatoiClockRule *clock = text ? matoi_policy_match_clock (d->policy, text) : NULL;
  gboolean ends = matoi_json_get_int (d->args, "minutes", -1) == 0;
  JsonObject *payload;
  gint64 minutes;

  if (text == NULL || (!ends && (matoi_decision_require (d, "reason", error) == NULL ||
                                 !matoi_decision_get_minutes (d, &minutes, error))))
    return FALSE;
  if (clock == NULL)
    /* Translators: the id of a clock such as “executive-update” */
    return matoi_refuse_missing (error, _("There is no clock “%s” in this process."), text);
  if (ends && !g_hash_table_contains (d->state->snoozes, clock->id))
    return TRUE;
  payload = matoi_decision_copy (d, "minutes", "reason", NULL);
  json_object_set_string_member (payload, "clock", clock->id);
  matoi_decision_add (d, "clock.snoozed", payload);
  return TRUE;
}

static gboolean
list_has_step (JsonArray *steps, const char *step, const char **lock)
{
  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *item = json_array_get_object_element (steps, i);
      const char *item_lock = matoi_json_get_string (item, "locked_until");

      /* What other items wait for is ticked like one of them (SEC-10). */
      if (g_strcmp0 (item_lock, step) == 0)
        return TRUE;
      if (g_strcmp0 (matoi_json_get_string (item, "id"), step) != 0)
        continue;
      *lock = item_lock;
      return TRUE;
    }
  return FALSE;
}

/* @lock: what has to be ticked before, or NULL. */
static gboolean
has_step (MatoiDecision *d, const char *group, const char *step, const char **lock)
{
  JsonObject *json = matoi_policy_get_json (d->policy);
  JsonObject *roles = matoi_json_get_object (json, "steps");
  JsonObject *lists = matoi_json_get_object (json, "checklists");

  *lock = NULL;
  if (strcmp (group, "end") == 0)
    return list_has_step (matoi_json_get_array (json, "end_cleanup"), step, lock);
  return (roles != NULL && list_has_step (matoi_json_get_array (roles, group), step, lock)) ||
         (lists != NULL && list_has_step (matoi_json_get_array (lists, group), step, lock));
}

/* SEC-10: closed until an inside source is excluded. */
static gboolean
check_lock (MatoiDecision *d, const char *role, const char *lock, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", role, lock ? lock : "");

  if (lock == NULL || g_hash_table_contains (d->state->steps_done, key))
    return TRUE;
  return matoi_refuse (
    error, "SEC-10",
    _("This step is closed until it is certain that nobody inside is the source."),
       _("Tick that first."));
}

/* A step of a role (§5), of a checklist such as "security" (SEC-08), or of what is tidied up at
 * the "end" (END-04). */
gboolean
matoi_decide_step (MatoiDecision *d, GError **error)
{
  gboolean done = strcmp (d->command->name, "step-done") == 0;
  const char *role = matoi_decision_require (d, "role", error);
  const char *step = role ? matoi_decision_require (d, "step", error) : NULL;
  const MatoiRole *match = step ? matoi_policy_match_role (d->policy, role) : NULL;
  const char *lock;
  g_autofree char *key = NULL;
  JsonObject *payload;

  if (step == NULL)
    return FALSE;
  role = match ? match->id : role;
  if (!has_step (d, role, step, &lock))
    return matoi_refuse_missing (error, _("There is no such step in this process."));
  if (done && !check_lock (d, role, lock, error))
    return FALSE;
  key = g_strdup_printf ("%s/%s", role, step);
  if (g_hash_table_contains (d->state->steps_done, key) == done)
    return TRUE;
  payload = matoi_decision_copy (d, "step", NULL);
  json_object_set_string_member (payload, "role", role);
  matoi_decision_add (d, done ? "step.done" : "step.undone", payload);
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

/* The poll that is named, or else the latest that is open. */
static const MatoiPoll *
require_poll (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_get (d, "poll");
  MatoiId id;

  if (text != NULL && !matoi_incident_resolve (d->state, "poll", text, &id, error))
    return NULL;
  for (guint i = d->state->polls->len; i > 0; i--)
    {
      const MatoiPoll *poll = g_ptr_array_index (d->state->polls, i - 1);

      if (text != NULL ? matoi_id_equal (&poll->id, &id) : poll->outcome == NULL)
        return poll;
    }
  matoi_refuse_missing (error, _("No poll is open."));
  return NULL;
}

gboolean
matoi_decide_poll_close (MatoiDecision *d, GError **error)
{
  static const char *const outcomes[] = { "agreed", "objection", "withdrawn", NULL };
  const char *outcome = matoi_decision_require (d, "outcome", error);
  const MatoiPoll *poll = outcome ? require_poll (d, error) : NULL;
  g_autofree char *id_text = NULL;
  JsonObject *payload;

  if (poll == NULL)
    return FALSE;
  if (!g_strv_contains (outcomes, outcome))
    return matoi_refuse_input (error,
                               _("The outcome of a poll is agreed, objection or withdrawn."));
  if (poll->outcome != NULL)
    return matoi_refuse (error, "IC-11", _("This poll is closed already."), _("Open a new one."));
  payload = matoi_decision_copy (d, "outcome", "note", NULL);
  id_text = matoi_id_dup_text (&poll->id);
  json_object_set_string_member (payload, "poll", id_text);
  matoi_decision_add (d, "poll.closed", payload);
  return TRUE;
}
