/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* Reasons before a state, those that are met or those that are not. Many of one sort are one row
 * that opens. Activates "postmortem.jump". Signal "agree" (): the button of that reason. */
#define MATOI_TYPE_GATE_LIST (matoi_gate_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiGateList, matoi_gate_list, MATOI, GATE_LIST, GtkWidget)

/* Which of @checks (of MatoiCheck): those that are @met, or the others. */
void matoi_gate_list_show (MatoiGateList *self,
                           const MatoiIncident *incident,
                           GPtrArray *checks,
                           gboolean met);
void matoi_gate_list_set_label (MatoiGateList *self, const char *label);
/* Puts the keyboard on the first row; FALSE: there is none. */
gboolean matoi_gate_list_focus_first (MatoiGateList *self);

G_END_DECLS
