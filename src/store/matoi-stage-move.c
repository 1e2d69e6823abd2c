/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-database-wait.h"
#include "matoi-project-private.h"
#include "matoi-search-private.h"
#include "matoi-search.h"
#include "matoi-stage-private.h"
#include "matoi-store-private.h"

/* Taking over what was made ready, in slices: each is a transaction with some whole incidents, so
 * that the database is right after every one of them. Numbers go up by what the log has come to
 * meanwhile: others write in between. */

/* What a slice should take (microseconds) before the disk has it, and its events: to begin with,
 * and at most. */
#define SLICE_TIME  (20 * 1000)
#define SLICE_FIRST 64
#define SLICE_MOST  4000

typedef struct
{
  MatoiStage *stage;
  gint64 sid, first, last; /* events of the stage */
  gint64 took;             /* microseconds */
} Slice;

/* Whatever columns it has: what names a row goes up by ?1, and ?2 to ?3 come over. */
static sqlite3_stmt *
get_move (MatoiStage *self, guint i, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *sql = NULL;
  const char *table = matoi_stage_tables[i], *key = "incident";
  MatoiDatabase *db = self->store->db;
  sqlite3_stmt *stmt;

  if (self->move[i] != NULL)
    return self->move[i];
  stmt = matoi_database_get (db, "SELECT name FROM pragma_table_info(?1, 'main')", error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", table);
  while (matoi_database_step (db, stmt, NULL))
    {
      const char *name = matoi_column_text (stmt, 0);
      gboolean is_row = strcmp (name, "id") == 0 || strcmp (name, "incident") == 0;

      if (strcmp (name, "id") == 0)
        key = "id";
      g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", name);
      g_string_append_printf (values, "%s%s%s", values->len > 0 ? "," : "", name,
                              is_row ? "+?1" : "");
    }
  sql = g_strdup_printf ("INSERT INTO main.%s(%s) SELECT %s FROM stage.%s"
                         " WHERE %s BETWEEN ?2 AND ?3 ORDER BY %s",
                         table, names->str, values->str, table, key, key);
  if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->move[i], NULL) !=
      SQLITE_OK)
    matoi_database_set_error (db->handle, sqlite3_extended_errcode (db->handle), db->path, error);
  return self->move[i];
}

static gboolean
move_rows (Slice *slice, gint64 shift, GError **error)
{
  MatoiDatabase *db = slice->stage->store->db;

  for (guint i = 0; i < MATOI_STAGE_TABLES; i++)
    {
      g_autoptr (GError) local_error = NULL;
      sqlite3_stmt *stmt = get_move (slice->stage, i, error);

      if (stmt == NULL)
        return FALSE;
      matoi_database_bind (stmt, "iii", shift * MATOI_PROJECT_KINDS,
                           slice->first * MATOI_PROJECT_KINDS,
                           slice->last * MATOI_PROJECT_KINDS + MATOI_PROJECT_KINDS - 1);
      matoi_database_step (db, stmt, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

/* One after the other, in the order of the rows: so the index takes all of them at once. */
static gboolean
learn (Slice *slice, gint64 shift, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiDatabase *db = slice->stage->store->db;
  gint64 low, high;
  gboolean good = TRUE;
  sqlite3_stmt *stmt;

  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  stmt = matoi_database_get (db,
                             "SELECT id, text FROM stage.entry WHERE id BETWEEN ?1 AND ?2"
                             " UNION ALL"
                             " SELECT id, text FROM stage.todo WHERE id BETWEEN ?1 AND ?2"
                             " UNION ALL"
                             " SELECT id, text FROM stage.action WHERE id BETWEEN ?1 AND ?2"
                             " UNION ALL"
                             " SELECT id, text FROM stage.passage WHERE id BETWEEN ?1 AND ?2"
                             " ORDER BY id",
                             error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ii", slice->first * MATOI_PROJECT_KINDS,
                       slice->last * MATOI_PROJECT_KINDS + MATOI_PROJECT_KINDS - 1);
  while (good && matoi_database_step (db, stmt, &local_error))
    {
      gint64 id = sqlite3_column_int64 (stmt, 0) + shift * MATOI_PROJECT_KINDS;

      good = (id >= low && id < high) ||
             matoi_database_run (db, "INSERT INTO search(rowid, text) VALUES(?1,?2)", error, "is",
                                 id, matoi_column_text (stmt, 1));
    }
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return good;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The triggers of the log see to it that nothing takes the place of anything, and that the stream
 * goes on where it ended. */
static gboolean
move_events (Slice *slice, gint64 shift, GError **error)
{
  MatoiStage *stage = slice->stage;

  return matoi_database_run (stage->store->db,
                             "INSERT INTO main.event(seq, id, rid, sid, rseq, incident, type, v,"
                             " actor, occurred_at, recorded_at, source, external_id, payload,"
                             " phash, hash) SELECT seq+?1, id, ?2, ?3, seq, incident, type, v,"
                             " actor, occurred_at, recorded_at, source, external_id, payload,"
                             " phash, hash FROM stage.event WHERE seq BETWEEN ?4 AND ?5"
                             " ORDER BY seq",
                             error, "iiiii", shift, stage->store->self.rid, slice->sid,
                             slice->first, slice->last);
}

static gboolean
move_slice (gpointer user_data, GError **error)
{
  Slice *slice = user_data;
  MatoiDatabase *db = slice->stage->store->db;
  gint64 shift, begun = g_get_monotonic_time ();

  if (!matoi_database_get_int (db, "SELECT max(seq) FROM main.event", &shift, error))
    return FALSE;
  shift -= slice->first - 1;
  if (!move_events (slice, shift, error) || !move_rows (slice, shift, error) ||
      !learn (slice, shift, error))
    return FALSE;
  slice->took = MAX (g_get_monotonic_time () - begun, 1);
  if (slice->last < slice->stage->n_events)
    return matoi_stage_note (db, slice->sid, slice->last, error);
  return matoi_database_exec (db, "DELETE FROM setting WHERE key='" MATOI_STAGE_KEY "'", error);
}

/* --- one slice after the other */

/* The last event of the incident that has event @at. */
static gboolean
find_end (MatoiStage *self, gint64 at, gint64 *last, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiDatabase *db = self->store->db;
  sqlite3_stmt *stmt =
    matoi_database_get (db, "SELECT min(id) FROM stage.incident WHERE id>?1", error);

  if (stmt == NULL)
    return FALSE;
  *last = self->n_events;
  matoi_database_bind (stmt, "i", matoi_project_row (at, MATOI_PROJECT_INCIDENT));
  if (matoi_database_step (db, stmt, &local_error) && sqlite3_column_type (stmt, 0) != SQLITE_NULL)
    *last = sqlite3_column_int64 (stmt, 0) / MATOI_PROJECT_KINDS - 1;
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Others come first, for however long; a damaged index is emptied, and filled when it is asked. */
static gboolean
move_patiently (Slice *slice, GError **error)
{
  MatoiStore *store = slice->stage->store;
  gboolean mended = FALSE;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;

      store->db->index_damaged = FALSE;
      if (matoi_database_transact (store->db, move_slice, slice, &local_error))
        return TRUE;
      if (matoi_database_was_busy (store->db))
        continue;
      if (store->db->index_damaged && !mended && matoi_store_begin_index (store, NULL))
        {
          mended = TRUE;
          continue;
        }
      g_propagate_prefixed_error (
        error, g_steal_pointer (&local_error),
        /* Translators: before a sentence that says what went wrong. */
        _ ("The import is not complete yet; it goes on when Matoi is started again. "));
      return FALSE;
    }
}

static gboolean
move_all (MatoiStage *self, MatoiProgress moved, gpointer user_data, GError **error)
{
  Slice slice = { .stage = self };
  gint64 size = SLICE_FIRST, n;

  if (!matoi_stage_get_noted (self->store, &slice.sid, &n))
    return FALSE;
  while (n < self->n_events)
    {
      slice.first = n + 1;
      if (!find_end (self, MIN (n + size, self->n_events), &slice.last, error) ||
          !move_patiently (&slice, error))
        return FALSE;
      n = slice.last;
      if (moved != NULL)
        moved (n, self->n_events, user_data);
      size = CLAMP (size * SLICE_TIME / slice.took, 1, MIN (size * 2, SLICE_MOST));
      if (n < self->n_events)
        matoi_database_let_others ();
    }
  self->keep = FALSE;
  return TRUE;
}

/* Pages of the indexes are needed again and again. */
#define ROOMY "PRAGMA main.cache_size=-65536"
#define USUAL "PRAGMA main.cache_size=-2000"

/** matoi_stage_move: of one that was sealed. */
gboolean
matoi_stage_move (MatoiStage *self, MatoiProgress moved, gpointer user_data, GError **error)
{
  MatoiDatabase *db = self->store->db;
  gboolean good;

  good = matoi_database_exec (db, ROOMY, error) && move_all (self, moved, user_data, error);
  matoi_database_exec (db, USUAL, NULL);
  return good;
}
