/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-error.h"
#include "matoi-slack-pump-private.h"
#include "matoi-time.h"

/* What came of it: written down, tried again later, looked for, or left to a person. */

/* Tries that Slack itself refused. */
#define MAX_TRIES  8
#define PAUSE_MAX  60000
#define MARK_AGAIN 5000

/* How long after nobody knows, in ms, one looks whether it is there. */
static const guint looks[] = { 2000, 5000, 15000, 30000 };

/* When one looks for the first time at what becomes unsure now. */
gint64
matoi_slack_pump_get_first_look (MatoiSlackPump *self)
{
  return matoi_slack_pump_get_clock () + looks[0] / self->haste;
}

MatoiSlackDoubt *
matoi_slack_pump_need_doubt (MatoiSlackPump *self, gint64 id)
{
  MatoiSlackDoubt *doubt = g_hash_table_lookup (self->doubts, &id);

  if (doubt == NULL)
    {
      doubt = g_new0 (MatoiSlackDoubt, 1);
      doubt->attempted_at = MATOI_TIME_NONE;
      g_hash_table_insert (self->doubts, g_memdup2 (&id, sizeof id), doubt);
    }
  if (!doubt->unknown)
    {
      doubt->unknown = TRUE;
      doubt->n_looks = doubt->n_tries = 0;
      doubt->began = matoi_slack_pump_get_clock ();
      doubt->due = doubt->began + looks[0] / self->haste;
    }
  return doubt;
}

static double
get_random (MatoiSlackPump *self)
{
  return self->random != NULL ? self->random (self->random_data) : g_random_double ();
}

/* (apis.md §6.4) ms */
static gint64
get_pause (MatoiSlackPump *self, guint attempts, gint64 retry_after)
{
  gint64 most = MIN ((gint64) PAUSE_MAX, (gint64) 1000 << MIN (attempts, 10));
  gint64 pause = (gint64) (get_random (self) * (double) most);

  return (MAX (retry_after, pause) + (gint64) (get_random (self) * 1000)) / self->haste;
}

typedef struct
{
  MatoiSlackPump *pump; /* (nullable) weak */
  MatoiSlackMark *mark;
} Marking;

static void write_mark (MatoiSlackPump *self, MatoiSlackMark *mark);

static gboolean
on_mark_again (gpointer user_data)
{
  Marking *marking = user_data;

  if (marking->pump != NULL)
    write_mark (marking->pump, marking->mark);
  return G_SOURCE_REMOVE;
}

static void
marking_free (gpointer data)
{
  Marking *marking = data;

  g_clear_weak_pointer (&marking->pump);
  matoi_slack_mark_unref (marking->mark);
  g_free (marking);
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Marking *marking = user_data;
  MatoiSlackPump *self = marking->pump;
  g_autoptr (GError) error = NULL;
  gpointer kept = matoi_desk_run_finish (MATOI_DESK (source), result, &error);
  /* Somebody decided otherwise in the meantime, or it is there no more. */
  gboolean settled = kept != NULL || g_error_matches (error, MATOI_ERROR, MATOI_ERROR_RULE) ||
                     g_error_matches (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);

  g_clear_pointer (&kept, matoi_slack_mark_unref);
  if (self != NULL && !settled)
    {
      g_message ("what became of a message cannot be written down yet: %s", error->message);
      g_timeout_add_full (G_PRIORITY_DEFAULT, MARK_AGAIN / self->haste, on_mark_again, marking,
                          marking_free);
      return;
    }
  if (self != NULL)
    {
      g_hash_table_remove (self->mine, &marking->mark->id);
      matoi_slack_pump_turn_soon (self);
    }
  marking_free (marking);
}

static void
write_mark (MatoiSlackPump *self, MatoiSlackMark *mark)
{
  Marking *marking = g_new0 (Marking, 1);

  g_set_weak_pointer (&marking->pump, self);
  marking->mark = matoi_slack_mark_ref (mark);
  matoi_desk_run_async (self->desk, matoi_slack_mark_run, matoi_slack_mark_ref (mark),
                        matoi_slack_mark_unref, NULL, on_marked, marking);
}

/* It was looked for and is not there. */
static MatoiOutboxOutcome
judge_absence (MatoiSlackPump *self, MatoiSlackDoubt *doubt)
{
  if (++doubt->n_looks < G_N_ELEMENTS (looks))
    {
      doubt->due = doubt->began + looks[doubt->n_looks] / self->haste;
      return MATOI_OUTBOX_UNSURE;
    }
  if (doubt->resent)
    return MATOI_OUTBOX_HOLD;
  doubt->resent = TRUE;
  doubt->unknown = FALSE;
  return MATOI_OUTBOX_AGAIN;
}

static MatoiOutboxOutcome
judge_doubt (MatoiSlackPump *self, const MatoiSlackOp *op)
{
  MatoiSlackDoubt *doubt = matoi_slack_pump_need_doubt (self, op->row->id);

  if (op->absent)
    return judge_absence (self, doubt);
  if (!op->looking)
    {
      doubt->attempted_at = op->attempted_at;
      return MATOI_OUTBOX_UNSURE;
    }
  doubt->n_tries++;
  doubt->due = matoi_slack_pump_get_clock () + get_pause (self, doubt->n_tries, op->retry_after);
  return !op->unreached && !op->slowed && op->dead == NULL && doubt->n_tries >= MAX_TRIES
           ? MATOI_OUTBOX_HOLD
           : MATOI_OUTBOX_UNSURE;
}

void
matoi_slack_pump_conclude (MatoiSlackPump *self, MatoiSlackOp *op)
{
  MatoiSlackMark *mark = matoi_slack_mark_new ();

  mark->id = op->row->id;
  mark->incident = op->row->incident;
  mark->outcome = op->outcome;
  mark->not_before = MATOI_TIME_NONE;
  mark->now = matoi_desk_get_now (self->desk);
  if (op->outcome == MATOI_OUTBOX_UNSURE)
    mark->outcome = judge_doubt (self, op);
  else if (op->outcome == MATOI_OUTBOX_AGAIN)
    {
      if (op->answered && !op->slowed && op->dead == NULL && op->row->attempts >= MAX_TRIES)
        mark->outcome = MATOI_OUTBOX_HOLD;
      else if (op->dead == NULL)
        mark->not_before = mark->now + get_pause (self, op->row->attempts, op->retry_after);
    }
  if (mark->outcome != MATOI_OUTBOX_UNSURE && mark->outcome != MATOI_OUTBOX_AGAIN)
    g_hash_table_remove (self->doubts, &mark->id);
  mark->detail = g_steal_pointer (&op->detail);
  if (mark->outcome == MATOI_OUTBOX_SENT)
    {
      mark->room = g_steal_pointer (&op->room);
      if (op->closes_room)
        mark->closed = g_strdup (op->channel);
    }
  write_mark (self, mark);
  matoi_slack_mark_unref (mark);
}
