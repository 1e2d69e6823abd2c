/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-private.h"

#include "matoi-json.h"
#include "matoi-postmortem-private.h"

typedef struct
{
  MatoiIncident public;
  MatoiPolicyLookup lookup;
  gpointer lookup_data;
} MatoiIncidentFull;

static void
evidence_free (MatoiEvidence *evidence)
{
  g_free (evidence->url);
  g_free (evidence->query);
  g_free (evidence->none_reason);
  g_free (evidence);
}

/** matoi_evidence_new: (transfer full): see the header. */
MatoiEvidence *
matoi_evidence_new (const char *url, const char *query, const char *none_reason)
{
  MatoiEvidence *evidence = g_new0 (MatoiEvidence, 1);

  evidence->url = g_strdup (url);
  evidence->query = g_strdup (query);
  evidence->none_reason = g_strdup (none_reason);
  return evidence;
}

/** matoi_evidence_new_list: (transfer full): see the header. */
GPtrArray *
matoi_evidence_new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) evidence_free);
}

void
matoi_evidence_read (GPtrArray *evidence, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = matoi_json_array_get_object (array, i);

      if (item != NULL)
        g_ptr_array_add (evidence,
                         matoi_evidence_new (matoi_json_get_string (item, "url"),
                                             matoi_json_get_string (item, "query"),
                                             matoi_json_get_string (item, "none_reason")));
    }
}

MatoiEntry *
matoi_entry_new (MatoiEvent *event, const char *kind, const char *text)
{
  MatoiEntry *entry = g_new0 (MatoiEntry, 1);

  entry->id = event->id;
  entry->seq = event->seq;
  entry->occurred_at = event->occurred_at;
  entry->recorded_at = event->recorded_at;
  entry->kind = g_strdup (kind);
  entry->text = g_strdup (text ? text : "");
  entry->author = g_strdup (event->actor);
  entry->source = g_strdup (event->source);
  entry->evidence = matoi_evidence_new_list ();
  entry->event = matoi_event_ref (event);
  return entry;
}

static void
entry_free (MatoiEntry *entry)
{
  g_free (entry->kind);
  g_free (entry->text);
  g_free (entry->author);
  g_free (entry->source);
  g_free (entry->struck_reason);
  g_free (entry->verdict);
  g_free (entry->source_text);
  g_ptr_array_unref (entry->evidence);
  matoi_event_unref (entry->event);
  g_free (entry);
}

static void
assignment_free (MatoiAssignment *assignment)
{
  g_free (assignment->role);
  g_free (assignment->person);
  g_free (assignment);
}

static void
ask_free (MatoiAsk *ask)
{
  g_free (ask->person);
  g_free (ask->text);
  g_free (ask->answer);
  g_free (ask->state);
  g_free (ask);
}

static void
todo_free (MatoiTodo *todo)
{
  g_free (todo->text);
  g_free (todo->owner);
  g_free (todo->source);
  g_free (todo->source_text);
  g_free (todo);
}

static void
update_free (MatoiUpdate *update)
{
  g_free (update->to);
  g_free (update->text);
  g_free (update->url);
  g_free (update->state);
  g_free (update->approved_by);
  g_free (update->public_state);
  g_free (update);
}

static void
subteam_free (MatoiSubteam *subteam)
{
  g_free (subteam->name);
  g_free (subteam->leader);
  g_free (subteam->task);
  g_free (subteam->room);
  g_hash_table_unref (subteam->members);
  g_free (subteam);
}

static void
poll_free (MatoiPoll *poll)
{
  g_free (poll->text);
  g_free (poll->outcome);
  g_free (poll->note);
  g_free (poll);
}

static void
snooze_free (MatoiSnooze *snooze)
{
  g_free (snooze->reason);
  g_free (snooze);
}

static void
span_clear (MatoiSeveritySpan *span)
{
  g_free (span->severity);
}

static void
clear_state (MatoiIncident *self)
{
  g_clear_pointer (&self->policy, matoi_policy_unref);
  g_clear_pointer (&self->ref, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->codename, g_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->worst_case, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->outcome, g_free);
  g_clear_pointer (&self->phase, g_free);
  g_clear_pointer (&self->severity, g_free);
  g_clear_pointer (&self->worst_severity, g_free);
  g_clear_pointer (&self->final_severity, g_free);
  g_clear_pointer (&self->detected_by, g_free);
  g_clear_pointer (&self->channel, g_free);
  g_clear_pointer (&self->declared_by, g_free);
  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->public_incident, g_free);
  g_clear_pointer (&self->public_state, g_free);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->entry_index, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->assignments, g_ptr_array_unref);
  g_clear_pointer (&self->asks, g_ptr_array_unref);
  g_clear_pointer (&self->todos, g_ptr_array_unref);
  g_clear_pointer (&self->todos_dropped, g_ptr_array_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->updates, g_ptr_array_unref);
  g_clear_pointer (&self->subteams, g_ptr_array_unref);
  g_clear_pointer (&self->polls, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->severities, g_array_unref);
  g_clear_pointer (&self->steps_done, g_hash_table_unref);
  g_clear_pointer (&self->snoozes, g_hash_table_unref);
  g_clear_pointer (&self->not_applied, g_ptr_array_unref);
  g_clear_pointer (&self->postmortem, matoi_postmortem_free);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
}

/* Back to "nothing known", before the events are folded from the start. */
void
matoi_incident_reset (MatoiIncident *self)
{
  clear_state (self);
  self->declared = self->severity_undecided = self->security = self->drill = FALSE;
  self->n_actions = 0;
  self->scope = g_strdup ("");
  self->worst_case = g_strdup ("");
  self->title = g_strdup ("");
  self->state = g_strdup ("live");
  self->phase = g_strdup ("size-up");
  self->severity = g_strdup ("");
  self->worst_severity = g_strdup ("");
  self->services = g_ptr_array_new_with_free_func (g_free);
  self->links = matoi_evidence_new_list ();
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->entry_index = g_hash_table_new (matoi_id_hash, matoi_id_equal);
  self->assignments = g_ptr_array_new_with_free_func ((GDestroyNotify) assignment_free);
  self->asks = g_ptr_array_new_with_free_func ((GDestroyNotify) ask_free);
  self->todos = g_ptr_array_new_with_free_func ((GDestroyNotify) todo_free);
  self->offers = g_ptr_array_new_with_free_func (g_free);
  self->todos_dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) todo_free);
  self->updates = g_ptr_array_new_with_free_func ((GDestroyNotify) update_free);
  self->subteams = g_ptr_array_new_with_free_func ((GDestroyNotify) subteam_free);
  self->polls = g_ptr_array_new_with_free_func ((GDestroyNotify) poll_free);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_page_free);
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_action_free);
  self->severities = g_array_new (FALSE, TRUE, sizeof (MatoiSeveritySpan));
  g_array_set_clear_func (self->severities, (GDestroyNotify) span_clear);
  self->steps_done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->snoozes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) snooze_free);
  self->not_applied = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  self->started_at = self->detected_at = self->declared_at = MATOI_TIME_NONE;
  self->mitigated_at = self->ended_at = MATOI_TIME_NONE;
}

/**
 * matoi_incident_new:
 * @id: (nullable): its id; NULL for one that is about to be declared
 *
 * An incident of which nothing is known yet. (transfer full)
 */
MatoiIncident *
matoi_incident_new (const MatoiId *id, MatoiPolicyLookup lookup, gpointer user_data)
{
  MatoiIncidentFull *self = g_new0 (MatoiIncidentFull, 1);

  if (id != NULL)
    self->public.id = *id;
  self->lookup = lookup;
  self->lookup_data = user_data;
  self->public.events = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  self->public.event_ids = g_hash_table_new (matoi_id_hash, matoi_id_equal);
  matoi_incident_reset (&self->public);
  return &self->public;
}

/** matoi_incident_free: frees it; NULL is fine. */
void
matoi_incident_free (MatoiIncident *incident)
{
  if (incident == NULL)
    return;
  clear_state (incident);
  g_hash_table_unref (incident->event_ids);
  g_ptr_array_unref (incident->events);
  g_free (incident);
}

static gboolean
keep_event (MatoiIncident *incident, MatoiEvent *event)
{
  if (g_hash_table_contains (incident->event_ids, &event->id))
    return FALSE;
  g_ptr_array_add (incident->events, matoi_event_ref (event));
  g_hash_table_add (incident->event_ids, &event->id);
  incident->last_seq = MAX (incident->last_seq, event->seq);
  return TRUE;
}

static void
fold_one (MatoiIncident *incident, MatoiEvent *event)
{
  MatoiIncidentFull *self = (MatoiIncidentFull *) incident;

  matoi_fold (incident, event, self->lookup, self->lookup_data);
}

static void
fold_again (MatoiIncident *incident)
{
  g_ptr_array_sort (incident->events, matoi_event_compare);
  matoi_incident_reset (incident);
  for (guint i = 0; i < incident->events->len; i++)
    fold_one (incident, g_ptr_array_index (incident->events, i));
}

/**
 * matoi_incident_apply:
 *
 * Folds @event in, in any order and any number of times: the state depends
 * only on the set of events, in the order of their ids.
 *
 * Returns: TRUE if everything was folded again because @event is older than
 *   the newest one
 */
gboolean
matoi_incident_apply (MatoiIncident *incident, MatoiEvent *event)
{
  MatoiEvent *newest = NULL;

  if (incident->events->len > 0)
    newest = g_ptr_array_index (incident->events, incident->events->len - 1);
  if (!keep_event (incident, event))
    return FALSE;
  if (newest != NULL && matoi_id_compare (&event->id, &newest->id) < 0)
    {
      fold_again (incident);
      return TRUE;
    }
  fold_one (incident, event);
  return FALSE;
}

/** matoi_incident_apply_all: the same for many events, sorted once. */
void
matoi_incident_apply_all (MatoiIncident *incident, GPtrArray *events)
{
  guint n_before = incident->events->len;

  for (guint i = 0; i < events->len; i++)
    keep_event (incident, g_ptr_array_index (events, i));
  if (incident->events->len > n_before)
    fold_again (incident);
}
