/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-common.h"

#include <glib/gstdio.h>

gboolean
test_common_on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
test_common_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      test_common_remove (inside);
    }
  g_remove (path);
}
