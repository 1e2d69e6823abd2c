/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What the commander reads aloud after the declaration (IC-02). */
#define MATOI_TYPE_ANNOUNCE_CARD (matoi_announce_card_get_type ())
G_DECLARE_FINAL_TYPE (MatoiAnnounceCard, matoi_announce_card, MATOI, ANNOUNCE_CARD, GtkWidget)

void matoi_announce_card_set_session (MatoiAnnounceCard *self, MatoiSession *session_or_null);

G_END_DECLS
