/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* The final severity, settled calmly at the end (SVR-03). Signal "changed" (). */
#define MATOI_TYPE_END_SEVERITY (matoi_end_severity_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEndSeverity, matoi_end_severity, MATOI, END_SEVERITY, GtkWidget)

void matoi_end_severity_show (MatoiEndSeverity *self, const MatoiIncident *incident);
const char *matoi_end_severity_get (MatoiEndSeverity *self);
void matoi_end_severity_reset (MatoiEndSeverity *self);

G_END_DECLS
