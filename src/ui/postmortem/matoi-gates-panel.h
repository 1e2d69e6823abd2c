/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What is still missing for the next state, each with a way to it (§12.2).
 * Signal "updated" (): the reasons were looked at again; matoi_gates_panel_get_checks (). */
#define MATOI_TYPE_GATES_PANEL (matoi_gates_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiGatesPanel, matoi_gates_panel, MATOI, GATES_PANEL, GtkWidget)

void matoi_gates_panel_set_session (MatoiGatesPanel *self, MatoiSession *session_or_null);
/* Of MatoiCheck, borrowed until "updated"; never NULL. */
GPtrArray *matoi_gates_panel_get_checks (MatoiGatesPanel *self);
/* What stands before @state; NULL: before the next one. */
void matoi_gates_panel_set_target (MatoiGatesPanel *self, const char *state_or_null);
/* Looks at them now. */
void matoi_gates_panel_update (MatoiGatesPanel *self);
/* Puts the keyboard on the first that is not met; FALSE when all are. */
gboolean matoi_gates_panel_focus_first (MatoiGatesPanel *self);

G_END_DECLS
