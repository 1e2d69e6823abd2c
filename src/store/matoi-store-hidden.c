/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-store-private.h"

/* What is not for everybody (HIS-07, SEC-03). */

static GHashTable *
find_hidden (MatoiStore *store, const char *person, GError **error)
{
  g_autoptr (GHashTable) hidden =
    g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (store->db, "SELECT i.uid FROM incident i WHERE " MATOI_STORE_HIDDEN, error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", person);
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      MatoiId *id = g_new0 (MatoiId, 1);

      matoi_column_id (stmt, 0, id);
      g_hash_table_add (hidden, id);
    }
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return g_steal_pointer (&hidden);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * matoi_store_hide_actions:
 * @person: (nullable): who wants to see them
 * @actions: of MatoiActionRow: loses those of confidential incidents of which @person is not a part
 *
 * Returns: FALSE: @error is set, and nothing must be shown
 */
gboolean
matoi_store_hide_actions (MatoiStore *store, const char *person, GPtrArray *actions, GError **error)
{
  g_autoptr (GHashTable) hidden = NULL;

  for (guint i = actions->len; i > 0; i--)
    {
      const MatoiActionRow *row = g_ptr_array_index (actions, i - 1);

      if (!row->security)
        continue;
      if (hidden == NULL && (hidden = find_hidden (store, person, error)) == NULL)
        return FALSE;
      if (g_hash_table_contains (hidden, &row->incident))
        g_ptr_array_remove_index (actions, i - 1);
    }
  return TRUE;
}

/* What runs is shown by its codename: somebody has to be able to join it (SEC-02). */
static gboolean
may_be_hidden (const MatoiIncidentRow *row)
{
  return row->security && g_strcmp0 (row->state, "live") != 0;
}

/**
 * matoi_store_hide_incidents:
 * @person: (nullable): who wants to see them
 * @rows: of MatoiIncidentRow: loses the confidential ones that are over and of which @person is not
 *   a part
 *
 * Returns: FALSE: @error is set, and nothing must be shown
 */
gboolean
matoi_store_hide_incidents (MatoiStore *store, const char *person, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) hidden = NULL;

  for (guint i = rows->len; i > 0; i--)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i - 1);

      if (!may_be_hidden (row))
        continue;
      if (hidden == NULL && (hidden = find_hidden (store, person, error)) == NULL)
        return FALSE;
      if (g_hash_table_contains (hidden, &row->id))
        g_ptr_array_remove_index (rows, i - 1);
    }
  return TRUE;
}

/**
 * matoi_store_list_known:
 * @person: (nullable): who wants to see them
 *
 * Returns: (transfer full): as matoi_store_list (), without what matoi_store_hide_incidents () hides
 */
GPtrArray *
matoi_store_list_known (MatoiStore *store,
                        const char *person,
                        const char *state,
                        guint limit,
                        GError **error)
{
  g_autoptr (GPtrArray) rows = matoi_store_list (store, state, limit, error);
  guint n = rows != NULL ? rows->len : 0;

  if (rows == NULL || !matoi_store_hide_incidents (store, person, rows, error))
    return NULL;
  if (rows->len == n || limit == 0 || n < limit)
    return g_steal_pointer (&rows);
  /* Others take their places. */
  g_ptr_array_unref (rows);
  rows = matoi_store_list (store, state, 0, error);
  if (rows == NULL || !matoi_store_hide_incidents (store, person, rows, error))
    return NULL;
  g_ptr_array_set_size (rows, (int) MIN (rows->len, limit));
  return g_steal_pointer (&rows);
}

/**
 * matoi_store_count_hidden_overdue:
 * @person: (nullable): who wants to know
 * @day: today, "2026-11-20"
 * @count: (out): how many of matoi_store_count_overdue () are not for @person
 *
 * Returns: FALSE: @error is set
 */
gboolean
matoi_store_count_hidden_overdue (MatoiStore *store,
                                  const char *person,
                                  const char *day,
                                  guint *count,
                                  GError **error)
{
  static const char *const queries[] = {
    "SELECT count(*) FROM incident i JOIN action a ON a.incident=i.id"
    " WHERE a.open=1 AND a.due<?2 AND " MATOI_STORE_HIDDEN,
    "SELECT count(*) FROM incident i JOIN action a ON a.incident=i.id"
    " WHERE a.open=1 AND a.due_on<?2 AND " MATOI_STORE_HIDDEN,
  };
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;
  gint64 version;

  if (!matoi_database_get_int (store->db, "PRAGMA user_version", &version, error))
    return FALSE;
  stmt = matoi_database_get (store->db, queries[version < 7], error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ss", person, day);
  if (matoi_database_step (store->db, stmt, &local_error))
    *count = (guint) sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
