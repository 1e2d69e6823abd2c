/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* Fills {placeholders} of the policy's message @key from @incident; unknown ones stay as "…".
 * lang "en" or "ja". (transfer full) (IL-03, COM-*, SCR-01) */
char *matoi_message_compose (const MatoiIncident *incident,
                             const char *key,
                             const char *lang,
                             gint64 now,
                             GTimeZone *zone);
/* A sentence of the policy's "cards" to be read aloud by @name, filled from @incident; what only
 * the reader knows stays as "…". lang "en" or "ja"; name, channel (nullable). (transfer full) */
char *matoi_card_compose (const MatoiIncident *incident,
                          JsonObject *card,
                          const char *lang,
                          const char *name,
                          const char *channel,
                          gint64 now,
                          GTimeZone *zone);
/* The status the IC reads aloud in a lull (IC-15), a sentence a line: severity, believed cause,
 * what is done, who answers when, the last and the next posts. (transfer full) */
char *matoi_status_compose (const MatoiIncident *incident, gint64 now);

G_END_DECLS
