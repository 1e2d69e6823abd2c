/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history.h"

#include "matoi-store-private.h"

/** matoi_history_row_free: (nullable) */
void
matoi_history_row_free (MatoiHistoryRow *row)
{
  if (row == NULL)
    return;
  g_free (row->ref);
  g_free (row->title);
  g_free (row->state);
  g_free (row->severity_label);
  g_free (row->services);
  g_free (row->ic);
  g_free (row->postmortem_state);
  g_free (row);
}

static gpointer
read_row (sqlite3_stmt *stmt)
{
  MatoiHistoryRow *row = g_new0 (MatoiHistoryRow, 1);

  matoi_column_id (stmt, 0, &row->id);
  row->ref = g_strdup (matoi_column_text (stmt, 1));
  row->title = g_strdup (matoi_column_text (stmt, 2));
  row->state = g_strdup (matoi_column_text (stmt, 3));
  row->severity_label = g_strdup (matoi_column_text (stmt, 4));
  row->rank = sqlite3_column_int64 (stmt, 5);
  row->services = g_strdup (matoi_column_text (stmt, 6));
  row->ic = g_strdup (matoi_column_text (stmt, 7));
  row->started_at = matoi_column_time (stmt, 8);
  row->ended_at = matoi_column_time (stmt, 9);
  row->drill = sqlite3_column_int (stmt, 10) != 0;
  row->security = sqlite3_column_int (stmt, 11) != 0;
  row->postmortem_state = g_strdup (matoi_column_text (stmt, 12));
  row->actions = sqlite3_column_int64 (stmt, 13);
  row->actions_open = sqlite3_column_int64 (stmt, 14);
  return row;
}

/** matoi_store_list_history: see the header. */
GPtrArray *
matoi_store_list_history (MatoiStore *store, const char *person, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    store->db,
    "WITH n AS (SELECT incident, count(*) AS n FROM action GROUP BY incident)"
    " SELECT i.uid, i.ref, CASE WHEN i.security AND i.codename IS NOT NULL THEN i.codename"
    " ELSE i.title END, i.state, i.severity_label, i.severity_rank,"
    " CASE WHEN i.security THEN '' ELSE i.services END, i.ic,"
    " coalesce(i.started_at, i.detected_at, i.declared_at), i.ended_at, i.drill, i.security,"
    " i.postmortem_state, coalesce(n.n, 0), i.actions_open"
    " FROM incident i LEFT JOIN n ON n.incident=i.id"
    " WHERE i.security=0 OR EXISTS(SELECT 1 FROM assignment s WHERE s.incident=i.id"
    " AND s.person=?1) ORDER BY i.declared_at DESC, i.id DESC",
    error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", person);
  return matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_history_row_free,
                              error);
}
