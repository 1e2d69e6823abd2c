/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-search.h"

#include "matoi-context-private.h"

/** matoi_context_search: in the calling thread, before matoi_context_start (); see the header. */
GPtrArray *
matoi_context_search (MatoiContext *self,
                      const MatoiQuery *query,
                      guint limit,
                      gint64 *total_or_null,
                      GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  return matoi_store_search (self->store, query, self->identity, limit, total_or_null, error);
}
