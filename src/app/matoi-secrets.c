/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

/* Storing may ask a person to unlock the keyring; looking up should not. */
#define STORE_SECONDS  60
#define LOOKUP_SECONDS 5
#define MAX_TOKEN      4096

static const char *const names[] = { "slack-bot", "slack-app",  "jira",
                                     "pagerduty", "statuspage", NULL };

static const SecretSchema schema = {
  .name = "io.github.matoi.Matoi.Token",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "name", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* One call with its own main context, so that a silent service cannot block for ever. */
typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GCancellable *cancellable;
  GSource *timeout;
  GAsyncResult *result;
} Call;

static gboolean
on_timeout (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->result = g_object_ref (result);
  g_main_loop_quit (call->loop);
}

static void
call_begin (Call *call, guint seconds)
{
  call->context = g_main_context_new ();
  call->loop = g_main_loop_new (call->context, FALSE);
  call->cancellable = g_cancellable_new ();
  call->timeout = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (call->timeout, on_timeout, g_object_ref (call->cancellable),
                         g_object_unref);
  g_source_attach (call->timeout, call->context);
  g_main_context_push_thread_default (call->context);
}

static void
call_end (Call *call)
{
  g_source_destroy (call->timeout);
  g_source_unref (call->timeout);
  g_main_context_pop_thread_default (call->context);
  g_clear_object (&call->result);
  g_object_unref (call->cancellable);
  g_main_loop_unref (call->loop);
  g_main_context_unref (call->context);
}

/* Is there a bus at all? Asked first, because libdbus would try to start one. */
static gboolean
has_session_bus (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *socket = NULL;

  if (address != NULL && *address != '\0')
    return TRUE;
  if (g_getenv ("XDG_RUNTIME_DIR") == NULL)
    return FALSE;
  socket = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "bus", NULL);
  return g_file_test (socket, G_FILE_TEST_EXISTS);
}

static gboolean
refuse (GError **error, const char *name, const char *detail)
{
  g_autofree char *variable = matoi_secrets_dup_variable (name);

  g_set_error (
    error, MATOI_ERROR, MATOI_ERROR_SERVICE,
    /* Translators: %1$s is the reason, %2$s the name of an environment variable. */
    _ ("No Secret Service answers (%1$s). Nothing was stored; start a keyring such as GNOME Keyring or "
                  "KeePassXC, or set %2$s for one run."),
      detail, variable);
  return FALSE;
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *all = NULL;

  if (g_strv_contains (names, name))
    return TRUE;
  all = g_strjoinv (", ", (char **) names);
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %1$s is what was typed, %2$s a list of names. */
               _ ("There is no secret “%1$s”. Nothing was stored; the names are: %2$s."), name,
                  all);
  return FALSE;
}

/** matoi_secrets_list_names: (transfer none) the services a token can be kept for. */
const char *const *
matoi_secrets_list_names (void)
{
  return names;
}

/** matoi_secrets_dup_variable: (transfer full) the environment variable that stands in for the secret @name. */
char *
matoi_secrets_dup_variable (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  return g_strconcat ("MATOI_SECRET_", g_strdelimit (upper, "-", '_'), NULL);
}

/**
 * matoi_secrets_set:
 * @name: one of matoi_secrets_list_names ()
 * @token: the token
 * @error: MATOI_ERROR_INPUT, or _SERVICE: then nothing was stored anywhere
 *
 * Returns: TRUE once the Secret Service keeps it
 */
gboolean
matoi_secrets_set (const char *name, const char *token, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *label = NULL;
  gboolean stored;
  Call call = { NULL };

  g_return_val_if_fail (name != NULL && token != NULL, FALSE);

  if (!check_name (name, error))
    return FALSE;
  if (*token == '\0' || strlen (token) > MAX_TOKEN)
    {
      g_set_error_literal (
        error, MATOI_ERROR, MATOI_ERROR_INPUT,
        _ ("A token is one line of up to 4096 characters. Nothing was stored; paste it again."));
      return FALSE;
    }
  for (const char *p = token; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        {
          g_set_error_literal (
            error, MATOI_ERROR, MATOI_ERROR_INPUT,
            _ ("A token has no blanks and no special characters. Nothing was stored; paste it "
                                  "again."));
          return FALSE;
        }
    }
  if (!has_session_bus ())
    return refuse (error, name, _ ("there is no D-Bus session"));

  /* Translators: the name of a stored password in the keyring; %s is such as “jira”. */
  label = g_strdup_printf (_ ("Matoi: %s"), name);
  call_begin (&call, STORE_SECONDS);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, call.cancellable,
                         on_ready, &call, "name", name, NULL);
  g_main_loop_run (call.loop);
  stored = secret_password_store_finish (call.result, &problem);
  call_end (&call);
  return stored || refuse (error, name, problem != NULL ? problem->message : _ ("no reason given"));
}

/**
 * matoi_secrets_dup:
 * @name: one of matoi_secrets_list_names ()
 * @error: MATOI_ERROR_SERVICE if it cannot be known
 *
 * The environment comes first: who sets it means this run.
 *
 * Returns: (transfer full) (nullable): the token; NULL without an error: there is none
 */
char *
matoi_secrets_dup (const char *name, GError **error)
{
  g_autofree char *variable = NULL;
  g_autoptr (GError) problem = NULL;
  const char *given;
  char *found, *token;
  Call call = { NULL };

  g_return_val_if_fail (name != NULL, NULL);

  if (!check_name (name, error))
    return NULL;
  variable = matoi_secrets_dup_variable (name);
  given = g_getenv (variable);
  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (!has_session_bus ())
    {
      refuse (error, name, _ ("there is no D-Bus session"));
      return NULL;
    }
  call_begin (&call, LOOKUP_SECONDS);
  secret_password_lookup (&schema, call.cancellable, on_ready, &call, "name", name, NULL);
  g_main_loop_run (call.loop);
  found = secret_password_lookup_finish (call.result, &problem);
  call_end (&call);
  if (problem != NULL)
    {
      refuse (error, name, problem->message);
      return NULL;
    }
  token = g_strdup (found);
  secret_password_free (found);
  return token;
}

/** matoi_secrets_has: TRUE if there is a token; FALSE with @error if that cannot be known. */
gboolean
matoi_secrets_has (const char *name, GError **error)
{
  g_autofree char *token = matoi_secrets_dup (name, error);

  return token != NULL;
}
