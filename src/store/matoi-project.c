/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-project-private.h"

#include "matoi-json.h"
#include "matoi-postmortem.h"

/** matoi_touched_init: nothing touched yet. */
void
matoi_touched_init (MatoiTouched *touched)
{
  touched->all = touched->assignments = touched->actions = FALSE;
  touched->passages = touched->figures = FALSE;
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

/* Whatever is typed most often is in no figure either. */
static gboolean
may_be_counted (const char *type)
{
  return !g_str_has_prefix (type, "entry.") && !g_str_has_prefix (type, "todo.") &&
         !g_str_has_prefix (type, "step.") && !g_str_has_prefix (type, "ask.");
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
  touched->figures = touched->figures || may_be_counted (event->type);
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
      gint64 row = matoi_project_row (todo->seq, MATOI_PROJECT_TODO);

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

      matoi_search_note_text (changes, matoi_project_row (action->seq, MATOI_PROJECT_ACTION),
                              action->text);
    }
  matoi_search_drop_stale (changes);
  return matoi_database_run (db, "DELETE FROM action WHERE incident=?1", error, "i", row) &&
         matoi_project_write_actions (db, incident, &matoi_project_tables, row, error);
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

      if (matoi_search_note_text (changes, matoi_project_row (passage->seq, MATOI_PROJECT_PASSAGE),
                                  passage->text) &&
          !matoi_project_write_passage (db, passage, &matoi_project_tables, row, error))
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
          (!matoi_search_note (db, changes, matoi_project_row (entry->seq, MATOI_PROJECT_ENTRY),
                               entry->text, error) ||
           !matoi_project_write_entry (db, entry, &matoi_project_tables, row, error)))
        return FALSE;
      if (todo != NULL &&
          (!matoi_search_note (db, changes, matoi_project_row (todo->seq, MATOI_PROJECT_TODO),
                               todo->text, error) ||
           !matoi_project_write_todo (db, todo, &matoi_project_tables, row, error)))
        return FALSE;
      if (!delete_dropped (db, incident, id, changes, error))
        return FALSE;
    }
  if (touched->actions && !rewrite_actions (db, incident, row, changes, error))
    return FALSE;
  if (touched->passages && !rewrite_passages (db, incident, row, changes, error))
    return FALSE;
  if (touched->figures &&
      !matoi_project_write_insight (db, incident, &matoi_project_tables, row, error))
    return FALSE;
  return !touched->assignments ||
         matoi_project_write_assignments (db, incident, &matoi_project_tables, row, error);
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
  gint64 row = matoi_project_row (get_declared_seq (incident), MATOI_PROJECT_INCIDENT);
  gboolean all = touched == NULL || touched->all;
  gboolean is_new = !all && g_hash_table_contains (touched->ids, &incident->id);
  g_auto (MatoiSearchChanges) changes = { NULL };

  /* The index must be like the rows before any of them changes. */
  if (!is_new && db->later != NULL && !matoi_search_write (db, db->later, error))
    return FALSE;
  if (all &&
      (!matoi_search_forget_incident (db, &incident->id, error) ||
       !matoi_database_run (db, "DELETE FROM incident WHERE uid=?1", error, "d", &incident->id)))
    return FALSE;
  if (!incident->declared)
    return TRUE;
  if (!matoi_project_write_incident (db, incident, &matoi_project_tables, row, error))
    return FALSE;
  if (all)
    return matoi_project_write_all (db, incident, &matoi_project_tables, row, error) &&
           matoi_search_learn_incident (db, row, error);
  if (is_new && db->later != NULL)
    return write_touched (db, incident, touched, row, db->later, error);
  matoi_search_changes_init (&changes);
  return write_touched (db, incident, touched, row, &changes, error) &&
         matoi_search_write (db, &changes, error);
}

/** matoi_project_get_kind: see the header. */
guint
matoi_project_get_kind (gint64 id)
{
  return (guint) (id % MATOI_PROJECT_KINDS) - MATOI_PROJECT_ENTRY;
}

/** matoi_project_delete_all: empties the matoi_project_tables; the log is not touched. */
gboolean
matoi_project_delete_all (MatoiDatabase *db, GError **error)
{
  return matoi_search_forget_all (db, error) &&
         matoi_database_exec (
           db,
           "DELETE FROM insight; DELETE FROM passage; DELETE FROM action; DELETE FROM assignment;"
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
                                  CHECK_TABLE ("passage") CHECK_TABLE ("insight"),
                              error);
}

static gboolean
rows_differ (MatoiDatabase *db, gint64 row, gboolean *differ, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    db,
    "SELECT " DIFFERS ("incident", "id") " OR " DIFFERS ("entry", "incident") " OR " DIFFERS ("todo", "incident") " OR " DIFFERS (
      "assignment",
      "incident") " OR " DIFFERS ("action",
                                  "incident") " OR " DIFFERS ("passage",
                                                              "incident") " OR " DIFFERS ("insight",
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
  gint64 row = matoi_project_row (get_declared_seq (incident), MATOI_PROJECT_INCIDENT);
  gboolean differ = FALSE;

  *same = TRUE;
  if (!incident->declared)
    return TRUE;
  if (!matoi_project_check_begin (db, error) ||
      !matoi_project_write_incident (db, incident, &matoi_project_check_tables, row, error) ||
      !matoi_project_write_all (db, incident, &matoi_project_check_tables, row, error) ||
      !rows_differ (db, row, &differ, error))
    return FALSE;
  *same = !differ;
  return TRUE;
}
