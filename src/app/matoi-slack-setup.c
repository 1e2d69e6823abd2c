/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-setup-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-slack-service.h"

G_DEFINE_FINAL_TYPE (MatoiSlackSetup, matoi_slack_setup, G_TYPE_OBJECT)

static guint changed_signal;

/* (nullable): not there, or empty. */
const char *
matoi_slack_setup_get (MatoiSlackSetup *self, const char *key)
{
  const char *value = matoi_context_get_setting (self->context, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Tokens are not settings: nobody else hears of new ones. */
void
matoi_slack_setup_restart (MatoiSlackSetup *self)
{
  MatoiSlackService *service = matoi_slack_service_get (self->context);

  if (service != NULL)
    matoi_slack_service_restart (service);
}

static void
show_places (MatoiSlackSetup *self, const MatoiSlackTokens *tokens)
{
  self->bot = tokens->bot_place;
  self->app = tokens->app_place;
  g_free (self->problem);
  self->problem = g_strdup (tokens->problem);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackSetup) self = user_data;
  g_autoptr (MatoiSlackTokens) tokens = matoi_slack_tokens_run_finish (result, NULL);

  show_places (self, tokens);
}

/** matoi_slack_setup_look: see the header. */
void
matoi_slack_setup_look (MatoiSlackSetup *self)
{
  g_return_if_fail (MATOI_IS_SLACK_SETUP (self));

  matoi_slack_tokens_run_async (matoi_slack_tokens_new (NULL, NULL), MATOI_SLACK_TOKENS_LOOK, NULL,
                                on_looked, g_object_ref (self));
}

/** matoi_slack_setup_get_bot: where the token of the bot was found. */
MatoiSecretPlace
matoi_slack_setup_get_bot (MatoiSlackSetup *self)
{
  return self->bot;
}

/** matoi_slack_setup_get_app: where the app-level token was found. */
MatoiSecretPlace
matoi_slack_setup_get_app (MatoiSlackSetup *self)
{
  return self->app;
}

/** matoi_slack_setup_get_problem: (nullable) (transfer none): until "changed". */
const char *
matoi_slack_setup_get_problem (MatoiSlackSetup *self)
{
  return self->problem;
}

/* --- testing and connecting, step by step */

typedef struct
{
  char *given_bot, *given_app; /* (nullable) */
  gboolean connect;
  MatoiSlackTokens *tokens; /* (nullable) those that are tried */
  MatoiSlackReport *report; /* (nullable) */
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_free (attempt->given_bot);
  g_free (attempt->given_app);
  g_clear_pointer (&attempt->tokens, matoi_slack_tokens_free);
  g_clear_pointer (&attempt->report, matoi_slack_report_free);
  g_free (attempt);
}

static void
finish (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&attempt->report),
                         (GDestroyNotify) matoi_slack_report_free);
}

static void
on_team_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  attempt->report->connected = TRUE;
  matoi_slack_setup_restart (g_task_get_source_object (task));
  finish (task);
}

static void
on_url_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  matoi_context_set_setting_async (MATOI_CONTEXT (source), "slack.team", attempt->report->team_id,
                                   NULL, on_team_set, g_object_ref (task));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackSetup *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiSlackTokens) tokens = matoi_slack_tokens_run_finish (result, NULL);

  if (tokens->problem != NULL)
    matoi_slack_report_add (
      attempt->report, "storage", MATOI_SLACK_LINE_WARN,
      _ ("Tokens"),
        _ ("No Secret Service answers, so the tokens are kept until Matoi ends, and nowhere else."),
           _ ("Start a keyring such as GNOME Keyring or KeePassXC, and connect once more."));
  matoi_slack_setup_look (self);
  matoi_context_set_setting_async (self->context, "slack.url", attempt->report->url, NULL,
                                   on_url_set, g_object_ref (task));
}

/* What stands in the environment is for this run, and is not kept. */
static void
keep (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);
  const char *app = attempt->report->has_events ? attempt->given_app : NULL;

  matoi_slack_tokens_run_async (matoi_slack_tokens_new (attempt->given_bot, app),
                                MATOI_SLACK_TOKENS_KEEP, NULL, on_kept, g_object_ref (task));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackSetup *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiSlackCheck) check = NULL;
  GError *error = NULL;

  check = matoi_slack_check_finish (result, &error);
  if (check == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  attempt->report = matoi_slack_report_read (check, matoi_slack_setup_get (self, "slack.team"),
                                             matoi_slack_setup_get (self, "slack.url"));
  if (attempt->connect && attempt->report->works)
    keep (task);
  else
    finish (task);
}

static void
fail (GTask *task, const char *id, const char *title, const char *text, const char *fix)
{
  Attempt *attempt = g_task_get_task_data (task);

  attempt->report = matoi_slack_report_new ();
  matoi_slack_report_add (attempt->report, id, MATOI_SLACK_LINE_FAIL, title, text, fix);
  finish (task);
}

static void
on_tokens (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackSetup *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  attempt->tokens = matoi_slack_tokens_run_finish (result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (attempt->tokens->bot == NULL)
    {
      fail (
        task, "token",
        _ ("Bot Token"),
          _ ("There is no token of the bot on this machine."),
            _ ("Install the app in the workspace and give its bot token, which begins with “xoxb-”."));
      return;
    }
  if (!matoi_secrets_check (attempt->tokens->bot, &error) ||
      (attempt->tokens->app != NULL && !matoi_secrets_check (attempt->tokens->app, &error)))
    {
      fail (task, "token", _ ("Tokens"), error->message, NULL);
      return;
    }
  matoi_slack_check_async (matoi_slack_setup_get (self, "slack.base-url"), attempt->tokens->bot,
                           attempt->tokens->app, g_task_get_cancellable (task), on_checked,
                           g_object_ref (task));
}

static char *
dup_given (const char *token)
{
  g_autofree char *stripped = g_strstrip (g_strdup (token != NULL ? token : ""));

  return *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

static void
begin (MatoiSlackSetup *self,
       const char *bot,
       const char *app,
       gboolean connect,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_return_if_fail (MATOI_IS_SLACK_SETUP (self));

  g_task_set_source_tag (task, begin);
  /* What was kept is told even if nobody waits for it any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  attempt->given_bot = dup_given (bot);
  attempt->given_app = dup_given (app);
  attempt->connect = connect;
  matoi_slack_tokens_run_async (matoi_slack_tokens_new (attempt->given_bot, attempt->given_app),
                                MATOI_SLACK_TOKENS_LOOK, NULL, on_tokens, g_object_ref (task));
}

/** matoi_slack_setup_test_async: see the header. */
void
matoi_slack_setup_test_async (MatoiSlackSetup *self,
                              const char *bot,
                              const char *app,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  begin (self, bot, app, FALSE, cancellable, callback, user_data);
}

/** matoi_slack_setup_test_finish: see the header. */
MatoiSlackReport *
matoi_slack_setup_test_finish (MatoiSlackSetup *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_slack_setup_connect_async: see the header. */
void
matoi_slack_setup_connect_async (MatoiSlackSetup *self,
                                 const char *bot,
                                 const char *app,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  begin (self, bot, app, TRUE, cancellable, callback, user_data);
}

/** matoi_slack_setup_connect_finish: see the header. */
MatoiSlackReport *
matoi_slack_setup_connect_finish (MatoiSlackSetup *self, GAsyncResult *result, GError **error)
{
  return matoi_slack_setup_test_finish (self, result, error);
}

static void
matoi_slack_setup_dispose (GObject *object)
{
  MatoiSlackSetup *self = MATOI_SLACK_SETUP (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->problem, g_free);
  matoi_slack_setup_drop_former (self);
  G_OBJECT_CLASS (matoi_slack_setup_parent_class)->dispose (object);
}

static void
matoi_slack_setup_class_init (MatoiSlackSetupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_setup_dispose;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_SLACK_SETUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_slack_setup_init (MatoiSlackSetup *self)
{
}

/** matoi_slack_setup_new: (transfer full) */
MatoiSlackSetup *
matoi_slack_setup_new (MatoiContext *context)
{
  MatoiSlackSetup *self = g_object_new (MATOI_TYPE_SLACK_SETUP, NULL);

  self->context = g_object_ref (context);
  return self;
}
