/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A poll for strong objections and the pause it needs (IC-11). */
#define MATOI_TYPE_POLL_PANEL (matoi_poll_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPollPanel, matoi_poll_panel, MATOI, POLL_PANEL, GtkWidget)

void matoi_poll_panel_set_session (MatoiPollPanel *self, MatoiSession *session_or_null);
void matoi_poll_panel_begin (MatoiPollPanel *self);

G_END_DECLS
