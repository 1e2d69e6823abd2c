/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-commands-private.h"

/*
 * From a message to its answer: it is remembered that we begin (so that a restart goes on), claimed
 * for this Matoi, carried out, and the answer put into the outbox, which says it once.
 */

#define STALK_MS  30000
#define SETTLE_MS 20000
#define RETRY_MS  1000

G_DEFINE_FINAL_TYPE (MatoiSlackCommands, matoi_slack_commands, G_TYPE_OBJECT)

/* --- one of them */

MatoiSlackAsk *
matoi_slack_ask_new (MatoiSlackCommands *self,
                     const MatoiRoomRow *room,
                     const MatoiRoomMessage *message)
{
  MatoiSlackAsk *ask = g_new0 (MatoiSlackAsk, 1);

  ask->self = g_object_ref (self);
  ask->cancellable = g_object_ref (self->cancellable);
  ask->key = g_strconcat (room->channel, ":", message->ts, NULL);
  ask->channel = g_strdup (room->channel);
  ask->name = g_strdup (room->name);
  ask->ts = g_strdup (message->ts);
  ask->thread = g_strdup (message->thread_ts != NULL ? message->thread_ts : message->ts);
  ask->incident = room->incident;
  ask->author = g_strdup (message->author);
  ask->at = message->at;
  return ask;
}

/* It is done with, for now or for good. */
void
matoi_slack_ask_free (MatoiSlackAsk *ask)
{
  g_hash_table_remove (ask->self->asks, ask->key);
  g_object_unref (ask->self);
  g_object_unref (ask->cancellable);
  g_free (ask->key);
  g_free (ask->channel);
  g_free (ask->name);
  g_free (ask->ts);
  g_free (ask->thread);
  g_free (ask->author);
  matoi_room_command_clear (&ask->command);
  g_free (ask);
}

/* --- whose it is */

static void
on_lost (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackAsk) ask = user_data;
  g_autoptr (MatoiSlackJob) job = matoi_slack_ask_run_finish (ask, result);
}

static void
on_claimed (MatoiSlackAsk *ask, MatoiSlackClaim claim)
{
  if (claim == MATOI_SLACK_CLAIM_FAILED)
    matoi_slack_ask_free (ask);
  else if (claim == MATOI_SLACK_CLAIM_LOST)
    matoi_slack_ask_run (ask, matoi_slack_job_lose, matoi_slack_job_new (ask->self, ask), on_lost);
  else if (ask->pages || (matoi_room_command_is_entry (ask->command.kind) &&
                          !matoi_room_command_lacks_text (&ask->command)))
    matoi_slack_ask_record (ask);
  else
    matoi_slack_ask_answer (ask);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackAsk) ask = user_data;
  g_autoptr (MatoiSlackJob) job = matoi_slack_ask_run_finish (ask, result);

  if (job == NULL || !job->go || g_cancellable_is_cancelled (ask->cancellable))
    return;
  ask->resumed = job->resumed;
  ask->pages = job->pages;
  if (job->taken)
    matoi_slack_ask_answer (g_steal_pointer (&ask));
  else
    matoi_slack_ask_claim (g_steal_pointer (&ask), on_claimed);
}

/* --- what is said */

static GHashTable *
get_words (MatoiSlackCommands *self)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *kinds = matoi_room_command_list_kinds ();

  g_hash_table_insert (values, g_strdup ("slack.command.prefix"),
                       (gpointer) matoi_desk_get_setting (self->desk, "slack.command.prefix"));
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("slack.word.", kinds[i], NULL);
      gpointer value = (gpointer) matoi_desk_get_setting (self->desk, key);

      g_hash_table_insert (values, g_steal_pointer (&key), value);
    }
  return values;
}

static void
take (MatoiSlackCommands *self,
      const MatoiRoomRow *room,
      const MatoiRoomMessage *message,
      gboolean resumed)
{
  g_autoptr (GHashTable) words = get_words (self);
  g_autoptr (MatoiSlackAsk) ask = NULL;
  g_auto (MatoiRoomCommand) command = { 0 };
  g_autofree char *key = g_strconcat (room->channel, ":", message->ts, NULL);
  MatoiSlackJob *job;

  if (!matoi_room_command_parse (message->text, words, &command) ||
      !matoi_slack_is_person (message) || g_hash_table_contains (self->asks, key))
    return;
  /* Whoever answers it: everybody stops. */
  if (command.kind == MATOI_ROOM_COMMAND_UNSTALK)
    matoi_slack_commands_unstalk (self, room->channel);
  ask = matoi_slack_ask_new (self, room, message);
  ask->resumed = resumed;
  ask->command = command;
  command = (MatoiRoomCommand){ 0 };
  g_hash_table_add (self->asks, g_steal_pointer (&key));
  job = matoi_slack_job_new (self, ask);
  matoi_slack_ask_run (ask, matoi_slack_job_begin, job, on_begun);
  ask = NULL;
}

static void
on_said (MatoiSlackInbox *inbox, MatoiRoomRow *room, MatoiRoomMessage *message, gpointer user_data)
{
  take (user_data, room, message, FALSE);
}

/* --- after a start */

static void
on_looked_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackCommands) self = user_data;
  g_autoptr (MatoiSlackJob) job = matoi_desk_run_finish (MATOI_DESK (source), result, NULL);

  if (job == NULL || self->cancellable == NULL)
    return;
  for (guint i = 0; i < job->left->len; i++)
    {
      const MatoiSlackLeft *left = g_ptr_array_index (job->left, i);

      if (left->stalk)
        matoi_slack_commands_stalk (self, left->room->channel, left->room->name, left->message->ts,
                                    &left->room->incident);
      else
        take (self, left->room, left->message, TRUE);
    }
}

/** matoi_slack_commands_start: also goes on with what was left undone; once more does only that,
 * since what could not be claimed while Slack was away is given up. */
void
matoi_slack_commands_start (MatoiSlackCommands *self)
{
  g_return_if_fail (MATOI_IS_SLACK_COMMANDS (self));

  if (self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      g_signal_connect_object (self->inbox, "said", G_CALLBACK (on_said), self, 0);
    }
  matoi_desk_run_async (self->desk, matoi_slack_job_look_back, matoi_slack_job_new (self, NULL),
                        (GDestroyNotify) matoi_slack_job_free, self->cancellable, on_looked_back,
                        g_object_ref (self));
}

/** matoi_slack_commands_stop: what is not in the outbox yet is done after the next start. */
void
matoi_slack_commands_stop (MatoiSlackCommands *self)
{
  g_return_if_fail (MATOI_IS_SLACK_COMMANDS (self));

  if (self->cancellable == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->inbox, on_said, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  matoi_slack_commands_stop_stalks (self);
}

/** matoi_slack_commands_set_pace: see the header; for tests. */
void
matoi_slack_commands_set_pace (MatoiSlackCommands *self,
                               guint stalk_ms,
                               guint settle_ms,
                               guint retry_ms)
{
  g_return_if_fail (MATOI_IS_SLACK_COMMANDS (self));

  self->stalk_ms = stalk_ms;
  self->settle_ms = settle_ms;
  self->retry_ms = retry_ms;
}

static void
matoi_slack_commands_dispose (GObject *object)
{
  MatoiSlackCommands *self = MATOI_SLACK_COMMANDS (object);

  if (self->inbox != NULL)
    matoi_slack_commands_stop (self);
  g_clear_object (&self->desk);
  g_clear_object (&self->client);
  g_clear_object (&self->inbox);
  G_OBJECT_CLASS (matoi_slack_commands_parent_class)->dispose (object);
}

static void
matoi_slack_commands_finalize (GObject *object)
{
  g_hash_table_unref (MATOI_SLACK_COMMANDS (object)->asks);
  G_OBJECT_CLASS (matoi_slack_commands_parent_class)->finalize (object);
}

static void
matoi_slack_commands_class_init (MatoiSlackCommandsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_commands_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_slack_commands_finalize;
}

static void
matoi_slack_commands_init (MatoiSlackCommands *self)
{
  self->asks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  matoi_slack_commands_set_pace (self, STALK_MS, SETTLE_MS, RETRY_MS);
}

/** matoi_slack_commands_new: (transfer full): does nothing until it is started. */
MatoiSlackCommands *
matoi_slack_commands_new (MatoiDesk *desk,
                          MatoiSlackClient *client,
                          MatoiSlackBook *book,
                          MatoiSlackInbox *inbox)
{
  MatoiSlackCommands *self = g_object_new (MATOI_TYPE_SLACK_COMMANDS, NULL);

  self->desk = g_object_ref (desk);
  self->client = g_object_ref (client);
  self->inbox = g_object_ref (inbox);
  return self;
}
