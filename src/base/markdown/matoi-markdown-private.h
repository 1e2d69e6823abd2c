/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-markdown.h"

G_BEGIN_DECLS

/* Lines of a table, from @p to @end. */
/* Its cells, of char *; "\|" is no border. (transfer full) */
GPtrArray *matoi_table_split_row (const char *p, const char *end);
/* Whether it is the line below the head of a table. */
gboolean matoi_table_is_ruler (const char *p, const char *end);

G_END_DECLS
