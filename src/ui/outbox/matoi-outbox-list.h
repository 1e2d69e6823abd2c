/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-outbox.h"

G_BEGIN_DECLS

/* After hours without a connection; the others follow as these go. */
#define MATOI_OUTBOX_LIST_MAX 200

/* Some of what is in the outbox, with what may be done about each.
 * Signals: "changed" (): something is discarded or back, to be shown anew;
 * "said" (const char *text, gboolean can_undo): what was done. */
#define MATOI_TYPE_OUTBOX_LIST (matoi_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOutboxList, matoi_outbox_list, MATOI, OUTBOX_LIST, GtkWidget)

void matoi_outbox_list_set_context (MatoiOutboxList *self, MatoiContext *context);
/* Whether the row at @index has a line on @shelf; @only (nullable): of this incident. */
gboolean matoi_outbox_list_belongs (MatoiOutboxList *self,
                                    GPtrArray *rows,
                                    guint index,
                                    MatoiOutboxShelf shelf,
                                    const MatoiId *only);
/* Shows in place what belongs there of @rows (nullable, of MatoiOutboxRow, kept), and says how many
 * that are; at most MATOI_OUTBOX_LIST_MAX are shown. @inside (nullable): the incident one looks
 * from. A line in which somebody types stays, but for @all_anew. */
guint matoi_outbox_list_show (MatoiOutboxList *self,
                              GPtrArray *rows,
                              MatoiOutboxShelf shelf,
                              const MatoiId *only,
                              const MatoiId *inside,
                              gboolean all_anew);
gboolean matoi_outbox_list_is_empty (MatoiOutboxList *self);
/* Takes the last discard back; FALSE: there is none any more. */
gboolean matoi_outbox_list_undo (MatoiOutboxList *self);
/* What was discarded is discarded for good. */
void matoi_outbox_list_settle (MatoiOutboxList *self);

G_END_DECLS
