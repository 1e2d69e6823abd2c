/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* One reason before the next state. Signal "agree" (): the button of that reason. */
#define MATOI_TYPE_GATE_ROW (matoi_gate_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiGateRow, matoi_gate_row, MATOI, GATE_ROW, GtkListBoxRow)

GtkWidget *matoi_gate_row_new (const char *gate);
const char *matoi_gate_row_get_gate (MatoiGateRow *self);
void
matoi_gate_row_show (MatoiGateRow *self, const MatoiIncident *incident, const MatoiCheck *check);
/* Its place among the others. */
void matoi_gate_row_set_rank (MatoiGateRow *self, guint rank);
guint matoi_gate_row_get_rank (MatoiGateRow *self);

G_END_DECLS
