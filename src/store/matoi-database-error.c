/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-database.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "matoi-error.h"

static const char *
describe (int code)
{
  switch (code)
    {
    case SQLITE_READONLY_DIRECTORY:
    case SQLITE_READONLY_CANTINIT:
      /* Translators: %1$s is the path of the database in all of these sentences */
      return _("The folder of the database “%1$s” cannot be written. Nothing was changed. "
               "Make the folder writable, or choose another database.");
    case SQLITE_CANTOPEN_ISDIR:
      return _("“%1$s” is a folder, not a database. Choose a file.");
    case SQLITE_CORRUPT_VTAB:
      return _("The search index of the database “%1$s” is damaged (%2$s). Nothing that was recorded "
               "is lost. Search in the window of Matoi, or run “matoictl rebuild”: both build it "
               "anew.");
    default:
      break;
    }
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return _("The disk with the database “%1$s” is full. This change was NOT saved; everything "
               "saved before is safe. Free some space and try again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return _("The database “%1$s” is read-only. This change was NOT saved. "
               "Make the file writable, or choose another database.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _("Another program is holding the database “%1$s”. This change was NOT saved. "
               "Close the other program, or try again in a moment.");
    case SQLITE_CORRUPT:
      return _("The database “%1$s” is damaged (%2$s). Nothing more is written to it. "
               "Keep a copy of the file and restore the last backup.");
    case SQLITE_NOTADB:
      return _("“%1$s” is not a Matoi database. It was not changed. Choose another file.");
    case SQLITE_CANTOPEN:
      return _("The database “%1$s” cannot be opened. "
               "Check that the folder exists and that you may write in it.");
    case SQLITE_IOERR:
      return _("The disk with the database “%1$s” reported an error (%2$s). This change was NOT "
               "saved. Check the disk and make a backup.");
    default:
      return _("The database “%1$s” refused this change (%2$s). It was NOT saved; "
               "everything saved before is safe.");
    }
}

/**
 * matoi_database_set_error:
 * @handle: (nullable): where the error happened
 * @code: the extended result code
 *
 * Sets a MATOI_ERROR_STORAGE error with a sentence for people; G_IO_ERROR_CANCELLED if somebody
 * broke it off.
 *
 * Returns: FALSE
 */
gboolean
matoi_database_set_error (sqlite3 *handle, int code, const char *path, GError **error)
{
  const char *detail = handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code);

  g_debug ("SQLite %d on %s: %s", code, path, detail);
  if (code == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, detail);
      return FALSE;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE, describe (code), path, detail);
#pragma GCC diagnostic pop
  return FALSE;
}

/** matoi_database_set_newer: the error for a file of a later Matoi. Returns: FALSE */
gboolean
matoi_database_set_newer (const char *path, gint64 version, GError **error)
{
  /* Translators: %1$s is the path, %2$d a number of the file's format */
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               _("The database “%1$s” was written by a newer Matoi (format %2$d). "
                 "It was not changed. Install the newer version to open it."),
                  path, (int) version);
  return FALSE;
}

/** matoi_database_set_behind: the error for a log that has lost its end. Returns: FALSE */
gboolean
matoi_database_set_behind (const char *path, GError **error)
{
  g_set_error (
    error, MATOI_ERROR, MATOI_ERROR_STORAGE,
    /* Translators: %1$s is the path of the database, each time */
    _("The last events recorded in the database “%1$s” cannot be found in it: it or the "
                 "file “%1$s-wal” was damaged or replaced. Nothing was changed; such a file is kept "
                 "as “%1$s-wal.damaged”. Restore the last backup, or remove “%1$s-head” to go on "
                 "without these events."),
       path);
  return FALSE;
}

/** matoi_database_set_foreign: the error for a SQLite file of another program. Returns: FALSE */
gboolean
matoi_database_set_foreign (const char *path, GError **error)
{
  return matoi_database_set_error (NULL, SQLITE_NOTADB, path, error);
}
