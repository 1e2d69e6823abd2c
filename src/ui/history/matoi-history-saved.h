/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* What is looked for again and again: a button that keeps what is in the field, and all that was
 * kept, by name.
 * Signals: "chosen" (const char *query); "said" (const char *text, gboolean can_undo): what was
 * done. */
#define MATOI_TYPE_HISTORY_SAVED (matoi_history_saved_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistorySaved, matoi_history_saved, MATOI, HISTORY_SAVED, GtkWidget)

/* To be called once. */
void matoi_history_saved_set_context (MatoiHistorySaved *self, MatoiContext *context);
/* What is in the field; "": there is nothing to be kept. */
void matoi_history_saved_set_text (MatoiHistorySaved *self, const char *text);
/* @naming: to give what is in the field a name, if there is something; else to choose. */
void matoi_history_saved_open (MatoiHistorySaved *self, gboolean naming);
/* Takes back what was deleted or replaced last; FALSE: there is nothing. */
gboolean matoi_history_saved_undo (MatoiHistorySaved *self);

G_END_DECLS
