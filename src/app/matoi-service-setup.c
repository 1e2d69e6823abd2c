/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-service-setup-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter.h"

G_DEFINE_FINAL_TYPE (MatoiServiceSetup, matoi_service_setup, G_TYPE_OBJECT)

static guint changed_signal;

/* How each service is asked, and where its token comes from. */
static const struct
{
  const char *id, *token, *fix;
  void (*ask) (GTask *task);
} services[] = {
  { "slack", N_ ("Bot Token"),
    N_ ("Install the app in the workspace and give its bot token, which begins with “xoxb-”."),
    matoi_slack_setup_ask },
  { "jira", N_ ("Token"),
    N_ ("Make an API token in the Atlassian account (Cloud) or a personal access token in the "
        "profile (Data Center), and give it here."),
    matoi_jira_setup_ask },
  { "jira2", N_ ("Token"),
    N_ ("Make an API token in the Atlassian account (Cloud) or a personal access token in the "
        "profile (Data Center), and give it here."),
    matoi_jira_setup_ask },
  { "pagerduty", N_ ("API Key"),
    N_ (
      "Let an administrator make an API key in PagerDuty under “Integrations”, “API Access Keys”, "
      "and give it here."),
    matoi_pagerduty_setup_ask },
  { "statuspage", N_ ("API Key"),
    N_ ("Make a key in your account of Statuspage under “API info”, and give it here."),
    matoi_statuspage_setup_ask },
};

void
matoi_service_setup_restart (MatoiServiceSetup *self)
{
  MatoiAdapter *adapter = matoi_adapter_get (self->context, self->kind->id);

  if (adapter != NULL)
    matoi_adapter_restart (adapter);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiServiceSetup) self = user_data;
  g_autoptr (MatoiSetupTokens) tokens = matoi_setup_tokens_run_finish (result);

  for (guint i = 0; i < MATOI_ADAPTER_MAX_TOKENS; i++)
    self->places[i] = tokens->places[i];
  g_free (self->problem);
  self->problem = g_strdup (tokens->problem);
  g_signal_emit (self, changed_signal, 0);
}

/** matoi_service_setup_look: see the header. */
void
matoi_service_setup_look (MatoiServiceSetup *self)
{
  g_return_if_fail (MATOI_IS_SERVICE_SETUP (self));

  matoi_setup_tokens_run_async (matoi_setup_tokens_new (self->kind, NULL), MATOI_SETUP_TOKENS_LOOK,
                                on_looked, g_object_ref (self));
}

/** matoi_service_setup_get_id: "jira"; (transfer none). */
const char *
matoi_service_setup_get_id (MatoiServiceSetup *self)
{
  return self->kind->id;
}

/** matoi_service_setup_get_place: see the header. */
MatoiSecretPlace
matoi_service_setup_get_place (MatoiServiceSetup *self, guint index)
{
  g_return_val_if_fail (index < MATOI_ADAPTER_MAX_TOKENS, MATOI_SECRET_NONE);

  return self->places[index];
}

/** matoi_service_setup_get_problem: (nullable) (transfer none): until "changed". */
const char *
matoi_service_setup_get_problem (MatoiServiceSetup *self)
{
  return self->problem;
}

/* --- testing and saving, step by step */

static void
attempt_free (MatoiSetupAttempt *attempt)
{
  if (attempt->own_free != NULL)
    attempt->own_free (attempt->own);
  for (guint i = 0; i < MATOI_ADAPTER_MAX_TOKENS; i++)
    g_free (attempt->given[i]);
  g_hash_table_unref (attempt->settings);
  g_clear_pointer (&attempt->tokens, matoi_setup_tokens_free);
  g_clear_pointer (&attempt->report, matoi_setup_report_free);
  g_free (attempt);
}

const char *
matoi_setup_attempt_get (MatoiSetupAttempt *attempt, const char *key)
{
  g_autofree char *full = g_strconcat (attempt->kind->id, ".", key, NULL);
  const char *value = g_hash_table_lookup (attempt->settings, key);

  if (value == NULL)
    value = matoi_context_get_setting (attempt->context, full);
  return value != NULL && *value != '\0' ? value : NULL;
}

static void
finish (GTask *task)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&attempt->report),
                         (GDestroyNotify) matoi_setup_report_free);
}

static void
on_kept_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = g_object_steal_data (G_OBJECT (task), "matoi-error");

  matoi_setup_tokens_free (matoi_setup_tokens_run_finish (result));
  matoi_service_setup_look (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

/* The settings were not stored: then the tokens are those from before. */
static void
take_back (GTask *task, GError *error)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  char *former[MATOI_ADAPTER_MAX_TOKENS] = { NULL };
  gboolean none = TRUE;

  for (guint i = 0; i < MATOI_ADAPTER_MAX_TOKENS; i++)
    if (attempt->given[i] != NULL)
      {
        former[i] = attempt->tokens->former[i];
        none = none && former[i] == NULL;
      }
  g_object_set_data (G_OBJECT (task), "matoi-error", error);
  matoi_setup_tokens_run_async (matoi_setup_tokens_new (attempt->kind, former),
                                none && attempt->given[0] != NULL ? MATOI_SETUP_TOKENS_FORGET
                                                                  : MATOI_SETUP_TOKENS_KEEP,
                                on_kept_again, g_object_ref (task));
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      take_back (task, error);
      return;
    }
  attempt->report->saved = TRUE;
  matoi_service_setup_restart (g_task_get_source_object (task));
  finish (task);
}

static void
add_settings (MatoiSetupAttempt *attempt, GHashTable *values, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (values, g_strconcat (attempt->kind->id, ".", key, NULL),
                         *(char *) value != '\0' ? g_strdup (value) : NULL);
}

static GHashTable *
new_values (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiServiceSetup *self = g_task_get_source_object (task);
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiSetupTokens) tokens = matoi_setup_tokens_run_finish (result);
  g_autoptr (GHashTable) values = new_values ();

  if (tokens->problem != NULL)
    matoi_setup_report_add (
      attempt->report, "storage", MATOI_SETUP_WARN,
      _ ("Tokens"),
        _ ("No Secret Service answers, so the tokens are kept until Matoi ends, and nowhere else."),
           _ ("Start a keyring such as GNOME Keyring or KeePassXC, and connect once more."));
  matoi_service_setup_look (self);
  add_settings (attempt, values, attempt->settings);
  add_settings (attempt, values, attempt->report->found);
  matoi_context_set_settings_async (self->context, values, NULL, on_stored, g_object_ref (task));
}

void
matoi_setup_attempt_done (GTask *taken)
{
  g_autoptr (GTask) task = taken;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  /* What stands in the environment is for this run, and is not kept. */
  if (attempt->save && attempt->report->works)
    matoi_setup_tokens_run_async (matoi_setup_tokens_new (attempt->kind, attempt->given),
                                  MATOI_SETUP_TOKENS_KEEP, on_kept, g_object_ref (task));
  else
    finish (task);
}

static gboolean
check_tokens (MatoiSetupAttempt *attempt, GError **error)
{
  for (guint i = 0; attempt->kind->secrets[i] != NULL; i++)
    if (attempt->tokens->tokens[i] != NULL &&
        !matoi_secrets_check (attempt->tokens->tokens[i], error))
      return FALSE;
  return TRUE;
}

static void
on_tokens (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint i = 0;

  attempt->tokens = matoi_setup_tokens_run_finish (result);
  if (g_task_return_error_if_cancelled (task))
    return;
  while (i + 1 < G_N_ELEMENTS (services) && !g_str_equal (services[i].id, attempt->kind->id))
    i++;
  if (attempt->tokens->tokens[0] == NULL)
    {
      matoi_setup_report_add (attempt->report, "token", MATOI_SETUP_FAIL,
                              _ (services[i].token), _ ("There is no token on this machine."),
                                                        _ (services[i].fix));
      finish (task);
    }
  else if (!check_tokens (attempt, &error))
    {
      matoi_setup_report_add (attempt->report, "token", MATOI_SETUP_FAIL,
                              _ ("Tokens"), error->message, NULL);
      finish (task);
    }
  else
    services[i].ask (g_object_ref (task));
}

static char *
dup_given (const char *token)
{
  g_autofree char *stripped = g_strstrip (g_strdup (token != NULL ? token : ""));

  return *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

/* FALSE with @error: one does not fit. */
static gboolean
take_settings (MatoiSetupAttempt *attempt, const char *const *settings, GError **error)
{
  for (; settings != NULL && settings[0] != NULL; settings += 2)
    {
      g_autofree char *full = g_strconcat (attempt->kind->id, ".", settings[0], NULL);
      g_autofree char *value = g_strstrip (g_strdup (settings[1] != NULL ? settings[1] : ""));

      if (!matoi_context_check_setting (attempt->context, full, *value != '\0' ? value : NULL,
                                        error))
        return FALSE;
      g_hash_table_insert (attempt->settings, g_strdup (settings[0]), g_steal_pointer (&value));
    }
  return TRUE;
}

static void
begin (MatoiServiceSetup *self,
       const char *const *tokens,
       const char *const *settings,
       gboolean save,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  MatoiSetupAttempt *attempt = g_new0 (MatoiSetupAttempt, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, begin);
  /* What was kept is told even if nobody waits for it any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  attempt->context = self->context;
  attempt->kind = self->kind;
  attempt->save = save;
  attempt->settings = new_values ();
  attempt->report = matoi_setup_report_new ();
  for (guint i = 0; tokens != NULL && self->kind->secrets[i] != NULL && tokens[i] != NULL; i++)
    attempt->given[i] = dup_given (tokens[i]);
  if (take_settings (attempt, settings, &error))
    matoi_setup_tokens_run_async (matoi_setup_tokens_new (self->kind, attempt->given),
                                  MATOI_SETUP_TOKENS_LOOK, on_tokens, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/** matoi_service_setup_test_async: see the header. */
void
matoi_service_setup_test_async (MatoiServiceSetup *self,
                                const char *const *tokens,
                                const char *const *settings,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (MATOI_IS_SERVICE_SETUP (self));

  begin (self, tokens, settings, FALSE, cancellable, callback, user_data);
}

/** matoi_service_setup_test_finish: see the header; @error: also that a setting does not fit. */
MatoiSetupReport *
matoi_service_setup_test_finish (MatoiServiceSetup *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_service_setup_save_async: see the header. */
void
matoi_service_setup_save_async (MatoiServiceSetup *self,
                                const char *const *tokens,
                                const char *const *settings,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (MATOI_IS_SERVICE_SETUP (self));

  begin (self, tokens, settings, TRUE, cancellable, callback, user_data);
}

/** matoi_service_setup_save_finish: see the header. */
MatoiSetupReport *
matoi_service_setup_save_finish (MatoiServiceSetup *self, GAsyncResult *result, GError **error)
{
  return matoi_service_setup_test_finish (self, result, error);
}

static void
matoi_service_setup_dispose (GObject *object)
{
  MatoiServiceSetup *self = MATOI_SERVICE_SETUP (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->problem, g_free);
  matoi_service_setup_drop_former (self);
  G_OBJECT_CLASS (matoi_service_setup_parent_class)->dispose (object);
}

static void
matoi_service_setup_class_init (MatoiServiceSetupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_service_setup_dispose;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_SERVICE_SETUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_service_setup_init (MatoiServiceSetup *self)
{
}

/** matoi_service_setup_new: (transfer full) */
MatoiServiceSetup *
matoi_service_setup_new (MatoiContext *context, const char *id)
{
  const MatoiAdapterKind *kind = matoi_adapter_kind_find (id);
  MatoiServiceSetup *self;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context) && kind != NULL, NULL);

  self = g_object_new (MATOI_TYPE_SERVICE_SETUP, NULL);
  self->context = g_object_ref (context);
  self->kind = kind;
  return self;
}
