/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Markdown as people and attackers write it, and as nobody would. */
extern const char *const markdown_corpus[];
/* Of up to @n_pieces pieces, any in any place. (transfer full) */
char *markdown_random (GRand *rand, guint n_pieces);

G_END_DECLS
