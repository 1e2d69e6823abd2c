/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-tokens.h"

/** matoi_slack_tokens_new: (transfer full) */
MatoiSlackTokens *
matoi_slack_tokens_new (const char *bot, const char *app)
{
  MatoiSlackTokens *self = g_new0 (MatoiSlackTokens, 1);

  self->bot = g_strdup (bot);
  self->app = g_strdup (app);
  return self;
}

/** matoi_slack_tokens_free: frees @self. */
void
matoi_slack_tokens_free (MatoiSlackTokens *self)
{
  g_free (self->bot);
  g_free (self->app);
  g_free (self->problem);
  g_free (self);
}

typedef struct
{
  MatoiSlackTokens *tokens;
  MatoiSlackTokensTask what;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->tokens, matoi_slack_tokens_free);
  g_free (job);
}

/* The first thing that goes wrong is told. */
static void
take_problem (MatoiSlackTokens *self, GError *error)
{
  if (error == NULL)
    return;
  if (self->problem == NULL)
    self->problem = g_strdup (error->message);
  g_error_free (error);
}

static void
look (MatoiSlackTokens *self, const char *name, char **token, MatoiSecretPlace *place)
{
  GError *error = NULL;

  *place = matoi_secrets_find (name, &error);
  if (error == NULL && *token == NULL && *place != MATOI_SECRET_NONE)
    *token = matoi_secrets_dup (name, &error);
  take_problem (self, error);
}

static void
keep (MatoiSlackTokens *self, const char *name, const char *token, MatoiSecretPlace *place)
{
  GError *error = NULL;

  if (token == NULL)
    return;
  *place = MATOI_SECRET_STORED;
  if (matoi_secrets_set (name, token, &error))
    return;
  matoi_secrets_keep (name, token);
  *place = MATOI_SECRET_THIS_RUN;
  take_problem (self, error);
}

static void
forget (MatoiSlackTokens *self, const char *name)
{
  GError *error = NULL;

  matoi_secrets_forget (name, &error);
  take_problem (self, error);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  MatoiSlackTokens *self = job->tokens;

  if (job->what == MATOI_SLACK_TOKENS_KEEP)
    {
      keep (self, "slack-bot", self->bot, &self->bot_place);
      keep (self, "slack-app", self->app, &self->app_place);
    }
  else
    {
      look (self, "slack-bot", &self->bot, &self->bot_place);
      look (self, "slack-app", &self->app, &self->app_place);
    }
  if (job->what == MATOI_SLACK_TOKENS_FORGET)
    {
      /* What could not be read is not there to be forgotten. */
      g_clear_pointer (&self->problem, g_free);
      forget (self, "slack-bot");
      forget (self, "slack-app");
    }
  g_task_return_pointer (task, g_steal_pointer (&job->tokens),
                         (GDestroyNotify) matoi_slack_tokens_free);
}

/** matoi_slack_tokens_run_async: see the header; the Secret Service may take its time, the caller does not. */
void
matoi_slack_tokens_run_async (MatoiSlackTokens *tokens,
                              MatoiSlackTokensTask what,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tokens = tokens;
  job->what = what;
  g_task_set_source_tag (task, matoi_slack_tokens_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, work);
}

/** matoi_slack_tokens_run_finish: see the header. */
MatoiSlackTokens *
matoi_slack_tokens_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
