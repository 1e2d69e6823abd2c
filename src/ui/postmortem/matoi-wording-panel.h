/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Words to look at once more (§12.5c). */
#define MATOI_TYPE_WORDING_PANEL (matoi_wording_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiWordingPanel, matoi_wording_panel, MATOI, WORDING_PANEL, GtkWidget)

void matoi_wording_panel_set_session (MatoiWordingPanel *self, MatoiSession *session_or_null);

G_END_DECLS
