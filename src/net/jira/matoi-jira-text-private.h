/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-text.h"
#include "matoi-markdown.h"

G_BEGIN_DECLS

/* Cuts @blocks to @max_length and says at their end where the whole is. FALSE: nothing was cut. */
gboolean matoi_jira_blocks_cut (GPtrArray *blocks, guint max_length, const char *more_url_or_null);
/* The first address in @text, up to *@end; NULL: none. */
const char *matoi_jira_find_address (const char *text, const char **end);

/* --- wiki markup */
gboolean matoi_jira_is_word (gunichar c);
/* @at_start: of a line, where more signs mean something. */
void matoi_jira_wiki_append (GString *out, const char *text, gboolean at_start);

G_END_DECLS
