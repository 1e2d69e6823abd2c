/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"
#include "matoi-setup-result.h"

G_BEGIN_DECLS

/* How the record is connected to a workspace: the app to make, its tokens, a test. A token that
 * was given is never shown again. */
#define MATOI_TYPE_SLACK_CONNECTION (matoi_slack_connection_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackConnection,
                      matoi_slack_connection,
                      MATOI,
                      SLACK_CONNECTION,
                      AdwPreferencesGroup)

void matoi_slack_connection_set_context (MatoiSlackConnection *self,
                                         MatoiContext *context,
                                         MatoiSetupResult *result);

G_END_DECLS
