/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "matoi-id.h"

G_BEGIN_DECLS

#define MATOI_DATABASE_BUSY_TIMEOUT_MS 5000

/* One SQLite connection with its prepared statements. */
typedef struct
{
  sqlite3 *handle;
  char *path;
  gboolean read_only;
  GHashTable *statements; /* SQL text -> sqlite3_stmt */
  int head;               /* file descriptor of PATH-head; -1: none */
  gint64 head_seq;        /* what we wrote there last */
  gint64 last_commit;     /* monotonic; 0: everything is out of the -wal */
  gboolean index_damaged; /* the last look at the search index said so */
  gboolean index_partial; /* or that it is not whole yet */
  gboolean stale;         /* it was of a version with fewer projections: make them anew */

  struct _MatoiSearchChanges *later; /* (nullable) what the end of this transaction is to write */
} MatoiDatabase;

MatoiDatabase *matoi_database_open (const char *path, gboolean read_only, GError **error);
void matoi_database_close (MatoiDatabase *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiDatabase, matoi_database_close)

gboolean matoi_database_exec (MatoiDatabase *db, const char *sql, GError **error);
sqlite3_stmt *matoi_database_get (MatoiDatabase *db, const char *sql, GError **error);
void matoi_database_bind (sqlite3_stmt *stmt, const char *types, ...);
gboolean matoi_database_step (MatoiDatabase *db, sqlite3_stmt *stmt, GError **error);
GPtrArray *matoi_database_read (MatoiDatabase *db,
                                sqlite3_stmt *stmt,
                                gpointer (*read) (sqlite3_stmt *stmt),
                                GDestroyNotify free_func,
                                GError **error);
gboolean
matoi_database_run (MatoiDatabase *db, const char *sql, GError **error, const char *types, ...);
gboolean matoi_database_get_int (MatoiDatabase *db, const char *sql, gint64 *value, GError **error);

typedef gboolean (*MatoiTransaction) (gpointer user_data, GError **error);
gboolean matoi_database_transact (MatoiDatabase *db,
                                  MatoiTransaction func,
                                  gpointer user_data,
                                  GError **error);

const char *matoi_column_text (sqlite3_stmt *stmt, int column);
gint64 matoi_column_time (sqlite3_stmt *stmt, int column);
gboolean matoi_column_id (sqlite3_stmt *stmt, int column, MatoiId *id);

/* matoi-head.c */
gboolean matoi_head_check (MatoiDatabase *db, GError **error);
void matoi_head_write (MatoiDatabase *db);
void matoi_head_tidy (MatoiDatabase *db, gint64 now);

/* matoi-database-error.c */
gboolean matoi_database_set_error (sqlite3 *handle, int code, const char *path, GError **error);
gboolean matoi_database_set_newer (const char *path, gint64 version, GError **error);
gboolean matoi_database_set_foreign (const char *path, GError **error);
gboolean matoi_database_set_behind (const char *path, GError **error);

G_END_DECLS
