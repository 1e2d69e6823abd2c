/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-policy.h"

G_BEGIN_DECLS

struct _MatoiPolicy
{
  gatomicrefcount ref_count;
  JsonObject *json;
  char *text, *hash;
  GPtrArray *roles, *severities, *clocks;
};

gboolean matoi_policy_check (JsonObject *preset, char **path, char **reason);

G_END_DECLS
