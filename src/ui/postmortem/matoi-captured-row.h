/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-item.h"

G_BEGIN_DECLS

/* One line of everything captured: whether it is told, when, its kind and its words. What is
 * asked of it goes to the actions "captured.toggle", "captured.confirm" and "captured.rule-out"
 * with its id. */
#define MATOI_TYPE_CAPTURED_ROW (matoi_captured_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCapturedRow, matoi_captured_row, MATOI, CAPTURED_ROW, GtkWidget)

GtkWidget *matoi_captured_row_new (void);
/* @item NULL: it shows nothing any more. */
void matoi_captured_row_show (MatoiCapturedRow *self,
                              MatoiTellingItem *item_or_null,
                              GTimeZone *zone,
                              gint64 day,
                              gboolean editable);
MatoiTellingItem *matoi_captured_row_get_item (MatoiCapturedRow *self);

G_END_DECLS
