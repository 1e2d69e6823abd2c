/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-roster-items.h"

G_BEGIN_DECLS

/* Puts a button into @box for each sub-team the person of @item (nullable) may go to (CPX-05);
 * FALSE: nothing has changed. */
gboolean matoi_roster_moves_fill (GtkBox *box, MatoiSession *session, const MatoiRosterItem *item);
/* (nullable): NULL: back to the commander */
const char *matoi_roster_move_get_team (GtkButton *button);

G_END_DECLS
