/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What is on top of an incident: how long, how bad, what, in which phase, which clocks run. */
#define MATOI_TYPE_INCIDENT_HEADER (matoi_incident_header_get_type ())
G_DECLARE_FINAL_TYPE (MatoiIncidentHeader, matoi_incident_header, MATOI, INCIDENT_HEADER, GtkWidget)

void matoi_incident_header_set_session (MatoiIncidentHeader *self, MatoiSession *session_or_null);
/* Takes as little room as it can; it also folds of itself when it does not fit. */
void matoi_incident_header_set_narrow (MatoiIncidentHeader *self, gboolean narrow);

G_END_DECLS
