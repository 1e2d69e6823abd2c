/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-private.h"
#include "matoi-json.h"

/* Half of "within one second", halved again for a busy machine. */
#define NEWS_INTERVAL_MS 250
#define BATCH            2000

/* Everything the thread touches, counted because undelivered news point at it; it never sees the context, so that the last
 * reference to that one is always dropped in the main context. */
struct _MatoiWorker
{
  GThread *thread;
  GAsyncQueue *queue;
  MatoiStore *store;
  MatoiPolicyBook *book;
  GMainContext *main_context;
  GSource *ticker;     /* main thread */
  GWeakRef context;    /* taken in the main context only */
  gint64 last_seq;     /* worker only: everything up to it has been told */
  gboolean read_again; /* worker only: the last reading failed */
  int looking;         /* atomic: a look at the news is queued */
};

typedef struct _Job Job;
typedef void (*JobFunc) (MatoiWorker *worker, Job *job);

struct _Job
{
  JobFunc run; /* NULL: the thread ends */
  GTask *task; /* (nullable) made and dropped in the main context */
  gboolean has_id;
  MatoiId id;
  GPtrArray *commands; /* of MatoiCommand */
  gint64 now;
  char *text, *value;
  guint limit;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;
};

typedef struct
{
  MatoiWorker *worker;
  GPtrArray *events;
  GHashTable *settings;
  GError *error;
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

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_clear_pointer (&job->commands, g_ptr_array_unref);
  g_free (job->text);
  g_free (job->value);
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
  Job *job = user_data;

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
  if (news->error != NULL)
    g_signal_emit_by_name (context, "failed", news->error);
  return G_SOURCE_REMOVE;
}

/* --- on the worker thread */

static void
tell (MatoiWorker *worker, GPtrArray *events, GHashTable *settings, GError *error)
{
  News *news = g_new0 (News, 1);

  news->worker = g_atomic_rc_box_acquire (worker);
  news->events = events;
  news->settings = settings;
  news->error = error;
  attach (worker, deliver_news, news, (GDestroyNotify) news_free);
}

/* Reads what nobody has been told yet: ours and that of other processes, by seq. */
static void
tell_new_events (MatoiWorker *worker, gboolean with_settings)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  g_autoptr (GHashTable) settings = NULL;
  g_autoptr (GError) error = NULL;
  guint n_read;

  do
    {
      g_autoptr (GPtrArray) batch =
        matoi_store_read_events (worker->store, NULL, worker->last_seq, BATCH, &error);

      n_read = batch != NULL ? batch->len : 0;
      for (guint i = 0; i < n_read; i++)
        {
          MatoiEvent *event = g_ptr_array_index (batch, i);

          /* So that the main thread can fold a declaration made elsewhere. */
          if (g_str_equal (event->type, "incident.declared") && event->payload != NULL)
            matoi_policy_book_lookup (matoi_json_get_string (event->payload, "policy"),
                                      worker->book);
          g_ptr_array_add (events, matoi_event_ref (event));
          worker->last_seq = event->seq;
        }
    }
  while (n_read == BATCH);

  if (with_settings && error == NULL)
    settings = matoi_store_list_settings (worker->store, &error);
  worker->read_again = error != NULL;
  if (events->len > 0 || settings != NULL || error != NULL)
    tell (worker, g_steal_pointer (&events), g_steal_pointer (&settings), g_steal_pointer (&error));
}

static void
run_news (MatoiWorker *worker, Job *job)
{
  g_atomic_int_set (&worker->looking, FALSE);
  if (matoi_store_has_news (worker->store) || worker->read_again)
    tell_new_events (worker, TRUE);
}

static void
run_submit (MatoiWorker *worker, Job *job)
{
  job->result = matoi_context_submit_on (worker->store, worker->book, job->has_id ? &job->id : NULL,
                                         job->commands, job->now, &job->error);
  if (job->result != NULL)
    tell_new_events (worker, FALSE);
}

/* Folded here with the shared book instead of the store's own lookup: the
 * result goes on being folded in the main thread. */
static void
run_load (MatoiWorker *worker, Job *job)
{
  g_autoptr (MatoiIncident) incident =
    matoi_incident_new (&job->id, matoi_policy_book_lookup, worker->book);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  gint64 seq = 0;
  guint n_read;

  do
    {
      g_autoptr (GPtrArray) batch =
        matoi_store_read_events (worker->store, &job->id, seq, BATCH, &job->error);

      n_read = batch != NULL ? batch->len : 0;
      for (guint i = 0; i < n_read; i++)
        {
          MatoiEvent *event = g_ptr_array_index (batch, i);

          seq = event->seq;
          g_ptr_array_add (all, matoi_event_ref (event));
        }
    }
  while (n_read == BATCH);

  if (job->error != NULL)
    return;
  matoi_incident_apply_all (incident, all);
  if (incident->declared)
    job->result = g_steal_pointer (&incident);
  else
    g_set_error_literal (
      &job->error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
      _ ("There is no such incident in this database. Look it up in the list of incidents."));
}

static void
run_list (MatoiWorker *worker, Job *job)
{
  job->result = matoi_store_list (worker->store, job->text, job->limit, &job->error);
}

static void
run_list_postmortems (MatoiWorker *worker, Job *job)
{
  job->result = matoi_store_list_postmortems (worker->store, job->limit != 0, &job->error);
}

static void
run_list_actions (MatoiWorker *worker, Job *job)
{
  job->result = matoi_store_list_actions (worker->store, job->limit != 0, &job->error);
}

static void
run_resolve (MatoiWorker *worker, Job *job)
{
  MatoiId id;

  if (matoi_store_resolve (worker->store, job->text, &id, &job->error))
    job->result = matoi_id_copy (&id);
}

static void
run_setting (MatoiWorker *worker, Job *job)
{
  if (!matoi_store_set_setting (worker->store, job->text, job->value, &job->error))
    return;
  job->result = GINT_TO_POINTER (TRUE);
  tell (worker, NULL, matoi_store_list_settings (worker->store, NULL), NULL);
}

static gpointer
worker_main (gpointer user_data)
{
  MatoiWorker *worker = user_data;

  worker->book->owner = g_thread_self ();
  for (;;)
    {
      Job *job = g_async_queue_pop (worker->queue);

      if (job->run == NULL)
        {
          job_free (job);
          return NULL;
        }
      if (job->task == NULL ||
          !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
        job->run (worker, job);
      if (job->task != NULL)
        attach (worker, return_job, job, (GDestroyNotify) job_free);
      else
        job_free (job);
    }
}

/* --- the public face */

static gboolean
look_for_news (gpointer user_data)
{
  MatoiWorker *worker = user_data;
  Job *job;

  if (!g_atomic_int_compare_and_exchange (&worker->looking, FALSE, TRUE))
    return G_SOURCE_CONTINUE;
  job = g_new0 (Job, 1);
  job->run = run_news;
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

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (self->worker == NULL && !self->stopped);

  worker = g_atomic_rc_box_new0 (MatoiWorker);
  worker->queue = g_async_queue_new_full ((GDestroyNotify) job_free);
  worker->store = self->store;
  worker->book = &self->book;
  worker->main_context = g_main_context_ref_thread_default ();
  worker->last_seq = MAX (matoi_store_get_last_seq (self->store, NULL), 0);
  g_weak_ref_init (&worker->context, self);
  self->worker = worker;
  worker->ticker = g_timeout_source_new (NEWS_INTERVAL_MS);
  g_source_set_callback (worker->ticker, look_for_news, worker, NULL);
  g_source_attach (worker->ticker, worker->main_context);
  worker->thread = g_thread_new ("matoi-store", worker_main, worker);
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
  g_async_queue_push (worker->queue, g_new0 (Job, 1));
  g_thread_join (worker->thread);
  self->book.owner = g_thread_self ();
  self->worker = NULL;
  worker_unref (worker);
}

static Job *
job_new (MatoiContext *self,
         JobFunc run,
         gpointer tag,
         GDestroyNotify result_free,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->result_free = result_free;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  /* The worker asks before it begins; what it has done is told even if cancelled meanwhile. */
  g_task_set_check_cancellable (job->task, FALSE);
  return job;
}

static void
push (MatoiContext *self, Job *job)
{
  if (self->worker != NULL && !self->stopped)
    {
      g_async_queue_push (self->worker->queue, job);
      return;
    }
  g_task_return_new_error (
    job->task, MATOI_ERROR, MATOI_ERROR_STORAGE, "%s",
    _ ("The database is being closed. Nothing was written; start Matoi again."));
  job_free (job);
}

/* Commands cross a thread as text: JSON objects are not safe to share. */
static MatoiCommand *
copy_command (const MatoiCommand *command)
{
  MatoiCommand *copy = matoi_command_new (command->name, command->actor);
  g_autofree char *text = matoi_json_to_text (command->args);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  copy->occurred_at = command->occurred_at;
  copy->source = g_strdup (command->source);
  copy->external_id = g_strdup (command->external_id);
  json_object_unref (copy->args);
  copy->args = json_node_dup_object (node);
  return copy;
}

/**
 * matoi_context_submit_all_async:
 * @self: a started context
 * @incident: (nullable): NULL for "declare"
 * @commands: of MatoiCommand; copied; all or nothing
 * @cancellable: (nullable): only takes back what has not begun
 * @callback: called in the main context, after "events-recorded"; see matoi_context_submit_finish ()
 * @user_data: for @callback
 */
void
matoi_context_submit_all_async (MatoiContext *self,
                                const MatoiId *incident,
                                GPtrArray *commands,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (commands != NULL && commands->len > 0);

  job = job_new (self, run_submit, matoi_context_submit_async, (GDestroyNotify) matoi_receipt_free,
                 cancellable, callback, user_data);
  job->has_id = incident != NULL;
  if (incident != NULL)
    job->id = *incident;
  job->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  for (guint i = 0; i < commands->len; i++)
    g_ptr_array_add (job->commands, copy_command (g_ptr_array_index (commands, i)));
  matoi_context_complete (self, job->commands);
  job->now = matoi_context_get_now (self);
  push (self, job);
}

/** matoi_context_submit_async: the same for one @command (transfer none). */
void
matoi_context_submit_async (MatoiContext *self,
                            const MatoiId *incident,
                            MatoiCommand *command,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();

  g_return_if_fail (command != NULL);

  g_ptr_array_add (commands, command);
  matoi_context_submit_all_async (self, incident, commands, cancellable, callback, user_data);
}

/** matoi_context_submit_finish: (transfer full) the receipt; free it with matoi_context_free_receipt (). */
MatoiReceipt *
matoi_context_submit_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_submit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_load_async: folds one incident from its events. */
void
matoi_context_load_async (MatoiContext *self,
                          const MatoiId *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (id != NULL);

  job = job_new (self, run_load, matoi_context_load_async, (GDestroyNotify) matoi_incident_free,
                 cancellable, callback, user_data);
  job->id = *id;
  push (self, job);
}

/** matoi_context_load_finish: (transfer full) the incident, or MATOI_ERROR_NOT_FOUND; not to outlive the context. */
MatoiIncident *
matoi_context_load_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_list_async: @state live, ended or NULL for all; @limit 0 for all. */
void
matoi_context_list_async (MatoiContext *self,
                          const char *state,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = job_new (self, run_list, matoi_context_list_async, (GDestroyNotify) g_ptr_array_unref,
                 cancellable, callback, user_data);
  job->text = g_strdup (state);
  job->limit = limit;
  push (self, job);
}

/** matoi_context_list_finish: (transfer full) (element-type MatoiIncidentRow): newest first. */
GPtrArray *
matoi_context_list_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_list_postmortems_async: as matoi_context_list_postmortems (). */
void
matoi_context_list_postmortems_async (MatoiContext *self,
                                      gboolean closed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = job_new (self, run_list_postmortems, matoi_context_list_postmortems_async,
                 (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
  job->limit = closed != FALSE;
  push (self, job);
}

/** matoi_context_list_postmortems_finish: (transfer full) (element-type MatoiIncidentRow) */
GPtrArray *
matoi_context_list_postmortems_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_postmortems_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_list_actions_async: as matoi_context_list_actions (). */
void
matoi_context_list_actions_async (MatoiContext *self,
                                  gboolean open,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = job_new (self, run_list_actions, matoi_context_list_actions_async,
                 (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
  job->limit = open != FALSE;
  push (self, job);
}

/** matoi_context_list_actions_finish: (transfer full) (element-type MatoiActionRow) */
GPtrArray *
matoi_context_list_actions_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_actions_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_resolve_async: which incident a person means by @text, as matoi_context_resolve (). */
void
matoi_context_resolve_async (MatoiContext *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (text != NULL);

  job = job_new (self, run_resolve, matoi_context_resolve_async, g_free, cancellable, callback,
                 user_data);
  job->text = g_strdup (text);
  push (self, job);
}

/** matoi_context_resolve_finish: (transfer full): free it with g_free (). */
MatoiId *
matoi_context_resolve_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_resolve_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_set_setting_async: as matoi_context_set_setting (); "settings-changed" comes before the answer. */
void
matoi_context_set_setting_async (MatoiContext *self,
                                 const char *key,
                                 const char *value_or_null,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (key != NULL);

  job = job_new (self, run_setting, matoi_context_set_setting_async, NULL, cancellable, callback,
                 user_data);
  job->text = g_strdup (key);
  job->value = g_strdup (value_or_null);
  if (matoi_context_check_setting (self, key, value_or_null, &job->error))
    {
      push (self, job);
      return;
    }
  g_task_return_error (job->task, g_steal_pointer (&job->error));
  job_free (job);
}

/** matoi_context_set_setting_finish: FALSE on error; then nothing was written. */
gboolean
matoi_context_set_setting_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_set_setting_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
