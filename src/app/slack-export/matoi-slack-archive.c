/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "matoi-error.h"

#define BLOCK (256 * 1024)

typedef struct
{
  const char *path;
  MatoiSlackWant want;
  MatoiSlackTake take;
  gpointer user_data;
  GCancellable *cancellable;
  guint64 total;
  guint n_files;
  GByteArray *bytes; /* of the file at hand */
} Walk;

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

static gboolean
refuse (GError **error, const char *path, const char *reason)
{
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %1$s is the name of a file, %2$s a whole sentence with the reason. */
               _ ("%1$s: %2$s Nothing was imported."), path, reason);
  return FALSE;
}

/* A name stays inside: no "..", nothing absolute. We write nothing, but it would lie about where
 * it belongs. */
static gboolean
is_tame (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (!g_utf8_validate (name, -1, NULL) || *name == '/' || strchr (name, '\\') != NULL)
    return FALSE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return FALSE;
  return TRUE;
}

static gboolean
count_file (Walk *walk, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
    return FALSE;
  if (++walk->n_files > MATOI_SLACK_MAX_FILES)
    return refuse (error, walk->path, _ ("It holds more than 500,000 files."));
  return TRUE;
}

/* Takes what has been read; FALSE: too much in all, @problem: too much for one file. */
static gboolean
add_bytes (Walk *walk, const void *bytes, gsize length, const char **problem, GError **error)
{
  walk->total += length;
  if (walk->total > MATOI_SLACK_MAX_TOTAL)
    return refuse (error, walk->path,
                   _ ("It unpacks to more than 2 GB, which no export of messages does."));
  if (walk->bytes->len + length > MATOI_SLACK_MAX_FILE)
    *problem = _ ("The file is larger than 64 MB.");
  else
    g_byte_array_append (walk->bytes, bytes, (guint) length);
  return TRUE;
}

static gboolean
give (Walk *walk, const char *name, const char *problem, GError **error)
{
  return walk->take (name, problem != NULL ? NULL : (const char *) walk->bytes->data,
                     problem != NULL ? 0 : walk->bytes->len, problem, walk->user_data, error);
}

/* --- ZIP */

static gboolean
read_packed (Walk *walk, Archive *archive, const char *name, GError **error)
{
  g_autofree char *buffer = g_malloc (BLOCK);
  const char *problem = NULL;

  g_byte_array_set_size (walk->bytes, 0);
  while (problem == NULL)
    {
      la_ssize_t n = archive_read_data (archive, buffer, BLOCK);

      if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
        return FALSE;
      if (n == 0)
        break;
      if (n < 0)
        problem = _ ("The file is damaged in the archive, or locked with a password.");
      else if (!add_bytes (walk, buffer, (gsize) n, &problem, error))
        return FALSE;
    }
  return give (walk, name, problem, error);
}

static gboolean
walk_entries (Walk *walk, Archive *archive, GError **error)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) >= ARCHIVE_WARN &&
         status != ARCHIVE_EOF)
    {
      const char *raw = archive_entry_pathname_utf8 (entry);
      g_autofree char *name = g_strdup (raw != NULL ? raw : archive_entry_pathname (entry));

      if (!count_file (walk, error))
        return FALSE;
      if (name == NULL || archive_entry_filetype (entry) != AE_IFREG || !is_tame (name) ||
          !walk->want (name, walk->user_data))
        continue;
      if (!read_packed (walk, archive, name, error))
        return FALSE;
    }
  if (status != ARCHIVE_EOF)
    return refuse (error, walk->path, _ ("The archive is damaged or not complete."));
  return TRUE;
}

static gboolean
walk_zip (Walk *walk, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = utf8 != (locale_t) 0 ? uselocale (utf8) : (locale_t) 0;
  gboolean good;

  /* ZIP and nothing else: what is not asked for cannot be attacked. Names are read in UTF-8
   * whatever the locale of this run. */
  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_filename (archive, walk->path, BLOCK) == ARCHIVE_OK)
    good = walk_entries (walk, archive, error);
  else
    good = refuse (error, walk->path, _ ("It is not a ZIP archive, or it is damaged."));
  if (utf8 != (locale_t) 0)
    {
      uselocale (before);
      freelocale (utf8);
    }
  return good;
}

/* --- a folder */

static gboolean
read_file (Walk *walk, int folder, const char *base, const char *name, GError **error)
{
  g_autofree char *buffer = g_malloc (BLOCK);
  const char *problem = NULL;
  /* No link is followed: it could lead out of the export. */
  int fd = openat (folder, base, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

  g_byte_array_set_size (walk->bytes, 0);
  while (fd >= 0 && problem == NULL)
    {
      gssize n = read (fd, buffer, BLOCK);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        problem = _ ("The file cannot be read to its end.");
      if (n <= 0)
        break;
      if (!add_bytes (walk, buffer, (gsize) n, &problem, error))
        {
          close (fd);
          return FALSE;
        }
    }
  if (fd >= 0)
    close (fd);
  else
    problem = _ ("The file cannot be read.");
  return give (walk, name, problem, error);
}

/* Exports lie flat: the lists, and a folder of days for each channel, perhaps one folder down. */
static gboolean
walk_folder (Walk *walk, const char *path, const char *inside, guint depth, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &local);
  const char *base;
  gboolean good = TRUE;
  int fd;

  if (dir == NULL)
    return depth > 0 ? TRUE : refuse (error, walk->path, local->message);
  fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  while (good && fd >= 0 && (base = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name =
        *inside != '\0' ? g_build_filename (inside, base, NULL) : g_strdup (base);
      g_autofree char *full = g_build_filename (path, base, NULL);
      struct stat info;

      good = count_file (walk, error);
      if (!good || !is_tame (name) || fstatat (fd, base, &info, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      if (S_ISDIR (info.st_mode) && depth < 2)
        good = walk_folder (walk, full, name, depth + 1, error);
      else if (S_ISREG (info.st_mode) && walk->want (name, walk->user_data))
        good = read_file (walk, fd, base, name, error);
    }
  if (fd >= 0)
    close (fd);
  return good;
}

/**
 * matoi_slack_archive_walk:
 * @path: a ZIP archive or a folder
 * @want: chooses by name; names that lead out of the archive are never offered
 * @take: told of each file that was wanted, in the order in which they lie there
 * @error: MATOI_ERROR_INPUT, _NOT_FOUND, what @take says, or G_IO_ERROR_CANCELLED
 *
 * Holds one file at a time. Works in any thread.
 *
 * Returns: FALSE on error
 */
gboolean
matoi_slack_archive_walk (const char *path,
                          MatoiSlackWant want,
                          MatoiSlackTake take,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Walk walk = { path, want, take, user_data, cancellable, 0, 0, bytes };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                   /* Translators: %s is the name of a file. */
                   _ ("There is no file “%s”. Nothing was changed."), path);
      return FALSE;
    }
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? walk_folder (&walk, path, "", 0, error)
                                                : walk_zip (&walk, error);
}
