/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-op.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-time.h"

/* What all ops have in common: calls, the place, and what is to be made of an answer. */

MatoiSlackOp *
matoi_slack_op_new (MatoiErrand *errand, GTask *task)
{
  MatoiSlackOp *op = g_new0 (MatoiSlackOp, 1);

  op->errand = errand;
  op->row = errand->row;
  op->payload = errand->payload;
  op->facts = errand->facts;
  op->looking = errand->looking;
  op->task = task;
  op->attempted_at = op->server_time = MATOI_TIME_NONE;
  op->retry_after = -1;
  return op;
}

void
matoi_slack_op_free (MatoiSlackOp *op)
{
  g_autoptr (GTask) task = g_steal_pointer (&op->task);

  if (op->data != NULL)
    op->data_free (op->data);
  g_clear_object (&op->desk);
  g_clear_object (&op->client);
  g_clear_object (&op->book);
  matoi_slack_self_free (op->self);
  g_clear_object (&op->cancellable);
  g_free (op->channel);
  g_free (op->method);
  g_strfreev (op->args);
  g_free (op->detail);
  g_clear_pointer (&op->dead, matoi_slack_answer_free);
  g_clear_pointer (&op->room, matoi_room_row_free);
  g_free (op);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

/* --- the end */

static void
end (MatoiSlackOp *op)
{
  if (g_cancellable_is_cancelled (op->cancellable))
    matoi_slack_op_free (op);
  else
    op->done (op, op->done_data);
}

void
matoi_slack_op_end (MatoiSlackOp *op, MatoiOutboxOutcome outcome, const char *detail)
{
  op->outcome = outcome;
  g_free (op->detail);
  op->detail = g_strdup (detail);
  end (op);
}

void
matoi_slack_op_end_absent (MatoiSlackOp *op)
{
  op->absent = TRUE;
  matoi_slack_op_end (op, MATOI_OUTBOX_UNSURE, "no_answer");
}

gboolean
matoi_slack_is_done (const MatoiSlackAnswer *answer)
{
  return answer->outcome == MATOI_SLACK_OK || answer->outcome == MATOI_SLACK_DONE;
}

/* What follows from @answer (apis.md §1.4): while it is being looked for, nothing that does not say
 * that it is there or not brings it back into the row. */
static MatoiOutboxOutcome
judge (MatoiSlackOp *op, const MatoiSlackAnswer *answer)
{
  switch (answer->outcome)
    {
    case MATOI_SLACK_SCOPE:
    case MATOI_SLACK_PLACE:
      return MATOI_OUTBOX_HOLD;
    case MATOI_SLACK_CONTENT:
    case MATOI_SLACK_BUG:
      return MATOI_OUTBOX_FAIL;
    case MATOI_SLACK_AUTH:
    case MATOI_SLACK_WAIT:
    case MATOI_SLACK_NOT_DONE:
      return op->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN;
    case MATOI_SLACK_OK:
    case MATOI_SLACK_DONE:
    case MATOI_SLACK_UNKNOWN:
    default:
      return MATOI_OUTBOX_UNSURE;
    }
}

/* It did not go as it should. */
void
matoi_slack_op_end_by (MatoiSlackOp *op, const MatoiSlackAnswer *answer)
{
  const char *code = answer->code != NULL ? answer->code : "no_answer";
  g_autofree char *detail = answer->needed != NULL && answer->outcome == MATOI_SLACK_SCOPE
                              ? g_strconcat (code, ": ", answer->needed, NULL)
                              : g_strdup (code);
  MatoiOutboxOutcome outcome = judge (op, answer);

  if (answer->outcome == MATOI_SLACK_AUTH)
    op->dead = matoi_slack_answer_copy (answer);
  op->slowed = answer->outcome == MATOI_SLACK_WAIT;
  if (op->slowed)
    op->retry_after = answer->retry_after;
  op->unreached = strcmp (code, "no_answer") == 0;
  op->answered = answer->json != NULL;
  if (answer->outcome == MATOI_SLACK_BUG)
    g_message ("Slack did not understand %s: %s", op->method, code);
  /* Where nobody can look, somebody has to say whether it arrived. */
  if (outcome == MATOI_OUTBOX_HOLD && op->looking && op->row->pings)
    matoi_slack_op_end (op, outcome, MATOI_OUTBOX_MAYBE);
  else
    matoi_slack_op_end (op, outcome, detail);
}

void
matoi_slack_op_end_natural (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  if (matoi_slack_is_done (answer))
    matoi_slack_op_end (op, MATOI_OUTBOX_SENT, NULL);
  else
    matoi_slack_op_end_by (op, answer);
}

/* --- calls */

static void send_call (MatoiSlackOp *op);

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackOp *op = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  if (answer == NULL || g_cancellable_is_cancelled (op->cancellable))
    matoi_slack_op_free (op);
  else if (matoi_slack_is_done (answer))
    send_call (op);
  else if (answer->outcome == MATOI_SLACK_PLACE || answer->outcome == MATOI_SLACK_SCOPE)
    {
      /* Somebody has to invite us: that says more than why we may not do it ourselves. */
      g_autoptr (MatoiSlackAnswer) outside = g_new0 (MatoiSlackAnswer, 1);

      outside->outcome = MATOI_SLACK_PLACE;
      outside->code = g_strdup ("not_in_channel");
      outside->text = g_strdup (matoi_slack_outcome_text (MATOI_SLACK_PLACE, "not_in_channel"));
      op->next (op, outside);
    }
  else
    op->next (op, answer);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackOp *op = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  if (answer == NULL || g_cancellable_is_cancelled (op->cancellable))
    {
      matoi_slack_op_free (op);
      return;
    }
  if (answer->server_time != MATOI_TIME_NONE)
    op->server_time = answer->server_time;
  if (g_strcmp0 (answer->code, "not_in_channel") == 0 && op->channel != NULL && !op->joined)
    {
      op->joined = TRUE;
      matoi_slack_client_call_async (op->client, "conversations.join",
                                     (const char *[]){ "channel", op->channel, NULL },
                                     op->cancellable, on_joined, op);
      return;
    }
  op->next (op, answer);
}

static void
send_call (MatoiSlackOp *op)
{
  matoi_slack_client_call_async (op->client, op->method, (const char *const *) op->args,
                                 op->cancellable, on_called, op);
}

/* Calls, after joining the channel if it has to be, and goes on with @next. */
void
matoi_slack_op_call (MatoiSlackOp *op,
                     const char *method,
                     const char *const *args,
                     MatoiSlackOpNext next)
{
  g_auto (GStrv) before = op->args;
  g_autofree char *method_before = op->method;

  op->method = g_strdup (method);
  op->args = g_strdupv ((GStrv) args);
  op->next = next;
  send_call (op);
}

static void
on_why (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  if (!matoi_slack_is_done (answer))
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  op->answered = TRUE;
  matoi_slack_op_end (op, op->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN, "no_answer");
}

void
matoi_slack_op_ask_why (MatoiSlackOp *op)
{
  matoi_slack_op_call (op, "auth.test", (const char *[]){ NULL }, on_why);
}

/* --- the place */

gboolean
matoi_slack_op_is_own (const MatoiSlackOp *op)
{
  return matoi_slack_is_own_lane (op->row->lane);
}

/* "#name" or "@Name"; the lane says it too, if the rest was erased. */
const char *
matoi_slack_op_get_name (const MatoiSlackOp *op)
{
  const char *room = matoi_json_get_string (op->payload, "room");

  if (room != NULL)
    return room;
  return g_str_has_prefix (op->row->lane, "slack/channel/")
           ? op->row->lane + strlen ("slack/channel/")
           : NULL;
}

static void
on_place (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackOp *op = user_data;
  g_autoptr (MatoiSlackAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
    matoi_slack_book_find_room_finish (MATOI_SLACK_BOOK (source), result, &answer, &error);

  if (g_cancellable_is_cancelled (op->cancellable))
    matoi_slack_op_free (op);
  else if (id != NULL)
    {
      op->channel = g_steal_pointer (&id);
      op->there (op);
    }
  else if (answer != NULL)
    matoi_slack_op_end_by (op, answer);
  else if (g_error_matches (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND))
    matoi_slack_op_end (op, MATOI_OUTBOX_HOLD,
                        *matoi_slack_op_get_name (op) == '@' ? "users_not_found"
                                                             : "channel_not_found");
  else
    matoi_slack_op_ask_why (op);
}

/* Goes on with @there once op->channel says where. */
void
matoi_slack_op_find_place (MatoiSlackOp *op, MatoiSlackOpStep there)
{
  const char *name = matoi_slack_op_get_name (op);
  const char *channel = matoi_json_get_string (op->payload, "channel");

  op->there = there;
  if (channel != NULL)
    {
      op->channel = g_strdup (channel);
      there (op);
    }
  else if (matoi_slack_op_is_own (op) && op->facts->channel != NULL)
    {
      op->channel = g_strdup (op->facts->channel);
      there (op);
    }
  else if (matoi_slack_op_is_own (op) || name == NULL)
    matoi_slack_op_end (op, MATOI_OUTBOX_HOLD, "channel_not_found");
  else
    matoi_slack_book_find_room_async (op->book, name, op->cancellable, on_place, op);
}
