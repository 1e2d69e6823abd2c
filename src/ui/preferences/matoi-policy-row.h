/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* The choice of the process: a built-in one or the team's own file, which begins as a copy. */
#define MATOI_TYPE_POLICY_ROW (matoi_policy_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPolicyRow, matoi_policy_row, MATOI, POLICY_ROW, AdwComboRow)

void matoi_policy_row_set_context (MatoiPolicyRow *self,
                                   MatoiContext *context,
                                   AdwPreferencesGroup *clocks_or_null);

G_END_DECLS
