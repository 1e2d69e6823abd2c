/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-clocks.h"

G_BEGIN_DECLS

/* A clock in the heading: its ring, its name, the time left; opens what can be done about it. */
#define MATOI_TYPE_CLOCK_BUTTON (matoi_clock_button_get_type ())
G_DECLARE_FINAL_TYPE (MatoiClockButton, matoi_clock_button, MATOI, CLOCK_BUTTON, GtkWidget)

void matoi_clock_button_show (MatoiClockButton *self, const MatoiClock *clock_or_null, gint64 now);
const char *matoi_clock_button_get_clock (MatoiClockButton *self);
GtkMenuButton *matoi_clock_button_get_button (MatoiClockButton *self);

G_END_DECLS
