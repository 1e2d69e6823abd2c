/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A post on X: how much of one a text takes, X opened with it, and where it stands recorded
 * afterwards. Matoi posts nothing there. */
#define MATOI_TYPE_POST_X (matoi_post_x_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostX, matoi_post_x, MATOI, POST_X, GtkWidget)

void matoi_post_x_show (MatoiPostX *self, MatoiSession *session, const char *text);

G_END_DECLS
