/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The end: what is missing before it, and ending (END-01…13). Signal "done" (): it is over. */
#define MATOI_TYPE_END_PAGE (matoi_end_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEndPage, matoi_end_page, MATOI, END_PAGE, GtkWidget)

void matoi_end_page_set_session (MatoiEndPage *self, MatoiSession *session_or_null);
void matoi_end_page_begin (MatoiEndPage *self);

G_END_DECLS
