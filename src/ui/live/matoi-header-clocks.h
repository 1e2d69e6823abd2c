/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The most urgent clocks side by side, and a button for the others. */
#define MATOI_TYPE_HEADER_CLOCKS (matoi_header_clocks_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHeaderClocks, matoi_header_clocks, MATOI, HEADER_CLOCKS, GtkWidget)

void matoi_header_clocks_set_session (MatoiHeaderClocks *self, MatoiSession *session_or_null);
void matoi_header_clocks_show (MatoiHeaderClocks *self, gint64 now, guint most);

G_END_DECLS
