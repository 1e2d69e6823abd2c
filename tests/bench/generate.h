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

/* Databases in the folder MATOI_BENCH_DIR, made when they are first asked for. (transfer full): the path. */
guint generate_get_size (void);
char *generate_cached (guint n_incidents);
char *generate_cached_incident (guint n_entries);
/* A copy beside @path that may be written to; generate_drop () removes it. */
char *generate_copy (const char *path);
void generate_drop (char *path);

G_END_DECLS
