/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-store-private.h"

#define MAX_FOLDS 32

typedef struct
{
  MatoiIncident *incident;
  gint64 used;
} Fold;

static void
fold_free (Fold *fold)
{
  matoi_incident_free (fold->incident);
  g_free (fold);
}

/** matoi_folds_init: no incident folded yet. */
void
matoi_folds_init (MatoiStore *store)
{
  store->folds =
    g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, (GDestroyNotify) fold_free);
}

/** matoi_folds_drop: forgets one, or with NULL all: after an error they may hold what was undone. */
void
matoi_folds_drop (MatoiStore *store, const MatoiId *id_or_null)
{
  if (id_or_null != NULL)
    g_hash_table_remove (store->folds, id_or_null);
  else
    g_hash_table_remove_all (store->folds);
}

/** matoi_folds_refresh: forgets everything if another program has erased a payload. */
gboolean
matoi_folds_refresh (MatoiStore *store, GError **error)
{
  gint64 redactions;

  if (!matoi_database_get_int (store->db, "SELECT max(n) FROM redaction", &redactions, error))
    return FALSE;
  if (redactions != store->redactions)
    matoi_folds_drop (store, NULL);
  store->redactions = redactions;
  return TRUE;
}

static MatoiPolicy *
look_up (const char *hash, gpointer user_data)
{
  return matoi_store_get_policy (user_data, hash);
}

/** matoi_folds_new_incident: (transfer full): one that finds its policy in @store. */
MatoiIncident *
matoi_folds_new_incident (MatoiStore *store, const MatoiId *id_or_null)
{
  return matoi_incident_new (id_or_null, look_up, store);
}

static void
drop_oldest (MatoiStore *store)
{
  GHashTableIter iter;
  gpointer id, value, oldest = NULL;
  gint64 used = G_MAXINT64;

  g_hash_table_iter_init (&iter, store->folds);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Fold *fold = value;

      if (fold->used < used)
        {
          used = fold->used;
          oldest = id;
        }
    }
  if (oldest != NULL)
    g_hash_table_remove (store->folds, oldest);
}

/** matoi_folds_take: (transfer full): keeps @incident, which has its id by now. */
void
matoi_folds_take (MatoiStore *store, MatoiIncident *incident)
{
  Fold *fold = g_new0 (Fold, 1);

  fold->incident = incident;
  fold->used = ++store->folds_used;
  if (g_hash_table_size (store->folds) >= MAX_FOLDS)
    drop_oldest (store);
  g_hash_table_replace (store->folds, matoi_id_copy (&incident->id), fold);
}

/* Folds in what has come since. */
static gboolean
catch_up (MatoiStore *store, MatoiIncident *incident, GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  sqlite3_stmt *stmt =
    matoi_database_get (store->db,
                        MATOI_LOG_SELECT "WHERE e.incident=?1 AND e.seq>?2 ORDER BY e.seq", error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "di", &incident->id, incident->last_seq);
  if (!matoi_log_read_all (store->db, stmt, events, error))
    return FALSE;
  if (incident->events->len == 0)
    {
      matoi_incident_apply_all (incident, events);
      return TRUE;
    }
  for (guint i = 0; i < events->len; i++)
    matoi_incident_apply (incident, g_ptr_array_index (events, i));
  return TRUE;
}

/**
 * matoi_folds_get:
 *
 * Returns: (transfer none): the incident as it is in the file now, until the
 *   next call; without events if there is no such incident
 */
MatoiIncident *
matoi_folds_get (MatoiStore *store, const MatoiId *id, GError **error)
{
  Fold *fold = g_hash_table_lookup (store->folds, id);
  MatoiIncident *incident;

  /* Its policy may have come in since. */
  if (fold != NULL && fold->incident->policy == NULL)
    {
      matoi_folds_drop (store, id);
      fold = NULL;
    }
  if (fold != NULL)
    {
      fold->used = ++store->folds_used;
      if (catch_up (store, fold->incident, error))
        return fold->incident;
      matoi_folds_drop (store, id);
      return NULL;
    }
  incident = matoi_folds_new_incident (store, id);
  if (!catch_up (store, incident, error))
    {
      matoi_incident_free (incident);
      return NULL;
    }
  matoi_folds_take (store, incident);
  return incident;
}
