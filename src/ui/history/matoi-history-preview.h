/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-model.h"

G_BEGIN_DECLS

/* What is known of the incident that is chosen, the newest places where the words stand, and what
 * is like it. Its buttons activate the actions of MatoiHistoryView.
 * Signals: "open" (const char *ref, const char *kind, const char *id): that place is to be shown;
 * "chosen" (const char *ref): that incident; "compare" (const char *ref): both beside each other. */
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
/* Asks what it is to be written as. */
void matoi_history_preview_export (MatoiHistoryPreview *self);
void matoi_history_preview_print (MatoiHistoryPreview *self);
/* The incident that waits for another one to be compared with. */
void matoi_history_preview_set_marked (MatoiHistoryPreview *self, const char *ref_or_null);
/* What it was about, after something was linked. */
void matoi_history_preview_read_again (MatoiHistoryPreview *self);
/* The same words, after something was recorded; nothing moves where somebody is. */
void matoi_history_preview_look_again (MatoiHistoryPreview *self);

G_END_DECLS
