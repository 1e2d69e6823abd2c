/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-errands-private.h"
#include "matoi-error.h"
#include "matoi-time.h"

/* What came of it: recorded, then written down; tried again later, looked for, or left to a
 * person. */

/* Tries that were answered, and not done. */
#define MAX_REFUSALS 8
#define PAUSE_MAX    60000
#define AGAIN_MS     5000

MatoiErrandsDoubt *
matoi_errands_need_doubt (MatoiErrands *self, gint64 id)
{
  MatoiErrandsDoubt *doubt = g_hash_table_lookup (self->doubts, &id);

  if (doubt == NULL)
    {
      doubt = g_new0 (MatoiErrandsDoubt, 1);
      doubt->attempted_at = MATOI_TIME_NONE;
      g_hash_table_insert (self->doubts, g_memdup2 (&id, sizeof id), doubt);
    }
  return doubt;
}

static double
get_random (MatoiErrands *self)
{
  return self->random != NULL ? self->random (self->random_data) : g_random_double ();
}

/* (apis.md §6.4) ms */
static gint64
get_pause (MatoiErrands *self, guint attempts, gint64 retry_after)
{
  gint64 most = MIN ((gint64) PAUSE_MAX, (gint64) 1000 << MIN (attempts, 10));
  gint64 pause = (gint64) (get_random (self) * (double) most);

  return (MAX (retry_after, pause) + (gint64) (get_random (self) * 1000)) / self->haste;
}

static gint64
get_look (MatoiErrands *self, guint n_before)
{
  return self->kind.look_ms[MIN (n_before, self->kind.max_looks - 1)] / self->haste;
}

/* It was looked for and is not there. */
static MatoiOutboxOutcome
judge_absence (MatoiErrands *self, const MatoiErrand *errand, MatoiErrandsDoubt *doubt)
{
  if (++doubt->n_looks < self->kind.max_looks)
    {
      doubt->due = doubt->began + get_look (self, doubt->n_looks);
      return MATOI_OUTBOX_UNSURE;
    }
  if (!self->kind.again || errand->row->pings ||
      g_strcmp0 (errand->row->last_error, MATOI_OUTBOX_RESENT) == 0)
    return MATOI_OUTBOX_HOLD;
  doubt->unknown = FALSE;
  return MATOI_OUTBOX_AGAIN;
}

static MatoiOutboxOutcome
judge_doubt (MatoiErrands *self, const MatoiErrand *errand)
{
  MatoiErrandsDoubt *doubt = matoi_errands_need_doubt (self, errand->row->id);
  guint max_blind = self->kind.max_blind > 0 ? self->kind.max_blind : self->kind.max_looks;
  gint64 now = matoi_errands_get_clock ();

  if (errand->looking && errand->absent)
    return judge_absence (self, errand, doubt);
  if (!errand->looking)
    {
      doubt->unknown = TRUE;
      doubt->n_looks = doubt->n_blind = 0;
      doubt->began = now;
      doubt->due = now + get_look (self, 0);
      return MATOI_OUTBOX_UNSURE;
    }
  doubt->n_blind++;
  doubt->due = MAX (doubt->began + get_look (self, doubt->n_looks + doubt->n_blind),
                    now + get_pause (self, doubt->n_blind, errand->retry_after));
  return !errand->unreached && errand->retry_after < 0 && errand->dead == NULL &&
             doubt->n_blind >= max_blind
           ? MATOI_OUTBOX_HOLD
           : MATOI_OUTBOX_UNSURE;
}

/* Nothing was done. */
static MatoiOutboxOutcome
judge_failure (MatoiErrands *self, const MatoiErrand *errand, gint64 *pause)
{
  MatoiErrandsDoubt *doubt = matoi_errands_need_doubt (self, errand->row->id);

  doubt->unknown = FALSE;
  if (errand->dead != NULL)
    return MATOI_OUTBOX_AGAIN;
  if (!errand->unreached && !errand->vague && errand->retry_after < 0 &&
      ++doubt->n_refused >= MAX_REFUSALS)
    return MATOI_OUTBOX_HOLD;
  *pause = get_pause (self, errand->row->attempts, errand->retry_after);
  return MATOI_OUTBOX_AGAIN;
}

static void
judge (MatoiErrands *self, MatoiErrand *errand, MatoiErrandsMarks *marks)
{
  MatoiErrandsMark mark = { .id = errand->row->id,
                            .outcome = errand->outcome,
                            .not_before = MATOI_TIME_NONE };
  gint64 pause = -1;

  if (errand->absent || errand->outcome == MATOI_OUTBOX_UNSURE)
    mark.outcome = judge_doubt (self, errand);
  else if (errand->outcome == MATOI_OUTBOX_AGAIN)
    mark.outcome = judge_failure (self, errand, &pause);
  if (pause >= 0)
    mark.not_before = marks->now + pause;
  if (mark.outcome != MATOI_OUTBOX_UNSURE && mark.outcome != MATOI_OUTBOX_AGAIN)
    g_hash_table_remove (self->doubts, &mark.id);
  /* Perhaps it was done, and nobody can find out. */
  if (mark.outcome == MATOI_OUTBOX_HOLD && errand->absent)
    mark.detail = g_strdup (self->kind.lost != NULL && !errand->row->pings ? self->kind.lost
                                                                           : MATOI_OUTBOX_MAYBE);
  else if (mark.outcome == MATOI_OUTBOX_AGAIN && errand->absent)
    mark.detail = g_strdup (MATOI_OUTBOX_RESENT);
  /* As it was before anybody said what came of it. */
  else if (mark.outcome != MATOI_OUTBOX_SENT || g_strcmp0 (errand->detail, "no_answer") != 0)
    mark.detail = g_strdup (errand->detail);
  if (mark.outcome == MATOI_OUTBOX_SENT)
    {
      mark.kept = g_steal_pointer (&errand->kept);
      mark.kept_free = errand->kept_free;
    }
  g_array_append_val (marks->marks, mark);
}

/* --- recorded, then written down */

typedef struct
{
  MatoiErrands *self; /* (nullable) weak */
  GPtrArray *errands; /* of MatoiErrand */
  guint n_recorded;
  MatoiErrandsMarks *marks;
} Ending;

static void go_on (Ending *ending);

static void
ending_free (Ending *ending)
{
  g_clear_weak_pointer (&ending->self);
  g_ptr_array_unref (ending->errands);
  matoi_errands_marks_unref (ending->marks);
  g_free (ending);
}

static gboolean
on_again (gpointer user_data)
{
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

static void
try_later (Ending *ending, const GError *error)
{
  g_message ("what came of an errand cannot be written down yet: %s", error->message);
  g_timeout_add (AGAIN_MS / ending->self->haste, on_again, ending);
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;
  MatoiErrands *self = ending->self;
  g_autoptr (GError) error = NULL;
  gpointer kept = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  g_clear_pointer (&kept, matoi_errands_marks_unref);
  if (self != NULL && error != NULL)
    {
      try_later (ending, error);
      return;
    }
  for (guint i = 0; self != NULL && i < ending->errands->len; i++)
    g_hash_table_remove (self->mine,
                         &((MatoiErrand *) g_ptr_array_index (ending->errands, i))->row->id);
  if (self != NULL)
    matoi_errands_turn_soon (self);
  ending_free (ending);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_desk_submit_finish (MATOI_DESK (source), result, &error);

  g_clear_pointer (&receipt, matoi_receipt_free);
  if (ending->self == NULL)
    {
      ending_free (ending);
      return;
    }
  if (error != NULL && error->domain == MATOI_ERROR && error->code != MATOI_ERROR_STORAGE)
    g_message ("what came of an errand is not recorded: %s", error->message);
  else if (error != NULL)
    {
      try_later (ending, error);
      return;
    }
  ending->n_recorded++;
  go_on (ending);
}

static void
go_on (Ending *ending)
{
  MatoiErrands *self = ending->self;

  if (self == NULL)
    {
      ending_free (ending);
      return;
    }
  for (; ending->n_recorded < ending->errands->len; ending->n_recorded++)
    {
      const MatoiErrand *errand = g_ptr_array_index (ending->errands, ending->n_recorded);

      if (errand->commands->len == 0)
        continue;
      matoi_desk_submit_async (self->desk, &errand->row->incident, errand->commands, NULL,
                               on_recorded, ending);
      return;
    }
  matoi_desk_run_async (self->desk, matoi_errands_marks_run,
                        matoi_errands_marks_ref (ending->marks), matoi_errands_marks_unref, NULL,
                        on_marked, ending);
}

void
matoi_errands_conclude (MatoiErrands *self, GPtrArray *errands)
{
  Ending *ending = g_new0 (Ending, 1);

  g_set_weak_pointer (&ending->self, self);
  ending->errands = errands;
  ending->marks = matoi_errands_marks_new ();
  ending->marks->now = matoi_desk_get_now (self->desk);
  ending->marks->keep = self->kind.keep;
  for (guint i = 0; i < errands->len; i++)
    judge (self, g_ptr_array_index (errands, i), ending->marks);
  go_on (ending);
}
