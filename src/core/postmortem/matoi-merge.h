/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Merges what became of @base in @a and in @b, sentence by sentence; where both changed the same
 * one, both are kept and counted in @conflicts (nullable). (transfer full) */
char *matoi_merge3 (const char *base, const char *a, const char *b, guint *conflicts);
/* The same; adds to @conflicts, a GPtrArray of GStrv, what either made of each such sentence and
 * the other did not. */
char *matoi_merge3_full (const char *base, const char *a, const char *b, GPtrArray *conflicts);

G_END_DECLS
