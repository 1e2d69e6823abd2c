/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-service.h"

#include <glib/gi18n-lib.h>

#include "matoi-pictures.h"
#include "matoi-secrets.h"
#include "matoi-slack-link.h"
#include "matoi-turn.h"
#include "matoi-wake.h"

/* How soon another program takes over from one that has ended. */
#define TURN_SECONDS 3
#define SERVICE      "matoi-slack-service"

struct _MatoiSlackService
{
  GObject parent_instance;
  MatoiContext *context;
  GCancellable *cancellable; /* (nullable) of the present start */
  int lock;                  /* of the turn; -1: it is somebody else's */
  guint turn;                /* (nullable) until it is asked for again */
  MatoiSlackLink *link;      /* (nullable) */
  char *team, *base_url;     /* (nullable) what the link was made for */
  MatoiWake *wake;
  gboolean running;
  gboolean asking; /* for the turn */
  gboolean again;  /* what was begun then counts no more */
  MatoiSlackServiceState state;
  char *text;
};

G_DEFINE_FINAL_TYPE (MatoiSlackService, matoi_slack_service, G_TYPE_OBJECT)

static guint changed_signal;

static void begin (MatoiSlackService *self);

static void
set_state (MatoiSlackService *self, MatoiSlackServiceState state, const char *text)
{
  /* Whoever waits for the turn asks every few seconds: that is no news. */
  if (state == self->state && g_strcmp0 (text, self->text) == 0 && self->link == NULL)
    return;
  self->state = state;
  if (text != self->text)
    {
      g_free (self->text);
      self->text = g_strdup (text);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* --- one program at a time */

static gboolean
on_turn (gpointer user_data)
{
  MatoiSlackService *self = user_data;

  self->turn = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (MatoiSlackService *self)
{
  g_clear_handle_id (&self->turn, g_source_remove);
  self->turn = g_timeout_add_seconds (TURN_SECONDS, on_turn, self);
}

/* --- the link */

static void
on_link_changed (MatoiSlackService *self)
{
  static const MatoiSlackServiceState states[] = {
    [MATOI_SLACK_LINK_CONNECTING] = MATOI_SLACK_SERVICE_CONNECTING,
    [MATOI_SLACK_LINK_ONLINE] = MATOI_SLACK_SERVICE_ONLINE,
    [MATOI_SLACK_LINK_OFFLINE] = MATOI_SLACK_SERVICE_OFFLINE,
    [MATOI_SLACK_LINK_REFUSED] = MATOI_SLACK_SERVICE_REFUSED,
  };

  set_state (self, states[matoi_slack_link_get_state (self->link)],
             matoi_slack_link_get_text (self->link));
}

static void
drop_link (MatoiSlackService *self)
{
  if (self->link == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->link, self);
  matoi_slack_link_stop (self->link);
  g_clear_object (&self->link);
}

typedef struct
{
  char *bot, *app; /* (nullable) */
} Tokens;

static void
tokens_free (Tokens *tokens)
{
  g_free (tokens->bot);
  g_free (tokens->app);
  g_free (tokens);
}

static void
look_for_tokens (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Tokens *tokens = g_new0 (Tokens, 1);
  GError *error = NULL;

  tokens->bot = matoi_secrets_dup ("slack-bot", &error);
  if (error != NULL)
    {
      tokens_free (tokens);
      g_task_return_error (task, error);
      return;
    }
  /* Without one the rooms are asked instead. */
  tokens->app = matoi_secrets_dup ("slack-app", NULL);
  g_task_return_pointer (task, tokens, (GDestroyNotify) tokens_free);
}

static void
on_tokens (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackService *self = MATOI_SLACK_SERVICE (source);
  g_autoptr (GError) error = NULL;
  Tokens *tokens = g_task_propagate_pointer (G_TASK (result), &error);

  if (tokens == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (tokens == NULL || tokens->bot == NULL)
    {
      set_state (self, MATOI_SLACK_SERVICE_REFUSED,
                 error != NULL ? error->message
                               : _ ("There is no token for Slack on this machine. What waits is "
                                    "kept; give the token in Preferences."));
      g_clear_pointer (&tokens, tokens_free);
      return;
    }
  self->link = matoi_slack_link_new (MATOI_DESK (self->context), self->base_url, self->team,
                                     tokens->bot, tokens->app);
  tokens_free (tokens);
  g_signal_connect_object (self->link, "changed", G_CALLBACK (on_link_changed), self,
                           G_CONNECT_SWAPPED);
  on_link_changed (self);
  matoi_slack_link_start (self->link);
}

static void
on_turn_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackService) self = user_data;
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
      set_state (self, error != NULL ? MATOI_SLACK_SERVICE_REFUSED : MATOI_SLACK_SERVICE_ELSEWHERE,
                 error != NULL ? error->message
                               : _ ("Another program on this machine speaks with Slack for this "
                                    "record; if it ends, this one takes over."));
      wait_for_turn (self);
      return;
    }
  task = g_task_new (self, self->cancellable, on_tokens, NULL);
  g_task_set_source_tag (task, on_turn_taken);
  g_task_run_in_thread (task, look_for_tokens);
}

static void
begin (MatoiSlackService *self)
{
  const char *team = matoi_context_get_setting (self->context, "slack.team");

  self->again = self->asking;
  g_clear_handle_id (&self->turn, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_link (self);
  g_free (self->team);
  self->team = g_strdup (team);
  g_free (self->base_url);
  self->base_url = g_strdup (matoi_context_get_setting (self->context, "slack.base-url"));
  if (team == NULL || *team == '\0')
    {
      set_state (self, MATOI_SLACK_SERVICE_OFF, _ ("Not connected"));
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (self->state != MATOI_SLACK_SERVICE_ELSEWHERE)
    set_state (self, MATOI_SLACK_SERVICE_CONNECTING, _ ("Connecting to Slack…"));
  /* The lock that is being taken would be in the way of a second one: what comes next waits for it,
   * and it is not cancelled, or else nobody knows when it is let go. */
  if (self->asking)
    return;
  self->asking = TRUE;
  matoi_turn_take_async (MATOI_DESK (self->context), "slack", self->lock, NULL, on_turn_taken,
                         g_object_ref (self));
}

/* --- what happens outside */

static void
on_settings_changed (MatoiSlackService *self)
{
  if (self->running &&
      (g_strcmp0 (self->team, matoi_context_get_setting (self->context, "slack.team")) != 0 ||
       g_strcmp0 (self->base_url, matoi_context_get_setting (self->context, "slack.base-url")) !=
         0))
    begin (self);
}

static void
on_outbox_changed (MatoiSlackService *self)
{
  if (self->link != NULL)
    matoi_slack_link_hurry (self->link);
}

static void
on_awake (MatoiSlackService *self)
{
  if (self->link != NULL)
    matoi_slack_link_wake (self->link);
}

/* --- for those who have one */

/** matoi_slack_service_start: from now on, whenever a workspace is set. */
void
matoi_slack_service_start (MatoiSlackService *self)
{
  g_return_if_fail (MATOI_IS_SLACK_SERVICE (self));
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

/** matoi_slack_service_stop: for good; another program may take over at once. */
void
matoi_slack_service_stop (MatoiSlackService *self)
{
  g_return_if_fail (MATOI_IS_SLACK_SERVICE (self));

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->turn, g_source_remove);
  drop_link (self);
  g_clear_object (&self->wake);
  matoi_turn_drop (&self->lock);
}

/** matoi_slack_service_get_state: where it stands. */
MatoiSlackServiceState
matoi_slack_service_get_state (MatoiSlackService *self)
{
  g_return_val_if_fail (MATOI_IS_SLACK_SERVICE (self), MATOI_SLACK_SERVICE_OFF);

  return self->state;
}

/** matoi_slack_service_get_text: (transfer none): a sentence for people, until "changed". */
const char *
matoi_slack_service_get_text (MatoiSlackService *self)
{
  g_return_val_if_fail (MATOI_IS_SLACK_SERVICE (self), NULL);

  return self->text;
}

/** matoi_slack_service_get_calls: see the header. */
guint
matoi_slack_service_get_calls (MatoiSlackService *self, guint *allowed)
{
  g_return_val_if_fail (MATOI_IS_SLACK_SERVICE (self), 0);

  *allowed = 0;
  return self->link != NULL ? matoi_slack_link_get_calls (self->link, allowed) : 0;
}

/** matoi_slack_service_restart: with the tokens that are there now. */
void
matoi_slack_service_restart (MatoiSlackService *self)
{
  g_return_if_fail (MATOI_IS_SLACK_SERVICE (self));

  if (self->running)
    begin (self);
}

/** matoi_slack_service_is_quiet: nothing waits that could go, and everything has come in. */
gboolean
matoi_slack_service_is_quiet (MatoiSlackService *self)
{
  g_return_val_if_fail (MATOI_IS_SLACK_SERVICE (self), FALSE);

  return self->link != NULL && matoi_slack_link_is_quiet (self->link);
}

static void
matoi_slack_service_dispose (GObject *object)
{
  MatoiSlackService *self = MATOI_SLACK_SERVICE (object);

  matoi_slack_service_stop (self);
  g_clear_object (&self->cancellable);
  if (self->context != NULL && g_object_get_data (G_OBJECT (self->context), SERVICE) == self)
    g_object_set_data (G_OBJECT (self->context), SERVICE, NULL);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_slack_service_parent_class)->dispose (object);
}

static void
matoi_slack_service_finalize (GObject *object)
{
  MatoiSlackService *self = MATOI_SLACK_SERVICE (object);

  g_free (self->team);
  g_free (self->base_url);
  g_free (self->text);
  G_OBJECT_CLASS (matoi_slack_service_parent_class)->finalize (object);
}

static void
matoi_slack_service_class_init (MatoiSlackServiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_service_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_slack_service_finalize;
  /* What people share in a room is kept as every other picture is. */
  matoi_slack_inbox_set_picture_func (matoi_picture_new_command);
  changed_signal = g_signal_new ("changed", MATOI_TYPE_SLACK_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_slack_service_init (MatoiSlackService *self)
{
  self->lock = -1;
  self->text = g_strdup (_ ("Not connected"));
}

/** matoi_slack_service_new: (transfer full): for a started @context; does nothing until it is started. */
MatoiSlackService *
matoi_slack_service_new (MatoiContext *context)
{
  MatoiSlackService *self = g_object_new (MATOI_TYPE_SLACK_SERVICE, NULL);

  self->context = g_object_ref (context);
  g_object_set_data (G_OBJECT (context), SERVICE, self);
  return self;
}

/** matoi_slack_service_get: see the header. */
MatoiSlackService *
matoi_slack_service_get (MatoiContext *context)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  return g_object_get_data (G_OBJECT (context), SERVICE);
}
