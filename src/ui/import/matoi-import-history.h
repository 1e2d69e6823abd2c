/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Takes incidents that were kept elsewhere out of a CSV or JSON file. A window by itself: whoever
 * leads an incident goes on with it. Signal "show-history": somebody wants to see them there. */
#define MATOI_TYPE_IMPORT_HISTORY (matoi_import_history_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportHistory, matoi_import_history, MATOI, IMPORT_HISTORY, AdwWindow)

GtkWidget *matoi_import_history_new (MatoiContext *context);
/* As if the file at @path had been chosen. */
void matoi_import_history_open (MatoiImportHistory *self, const char *path);

G_END_DECLS
