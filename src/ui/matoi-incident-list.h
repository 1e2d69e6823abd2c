/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-live.h"

G_BEGIN_DECLS

/* The sidebar: live incidents, then the ones that ended lately. Signal "chosen" (MatoiId *):
 * somebody picked another one. */
#define MATOI_TYPE_INCIDENT_LIST (matoi_incident_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiIncidentList, matoi_incident_list, MATOI, INCIDENT_LIST, GtkWidget)

void matoi_incident_list_set_live (MatoiIncidentList *self, MatoiLive *live);
void matoi_incident_list_set_rows (MatoiIncidentList *self, GPtrArray *live, GPtrArray *ended);
void matoi_incident_list_select (MatoiIncidentList *self, const MatoiId *id);
gboolean matoi_incident_list_move (MatoiIncidentList *self, int step);
gboolean matoi_incident_list_find (MatoiIncidentList *self, const char *ref, MatoiId *id);
gboolean matoi_incident_list_get_first_live (MatoiIncidentList *self, MatoiId *id);
void matoi_incident_list_tick (MatoiIncidentList *self, gint64 now);

G_END_DECLS
