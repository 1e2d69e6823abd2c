/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-search.h"

G_BEGIN_DECLS

/* What @text asks for; NULL with @error and (out) @place: it asks for what there is not (transfer full) */
MatoiQuery *matoi_context_parse_query (MatoiContext *self,
                                       const char *text,
                                       MatoiQueryPlace *place,
                                       GError **error);
/* What anybody ever wrote, newest first, as far as the identity may know of it: (transfer full) of
 * MatoiSearchHit. */
GPtrArray *matoi_context_search (MatoiContext *self,
                                 const MatoiQuery *query,
                                 guint limit,
                                 gint64 *total_or_null,
                                 GError **error);
/* Whether a search has found the index damaged, and built it anew, since @self was made. */
gboolean matoi_context_has_built_index (MatoiContext *self);
/* Builds the search index anew from what was recorded, or (@anew FALSE) only what is missing of it;
 * after matoi_context_start (), which does the latter by itself. */
void matoi_context_build_index_async (MatoiContext *self,
                                      gboolean anew,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
matoi_context_build_index_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
