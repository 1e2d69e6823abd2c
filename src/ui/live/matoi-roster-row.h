/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-roster-items.h"

G_BEGIN_DECLS

/* A role, a person or a sub-team in the roster. */
#define MATOI_TYPE_ROSTER_ROW (matoi_roster_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiRosterRow, matoi_roster_row, MATOI, ROSTER_ROW, GtkListBoxRow)

GtkWidget *matoi_roster_row_new (void);
void matoi_roster_row_show (MatoiRosterRow *self, MatoiRosterItem *item, gint64 now);
void matoi_roster_row_tick (MatoiRosterRow *self, gint64 now);
void matoi_roster_row_set_compact (MatoiRosterRow *self, gboolean compact);
const MatoiRosterItem *matoi_roster_row_get_item (MatoiRosterRow *self);
/* How much time a team has left, in words. */
char *matoi_roster_item_dup_time (const MatoiRosterItem *item, gint64 now);

G_END_DECLS
