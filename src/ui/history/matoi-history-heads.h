/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-columns.h"

G_BEGIN_DECLS

/* The heads of the columns: what the table is sorted by, and other choices. Signal "sort" (guint column): one was
 * chosen. */
#define MATOI_TYPE_HISTORY_HEADS (matoi_history_heads_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryHeads, matoi_history_heads, MATOI, HISTORY_HEADS, GtkWidget)

/* @column: MATOI_HISTORY_N_COLUMNS: by none of them. */
void
matoi_history_heads_show_order (MatoiHistoryHeads *self, MatoiHistoryColumn column, gboolean down);
/* As wide as the columns are with the letters of now; @list: the one below. */
void matoi_history_heads_measure (MatoiHistoryHeads *self, GtkWidget *list);

G_END_DECLS
