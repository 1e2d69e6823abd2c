/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a Markdown text is to a reader: words, or letters where words have no blanks between. */
guint matoi_text_count (const char *text, gboolean *letters);
/* "212 words", "1,024 characters". (transfer full) */
char *matoi_text_dup_count (const char *text);

G_END_DECLS
