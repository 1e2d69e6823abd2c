/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* All that the organisation chooses about Slack. */
#define MATOI_TYPE_SLACK_PAGE (matoi_slack_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackPage, matoi_slack_page, MATOI, SLACK_PAGE, AdwPreferencesPage)

void matoi_slack_page_set_context (MatoiSlackPage *self, MatoiContext *context);

G_END_DECLS
