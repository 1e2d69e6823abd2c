/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-database-wait.h"

/* One bad word in a -wal makes SQLite pass over all commits behind it, without
 * an error. So the file PATH-head says how far the log had come, and a log that
 * ends earlier is noticed when the database is opened.
 *
 * It is written after each commit and never synced: that costs microseconds and
 * no fdatasync. After a crash of the program it is exact. After a power failure
 * it may be older than the log, never newer, so it raises no false alarm. */
#define HASH_BYTES 32
#define LINE       "%020" G_GUINT64_FORMAT " %020" G_GUINT64_FORMAT " %s"
#define CHECK      " %08x\n"

/* In the middle of an incident somebody writes every minute, and the first
 * commit after a checkpoint costs a second fdatasync: the -wal is emptied in
 * the lull after. */
#define LULL ((gint64) 60 * G_USEC_PER_SEC)

static char *
dup_line (guint64 inode, gint64 seq, const char *hash)
{
  g_autofree char *line = g_strdup_printf (LINE, inode, (guint64) seq, hash);

  return g_strdup_printf ("%s" CHECK, line, g_str_hash (line));
}

static char *
dup_hex (const void *blob, int n_bytes)
{
  GString *hex = g_string_new (NULL);

  for (int i = 0; blob != NULL && i < n_bytes; i++)
    g_string_append_printf (hex, "%02x", ((const guint8 *) blob)[i]);
  return g_string_free (hex, FALSE);
}

/* A database that was put in its place, from a backup for instance, is another
 * file: what is known of the one before says nothing of it. */
static guint64
get_inode (MatoiDatabase *db)
{
  GStatBuf info;

  return g_stat (db->path, &info) == 0 ? info.st_ino : 0;
}

static int
open_head (MatoiDatabase *db, int flags)
{
  g_autofree char *path = g_strconcat (db->path, "-head", NULL);

  return g_open (path, O_RDWR | O_CLOEXEC | flags, 0600);
}

/* Where the log had come to at least; FALSE if nobody knows. */
static gboolean
read_head (MatoiDatabase *db, gint64 *seq, char hash[2 * HASH_BYTES + 1])
{
  char text[256] = "";
  g_autofree char *line = NULL;
  guint64 inode, number;

  if (pread (db->head, text, sizeof text - 1, 0) <= 0 ||
      sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %64s", &inode, &number, hash) != 3)
    return FALSE;
  *seq = (gint64) number;
  line = dup_line (inode, *seq, hash);
  return strcmp (text, line) == 0 && inode == get_inode (db);
}

/* The bytes in the -wal behind the bad word are the only copy of what was
 * lost, and the next writer would overwrite them. */
static void
keep_wal (MatoiDatabase *db)
{
  g_autofree char *wal = g_strconcat (db->path, "-wal", NULL);
  g_autofree char *kept = g_strconcat (wal, ".damaged", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_test (kept, G_FILE_TEST_EXISTS) && g_file_get_contents (wal, &bytes, &length, NULL) &&
      length > 0)
    g_file_set_contents_full (kept, bytes, (gssize) length, G_FILE_SET_CONTENTS_DURABLE, 0600,
                              NULL);
}

/**
 * matoi_head_check:
 *
 * Compares the log with the file PATH-head, before anything is written. A
 * missing, unreadable or foreign one is no error.
 *
 * Returns: FALSE with MATOI_ERROR_STORAGE if recorded events are gone; closing
 *   @db then leaves the -wal as it is
 */
gboolean
matoi_head_check (MatoiDatabase *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *found = NULL;
  char hash[2 * HASH_BYTES + 1];
  sqlite3_stmt *stmt;
  gint64 version, seq;

  db->head = open_head (db, 0);
  if (!matoi_database_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (db->head < 0 || version == 0 || !read_head (db, &seq, hash))
    return TRUE;
  stmt = matoi_database_get (db, "SELECT hash FROM event WHERE seq=?1", error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", seq);
  if (matoi_database_step (db, stmt, &local_error))
    found = dup_hex (sqlite3_column_blob (stmt, 0), sqlite3_column_bytes (stmt, 0));
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (found, hash) == 0)
    return TRUE;
  keep_wal (db);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return matoi_database_set_behind (db->path, error);
}

/**
 * matoi_head_write:
 *
 * Notes how far the log has come; after a commit. Failing is no error: the next
 * time it is opened, the database is only compared with less.
 */
void
matoi_head_write (MatoiDatabase *db)
{
  g_autofree char *hash = NULL, *line = NULL;
  sqlite3_stmt *stmt;
  gint64 seq = 0;

  db->last_commit = g_get_monotonic_time ();
  if (db->head < 0)
    db->head = open_head (db, O_CREAT);
  stmt = matoi_database_get (db, "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", NULL);
  if (stmt != NULL && matoi_database_step (db, stmt, NULL))
    {
      seq = sqlite3_column_int64 (stmt, 0);
      hash = dup_hex (sqlite3_column_blob (stmt, 1), sqlite3_column_bytes (stmt, 1));
    }
  if (stmt != NULL)
    sqlite3_reset (stmt);
  if (seq == 0 || seq == db->head_seq)
    return;
  line = dup_line (get_inode (db), seq, hash);
  if (pwrite (db->head, line, strlen (line), 0) == (gssize) strlen (line))
    db->head_seq = seq;
  else
    g_debug ("%s-head: %s", db->path, g_strerror (errno));
}

/**
 * matoi_head_tidy:
 * @now: as from g_get_monotonic_time ()
 *
 * Empties the -wal in a lull, so that there is little in it that could be
 * damaged. Waits for nobody: with another program at work it tries again later.
 */
void
matoi_head_tidy (MatoiDatabase *db, gint64 now)
{
  if (db->read_only || db->last_commit == 0 || now < db->last_commit + LULL)
    return;
  matoi_database_set_patient (db, FALSE);
  if (sqlite3_wal_checkpoint_v2 (db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) ==
      SQLITE_OK)
    db->last_commit = 0;
  else
    db->last_commit = now;
  matoi_database_set_patient (db, TRUE);
}
