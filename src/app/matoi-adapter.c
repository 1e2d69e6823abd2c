/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-adapter.h"

#include <glib/gi18n-lib.h>

#include "matoi-secrets.h"
#include "matoi-adapter-kind.h"
#include "matoi-slack-link.h"
#include "matoi-turn.h"
#include "matoi-wake.h"

/* How soon another program takes over from one that has ended. */
#define TURN_SECONDS 3

struct _MatoiAdapter
{
  GObject parent_instance;
  const MatoiAdapterKind *kind;
  MatoiContext *context;
  GCancellable *cancellable; /* (nullable) of the present start */
  int lock;                  /* of the turn; -1: it is somebody else's */
  guint turn;                /* (nullable) until it is asked for again */
  MatoiLink *link;           /* (nullable) */
  char *made_for;            /* (nullable) the settings the link was made with */
  MatoiWake *wake;
  gboolean running;
  gboolean asking; /* for the turn */
  gboolean again;  /* what was begun then counts no more */
  MatoiAdapterState state;
  gint64 since; /* ms UTC */
  char *text;
};

G_DEFINE_FINAL_TYPE (MatoiAdapter, matoi_adapter, G_TYPE_OBJECT)

static guint changed_signal;

static void begin (MatoiAdapter *self);

/* Takes @text. */
static void
set_state (MatoiAdapter *self, MatoiAdapterState state, char *text)
{
  /* Whoever waits for the turn asks every few seconds: that is no news. */
  gboolean same = state == self->state && g_strcmp0 (text, self->text) == 0 && self->link == NULL;

  if (state != self->state || self->since == 0)
    self->since = g_get_real_time () / 1000;
  self->state = state;
  g_free (self->text);
  self->text = text;
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

/* --- one program at a time */

static gboolean
on_turn (gpointer user_data)
{
  MatoiAdapter *self = user_data;

  self->turn = 0;
  begin (self);
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

  set_state (self, states[matoi_link_get_state (self->link)],
             g_strdup (matoi_link_get_text (self->link)));
}

static void
drop_link (MatoiAdapter *self)
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
      set_state (self, MATOI_ADAPTER_REFUSED,
                 error != NULL ? g_strdup (error->message)
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
      begin (self);
      return;
    }
  if (self->lock < 0)
    {
      set_state (self, error != NULL ? MATOI_ADAPTER_REFUSED : MATOI_ADAPTER_ELSEWHERE,
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

/* --- when it is to be made anew */

static char *
dup_watched (MatoiAdapter *self)
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
  set_state (self, MATOI_ADAPTER_OFF,
             /* Translators: %s is the name of a service, such as JIRA. */
             off ? g_strdup_printf (_ ("%s is turned off in Preferences. Nothing is sent there; "
                                       "what waits is kept."),
                                       get_name (self))
                 : g_strdup (_ ("Not connected")));
}

static void
begin (MatoiAdapter *self)
{
  self->again = self->asking;
  g_clear_handle_id (&self->turn, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_link (self);
  g_free (self->made_for);
  self->made_for = dup_watched (self);
  if (!matoi_adapter_is_used (self->context, self->kind->id))
    {
      rest (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (self->state != MATOI_ADAPTER_ELSEWHERE)
    set_state (self, MATOI_ADAPTER_CONNECTING,
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

static void
on_settings_changed (MatoiAdapter *self)
{
  g_autofree char *watched = dup_watched (self);

  if (self->running && g_strcmp0 (watched, self->made_for) != 0)
    begin (self);
}

static void
on_outbox_changed (MatoiAdapter *self)
{
  if (self->link != NULL)
    matoi_link_hurry (self->link);
}

static void
on_awake (MatoiAdapter *self)
{
  if (self->link != NULL)
    matoi_link_wake (self->link);
}

/* --- for those who have one */

/** matoi_adapter_start: from now on, whenever it is set up. */
void
matoi_adapter_start (MatoiAdapter *self)
{
  g_return_if_fail (MATOI_IS_ADAPTER (self));
  g_return_if_fail (!self->running);

  self->running = TRUE;
  g_signal_connect_object (self->context, "settings-changed", G_CALLBACK (on_settings_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "outbox-changed", G_CALLBACK (on_outbox_changed), self,
                           G_CONNECT_SWAPPED);
  self->wake = matoi_wake_new ();
  g_signal_connect_object (self->wake, "awake", G_CALLBACK (on_awake), self, G_CONNECT_SWAPPED);
  begin (self);
}

/** matoi_adapter_stop: for good; another program may take over at once. */
void
matoi_adapter_stop (MatoiAdapter *self)
{
  g_return_if_fail (MATOI_IS_ADAPTER (self));

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->turn, g_source_remove);
  drop_link (self);
  g_clear_object (&self->wake);
  matoi_turn_drop (&self->lock);
}

/** matoi_adapter_get_id: "jira"; (transfer none). */
const char *
matoi_adapter_get_id (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), NULL);

  return self->kind->id;
}

/** matoi_adapter_get_state: where it stands. */
MatoiAdapterState
matoi_adapter_get_state (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), MATOI_ADAPTER_OFF);

  return self->state;
}

/** matoi_adapter_get_since: see the header. */
gint64
matoi_adapter_get_since (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), 0);

  return self->since;
}

/** matoi_adapter_get_text: (transfer none): a sentence for people, until "changed". */
const char *
matoi_adapter_get_text (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), NULL);

  return self->text;
}

/** matoi_adapter_get_link: see the header. */
MatoiLink *
matoi_adapter_get_link (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), NULL);

  return self->link;
}

/** matoi_adapter_get_calls: see the header. */
guint
matoi_adapter_get_calls (MatoiAdapter *self, guint *allowed)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), 0);

  *allowed = 0;
  return self->link != NULL && MATOI_IS_SLACK_LINK (self->link)
           ? matoi_slack_link_get_calls (MATOI_SLACK_LINK (self->link), allowed)
           : 0;
}

/** matoi_adapter_restart: with the tokens that are there now. */
void
matoi_adapter_restart (MatoiAdapter *self)
{
  g_return_if_fail (MATOI_IS_ADAPTER (self));

  if (self->running)
    begin (self);
}

/** matoi_adapter_is_quiet: nothing waits that could go, and everything has come in. */
gboolean
matoi_adapter_is_quiet (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), FALSE);

  return self->link != NULL && matoi_link_is_quiet (self->link);
}

/* --- the object; the context knows the last one of each id */

static char *
dup_place (const char *id)
{
  return g_strconcat ("matoi-adapter-", id, NULL);
}

/** matoi_adapter_get: see the header. */
MatoiAdapter *
matoi_adapter_get (MatoiContext *context, const char *id)
{
  g_autofree char *place = dup_place (id);

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  return g_object_get_data (G_OBJECT (context), place);
}

static void
matoi_adapter_dispose (GObject *object)
{
  MatoiAdapter *self = MATOI_ADAPTER (object);
  g_autofree char *place = dup_place (self->kind->id);

  matoi_adapter_stop (self);
  g_clear_object (&self->cancellable);
  if (self->context != NULL && g_object_get_data (G_OBJECT (self->context), place) == self)
    g_object_set_data (G_OBJECT (self->context), place, NULL);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_adapter_parent_class)->dispose (object);
}

static void
matoi_adapter_finalize (GObject *object)
{
  MatoiAdapter *self = MATOI_ADAPTER (object);

  g_free (self->made_for);
  g_free (self->text);
  G_OBJECT_CLASS (matoi_adapter_parent_class)->finalize (object);
}

static void
matoi_adapter_class_init (MatoiAdapterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_adapter_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_adapter_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_ADAPTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
matoi_adapter_init (MatoiAdapter *self)
{
  self->lock = -1;
  self->text = g_strdup (_ ("Not connected"));
}

/** matoi_adapter_new: (transfer full): for a started @context; does nothing until it is started. */
MatoiAdapter *
matoi_adapter_new (MatoiContext *context, const char *id)
{
  const MatoiAdapterKind *kind = matoi_adapter_kind_find (id);
  g_autofree char *place = dup_place (id);
  MatoiAdapter *self;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (MATOI_TYPE_ADAPTER, NULL);
  self->kind = kind;
  self->context = g_object_ref (context);
  g_object_set_data (G_OBJECT (context), place, self);
  return self;
}
