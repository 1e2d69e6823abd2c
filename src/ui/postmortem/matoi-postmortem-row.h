/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem-item.h"

G_BEGIN_DECLS

/* One line of the list of postmortems, or a heading in it. Rows are used again for other items. */
#define MATOI_TYPE_POSTMORTEM_ROW (matoi_postmortem_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemRow, matoi_postmortem_row, MATOI, POSTMORTEM_ROW, GtkWidget)

GtkWidget *matoi_postmortem_row_new (MatoiContext *context);
void matoi_postmortem_row_set_item (MatoiPostmortemRow *self, MatoiPostmortemItem *item_or_null);
MatoiPostmortemItem *matoi_postmortem_row_get_item (MatoiPostmortemRow *self);
/* What it says; also for the accessible name. (transfer full) */
char *matoi_postmortem_row_dup_text (MatoiPostmortemRow *self);

G_END_DECLS
