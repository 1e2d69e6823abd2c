/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "matoi-project-private.h"
#include "matoi-stage-private.h"
#include "matoi-store-private.h"

/* What the database knows of an import: that it comes in, and how far it has. */

/* What came in since the import was begun must not be what it brings. */
static gboolean
check_new (MatoiStage *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiDatabase *db = self->store->db;
  sqlite3_stmt *stmt;
  gint64 n_taken = 0;

  stmt = matoi_database_get (db,
                             "SELECT count(*) FROM main.event e JOIN stage.event s"
                             " ON s.source=e.source AND s.external_id=e.external_id"
                             " WHERE e.seq>?1 AND s.external_id IS NOT NULL",
                             error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", self->known_seq);
  if (matoi_database_step (db, stmt, &local_error))
    n_taken = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  stmt = matoi_database_get (db, "SELECT ref FROM main.incident WHERE id>?1", error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", self->known_seq * MATOI_PROJECT_KINDS + MATOI_PROJECT_KINDS - 1);
  while (local_error == NULL && matoi_database_step (db, stmt, &local_error))
    n_taken += matoi_stage_has_reference (self, matoi_column_text (stmt, 0));
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (n_taken == 0)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _ ("Somebody recorded the same incident, or one with the same reference, "
                          "while this was made ready. Nothing was imported. Import it again."));
  return FALSE;
}

/** matoi_stage_note: see the header. */
gboolean
matoi_stage_note (MatoiDatabase *db, gint64 sid, gint64 n, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, sid, n);

  return matoi_database_run (db,
                             "INSERT INTO setting(key, value) VALUES('" MATOI_STAGE_KEY "', ?1)"
                             " ON CONFLICT(key) DO UPDATE SET value=?1",
                             error, "s", text);
}

/** matoi_stage_get_noted: see the header. */
gboolean
matoi_stage_get_noted (MatoiStore *store, gint64 *sid, gint64 *n)
{
  g_autofree char *text = matoi_store_get_setting (store, MATOI_STAGE_KEY);

  return text != NULL && sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, sid, n) == 2;
}

static gboolean
seal (gpointer user_data, GError **error)
{
  MatoiStage *self = user_data;
  MatoiDatabase *db = self->store->db;

  return check_new (self, error) &&
         matoi_database_run (db, "INSERT INTO stream(uid, kind) VALUES(?1, 'import')", error, "d",
                             &self->stream) &&
         matoi_stage_note (db, sqlite3_last_insert_rowid (db->handle), 0, error);
}

/** matoi_stage_seal: from here on it comes in. */
gboolean
matoi_stage_seal (MatoiStage *self, GError **error)
{
  self->keep = matoi_database_transact (self->store->db, seal, self, error);
  return self->keep;
}

/* --- what was left behind */

static gboolean
get_stream (MatoiDatabase *db, gint64 sid, MatoiId *stream)
{
  sqlite3_stmt *stmt = matoi_database_get (db, "SELECT uid FROM stream WHERE sid=?1", NULL);
  gboolean good;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", sid);
  good = matoi_database_step (db, stmt, NULL) && matoi_column_id (stmt, 0, stream);
  sqlite3_reset (stmt);
  return good;
}

/** matoi_store_finish_import: see the header. */
gboolean
matoi_store_finish_import (MatoiStore *store, GError **error)
{
  g_autoptr (MatoiStage) stage = NULL;
  gboolean busy = FALSE;
  gint64 sid, n;
  MatoiId stream;

  if (!matoi_store_has_staged (store))
    return TRUE;
  stage = matoi_stage_lock (store, &busy, error);
  if (stage == NULL)
    return busy;
  if (!matoi_stage_get_noted (store, &sid, &n))
    return TRUE;
  if (get_stream (store->db, sid, &stream) && matoi_stage_open (stage, &stream))
    {
      stage->keep = TRUE;
      return matoi_stage_move (stage, NULL, NULL, error);
    }
  /* A copy of the database came without it, or the disk lost it. The same file, imported again,
   * brings what is missing. */
  g_message ("the rest of an import is gone: %s", stage->path);
  return matoi_store_set_setting (store, MATOI_STAGE_KEY, NULL, error);
}
