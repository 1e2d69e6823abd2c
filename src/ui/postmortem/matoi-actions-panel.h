/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The action items at a glance. */
#define MATOI_TYPE_ACTIONS_PANEL (matoi_actions_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionsPanel, matoi_actions_panel, MATOI, ACTIONS_PANEL, GtkWidget)

void matoi_actions_panel_set_session (MatoiActionsPanel *self, MatoiSession *session_or_null);

G_END_DECLS
