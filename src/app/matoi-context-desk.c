/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-desk.h"

#include "matoi-worker-private.h"

/* The context as those who talk to a service see it (matoi-desk.h). */

typedef struct
{
  MatoiDeskFunc func;
  gpointer data;
  GDestroyNotify data_free;
} Work;

static void
work_free (Work *work)
{
  if (work->data != NULL && work->data_free != NULL)
    work->data_free (work->data);
  g_free (work);
}

/* On the worker thread. The work hangs on the task: it is always dropped in the main context. */
static void
run_work (MatoiWorker *worker, MatoiJob *job)
{
  Work *work = g_task_get_task_data (job->task);
  guint settings = matoi_store_get_settings_stamp (worker->store);

  if (!work->func (worker->store, work->data, &job->error))
    return;
  job->result = work;
  /* What a service tells is kept there, too. */
  if (settings != matoi_store_get_settings_stamp (worker->store))
    matoi_worker_tell (worker, NULL, matoi_store_list_settings (worker->store, NULL), NULL);
  matoi_worker_tell_news (worker);
}

static void
run_async (MatoiDesk *desk,
           MatoiDeskFunc func,
           gpointer data,
           GDestroyNotify data_free,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  MatoiContext *self = MATOI_CONTEXT (desk);
  MatoiJob *job =
    matoi_job_new (self, run_work, matoi_desk_run_async, NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->data_free = data_free;
  g_task_set_task_data (job->task, work, (GDestroyNotify) work_free);
  matoi_job_push (self, job);
}

static gpointer
run_finish (MatoiDesk *desk, GAsyncResult *result, GError **error)
{
  Work *work;

  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_desk_run_async), NULL);

  work = g_task_propagate_pointer (G_TASK (result), error);
  return work != NULL ? g_steal_pointer (&work->data) : NULL;
}

static void
submit_async (MatoiDesk *desk,
              const MatoiId *incident,
              GPtrArray *commands,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  matoi_context_submit_all_async (MATOI_CONTEXT (desk), incident, commands, cancellable, callback,
                                  user_data);
}

static MatoiReceipt *
submit_finish (MatoiDesk *desk, GAsyncResult *result, GError **error)
{
  return matoi_context_submit_finish (MATOI_CONTEXT (desk), result, error);
}

static gint64
get_now (MatoiDesk *desk)
{
  return matoi_context_get_now (MATOI_CONTEXT (desk));
}

static const char *
get_setting (MatoiDesk *desk, const char *key)
{
  return matoi_context_get_setting (MATOI_CONTEXT (desk), key);
}

static GTimeZone *
get_zone (MatoiDesk *desk)
{
  return matoi_context_get_zone (MATOI_CONTEXT (desk));
}

void
matoi_context_desk_init (MatoiDeskInterface *iface)
{
  iface->run_async = run_async;
  iface->run_finish = run_finish;
  iface->submit_async = submit_async;
  iface->submit_finish = submit_finish;
  iface->get_now = get_now;
  iface->get_setting = get_setting;
  iface->get_zone = get_zone;
}
