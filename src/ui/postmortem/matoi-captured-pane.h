/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-model.h"

G_BEGIN_DECLS

/* Everything captured: what is told and what is left out is chosen here, one by one or many at
 * once. */
#define MATOI_TYPE_CAPTURED_PANE (matoi_captured_pane_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCapturedPane, matoi_captured_pane, MATOI, CAPTURED_PANE, GtkWidget)

void matoi_captured_pane_show (MatoiCapturedPane *self,
                               MatoiTellingModel *model,
                               MatoiSession *session_or_null,
                               gboolean editable);
/* Puts the keyboard on the selected entry; with @item on that one. */
void matoi_captured_pane_focus (MatoiCapturedPane *self, MatoiTellingItem *item_or_null);
/* Puts the keyboard into the search. */
void matoi_captured_pane_find (MatoiCapturedPane *self);

G_END_DECLS
