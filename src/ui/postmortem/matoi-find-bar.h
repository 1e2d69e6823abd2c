/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-prose.h"

G_BEGIN_DECLS

/* Finds words in one text, and marks them there, while it is open. */
#define MATOI_TYPE_FIND_BAR (matoi_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFindBar, matoi_find_bar, MATOI, FIND_BAR, GtkWidget)

/* Once; the text lives as long as the bar. */
void matoi_find_bar_set_prose (MatoiFindBar *self, MatoiProse *prose);
/* Opens it with the keyboard in it; words selected in the text are looked for. */
void matoi_find_bar_open (MatoiFindBar *self);
gboolean matoi_find_bar_is_open (MatoiFindBar *self);
/* Closes it without moving the keyboard. */
void matoi_find_bar_close (MatoiFindBar *self);

G_END_DECLS
