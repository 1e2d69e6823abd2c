/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-search.h"
#include "matoi-import-private.h"
#include "matoi-outbox.h"
#include "matoi-rooms.h"
#include "matoi-search.h"
#include "matoi-worker-private.h"

/* Half of "within one second", halved again for a busy machine. */
#define NEWS_INTERVAL_MS 250

typedef struct
{
  MatoiWorker *worker;
  GPtrArray *events;
  GHashTable *settings;
  GError *error;
  gboolean outbox, rooms;
} News;

static void
worker_clear (MatoiWorker *worker)
{
  g_source_unref (worker->ticker);
  g_weak_ref_clear (&worker->context);
  g_main_context_unref (worker->main_context);
  g_async_queue_unref (worker->queue);
}

static void
worker_unref (MatoiWorker *worker)
{
  g_atomic_rc_box_release_full (worker, (GDestroyNotify) worker_clear);
}

void
matoi_job_free (MatoiJob *job)
{
  g_clear_object (&job->task);
  g_clear_pointer (&job->commands, g_ptr_array_unref);
  g_free (job->text);
  g_free (job->value);
  g_clear_pointer (&job->settings, g_hash_table_unref);
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_free (job);
}

/* --- back in the main context */

static void
attach (MatoiWorker *worker, GSourceFunc func, gpointer data, GDestroyNotify free_func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* One priority for everything keeps the order in which the worker did it. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_func);
  g_source_attach (source, worker->main_context);
}

static gboolean
return_job (gpointer user_data)
{
  MatoiJob *job = user_data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  return G_SOURCE_REMOVE;
}

static void
news_free (News *news)
{
  g_clear_pointer (&news->events, g_ptr_array_unref);
  g_clear_pointer (&news->settings, g_hash_table_unref);
  g_clear_error (&news->error);
  worker_unref (news->worker);
  g_free (news);
}

static gboolean
deliver_news (gpointer user_data)
{
  News *news = user_data;
  g_autoptr (MatoiContext) context = NULL;

  /* Told after the context has gone: nobody listens. */
  context = g_weak_ref_get (&news->worker->context);
  if (context == NULL)
    return G_SOURCE_REMOVE;
  if (news->settings != NULL)
    {
      matoi_context_take_settings (context, g_steal_pointer (&news->settings));
      g_signal_emit_by_name (context, "settings-changed");
    }
  if (news->events != NULL && news->events->len > 0)
    g_signal_emit_by_name (context, "events-recorded", news->events);
  if (news->outbox)
    g_signal_emit_by_name (context, "outbox-changed");
  if (news->rooms)
    g_signal_emit_by_name (context, "rooms-changed");
  if (news->error != NULL)
    g_signal_emit_by_name (context, "failed", news->error);
  return G_SOURCE_REMOVE;
}

/* --- on the worker thread */

void
matoi_worker_tell (MatoiWorker *worker, GPtrArray *events, GHashTable *settings, GError *error)
{
  News *news = g_new0 (News, 1);

  news->worker = g_atomic_rc_box_acquire (worker);
  news->events = events;
  news->settings = settings;
  news->error = error;
  attach (worker, deliver_news, news, (GDestroyNotify) news_free);
}

void
matoi_worker_tell_outbox (MatoiWorker *worker)
{
  gint64 stamp = matoi_store_get_outbox_stamp (worker->store);
  News *news;

  if (stamp == worker->outbox_stamp)
    return;
  worker->outbox_stamp = stamp;
  news = g_new0 (News, 1);
  news->worker = g_atomic_rc_box_acquire (worker);
  news->outbox = TRUE;
  attach (worker, deliver_news, news, (GDestroyNotify) news_free);
}

void
matoi_worker_tell_rooms (MatoiWorker *worker)
{
  gint64 stamp = matoi_store_get_rooms_stamp (worker->store);
  News *news;

  if (stamp == worker->rooms_stamp)
    return;
  worker->rooms_stamp = stamp;
  news = g_new0 (News, 1);
  news->worker = g_atomic_rc_box_acquire (worker);
  news->rooms = TRUE;
  attach (worker, deliver_news, news, (GDestroyNotify) news_free);
}

static gpointer
worker_main (gpointer user_data)
{
  MatoiWorker *worker = user_data;

  worker->book->owner = g_thread_self ();
  for (;;)
    {
      MatoiJob *job = g_async_queue_pop (worker->queue);

      if (job->run == NULL)
        {
          matoi_job_free (job);
          return NULL;
        }
      if (job->task == NULL ||
          !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
        job->run (worker, job);
      if (job->task != NULL)
        attach (worker, return_job, job, (GDestroyNotify) matoi_job_free);
      else
        matoi_job_free (job);
    }
}

/* --- beginning and end */

static gboolean
look_for_news (gpointer user_data)
{
  MatoiWorker *worker = user_data;
  MatoiJob *job;

  if (!g_atomic_int_compare_and_exchange (&worker->looking, FALSE, TRUE))
    return G_SOURCE_CONTINUE;
  job = g_new0 (MatoiJob, 1);
  job->run = matoi_job_run_news;
  g_async_queue_push (worker->queue, job);
  return G_SOURCE_CONTINUE;
}

/**
 * matoi_context_start:
 * @self: a context
 *
 * Hands the store over to a private thread. Answers and signals come in the
 * thread-default main context of the caller.
 */
void
matoi_context_start (MatoiContext *self)
{
  MatoiWorker *worker;
  gboolean fill;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (self->worker == NULL && !self->stopped);

  fill = matoi_store_has_partial_index (self->store);

  worker = g_atomic_rc_box_new0 (MatoiWorker);
  worker->queue = g_async_queue_new_full ((GDestroyNotify) matoi_job_free);
  worker->store = self->store;
  worker->book = &self->book;
  worker->main_context = g_main_context_ref_thread_default ();
  worker->last_seq = MAX (matoi_store_get_last_seq (self->store, NULL), 0);
  worker->outbox_stamp = matoi_store_get_outbox_stamp (self->store);
  worker->rooms_stamp = matoi_store_get_rooms_stamp (self->store);
  g_weak_ref_init (&worker->context, self);
  self->worker = worker;
  worker->ticker = g_timeout_source_new (NEWS_INTERVAL_MS);
  g_source_set_callback (worker->ticker, look_for_news, worker, NULL);
  g_source_attach (worker->ticker, worker->main_context);
  worker->thread = g_thread_new ("matoi-store", worker_main, worker);
  if (fill)
    matoi_context_build_index_async (self, FALSE, NULL, NULL);
  matoi_import_finish_rest (self);
}

/**
 * matoi_context_stop:
 * @self: a context
 *
 * Lets the worker finish what was asked for, ends it and takes the store
 * back. Nothing can be asked for afterwards.
 */
void
matoi_context_stop (MatoiContext *self)
{
  MatoiWorker *worker;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  worker = self->worker;
  if (worker == NULL)
    return;
  self->stopped = TRUE;
  g_source_destroy (worker->ticker);
  g_async_queue_push (worker->queue, g_new0 (MatoiJob, 1));
  g_thread_join (worker->thread);
  self->book.owner = g_thread_self ();
  self->worker = NULL;
  worker_unref (worker);
}
