/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The status of a lull, composed from the state (IC-15); folded away until it is wanted. */
#define MATOI_TYPE_STATUS_PANEL (matoi_status_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStatusPanel, matoi_status_panel, MATOI, STATUS_PANEL, GtkWidget)

void matoi_status_panel_set_session (MatoiStatusPanel *self, MatoiSession *session_or_null);
/* Unfolds it and moves the focus there. */
void matoi_status_panel_open (MatoiStatusPanel *self);

G_END_DECLS
