/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-finder.h"

G_BEGIN_DECLS

/* One incident of the history. Signal "changed" (): what is said of it is another. */
#define MATOI_TYPE_HISTORY_ITEM (matoi_history_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryItem, matoi_history_item, MATOI, HISTORY_ITEM, GObject)

/* The columns, from the left; each can be sorted by. */
typedef enum
{
  MATOI_HISTORY_REF,
  MATOI_HISTORY_SEVERITY,
  MATOI_HISTORY_TITLE,
  MATOI_HISTORY_SERVICES,
  MATOI_HISTORY_STARTED,
  MATOI_HISTORY_DURATION,
  MATOI_HISTORY_POSTMORTEM,
  MATOI_HISTORY_ACTIONS,
  MATOI_HISTORY_N_COLUMNS
} MatoiHistoryColumn;

const MatoiHistoryRow *matoi_history_item_get_row (MatoiHistoryItem *self);
guint matoi_history_item_get_hits (MatoiHistoryItem *self);

/* All incidents in the order chosen, or those with hits. Rows are updated in place. */
#define MATOI_TYPE_HISTORY_MODEL (matoi_history_model_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryModel, matoi_history_model, MATOI, HISTORY_MODEL, GObject)

MatoiHistoryModel *matoi_history_model_new (void);
/* @rows: of MatoiHistoryRow, the newest first; taken over. */
void matoi_history_model_take (MatoiHistoryModel *self, GPtrArray *rows);
/* Only those with hits; NULL: all. */
void matoi_history_model_narrow (MatoiHistoryModel *self, GArray *counts_or_null);
/* MATOI_HISTORY_N_COLUMNS: as they came, the newest hit or the newest incident first. */
void matoi_history_model_sort (MatoiHistoryModel *self, MatoiHistoryColumn column, gboolean down);
MatoiHistoryColumn matoi_history_model_get_column (MatoiHistoryModel *self, gboolean *down);
/* Of all, shown or not; of MatoiHistoryItem. */
GPtrArray *matoi_history_model_get_all (MatoiHistoryModel *self);
gboolean
matoi_history_model_find (MatoiHistoryModel *self, const MatoiId *incident, guint *position);

G_END_DECLS
