/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-search.h"

#include "matoi-worker-private.h"

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

static void
run_build (MatoiWorker *worker, MatoiJob *job)
{
  if (matoi_store_build_index (worker->store, &job->error))
    job->result = GINT_TO_POINTER (TRUE);
}

/** matoi_context_build_index_async: see the header. */
void
matoi_context_build_index_async (MatoiContext *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));

  matoi_job_push (self, matoi_job_new (self, run_build, matoi_context_build_index_async, NULL, NULL,
                                       callback, user_data));
}

/** matoi_context_build_index_finish: see the header. */
gboolean
matoi_context_build_index_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_build_index_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
