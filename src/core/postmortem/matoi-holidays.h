/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 23:59:59.999 in @zone of the day that is @days after the one of @ended_at (day 0); @business:
 * Saturdays, Sundays and @days_off (nullable; set of "YYYY-MM-DD") do not count (§21 Q1, Q3). */
gint64 matoi_deadline (gint64 ended_at,
                       guint days,
                       gboolean business,
                       GTimeZone *zone,
                       GHashTable *days_off);
/* The national holidays of Japan, substitutes included: of "YYYY-MM-DD". (transfer full) */
GPtrArray *matoi_holidays_japan (int year);

/* A set of days that owns its texts, for @days_off. (transfer full) */
GHashTable *matoi_days_off_new (void);
/* Adds the whole days of a calendar file (.ics) to @days_off; FALSE: it is as it was. */
gboolean
matoi_holidays_read_ics (const char *text, gssize length, GHashTable *days_off, GError **error);
/* The same; @warnings (nullable; of char *) gets what was left out, with its line. */
gboolean matoi_holidays_read_ics_full (const char *text,
                                       gssize length,
                                       GHashTable *days_off,
                                       GPtrArray *warnings,
                                       GError **error);

G_END_DECLS
