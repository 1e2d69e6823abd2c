/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An incident as JSON and Markdown: "show" and its parts, and what another Matoi takes in. */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-outbox.h"
#include "matoi-context-private.h"
#include "matoi-export.h"
#include "matoi-pictures-private.h"

/** matoi_context_export_show: (transfer full) the JSON of "show". */
JsonNode *
matoi_context_export_show (MatoiContext *self, const MatoiIncident *incident)
{
  JsonNode *show = matoi_export_show (incident, matoi_context_get_now (self));

  matoi_context_count_outbox_in (self, &incident->id, show);
  return show;
}

/** matoi_context_export_clocks: (transfer full) the clocks of "show". */
JsonArray *
matoi_context_export_clocks (MatoiContext *self, const MatoiIncident *incident)
{
  return matoi_export_clocks (incident, matoi_context_get_now (self));
}

/** matoi_context_export_bundle: (transfer full) Matoi's own JSON. */
JsonNode *
matoi_context_export_bundle (MatoiContext *self, const MatoiIncident *incident)
{
  g_autoptr (GHashTable) pictures = matoi_pictures_read (self, incident);

  return matoi_export_bundle (incident, pictures, matoi_context_get_now (self));
}

/** matoi_context_export_markdown: (transfer full) a document in the language of the locale. */
char *
matoi_context_export_markdown (MatoiContext *self, const MatoiIncident *incident)
{
  return matoi_export_markdown (incident, matoi_context_get_now (self),
                                matoi_context_get_zone (self));
}

/** matoi_context_export_gates: (transfer full): the "gates" of "show"; @state (nullable). */
JsonObject *
matoi_context_export_gates (MatoiContext *self, const MatoiIncident *incident, const char *state)
{
  return matoi_export_gates (incident, state, matoi_context_get_now (self));
}

/** matoi_context_export_postmortem: (transfer full): the "postmortem" of "show". */
JsonObject *
matoi_context_export_postmortem (MatoiContext *self, const MatoiIncident *incident)
{
  return matoi_export_postmortem (incident, matoi_context_get_now (self));
}

/** matoi_context_export_actions: (transfer full): the "actions" of "show". */
JsonArray *
matoi_context_export_actions (MatoiContext *self, const MatoiIncident *incident)
{
  return matoi_export_actions (incident);
}
