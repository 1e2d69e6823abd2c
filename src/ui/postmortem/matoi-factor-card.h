/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-element.h"

G_BEGIN_DECLS

/* One contributing factor: what, why, evidence. */
#define MATOI_TYPE_FACTOR_CARD (matoi_factor_card_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFactorCard, matoi_factor_card, MATOI, FACTOR_CARD, MatoiElement)

MatoiElement *matoi_factor_card_new (MatoiSession *session, const MatoiFactor *factor_or_null);
void matoi_factor_card_set_number (MatoiFactorCard *self, guint number);
void matoi_factor_card_flush (MatoiFactorCard *self);

G_END_DECLS
