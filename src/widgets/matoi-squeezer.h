/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Holds one child that can fold itself in steps: level 0 shows everything, each further one takes
 * less room. When the child does not fit, the level goes up by one; when there is room again for
 * the one before, down. Signal "folded" (guint level): time to show or hide what that level
 * says; it never comes while the child is being placed. */
#define MATOI_TYPE_SQUEEZER (matoi_squeezer_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSqueezer, matoi_squeezer, MATOI, SQUEEZER, GtkWidget)

void matoi_squeezer_set_levels (MatoiSqueezer *self, guint n_levels);
void matoi_squeezer_set_least (MatoiSqueezer *self, guint level);
guint matoi_squeezer_get_level (MatoiSqueezer *self);
void matoi_squeezer_reset (MatoiSqueezer *self);

G_END_DECLS
