/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-slack-reader.h"

G_BEGIN_DECLS

/* Where what was chosen goes: a new incident, or one that is there. Signal "changed" (). */
#define MATOI_TYPE_IMPORT_TARGET (matoi_import_target_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportTarget, matoi_import_target, MATOI, IMPORT_TARGET, GtkWidget)

/* Reads the incidents and severities anew; @title: proposed for a new one. */
void matoi_import_target_begin (MatoiImportTarget *self, MatoiContext *context, const char *title);
/* What is chosen, borrowed from the form; FALSE: an existing one is wanted and there is none. */
gboolean matoi_import_target_get (MatoiImportTarget *self, MatoiSlackTarget *target);

G_END_DECLS
