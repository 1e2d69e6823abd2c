/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-project-private.h"
#include "matoi-stage-private.h"
#include "matoi-submit-private.h"

/* Making an import ready: what each incident comes to is decided as ever, and written to the stage
 * instead of the log. Its events are numbered from 1 on. */

/* So many incidents are written at once: the database is read from meanwhile, and should not be
 * read as it was long ago. */
#define AT_ONCE 500

/** matoi_stage_has_reference: whether one of its incidents has it. */
gboolean
matoi_stage_has_reference (MatoiStage *self, const char *ref)
{
  return g_hash_table_contains (self->refs, ref);
}

/** matoi_stage_find_external: as matoi_log_find_external (). */
gboolean
matoi_stage_find_external (MatoiStage *self,
                           const MatoiCommand *command,
                           MatoiId *incident,
                           gboolean *found,
                           GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiDatabase *db = self->store->db;
  sqlite3_stmt *stmt = matoi_database_get (db,
                                           "SELECT incident FROM stage.event WHERE source=?1 AND"
                                           " external_id=?2 AND external_id IS NOT NULL",
                                           error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ss", command->source, command->external_id);
  *found = matoi_database_step (db, stmt, &local_error);
  if (*found)
    matoi_column_id (stmt, 0, incident);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_stage_append: as matoi_log_append (), in a stream of its own. */
gboolean
matoi_stage_append (MatoiStage *self, MatoiEvent *event, GError **error)
{
  g_autofree char *payload = event->payload ? matoi_json_to_text (event->payload) : NULL;
  guint8 phash[MATOI_HASH_BYTES], hash[MATOI_HASH_BYTES];

  if (!matoi_log_check_payload (payload, error))
    return FALSE;
  event->seq = self->n_events + 1;
  matoi_log_hash_payload (payload, phash);
  matoi_log_hash_event (self->head, self->store->self.uid, self->stream.bytes, event->seq, event,
                        phash, hash);
  if (!matoi_database_run (self->store->db,
                           "INSERT INTO stage.event(seq, id, incident, type, v, actor,"
                           " occurred_at, recorded_at, source, external_id, payload, phash, hash)"
                           " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
                           error, "iddsisiissshh", event->seq, &event->id, &event->incident,
                           event->type, (gint64) event->version, event->actor, event->occurred_at,
                           event->recorded_at, event->source, event->external_id, payload, phash,
                           hash))
    return FALSE;
  self->n_events = event->seq;
  memcpy (self->head, hash, sizeof hash);
  return TRUE;
}

static gboolean
project (MatoiStage *self, const MatoiIncident *incident, GError **error)
{
  MatoiDatabase *db = self->store->db;
  const MatoiEvent *declared = g_ptr_array_index (incident->events, 0);
  gint64 row = matoi_project_row (declared->seq, MATOI_PROJECT_INCIDENT);

  g_hash_table_add (self->refs, g_strdup (incident->ref));
  return matoi_project_write_incident (db, incident, &matoi_project_stage_tables, row, error) &&
         matoi_project_write_all (db, incident, &matoi_project_stage_tables, row, error);
}

/* (nullable) The reference of one that is in the database. */
static char *
dup_reference (MatoiDatabase *db, const MatoiId *id)
{
  sqlite3_stmt *stmt = matoi_database_get (db, "SELECT ref FROM main.incident WHERE uid=?1", NULL);
  char *ref = NULL;

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "d", id);
  if (matoi_database_step (db, stmt, NULL))
    ref = g_strdup (matoi_column_text (stmt, 0));
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return ref;
}

typedef struct
{
  MatoiStage *stage;
  guint n;
  MatoiBatchFunc make;
  gpointer make_data;
  gint64 now;
  MatoiImported func;
  gpointer user_data;
  GCancellable *cancellable;
  MatoiId last_id;
} Import;

/* What is known already ends with its first command. */
static gboolean
do_commands (Import *import, MatoiWork *work, guint index, GError **error)
{
  g_autofree char *known = NULL;

  for (guint i = 0; i < work->commands->len; i++)
    if (!matoi_work_do (work, g_ptr_array_index (work->commands, i), error))
      return FALSE;
    else if (work->events->len == 0)
      break;
  if (work->events->len == 0)
    known = dup_reference (work->store->db, &work->id);
  else if (!project (import->stage, work->fold, error))
    return FALSE;
  if (import->func != NULL)
    import->func (index,
                  known != NULL        ? known
                  : work->fold != NULL ? work->fold->ref
                                       : "",
                  work->events, import->user_data);
  return TRUE;
}

static gboolean
stage_batch (Import *import, guint index, GError **error)
{
  const MatoiBatch *batch = import->make (index, import->make_data, error);
  gboolean good;
  MatoiWork work;

  if (batch == NULL)
    return FALSE;
  g_return_val_if_fail (batch->commands != NULL, FALSE);
  matoi_work_init (&work, import->stage->store, import->now);
  work.stage = import->stage;
  work.commands = batch->commands;
  work.last_id = import->last_id;
  good = do_commands (import, &work, index, error);
  import->last_id = work.last_id;
  g_clear_pointer (&work.fold, matoi_incident_free);
  matoi_work_clear (&work);
  return good;
}

static gboolean
stage_all (Import *import, GError **error)
{
  MatoiDatabase *db = import->stage->store->db;

  if (!matoi_log_get_last_id (db, &import->last_id, error))
    return FALSE;
  for (guint i = 0; i < import->n; i++)
    {
      gboolean begins = i % AT_ONCE == 0, ends = i % AT_ONCE == AT_ONCE - 1 || i + 1 == import->n;

      if ((begins && !matoi_database_exec (db, "BEGIN", error)) ||
          g_cancellable_set_error_if_cancelled (import->cancellable, error) ||
          !stage_batch (import, i, error) || (ends && !matoi_database_exec (db, "COMMIT", error)))
        {
          if (!sqlite3_get_autocommit (db->handle))
            sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
    }
  return !g_cancellable_set_error_if_cancelled (import->cancellable, error);
}

static gboolean
set_busy (GError **error)
{
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                       _ ("Another import into this database is under way. Nothing was imported. "
                          "Wait until it is done, and try again."));
  return FALSE;
}

/** matoi_store_import_staged: see the header. */
gboolean
matoi_store_import_staged (MatoiStore *store,
                           guint n,
                           MatoiBatchFunc make,
                           gpointer make_data,
                           gint64 now,
                           MatoiImported func,
                           MatoiProgress moved,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (MatoiStage) stage = NULL;
  Import import = { NULL, n, make, make_data, now, func, user_data, cancellable };
  gboolean busy = FALSE;

  if (!matoi_store_finish_import (store, error))
    return FALSE;
  stage = matoi_stage_lock (store, &busy, error);
  if (stage == NULL)
    return busy ? set_busy (error) : FALSE;
  import.stage = stage;
  if (!matoi_stage_create (stage, now, error) || !stage_all (&import, error))
    return FALSE;
  return stage->n_events == 0 ||
         (matoi_stage_seal (stage, error) && matoi_stage_move (stage, moved, user_data, error));
}
