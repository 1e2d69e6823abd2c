/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A strict reader of JSON text that makes no tree. json-glib 1.6 leaks memory
 * on some malformed texts, aborts on half a surrogate pair, accepts comments
 * and overflows the stack on deep nesting; so it only sees what passed this. */
typedef struct
{
  const char *start, *at, *end;
  guint depth, max_depth;
  const char *want;    /* (nullable) the rest of the path that is looked for */
  const char *found;   /* (nullable) where the value at the path begins */
  const char *problem; /* (nullable) translated, once the scan failed */
} MatoiJsonScan;

gboolean matoi_json_scan (MatoiJsonScan *scan);
guint matoi_json_scan_line (const MatoiJsonScan *scan, const char *at);

G_END_DECLS
