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

/* A term that another incident has as well, and in which text of it (0: the title). */
typedef struct
{
  guint term;
  gint64 row;
} MatoiSimilarShare;

typedef struct
{
  gint64 row, declared_at;
  char *services, *causes; /* (nullable) only if some are shared */
  GArray *shares;          /* (nullable) of MatoiSimilarShare */
  double score;
} MatoiSimilarOther;

typedef struct
{
  MatoiStore *store;
  const MatoiId *incident;
  const char *person;
  gint64 row; /* of the incident */
  gboolean drill;
  MatoiSimilarText text;
  GStrv services, causes;
  guint *n_services, *n_causes; /* how many incidents have each */
  GArray *others;               /* of MatoiSimilarOther */
  gboolean has_causes;
} MatoiSimilarLook;

/* matoi-similar-others.c: every other incident, and what it has in common, in the order of their
 * rows */
gboolean matoi_similar_read_others (MatoiSimilarLook *look, GError **error);
/* The text of a row that can be found; (nullable) */
const char *matoi_similar_get_row_sql (gint64 row);
void matoi_similar_clear_other (gpointer other);

/* matoi-similar-weigh.c: gives each its score */
void matoi_similar_weigh (MatoiSimilarLook *look);

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
