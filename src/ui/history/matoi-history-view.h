/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-live.h"

G_BEGIN_DECLS

/* The view "History": everything that ever happened, found as one types.
 * Signal "open" (const char *ref, const char *kind, const char *id): that incident, at what was
 * found there; @kind as in MatoiSearchHit, an action item is an "item"; the last two
 * are NULL for all of it.
 * Signal "said" (const char *text, gboolean can_undo): what was done. */
#define MATOI_TYPE_HISTORY_VIEW (matoi_history_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryView, matoi_history_view, MATOI, HISTORY_VIEW, GtkWidget)

void matoi_history_view_set_live (MatoiHistoryView *self, MatoiLive *live);
/* Comes to be seen: reads what is new. */
void matoi_history_view_begin (MatoiHistoryView *self);
void matoi_history_view_find (MatoiHistoryView *self);
/* What is looked for; borrowed. */
const char *matoi_history_view_get_words (MatoiHistoryView *self);
/* Takes back what was done here last; FALSE: there is nothing. */
gboolean matoi_history_view_undo (MatoiHistoryView *self);

G_END_DECLS
