/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-adapter-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-secrets.h"
#include "matoi-turn.h"

/* How an adapter comes to its link: the turn, then the tokens. */

/* How soon another program takes over from one that has ended. */
#define TURN_SECONDS 3

/* --- one program at a time */

static gboolean
on_turn (gpointer user_data)
{
  MatoiAdapter *self = user_data;

  self->turn = 0;
  matoi_adapter_connect (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (MatoiAdapter *self)
{
  g_clear_handle_id (&self->turn, g_source_remove);
  self->turn = g_timeout_add_seconds (TURN_SECONDS, on_turn, self);
}

/* --- the link */

static void
on_link_changed (MatoiAdapter *self)
{
  static const MatoiAdapterState states[] = {
    [MATOI_LINK_CONNECTING] = MATOI_ADAPTER_CONNECTING,
    [MATOI_LINK_ONLINE] = MATOI_ADAPTER_ONLINE,
    [MATOI_LINK_OFFLINE] = MATOI_ADAPTER_OFFLINE,
    [MATOI_LINK_REFUSED] = MATOI_ADAPTER_REFUSED,
  };

  matoi_adapter_set_state (self, states[matoi_link_get_state (self->link)],
                           g_strdup (matoi_link_get_text (self->link)));
}

void
matoi_adapter_drop_link (MatoiAdapter *self)
{
  if (self->link == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->link, self);
  matoi_link_stop (self->link);
  g_clear_object (&self->link);
}

typedef char *Tokens[MATOI_ADAPTER_MAX_TOKENS];

static void
tokens_free (Tokens *tokens)
{
  for (guint i = 0; i < MATOI_ADAPTER_MAX_TOKENS; i++)
    g_free ((*tokens)[i]);
  g_free (tokens);
}

static void
look_for_tokens (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *secrets = MATOI_ADAPTER (source)->kind->secrets;
  Tokens *tokens = g_malloc0 (sizeof *tokens);
  GError *error = NULL;

  (*tokens)[0] = matoi_secrets_dup (secrets[0], &error);
  if (error != NULL)
    {
      tokens_free (tokens);
      g_task_return_error (task, error);
      return;
    }
  /* The service does without the others. */
  for (guint i = 1; secrets[i] != NULL; i++)
    (*tokens)[i] = matoi_secrets_dup (secrets[i], NULL);
  g_task_return_pointer (task, tokens, (GDestroyNotify) tokens_free);
}

static const char *
get_name (MatoiAdapter *self)
{
  return matoi_adapter_get_name_of (self->context, self->kind->id);
}

static void
on_tokens (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiAdapter *self = MATOI_ADAPTER (source);
  g_autoptr (GError) error = NULL;
  Tokens *tokens = g_task_propagate_pointer (G_TASK (result), &error);

  if (tokens == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (tokens == NULL || (*tokens)[0] == NULL)
    {
      matoi_adapter_set_state (self, MATOI_ADAPTER_REFUSED,
                               error != NULL
                                 ? g_strdup (error->message)
                                 /* Translators: %s is the name of a service, such as Slack. */
                                 : g_strdup_printf (_ ("There is no token for %s on this machine. "
                                                     "What waits is kept; give the token in "
                                                     "Preferences."),
                                                       get_name (self)));
      g_clear_pointer (&tokens, tokens_free);
      return;
    }
  self->link = self->kind->make (MATOI_DESK (self->context), self->kind->id, *tokens);
  tokens_free (tokens);
  g_signal_connect_object (self->link, "changed", G_CALLBACK (on_link_changed), self,
                           G_CONNECT_SWAPPED);
  on_link_changed (self);
  matoi_link_start (self->link);
}

static void
on_turn_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiAdapter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  self->asking = FALSE;
  matoi_turn_take_finish (MATOI_DESK (source), result, &self->lock, &error);
  if (!self->running)
    {
      matoi_turn_drop (&self->lock);
      return;
    }
  if (self->again)
    {
      matoi_adapter_connect (self);
      return;
    }
  if (self->lock < 0)
    {
      matoi_adapter_set_state (
        self, error != NULL ? MATOI_ADAPTER_REFUSED : MATOI_ADAPTER_ELSEWHERE,
        error != NULL ? g_strdup (error->message)
                      /* Translators: %s is the name of a service, such as Slack. */
                      : g_strdup_printf (_ ("Another program on this machine speaks with "
                                                     "%s for this record; if it ends, this one "
                                                     "takes over."),
                                            get_name (self)));
      wait_for_turn (self);
      return;
    }
  task = g_task_new (self, self->cancellable, on_tokens, NULL);
  g_task_set_source_tag (task, on_turn_taken);
  g_task_run_in_thread (task, look_for_tokens);
}

char *
matoi_adapter_dup_watched (MatoiAdapter *self)
{
  GString *all = g_string_new (NULL);

  for (const char *const *key = self->kind->watched; *key != NULL; key++)
    {
      g_autofree char *full = g_strconcat (self->kind->id, ".", *key, NULL);
      const char *value = matoi_context_get_setting (self->context, full);

      g_string_append_printf (all, "%s\n", value != NULL ? value : "");
    }
  return g_string_free (all, FALSE);
}

/* Nobody else has to wait for a service that this program does not use. */
static void
rest (MatoiAdapter *self)
{
  gboolean off = matoi_adapter_is_set_up (self->context, self->kind->id);

  if (!self->asking)
    matoi_turn_drop (&self->lock);
  matoi_adapter_set_state (
    self, MATOI_ADAPTER_OFF,
    /* Translators: %s is the name of a service, such as JIRA. */
    off ? g_strdup_printf (_ ("%s is turned off in Preferences. Nothing is sent there; "
                                       "what waits is kept."),
                              get_name (self))
        : g_strdup (_ ("Not connected")));
}

void
matoi_adapter_connect (MatoiAdapter *self)
{
  self->again = self->asking;
  g_clear_handle_id (&self->turn, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  matoi_adapter_drop_link (self);
  g_free (self->made_for);
  self->made_for = matoi_adapter_dup_watched (self);
  if (!matoi_adapter_is_used (self->context, self->kind->id))
    {
      rest (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (self->state != MATOI_ADAPTER_ELSEWHERE)
    matoi_adapter_set_state (self, MATOI_ADAPTER_CONNECTING,
                             /* Translators: %s is the name of a service, such as Slack. */
                             g_strdup_printf (_ ("Connecting to %s…"), get_name (self)));
  /* The lock that is being taken would be in the way of a second one: what comes next waits for it,
   * and it is not cancelled, or else nobody knows when it is let go. */
  if (self->asking)
    return;
  self->asking = TRUE;
  matoi_turn_take_async (MATOI_DESK (self->context), self->kind->id, self->lock, NULL,
                         on_turn_taken, g_object_ref (self));
}
