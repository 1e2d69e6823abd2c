/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-history-item.h"

G_BEGIN_DECLS

/* All incidents in the order chosen, or those with hits. Rows are updated in place. @calm: somebody
 * is looking at them: what is new is shown where it stands, none comes or moves until
 * matoi_history_model_settle (). Where they are sorted by words they stand as they came until a thread has found out
 * what their order is: signal "ranked" (). */
#define MATOI_TYPE_HISTORY_MODEL (matoi_history_model_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryModel, matoi_history_model, MATOI, HISTORY_MODEL, GObject)

MatoiHistoryModel *matoi_history_model_new (void);
/* @rows: of MatoiHistoryRow, the newest first; taken over. */
void matoi_history_model_take (MatoiHistoryModel *self, GPtrArray *rows, gboolean calm);
/* Only those with hits; NULL: all. @complete: so many hits they have; FALSE: there are more, of
 * others too. */
void matoi_history_model_narrow (MatoiHistoryModel *self,
                                 GArray *counts_or_null,
                                 gboolean complete,
                                 gboolean calm);
/* Whether some wait to come, to go or to move. */
gboolean matoi_history_model_has_news (MatoiHistoryModel *self);
void matoi_history_model_settle (MatoiHistoryModel *self);
/* MATOI_HISTORY_N_COLUMNS: as they came, the newest hit or the newest incident first. */
void matoi_history_model_sort (MatoiHistoryModel *self, MatoiHistoryColumn column, gboolean down);
MatoiHistoryColumn matoi_history_model_get_column (MatoiHistoryModel *self, gboolean *down);
/* Of all, shown or not; of MatoiHistoryItem. */
GPtrArray *matoi_history_model_get_all (MatoiHistoryModel *self);
gboolean
matoi_history_model_find (MatoiHistoryModel *self, const MatoiId *incident, guint *position);

G_END_DECLS
