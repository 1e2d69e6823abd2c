/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store.h"

G_BEGIN_DECLS

MatoiPolicy *generate_policy (void);
GPtrArray *
generate_incident (GRand *rand, MatoiPolicy *policy, guint number, guint n_entries, gint64 start);
void generate_database (const char *path, guint n_incidents, guint n_entries, guint32 seed);

G_END_DECLS
