/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* The JSON of "show" (design/cli.md): every documented member is there. (transfer full) */
JsonNode *matoi_export_show (const MatoiIncident *incident, gint64 now);
/* Its member "clocks" alone. (transfer full) */
JsonArray *matoi_export_clocks (const MatoiIncident *incident, gint64 now);
/* Matoi's own exchange format: {"schema":"matoi/export/1","policy":…,"show":…,"events":[…]}. (transfer full) */
JsonNode *
matoi_export_bundle (const MatoiIncident *incident, GHashTable *pictures_or_null, gint64 now);
/* The events of such a bundle; @policy_text gets the preset. */
GPtrArray *matoi_export_read_bundle (JsonObject *bundle, char **policy_text, GError **error);
/* Its member "pictures", {HASH:base64}: hash to GBytes. (transfer full) */
GHashTable *matoi_export_read_pictures (JsonObject *bundle, GError **error);
/* A Markdown document: facts, roles, severity minutes, timeline (UTC and @zone), in the
 * locale's language. (transfer full) */
char *matoi_export_markdown (const MatoiIncident *incident, gint64 now, GTimeZone *zone);

/* Parts of "show": the postmortem (empty members while there is none), what stands before each
 * state, the action items. (transfer full) */
JsonObject *matoi_export_postmortem (const MatoiIncident *incident, gint64 now);
JsonObject *
matoi_export_gates (const MatoiIncident *incident, const char *state_or_null, gint64 now);
JsonArray *matoi_export_actions (const MatoiIncident *incident);

G_END_DECLS
