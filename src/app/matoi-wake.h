/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signal "awake" (): the network has come back, or the machine has slept. */
#define MATOI_TYPE_WAKE (matoi_wake_get_type ())
G_DECLARE_FINAL_TYPE (MatoiWake, matoi_wake, MATOI, WAKE, GObject)

MatoiWake *matoi_wake_new (void);

G_END_DECLS
