/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context-private.h"

G_BEGIN_DECLS

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
  gint64 outbox_stamp; /* worker only: all changes of the outbox up to it were told */
  gint64 rooms_stamp;  /* worker only: the same of rooms and what was said there */
  gboolean read_again; /* worker only: the last reading failed */
  int looking;         /* atomic: a look at the news is queued */
};

typedef struct _MatoiJob MatoiJob;
typedef void (*MatoiJobFunc) (MatoiWorker *worker, MatoiJob *job);

struct _MatoiJob
{
  MatoiJobFunc run; /* NULL: the thread ends */
  GTask *task;      /* (nullable) made and dropped in the main context */
  gboolean has_id;
  MatoiId id;
  GPtrArray *commands; /* of MatoiCommand */
  gint64 now;
  char *text, *value;
  GHashTable *settings; /* text to text, or to NULL */
  guint limit;
  gint64 row;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;
};

/* matoi-context-async.c: one that answers @callback; hands it to the thread. */
MatoiJob *matoi_job_new (MatoiContext *self,
                         MatoiJobFunc run,
                         gpointer tag,
                         GDestroyNotify result_free,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
void matoi_job_push (MatoiContext *self, MatoiJob *job);
void matoi_job_free (MatoiJob *job);
/* Tells the main context; takes what it is given. */
void
matoi_worker_tell (MatoiWorker *worker, GPtrArray *events, GHashTable *settings, GError *error);
/* The same, if something in the outbox has changed. */
void matoi_worker_tell_outbox (MatoiWorker *worker);
/* The same of the rooms. */
void matoi_worker_tell_rooms (MatoiWorker *worker);
/* Events, the outbox and the rooms, after something of ours may have changed them. */
void matoi_worker_tell_news (MatoiWorker *worker);

/* What the thread can be asked for, see matoi-worker-jobs.c. */
void matoi_job_run_news (MatoiWorker *worker, MatoiJob *job);
void matoi_job_run_submit (MatoiWorker *worker, MatoiJob *job);
void matoi_job_run_load (MatoiWorker *worker, MatoiJob *job);
void matoi_job_run_list (MatoiWorker *worker, MatoiJob *job);
void matoi_job_run_list_postmortems (MatoiWorker *worker, MatoiJob *job);
void matoi_job_run_resolve (MatoiWorker *worker, MatoiJob *job);
void matoi_job_run_setting (MatoiWorker *worker, MatoiJob *job);

G_END_DECLS
