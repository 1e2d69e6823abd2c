/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are gint64 milliseconds since 1970 UTC everywhere; MATOI_TIME_NONE
 * means "not stated". */
#define MATOI_TIME_NONE G_MININT64
#define MATOI_MINUTE    ((gint64) 60000)

gint64 matoi_time_now (void);
gboolean matoi_time_parse (const char *text, GTimeZone *zone, gint64 *ms);
char *matoi_time_to_rfc3339 (gint64 ms);
char *matoi_time_to_local (gint64 ms, const char *format, GTimeZone *zone);
char *matoi_time_dup_duration (gint64 duration_ms);

G_END_DECLS
