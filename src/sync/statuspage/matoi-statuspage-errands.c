/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-errands.h"

#include "matoi-statuspage-job.h"

struct _MatoiStatuspageErrands
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiStatuspageClient *client;
  MatoiErrands *errands;
};

G_DEFINE_FINAL_TYPE (MatoiStatuspageErrands, matoi_statuspage_errands, G_TYPE_OBJECT)

static void
run_async (gpointer service,
           GPtrArray *errands,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  MatoiStatuspageErrands *self = service;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  MatoiStatuspageJob *job = ((MatoiErrand *) g_ptr_array_index (errands, 0))->facts;

  g_task_set_source_tag (task, run_async);
  job->now = matoi_desk_get_now (self->desk);
  matoi_statuspage_job_run (job, task);
}

static gboolean
run_finish (gpointer service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const guint look_ms[] = { 1000, 5000, 20000 };

static const MatoiErrandsKind kind = {
  .lanes = "statuspage/",
  .max_batch = 1,
  .max_looks = G_N_ELEMENTS (look_ms),
  .look_ms = look_ms,
  .again = TRUE,
  .gather = matoi_statuspage_job_gather,
  .facts_free = matoi_statuspage_job_free,
  .run_async = run_async,
  .run_finish = run_finish,
};

/* --- the object */

MatoiStatuspageClient *
matoi_statuspage_errands_get_client (MatoiStatuspageErrands *self)
{
  return self->client;
}

MatoiErrands *
matoi_statuspage_errands_get (MatoiStatuspageErrands *self)
{
  return self->errands;
}

static void
matoi_statuspage_errands_dispose (GObject *object)
{
  MatoiStatuspageErrands *self = MATOI_STATUSPAGE_ERRANDS (object);

  if (self->errands != NULL)
    matoi_errands_stop (self->errands);
  g_clear_object (&self->errands);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_statuspage_errands_parent_class)->dispose (object);
}

static void
matoi_statuspage_errands_class_init (MatoiStatuspageErrandsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_statuspage_errands_dispose;
}

static void
matoi_statuspage_errands_init (MatoiStatuspageErrands *self)
{
}

/** matoi_statuspage_errands_new: (transfer full): not started; see the header. */
MatoiStatuspageErrands *
matoi_statuspage_errands_new (MatoiDesk *desk, MatoiStatuspageClient *client)
{
  MatoiStatuspageErrands *self = g_object_new (MATOI_TYPE_STATUSPAGE_ERRANDS, NULL);

  self->desk = g_object_ref (desk);
  self->client = g_object_ref (client);
  self->errands = matoi_errands_new (desk, &kind, self);
  return self;
}
