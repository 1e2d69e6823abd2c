/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-model.h"

G_BEGIN_DECLS

/* A button that writes the incident that is chosen, or its postmortem, to a file or on paper. */
#define MATOI_TYPE_HISTORY_EXPORT (matoi_history_export_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryExport, matoi_history_export, MATOI, HISTORY_EXPORT, GtkWidget)

void matoi_history_export_set_context (MatoiHistoryExport *self, MatoiContext *context);
void matoi_history_export_set_item (MatoiHistoryExport *self, MatoiHistoryItem *item_or_null);
/* As a click on it: asks what it is to be written as. */
void matoi_history_export_ask (MatoiHistoryExport *self);
/* On paper at once; a confidential one is asked about first. */
void matoi_history_export_print (MatoiHistoryExport *self);

G_END_DECLS
