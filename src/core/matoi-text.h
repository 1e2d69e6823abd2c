/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE for what a terminal would obey (control characters but newline and tab) and for what
 * makes a text look like another one (bidirectional overrides, embeddings and isolates). */
gboolean matoi_char_is_plain (gunichar c);
/* A copy of @text (UTF-8) without such characters and without blanks at its ends. (transfer full) */
char *matoi_text_dup_plain (const char *text);
/* The same in one line: newlines and tabs become blanks. (transfer full) */
char *matoi_text_dup_line (const char *text);

G_END_DECLS
