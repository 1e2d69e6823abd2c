/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-finder.h"

G_BEGIN_DECLS

/* One incident that is like another. Its buttons activate similar.link and similar.compare with
 * the reference; so do the keys S and C. */
#define MATOI_TYPE_HISTORY_SIMILAR_ROW (matoi_history_similar_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistorySimilarRow,
                      matoi_history_similar_row,
                      MATOI,
                      HISTORY_SIMILAR_ROW,
                      GtkListBoxRow)

GtkWidget *matoi_history_similar_row_new (const MatoiSimilar *similar);
const char *matoi_history_similar_row_get_ref (MatoiHistorySimilarRow *self);
/* Why, the strongest reason first; (transfer full). */
char *matoi_history_similar_dup_reasons (const MatoiSimilar *similar, const char *separator);
void matoi_history_similar_row_set_linked (MatoiHistorySimilarRow *self, gboolean linked);

G_END_DECLS
