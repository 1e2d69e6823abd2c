/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-model.h"

G_BEGIN_DECLS

/* What is like an incident, how much and why; each can be shown, compared with it, and linked with
 * it as seen before.
 * Signals: "chosen" (const char *ref), "compare" (const char *ref). The link is made by the action
 * "history.link" (ss), of both ids. */
#define MATOI_TYPE_HISTORY_SIMILAR (matoi_history_similar_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistorySimilar, matoi_history_similar, MATOI, HISTORY_SIMILAR, GtkWidget)

void matoi_history_similar_set_context (MatoiHistorySimilar *self, MatoiContext *context);
/* What is similar is asked for; what is shown stays until it is there. */
void matoi_history_similar_show (MatoiHistorySimilar *self, MatoiHistoryItem *item_or_null);
/* References of incidents the one that is shown is linked with. */
void matoi_history_similar_set_linked (MatoiHistorySimilar *self, GStrv refs);

G_END_DECLS
