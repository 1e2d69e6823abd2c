/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-connections.h"

G_BEGIN_DECLS

/* How the connections are, in one icon; which they are, in its popover. */
#define MATOI_TYPE_CONNECTION_BUTTON (matoi_connection_button_get_type ())
G_DECLARE_FINAL_TYPE (MatoiConnectionButton,
                      matoi_connection_button,
                      MATOI,
                      CONNECTION_BUTTON,
                      GtkWidget)

void
matoi_connection_button_set_context (MatoiConnectionButton *self, MatoiContext *context_or_null);

G_END_DECLS
