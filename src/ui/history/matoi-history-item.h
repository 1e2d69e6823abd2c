/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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
gboolean matoi_history_item_is_found (MatoiHistoryItem *self);

/* --- for the model */

struct _MatoiHistoryItem
{
  GObject parent_instance;
  MatoiHistoryRow *row;
  guint hits, former_hits;
  gboolean found;                  /* there are some, however many */
  guint order;                     /* as it came */
  guint hit_order;                 /* of its newest hit */
  guint title_rank, services_rank; /* what words are sorted by, when MatoiHistoryRanker has told */
};

/* Takes @row, and says so if it is another. */
void matoi_history_item_take_row (MatoiHistoryItem *self, MatoiHistoryRow *row);
int matoi_history_item_compare (const MatoiHistoryItem *a,
                                const MatoiHistoryItem *b,
                                MatoiHistoryColumn column);

G_END_DECLS
