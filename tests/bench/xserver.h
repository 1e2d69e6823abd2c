/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Starts an X server without hardware for this program alone, points DISPLAY at
 * it and chooses cairo for GTK. It ends with the program. 0: there is none. */
pid_t xserver_start (void);

G_END_DECLS
