/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-slack-report.h"

G_BEGIN_DECLS

/* What a test of the connection to Slack found: a row for each line; hidden without one. */
#define MATOI_TYPE_SLACK_RESULT (matoi_slack_result_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackResult,
                      matoi_slack_result,
                      MATOI,
                      SLACK_RESULT,
                      AdwPreferencesGroup)

void matoi_slack_result_show (MatoiSlackResult *self, const MatoiSlackReport *report_or_null);

G_END_DECLS
