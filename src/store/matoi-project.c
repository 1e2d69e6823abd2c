/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-project.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-search-private.h"

/* Row ids are those of the event that made the row, with room for the kinds of
 * row: stable over a rebuild, and in the order of arrival across kinds. */
#define KINDS         8
#define KIND_ENTRY    1
#define KIND_TODO     2
#define KIND_ACTION   3
#define KIND_PASSAGE  4
#define KIND_INCIDENT 5

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
  " url, status, category, due_on, state, open)"                                                 \
  " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)"
#define PASSAGE_SQL(T) \
  "INSERT OR REPLACE INTO " T "passage(id, uid, incident, kind, at, text) VALUES(?1,?2,?3,?4,?5,?6)"
#define ASSIGNMENT_SQL(T)                                                               \
  "INSERT OR REPLACE INTO " T "assignment(uid, incident, role, person, from_at, to_at)" \
  " VALUES(?1,?2,?3,?4,?5,?6)"

typedef struct
{
  const char *incident, *entry, *todo, *assignment, *action, *passage;
} Target;

static const Target projections = { INCIDENT_SQL ("main.") INCIDENT_UPSERT,
                                    ENTRY_SQL ("main."),
                                    TODO_SQL ("main."),
                                    ASSIGNMENT_SQL ("main."),
                                    ACTION_SQL ("main."),
                                    PASSAGE_SQL ("main.") };
static const Target check_tables = { INCIDENT_SQL ("temp.check_"), ENTRY_SQL ("temp.check_"),
                                     TODO_SQL ("temp.check_"),     ASSIGNMENT_SQL ("temp.check_"),
                                     ACTION_SQL ("temp.check_"),   PASSAGE_SQL ("temp.check_") };

/** matoi_touched_init: nothing touched yet. */
void
matoi_touched_init (MatoiTouched *touched)
{
  touched->all = touched->assignments = touched->actions = touched->passages = FALSE;
  touched->ids = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, NULL);
}

/** matoi_touched_clear: frees what is inside. */
void
matoi_touched_clear (MatoiTouched *touched)
{
  g_clear_pointer (&touched->ids, g_hash_table_unref);
}

/* Whatever is typed most often has no passages. */
static gboolean
may_hold_words (const char *type)
{
  return !g_str_has_prefix (type, "entry.") && !g_str_has_prefix (type, "todo.") &&
         !g_str_has_prefix (type, "step.") && !g_str_has_prefix (type, "role.") &&
         !g_str_has_prefix (type, "action.");
}

/** matoi_touched_add: notes the rows that folding @event may have changed. */
void
matoi_touched_add (MatoiTouched *touched, const MatoiEvent *event, gboolean folded_again)
{
  static const char *const members[] = { "entry", "todo" };
  MatoiId id;

  touched->all = touched->all || folded_again;
  touched->assignments = touched->assignments || g_str_has_prefix (event->type, "role.");
  touched->actions = touched->actions || g_str_has_prefix (event->type, "action.");
  touched->passages = touched->passages || may_hold_words (event->type);
  g_hash_table_add (touched->ids, matoi_id_copy (&event->id));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (matoi_id_from_text (&id, matoi_json_get_string (event->payload, members[i])))
      g_hash_table_add (touched->ids, matoi_id_copy (&id));
}

/* The seq of the declaration; 0 if it is not known (yet). */
static gint64
get_declared_seq (const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (incident->events, i);

      if (matoi_id_equal (&event->id, &incident->id))
        return event->seq;
    }
  return 0;
}

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

static gboolean
write_incident (MatoiDatabase *db,
                const MatoiIncident *incident,
                const Target *target,
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

static gboolean
write_entry (MatoiDatabase *db,
             const MatoiEntry *entry,
             const Target *target,
             gint64 row,
             GError **error)
{
  return matoi_database_run (db, target->entry, error, "idiisssis", entry->seq * KINDS + KIND_ENTRY,
                             &entry->id, row, entry->occurred_at, entry->kind, entry->text,
                             entry->author, (gint64) entry->struck, entry->verdict);
}

static gboolean
write_todo (MatoiDatabase *db,
            const MatoiTodo *todo,
            const Target *target,
            gint64 row,
            GError **error)
{
  return matoi_database_run (db, target->todo, error, "idissiit", todo->seq * KINDS + KIND_TODO,
                             &todo->id, row, todo->text, todo->owner, (gint64) todo->later,
                             todo->created_at, todo->done_at);
}

static gboolean
write_assignments (MatoiDatabase *db,
                   const MatoiIncident *incident,
                   const Target *target,
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

static gboolean
write_actions (MatoiDatabase *db,
               const MatoiIncident *incident,
               const Target *target,
               gint64 row,
               GError **error)
{
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *one = g_ptr_array_index (incident->actions, i);

      if (!matoi_database_run (db, target->action, error,
                               "idisss"
                               "sssssss"
                               "i",
                               one->seq * KINDS + KIND_ACTION, &one->id, row, one->text,
                               one->priority, one->kind, one->owner_team, one->key, one->url,
                               one->status, one->category, one->due_on, one->state,
                               (gint64) matoi_action_is_open (one)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_passage (MatoiDatabase *db,
               const MatoiPassage *passage,
               const Target *target,
               gint64 row,
               GError **error)
{
  return matoi_database_run (db, target->passage, error, "idists",
                             passage->seq * KINDS + KIND_PASSAGE, &passage->id, row, passage->kind,
                             passage->at, passage->text);
}

static gboolean
write_passages (MatoiDatabase *db,
                const MatoiIncident *incident,
                const Target *target,
                gint64 row,
                GError **error)
{
  g_autoptr (GPtrArray) passages = matoi_passages_of (incident);

  for (guint i = 0; i < passages->len; i++)
    if (!write_passage (db, g_ptr_array_index (passages, i), target, row, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (MatoiDatabase *db,
           const MatoiIncident *incident,
           const Target *target,
           gint64 row,
           GError **error)
{
  for (guint i = 0; i < incident->entries->len; i++)
    if (!write_entry (db, g_ptr_array_index (incident->entries, i), target, row, error))
      return FALSE;
  for (guint i = 0; i < incident->todos->len; i++)
    if (!write_todo (db, g_ptr_array_index (incident->todos, i), target, row, error))
      return FALSE;
  return write_assignments (db, incident, target, row, error) &&
         write_actions (db, incident, target, row, error) &&
         write_passages (db, incident, target, row, error);
}

/* A TODO that was taken back has no row. */
static gboolean
delete_dropped (MatoiDatabase *db,
                const MatoiIncident *incident,
                const MatoiId *id,
                MatoiSearchChanges *changes,
                GError **error)
{
  for (guint i = 0; i < incident->todos_dropped->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos_dropped, i);
      gint64 row = todo->seq * KINDS + KIND_TODO;

      if (matoi_id_equal (&todo->id, id))
        return matoi_search_note (db, changes, row, NULL, error) &&
               matoi_database_run (db, "DELETE FROM todo WHERE id=?1", error, "i", row);
    }
  return TRUE;
}

/* One may have been dropped. */
static gboolean
rewrite_actions (MatoiDatabase *db,
                 const MatoiIncident *incident,
                 gint64 row,
                 MatoiSearchChanges *changes,
                 GError **error)
{
  if (!matoi_search_note_rows (db, changes, "action", row, error))
    return FALSE;
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);

      matoi_search_note_text (changes, action->seq * KINDS + KIND_ACTION, action->text);
    }
  matoi_search_drop_stale (changes);
  return matoi_database_run (db, "DELETE FROM action WHERE incident=?1", error, "i", row) &&
         write_actions (db, incident, &projections, row, error);
}

/* Only those that changed: a section is long, and another is typed in. */
static gboolean
rewrite_passages (MatoiDatabase *db,
                  const MatoiIncident *incident,
                  gint64 row,
                  MatoiSearchChanges *changes,
                  GError **error)
{
  g_autoptr (GPtrArray) passages = matoi_passages_of (incident);

  if (!matoi_search_note_rows (db, changes, "passage", row, error))
    return FALSE;
  for (guint i = 0; i < passages->len; i++)
    {
      const MatoiPassage *passage = g_ptr_array_index (passages, i);

      if (matoi_search_note_text (changes, passage->seq * KINDS + KIND_PASSAGE, passage->text) &&
          !write_passage (db, passage, &projections, row, error))
        return FALSE;
    }
  return matoi_search_delete_stale (db, changes, error);
}

static gboolean
write_touched (MatoiDatabase *db,
               const MatoiIncident *incident,
               const MatoiTouched *touched,
               gint64 row,
               MatoiSearchChanges *changes,
               GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, touched->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const MatoiEntry *entry = matoi_incident_find_entry (incident, id);
      const MatoiTodo *todo = matoi_incident_find_todo (incident, id);

      if (entry != NULL &&
          (!matoi_search_note (db, changes, entry->seq * KINDS + KIND_ENTRY, entry->text, error) ||
           !write_entry (db, entry, &projections, row, error)))
        return FALSE;
      if (todo != NULL &&
          (!matoi_search_note (db, changes, todo->seq * KINDS + KIND_TODO, todo->text, error) ||
           !write_todo (db, todo, &projections, row, error)))
        return FALSE;
      if (!delete_dropped (db, incident, id, changes, error))
        return FALSE;
    }
  if (touched->actions && !rewrite_actions (db, incident, row, changes, error))
    return FALSE;
  if (touched->passages && !rewrite_passages (db, incident, row, changes, error))
    return FALSE;
  return !touched->assignments || write_assignments (db, incident, &projections, row, error);
}

/**
 * matoi_project_write:
 * @touched: (nullable): NULL: everything
 *
 * Writes the rows of @incident, only from its folded state, inside the caller's
 * transaction. One whose declaration has not come in has no rows.
 */
gboolean
matoi_project_write (MatoiDatabase *db,
                     const MatoiIncident *incident,
                     const MatoiTouched *touched,
                     GError **error)
{
  gint64 row = get_declared_seq (incident) * KINDS + KIND_INCIDENT;
  gboolean all = touched == NULL || touched->all;
  g_auto (MatoiSearchChanges) changes = { NULL };

  if (all &&
      (!matoi_search_forget_incident (db, &incident->id, error) ||
       !matoi_database_run (db, "DELETE FROM incident WHERE uid=?1", error, "d", &incident->id)))
    return FALSE;
  if (!incident->declared)
    return TRUE;
  if (!write_incident (db, incident, &projections, row, error))
    return FALSE;
  if (all)
    return write_all (db, incident, &projections, row, error) &&
           matoi_search_learn_incident (db, row, error);
  matoi_search_changes_init (&changes);
  return write_touched (db, incident, touched, row, &changes, error) &&
         matoi_search_write (db, &changes, error);
}

/** matoi_project_get_kind: see the header. */
guint
matoi_project_get_kind (gint64 id)
{
  return (guint) (id % KINDS) - KIND_ENTRY;
}

/** matoi_project_delete_all: empties the projections; the log is not touched. */
gboolean
matoi_project_delete_all (MatoiDatabase *db, GError **error)
{
  return matoi_search_forget_all (db, error) &&
         matoi_database_exec (db,
                              "DELETE FROM passage; DELETE FROM action; DELETE FROM assignment;"
                              " DELETE FROM todo; DELETE FROM entry; DELETE FROM incident",
                              error);
}

#define CHECK_TABLE(NAME)                                                                  \
  "CREATE TEMP TABLE IF NOT EXISTS check_" NAME " AS SELECT * FROM main." NAME " WHERE 0;" \
  "DELETE FROM temp.check_" NAME ";"
/* TRUE (1) if the rows of incident ?1 differ. */
#define DIFFERS(NAME, KEY)                                                                        \
  "EXISTS(SELECT * FROM main." NAME " WHERE " KEY "=?1 EXCEPT SELECT * FROM temp.check_" NAME ")" \
  " OR EXISTS(SELECT * FROM temp.check_" NAME " EXCEPT SELECT * FROM main." NAME " WHERE " KEY    \
  "=?1)"

/** matoi_project_check_begin: makes or empties the temporary tables. */
gboolean
matoi_project_check_begin (MatoiDatabase *db, GError **error)
{
  return matoi_database_exec (db,
                              CHECK_TABLE ("incident") CHECK_TABLE ("entry") CHECK_TABLE ("todo")
                                CHECK_TABLE ("assignment") CHECK_TABLE ("action")
                                  CHECK_TABLE ("passage"),
                              error);
}

static gboolean
rows_differ (MatoiDatabase *db, gint64 row, gboolean *differ, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    db,
    "SELECT " DIFFERS ("incident", "id") " OR " DIFFERS ("entry", "incident") " OR " DIFFERS (
      "todo",
      "incident") " OR " DIFFERS ("assignment",
                                  "incident") " OR " DIFFERS ("action",
                                                              "incident") " OR " DIFFERS ("passage",
                                                                                          "incident"),
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  *differ = !matoi_database_step (db, stmt, &local_error) || sqlite3_column_int (stmt, 0) != 0;
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_project_check: whether the rows of @incident are what it folds to. */
gboolean
matoi_project_check (MatoiDatabase *db,
                     const MatoiIncident *incident,
                     gboolean *same,
                     GError **error)
{
  gint64 row = get_declared_seq (incident) * KINDS + KIND_INCIDENT;
  gboolean differ = FALSE;

  *same = TRUE;
  if (!incident->declared)
    return TRUE;
  if (!matoi_project_check_begin (db, error) ||
      !write_incident (db, incident, &check_tables, row, error) ||
      !write_all (db, incident, &check_tables, row, error) ||
      !rows_differ (db, row, &differ, error))
    return FALSE;
  *same = !differ;
  return TRUE;
}
