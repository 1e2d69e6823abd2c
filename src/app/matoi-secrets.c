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

static const char *const names[] = { "slack-bot", "slack-app",  "jira", "jira2",
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

/** matoi_secrets_check: FALSE with MATOI_ERROR_INPUT: @token, as it was pasted, cannot be one. */
gboolean
matoi_secrets_check (const char *token, GError **error)
{
  g_return_val_if_fail (token != NULL, FALSE);

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
  return TRUE;
}

/* --- in memory, for this run */

static GMutex kept_mutex;
static GHashTable *kept; /* name → token; guarded by kept_mutex; NULL: nothing was ever kept */

/**
 * matoi_secrets_keep:
 * @name: one of matoi_secrets_list_names ()
 * @token: (nullable): NULL: it is not kept any longer
 *
 * Until the program ends, for a machine without a Secret Service. In any thread.
 */
void
matoi_secrets_keep (const char *name, const char *token)
{
  g_return_if_fail (g_strv_contains (names, name));

  g_mutex_lock (&kept_mutex);
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (token != NULL)
    g_hash_table_insert (kept, g_strdup (name), g_strdup (token));
  else
    g_hash_table_remove (kept, name);
  g_mutex_unlock (&kept_mutex);
}

static char *
dup_kept (const char *name)
{
  char *token;

  g_mutex_lock (&kept_mutex);
  token = kept != NULL ? g_strdup (g_hash_table_lookup (kept, name)) : NULL;
  g_mutex_unlock (&kept_mutex);
  return token;
}

/* (nullable): of the environment, which comes first: who sets it means this run. */
static const char *
get_given (const char *name)
{
  g_autofree char *variable = matoi_secrets_dup_variable (name);
  const char *given = g_getenv (variable);

  return given != NULL && *given != '\0' ? given : NULL;
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

  if (!check_name (name, error) || !matoi_secrets_check (token, error))
    return FALSE;
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
  if (stored)
    matoi_secrets_keep (name, NULL);
  return stored || refuse (error, name, problem != NULL ? problem->message : _ ("no reason given"));
}

/**
 * matoi_secrets_dup:
 * @name: one of matoi_secrets_list_names ()
 * @error: MATOI_ERROR_SERVICE if it cannot be known
 *
 * The environment comes first, then what this run was told.
 *
 * Returns: (transfer full) (nullable): the token; NULL without an error: there is none
 */
char *
matoi_secrets_dup (const char *name, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *found, *token;
  Call call = { NULL };

  g_return_val_if_fail (name != NULL, NULL);

  if (!check_name (name, error))
    return NULL;
  if (get_given (name) != NULL)
    return g_strdup (get_given (name));
  token = dup_kept (name);
  if (token != NULL)
    return token;
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

/** matoi_secrets_find: where the token that counts is; MATOI_SECRET_NONE with @error: nobody knows. */
MatoiSecretPlace
matoi_secrets_find (const char *name, GError **error)
{
  g_autofree char *in_memory = NULL;

  g_return_val_if_fail (name != NULL, MATOI_SECRET_NONE);

  if (get_given (name) != NULL)
    return MATOI_SECRET_GIVEN;
  in_memory = dup_kept (name);
  if (in_memory != NULL)
    return MATOI_SECRET_THIS_RUN;
  return matoi_secrets_has (name, error) ? MATOI_SECRET_STORED : MATOI_SECRET_NONE;
}

/** matoi_secrets_forget: see the header; FALSE with MATOI_ERROR_SERVICE. One in the environment stays. */
gboolean
matoi_secrets_forget (const char *name, GError **error)
{
  g_autoptr (GError) problem = NULL;
  Call call = { NULL };

  g_return_val_if_fail (name != NULL, FALSE);

  if (!check_name (name, error))
    return FALSE;
  matoi_secrets_keep (name, NULL);
  /* Without a service there is nothing in it. */
  if (!has_session_bus ())
    return TRUE;
  call_begin (&call, LOOKUP_SECONDS);
  secret_password_clear (&schema, call.cancellable, on_ready, &call, "name", name, NULL);
  g_main_loop_run (call.loop);
  /* FALSE without an error: there was none. */
  secret_password_clear_finish (call.result, &problem);
  call_end (&call);
  if (problem == NULL || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    return TRUE;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_SERVICE,
               /* Translators: %s is the reason. */
               _ ("The token is still in the Secret Service (%s). Remove it there, or try again."),
                  problem->message);
  return FALSE;
}
