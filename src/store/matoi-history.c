/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history.h"

#include <string.h>

#include "matoi-store-private.h"

/** matoi_history_row_free: (nullable) */
void
matoi_history_row_free (MatoiHistoryRow *row)
{
  /* Its words are behind it. */
  g_free (row);
}

#define N_WORDS 7

/* Ten thousand of them are read while somebody waits: each is one piece of memory. */
static gpointer
read_row (sqlite3_stmt *stmt)
{
  static const int columns[N_WORDS] = { 1, 2, 3, 4, 6, 7, 12 };
  const char *words[N_WORDS];
  gsize lengths[N_WORDS], size = sizeof (MatoiHistoryRow);
  MatoiHistoryRow *row;
  char *to;

  for (guint i = 0; i < N_WORDS; i++)
    {
      words[i] = matoi_column_text (stmt, columns[i]);
      lengths[i] = words[i] != NULL ? strlen (words[i]) + 1 : 0;
      size += lengths[i];
    }
  row = g_malloc0 (size);
  to = (char *) (row + 1);
  {
    char **const places[N_WORDS] = {
      &row->ref,      &row->title, &row->state,           &row->severity_label,
      &row->services, &row->ic,    &row->postmortem_state
    };

    for (guint i = 0; i < N_WORDS; to += lengths[i++])
      if (words[i] != NULL)
        *places[i] = memcpy (to, words[i], lengths[i]);
  }
  matoi_column_id (stmt, 0, &row->id);
  row->rank = sqlite3_column_int64 (stmt, 5);
  row->started_at = matoi_column_time (stmt, 8);
  row->ended_at = matoi_column_time (stmt, 9);
  row->drill = sqlite3_column_int (stmt, 10) != 0;
  row->security = sqlite3_column_int (stmt, 11) != 0;
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
    " WHERE NOT " MATOI_STORE_HIDDEN " ORDER BY i.declared_at DESC, i.id DESC",
    error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", person);
  return matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_history_row_free,
                              error);
}
