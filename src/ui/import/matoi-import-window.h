/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Takes messages of a Slack export into an incident. A window by itself: whoever leads an incident
 * goes on with it. Signal "imported" (const char *ref): somebody wants to see what became of it. */
#define MATOI_TYPE_IMPORT_WINDOW (matoi_import_window_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportWindow, matoi_import_window, MATOI, IMPORT_WINDOW, AdwWindow)

GtkWidget *matoi_import_window_new (MatoiContext *context);
/* As if the file or folder at @path had been chosen. */
void matoi_import_window_open (MatoiImportWindow *self, const char *path);

G_END_DECLS
