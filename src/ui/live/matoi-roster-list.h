/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-roster-row.h"

G_BEGIN_DECLS

MatoiRosterRow *matoi_roster_list_get_row (GtkListBox *list, int i);
/* Makes @list (of MatoiRosterRow) show @items. Rows of the same key stay, and with them the focus. */
void matoi_roster_list_show (GtkListBox *list, GPtrArray *items, gboolean compact, gint64 now);

G_END_DECLS
