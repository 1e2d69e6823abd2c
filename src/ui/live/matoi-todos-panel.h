/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What is to do now, and what after the incident. */
#define MATOI_TYPE_TODOS_PANEL (matoi_todos_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTodosPanel, matoi_todos_panel, MATOI, TODOS_PANEL, GtkWidget)

void matoi_todos_panel_set_session (MatoiTodosPanel *self, MatoiSession *session_or_null);

G_END_DECLS
