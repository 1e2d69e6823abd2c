/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/* Asks, TODOs, clocks, steps and polls; see matoi-fold.c for the rules. */

static gboolean
fold_ask_opened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask;

  if (matoi_json_get_string (p, "person") == NULL)
    return FALSE;
  ask = g_new0 (MatoiAsk, 1);
  ask->id = event->id;
  ask->person = g_strdup (matoi_json_get_string (p, "person"));
  ask->text = g_strdup (matoi_json_get_string (p, "text"));
  if (ask->text == NULL)
    ask->text = g_strdup ("");
  ask->asked_at = event->occurred_at;
  ask->due_at = event->occurred_at + matoi_fold_read_minutes (p);
  ask->closed_at = MATOI_TIME_NONE;
  ask->state = g_strdup ("open");
  g_ptr_array_add (self->asks, ask);
  return matoi_fold_add_system (self, event, ask->text);
}

static MatoiAsk *
get_open_ask (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;
  MatoiAsk *ask = matoi_fold_read_id (p, "ask", &id) ? matoi_incident_find_ask (self, &id) : NULL;

  return ask != NULL && strcmp (ask->state, "open") == 0 ? ask : NULL;
}

static gboolean
fold_ask_answered (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);

  if (ask == NULL)
    return FALSE;
  matoi_fold_set_text (&ask->state, "done");
  matoi_fold_set_text (&ask->answer, matoi_json_get_string (p, "text"));
  ask->closed_at = event->occurred_at;
  return matoi_fold_add_system (self, event, ask->answer);
}

static gboolean
fold_ask_withdrawn (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);

  if (ask == NULL)
    return FALSE;
  matoi_fold_set_text (&ask->state, "withdrawn");
  ask->closed_at = event->occurred_at;
  return matoi_fold_add_system (self, event, ask->text);
}

/* Open again with the time it had: its clock goes on as if it had not been closed. */
static gboolean
fold_ask_reopened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiAsk *ask = matoi_fold_read_id (p, "ask", &id) ? matoi_incident_find_ask (self, &id) : NULL;

  if (ask == NULL || strcmp (ask->state, "open") == 0)
    return FALSE;
  matoi_fold_set_text (&ask->state, "open");
  g_clear_pointer (&ask->answer, g_free);
  ask->closed_at = MATOI_TIME_NONE;
  return matoi_fold_add_system (self, event, ask->text);
}

static gboolean
fold_ask_extended (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);

  if (ask == NULL)
    return FALSE;
  /* More time is never less: it counts from the end of the time that is left. */
  ask->due_at = MAX (ask->due_at, event->occurred_at) + matoi_fold_read_minutes (p);
  return matoi_fold_add_system (self, event, ask->text);
}

static gboolean
fold_ask_acknowledged (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);

  if (ask == NULL)
    return FALSE;
  ask->acknowledged = TRUE;
  return TRUE;
}

static gboolean
fold_ask_reassigned (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);
  const char *person = matoi_json_get_string (p, "person");

  if (ask == NULL || person == NULL)
    return FALSE;
  matoi_fold_set_text (&ask->person, person);
  ask->acknowledged = FALSE;
  return matoi_fold_add_system (self, event, ask->text);
}

static gboolean
fold_todo_added (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiTodo *todo;

  if (matoi_json_get_string (p, "text") == NULL)
    return FALSE;
  todo = g_new0 (MatoiTodo, 1);
  todo->id = event->id;
  todo->seq = event->seq;
  todo->text = g_strdup (matoi_json_get_string (p, "text"));
  todo->owner = g_strdup (matoi_json_get_string (p, "owner"));
  todo->later = matoi_json_get_boolean (p, "later", FALSE);
  todo->created_at = event->occurred_at;
  todo->done_at = MATOI_TIME_NONE;
  todo->source = g_strdup (event->source);
  g_ptr_array_add (self->todos, todo);
  return TRUE;
}

static gboolean
fold_todo_done (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiTodo *todo =
    matoi_fold_read_id (p, "todo", &id) ? matoi_incident_find_todo (self, &id) : NULL;

  if (todo == NULL || todo->done_at != MATOI_TIME_NONE)
    return FALSE;
  todo->done_at = event->occurred_at;
  return TRUE;
}

static gboolean
fold_todo_dropped (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiTodo *todo =
    matoi_fold_read_id (p, "todo", &id) ? matoi_incident_find_todo (self, &id) : NULL;
  guint index;

  if (todo == NULL)
    return FALSE;
  g_ptr_array_find (self->todos, todo, &index);
  g_ptr_array_add (self->todos_dropped, g_ptr_array_steal_index (self->todos, index));
  return TRUE;
}

/* Back among the others, where it stood: they are in the order of their ids. */
static void
take_todo_back (MatoiIncident *self, MatoiTodo *todo)
{
  guint from, to = self->todos->len;

  g_ptr_array_find (self->todos_dropped, todo, &from);
  g_ptr_array_steal_index (self->todos_dropped, from);
  while (to > 0 && matoi_id_compare (&((MatoiTodo *) g_ptr_array_index (self->todos, to - 1))->id,
                                     &todo->id) > 0)
    to--;
  g_ptr_array_insert (self->todos, (int) to, todo);
}

static gboolean
fold_todo_reopened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiTodo *todo = NULL, *dropped = NULL;

  if (matoi_fold_read_id (p, "todo", &id))
    {
      todo = matoi_incident_find_todo (self, &id);
      dropped = matoi_find_by_id (self->todos_dropped, &id);
    }
  if (dropped != NULL)
    {
      take_todo_back (self, dropped);
      return TRUE;
    }
  if (todo == NULL || todo->done_at == MATOI_TIME_NONE)
    return FALSE;
  todo->done_at = MATOI_TIME_NONE;
  return TRUE;
}

static gboolean
fold_clock_snoozed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *clock = matoi_json_get_string (p, "clock");
  MatoiSnooze *snooze;

  if (clock == NULL)
    return FALSE;
  if (matoi_fold_read_minutes (p) == 0)
    {
      /* No longer put off. */
      g_hash_table_remove (self->snoozes, clock);
      return TRUE;
    }
  snooze = g_new0 (MatoiSnooze, 1);
  snooze->at = event->occurred_at;
  snooze->until = event->occurred_at + matoi_fold_read_minutes (p);
  snooze->reason = g_strdup (matoi_json_get_string (p, "reason"));
  g_hash_table_replace (self->snoozes, g_strdup (clock), snooze);
  return TRUE;
}

static gboolean
fold_step (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *step = matoi_json_get_string (p, "step");
  g_autofree char *key = NULL;

  if (role == NULL || step == NULL)
    return FALSE;
  key = g_strdup_printf ("%s/%s", role, step);
  if (strcmp (event->type, "step.done") == 0)
    return g_hash_table_add (self->steps_done, g_steal_pointer (&key));
  return g_hash_table_remove (self->steps_done, key);
}

static gboolean
fold_poll_opened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiPoll *poll = g_new0 (MatoiPoll, 1);

  poll->id = event->id;
  poll->text = g_strdup (matoi_json_get_string (p, "text"));
  if (poll->text == NULL)
    poll->text = g_strdup ("");
  poll->opened_at = event->occurred_at;
  poll->closed_at = MATOI_TIME_NONE;
  g_ptr_array_add (self->polls, poll);
  return matoi_fold_add_system (self, event, poll->text);
}

static gboolean
fold_poll_closed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiPoll *poll =
    matoi_fold_read_id (p, "poll", &id) ? matoi_find_by_id (self->polls, &id) : NULL;

  if (poll == NULL || poll->outcome != NULL)
    return FALSE;
  matoi_fold_set_text (&poll->outcome, matoi_json_get_string (p, "outcome"));
  matoi_fold_set_text (&poll->note, matoi_json_get_string (p, "note"));
  poll->closed_at = event->occurred_at;
  return matoi_fold_add_system (self, event, poll->text);
}

const MatoiFolder matoi_fold_work[] = {
  { "ask.opened", fold_ask_opened },
  { "ask.answered", fold_ask_answered },
  { "ask.withdrawn", fold_ask_withdrawn },
  { "ask.reopened", fold_ask_reopened },
  { "ask.extended", fold_ask_extended },
  { "ask.acknowledged", fold_ask_acknowledged },
  { "ask.reassigned", fold_ask_reassigned },
  { "todo.added", fold_todo_added },
  { "todo.done", fold_todo_done },
  { "todo.dropped", fold_todo_dropped },
  { "todo.reopened", fold_todo_reopened },
  { "clock.snoozed", fold_clock_snoozed },
  { "step.done", fold_step },
  { "step.undone", fold_step },
  { "poll.opened", fold_poll_opened },
  { "poll.closed", fold_poll_closed },
  { NULL },
};
