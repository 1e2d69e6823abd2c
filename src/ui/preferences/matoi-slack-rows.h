/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Rows of the Slack page of which there are many alike: what is posted, what is taken in, and
 * which commands are answered. */
void matoi_slack_rows_add_posts (AdwPreferencesGroup *group, MatoiContext *context);
void matoi_slack_rows_add_taking (AdwPreferencesGroup *group, MatoiContext *context);
void matoi_slack_rows_add_commands (AdwPreferencesGroup *group, MatoiContext *context);

G_END_DECLS
