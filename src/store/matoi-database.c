/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-database.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "matoi-database-wait.h"
#include "matoi-schema.h"
#include "matoi-search-private.h"
#include "matoi-store.h"
#include "matoi-time.h"

/* Never lost on power failure (FULL), nothing left of what is erased
 * (secure_delete), and the guards of the log also see REPLACE. */
#define PRAGMAS                                                                \
  "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; " \
  "PRAGMA recursive_triggers=ON; PRAGMA cell_size_check=ON;"

/* What can be built anew is told apart from the rest. */
static gboolean
fail (MatoiDatabase *db, int code, GError **error)
{
  db->index_damaged = code == SQLITE_CORRUPT_VTAB;
  db->index_partial = FALSE;
  return matoi_database_set_error (db->handle, code, db->path, error);
}

/* Runs statements without results. */
gboolean
matoi_database_exec (MatoiDatabase *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || fail (db, code, error);
}

/**
 * matoi_database_get:
 * @sql: a string that stays the same, and where it is, for the life of the process
 *
 * Returns: (transfer none): the prepared statement, fresh; to be stepped to
 *   its end or reset before the next use of the same text
 */
sqlite3_stmt *
matoi_database_get (MatoiDatabase *db, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (db->statements, sql);
  int code;

  if (stmt != NULL)
    {
      sqlite3_reset (stmt);
      sqlite3_clear_bindings (stmt);
      return stmt;
    }
  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      matoi_database_set_error (db->handle, code, db->path, error);
      return NULL;
    }
  g_hash_table_insert (db->statements, (gpointer) sql, stmt);
  return stmt;
}

static void
bind_list (sqlite3_stmt *stmt, const char *types, va_list list)
{
  for (int i = 1; types[i - 1] != '\0'; i++)
    {
      gint64 number;
      const MatoiId *id;

      switch (types[i - 1])
        {
        case 's':
          sqlite3_bind_text (stmt, i, va_arg (list, const char *), -1, SQLITE_STATIC);
          break;
        case 'i':
          sqlite3_bind_int64 (stmt, i, va_arg (list, gint64));
          break;
        case 't':
          number = va_arg (list, gint64);
          if (number != MATOI_TIME_NONE)
            sqlite3_bind_int64 (stmt, i, number);
          break;
        case 'd':
          id = va_arg (list, const MatoiId *);
          sqlite3_bind_blob (stmt, i, id->bytes, sizeof id->bytes, SQLITE_STATIC);
          break;
        case 'h':
          sqlite3_bind_blob (stmt, i, va_arg (list, const guint8 *), 32, SQLITE_STATIC);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * matoi_database_bind:
 * @types: one letter for each parameter: s text (nullable), i gint64, t time
 *   (gint64, MATOI_TIME_NONE is NULL), d const MatoiId *, h 32 bytes
 *
 * Texts and blobs are not copied: they must live until the statement is done.
 */
void
matoi_database_bind (sqlite3_stmt *stmt, const char *types, ...)
{
  va_list list;

  va_start (list, types);
  bind_list (stmt, types, list);
  va_end (list);
}

/**
 * matoi_database_step:
 *
 * Returns: TRUE with a row. FALSE at the end, or with @error set; the statement
 *   is then reset.
 */
gboolean
matoi_database_step (MatoiDatabase *db, sqlite3_stmt *stmt, GError **error)
{
  int code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fail (db, code, error);
  sqlite3_reset (stmt);
  return FALSE;
}

/** matoi_database_read: (transfer full): what @read makes of each row; the bindings are cleared. */
GPtrArray *
matoi_database_read (MatoiDatabase *db,
                     sqlite3_stmt *stmt,
                     gpointer (*read) (sqlite3_stmt *stmt),
                     GDestroyNotify free_func,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_func);
  g_autoptr (GError) local_error = NULL;

  while (matoi_database_step (db, stmt, &local_error))
    g_ptr_array_add (rows, read (stmt));
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/** matoi_database_run: a cached statement without results; @types as for matoi_database_bind (). */
gboolean
matoi_database_run (MatoiDatabase *db, const char *sql, GError **error, const char *types, ...)
{
  sqlite3_stmt *stmt = matoi_database_get (db, sql, error);
  va_list list;
  int code;

  if (stmt == NULL)
    return FALSE;
  va_start (list, types);
  bind_list (stmt, types, list);
  va_end (list);
  code = sqlite3_step (stmt);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    fail (db, code, error);
  sqlite3_reset (stmt);
  /* What was bound belongs to the caller. */
  sqlite3_clear_bindings (stmt);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

/** matoi_database_get_int: the first column of the first row; 0 without one. */
gboolean
matoi_database_get_int (MatoiDatabase *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (db, sql, error);

  *value = 0;
  if (stmt == NULL)
    return FALSE;
  if (matoi_database_step (db, stmt, &local_error))
    *value = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * matoi_database_transact:
 *
 * The one place that begins to write: what @func does is durable when this
 * returns TRUE, and undone when it returns FALSE. Inside another one it is a part of that, which
 * has to fail with it.
 */
gboolean
matoi_database_transact (MatoiDatabase *db,
                         MatoiTransaction func,
                         gpointer user_data,
                         GError **error)
{
  if (!sqlite3_get_autocommit (db->handle))
    return func (user_data, error);
  if (!matoi_database_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (func (user_data, error) && matoi_database_exec (db, "COMMIT", error))
    {
      matoi_head_write (db);
      return TRUE;
    }
  /* A full disk has already rolled back. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/** matoi_column_text: (nullable): until the next step. */
const char *
matoi_column_text (sqlite3_stmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt, column);
}

/** matoi_column_time: ms UTC; MATOI_TIME_NONE for NULL. */
gint64
matoi_column_time (sqlite3_stmt *stmt, int column)
{
  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return MATOI_TIME_NONE;
  return sqlite3_column_int64 (stmt, column);
}

/** matoi_column_id: FALSE, and a null id, if the column is no id. */
gboolean
matoi_column_id (sqlite3_stmt *stmt, int column, MatoiId *id)
{
  const void *blob = sqlite3_column_blob (stmt, column);

  memset (id, 0, sizeof *id);
  if (blob == NULL || sqlite3_column_bytes (stmt, column) != (int) sizeof *id)
    return FALSE;
  memcpy (id, blob, sizeof *id);
  return TRUE;
}

/* Triggers do not stop somebody who drops them. */
static int
authorize (gpointer user_data,
           int action,
           const char *first,
           const char *second,
           const char *schema,
           const char *trigger)
{
  switch (action)
    {
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_ALTER_TABLE:
      return SQLITE_DENY;
    case SQLITE_PRAGMA:
      if (second != NULL && (g_ascii_strcasecmp (first, "writable_schema") == 0 ||
                             g_ascii_strcasecmp (first, "ignore_check_constraints") == 0 ||
                             g_ascii_strcasecmp (first, "recursive_triggers") == 0))
        return SQLITE_DENY;
      return SQLITE_OK;
    default:
      return SQLITE_OK;
    }
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

/* Opens the file itself. A new one is for its owner only, as will be its -wal. */
static gboolean
open_handle (MatoiDatabase *db, const char *uri, GError **error)
{
  int flags = db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int code;

  g_clear_pointer (&db->handle, sqlite3_close);
  if (!db->read_only)
    {
      g_autofree char *folder = g_path_get_dirname (db->path);
      int fd;

      g_mkdir_with_parents (folder, 0700);
      fd = g_open (db->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
      if (fd >= 0)
        g_close (fd, NULL);
    }
  flags |= SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX;
  code = sqlite3_open_v2 (uri, &db->handle, flags, NULL);
  if (code != SQLITE_OK)
    return matoi_database_set_error (db->handle, sqlite3_extended_errcode (db->handle), db->path,
                                     error);
  sqlite3_extended_result_codes (db->handle, 1);
  matoi_database_set_patient (db, TRUE);
  return TRUE;
}

/* Reading a cleanly closed database in a folder that cannot be written needs
 * immutable=1; with a -wal beside it that would hide what is in there. */
static gboolean
open_immutable (MatoiDatabase *db, GError **error)
{
  g_autofree char *wal = g_strconcat (db->path, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_string (db->path, "/", TRUE);
  g_autofree char *uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);
  GStatBuf info;

  if (g_stat (wal, &info) == 0 && info.st_size > 0)
    return matoi_database_set_error (NULL, SQLITE_READONLY_DIRECTORY, db->path, error);
  return open_handle (db, uri, error);
}

static gboolean
open_checked (MatoiDatabase *db, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (db->path, "/", TRUE);
  g_autofree char *uri = g_strconcat ("file:", escaped, NULL);
  int code;

  if (!open_handle (db, uri, error))
    return FALSE;
  code = sqlite3_exec (db->handle, "SELECT count(*) FROM sqlite_master", NULL, NULL, NULL);
  if (db->read_only && (code == SQLITE_READONLY_DIRECTORY || (code & 0xff) == SQLITE_CANTOPEN))
    {
      if (!open_immutable (db, error))
        return FALSE;
      code = sqlite3_exec (db->handle, "SELECT count(*) FROM sqlite_master", NULL, NULL, NULL);
    }
  if (code != SQLITE_OK)
    return matoi_database_set_error (db->handle, code, db->path, error);
  if (!db->read_only && sqlite3_db_readonly (db->handle, "main"))
    return matoi_database_set_error (NULL, SQLITE_READONLY, db->path, error);
  return TRUE;
}

/**
 * matoi_database_open:
 *
 * Opens @path, brings it to this schema if it may be written, and guards the
 * log. Returns: (transfer full), or NULL with MATOI_ERROR_STORAGE
 */
MatoiDatabase *
matoi_database_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (MatoiDatabase) db = g_new0 (MatoiDatabase, 1);

  db->path = g_canonicalize_filename (path, NULL);
  db->read_only = read_only;
  db->head = -1;
  /* By where their text stands: hashing it took a tenth of what was written. */
  db->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (!open_checked (db, error) || !matoi_schema_check (db, error))
    return NULL;
  if (!read_only && !matoi_database_exec (db, "PRAGMA journal_mode=WAL", error))
    return NULL;
  if (!matoi_database_exec (db, PRAGMAS, error) || !matoi_search_register (db, error))
    return NULL;
  if (!read_only && (!matoi_head_check (db, error) || !matoi_schema_migrate (db, error)))
    return NULL;
  if (!read_only)
    matoi_search_check_tokens (db);
  sqlite3_set_authorizer (db->handle, authorize, NULL);
  return g_steal_pointer (&db);
}

/** matoi_database_close: NULL is fine. */
void
matoi_database_close (MatoiDatabase *db)
{
  if (db == NULL)
    return;
  g_hash_table_unref (db->statements);
  sqlite3_close (db->handle);
  if (db->head >= 0)
    g_close (db->head, NULL);
  g_free (db->path);
  g_free (db);
}
