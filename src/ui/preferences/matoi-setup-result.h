/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-setup-report.h"

G_BEGIN_DECLS

/* What a test of the connection to a service found: a row for each line; hidden without one. */
#define MATOI_TYPE_SETUP_RESULT (matoi_setup_result_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSetupResult,
                      matoi_setup_result,
                      MATOI,
                      SETUP_RESULT,
                      AdwPreferencesGroup)

void matoi_setup_result_show (MatoiSetupResult *self, const MatoiSetupReport *report_or_null);

G_END_DECLS
