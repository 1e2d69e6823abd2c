/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What the incident left behind that may become an action item: TODOs, clean-up, lessons, what no
 * monitor noticed. Signal "taken" (const char *text, const char *kind, const MatoiId *from_or_null). */
#define MATOI_TYPE_ACTION_OFFERS (matoi_action_offers_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionOffers, matoi_action_offers, MATOI, ACTION_OFFERS, GtkWidget)

void matoi_action_offers_show (MatoiActionOffers *self, MatoiSession *session_or_null);

G_END_DECLS
