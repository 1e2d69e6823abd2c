/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* The people and the services of the directory: to add, to change, to import. */
#define MATOI_TYPE_TEAM_PAGE (matoi_team_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTeamPage, matoi_team_page, MATOI, TEAM_PAGE, AdwPreferencesPage)

void matoi_team_page_set_context (MatoiTeamPage *self, MatoiContext *context);

G_END_DECLS
