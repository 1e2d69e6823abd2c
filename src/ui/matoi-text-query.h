/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person looks for: words, each of which has to be found somewhere. Upper and lower case,
 * full-width letters and half-width kana are the same. Fast enough for 50,000 texts at every key
 * press: nothing is copied while it looks. */
typedef struct _MatoiTextQuery MatoiTextQuery;

MatoiTextQuery *matoi_text_query_new (const char *text);
void matoi_text_query_free (MatoiTextQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiTextQuery, matoi_text_query_free)

guint matoi_text_query_get_n_words (const MatoiTextQuery *query);
gboolean matoi_text_query_finds (const MatoiTextQuery *query, guint word, const char *text_or_null);

G_END_DECLS
