/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The free words of a section that is mostly a list: out of the way until they are wanted. */
#define MATOI_TYPE_MORE_TEXT (matoi_more_text_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMoreText, matoi_more_text, MATOI, MORE_TEXT, GtkWidget)

void matoi_more_text_show (MatoiMoreText *self, MatoiSession *session_or_null, const char *section);
void matoi_more_text_update (MatoiMoreText *self);
void matoi_more_text_flush (MatoiMoreText *self);
gboolean matoi_more_text_select (MatoiMoreText *self, gsize offset, gsize length);

G_END_DECLS
