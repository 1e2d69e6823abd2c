/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-project-private.h"

#include "matoi-postmortem.h"
#include "matoi-search-private.h"

/* The rows of an incident, only from its folded state. */

/* T is where to: "main." or "temp.check_". */
#define INCIDENT_SQL(T)                                                                             \
  "INSERT INTO " T "incident(id, uid, ref, title, codename, state, phase, severity,"                \
  " severity_label, severity_rank, services, ic, security, drill, policy, started_at, detected_at," \
  " declared_at, mitigated_at, ended_at, n_entries, todos_open, last_event,"                        \
  " postmortem_state, postmortem_owner, postmortem_due, actions_open)"                              \
  " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,"     \
  "?24,?25,?26,?27)"
#define INCIDENT_UPSERT                                                                      \
  " ON CONFLICT(id) DO UPDATE SET ref=excluded.ref, title=excluded.title,"                   \
  " codename=excluded.codename, state=excluded.state, phase=excluded.phase,"                 \
  " severity=excluded.severity, severity_label=excluded.severity_label,"                     \
  " severity_rank=excluded.severity_rank, services=excluded.services, ic=excluded.ic,"       \
  " security=excluded.security, drill=excluded.drill, policy=excluded.policy,"               \
  " started_at=excluded.started_at, detected_at=excluded.detected_at,"                       \
  " declared_at=excluded.declared_at, mitigated_at=excluded.mitigated_at,"                   \
  " ended_at=excluded.ended_at, n_entries=excluded.n_entries,"                               \
  " todos_open=excluded.todos_open, last_event=excluded.last_event,"                         \
  " postmortem_state=excluded.postmortem_state, postmortem_owner=excluded.postmortem_owner," \
  " postmortem_due=excluded.postmortem_due, actions_open=excluded.actions_open"
#define ENTRY_SQL(T)                                                                              \
  "INSERT OR REPLACE INTO " T "entry(id, uid, incident, occurred_at, kind, text, author, struck," \
  " verdict) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)"
#define TODO_SQL(T)                                                                              \
  "INSERT OR REPLACE INTO " T "todo(id, uid, incident, text, owner, later, created_at, done_at)" \
  " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)"
#define ACTION_SQL(T)                                                                            \
  "INSERT OR REPLACE INTO " T "action(id, uid, incident, text, priority, kind, owner_team, key," \
  " url, status, category, due_on, state, open, number, site, remote_id, assignee, ticket_due,"  \
  " ticket_priority, ticket_updated, gone, due, created_at, changed_at, asked_at)"               \
  " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,"  \
  "?24,?25,?26)"
#define PASSAGE_SQL(T) \
  "INSERT OR REPLACE INTO " T "passage(id, uid, incident, kind, at, text) VALUES(?1,?2,?3,?4,?5,?6)"
#define ASSIGNMENT_SQL(T)                                                               \
  "INSERT OR REPLACE INTO " T "assignment(uid, incident, role, person, from_at, to_at)" \
  " VALUES(?1,?2,?3,?4,?5,?6)"

const MatoiProjectTables matoi_project_tables = { INCIDENT_SQL ("main.") INCIDENT_UPSERT,
                                                  ENTRY_SQL ("main."),
                                                  TODO_SQL ("main."),
                                                  ASSIGNMENT_SQL ("main."),
                                                  ACTION_SQL ("main."),
                                                  PASSAGE_SQL ("main."),
                                                  MATOI_PROJECT_INSIGHT ("main.") };
const MatoiProjectTables matoi_project_stage_tables = {
  INCIDENT_SQL ("stage."),          ENTRY_SQL ("stage."),  TODO_SQL ("stage."),
  ASSIGNMENT_SQL ("stage."),        ACTION_SQL ("stage."), PASSAGE_SQL ("stage."),
  MATOI_PROJECT_INSIGHT ("stage."),
};
const MatoiProjectTables matoi_project_check_tables = {
  INCIDENT_SQL ("temp.check_"),          ENTRY_SQL ("temp.check_"),  TODO_SQL ("temp.check_"),
  ASSIGNMENT_SQL ("temp.check_"),        ACTION_SQL ("temp.check_"), PASSAGE_SQL ("temp.check_"),
  MATOI_PROJECT_INSIGHT ("temp.check_"),
};

static guint
count_open_todos (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      n += todo->done_at == MATOI_TIME_NONE;
    }
  return n;
}

static guint
count_open_actions (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->actions->len; i++)
    n += matoi_action_is_open (g_ptr_array_index (incident->actions, i));
  return n;
}

static char *
join_services (const MatoiIncident *incident)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    {
      if (i > 0)
        g_string_append_c (joined, ',');
      g_string_append (joined, g_ptr_array_index (incident->services, i));
    }
  return g_string_free (joined, FALSE);
}

gboolean
matoi_project_write_incident (MatoiDatabase *db,
                              const MatoiIncident *incident,
                              const MatoiProjectTables *target,
                              gint64 row,
                              GError **error)
{
  g_autofree char *services = join_services (incident);
  const MatoiEvent *last = g_ptr_array_index (incident->events, incident->events->len - 1);
  const MatoiPostmortem *postmortem = incident->postmortem;
  const MatoiSeverity *severity = NULL;

  if (incident->policy != NULL)
    severity = matoi_policy_find_severity (incident->policy, incident->severity);
  return matoi_database_run (
    db, target->incident, error,
    "idsssssss"
    "tss"
    "iis"
    "ttttt"
    "iid"
    "ssti",
    row, &incident->id, incident->ref, incident->title, incident->codename, incident->state,
    incident->phase, incident->severity, severity ? severity->label : incident->severity,
    severity ? (gint64) severity->rank : MATOI_TIME_NONE, services,
    matoi_incident_get_holder (incident, "ic"), (gint64) incident->security,
    (gint64) incident->drill, incident->policy ? matoi_policy_get_id (incident->policy) : "",
    incident->started_at, incident->detected_at, incident->declared_at, incident->mitigated_at,
    incident->ended_at, (gint64) incident->entries->len, (gint64) count_open_todos (incident),
    &last->id, postmortem ? postmortem->state : NULL, postmortem ? postmortem->owner : NULL,
    postmortem ? postmortem->due_at : MATOI_TIME_NONE, (gint64) count_open_actions (incident));
}

gboolean
matoi_project_write_entry (MatoiDatabase *db,
                           const MatoiEntry *entry,
                           const MatoiProjectTables *target,
                           gint64 row,
                           GError **error)
{
  return matoi_database_run (db, target->entry, error, "idiisssis",
                             matoi_project_row (entry->seq, MATOI_PROJECT_ENTRY), &entry->id, row,
                             entry->occurred_at, entry->kind, entry->text, entry->author,
                             (gint64) entry->struck, entry->verdict);
}

gboolean
matoi_project_write_todo (MatoiDatabase *db,
                          const MatoiTodo *todo,
                          const MatoiProjectTables *target,
                          gint64 row,
                          GError **error)
{
  return matoi_database_run (db, target->todo, error, "idissiit",
                             matoi_project_row (todo->seq, MATOI_PROJECT_TODO), &todo->id, row,
                             todo->text, todo->owner, (gint64) todo->later, todo->created_at,
                             todo->done_at);
}

gboolean
matoi_project_write_assignments (MatoiDatabase *db,
                                 const MatoiIncident *incident,
                                 const MatoiProjectTables *target,
                                 gint64 row,
                                 GError **error)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);

      if (!matoi_database_run (db, target->assignment, error, "dissit", &one->id, row, one->role,
                               one->person, one->from, one->to))
        return FALSE;
    }
  return TRUE;
}

gboolean
matoi_project_write_actions (MatoiDatabase *db,
                             const MatoiIncident *incident,
                             const MatoiProjectTables *target,
                             gint64 row,
                             GError **error)
{
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *one = g_ptr_array_index (incident->actions, i);

      if (!matoi_database_run (
            db, target->action, error,
            "idisss"
            "sssssss"
            "iisssss"
            "tisttt",
            matoi_project_row (one->seq, MATOI_PROJECT_ACTION), &one->id, row, one->text,
            one->priority, one->kind, one->owner_team, one->key, one->url, one->status,
            one->category, one->due_on, one->state, (gint64) matoi_action_is_open (one),
            (gint64) one->number, one->site, one->remote_id, one->assignee, one->ticket_due,
            one->ticket_priority, one->ticket_updated, (gint64) (one->gone != FALSE),
            matoi_action_get_due (one), one->created_at, one->changed_at, one->asked_at))
        return FALSE;
    }
  return TRUE;
}

gboolean
matoi_project_write_passage (MatoiDatabase *db,
                             const MatoiPassage *passage,
                             const MatoiProjectTables *target,
                             gint64 row,
                             GError **error)
{
  return matoi_database_run (db, target->passage, error, "idists",
                             matoi_project_row (passage->seq, MATOI_PROJECT_PASSAGE), &passage->id,
                             row, passage->kind, passage->at, passage->text);
}

static gboolean
write_passages (MatoiDatabase *db,
                const MatoiIncident *incident,
                const MatoiProjectTables *target,
                gint64 row,
                GError **error)
{
  g_autoptr (GPtrArray) passages = matoi_passages_of (incident);

  for (guint i = 0; i < passages->len; i++)
    if (!matoi_project_write_passage (db, g_ptr_array_index (passages, i), target, row, error))
      return FALSE;
  return TRUE;
}

gboolean
matoi_project_write_all (MatoiDatabase *db,
                         const MatoiIncident *incident,
                         const MatoiProjectTables *target,
                         gint64 row,
                         GError **error)
{
  for (guint i = 0; i < incident->entries->len; i++)
    if (!matoi_project_write_entry (db, g_ptr_array_index (incident->entries, i), target, row,
                                    error))
      return FALSE;
  for (guint i = 0; i < incident->todos->len; i++)
    if (!matoi_project_write_todo (db, g_ptr_array_index (incident->todos, i), target, row, error))
      return FALSE;
  return matoi_project_write_assignments (db, incident, target, row, error) &&
         matoi_project_write_actions (db, incident, target, row, error) &&
         write_passages (db, incident, target, row, error) &&
         matoi_project_write_insight (db, incident, target, row, error);
}
