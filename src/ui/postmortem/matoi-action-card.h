/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-context-outbox.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* One action item: what it is, its ticket, and, opened, each of its fields, edited in place. */
#define MATOI_TYPE_ACTION_CARD (matoi_action_card_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionCard, matoi_action_card, MATOI, ACTION_CARD, GtkWidget)

GtkWidget *matoi_action_card_new (MatoiSession *session, const MatoiAction *action);
const MatoiId *matoi_action_card_get_id (MatoiActionCard *self);
void matoi_action_card_show (MatoiActionCard *self, const MatoiAction *action);
/* What brings it back after it was removed here. (transfer full) (nullable) */
MatoiCommand *matoi_action_card_steal_restore (MatoiActionCard *self);
void matoi_action_card_flush (MatoiActionCard *self);
void matoi_action_card_focus (MatoiActionCard *self, gboolean ticket);
gboolean matoi_action_card_select (MatoiActionCard *self, gsize offset, gsize length);

/* Its ticket as it waits in the outbox; NULL: it does not. */
void matoi_action_card_set_waiting (MatoiActionCard *self, const MatoiOutboxRow *row_or_null);

G_END_DECLS
