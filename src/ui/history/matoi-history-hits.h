/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-model.h"

G_BEGIN_DECLS

/* The newest places of one incident where the words stand.
 * Signal "open" (const char *kind, const char *id): one was chosen; both NULL: the incident. */
#define MATOI_TYPE_HISTORY_HITS (matoi_history_hits_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryHits, matoi_history_hits, MATOI, HISTORY_HITS, GtkWidget)

void
matoi_history_hits_set_context (MatoiHistoryHits *self, MatoiContext *context, MatoiFinder *finder);
/* @text: what is looked for, "" for nothing. */
void
matoi_history_hits_show (MatoiHistoryHits *self, MatoiHistoryItem *item_or_null, const char *text);
/* So many there are, which may be known before they are. */
void matoi_history_hits_set_count (MatoiHistoryHits *self, guint n);
/* As a choice of the newest one; as soon as it is there. */
void matoi_history_hits_open_first (MatoiHistoryHits *self);
/* After something was recorded: shows what is new, once nobody is at the list. */
void matoi_history_hits_look_again (MatoiHistoryHits *self);

G_END_DECLS
