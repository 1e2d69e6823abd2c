/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-model.h"

G_BEGIN_DECLS

/* The incidents, a line each, below the heads they are sorted by.
 * Signals: "selected" (): another one is, or none; "activated" (): the one that is selected. */
#define MATOI_TYPE_HISTORY_TABLE (matoi_history_table_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryTable, matoi_history_table, MATOI, HISTORY_TABLE, GtkWidget)

/* To be called once. */
void matoi_history_table_set_model (MatoiHistoryTable *self,
                                    MatoiContext *context,
                                    MatoiHistoryModel *model);
/* (nullable) (transfer none): the one that is selected. */
MatoiHistoryItem *matoi_history_table_get_item (MatoiHistoryTable *self);
/* The one that was selected if it is there still; else the first, whenever @first is wanted. */
void matoi_history_table_select (MatoiHistoryTable *self, gboolean first);
/* That one; FALSE: it is not there. */
gboolean matoi_history_table_choose (MatoiHistoryTable *self, const MatoiId *incident);
/* Brings the keyboard to the one that is selected; FALSE: there is none. */
gboolean matoi_history_table_focus (MatoiHistoryTable *self);
/* Whether somebody points at it or has the keyboard in it: then nothing may move. */
gboolean matoi_history_table_is_used (MatoiHistoryTable *self);
/* Whether something waits to be put where it belongs; to be called when the model has changed. */
void matoi_history_table_show_news (MatoiHistoryTable *self);
/* Puts it there. */
void matoi_history_table_settle (MatoiHistoryTable *self);

G_END_DECLS
