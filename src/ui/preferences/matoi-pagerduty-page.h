/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Everything about PagerDuty: the connection, whom to page, and who is told. */
#define MATOI_TYPE_PAGERDUTY_PAGE (matoi_pagerduty_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPagerdutyPage,
                      matoi_pagerduty_page,
                      MATOI,
                      PAGERDUTY_PAGE,
                      AdwPreferencesPage)

MatoiPagerdutyPage *matoi_pagerduty_page_new (MatoiContext *context);

G_END_DECLS
