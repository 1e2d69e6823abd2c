/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* What the messages and the status have in common. */
char *matoi_messages_join (const MatoiIncident *incident, const char *kind, gboolean open_only);
const char *matoi_messages_severity (const MatoiIncident *incident);
int matoi_messages_minutes_until (gint64 due, gint64 now);
gboolean matoi_messages_waits_for_update (const MatoiIncident *incident,
                                          const char *id,
                                          const char *audience_or_null);
char *
matoi_messages_find (const MatoiIncident *incident, const char *name, gint64 now, GTimeZone *zone);
/* What stands for a {placeholder}: (transfer full) (nullable) */
typedef char *(*MatoiFindValue) (const char *name, gconstpointer data);
char *matoi_messages_fill (const char *text, MatoiFindValue find, gconstpointer data);

G_END_DECLS
