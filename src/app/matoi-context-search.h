/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-search.h"

G_BEGIN_DECLS

/* What anybody ever wrote, newest first, as far as the identity may know of it: (transfer full) of
 * MatoiSearchHit. */
GPtrArray *matoi_context_search (MatoiContext *self,
                                 const MatoiQuery *query,
                                 guint limit,
                                 gint64 *total_or_null,
                                 GError **error);
/* Builds the search index anew from what was recorded, after it was damaged; after
 * matoi_context_start (). */
void matoi_context_build_index_async (MatoiContext *self,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
matoi_context_build_index_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
