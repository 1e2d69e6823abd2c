/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-history-item.h"

G_BEGIN_DECLS

/* Finds out, in a thread, what the lines are sorted by where they are sorted by words. Signal "ranked" (): they know
 * it now. */
#define MATOI_TYPE_HISTORY_RANKER (matoi_history_ranker_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryRanker, matoi_history_ranker, MATOI, HISTORY_RANKER, GObject)

MatoiHistoryRanker *matoi_history_ranker_new (void);
/* @items: of MatoiHistoryItem, all there are. Once more while it is at it: these after those. */
void matoi_history_ranker_ask (MatoiHistoryRanker *self, GPtrArray *items);

G_END_DECLS
