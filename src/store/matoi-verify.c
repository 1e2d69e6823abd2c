/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-attachments.h"
#include "matoi-project.h"
#include "matoi-store-private.h"

/* The events of one incident after the other; seq breaks no tie but keeps the
 * order of the index, so that nothing has to be sorted. */
#define BY_INCIDENT MATOI_LOG_SELECT "ORDER BY e.incident, e.seq"

/** matoi_verification_clear: frees what is inside. */
void
matoi_verification_clear (MatoiVerification *verification)
{
  g_clear_pointer (&verification->problem, g_free);
}

static void
found (MatoiVerification *out, const MatoiId *where, const char *problem)
{
  if (!out->ok)
    return;
  out->ok = FALSE;
  out->first_bad = *where;
  out->problem = g_strdup (problem);
}

typedef struct
{
  gint64 rid, sid, rseq;
  guint8 head[MATOI_HASH_BYTES], stored_head[MATOI_HASH_BYTES];
  gint64 stored_rseq;
  MatoiId last;
} Chain;

/* Columns of the rows behind those of the log itself. */
enum
{
  REPLICA_UID = MATOI_LOG_HASH + 1,
  STREAM_UID,
  HEAD_RSEQ,
  HEAD_HASH,
  IS_REDACTED,
};

static gboolean
column_is (sqlite3_stmt *stmt, int column, const guint8 *bytes, int length)
{
  return sqlite3_column_bytes (stmt, column) == length &&
         memcmp (sqlite3_column_blob (stmt, column), bytes, (gsize) length) == 0;
}

static void
end_chain (MatoiVerification *out, const Chain *chain)
{
  if (chain->rid != 0 && (chain->stored_rseq != chain->rseq ||
                          memcmp (chain->head, chain->stored_head, MATOI_HASH_BYTES) != 0))
    found (out, &chain->last, _("The log does not end where it should."));
}

static void
check_row (MatoiVerification *out, Chain *chain, sqlite3_stmt *stmt, const MatoiEvent *event)
{
  const char *payload = matoi_column_text (stmt, 10);
  guint8 phash[MATOI_HASH_BYTES], hash[MATOI_HASH_BYTES];
  gint64 rid = sqlite3_column_int64 (stmt, MATOI_LOG_RID);
  gint64 sid = sqlite3_column_int64 (stmt, MATOI_LOG_SID);
  gint64 rseq = sqlite3_column_int64 (stmt, MATOI_LOG_RSEQ);

  if (rid != chain->rid || sid != chain->sid)
    {
      end_chain (out, chain);
      memset (chain, 0, sizeof *chain);
      chain->rid = rid;
      chain->sid = sid;
      chain->stored_rseq = sqlite3_column_int64 (stmt, HEAD_RSEQ);
      if (sqlite3_column_bytes (stmt, HEAD_HASH) == MATOI_HASH_BYTES)
        memcpy (chain->stored_head, sqlite3_column_blob (stmt, HEAD_HASH), MATOI_HASH_BYTES);
    }
  if (rseq != chain->rseq + 1)
    found (out, &event->id, _("Events are missing before this one."));
  matoi_log_hash_payload (payload, phash);
  if (payload == NULL && !sqlite3_column_int (stmt, IS_REDACTED))
    found (out, &event->id, _("The content of this event is gone, but nobody erased it."));
  else if (payload == NULL && sqlite3_column_bytes (stmt, MATOI_LOG_PHASH) == MATOI_HASH_BYTES)
    memcpy (phash, sqlite3_column_blob (stmt, MATOI_LOG_PHASH), MATOI_HASH_BYTES);
  matoi_log_hash_event (chain->head, sqlite3_column_blob (stmt, REPLICA_UID),
                        sqlite3_column_blob (stmt, STREAM_UID), rseq, event, phash, hash);
  if (!column_is (stmt, MATOI_LOG_PHASH, phash, MATOI_HASH_BYTES) ||
      !column_is (stmt, MATOI_LOG_HASH, hash, MATOI_HASH_BYTES))
    found (out, &event->id, _("This event was changed after it was recorded."));
  chain->rseq = rseq;
  chain->last = event->id;
  memcpy (chain->head, hash, MATOI_HASH_BYTES);
}

static MatoiEvent *
read_header (sqlite3_stmt *stmt)
{
  MatoiEvent *event =
    matoi_event_new (matoi_column_text (stmt, 3), matoi_column_text (stmt, 5),
                     sqlite3_column_int64 (stmt, 6), sqlite3_column_int64 (stmt, 7), NULL);

  matoi_column_id (stmt, 1, &event->id);
  matoi_column_id (stmt, 2, &event->incident);
  event->version = sqlite3_column_int (stmt, 4);
  event->source = g_strdup (matoi_column_text (stmt, 8));
  event->external_id = g_strdup (matoi_column_text (stmt, 9));
  return event;
}

static gboolean
verify_chains (MatoiStore *store, MatoiVerification *out, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  Chain chain = { 0 };
  sqlite3_stmt *stmt = matoi_database_get (
    store->db,
    "SELECT e.seq, e.id, e.incident, e.type, e.v, e.actor, e.occurred_at, e.recorded_at,"
    " e.source, e.external_id, e.payload, e.rid, e.sid, e.rseq, e.phash, e.hash,"
    " r.uid, s.uid, c.last_rseq, c.head, EXISTS(SELECT 1 FROM redaction WHERE target=e.id)"
    " FROM event e JOIN replica r ON r.rid=e.rid JOIN stream s ON s.sid=e.sid"
    " LEFT JOIN chain c ON c.rid=e.rid AND c.sid=e.sid ORDER BY e.rid, e.sid, e.rseq",
    error);

  if (stmt == NULL)
    return FALSE;
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      g_autoptr (MatoiEvent) event = read_header (stmt);

      check_row (out, &chain, stmt, event);
      out->events++;
    }
  end_chain (out, &chain);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What the rows themselves cannot tell: a chain of which no event is left, and events of which
 * nobody knows the writer or the stream. */
static gboolean
verify_heads (MatoiStore *store, MatoiVerification *out, GError **error)
{
  const MatoiId none = { { 0 } };
  gint64 n_empty, n_events;

  if (!matoi_database_get_int (store->db,
                               "SELECT count(*) FROM chain c WHERE c.last_rseq>0 AND NOT EXISTS("
                               "SELECT 1 FROM event e WHERE e.rid=c.rid AND e.sid=c.sid)",
                               &n_empty, error) ||
      !matoi_database_get_int (store->db, "SELECT count(*) FROM event", &n_events, error))
    return FALSE;
  if (n_empty > 0 || n_events != out->events)
    found (out, &none, _("A whole part of the log is missing. Restore the last backup."));
  return TRUE;
}

typedef gboolean (*IncidentFunc) (MatoiStore *store,
                                  MatoiIncident *incident,
                                  gpointer user_data,
                                  GError **error);

typedef struct
{
  MatoiStore *store;
  MatoiProgress progress; /* (nullable) */
  gpointer progress_data;
  IncidentFunc func;
  gpointer func_data;
  gint64 done, total;
} Walk;

static gboolean
end_incident (Walk *walk, GPtrArray *events, GError **error)
{
  g_autoptr (MatoiIncident) incident = NULL;

  if (events->len == 0)
    return TRUE;
  incident = matoi_folds_new_incident (walk->store,
                                       &((MatoiEvent *) g_ptr_array_index (events, 0))->incident);
  matoi_incident_apply_all (incident, events);
  walk->done += events->len;
  g_ptr_array_set_size (events, 0);
  if (!walk->func (walk->store, incident, walk->func_data, error))
    return FALSE;
  if (walk->progress != NULL)
    walk->progress (walk->done, walk->total, walk->progress_data);
  return TRUE;
}

/* Folds every incident once, in one pass over the log, and hands it on. */
static gboolean
walk_incidents (Walk *walk, GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  g_autoptr (GError) local_error = NULL;
  MatoiDatabase *db = walk->store->db;
  sqlite3_stmt *stmt;

  if (!matoi_database_get_int (db, "SELECT count(*) FROM event", &walk->total, error))
    return FALSE;
  stmt = matoi_database_get (db, BY_INCIDENT, error);
  if (stmt == NULL)
    return FALSE;
  while (matoi_database_step (db, stmt, &local_error))
    {
      MatoiEvent *event = matoi_log_read_row (stmt, &local_error);
      const MatoiEvent *first = events->len > 0 ? g_ptr_array_index (events, 0) : event;

      if (event == NULL)
        break;
      if (!matoi_id_equal (&first->incident, &event->incident) &&
          !end_incident (walk, events, &local_error))
        {
          matoi_event_unref (event);
          break;
        }
      g_ptr_array_add (events, event);
    }
  sqlite3_reset (stmt);
  if (local_error == NULL && end_incident (walk, events, &local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

typedef struct
{
  MatoiVerification *out;
  gint64 n_incidents, n_entries, n_todos, n_assignments, n_actions;
} Check;

static gboolean
check_incident (MatoiStore *store, MatoiIncident *incident, gpointer user_data, GError **error)
{
  Check *check = user_data;
  gboolean same;

  if (!matoi_project_check (store->db, incident, &same, error))
    return FALSE;
  if (!same)
    found (check->out, &incident->id,
           _("What is shown of this incident is not what its log says. Rebuild the database."));
  if (incident->declared)
    {
      check->n_incidents++;
      check->n_entries += incident->entries->len;
      check->n_todos += incident->todos->len;
      check->n_assignments += incident->assignments->len;
      check->n_actions += incident->actions->len;
    }
  return TRUE;
}

/* Rows of which no log tells. */
static gboolean
check_counts (MatoiStore *store, const Check *check, GError **error)
{
  gint64 incidents, entries, todos, assignments, actions;
  const MatoiId none = { { 0 } };

  if (!matoi_database_get_int (store->db, "SELECT count(*) FROM incident", &incidents, error) ||
      !matoi_database_get_int (store->db, "SELECT count(*) FROM entry", &entries, error) ||
      !matoi_database_get_int (store->db, "SELECT count(*) FROM todo", &todos, error) ||
      !matoi_database_get_int (store->db, "SELECT count(*) FROM action", &actions, error) ||
      !matoi_database_get_int (store->db, "SELECT count(*) FROM assignment", &assignments, error))
    return FALSE;
  if (incidents != check->n_incidents || entries != check->n_entries || todos != check->n_todos ||
      assignments != check->n_assignments || actions != check->n_actions)
    found (check->out, &none, _("More or less is shown than the log says. Rebuild the database."));
  return TRUE;
}

static gboolean
verify_pictures (MatoiStore *store, MatoiVerification *out, GError **error)
{
  gboolean ok;
  MatoiId bad;

  if (!matoi_attachments_check (store->db, &bad, &ok, error))
    return FALSE;
  if (!ok)
    found (out, &bad, _("A picture is gone, or is not the one that was recorded."));
  return TRUE;
}

static gboolean
verify_all (MatoiStore *store, MatoiVerification *out, GError **error)
{
  Check check = { .out = out };
  Walk walk = { .store = store, .func = check_incident, .func_data = &check };

  if (!verify_chains (store, out, error) || !verify_heads (store, out, error))
    return FALSE;
  /* What a damaged log folds to says nothing more. */
  if (!out->ok)
    return TRUE;
  return verify_pictures (store, out, error) && matoi_project_check_begin (store->db, error) &&
         walk_incidents (&walk, error) && matoi_project_check_begin (store->db, error) &&
         check_counts (store, &check, error);
}

/**
 * matoi_store_verify:
 * @out: (out): cleared with matoi_verification_clear ()
 *
 * Computes every chain of hashes again, then folds every incident and compares
 * the projections, all on one state of the file. Writes nothing to it.
 *
 * Returns: FALSE only if the file could not be read
 */
gboolean
matoi_store_verify (MatoiStore *store, MatoiVerification *out, GError **error)
{
  gboolean ok;

  memset (out, 0, sizeof *out);
  out->ok = TRUE;
  if (!matoi_database_exec (store->db, "BEGIN", error))
    return FALSE;
  ok = verify_all (store, out, error);
  sqlite3_exec (store->db->handle, "COMMIT", NULL, NULL, NULL);
  if (!sqlite3_get_autocommit (store->db->handle))
    sqlite3_exec (store->db->handle, "ROLLBACK", NULL, NULL, NULL);
  return ok;
}

static gboolean
write_incident (MatoiStore *store, MatoiIncident *incident, gpointer user_data, GError **error)
{
  return matoi_project_write (store->db, incident, NULL, error);
}

static gboolean
rebuild (gpointer user_data, GError **error)
{
  Walk *walk = user_data;

  return matoi_project_delete_all (walk->store->db, error) && walk_incidents (walk, error);
}

/**
 * matoi_store_rebuild:
 * @progress: (nullable): called with events done and in all
 *
 * Makes the projections anew from the log, in one transaction.
 */
gboolean
matoi_store_rebuild (MatoiStore *store, MatoiProgress progress, gpointer user_data, GError **error)
{
  Walk walk = {
    .store = store, .progress = progress, .progress_data = user_data, .func = write_incident
  };

  return matoi_database_transact (store->db, rebuild, &walk, error);
}
