/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-candidates.h"

G_BEGIN_DECLS

/* One line of MatoiCompletion; used again for another candidate as one types. */
#define MATOI_TYPE_COMPLETION_ROW (matoi_completion_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCompletionRow,
                      matoi_completion_row,
                      MATOI,
                      COMPLETION_ROW,
                      GtkListBoxRow)

GtkWidget *matoi_completion_row_new (void);
void matoi_completion_row_show (MatoiCompletionRow *self, const MatoiCandidate *candidate);

G_END_DECLS
