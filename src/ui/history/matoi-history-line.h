/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-columns.h"
#include "matoi-history-model.h"

G_BEGIN_DECLS

/* One line of the table. */
#define MATOI_TYPE_HISTORY_LINE (matoi_history_line_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryLine, matoi_history_line, MATOI, HISTORY_LINE, GtkWidget)

GtkWidget *matoi_history_line_new (MatoiContext *context);
void matoi_history_line_set_item (MatoiHistoryLine *self, MatoiHistoryItem *item_or_null);
MatoiHistoryItem *matoi_history_line_get_item (MatoiHistoryLine *self);

G_END_DECLS
