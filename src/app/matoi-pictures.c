/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-pictures-private.h"
#include "matoi-postmortem.h"
#include "matoi-worker-private.h"

/* --- into the record */

typedef struct
{
  GBytes *file;
  char *actor;
} Adding;

static void
adding_free (Adding *adding)
{
  g_bytes_unref (adding->file);
  g_free (adding->actor);
  g_free (adding);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  if (receipt == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
decode (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Adding *adding = task_data;
  GError *error = NULL;
  MatoiCommand *command = matoi_picture_new_command (adding->actor, adding->file, &error);

  if (command == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, command, (GDestroyNotify) matoi_command_free);
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  MatoiCommand *command = g_task_propagate_pointer (G_TASK (result), &error);

  if (command == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, matoi_picture_dup_reference (command), g_free);
  matoi_session_submit_async (MATOI_SESSION (source), command, on_recorded,
                              g_steal_pointer (&task));
}

static Adding *
adding_new (MatoiSession *self, GBytes *file)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->file = g_bytes_ref (file);
  adding->actor = g_strdup (matoi_session_get_identity (self));
  return adding;
}

/**
 * matoi_session_add_picture_async:
 * @file: (transfer none): what was pasted or dropped, as it is
 * @cancellable: (nullable): until it is decoded
 *
 * Decodes in a thread, then records; the session stays until then.
 */
void
matoi_session_add_picture_async (MatoiSession *self,
                                 GBytes *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task, *worker;

  g_return_if_fail (MATOI_IS_SESSION (self) && file != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, matoi_session_add_picture_async);
  worker = g_task_new (self, cancellable, on_decoded, task);
  g_task_set_task_data (worker, adding_new (self, file), (GDestroyNotify) adding_free);
  g_task_run_in_thread (worker, decode);
  g_object_unref (worker);
}

/** matoi_session_add_picture_finish: (transfer full): "picture:…", durable; or NULL. */
char *
matoi_session_add_picture_finish (MatoiSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- out of the record */

static void
run_load_picture (MatoiWorker *worker, MatoiJob *job)
{
  job->result = matoi_store_load_picture (worker->store, &job->id, job->text, &job->error);
}

/** matoi_context_load_picture_async: the one that @reference names in @incident. */
void
matoi_context_load_picture_async (MatoiContext *self,
                                  const MatoiId *incident,
                                  const char *reference,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (incident != NULL && reference != NULL);

  job = matoi_job_new (self, run_load_picture, matoi_context_load_picture_async,
                       (GDestroyNotify) g_bytes_unref, cancellable, callback, user_data);
  job->id = *incident;
  job->text = g_strdup (reference);
  matoi_job_push (self, job);
}

/** matoi_context_load_picture_finish: (transfer full): a PNG or a JPEG, or NULL. */
GBytes *
matoi_context_load_picture_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_load_picture_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_pictures_has: whether documents of @incident may show any. */
gboolean
matoi_pictures_has (const MatoiIncident *incident)
{
  return incident->postmortem != NULL && incident->postmortem->pictures->len > 0;
}

/** matoi_pictures_read_from: (transfer full) (nullable): see the private header. */
GHashTable *
matoi_pictures_read_from (const char *path, const MatoiId *incident)
{
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_ONLY, NULL);

  return store != NULL ? matoi_store_load_pictures (store, incident, NULL) : NULL;
}

/**
 * matoi_pictures_read:
 *
 * While the store belongs to the worker this reads on a connection of its own, so that a document
 * can be made at once, and the worker is not kept from what somebody types.
 */
GHashTable *
matoi_pictures_read (MatoiContext *self, const MatoiIncident *incident)
{
  if (!matoi_pictures_has (incident))
    return NULL;
  if (self->worker == NULL)
    return matoi_store_load_pictures (self->store, &incident->id, NULL);
  return matoi_pictures_read_from (matoi_context_get_path (self), &incident->id);
}
