/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as a search sees it: widths, cases and accents are one; words where they are written
 * apart, pairs of characters where they are not. */

/* Another one for every change of what the tokens of a text are: an index of another one is built
 * anew. 2: what nobody sees is left out. */
#define MATOI_TOKENS_VERSION 2

typedef enum
{
  MATOI_TOKENS_INDEX, /* also the last character of a run, for whoever looks for it alone */
  MATOI_TOKENS_QUERY,
} MatoiTokensMode;

/* @token: folded, not terminated; it stands at [@start, @end) of the text, in bytes. @beside: in
 * the place of the one before. FALSE: enough. */
typedef gboolean (*MatoiTokenFunc) (const char *token,
                                    gsize length,
                                    gsize start,
                                    gsize end,
                                    gboolean beside,
                                    gpointer user_data);

gboolean matoi_tokens_each (const char *text,
                            gsize length,
                            MatoiTokensMode mode,
                            MatoiTokenFunc func,
                            gpointer user_data);
char *matoi_tokens_fold (const char *text);

G_END_DECLS
