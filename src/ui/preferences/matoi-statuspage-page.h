/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Everything about Statuspage: the connection, what of the page belongs to which service. */
#define MATOI_TYPE_STATUSPAGE_PAGE (matoi_statuspage_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStatuspagePage,
                      matoi_statuspage_page,
                      MATOI,
                      STATUSPAGE_PAGE,
                      AdwPreferencesPage)

MatoiStatuspagePage *matoi_statuspage_page_new (MatoiContext *context);

G_END_DECLS
