/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history.h"

#include "matoi-project.h"
#include "matoi-search-scope.h"
#include "matoi-store-private.h"

/* Whatever is only counted is not looked at: a word may stand in a hundred thousand texts. */

typedef struct
{
  MatoiSearchScope scope;
  gint64 incident; /* row of the one that was counted last: neighbours are often of the same */
  guint place;
  GHashTable *places; /* row of an incident → place in counts */
  GArray *counts;     /* of MatoiHistoryCount */
} Count;

static gboolean
find_id (Count *count, gint64 row, MatoiId *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (count->scope.db, "SELECT uid FROM incident WHERE id=?1", error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (count->scope.db, stmt, &local_error))
    matoi_column_id (stmt, 0, id);
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take (Count *count, gint64 incident, GError **error)
{
  MatoiHistoryCount none = { .n = 0 };
  gpointer place;

  if (incident != count->incident)
    {
      if (g_hash_table_lookup_extended (count->places, &incident, NULL, &place))
        count->place = GPOINTER_TO_UINT (place);
      else
        {
          if (!find_id (count, incident, &none.incident, error))
            return FALSE;
          count->place = count->counts->len;
          g_hash_table_insert (count->places, g_memdup2 (&incident, sizeof incident),
                               GUINT_TO_POINTER (count->place));
          g_array_append_val (count->counts, none);
        }
      count->incident = incident;
    }
  g_array_index (count->counts, MatoiHistoryCount, count->place).n++;
  return TRUE;
}

/* Whether the row is of a kind and a time that are asked for. */
static gboolean
fits (Count *count, gint64 row, gboolean *yes, GError **error)
{
  static const char *const sql[] = {
    "SELECT kind, occurred_at FROM entry WHERE id=?1",
    "SELECT 'todo', created_at FROM todo WHERE id=?1",
    "SELECT 'action', created_at FROM action WHERE id=?1",
    "SELECT kind, at FROM passage WHERE id=?1",
  };
  guint kind = matoi_project_get_kind (row);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;

  *yes = FALSE;
  if (kind >= G_N_ELEMENTS (sql))
    return TRUE;
  stmt = matoi_database_get (count->scope.db, sql[kind], error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (count->scope.db, stmt, &local_error))
    *yes = matoi_search_scope_fits (&count->scope, matoi_column_text (stmt, 0),
                                    matoi_column_time (stmt, 1));
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run (Count *count, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiSearchScope *scope = &count->scope;
  gboolean looks = matoi_search_scope_needs_rows (scope), yes = TRUE;
  gint64 row, incident;
  sqlite3_stmt *stmt = NULL;

  if (matoi_search_scope_open (scope, &local_error))
    stmt = matoi_search_scope_read (scope, &local_error);
  while (stmt != NULL && matoi_search_scope_next (scope, stmt, &row, &incident, &local_error))
    if ((looks && !fits (count, row, &yes, &local_error)) ||
        (yes && !take (count, incident, &local_error)))
      break;
  matoi_search_scope_end (stmt);
  matoi_search_scope_clear (scope);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_store_count_hits: see the header. */
GArray *
matoi_store_count_hits (MatoiStore *store,
                        const MatoiQuery *query,
                        const char *person,
                        GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (MatoiHistoryCount));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Count count = { .scope = { .db = store->db, .query = query, .person = person },
                  .places = places,
                  .counts = counts };

  return run (&count, error) ? g_steal_pointer (&counts) : NULL;
}
