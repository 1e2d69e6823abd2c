/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* What one reviewer said. Signal "toggle" (): resolve it, or open it again. */
#define MATOI_TYPE_COMMENT_ROW (matoi_comment_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCommentRow, matoi_comment_row, MATOI, COMMENT_ROW, GtkListBoxRow)

GtkWidget *matoi_comment_row_new (const MatoiId *id);
const MatoiId *matoi_comment_row_get_id (MatoiCommentRow *self);
void
matoi_comment_row_show (MatoiCommentRow *self, MatoiSession *session, const MatoiComment *comment);

G_END_DECLS
