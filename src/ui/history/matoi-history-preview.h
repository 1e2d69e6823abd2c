/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-model.h"

G_BEGIN_DECLS

/* What is known of the incident that is chosen, and the newest places where the words stand.
 * Signal "open" (const char *ref, const char *kind, const char *id): that place is to be shown. */
#define MATOI_TYPE_HISTORY_PREVIEW (matoi_history_preview_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryPreview, matoi_history_preview, MATOI, HISTORY_PREVIEW, GtkWidget)

void matoi_history_preview_set_context (MatoiHistoryPreview *self,
                                        MatoiContext *context,
                                        MatoiFinder *finder);
/* @text: what is looked for, "" for nothing. */
void matoi_history_preview_show (MatoiHistoryPreview *self,
                                 MatoiHistoryItem *item_or_null,
                                 const char *text);
/* As a choice of the newest hit; as soon as it is there. */
void matoi_history_preview_open (MatoiHistoryPreview *self);

G_END_DECLS
