/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* Beside the timeline of a playback: who leads, what is guessed, what is open, what was said. */
#define MATOI_TYPE_PLAYBACK_BOARD (matoi_playback_board_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPlaybackBoard, matoi_playback_board, MATOI, PLAYBACK_BOARD, GtkWidget)

void matoi_playback_board_show (MatoiPlaybackBoard *self, const MatoiIncident *incident);

G_END_DECLS
