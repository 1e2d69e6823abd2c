/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-brief.h"

G_BEGIN_DECLS

/* Two incidents side by side: what happened when, who, what they have in common.
 * Signals: "closed" (); "open" (const char *ref): that one is to be shown; The link is made by the action
 * "history.link" (ss), of both ids. */
#define MATOI_TYPE_HISTORY_COMPARE (matoi_history_compare_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryCompare, matoi_history_compare, MATOI, HISTORY_COMPARE, GtkWidget)

void matoi_history_compare_begin (MatoiHistoryCompare *self,
                                  MatoiContext *context,
                                  const MatoiId *one,
                                  const MatoiId *other);
/* Whether both say that it was seen before. */
void matoi_history_compare_set_linked (MatoiHistoryCompare *self, gboolean linked);

G_END_DECLS
