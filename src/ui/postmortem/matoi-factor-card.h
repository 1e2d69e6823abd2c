/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* One contributing factor: what, why, evidence. A new one is recorded when something is typed.
 * Signals: "settled": it was recorded or refused; "vanish": a new one is not wanted. */
#define MATOI_TYPE_FACTOR_CARD (matoi_factor_card_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFactorCard, matoi_factor_card, MATOI, FACTOR_CARD, GtkWidget)

GtkWidget *matoi_factor_card_new (MatoiSession *session, const MatoiFactor *factor_or_null);
const MatoiId *matoi_factor_card_get_id (MatoiFactorCard *self);
gboolean matoi_factor_card_is_new (MatoiFactorCard *self);
gboolean matoi_factor_card_is_pending (MatoiFactorCard *self);
gboolean matoi_factor_card_was_removed_here (MatoiFactorCard *self);
void matoi_factor_card_update (MatoiFactorCard *self, const MatoiFactor *factor_or_null);
void matoi_factor_card_set_number (MatoiFactorCard *self, guint number);
void matoi_factor_card_flush (MatoiFactorCard *self);
void matoi_factor_card_focus (MatoiFactorCard *self);
gboolean matoi_factor_card_select (MatoiFactorCard *self, gsize offset, gsize length);

G_END_DECLS
