/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-private.h"

#include <string.h>

#include "matoi-json.h"

/*
 * The one reducer. It is total: any event is accepted; one that makes no sense
 * in this state is kept in not_applied. Nothing here may depend on anything
 * but the state and the event.
 */

typedef gboolean (*Fold) (MatoiIncident *self, MatoiEvent *event, JsonObject *p);

static void
set_text (char **field, const char *value)
{
  if (value != NULL)
    {
      g_free (*field);
      *field = g_strdup (value);
    }
}

static MatoiEntry *
add_entry (MatoiIncident *self, MatoiEvent *event, const char *kind, const char *text)
{
  MatoiEntry *entry = matoi_entry_new (event, kind, text);
  guint at = self->entries->len;

  /* Nearly always the end; a back-dated entry finds its place by time, then id. */
  while (at > 0)
    {
      const MatoiEntry *other = g_ptr_array_index (self->entries, at - 1);

      if (other->occurred_at <= entry->occurred_at)
        break;
      at--;
    }
  g_ptr_array_insert (self->entries, (int) at, entry);
  g_hash_table_insert (self->entry_index, &entry->id, entry);
  if (event->payload != NULL)
    matoi_evidence_read (entry->evidence, matoi_json_get_array (event->payload, "evidence"));
  return entry;
}

static gboolean
add_system (MatoiIncident *self, MatoiEvent *event, const char *text)
{
  add_entry (self, event, "system", text);
  return TRUE;
}

static gboolean
read_id (JsonObject *p, const char *member, MatoiId *id)
{
  const char *text = matoi_json_get_string (p, member);

  return text != NULL && matoi_id_from_text (id, text);
}

static MatoiEntry *
get_entry (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;

  return read_id (p, "entry", &id) ? matoi_incident_find_entry (self, &id) : NULL;
}

/* What others wrote may hold any number: a year is more than enough. */
static gint64
read_minutes (JsonObject *p)
{
  return CLAMP (matoi_json_get_int (p, "minutes", 0), 0, 366 * 24 * 60) * MATOI_MINUTE;
}

/* Severities are kept by time, so that a late report lands where it belongs. */
static void
add_severity (MatoiIncident *self, const char *severity, gint64 at)
{
  MatoiSeveritySpan span = { g_strdup (severity), at };
  guint index = self->severities->len;

  while (index > 0 && g_array_index (self->severities, MatoiSeveritySpan, index - 1).at > at)
    index--;
  g_array_insert_val (self->severities, index, span);
}

static void
note_worst (MatoiIncident *self, const char *severity)
{
  const MatoiSeverity *current = NULL, *worst = NULL;

  if (self->policy == NULL)
    return;
  current = matoi_policy_find_severity (self->policy, severity);
  worst = matoi_policy_find_severity (self->policy, self->worst_severity);
  if (current != NULL && (worst == NULL || current->rank < worst->rank))
    set_text (&self->worst_severity, severity);
}

static void
read_services (MatoiIncident *self, JsonArray *services)
{
  g_ptr_array_set_size (self->services, 0);
  for (guint i = 0; services != NULL && i < json_array_get_length (services); i++)
    {
      const char *service = matoi_json_array_get_string (services, i);

      if (service != NULL)
        g_ptr_array_add (self->services, g_strdup (service));
    }
}

static gboolean
fold_declared (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  /* Only the event an incident is named after declares it: no import can take one over. */
  if (self->declared || !matoi_id_equal (&event->id, &event->incident))
    return FALSE;
  self->declared = TRUE;
  self->id = event->incident;
  set_text (&self->ref, matoi_json_get_string (p, "ref"));
  if (self->ref == NULL)
    self->ref = matoi_id_dup_text (&event->id);
  set_text (&self->title, matoi_json_get_string (p, "title"));
  set_text (&self->scope, matoi_json_get_string (p, "scope"));
  set_text (&self->severity, matoi_json_get_string (p, "severity"));
  set_text (&self->codename, matoi_json_get_string (p, "codename"));
  set_text (&self->detected_by, matoi_json_get_string (p, "detected_by"));
  set_text (&self->declared_by, event->actor);
  self->severity_undecided = matoi_json_get_boolean (p, "undecided", FALSE);
  self->security = matoi_json_get_boolean (p, "security", FALSE);
  self->drill = matoi_json_get_boolean (p, "drill", FALSE);
  self->declared_at = event->occurred_at;
  self->detected_at = matoi_json_get_time (p, "detected_at");
  self->started_at = matoi_json_get_time (p, "started_at");
  read_services (self, matoi_json_get_array (p, "services"));
  add_severity (self, self->severity, event->occurred_at);
  note_worst (self, self->severity);
  return add_system (self, event, self->scope);
}

static gboolean
fold_entry_added (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *kind = matoi_json_get_string (p, "kind");

  add_entry (self, event, kind ? kind : "fact", matoi_json_get_string (p, "text"));
  return TRUE;
}

static gboolean
fold_entry_struck (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL || entry->struck)
    return FALSE;
  entry->struck = TRUE;
  set_text (&entry->struck_reason, matoi_json_get_string (p, "reason"));
  return TRUE;
}

static gboolean
fold_entry_settled (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL || strcmp (entry->kind, "hypothesis") != 0)
    return FALSE;
  set_text (&entry->verdict, matoi_json_get_string (p, "verdict"));
  return TRUE;
}

static gboolean
fold_entry_evidence (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL)
    return FALSE;
  matoi_evidence_read (entry->evidence, matoi_json_get_array (p, "evidence"));
  return TRUE;
}

static gboolean
fold_entry_corrected (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *old = get_entry (self, p);
  MatoiEntry *entry;

  if (old == NULL || old->has_successor)
    return FALSE;
  entry = add_entry (self, event, old->kind, matoi_json_get_string (p, "text"));
  for (guint i = 0; i < old->evidence->len; i++)
    {
      const MatoiEvidence *e = g_ptr_array_index (old->evidence, i);

      g_ptr_array_add (entry->evidence, matoi_evidence_new (e->url, e->query, e->none_reason));
    }
  set_text (&entry->verdict, old->verdict);
  old->has_successor = old->struck = TRUE;
  old->successor = entry->id;
  set_text (&old->struck_reason, matoi_json_get_string (p, "reason"));
  return TRUE;
}

static gboolean
fold_severity_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *to = matoi_json_get_string (p, "to");

  if (to == NULL)
    return FALSE;
  self->severity_undecided = FALSE;
  add_severity (self, to, event->occurred_at);
  /* A change told late does not undo what came after it. */
  set_text (
    &self->severity,
    g_array_index (self->severities, MatoiSeveritySpan, self->severities->len - 1).severity);
  note_worst (self, to);
  return add_system (self, event, matoi_json_get_string (p, "reason"));
}

static gboolean
fold_severity_final (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (matoi_json_get_string (p, "to") == NULL)
    return FALSE;
  set_text (&self->final_severity, matoi_json_get_string (p, "to"));
  return add_system (self, event, matoi_json_get_string (p, "reason"));
}

static gboolean
fold_phase_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (matoi_json_get_string (p, "to") == NULL)
    return FALSE;
  set_text (&self->phase, matoi_json_get_string (p, "to"));
  return add_system (self, event, NULL);
}

static gboolean
fold_role_assigned (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *person = matoi_json_get_string (p, "person");
  const MatoiRole *rule = NULL;
  MatoiAssignment *assignment;

  if (role == NULL || person == NULL || matoi_incident_holds (self, role, person))
    return FALSE;
  if (self->policy != NULL)
    rule = matoi_policy_find_role (self->policy, role);
  if (rule != NULL && rule->max == 1)
    {
      /* One holder (IC-03): of two cockpits that assigned at once, the later id wins. */
      assignment = matoi_incident_find_assignment (self, role, NULL);
      if (assignment != NULL)
        assignment->to = event->occurred_at;
    }
  assignment = g_new0 (MatoiAssignment, 1);
  assignment->id = event->id;
  assignment->role = g_strdup (role);
  assignment->person = g_strdup (person);
  assignment->from = event->occurred_at;
  assignment->to = MATOI_TIME_NONE;
  g_ptr_array_add (self->assignments, assignment);
  return add_system (self, event, NULL);
}

static gboolean
fold_role_released (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *person = matoi_json_get_string (p, "person");
  MatoiAssignment *assignment = NULL;

  if (role != NULL)
    assignment = matoi_incident_find_assignment (self, role, person);
  if (assignment == NULL)
    return FALSE;
  assignment->to = event->occurred_at;
  return add_system (self, event, NULL);
}

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
  ask->due_at = event->occurred_at + read_minutes (p);
  ask->closed_at = MATOI_TIME_NONE;
  ask->state = g_strdup ("open");
  g_ptr_array_add (self->asks, ask);
  return add_system (self, event, ask->text);
}

static MatoiAsk *
get_open_ask (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;
  MatoiAsk *ask = read_id (p, "ask", &id) ? matoi_incident_find_ask (self, &id) : NULL;

  return ask != NULL && strcmp (ask->state, "open") == 0 ? ask : NULL;
}

static gboolean
fold_ask_answered (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);

  if (ask == NULL)
    return FALSE;
  set_text (&ask->state, "done");
  set_text (&ask->answer, matoi_json_get_string (p, "text"));
  ask->closed_at = event->occurred_at;
  return add_system (self, event, ask->answer);
}

static gboolean
fold_ask_extended (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAsk *ask = get_open_ask (self, p);

  if (ask == NULL)
    return FALSE;
  /* More time is never less: it counts from the end of the time that is left. */
  ask->due_at = MAX (ask->due_at, event->occurred_at) + read_minutes (p);
  return add_system (self, event, ask->text);
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
  set_text (&ask->person, person);
  ask->acknowledged = FALSE;
  return add_system (self, event, ask->text);
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
  g_ptr_array_add (self->todos, todo);
  return TRUE;
}

static gboolean
fold_todo_done (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiTodo *todo = read_id (p, "todo", &id) ? matoi_incident_find_todo (self, &id) : NULL;

  if (todo == NULL || todo->done_at != MATOI_TIME_NONE)
    return FALSE;
  todo->done_at = event->occurred_at;
  return TRUE;
}

static gboolean
fold_clock_snoozed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *clock = matoi_json_get_string (p, "clock");
  MatoiSnooze *snooze;

  if (clock == NULL)
    return FALSE;
  snooze = g_new0 (MatoiSnooze, 1);
  snooze->at = event->occurred_at;
  snooze->until = event->occurred_at + read_minutes (p);
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
  return add_system (self, event, poll->text);
}

static gboolean
fold_poll_closed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiPoll *poll = read_id (p, "poll", &id) ? matoi_find_by_id (self->polls, &id) : NULL;

  if (poll == NULL || poll->outcome != NULL)
    return FALSE;
  set_text (&poll->outcome, matoi_json_get_string (p, "outcome"));
  set_text (&poll->note, matoi_json_get_string (p, "note"));
  poll->closed_at = event->occurred_at;
  return add_system (self, event, poll->text);
}

static gboolean
fold_update_drafted (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update;

  if (matoi_json_get_string (p, "to") == NULL)
    return FALSE;
  update = g_new0 (MatoiUpdate, 1);
  update->id = event->id;
  update->to = g_strdup (matoi_json_get_string (p, "to"));
  update->text = g_strdup (matoi_json_get_string (p, "text"));
  if (update->text == NULL)
    update->text = g_strdup ("");
  update->approved_by = g_strdup (matoi_json_get_string (p, "approved_by"));
  update->url = g_strdup (matoi_json_get_string (p, "url"));
  update->at = event->occurred_at;
  update->posted_at = MATOI_TIME_NONE;
  g_ptr_array_add (self->updates, update);
  if (g_strcmp0 (matoi_json_get_string (p, "state"), "posted") == 0)
    {
      update->state = g_strdup ("posted");
      update->posted_at = event->occurred_at;
      add_entry (self, event, "update", update->text);
    }
  else
    {
      update->state = g_strdup ("draft");
    }
  return TRUE;
}

static MatoiUpdate *
get_update (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;

  return read_id (p, "update", &id) ? matoi_incident_find_update (self, &id) : NULL;
}

static gboolean
fold_update_approved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update = get_update (self, p);

  if (update == NULL || strcmp (update->state, "draft") != 0)
    return FALSE;
  set_text (&update->state, "approved");
  set_text (&update->approved_by, event->actor);
  return TRUE;
}

static gboolean
fold_update_posted (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update = get_update (self, p);

  if (update == NULL || strcmp (update->state, "posted") == 0)
    return FALSE;
  set_text (&update->state, "posted");
  set_text (&update->url, matoi_json_get_string (p, "url"));
  update->posted_at = event->occurred_at;
  add_entry (self, event, "update", update->text);
  return TRUE;
}

static gboolean
fold_subteam_formed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiSubteam *subteam;

  if (matoi_json_get_string (p, "name") == NULL || matoi_json_get_string (p, "leader") == NULL)
    return FALSE;
  subteam = g_new0 (MatoiSubteam, 1);
  subteam->id = event->id;
  subteam->name = g_strdup (matoi_json_get_string (p, "name"));
  subteam->leader = g_strdup (matoi_json_get_string (p, "leader"));
  subteam->task = g_strdup (matoi_json_get_string (p, "task"));
  subteam->room = g_strdup (matoi_json_get_string (p, "room"));
  subteam->formed_at = event->occurred_at;
  subteam->due_at = event->occurred_at + read_minutes (p);
  subteam->dissolved_at = MATOI_TIME_NONE;
  subteam->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->subteams, subteam);
  return add_system (self, event, subteam->task);
}

static gboolean
fold_subteam_moved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");
  const char *to = matoi_json_get_string (p, "to");

  if (person == NULL)
    return FALSE;
  for (guint i = 0; i < self->subteams->len; i++)
    {
      MatoiSubteam *subteam = g_ptr_array_index (self->subteams, i);

      g_hash_table_remove (subteam->members, person);
      if (g_strcmp0 (to, subteam->name) == 0 && subteam->dissolved_at == MATOI_TIME_NONE)
        g_hash_table_add (subteam->members, g_strdup (person));
    }
  return TRUE;
}

static gboolean
fold_subteam_dissolved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiSubteam *subteam =
    read_id (p, "subteam", &id) ? matoi_find_by_id (self->subteams, &id) : NULL;

  if (subteam == NULL || subteam->dissolved_at != MATOI_TIME_NONE)
    return FALSE;
  subteam->dissolved_at = event->occurred_at;
  return add_system (self, event, subteam->name);
}

static gboolean
fold_security_enabled (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (self->security)
    return FALSE;
  self->security = TRUE;
  set_text (&self->codename, matoi_json_get_string (p, "codename"));
  return add_system (self, event, NULL);
}

static gboolean
fold_details_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  JsonArray *services = matoi_json_get_array (p, "services");

  set_text (&self->title, matoi_json_get_string (p, "title"));
  set_text (&self->scope, matoi_json_get_string (p, "scope"));
  set_text (&self->worst_case, matoi_json_get_string (p, "worst_case"));
  if (json_object_has_member (p, "started_at"))
    self->started_at = matoi_json_get_time (p, "started_at");
  if (json_object_has_member (p, "detected_at"))
    self->detected_at = matoi_json_get_time (p, "detected_at");
  if (json_object_has_member (p, "mitigated_at"))
    self->mitigated_at = matoi_json_get_time (p, "mitigated_at");
  if (services != NULL)
    read_services (self, services);
  return TRUE;
}

static gboolean
fold_link_added (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *url = matoi_json_get_string (p, "url");

  if (url == NULL)
    return FALSE;
  g_ptr_array_add (self->links, matoi_evidence_new (url, matoi_json_get_string (p, "kind"), NULL));
  return TRUE;
}

static gboolean
fold_ended (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (strcmp (self->state, "ended") == 0)
    return FALSE;
  set_text (&self->state, "ended");
  set_text (&self->outcome, matoi_json_get_string (p, "outcome"));
  set_text (&self->final_severity, matoi_json_get_string (p, "final_severity"));
  set_text (&self->owner, matoi_json_get_string (p, "owner"));
  self->ended_at = event->occurred_at;
  return add_system (self, event, matoi_json_get_string (p, "override"));
}

static gboolean
fold_reopened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (strcmp (self->state, "live") == 0)
    return FALSE;
  set_text (&self->state, "live");
  g_clear_pointer (&self->outcome, g_free);
  self->ended_at = MATOI_TIME_NONE;
  return add_system (self, event, matoi_json_get_string (p, "reason"));
}

static const struct
{
  const char *type;
  Fold fold;
} folds[] = {
  { "entry.added", fold_entry_added },
  { "entry.struck", fold_entry_struck },
  { "entry.settled", fold_entry_settled },
  { "entry.evidence", fold_entry_evidence },
  { "entry.corrected", fold_entry_corrected },
  { "severity.changed", fold_severity_changed },
  { "severity.final", fold_severity_final },
  { "phase.changed", fold_phase_changed },
  { "role.assigned", fold_role_assigned },
  { "role.released", fold_role_released },
  { "ask.opened", fold_ask_opened },
  { "ask.answered", fold_ask_answered },
  { "ask.extended", fold_ask_extended },
  { "ask.acknowledged", fold_ask_acknowledged },
  { "ask.reassigned", fold_ask_reassigned },
  { "todo.added", fold_todo_added },
  { "todo.done", fold_todo_done },
  { "clock.snoozed", fold_clock_snoozed },
  { "step.done", fold_step },
  { "step.undone", fold_step },
  { "poll.opened", fold_poll_opened },
  { "poll.closed", fold_poll_closed },
  { "update.drafted", fold_update_drafted },
  { "update.approved", fold_update_approved },
  { "update.posted", fold_update_posted },
  { "subteam.formed", fold_subteam_formed },
  { "subteam.moved", fold_subteam_moved },
  { "subteam.dissolved", fold_subteam_dissolved },
  { "security.enabled", fold_security_enabled },
  { "details.changed", fold_details_changed },
  { "link.added", fold_link_added },
  { "incident.declared", fold_declared },
  { "incident.ended", fold_ended },
  { "incident.reopened", fold_reopened },
};

static gboolean
fold_known (MatoiIncident *self, MatoiEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    if (strcmp (event->type, folds[i].type) == 0)
      return folds[i].fold (self, event, event->payload);
  /* From a newer Matoi: shown as an unknown entry. */
  add_entry (self, event, "system", NULL);
  return FALSE;
}

/*
 * Folds one event that follows all that were folded before. The policy is
 * looked up when the declaration is seen.
 */
void
matoi_fold (MatoiIncident *self, MatoiEvent *event, MatoiPolicyLookup lookup, gpointer user_data)
{
  if (event->payload == NULL)
    {
      /* Redacted: that something stood here is all that is left. */
      add_entry (self, event, "system", NULL);
      return;
    }
  if (self->policy == NULL && strcmp (event->type, "incident.declared") == 0 &&
      matoi_id_equal (&event->id, &event->incident))
    {
      const char *hash = matoi_json_get_string (event->payload, "policy");
      MatoiPolicy *policy = hash && lookup ? lookup (hash, user_data) : NULL;

      if (policy != NULL)
        self->policy = matoi_policy_ref (policy);
    }
  if (!fold_known (self, event))
    g_ptr_array_add (self->not_applied, matoi_event_ref (event));
}
