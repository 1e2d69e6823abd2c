/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* All clocks that run, each with what can be done about it: write the update, or snooze. */
#define MATOI_TYPE_CLOCKS_POPOVER (matoi_clocks_popover_get_type ())
G_DECLARE_FINAL_TYPE (MatoiClocksPopover, matoi_clocks_popover, MATOI, CLOCKS_POPOVER, GtkPopover)

GtkWidget *matoi_clocks_popover_new (void);
void matoi_clocks_popover_set_session (MatoiClocksPopover *self, MatoiSession *session_or_null);

G_END_DECLS
