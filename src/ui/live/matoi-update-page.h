/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The composer of a status update for one audience. Signal "done" (): it was recorded. */
#define MATOI_TYPE_UPDATE_PAGE (matoi_update_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiUpdatePage, matoi_update_page, MATOI, UPDATE_PAGE, GtkWidget)

void matoi_update_page_set_session (MatoiUpdatePage *self, MatoiSession *session_or_null);
void matoi_update_page_begin (MatoiUpdatePage *self, const char *audience);

G_END_DECLS
