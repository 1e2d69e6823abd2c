/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-undo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* Adds a command of the person who takes back. */
MatoiCommand *
matoi_undo_add (MatoiUndo *undo, const char *name)
{
  MatoiCommand *command = matoi_command_new (name, undo->actor);

  g_ptr_array_add (undo->commands, command);
  return command;
}

/* A command about what has the id @id, with the reason where it takes one. */
static MatoiCommand *
add_about (MatoiUndo *undo, const char *name, const char *what, const MatoiId *id)
{
  MatoiCommand *command = matoi_undo_add (undo, name);
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  matoi_command_set (command, what, text);
  return command;
}

static void
set_reason (MatoiCommand *command)
{
  /* Translators: the reason given by Undo for striking an entry or changing the severity back. */
  matoi_command_set (command, "reason", _("Taken back"));
}

static gboolean
read_id (JsonObject *p, const char *member, MatoiId *id)
{
  const char *text = matoi_json_get_string (p, member);

  return text != NULL && matoi_id_from_text (id, text);
}

/* The newest event before @event of @type whose @member is @value; NULL each: of any. */
const MatoiEvent *
matoi_undo_find_before (const MatoiIncident *incident,
                        const MatoiEvent *event,
                        const char *type,
                        const char *member,
                        const char *value)
{
  for (guint i = incident->events->len; i > 0; i--)
    {
      const MatoiEvent *other = g_ptr_array_index (incident->events, i - 1);

      if (matoi_id_compare (&other->id, &event->id) < 0 && other->payload != NULL &&
          (type == NULL || strcmp (other->type, type) == 0) &&
          (member == NULL ||
           g_strcmp0 (matoi_json_get_string (other->payload, member), value) == 0))
        return other;
    }
  return NULL;
}

/* --- entries */

/* The entry with @id, or what has taken its place since. */
static const MatoiEntry *
find_entry (const MatoiIncident *incident, const MatoiId *id)
{
  const MatoiEntry *entry = matoi_incident_find_entry (incident, id);

  while (entry != NULL && entry->has_successor)
    entry = matoi_incident_find_entry (incident, &entry->successor);
  return entry;
}

static const MatoiEntry *
get_entry (MatoiUndo *undo, JsonObject *p)
{
  MatoiId id;

  return read_id (p, "entry", &id) ? find_entry (undo->incident, &id) : NULL;
}

static void
undo_entry_added (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiEntry *entry = find_entry (undo->incident, &event->id);

  if (entry != NULL && !entry->struck)
    set_reason (add_about (undo, "strike", "entry", &entry->id));
}

static void
undo_entry_struck (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiEntry *entry = get_entry (undo, p);

  if (entry != NULL && entry->struck)
    add_about (undo, "restore", "entry", &entry->id);
}

/* Back to the verdict before, or to none. */
static void
undo_entry_settled (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiEntry *entry = get_entry (undo, p);
  const MatoiEvent *last;
  const char *verdict = NULL;

  if (entry == NULL || g_strcmp0 (entry->verdict, matoi_json_get_string (p, "verdict")) != 0)
    return;
  last = matoi_undo_find_before (undo->incident, event, NULL, "entry",
                                 matoi_json_get_string (p, "entry"));
  /* Strikes and evidence do not change it. */
  while (last != NULL && strcmp (last->type, "entry.settled") != 0 &&
         strcmp (last->type, "entry.unsettled") != 0)
    last = matoi_undo_find_before (undo->incident, last, NULL, "entry",
                                   matoi_json_get_string (p, "entry"));
  if (last != NULL)
    verdict = matoi_json_get_string (last->payload, "verdict");
  add_about (undo,
             verdict == NULL                      ? "unsettle"
             : strcmp (verdict, "confirmed") == 0 ? "confirm"
                                                  : "rule-out",
             "entry", &entry->id);
}

/* The words and the time before, as a correction of the correction. */
static void
undo_entry_corrected (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiEntry *entry = find_entry (undo->incident, &event->id);
  const MatoiEntry *old = NULL;
  MatoiCommand *command;
  MatoiId id;

  if (read_id (p, "entry", &id))
    old = matoi_incident_find_entry (undo->incident, &id);
  if (entry == NULL || entry->struck || old == NULL)
    return;
  command = add_about (undo, "correct", "entry", &entry->id);
  matoi_command_set (command, "text", old->text);
  command->occurred_at = old->occurred_at;
  set_reason (command);
}

/* --- the incident */

/* Whether nobody had decided on the severity before @event. */
static gboolean
was_undecided (const MatoiIncident *incident, const MatoiEvent *event)
{
  const MatoiEvent *before =
    matoi_undo_find_before (incident, event, "severity.changed", NULL, NULL);

  if (before == NULL)
    before = matoi_undo_find_before (incident, event, "incident.declared", NULL, NULL);
  return before != NULL && matoi_json_get_boolean (before->payload, "undecided", FALSE);
}

static void
undo_severity_changed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  MatoiCommand *command;

  if (g_strcmp0 (undo->incident->severity, matoi_json_get_string (p, "to")) != 0 ||
      matoi_json_get_string (p, "from") == NULL || strcmp (undo->incident->state, "live") != 0)
    return;
  command = matoi_undo_add (undo, "severity");
  matoi_command_set (command, "to", matoi_json_get_string (p, "from"));
  matoi_command_set_flag (command, "undo", TRUE);
  matoi_command_set_flag (command, "undecided", was_undecided (undo->incident, event));
  set_reason (command);
}

static void
undo_phase_changed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  if (g_strcmp0 (undo->incident->phase, matoi_json_get_string (p, "to")) == 0 &&
      matoi_json_get_string (p, "from") != NULL)
    matoi_command_set (matoi_undo_add (undo, "phase"), "to", matoi_json_get_string (p, "from"));
}

/* --- people */

/* Who held @role until @event took it from them. */
static const char *
find_former (const MatoiIncident *incident, const MatoiEvent *event, const char *role)
{
  for (guint i = incident->assignments->len; i > 0; i--)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i - 1);

      if (one->to == event->occurred_at && strcmp (one->role, role) == 0 &&
          matoi_id_compare (&one->id, &event->id) < 0)
        return one->person;
    }
  return NULL;
}

static void
undo_role_assigned (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role"), *former;
  const char *person = matoi_json_get_string (p, "person");
  MatoiCommand *command;

  if (role == NULL || person == NULL || !matoi_incident_holds (undo->incident, role, person))
    return;
  former = find_former (undo->incident, event, role);
  command = matoi_undo_add (undo, former ? "role-assign" : "role-release");
  matoi_command_set (command, "role", role);
  matoi_command_set (command, "person", former ? former : person);
  matoi_command_set_flag (command, "handover", former != NULL);
}

static void
undo_role_released (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *person = role ? find_former (undo->incident, event, role) : NULL;
  MatoiCommand *command;

  if (matoi_json_get_string (p, "person") != NULL)
    person = matoi_json_get_string (p, "person");
  if (role == NULL || person == NULL || matoi_incident_holds (undo->incident, role, person))
    return;
  command = matoi_undo_add (undo, "role-assign");
  matoi_command_set (command, "role", role);
  matoi_command_set (command, "person", person);
}

static void
undo_responder_offered (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");
  gboolean withdrawn = matoi_json_get_boolean (p, "withdrawn", FALSE);
  MatoiCommand *command;

  if (person == NULL || g_ptr_array_find_with_equal_func (undo->incident->offers, person,
                                                          g_str_equal, NULL) == withdrawn)
    return;
  command = matoi_undo_add (undo, "offer");
  matoi_command_set (command, "person", person);
  matoi_command_set_flag (command, "withdrawn", !withdrawn);
}

static void
undo_subteam_formed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiSubteam *subteam = matoi_find_by_id (undo->incident->subteams, &event->id);

  if (subteam != NULL && subteam->dissolved_at == MATOI_TIME_NONE)
    matoi_command_set (matoi_undo_add (undo, "subteam-dissolve"), "subteam", subteam->name);
}

static void
undo_subteam_moved (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");
  const MatoiEvent *before;
  MatoiCommand *command;

  if (person == NULL)
    return;
  before = matoi_undo_find_before (undo->incident, event, "subteam.moved", "person", person);
  command = matoi_undo_add (undo, "subteam-move");
  matoi_command_set (command, "person", person);
  if (before != NULL)
    matoi_command_set (command, "to", matoi_json_get_string (before->payload, "to"));
}

/* --- work */

static void
undo_ask_opened (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiAsk *ask = matoi_incident_find_ask (undo->incident, &event->id);

  if (ask != NULL && strcmp (ask->state, "open") == 0)
    add_about (undo, "ask-withdraw", "ask", &ask->id);
}

static void
undo_ask_closed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  const MatoiAsk *ask =
    read_id (p, "ask", &id) ? matoi_incident_find_ask (undo->incident, &id) : NULL;

  if (ask != NULL && strcmp (ask->state, "open") != 0)
    add_about (undo, "ask-reopen", "ask", &ask->id);
}

static void
undo_ask_reassigned (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *text = matoi_json_get_string (p, "ask");
  const MatoiEvent *before;
  const MatoiAsk *ask;
  MatoiId id;

  ask = read_id (p, "ask", &id) ? matoi_incident_find_ask (undo->incident, &id) : NULL;
  if (ask == NULL || strcmp (ask->state, "open") != 0 ||
      g_strcmp0 (ask->person, matoi_json_get_string (p, "person")) != 0)
    return;
  before = matoi_undo_find_before (undo->incident, event, "ask.reassigned", "ask", text);
  for (guint i = 0; before == NULL && i < undo->incident->events->len; i++)
    {
      const MatoiEvent *opened = g_ptr_array_index (undo->incident->events, i);

      if (matoi_id_equal (&opened->id, &id) && opened->payload != NULL)
        before = opened;
    }
  if (before != NULL && matoi_json_get_string (before->payload, "person") != NULL)
    matoi_command_set (add_about (undo, "reassign", "ask", &id), "person",
                       matoi_json_get_string (before->payload, "person"));
}

static void
undo_todo_added (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  if (matoi_incident_find_todo (undo->incident, &event->id) != NULL)
    add_about (undo, "todo-drop", "todo", &event->id);
}

static void
undo_todo_closed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  gboolean dropped = strcmp (event->type, "todo.dropped") == 0;
  const MatoiTodo *todo = NULL;
  MatoiId id;

  if (read_id (p, "todo", &id))
    todo = dropped ? matoi_find_by_id (undo->incident->todos_dropped, &id)
                   : matoi_incident_find_todo (undo->incident, &id);
  if (todo != NULL && (dropped || todo->done_at != MATOI_TIME_NONE))
    add_about (undo, "todo-reopen", "todo", &id);
}

static void
undo_todo_reopened (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiEvent *before;
  const MatoiTodo *todo;
  MatoiId id;

  todo = read_id (p, "todo", &id) ? matoi_incident_find_todo (undo->incident, &id) : NULL;
  if (todo == NULL || todo->done_at != MATOI_TIME_NONE)
    return;
  before =
    matoi_undo_find_before (undo->incident, event, NULL, "todo", matoi_json_get_string (p, "todo"));
  add_about (
    undo, before != NULL && strcmp (before->type, "todo.dropped") == 0 ? "todo-drop" : "todo-done",
    "todo", &id);
}

static void
undo_clock_snoozed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *clock = matoi_json_get_string (p, "clock");
  MatoiCommand *command;

  if (clock == NULL || !g_hash_table_contains (undo->incident->snoozes, clock))
    return;
  command = matoi_undo_add (undo, "snooze");
  matoi_command_set (command, "clock", clock);
  matoi_command_set_int (command, "minutes", 0);
}

static void
undo_step (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role"), *step = matoi_json_get_string (p, "step");
  gboolean done = strcmp (event->type, "step.done") == 0;
  g_autofree char *key = g_strdup_printf ("%s/%s", role ? role : "", step ? step : "");
  MatoiCommand *command;

  if (g_hash_table_contains (undo->incident->steps_done, key) != done)
    return;
  command = matoi_undo_add (undo, done ? "step-undo" : "step-done");
  matoi_command_set (command, "role", role);
  matoi_command_set (command, "step", step);
}

static void
undo_poll_opened (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiPoll *poll = matoi_find_by_id (undo->incident->polls, &event->id);

  if (poll != NULL && poll->outcome == NULL)
    matoi_command_set (add_about (undo, "poll-close", "poll", &poll->id), "outcome", "withdrawn");
}

/* What else is linked has been told to others. */
static void
undo_link (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *url = matoi_json_get_string (p, "url"), *kind = matoi_json_get_string (p, "kind");
  MatoiCommand *command;

  if (url == NULL || !g_str_has_prefix (url, "matoi:"))
    return;
  command = matoi_undo_add (undo, strcmp (event->type, "link.added") == 0 ? "unlink" : "link");
  matoi_command_set (command, "url", url);
  matoi_command_set (command, "kind", kind);
}

/* What is not here cannot be taken back: a post has been read, a security incident stays one,
 * and an end is left by reopening, with a reason. */
static const MatoiUndoRule undos[] = {
  { "entry.added", undo_entry_added },
  { "entry.struck", undo_entry_struck },
  { "entry.settled", undo_entry_settled },
  { "entry.corrected", undo_entry_corrected },
  { "severity.changed", undo_severity_changed },
  { "phase.changed", undo_phase_changed },
  { "role.assigned", undo_role_assigned },
  { "role.released", undo_role_released },
  { "responder.offered", undo_responder_offered },
  { "subteam.formed", undo_subteam_formed },
  { "subteam.moved", undo_subteam_moved },
  { "ask.opened", undo_ask_opened },
  { "ask.answered", undo_ask_closed },
  { "ask.withdrawn", undo_ask_closed },
  { "ask.reassigned", undo_ask_reassigned },
  { "todo.added", undo_todo_added },
  { "todo.done", undo_todo_closed },
  { "todo.dropped", undo_todo_closed },
  { "todo.reopened", undo_todo_reopened },
  { "clock.snoozed", undo_clock_snoozed },
  { "step.done", undo_step },
  { "step.undone", undo_step },
  { "poll.opened", undo_poll_opened },
  { "link.added", undo_link },
  { "link.removed", undo_link },
  { NULL },
};

/** matoi_undo: see the header. */
GPtrArray *
matoi_undo (const MatoiIncident *incident, GPtrArray *events, const char *actor)
{
  const MatoiUndoRule *const groups[] = { undos, matoi_undo_postmortem };
  MatoiUndo undo = { incident, actor,
                     g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free) };

  for (guint i = events->len; i > 0; i--)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i - 1);

      for (guint g = 0; event->payload != NULL && g < G_N_ELEMENTS (groups); g++)
        for (const MatoiUndoRule *one = groups[g]; one->type != NULL; one++)
          if (strcmp (event->type, one->type) == 0)
            one->undo (&undo, event, event->payload);
    }
  return undo.commands;
}
