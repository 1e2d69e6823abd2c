/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A new sub-team (CPX-01…06). */
#define MATOI_TYPE_SUBTEAM_PAGE (matoi_subteam_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSubteamPage, matoi_subteam_page, MATOI, SUBTEAM_PAGE, GtkWidget)

void matoi_subteam_page_set_session (MatoiSubteamPage *self, MatoiSession *session_or_null);
void matoi_subteam_page_begin (MatoiSubteamPage *self);

G_END_DECLS
