/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-drafts.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* One incident: its heading, who leads, the timeline with the bar to write into it, and what is
 * due. Folds from a wall display down to 900 pixels. Shows what is durable and nothing else. */
#define MATOI_TYPE_INCIDENT_VIEW (matoi_incident_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiIncidentView, matoi_incident_view, MATOI, INCIDENT_VIEW, GtkWidget)

void matoi_incident_view_set_drafts (MatoiIncidentView *self, MatoiDrafts *drafts);
void matoi_incident_view_set_session (MatoiIncidentView *self, MatoiSession *session_or_null);
MatoiSession *matoi_incident_view_get_session (MatoiIncidentView *self);
void matoi_incident_view_show_page (MatoiIncidentView *self, const char *name);

G_END_DECLS
