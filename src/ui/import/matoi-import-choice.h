/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-import-item.h"

G_BEGIN_DECLS

/* Two panes: what was written, to be looked through, and what becomes the timeline.
 * Signal "changed" (): something else is chosen. */
#define MATOI_TYPE_IMPORT_CHOICE (matoi_import_choice_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportChoice, matoi_import_choice, MATOI, IMPORT_CHOICE, GtkWidget)

/* The messages @reader has read; it must live as long, or until it is told of others. Those with
 * @reaction (nullable) are chosen. */
void matoi_import_choice_show (MatoiImportChoice *self,
                               MatoiSlackReader *reader,
                               const char *reaction,
                               GTimeZone *zone);
/* (transfer full) of MatoiSlackMessage (not owned), the oldest first. */
GPtrArray *matoi_import_choice_get_messages (MatoiImportChoice *self);
/* (transfer full): set of ids of the TODO lines that are wanted. */
GHashTable *matoi_import_choice_get_todos (MatoiImportChoice *self);
/* How many of those that are chosen are new to the record. */
guint matoi_import_choice_count_new (MatoiImportChoice *self);

G_END_DECLS
