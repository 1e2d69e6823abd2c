/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-model.h"

G_BEGIN_DECLS

/* What the document tells, by time; each row is edited in place, one at a time. Action
 * "told.edit" (ss): the id of a row and text evidence time anchor close. */
#define MATOI_TYPE_TOLD_PANE (matoi_told_pane_get_type ())
G_DECLARE_FINAL_TYPE (MatoiToldPane, matoi_told_pane, MATOI, TOLD_PANE, GtkWidget)

void matoi_told_pane_show (MatoiToldPane *self,
                           MatoiTellingModel *model,
                           MatoiSession *session_or_null,
                           gboolean editable);
void matoi_told_pane_flush (MatoiToldPane *self);
void matoi_told_pane_focus (MatoiToldPane *self);
void matoi_told_pane_edit (MatoiToldPane *self, MatoiTellingItem *item, const char *part);
/* Puts the keyboard on the first row without evidence. */
gboolean matoi_told_pane_find_unsourced (MatoiToldPane *self);
/* Offers what may be @anchor, else asks for a row of it. */
void matoi_told_pane_find_anchor (MatoiToldPane *self, const char *anchor);

G_END_DECLS
