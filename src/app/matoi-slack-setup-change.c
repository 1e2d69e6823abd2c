/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-setup-private.h"

#include <glib/gi18n-lib.h>

/* Disconnecting, and taking that back. First nothing more goes out, then the tokens go; the other
 * way round to come back. */

void
matoi_slack_setup_drop_former (MatoiSlackSetup *self)
{
  g_clear_pointer (&self->former, matoi_slack_tokens_free);
  g_clear_pointer (&self->former_team, g_free);
  g_clear_pointer (&self->former_url, g_free);
}

static void
finish (GTask *task, const MatoiSlackTokens *tokens)
{
  matoi_slack_setup_look (g_task_get_source_object (task));
  if (tokens->problem != NULL)
    g_task_return_new_error (task, MATOI_ERROR, MATOI_ERROR_SERVICE, "%s", tokens->problem);
  else
    g_task_return_boolean (task, TRUE);
}

/* The data of the task says what comes next: NULL-terminated pairs of a key and a value. */
typedef struct
{
  const char *keys[2];
  char *values[2]; /* (nullable) */
  guint n_set;
  MatoiSlackTokensTask after; /* MATOI_SLACK_TOKENS_LOOK: nothing */
} Change;

static void
change_free (Change *change)
{
  g_free (change->values[0]);
  g_free (change->values[1]);
  g_free (change);
}

static void set_next (GTask *task);

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackSetup *self = g_task_get_source_object (task);

  self->former = matoi_slack_tokens_run_finish (result, NULL);
  finish (task, self->former);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  change->n_set++;
  set_next (task);
}

static void
set_next (GTask *task)
{
  MatoiSlackSetup *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  if (change->n_set < G_N_ELEMENTS (change->keys))
    matoi_context_set_setting_async (self->context, change->keys[change->n_set],
                                     change->values[change->n_set], NULL, on_set,
                                     g_object_ref (task));
  else if (change->after == MATOI_SLACK_TOKENS_FORGET)
    matoi_slack_tokens_run_async (matoi_slack_tokens_new (NULL, NULL), change->after, NULL,
                                  on_forgotten, g_object_ref (task));
  else
    {
      matoi_slack_setup_drop_former (self);
      g_task_return_boolean (task, TRUE);
    }
}

static GTask *
new_task (MatoiSlackSetup *self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, new_task);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Change, 1), (GDestroyNotify) change_free);
  return task;
}

/** matoi_slack_setup_disconnect_async: see the header. */
void
matoi_slack_setup_disconnect_async (MatoiSlackSetup *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, user_data);
  Change *change = g_task_get_task_data (task);

  g_return_if_fail (MATOI_IS_SLACK_SETUP (self));

  matoi_slack_setup_drop_former (self);
  self->former_team = g_strdup (matoi_slack_setup_get (self, "slack.team"));
  self->former_url = g_strdup (matoi_slack_setup_get (self, "slack.url"));
  change->keys[0] = "slack.team";
  change->keys[1] = "slack.url";
  change->after = MATOI_SLACK_TOKENS_FORGET;
  set_next (task);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiSlackTokens) tokens = matoi_slack_tokens_run_finish (result, NULL);

  matoi_slack_setup_look (g_task_get_source_object (task));
  set_next (task);
}

/* One that stands in the environment was never away. */
static const char *
get_former (const char *token, MatoiSecretPlace place)
{
  return place == MATOI_SECRET_GIVEN ? NULL : token;
}

/** matoi_slack_setup_restore_async: see the header; does nothing if nothing was disconnected. */
void
matoi_slack_setup_restore_async (MatoiSlackSetup *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = new_task (self, cancellable, callback, user_data);
  Change *change = g_task_get_task_data (task);
  MatoiSlackTokens *former = self->former;

  g_return_if_fail (MATOI_IS_SLACK_SETUP (self));

  if (former == NULL || self->former_team == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  change->keys[0] = "slack.url";
  change->values[0] = g_strdup (self->former_url);
  change->keys[1] = "slack.team";
  change->values[1] = g_strdup (self->former_team);
  change->after = MATOI_SLACK_TOKENS_LOOK;
  matoi_slack_tokens_run_async (
    matoi_slack_tokens_new (get_former (former->bot, former->bot_place),
                            get_former (former->app, former->app_place)),
    MATOI_SLACK_TOKENS_KEEP, NULL, on_kept, g_object_ref (task));
}

/** matoi_slack_setup_change_finish: see the header. */
gboolean
matoi_slack_setup_change_finish (MatoiSlackSetup *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
