/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-history.h"
#include "matoi-similar.h"

G_BEGIN_DECLS

/* Looks into everything that was ever written, for a window: with a connection and a thread of its
 * own, so that neither those who write nor those who look wait. Each question breaks off the one
 * before. As the identity of the context is allowed to know (HIS-07). Main thread.
 *
 * A damaged index is built anew by the context (which has to be started); until then searches fail
 * with a sentence. Signal "index-built" (gboolean built, const char *sentence): it was: ask again;
 * or why it was not. Said once: an index that is damaged again right away is not built again. */
#define MATOI_TYPE_FINDER (matoi_finder_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFinder, matoi_finder, MATOI, FINDER, GObject)

/* What was found. */
typedef struct
{
  GPtrArray *hits;   /* (nullable) of MatoiSearchHit: the newest */
  GArray *counts;    /* of MatoiHistoryCount: incidents that have some, the newest hit first */
  gint64 total;      /* hits */
  gboolean complete; /* FALSE: there are more; counts and total are those of @hits alone */
  gint64 ms;         /* since the words were asked for */
  MatoiQuery *query; /* for matoi_query_find_hits () and matoi_query_dup_snippet () */
} MatoiFound;
void matoi_found_free (MatoiFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiFound, matoi_found_free)

/* For the layers that do not see the store. */
void matoi_finder_free_row (MatoiHistoryRow *row);

MatoiFinder *matoi_finder_new (MatoiContext *context);
/* @typing: the last word may be only the beginning of one. */
void matoi_finder_search_async (MatoiFinder *self,
                                const char *text,
                                gboolean typing,
                                guint limit,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* How many there are of what was searched for last, which costs a look at each: without @hits,
 * complete. To be asked when the hits are there and are not all; the next search breaks it off.
 * Finished as a search. */
void matoi_finder_count_async (MatoiFinder *self,
                               const char *text,
                               gboolean typing,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* NULL with @error: G_IO_ERROR_CANCELLED if another question came; MATOI_ERROR_INPUT and @place if
 * it cannot be understood there. (transfer full) */
MatoiFound *matoi_finder_search_finish (MatoiFinder *self,
                                        GAsyncResult *result,
                                        MatoiQueryPlace *place,
                                        GError **error);
/* The newest @limit hits of one incident: (transfer full) of MatoiSearchHit; does not break off. */
void matoi_finder_look_within_async (MatoiFinder *self,
                                     const char *text,
                                     const MatoiId *incident,
                                     guint limit,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* All incidents: (transfer full) of MatoiHistoryRow; does not break off. */
void matoi_finder_list_async (MatoiFinder *self, GAsyncReadyCallback callback, gpointer user_data);
/* What is most like @incident, and why: (transfer full) of MatoiSimilar; does not break off. */
void matoi_finder_list_similar_async (MatoiFinder *self,
                                      const MatoiId *incident,
                                      guint limit,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Of all three. */
GPtrArray *matoi_finder_list_finish (MatoiFinder *self, GAsyncResult *result, GError **error);

G_END_DECLS
