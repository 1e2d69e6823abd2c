/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matoi-cli-private.h"

/* Files that are there whole or not at all. */

static gboolean
write_whole (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return fsync (fd) == 0;
}

/* Puts the nameless file @fd in the place of @path: a name beside it first, since a link never
 * takes the place of another file. */
static gboolean
give_name (int fd, const char *path)
{
  g_autofree char *self = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *beside = g_strdup_printf ("%s.%08x", path, g_random_int ());

  if (linkat (AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
    return TRUE;
  if (errno != EEXIST || linkat (AT_FDCWD, self, AT_FDCWD, beside, AT_SYMLINK_FOLLOW) != 0)
    return FALSE;
  if (g_rename (beside, path) == 0)
    return TRUE;
  g_unlink (beside);
  return FALSE;
}

/* A file without a name is gone when whoever writes it is killed. FALSE with errno; ENOTSUP: not
 * on this file system. */
static gboolean
write_nameless (const char *path, const char *data, gsize length)
{
#ifdef O_TMPFILE
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600), saved;
  gboolean good;

  if (fd < 0)
    {
      errno = errno == EISDIR || errno == EINVAL || errno == ENOENT ? ENOTSUP : errno;
      return FALSE;
    }
  good = write_whole (fd, data, length);
  saved = good ? 0 : errno;
  if (good && !give_name (fd, path))
    {
      /* Without /proc there is no way to name it. */
      saved = errno == ENOENT ? ENOTSUP : errno;
      good = FALSE;
    }
  g_close (fd, NULL);
  errno = saved;
  return good;
#else
  errno = ENOTSUP;
  return FALSE;
#endif
}

/* GLib's own words name a file that nobody asked for. */
static const char *
explain (const GError *problem)
{
  static const int reasons[] = { ENOSPC, EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, EIO };

  for (guint i = 0; problem->domain == G_FILE_ERROR && i < G_N_ELEMENTS (reasons); i++)
    if ((int) g_file_error_from_errno (reasons[i]) == problem->code)
      return g_strerror (reasons[i]);
  return problem->message;
}

/* The reason why not, in words; NULL: it is written. (transfer full) */
static char *
write_target (const char *name, const char *data, gsize length)
{
  gboolean whole =
    !g_file_test (name, G_FILE_TEST_EXISTS) || g_file_test (name, G_FILE_TEST_IS_REGULAR);
  g_autoptr (GError) problem = NULL;

  if (whole && write_nameless (name, data, length))
    return NULL;
  if (whole && errno != ENOTSUP && errno != EOPNOTSUPP)
    return g_strdup (g_strerror (errno));
  if (g_file_set_contents_full (name, data, (gssize) length,
                                whole ? G_FILE_SET_CONTENTS_CONSISTENT : G_FILE_SET_CONTENTS_NONE,
                                0600, &problem))
    return NULL;
  return g_strdup (explain (problem));
}

/* A plain file is replaced as a whole, also the one a link points to; a pipe or a device is
 * written into, never replaced. */
gboolean
matoi_cli_write_file (const char *path, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *target = realpath (path, NULL);
  g_autofree char *why = write_target (target != NULL ? target : path, data, length);

  free (target);
  if (why == NULL)
    return TRUE;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               /* Translators: 1: the name of a file, 2: a reason, in words of the system. */
               _ ("“%1$s” was not written: %2$s. The incident is safe and no half of the document "
                  "is left; make room, or name another file with -o, and export again."),
                  path, why);
  return FALSE;
}
