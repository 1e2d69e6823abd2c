/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-query.h"
#include "matoi-store.h"

G_BEGIN_DECLS

typedef struct
{
  MatoiId incident;
  char *ref, *title; /* title: the codename of a confidential one */
  MatoiId id;        /* of the entry, TODO, action item or event that holds the words */
  char *kind;        /* of the entry; else todo action incident section message factor … */
  gboolean item;     /* an action item; an entry may be of kind "action" too */
  gint64 at;
  char *text; /* the whole of it */
} MatoiSearchHit;
void matoi_search_hit_free (MatoiSearchHit *hit);

/* Before it is asked: matoi-search-known.c. */
gboolean matoi_store_know_query (MatoiStore *store,
                                 MatoiQuery *query,
                                 MatoiQueryPlace *place,
                                 GError **error);

/* Newest first. @person: who asks: confidential incidents of which they are not a part are not
 * there, not even in @total. @total (out) (nullable): how many there are in all, which costs a look
 * at each. (transfer full) of MatoiSearchHit; NULL with @error, G_IO_ERROR_CANCELLED after
 * matoi_store_interrupt () */
GPtrArray *matoi_store_search (MatoiStore *store,
                               const MatoiQuery *query,
                               const char *person,
                               guint limit,
                               gint64 *total,
                               GError **error);
/* Breaks off what @store is reading; in any thread. */
void matoi_store_interrupt (MatoiStore *store);
/* Whether what failed last did because the index is damaged, or not whole yet; nothing that was
 * recorded is. */
gboolean matoi_store_has_damaged_index (MatoiStore *store);
/* Whether it is only the latter: somebody has begun to build it anew, or this is a newer Matoi, which
 * reads words in another way. Known from the start. */
gboolean matoi_store_has_partial_index (MatoiStore *store);
/* Builds the index anew from the rows, in slices: others write between them, and a search says that
 * it is not whole yet. Once, then until @done; whoever does not finish leaves the rest to the next
 * one that begins. */
gboolean matoi_store_begin_index (MatoiStore *store, GError **error);
gboolean matoi_store_fill_index (MatoiStore *store, gboolean *done, GError **error);
/* All of it, with pauses. */
gboolean matoi_store_build_index (MatoiStore *store, GError **error);

G_END_DECLS
