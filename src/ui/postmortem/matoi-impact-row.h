/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* One number of the impact that a person states, or says why nobody can (TPL-06). */
#define MATOI_TYPE_IMPACT_ROW (matoi_impact_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImpactRow, matoi_impact_row, MATOI, IMPACT_ROW, GtkListBoxRow)

/* @row: of the policy's list "impact" */
GtkWidget *matoi_impact_row_new (MatoiSession *session, JsonObject *row);
/* Takes over what the incident says now; what is being typed stays. */
void matoi_impact_row_show (MatoiImpactRow *self, gboolean editable);
void matoi_impact_row_flush (MatoiImpactRow *self);
gboolean matoi_impact_row_is_missing (MatoiImpactRow *self);
void matoi_impact_row_focus (MatoiImpactRow *self);

G_END_DECLS
