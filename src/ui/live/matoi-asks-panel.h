/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Who owes an answer, and until when. */
#define MATOI_TYPE_ASKS_PANEL (matoi_asks_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiAsksPanel, matoi_asks_panel, MATOI, ASKS_PANEL, GtkWidget)

void matoi_asks_panel_set_session (MatoiAsksPanel *self, MatoiSession *session_or_null);

G_END_DECLS
