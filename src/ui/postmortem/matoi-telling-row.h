/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-item.h"

G_BEGIN_DECLS

/* One line of what the document tells: both clocks, its words, where they come from. Opened, it
 * is edited in place. Its buttons activate "told.edit" with its id and what is to be edited. */
#define MATOI_TYPE_TELLING_ROW (matoi_telling_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingRow, matoi_telling_row, MATOI, TELLING_ROW, GtkWidget)

GtkWidget *matoi_telling_row_new (void);
/* @item NULL: it shows nothing any more; what was typed into it is recorded. */
void matoi_telling_row_show (MatoiTellingRow *self,
                             MatoiTellingItem *item_or_null,
                             MatoiSession *session_or_null,
                             gboolean editable);
MatoiTellingItem *matoi_telling_row_get_item (MatoiTellingRow *self);
/* What was typed into it is asked to be recorded. */
void matoi_telling_row_flush (MatoiTellingRow *self);
/* Puts the keyboard into the part "text", "evidence", "time" or "anchor" of an open row. */
gboolean matoi_telling_row_edit (MatoiTellingRow *self, const char *part);

G_END_DECLS
