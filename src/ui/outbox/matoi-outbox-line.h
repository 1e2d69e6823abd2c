/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-outbox.h"

G_BEGIN_DECLS

/* One step of the outbox: what it is, where it stands and why, and what may be done about it.
 * Signals: "send" (), "edit" (const char *words), "discard" (). */
#define MATOI_TYPE_OUTBOX_LINE (matoi_outbox_line_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOutboxLine, matoi_outbox_line, MATOI, OUTBOX_LINE, GtkListBoxRow)

GtkWidget *matoi_outbox_line_new (gint64 id);
const gint64 *matoi_outbox_line_get_id (MatoiOutboxLine *self);
/* @rows owns @row. @discreet: the words of a confidential incident are not for this list (SEC-03). */
void matoi_outbox_line_show (MatoiOutboxLine *self,
                             GPtrArray *rows,
                             const MatoiOutboxRow *row,
                             gboolean discreet,
                             MatoiContext *context);
const MatoiOutboxRow *matoi_outbox_line_get_row (MatoiOutboxLine *self);
/* Somebody is typing here: it must not go. */
gboolean matoi_outbox_line_is_edited (MatoiOutboxLine *self);
void matoi_outbox_line_end_edit (MatoiOutboxLine *self);
void matoi_outbox_line_show_problem (MatoiOutboxLine *self, const char *text_or_null);

G_END_DECLS
