/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-saved-searches.h"

G_BEGIN_DECLS

/* One saved search: its name, what it looks for, and a button that deletes it, as the key Delete
 * does. Signal "delete" (). */
#define MATOI_TYPE_HISTORY_SAVED_ROW (matoi_history_saved_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistorySavedRow,
                      matoi_history_saved_row,
                      MATOI,
                      HISTORY_SAVED_ROW,
                      GtkListBoxRow)

GtkWidget *matoi_history_saved_row_new (const MatoiSavedSearch *search);
const char *matoi_history_saved_row_get_name (MatoiHistorySavedRow *self);
const char *matoi_history_saved_row_get_query (MatoiHistorySavedRow *self);
gboolean matoi_history_saved_row_shows (MatoiHistorySavedRow *self, const MatoiSavedSearch *search);

G_END_DECLS
