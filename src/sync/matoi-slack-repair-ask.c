/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-repair-private.h"
#include "matoi-time.h"

/* Asking while a room is read, and what to do when Slack does not want to answer. */

#define MAX_RESTARTS 5
#define MAX_WAITS    20

/* One question; asked again after a pause or after joining. */
typedef struct
{
  MatoiSlackRepair *repair;
  char *method;
  GStrv args;
  MatoiSlackRepairPage next;
} Question;

static void ask (Question *question);

static void
question_free (Question *question)
{
  g_free (question->method);
  g_strfreev (question->args);
  g_free (question);
}

/* Takes @question. */
static void
give_up (Question *question)
{
  MatoiSlackRepair *repair = question->repair;

  question_free (question);
  matoi_slack_repair_end (repair, FALSE);
}

/* --- a room that is closed to us */

typedef struct
{
  char *channel;
  gboolean archived;
} Closing;

static void
closing_free (Closing *closing)
{
  g_free (closing->channel);
  g_free (closing);
}

static gboolean
close_room (MatoiStore *store, gpointer data, GError **error)
{
  Closing *closing = data;
  g_autoptr (GPtrArray) rooms = matoi_store_list_rooms (store, FALSE, error);

  for (guint i = 0; rooms != NULL && i < rooms->len; i++)
    {
      MatoiRoomRow *room = g_ptr_array_index (rooms, i);

      if (!g_str_equal (room->channel, closing->channel))
        continue;
      room->archived = TRUE;
      return matoi_store_put_room (store, room, error);
    }
  return rooms != NULL;
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  MatoiSlackRepair *repair = question->repair;
  g_autoptr (GError) error = NULL;
  Closing *closing = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  if (closing != NULL)
    {
      matoi_slack_inbox_tell_changed (repair->inbox, repair->channel);
      closing_free (closing);
    }
  question_free (question);
  /* There is nothing to be read there: that is its end. */
  matoi_slack_repair_end (repair, closing != NULL);
}

/* Takes @question. */
static void
leave_room (Question *question)
{
  Closing *closing = g_new0 (Closing, 1);

  closing->channel = g_strdup (question->repair->channel);
  matoi_desk_run_async (question->repair->inbox->desk, close_room, closing,
                        (GDestroyNotify) closing_free, NULL, on_closed, question);
}

/* --- joining */

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  if (answer == NULL || answer->outcome == MATOI_SLACK_NOT_DONE ||
      answer->outcome == MATOI_SLACK_UNKNOWN || answer->outcome == MATOI_SLACK_WAIT)
    give_up (question);
  else if (answer->outcome == MATOI_SLACK_OK || answer->outcome == MATOI_SLACK_DONE)
    ask (question);
  else
    leave_room (question);
}

/* A public room can be joined; into a private one somebody has to invite us. Takes @question. */
static void
join (Question *question)
{
  MatoiSlackRepair *repair = question->repair;
  const char *args[] = { "channel", repair->channel, NULL };

  if (repair->joined)
    {
      leave_room (question);
      return;
    }
  repair->joined = TRUE;
  matoi_slack_client_call_async (repair->inbox->client, "conversations.join", args,
                                 repair->inbox->cancellable, on_joined, question);
}

/* --- asking */

/* It is over, or nobody waits for its end any more. */
static gboolean
on_pause_over (gpointer user_data)
{
  Question *question = user_data;

  if (question->repair->inbox->cancellable == NULL)
    give_up (question);
  else
    ask (question);
  return G_SOURCE_REMOVE;
}

/* Takes @question. */
static void
pause_then_ask (Question *question, gint64 ms)
{
  GSource *source, *stop;

  if (++question->repair->waits > MAX_WAITS)
    {
      give_up (question);
      return;
    }
  source = g_timeout_source_new ((guint) CLAMP (ms, 0, G_MAXINT));
  stop = g_cancellable_source_new (question->repair->inbox->cancellable);
  g_source_set_dummy_callback (stop);
  g_source_add_child_source (source, stop);
  g_source_unref (stop);
  g_source_set_callback (source, on_pause_over, question, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_source_unref (source);
}

/* Takes @question. */
static void
refused (Question *question, MatoiSlackAnswer *answer)
{
  MatoiSlackRepair *repair = question->repair;

  if (answer->outcome == MATOI_SLACK_WAIT)
    pause_then_ask (question, answer->retry_after);
  else if (g_strcmp0 (answer->code, "not_in_channel") == 0)
    join (question);
  else if (g_strcmp0 (answer->code, "thread_not_found") == 0)
    {
      /* It went with its parent. */
      MatoiSlackRepairPage next = question->next;

      question_free (question);
      next (repair, NULL);
    }
  else if (answer->outcome == MATOI_SLACK_PLACE)
    leave_room (question);
  else if (answer->outcome == MATOI_SLACK_SCOPE)
    {
      /* With this token there is nothing more to be read, however often it is asked. */
      question_free (question);
      matoi_slack_repair_end (repair, TRUE);
    }
  else if (g_strcmp0 (answer->code, "invalid_cursor") == 0 && repair->restarts++ < MAX_RESTARTS)
    {
      question_free (question);
      if (repair->threads != NULL)
        matoi_slack_repair_read_thread (repair);
      else
        matoi_slack_repair_begin (repair);
    }
  else
    {
      if (answer->outcome == MATOI_SLACK_AUTH)
        matoi_slack_inbox_tell_trouble (repair->inbox, answer);
      g_debug ("%s: %s", question->method, answer->text);
      give_up (question);
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  MatoiSlackRepair *repair = question->repair;
  MatoiSlackRepairPage next = question->next;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  if (answer == NULL || repair->inbox->cancellable == NULL)
    {
      give_up (question);
      return;
    }
  matoi_slack_inbox_learn_clock (repair->inbox, answer);
  if (answer->outcome != MATOI_SLACK_OK)
    {
      refused (question, answer);
      return;
    }
  repair->waits = 0;
  question_free (question);
  next (repair, answer->json);
}

static void
ask (Question *question)
{
  MatoiSlackInbox *inbox = question->repair->inbox;

  if (inbox->cancellable == NULL)
    {
      give_up (question);
      return;
    }
  if (question->repair->batch == NULL)
    question->repair->asked_at = g_get_monotonic_time ();
  matoi_slack_client_call_async (inbox->client, question->method,
                                 (const char *const *) question->args, inbox->cancellable,
                                 on_answer, question);
}

/** matoi_slack_repair_ask: see the header. */
void
matoi_slack_repair_ask (MatoiSlackRepair *self,
                        const char *method,
                        const char *const *args,
                        MatoiSlackRepairPage next)
{
  Question *question = g_new0 (Question, 1);

  question->repair = self;
  question->method = g_strdup (method);
  question->args = g_strdupv ((char **) args);
  question->next = next;
  ask (question);
}
