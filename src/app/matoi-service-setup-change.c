/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-error.h"
#include "matoi-service-setup-private.h"

/* Disconnecting, and taking that back. First nothing more goes out, then the tokens go; the other
 * way round to come back. */

void
matoi_service_setup_drop_former (MatoiServiceSetup *self)
{
  g_clear_pointer (&self->former, matoi_setup_tokens_free);
  g_clear_pointer (&self->former_settings, g_hash_table_unref);
}

static GTask *
new_task (MatoiServiceSetup *self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, new_task);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/* --- disconnecting */

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiServiceSetup *self = g_task_get_source_object (task);

  self->former = matoi_setup_tokens_run_finish (result);
  matoi_service_setup_look (self);
  if (self->former->problem != NULL)
    g_task_return_new_error (task, MATOI_ERROR, MATOI_ERROR_SERVICE, "%s", self->former->problem);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_unset (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiServiceSetup *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    g_task_return_error (task, error);
  else
    matoi_setup_tokens_run_async (matoi_setup_tokens_new (self->kind, NULL),
                                  MATOI_SETUP_TOKENS_FORGET, on_forgotten, g_object_ref (task));
}

/** matoi_service_setup_disconnect_async: see the header. */
void
matoi_service_setup_disconnect_async (MatoiServiceSetup *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GHashTable) none = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_if_fail (MATOI_IS_SERVICE_SETUP (self));

  matoi_service_setup_drop_former (self);
  self->former_settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (const char *const *key = self->kind->place; *key != NULL; key++)
    {
      g_autofree char *full = g_strconcat (self->kind->id, ".", *key, NULL);
      const char *value = matoi_context_get_setting (self->context, full);

      g_hash_table_insert (self->former_settings, g_strdup (full), g_strdup (value));
      g_hash_table_insert (none, g_steal_pointer (&full), NULL);
    }
  matoi_context_set_settings_async (self->context, none, NULL, on_unset,
                                    new_task (self, cancellable, callback, user_data));
}

/* --- and back */

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  matoi_service_setup_drop_former (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiServiceSetup *self = g_task_get_source_object (task);

  matoi_setup_tokens_free (matoi_setup_tokens_run_finish (result));
  matoi_service_setup_look (self);
  matoi_context_set_settings_async (self->context, self->former_settings, NULL, on_set,
                                    g_object_ref (task));
}

/** matoi_service_setup_restore_async: see the header; does nothing if nothing was disconnected. */
void
matoi_service_setup_restore_async (MatoiServiceSetup *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, user_data);
  char *former[MATOI_ADAPTER_MAX_TOKENS] = { NULL };

  g_return_if_fail (MATOI_IS_SERVICE_SETUP (self));

  if (self->former == NULL || self->former_settings == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* One that stands in the environment was never away. */
  for (guint i = 0; i < MATOI_ADAPTER_MAX_TOKENS; i++)
    former[i] = self->former->places[i] == MATOI_SECRET_GIVEN ? NULL : self->former->former[i];
  matoi_setup_tokens_run_async (matoi_setup_tokens_new (self->kind, former),
                                MATOI_SETUP_TOKENS_KEEP, on_kept, g_object_ref (task));
}

/** matoi_service_setup_change_finish: see the header. */
gboolean
matoi_service_setup_change_finish (MatoiServiceSetup *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
