/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The next steps of the role I hold. */
#define MATOI_TYPE_STEPS_PANEL (matoi_steps_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStepsPanel, matoi_steps_panel, MATOI, STEPS_PANEL, GtkWidget)

void matoi_steps_panel_set_session (MatoiStepsPanel *self, MatoiSession *session_or_null);

G_END_DECLS
