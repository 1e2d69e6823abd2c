/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE for what a terminal would obey (control characters but newline and tab) and for what
 * makes a text look like another one (bidirectional overrides, embeddings and isolates). */
gboolean matoi_char_is_plain (gunichar c);
/* @text without the others; blanks stay. Any bytes may come. (transfer full) */
char *matoi_plain_dup (const char *text);
/* Whether @text holds nothing but white space of any script. */
gboolean matoi_text_is_blank (const char *text);

G_END_DECLS
