/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-setup-tokens.h"

/** matoi_setup_tokens_new: (transfer full) */
MatoiSetupTokens *
matoi_setup_tokens_new (const MatoiAdapterKind *kind, char *const *tokens)
{
  MatoiSetupTokens *self = g_new0 (MatoiSetupTokens, 1);

  self->kind = kind;
  for (guint i = 0; tokens != NULL && kind->secrets[i] != NULL; i++)
    self->tokens[i] = g_strdup (tokens[i]);
  return self;
}

/** matoi_setup_tokens_free: frees @self. */
void
matoi_setup_tokens_free (MatoiSetupTokens *self)
{
  for (guint i = 0; i < MATOI_ADAPTER_MAX_TOKENS; i++)
    {
      g_free (self->tokens[i]);
      g_free (self->former[i]);
    }
  g_free (self->problem);
  g_free (self);
}

typedef struct
{
  MatoiSetupTokens *tokens;
  MatoiSetupTokensTask what;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->tokens, matoi_setup_tokens_free);
  g_free (job);
}

/* The first thing that goes wrong is told. */
static void
take_problem (MatoiSetupTokens *self, GError *error)
{
  if (error == NULL)
    return;
  if (self->problem == NULL)
    self->problem = g_strdup (error->message);
  g_error_free (error);
}

static void
look (MatoiSetupTokens *self, guint index)
{
  const char *name = self->kind->secrets[index];
  GError *error = NULL;

  self->places[index] = matoi_secrets_find (name, &error);
  if (error == NULL && self->places[index] != MATOI_SECRET_NONE)
    self->former[index] = matoi_secrets_dup (name, &error);
  if (self->tokens[index] == NULL)
    self->tokens[index] = g_strdup (self->former[index]);
  take_problem (self, error);
}

static void
keep (MatoiSetupTokens *self, guint index)
{
  const char *name = self->kind->secrets[index];
  GError *error = NULL;

  if (self->tokens[index] == NULL)
    return;
  self->places[index] = MATOI_SECRET_STORED;
  if (matoi_secrets_set (name, self->tokens[index], &error))
    return;
  matoi_secrets_keep (name, self->tokens[index]);
  self->places[index] = MATOI_SECRET_THIS_RUN;
  take_problem (self, error);
}

static void
forget (MatoiSetupTokens *self, guint index)
{
  GError *error = NULL;

  matoi_secrets_forget (self->kind->secrets[index], &error);
  take_problem (self, error);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  MatoiSetupTokens *self = job->tokens;

  for (guint i = 0; self->kind->secrets[i] != NULL; i++)
    if (job->what == MATOI_SETUP_TOKENS_KEEP)
      keep (self, i);
    else
      look (self, i);
  if (job->what == MATOI_SETUP_TOKENS_FORGET)
    {
      /* What could not be read is not there to be forgotten. */
      g_clear_pointer (&self->problem, g_free);
      for (guint i = 0; self->kind->secrets[i] != NULL; i++)
        forget (self, i);
    }
  g_task_return_pointer (task, g_steal_pointer (&job->tokens),
                         (GDestroyNotify) matoi_setup_tokens_free);
}

/** matoi_setup_tokens_run_async: see the header; the Secret Service may take its time, the caller does not. */
void
matoi_setup_tokens_run_async (MatoiSetupTokens *tokens,
                              MatoiSetupTokensTask what,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tokens = tokens;
  job->what = what;
  g_task_set_source_tag (task, matoi_setup_tokens_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, work);
}

/** matoi_setup_tokens_run_finish: see the header. */
MatoiSetupTokens *
matoi_setup_tokens_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
