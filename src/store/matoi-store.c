/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-project.h"
#include "matoi-store-private.h"

/**
 * matoi_store_open:
 *
 * Opens the database at @path; without MATOI_STORE_READ_ONLY it is made if it
 * is not there and brought to the current schema.
 *
 * Returns: (transfer full): or NULL with MATOI_ERROR_STORAGE
 */
MatoiStore *
matoi_store_open (const char *path, MatoiStoreFlags flags, GError **error)
{
  g_autoptr (MatoiStore) store = g_new0 (MatoiStore, 1);

  g_mutex_init (&store->policies_lock);
  store->policies =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) matoi_policy_unref);
  matoi_folds_init (store);
  store->db = matoi_database_open (path, (flags & MATOI_STORE_READ_ONLY) != 0, error);
  if (store->db == NULL || !matoi_log_get_self (store->db, &store->self, error) ||
      (store->db->stale && !matoi_store_rebuild (store, NULL, NULL, error)) ||
      !matoi_database_get_int (store->db, "PRAGMA data_version", &store->data_version, error))
    return NULL;
  return g_steal_pointer (&store);
}

/** matoi_store_close: NULL is fine. */
void
matoi_store_close (MatoiStore *store)
{
  if (store == NULL)
    return;
  g_hash_table_unref (store->folds);
  g_hash_table_unref (store->policies);
  g_mutex_clear (&store->policies_lock);
  matoi_database_close (store->db);
  g_free (store);
}

/** matoi_store_get_path: the absolute path of the file. */
const char *
matoi_store_get_path (MatoiStore *store)
{
  return store->db->path;
}

/** matoi_receipt_free: NULL is fine. */
void
matoi_receipt_free (MatoiReceipt *receipt)
{
  if (receipt == NULL)
    return;
  g_free (receipt->ref);
  g_ptr_array_unref (receipt->events);
  g_free (receipt);
}

/** matoi_store_set_missing: the error for an incident that is not there. Returns: FALSE */
gboolean
matoi_store_set_missing (const MatoiId *id, GError **error)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
               /* Translators: %s is a long identifier */
               _("There is no incident %s in this database. Nothing was changed. "
                 "Look for it in the list of incidents."),
                  text);
  return FALSE;
}

/* Incidents that came in before their policy are projected again. */
static gboolean
project_again (MatoiStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (MatoiId));
  sqlite3_stmt *stmt =
    matoi_database_get (store->db, "SELECT uid FROM incident WHERE policy=''", error);
  MatoiId id;

  if (stmt == NULL)
    return FALSE;
  while (matoi_database_step (store->db, stmt, &local_error))
    if (matoi_column_id (stmt, 0, &id))
      g_array_append_val (ids, id);
  for (guint i = 0; local_error == NULL && i < ids->len; i++)
    {
      MatoiIncident *fold = matoi_folds_get (store, &g_array_index (ids, MatoiId, i), &local_error);

      if (fold != NULL)
        matoi_project_write (store->db, fold, NULL, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

typedef struct
{
  MatoiStore *store;
  MatoiPolicy *policy;
} Addition;

static gboolean
add_policy (gpointer user_data, GError **error)
{
  Addition *addition = user_data;
  MatoiPolicy *policy = addition->policy;

  return matoi_database_run (addition->store->db,
                             "INSERT INTO policy(hash, id, version, text) VALUES(?1,?2,?3,?4)"
                             " ON CONFLICT DO NOTHING",
                             error, "ssis", matoi_policy_get_hash (policy),
                             matoi_policy_get_id (policy), matoi_policy_get_version (policy),
                             matoi_policy_get_text (policy)) &&
         project_again (addition->store, error);
}

static MatoiPolicy *
read_policy (MatoiStore *store, const char *hash)
{
  MatoiPolicy *policy = NULL;
  sqlite3_stmt *stmt = NULL;

  /* Not a cached statement: this may run in another thread. */
  if (sqlite3_prepare_v2 (store->db->handle, "SELECT text, id FROM policy WHERE hash=?1", -1, &stmt,
                          NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_text (stmt, 1, hash, -1, SQLITE_STATIC);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    policy = matoi_policy_parse (matoi_column_text (stmt, 0), -1, matoi_column_text (stmt, 1), NULL,
                                 NULL, NULL);
  sqlite3_finalize (stmt);
  return policy;
}

/**
 * matoi_store_get_policy:
 *
 * May be called from any thread while the store is open.
 *
 * Returns: (transfer none) (nullable): the version of the process with that
 *   hash, for as long as the store is open
 */
MatoiPolicy *
matoi_store_get_policy (MatoiStore *store, const char *hash)
{
  MatoiPolicy *policy;

  g_mutex_lock (&store->policies_lock);
  policy = g_hash_table_lookup (store->policies, hash);
  if (policy == NULL)
    {
      policy = read_policy (store, hash);
      if (policy != NULL)
        g_hash_table_insert (store->policies, g_strdup (hash), policy);
    }
  g_mutex_unlock (&store->policies_lock);
  return policy;
}

/** matoi_store_add_policy: keeps the text of @policy by its hash; once is enough. */
gboolean
matoi_store_add_policy (MatoiStore *store, MatoiPolicy *policy, GError **error)
{
  Addition addition = { .store = store, .policy = policy };

  if (matoi_store_get_policy (store, matoi_policy_get_hash (policy)) != NULL)
    return TRUE;
  if (matoi_database_transact (store->db, add_policy, &addition, error))
    return TRUE;
  matoi_folds_drop (store, NULL);
  g_mutex_lock (&store->policies_lock);
  g_hash_table_remove (store->policies, matoi_policy_get_hash (policy));
  g_mutex_unlock (&store->policies_lock);
  return FALSE;
}

/**
 * matoi_store_load:
 *
 * Returns: (transfer full): the incident as it is now, the caller's own; or
 *   NULL with MATOI_ERROR_NOT_FOUND or _STORAGE
 */
MatoiIncident *
matoi_store_load (MatoiStore *store, const MatoiId *id, GError **error)
{
  MatoiIncident *fold, *copy;

  if (!matoi_folds_refresh (store, error))
    return NULL;
  fold = matoi_folds_get (store, id, error);
  if (fold == NULL)
    return NULL;
  if (!fold->declared)
    {
      matoi_folds_drop (store, id);
      matoi_store_set_missing (id, error);
      return NULL;
    }
  copy = matoi_folds_new_incident (store, id);
  matoi_incident_apply_all (copy, fold->events);
  return copy;
}

/** matoi_store_read_events: (transfer full): of MatoiEvent; @limit 0: no limit. */
GPtrArray *
matoi_store_read_events (MatoiStore *store,
                         const MatoiId *id,
                         gint64 after_seq,
                         guint limit,
                         GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  gint64 sql_limit = limit > 0 ? (gint64) limit : -1;
  sqlite3_stmt *stmt =
    matoi_database_get (store->db,
                        id ? MATOI_LOG_SELECT
                          "WHERE e.incident=?3 AND e.seq>?1 ORDER BY e.seq LIMIT ?2"
                           : MATOI_LOG_SELECT "WHERE e.seq>?1 ORDER BY e.seq LIMIT ?2",
                        error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, id ? "iid" : "ii", after_seq, sql_limit, id);
  if (!matoi_log_read_all (store->db, stmt, events, error))
    return NULL;
  return g_steal_pointer (&events);
}

/** matoi_store_get_last_seq: the highest seq; 0 for an empty log, -1 on error. */
gint64
matoi_store_get_last_seq (MatoiStore *store, GError **error)
{
  gint64 seq;

  return matoi_database_get_int (store->db, "SELECT max(seq) FROM event", &seq, error) ? seq : -1;
}

/** matoi_store_has_news: TRUE once after another connection has committed; cheap. In a lull it also empties the -wal. */
gboolean
matoi_store_has_news (MatoiStore *store)
{
  gint64 version;

  matoi_head_tidy (store->db, g_get_monotonic_time ());
  if (!matoi_database_get_int (store->db, "PRAGMA data_version", &version, NULL) ||
      version == store->data_version)
    return FALSE;
  store->data_version = version;
  store->db->last_commit = g_get_monotonic_time ();
  return TRUE;
}
