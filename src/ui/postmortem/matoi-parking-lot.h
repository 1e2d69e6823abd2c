/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What was put aside, and the comments that nobody settled.
 *
 * Signal "take-up" (const char *text): it is to become an action item. */
#define MATOI_TYPE_PARKING_LOT (matoi_parking_lot_get_type ())
G_DECLARE_FINAL_TYPE (MatoiParkingLot, matoi_parking_lot, MATOI, PARKING_LOT, GtkWidget)

void matoi_parking_lot_set_session (MatoiParkingLot *self, MatoiSession *session_or_null);
void matoi_parking_lot_refresh (MatoiParkingLot *self);

G_END_DECLS
