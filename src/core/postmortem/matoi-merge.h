/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Merges what became of @base in @a and in @b, sentence by sentence; where both changed the same
 * one, both are kept and counted in @conflicts (nullable). (transfer full) */
char *matoi_merge3 (const char *base, const char *a, const char *b, guint *conflicts);

G_END_DECLS
