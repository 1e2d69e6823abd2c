/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* Questions that ask what and how, one at a time (MTG-11); hidden where the process has none. */
#define MATOI_TYPE_QUESTION_DECK (matoi_question_deck_get_type ())
G_DECLARE_FINAL_TYPE (MatoiQuestionDeck, matoi_question_deck, MATOI, QUESTION_DECK, GtkWidget)

void matoi_question_deck_show (MatoiQuestionDeck *self, const MatoiIncident *incident_or_null);

G_END_DECLS
