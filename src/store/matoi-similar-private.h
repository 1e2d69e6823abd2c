/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-similar.h"
#include "matoi-store-private.h"

G_BEGIN_DECLS

/* One word, or pair of characters, of what the incident is about. */
typedef struct
{
  char *token; /* folded */
  guint n;     /* incidents that have it; 0: it tells nothing */
  guint last;  /* the last of them, counted from 1 */
  double weight;
} MatoiSimilarTerm;

/* Where one stands in the text. */
typedef struct
{
  int term; /* -1: it tells nothing, but may join others */
  gsize start, end;
} MatoiSimilarPlace;

typedef struct
{
  GString *text;        /* what people wrote of what it is about, the telling parts first */
  GArray *places;       /* of MatoiSimilarPlace */
  GArray *terms;        /* of MatoiSimilarTerm */
  GHashTable *by_token; /* char * → place in terms, from 1 */
} MatoiSimilarText;

/* matoi-similar-words.c */
void matoi_similar_text_init (MatoiSimilarText *self);
void matoi_similar_text_clear (MatoiSimilarText *self);
void matoi_similar_text_take (MatoiSimilarText *self, const char *text);
/* Readable words for the terms that are marked in @shared and stand together in @pool, which is
 * folded. (transfer full) */
GStrv matoi_similar_text_join (const MatoiSimilarText *self,
                               const gboolean *shared,
                               const char *pool,
                               guint limit);

G_END_DECLS
