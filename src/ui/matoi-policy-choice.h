/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* The ways of working to choose from: the team's first, then the built-in ones. "changed" comes
 * when a person has chosen another one. */
#define MATOI_TYPE_POLICY_CHOICE (matoi_policy_choice_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPolicyChoice, matoi_policy_choice, MATOI, POLICY_CHOICE, AdwComboRow)

void matoi_policy_choice_load (MatoiPolicyChoice *self, MatoiContext *context);
const char *matoi_policy_choice_get_id (MatoiPolicyChoice *self);

G_END_DECLS
