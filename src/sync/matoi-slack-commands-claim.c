/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-slack-commands-private.h"

/*
 * Who answers. All Matois of a team are the same bot, and a bot puts a reaction on a message only
 * once: the one whose reaction it becomes answers. If nobody knows whose it is, because the program
 * or the connection ended just then, whoever has begun to answer is left the time to do so; after
 * that the thread tells.
 */

#define MAX_TRIES 5

typedef struct
{
  MatoiSlackAsk *ask;
  MatoiSlackClaimed done;
} Claim;

static void claim (Claim *self);
static void look_in_thread (Claim *self);

static void
finish (Claim *self, MatoiSlackClaim outcome)
{
  self->done (self->ask, outcome);
  g_free (self);
}

static gboolean
is_cancelled (Claim *self)
{
  return g_cancellable_is_cancelled (self->ask->cancellable);
}

typedef void (*Then) (Claim *self);
typedef struct
{
  Claim *claim;
  Then then;
  GSource *timer;
  gulong on_cancel;
} Pause;

static void
end_pause (Pause *pause)
{
  Claim *self = pause->claim;
  Then then = pause->then;

  if (is_cancelled (self))
    finish (self, MATOI_SLACK_CLAIM_FAILED);
  else
    then (self);
}

static gboolean
on_pause (gpointer user_data)
{
  end_pause (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Pause *pause = user_data;

  /* At once, and in the main loop. */
  g_source_set_ready_time (pause->timer, 0);
  return G_SOURCE_REMOVE;
}

static void
pause_for (Claim *self, guint ms, Then then)
{
  GSource *timer = g_timeout_source_new (ms);
  GSource *cancelled = g_cancellable_source_new (self->ask->cancellable);
  Pause *pause = g_new0 (Pause, 1);

  pause->claim = self;
  pause->then = then;
  pause->timer = timer;
  g_source_set_callback (timer, on_pause, pause, g_free);
  g_source_set_callback (cancelled, (GSourceFunc) (void (*) (void)) on_cancelled, pause, NULL);
  g_source_add_child_source (timer, cancelled);
  g_source_attach (timer, NULL);
  g_source_unref (cancelled);
  g_source_unref (timer);
}

/* --- the thread */

static gboolean
is_answer (JsonObject *message, const char *idem)
{
  JsonObject *metadata = matoi_json_get_object (message, "metadata");
  JsonObject *payload = metadata != NULL ? matoi_json_get_object (metadata, "event_payload") : NULL;

  return payload != NULL && g_strcmp0 (matoi_json_get_string (payload, "idem"), idem) == 0;
}

static void
on_thread (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Claim *self = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);
  g_autofree char *idem = matoi_outbox_dup_answer_idem (self->ask->key);
  JsonArray *messages;

  if (is_cancelled (self) || answer == NULL || answer->outcome != MATOI_SLACK_OK)
    {
      if (!is_cancelled (self) && answer != NULL && answer->outcome >= MATOI_SLACK_WAIT &&
          answer->outcome <= MATOI_SLACK_UNKNOWN && ++self->ask->n_tries < MAX_TRIES)
        pause_for (self, (guint) MAX (self->ask->self->retry_ms, answer->retry_after),
                   look_in_thread);
      else
        finish (self, MATOI_SLACK_CLAIM_FAILED);
      return;
    }
  messages = matoi_json_get_array (answer->json, "messages");
  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = matoi_json_array_get_object (messages, i);

      if (message != NULL && is_answer (message, idem))
        {
          finish (self, MATOI_SLACK_CLAIM_LOST);
          return;
        }
    }
  finish (self, MATOI_SLACK_CLAIM_OURS);
}

static void
look_in_thread (Claim *self)
{
  MatoiSlackAsk *ask = self->ask;
  const char *args[] = { "channel",   ask->channel, "ts",
                         ask->thread, "oldest",     ask->ts,
                         "limit",     "200",        "include_all_metadata",
                         "true",      NULL };

  matoi_slack_client_call_async (ask->self->client, "conversations.replies", args, ask->cancellable,
                                 on_thread, self);
}

/* --- the mark */

static void
on_mark (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Claim *self = user_data;
  MatoiSlackAsk *ask = self->ask;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  if (is_cancelled (self) || answer == NULL)
    {
      finish (self, MATOI_SLACK_CLAIM_FAILED);
      return;
    }
  switch (answer->outcome)
    {
    case MATOI_SLACK_OK:
      finish (self, MATOI_SLACK_CLAIM_OURS);
      return;
    case MATOI_SLACK_DONE:
      if (ask->resumed || ask->unsure)
        pause_for (self, ask->self->settle_ms, look_in_thread);
      else
        finish (self, MATOI_SLACK_CLAIM_LOST);
      return;
    case MATOI_SLACK_UNKNOWN:
      ask->unsure = TRUE;
      break;
    case MATOI_SLACK_WAIT:
    case MATOI_SLACK_NOT_DONE:
      break;
    case MATOI_SLACK_SCOPE:
      /* Without the permission two may answer at the same moment; one that is later sees it. */
      look_in_thread (self);
      return;
    default:
      finish (self, MATOI_SLACK_CLAIM_FAILED);
      return;
    }
  if (++ask->n_tries >= MAX_TRIES)
    finish (self, MATOI_SLACK_CLAIM_FAILED);
  else
    pause_for (self, (guint) MAX (ask->self->retry_ms << ask->n_tries, answer->retry_after), claim);
}

static void
claim (Claim *self)
{
  MatoiSlackAsk *ask = self->ask;
  const char *reaction = matoi_desk_get_setting (ask->self->desk, "slack.reaction.claim");
  const char *args[] = { "channel",   ask->channel,
                         "timestamp", ask->ts,
                         "name",      reaction != NULL && *reaction != '\0' ? reaction : "eyes",
                         NULL };

  matoi_slack_client_call_async (ask->self->client, "reactions.add", args, ask->cancellable,
                                 on_mark, self);
}

/* @done gets @ask back. */
void
matoi_slack_ask_claim (MatoiSlackAsk *ask, MatoiSlackClaimed done)
{
  Claim *self = g_new0 (Claim, 1);

  self->ask = ask;
  self->done = done;
  claim (self);
}
