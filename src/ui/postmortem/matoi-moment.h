/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "matoi-time.h"

G_BEGIN_DECLS

/* A moment as it is typed: a time of the day @near lies on, or with a date before it. */
gboolean matoi_moment_parse (const char *text, gint64 near, GTimeZone *zone, gint64 *ms);
/* As it is typed: date and time. (transfer full) */
char *matoi_moment_dup_typed (gint64 ms, GTimeZone *zone);
/* For people: the day, the time there and in UTC. (transfer full) */
char *matoi_moment_dup_text (gint64 ms, GTimeZone *zone);
/* (transfer full) Such as "14:04 JST" and "05:04 UTC". */
char *matoi_moment_dup_local (gint64 ms, GTimeZone *zone);
char *matoi_moment_dup_utc (gint64 ms);
/* Whether both lie on the same day there. */
gboolean matoi_moment_is_same_day (gint64 a, gint64 b, GTimeZone *zone);

G_END_DECLS
