/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Phrases to read aloud, in English and Japanese. */
#define MATOI_TYPE_CARDS_PANEL (matoi_cards_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCardsPanel, matoi_cards_panel, MATOI, CARDS_PANEL, GtkWidget)

void matoi_cards_panel_set_session (MatoiCardsPanel *self, MatoiSession *session_or_null);

G_END_DECLS
