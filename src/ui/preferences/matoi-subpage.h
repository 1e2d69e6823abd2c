/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A page one level deeper in the preferences, with a title and the way back: the button, Escape or
 * Alt+Left. For adw_preferences_window_present_subpage (). */
#define MATOI_TYPE_SUBPAGE (matoi_subpage_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSubpage, matoi_subpage, MATOI, SUBPAGE, GtkWidget)

MatoiSubpage *matoi_subpage_new (const char *title, AdwPreferencesPage *page);

G_END_DECLS
