/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Who owes what until when. Keys: Enter answered, + five more minutes, A acknowledged,
 * R somebody else. */
#define MATOI_TYPE_ASK_ROW (matoi_ask_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiAskRow, matoi_ask_row, MATOI, ASK_ROW, GtkListBoxRow)

GtkWidget *matoi_ask_row_new (MatoiSession *session, const MatoiId *ask);
const MatoiId *matoi_ask_row_get_id (MatoiAskRow *self);
void matoi_ask_row_show (MatoiAskRow *self, const MatoiAsk *ask);
gboolean matoi_ask_row_tick (MatoiAskRow *self, const MatoiAsk *ask, gint64 now);
void matoi_ask_row_begin_answer (MatoiAskRow *self);

G_END_DECLS
