/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Who sits here, how the team works, where it talks, who belongs to it. A row is stored when it
 * is applied; nothing waits for the window to be closed. */
#define MATOI_TYPE_PREFERENCES (matoi_preferences_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPreferences, matoi_preferences, MATOI, PREFERENCES, AdwPreferencesWindow)

MatoiPreferences *matoi_preferences_new (MatoiContext *context);
void matoi_preferences_show_page (MatoiPreferences *self, const char *name);

G_END_DECLS
