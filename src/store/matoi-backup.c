/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-outbox-private.h"
#include "matoi-rooms-private.h"
#include "matoi-schema.h"
#include "matoi-store-private.h"

#define STEP_BYTES (10 * 1024 * 1024)

static gboolean
set_file_error (const char *path, GError **error)
{
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               /* Translators: %1$s is a path, %2$s the system's reason */
               _("The file “%1$s” could not be written: %2$s. The database was not changed. "
                 "Check the folder and the space on the disk."),
                  path, g_strerror (errno));
  return FALSE;
}

static void
remove_with_sides (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
  g_unlink (journal);
}

/* How far the log of a file had come says nothing of the file that takes its place. */
static void
remove_head (const char *path)
{
  g_autofree char *head = g_strconcat (path, "-head", NULL);

  g_unlink (head);
}

static gboolean
sync_path (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (!ok)
    set_file_error (path, error);
  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
rename_durably (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    return set_file_error (to, error);
  return sync_path (folder, error);
}

static int
copy_pages (sqlite3 *target, sqlite3 *source, int n_pages)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", source, "main");
  int code;

  if (backup == NULL)
    return sqlite3_extended_errcode (target);
  do
    code = sqlite3_backup_step (backup, n_pages);
  while (code == SQLITE_OK);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static gboolean
check_pages (sqlite3 *handle, const char *pragma, const char *path, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean ok = FALSE;

  if (sqlite3_prepare_v2 (handle, pragma, -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    ok = g_strcmp0 (matoi_column_text (stmt, 0), "ok") == 0;
  sqlite3_finalize (stmt);
  return ok || matoi_database_set_error (NULL, SQLITE_CORRUPT, path, error);
}

/* Copies one consistent state into a new file of its own, without -wal. */
static gboolean
copy_to (MatoiDatabase *db, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  gint64 page_size;
  gboolean ok = FALSE;
  int fd, code;

  remove_with_sides (path);
  fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_file_error (path, error);
  close (fd);
  if (!matoi_database_get_int (db, "PRAGMA page_size", &page_size, error))
    return FALSE;
  code = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK)
    code = copy_pages (target, db->handle, (int) (STEP_BYTES / MAX (page_size, 512)));
  if (code == SQLITE_OK)
    code = sqlite3_exec (target, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    matoi_database_set_error (target, code, path, error);
  else
    ok = check_pages (target, "PRAGMA quick_check", path, error);
  sqlite3_close (target);
  return ok && sync_path (path, error);
}

/* An older backup may be replaced; anything else of the owner's may not. */
static gboolean
is_ours (const char *path)
{
  g_autoptr (MatoiDatabase) db = matoi_database_open (path, TRUE, NULL);

  return db != NULL && matoi_schema_check (db, NULL);
}

/**
 * matoi_store_backup:
 *
 * Writes one consistent state to @path, beside a writer; an older file there
 * is only replaced once the new one is complete and checked.
 */
gboolean
matoi_store_backup (MatoiStore *store, const char *path, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *partial = g_strconcat (full, ".tmp", NULL);
  gint64 unused;
  gboolean ok;

  if (strcmp (full, store->db->path) == 0)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _("A backup cannot be the database itself. Choose another file."));
      return FALSE;
    }
  if (g_file_test (full, G_FILE_TEST_EXISTS) && !is_ours (full))
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: %s is the path of a file */
                   _("“%s” exists and is not a backup of Matoi. Nothing was written. "
                     "Choose another file."),
                      path);
      return FALSE;
    }
  /* One read transaction around all steps, or every commit of another
   * connection would start the copy again. */
  if (!matoi_database_exec (store->db, "BEGIN", error))
    return FALSE;
  ok = matoi_database_get_int (store->db, "SELECT count(*) FROM setting", &unused, error) &&
       copy_to (store->db, partial, error);
  sqlite3_exec (store->db->handle, "COMMIT", NULL, NULL, NULL);
  if (ok && rename_durably (partial, full, error))
    return TRUE;
  remove_with_sides (partial);
  return FALSE;
}

/* The copy is opened as any database: brought to this schema, then checked. */
static gboolean
check_copy (const char *copy, const char *from, GError **error)
{
  g_autoptr (MatoiStore) store = matoi_store_open (copy, MATOI_STORE_READ_WRITE, error);
  MatoiVerification verification = { 0 };
  gboolean ok;

  if (store == NULL || !check_pages (store->db->handle, "PRAGMA integrity_check", from, error) ||
      !matoi_store_verify (store, &verification, error))
    return FALSE;
  ok = verification.ok;
  if (!ok)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                 /* Translators: %1$s is a path, %2$s a sentence that says what is wrong */
                 _("The backup “%1$s” is damaged: %2$s Nothing was restored. Try an older backup."),
                   from, verification.problem);
  matoi_verification_clear (&verification);
  /* What waited then may have been sent since, what was said may have been deleted. */
  return ok && matoi_outbox_hold_restored (store->db, error) &&
         matoi_rooms_read_again (store->db, error) &&
         matoi_database_exec (store->db, "PRAGMA journal_mode=DELETE", error);
}

static gboolean
make_copy (const char *from, const char *copy, GError **error)
{
  g_autoptr (MatoiDatabase) source = matoi_database_open (from, TRUE, error);

  return source != NULL && copy_to (source, copy, error) && check_copy (copy, from, error);
}

/* Leaving WAL mode needs the file for oneself: somebody who has it open would
 * go on writing to the old one. A damaged file may be replaced all the same. */
static gboolean
check_unused (const char *path, GError **error)
{
  sqlite3 *handle = NULL;
  int code;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
  sqlite3_close (handle);
  if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
    return TRUE;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               /* Translators: %s is the path of the database */
               _("The database “%s” is open in another program. Nothing was restored. "
                 "Close every Matoi window and try again."),
                  path);
  return FALSE;
}

/* The -wal of a damaged file goes with it; it may hold the last entries. */
static gboolean
put_aside (const char *path, const char *aside, GError **error)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *wal_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  remove_with_sides (aside);
  if (g_rename (path, aside) != 0 && errno != ENOENT)
    return set_file_error (aside, error);
  if (g_rename (wal, wal_aside) != 0 && errno != ENOENT)
    return set_file_error (wal_aside, error);
  g_unlink (shm);
  remove_head (path);
  return TRUE;
}

/**
 * matoi_store_restore:
 *
 * Puts the backup @from in place of the database @path, which nobody may have
 * open. The backup is checked in full first, and the old database is kept as
 * PATH.before-restore.
 */
gboolean
matoi_store_restore (const char *path, const char *from, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *source = g_canonicalize_filename (from, NULL);
  g_autofree char *copy = g_strconcat (full, ".restoring", NULL);
  g_autofree char *aside = g_strconcat (full, ".before-restore", NULL);
  gboolean ok;

  if (strcmp (full, source) == 0 || strcmp (aside, source) == 0)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _("A database cannot be restored from itself or from the copy that "
                             "restoring makes. Copy the backup to another place first."));
      return FALSE;
    }
  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                   /* Translators: %s is the name of a file. */
                   _("There is no file “%s”. Nothing was changed."), from);
      return FALSE;
    }
  ok = make_copy (source, copy, error);
  remove_head (copy);
  if (!ok || !check_unused (full, error) || !put_aside (full, aside, error))
    {
      remove_with_sides (copy);
      return FALSE;
    }
  if (rename_durably (copy, full, error))
    return TRUE;
  /* Back to how it was. */
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    g_rename (aside, full);
  return FALSE;
}
