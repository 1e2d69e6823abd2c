/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* One incident: its heading, its timeline and the bar to write into it. Shows what is durable
 * and nothing else: a line appears when its event comes back from the log. */
#define MATOI_TYPE_INCIDENT_VIEW (matoi_incident_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiIncidentView, matoi_incident_view, MATOI, INCIDENT_VIEW, GtkWidget)

void matoi_incident_view_set_context (MatoiIncidentView *self, MatoiContext *context);
void matoi_incident_view_take_incident (MatoiIncidentView *self, MatoiIncident *incident);
const MatoiIncident *matoi_incident_view_get_incident (MatoiIncidentView *self);
void matoi_incident_view_apply (MatoiIncidentView *self, GPtrArray *events);
void matoi_incident_view_set_zone (MatoiIncidentView *self, GTimeZone *zone);
void matoi_incident_view_set_narrow (MatoiIncidentView *self, gboolean narrow);
void matoi_incident_view_tick (MatoiIncidentView *self, gint64 now);

G_END_DECLS
