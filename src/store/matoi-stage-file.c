/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "matoi-stage-private.h"
#include "matoi-store-private.h"

/* The file beside the database, attached to a connection of it. */

const char *const matoi_stage_tables[MATOI_STAGE_TABLES] = {
  "incident", "entry", "todo", "assignment", "action", "passage", "insight",
};

/* Of events it keeps what the log does not know better; the rest is as it is there. Nothing in it
 * can be undone, so that it is written once: one that fails is thrown away. */
#define BEGIN                                                                               \
  "PRAGMA stage.journal_mode=OFF; PRAGMA stage.synchronous=NORMAL;"                         \
  " PRAGMA stage.cache_size=-32768; PRAGMA stage.secure_delete=OFF;"                        \
  "CREATE TABLE stage.batch(stream BLOB NOT NULL) STRICT;"                                  \
  "CREATE TABLE stage.event("                                                               \
  " seq INTEGER PRIMARY KEY, id BLOB NOT NULL, incident BLOB NOT NULL, type TEXT NOT NULL," \
  " v INTEGER NOT NULL, actor TEXT NOT NULL, occurred_at INTEGER NOT NULL,"                 \
  " recorded_at INTEGER NOT NULL, source TEXT, external_id TEXT, payload TEXT,"             \
  " phash BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"                                       \
  "CREATE UNIQUE INDEX stage.event_external ON event(source, external_id)"                  \
  " WHERE external_id IS NOT NULL;"
#define END "CREATE INDEX stage.assignment_incident ON assignment(incident);"

static char *
get_path (MatoiStore *store)
{
  return g_strconcat (store->db->path, "-import", NULL);
}

/** matoi_store_has_staged: see the header. */
gboolean
matoi_store_has_staged (MatoiStore *store)
{
  g_autofree char *path = get_path (store);
  gint64 sid, n;

  return !store->db->read_only &&
         (g_file_test (path, G_FILE_TEST_EXISTS) || matoi_stage_get_noted (store, &sid, &n));
}

/** matoi_stage_lock: (transfer full): nothing in it yet; see the header. */
MatoiStage *
matoi_stage_lock (MatoiStore *store, gboolean *busy, GError **error)
{
  g_autofree char *head = g_strconcat (store->db->path, "-head", NULL);
  int fd = g_open (head, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  MatoiStage *self;

  *busy = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0;
  if (fd < 0 || *busy)
    {
      if (fd >= 0)
        close (fd);
      else
        matoi_database_set_error (NULL, SQLITE_CANTOPEN, head, error);
      return NULL;
    }
  self = g_new0 (MatoiStage, 1);
  self->store = store;
  self->path = get_path (store);
  self->lock = fd;
  self->refs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static gboolean
attach (MatoiStage *self, GError **error)
{
  self->there = matoi_database_run (self->store->db, "ATTACH ?1 AS stage", error, "s", self->path);
  return self->there;
}

/* As they are in the database, whatever version that is. */
static gboolean
copy_tables (MatoiDatabase *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < MATOI_STAGE_TABLES; i++)
    {
      sqlite3_stmt *stmt = matoi_database_get (
        db, "SELECT substr(sql, length('CREATE TABLE ')+1) FROM main.sqlite_master WHERE name=?1",
        error);

      if (stmt == NULL)
        return FALSE;
      matoi_database_bind (stmt, "s", matoi_stage_tables[i]);
      if (matoi_database_step (db, stmt, &local_error))
        g_string_append_printf (sql, "CREATE TABLE stage.%s;", matoi_column_text (stmt, 0));
      sqlite3_reset (stmt);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return matoi_database_exec (db, sql->str, error);
}

/** matoi_stage_create: an empty one; what an import that was given up left there goes. */
gboolean
matoi_stage_create (MatoiStage *self, gint64 now, GError **error)
{
  MatoiDatabase *db = self->store->db;
  int fd;

  g_unlink (self->path);
  /* For its owner only, as is the database. */
  fd = g_open (self->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return matoi_database_set_error (NULL, SQLITE_CANTOPEN, self->path, error);
  close (fd);
  self->number = ((guint64) g_random_int () << 32) | g_random_int ();
  matoi_id_next (&self->stream, NULL, now, self->number);
  return matoi_database_get_int (db, "SELECT max(seq) FROM main.event", &self->known_seq, error) &&
         attach (self, error) && matoi_database_exec (db, BEGIN, error) &&
         copy_tables (db, error) && matoi_database_exec (db, END, error) &&
         matoi_database_run (db, "INSERT INTO stage.batch(stream) VALUES(?1)", error, "d",
                             &self->stream);
}

/** matoi_stage_open: see the header. */
gboolean
matoi_stage_open (MatoiStage *self, const MatoiId *stream)
{
  MatoiDatabase *db = self->store->db;
  sqlite3_stmt *stmt;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS) || !attach (self, NULL))
    return FALSE;
  stmt = matoi_database_get (db, "SELECT stream FROM stage.batch", NULL);
  if (stmt != NULL && matoi_database_step (db, stmt, NULL))
    matoi_column_id (stmt, 0, &self->stream);
  if (stmt != NULL)
    sqlite3_reset (stmt);
  return matoi_id_equal (&self->stream, stream) &&
         matoi_database_get_int (db, "SELECT max(seq) FROM stage.event", &self->n_events, NULL);
}

/** matoi_stage_free: NULL is fine; see the header. */
void
matoi_stage_free (MatoiStage *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < MATOI_STAGE_TABLES; i++)
    sqlite3_finalize (self->move[i]);
  if (self->there)
    matoi_database_exec (self->store->db, "DETACH stage", NULL);
  if (!self->keep)
    g_unlink (self->path);
  close (self->lock);
  g_hash_table_unref (self->refs);
  g_free (self->path);
  g_free (self);
}
