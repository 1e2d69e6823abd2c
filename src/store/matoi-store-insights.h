/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-insight-row.h"
#include "matoi-store.h"

G_BEGIN_DECLS

/* All incidents but drills, as far as @person (nullable) may know of them: of the confidential ones
 * those in which they have or had a role (HIS-07). (transfer full) */
MatoiInsightRows *matoi_store_read_insights (MatoiStore *store, const char *person, GError **error);

G_END_DECLS
