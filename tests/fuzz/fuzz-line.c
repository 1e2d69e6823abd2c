/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-driver.h"

#include "matoi-line.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *whole = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto (GStrv) lines = g_strsplit (whole, "\n", 200);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MatoiCommand) command =
        matoi_line_parse (lines[i], "A", 1763616600000, zone, &error);

      g_assert ((command != NULL) != (error != NULL));
      if (g_utf8_validate (lines[i], -1, NULL))
        g_assert_nonnull (matoi_line_kind (lines[i]));
    }
  return 0;
}
