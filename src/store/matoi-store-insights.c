/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-store-insights.h"

#include "matoi-project-private.h"
#include "matoi-store-private.h"

/* What insights count, one narrow row for each incident: read whole, so that medians and every
 * other figure are made in C. */

/* Inside a transaction: @row is the incident's. */
gboolean
matoi_project_write_insight (MatoiDatabase *db,
                             const MatoiIncident *incident,
                             const MatoiProjectTables *target,
                             gint64 row,
                             GError **error)
{
  GStringChunk *pool = g_string_chunk_new (1024);
  MatoiInsightRow it;
  gboolean good;

  matoi_insight_row_read (incident, &it, pool);
  good = matoi_database_run (
    db, target->insight, error,
    "idii"
    "sssssii"
    "ttttt"
    "sssss"
    "iiii"
    "iittt",
    row, &incident->id, (gint64) it.drill, (gint64) incident->security, it.ref, it.state,
    it.outcome, it.severity, it.label, (gint64) it.rank, (gint64) it.major, it.started_at,
    it.detected_at, it.declared_at, it.mitigated_at, it.ended_at, it.services, it.spans, it.shifts,
    it.causes, it.actions, (gint64) it.executives_met, (gint64) it.executives_missed,
    (gint64) it.public_met, (gint64) it.public_missed, (gint64) it.afterwards,
    (gint64) it.has_postmortem, it.postmortem_due, it.meeting_held, it.postmortem_done);
  g_string_chunk_free (pool);
  return good;
}

/* Every look at a column of a statement locks the connection: the value is taken once, while the connection is
 * locked anyway. Read as bytes: as text SQLite would make a copy of each. @last: NULL, or of the row before. */
static const char *
read_text (MatoiInsightRows *rows, sqlite3_value *value, const char *last)
{
  const char *bytes = sqlite3_value_blob (value);

  return matoi_insight_rows_keep (rows, bytes, (gsize) sqlite3_value_bytes (value), last);
}

static gint64
read_time (sqlite3_value *value)
{
  return sqlite3_value_type (value) == SQLITE_NULL ? MATOI_TIME_NONE : sqlite3_value_int64 (value);
}

static guint
read_count (sqlite3_stmt *stmt, int column)
{
  return (guint) sqlite3_value_int (sqlite3_column_value (stmt, column));
}

/* @row is the one before, or all zero. */
static void
read_row (MatoiInsightRows *rows, sqlite3_stmt *stmt, MatoiInsightRow *row)
{
  const char **const words[] = { &row->state, &row->outcome, &row->severity, &row->label };
  gint64 *const times[] = { &row->started_at, &row->detected_at, &row->declared_at,
                            &row->mitigated_at, &row->ended_at };
  const char **const lists[] = { &row->services, &row->spans, &row->shifts, &row->causes,
                                 &row->actions };
  guint *const counts[] = { &row->executives_met, &row->executives_missed, &row->public_met,
                            &row->public_missed };
  gint64 *const dates[] = { &row->postmortem_due, &row->meeting_held, &row->postmortem_done };
  int column = 2;

  matoi_column_id (stmt, 0, &row->id);
  row->ref = read_text (rows, sqlite3_column_value (stmt, 1), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = read_text (rows, sqlite3_column_value (stmt, column++), *words[i]);
  row->rank = read_count (stmt, column++);
  row->major = read_count (stmt, column++) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    *times[i] = read_time (sqlite3_column_value (stmt, column++));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i] = read_text (rows, sqlite3_column_value (stmt, column++), i == 0 ? *lists[i] : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i] = read_count (stmt, column++);
  row->afterwards = read_count (stmt, column++) != 0;
  row->has_postmortem = read_count (stmt, column++) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    *dates[i] = read_time (sqlite3_column_value (stmt, column++));
}

/** matoi_store_read_insights: see the header. */
MatoiInsightRows *
matoi_store_read_insights (MatoiStore *store, const char *person, GError **error)
{
  g_autoptr (MatoiInsightRows) rows = matoi_insight_rows_new ();
  g_autoptr (GError) local_error = NULL;
  MatoiInsightRow row = { .ref = NULL };
  sqlite3_stmt *stmt = matoi_database_get (
    store->db,
    "SELECT uid, " MATOI_INSIGHT_COLUMNS
    " FROM insight WHERE drill=0 AND (security=0 OR NOT EXISTS(SELECT 1 FROM incident i"
    " WHERE i.id=insight.incident AND " MATOI_STORE_HIDDEN "))",
    error);
  sqlite3_mutex *mutex;

  if (stmt == NULL)
    return NULL;
  mutex = sqlite3_db_mutex (sqlite3_db_handle (stmt));
  matoi_database_bind (stmt, "s", person);
  sqlite3_mutex_enter (mutex);
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      read_row (rows, stmt, &row);
      matoi_insight_rows_take (rows, &row);
    }
  sqlite3_mutex_leave (mutex);
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
