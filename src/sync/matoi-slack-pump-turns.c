/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-pump-private.h"

#include "matoi-time.h"

/* Turns: what may go is taken out of the store, carried out, and what came of it is written down;
 * then the next turn. */

static void
begin_op (MatoiSlackPump *self, MatoiSlackOp *op)
{
  const MatoiSlackDoubt *doubt = g_hash_table_lookup (self->doubts, &op->row->id);

  op->desk = g_object_ref (self->desk);
  op->client = g_object_ref (self->client);
  op->book = g_object_ref (self->book);
  op->self = matoi_slack_self_copy (self->self);
  op->cancellable = g_object_ref (self->cancellable);
  op->attempted_at = matoi_desk_get_now (self->desk) + self->skew;
  if (op->looking)
    op->attempted_at = doubt != NULL ? doubt->attempted_at : MATOI_TIME_NONE;
  op->done = matoi_slack_pump_on_op_done;
  op->done_data = self;
  g_hash_table_add (self->mine, g_memdup2 (&op->row->id, sizeof op->row->id));
  matoi_slack_op_run (op);
}

/* What a person has discarded is not looked for any more. */
static void
forget_settled (MatoiSlackPump *self, const MatoiSlackTurn *turn)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer id;
  MatoiSlackDoubt *doubt;

  for (guint i = 0; i < turn->unknown->len; i++)
    g_hash_table_add (unknown, &g_array_index (turn->unknown, gint64, i));
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, &id, (gpointer *) &doubt))
    if (doubt->unknown && !g_hash_table_contains (unknown, id) &&
        !g_hash_table_contains (turn->mine, id) && !g_hash_table_contains (self->mine, id))
      g_hash_table_iter_remove (&iter);
}

/* It was stopped meanwhile: nothing of @op was sent, and whoever comes next need not wonder. */
static void
give_back (MatoiSlackPump *self, MatoiSlackOp *op)
{
  g_hash_table_add (self->mine, g_memdup2 (&op->row->id, sizeof op->row->id));
  op->outcome = op->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN;
  op->detail = g_strdup ("no_answer");
  op->unreached = TRUE;
  matoi_slack_pump_conclude (self, op);
  matoi_slack_op_free (op);
}

static void
take_turn (MatoiSlackPump *self, MatoiSlackTurn *turn)
{
  g_autoptr (GPtrArray) ops = g_steal_pointer (&turn->ops);

  turn->ops = g_ptr_array_new ();
  self->next = turn->next;
  /* What waits for another service is none of ours. */
  if (ops->len == 0 && self->next != MATOI_TIME_NONE && self->next <= turn->now)
    self->next = MATOI_TIME_NONE;
  for (guint i = 0; i < turn->unknown->len; i++)
    matoi_slack_pump_need_doubt (self, g_array_index (turn->unknown, gint64, i));
  g_ptr_array_set_free_func (ops, NULL);
  for (guint i = 0; i < ops->len; i++)
    if (self->running && !self->resting)
      begin_op (self, g_ptr_array_index (ops, i));
    else
      give_back (self, g_ptr_array_index (ops, i));
  forget_settled (self, turn);
}

static void
on_turned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackPump) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiSlackTurn *turn = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  self->turning = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&turn, matoi_slack_turn_free);
  if (turn != NULL)
    {
      take_turn (self, turn);
      matoi_slack_turn_free (turn);
    }
  else if (error != NULL)
    {
      self->adopts = TRUE;
      g_message ("the outbox cannot be read now: %s", error->message);
    }
  if (self->again)
    {
      self->again = FALSE;
      matoi_slack_pump_turn_soon (self);
    }
  matoi_slack_pump_set_timer (self);
  matoi_slack_pump_look_after_idle (self);
}

static MatoiSlackTurn *
new_turn (MatoiSlackPump *self)
{
  MatoiSlackTurn *turn = matoi_slack_turn_new ();
  guint n_mine = g_hash_table_size (self->mine);
  GHashTableIter iter;
  gpointer id;
  MatoiSlackDoubt *doubt;

  turn->now = matoi_desk_get_now (self->desk);
  turn->n_free = n_mine < MATOI_SLACK_PUMP_LANES ? MATOI_SLACK_PUMP_LANES - n_mine : 0;
  turn->adopt = self->adopts;
  self->adopts = FALSE;
  g_hash_table_iter_init (&iter, self->mine);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (turn->mine, g_memdup2 (id, sizeof (gint64)));
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, &id, (gpointer *) &doubt))
    if (doubt->unknown && doubt->due <= matoi_slack_pump_get_clock ())
      g_hash_table_add (turn->due, g_memdup2 (id, sizeof (gint64)));
  return turn;
}

static gboolean
on_turn (gpointer user_data)
{
  MatoiSlackPump *self = user_data;

  self->idle = 0;
  if (!self->running || self->resting)
    {
      matoi_slack_pump_look_after_idle (self);
      return G_SOURCE_REMOVE;
    }
  if (self->turning)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }
  self->turning = TRUE;
  self->told_busy = TRUE;
  matoi_desk_run_async (self->desk, matoi_slack_turn_run, new_turn (self), matoi_slack_turn_free,
                        NULL, on_turned, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
matoi_slack_pump_turn_soon (MatoiSlackPump *self)
{
  if (self->idle == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->idle = g_idle_add (on_turn, self);
}
