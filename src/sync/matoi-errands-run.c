/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-errands-private.h"
#include "matoi-json.h"

/* Turns: what may go is taken out of the store, carried out, and what came of it is written down;
 * then the next turn. */

/* Failures in a row after which nobody is called any more. */
#define MAX_FAILURES 5

/* --- what came of it */

static void
watch_line (MatoiErrands *self, GPtrArray *errands)
{
  MatoiErrand *errand = NULL;
  gboolean reached = FALSE;

  for (guint i = 0; i < errands->len; i++)
    {
      errand = g_ptr_array_index (errands, i);
      if (errand->dead != NULL)
        {
          matoi_errands_rest (self, errand);
          return;
        }
      reached = reached || !errand->unreached;
    }
  if (reached)
    self->n_failures = 0;
  else if (++self->n_failures >= MAX_FAILURES)
    matoi_errands_rest (self, errand);
}

typedef struct
{
  MatoiErrands *self;
  GPtrArray *errands; /* of MatoiErrand */
} Run;

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (MatoiErrands) self = run->self;
  g_autoptr (GPtrArray) errands = run->errands;
  g_autoptr (GError) error = NULL;
  gboolean done = self->kind.run_finish (self->service, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!done)
    g_message ("an errand was given up: %s", error != NULL ? error->message : "");
  /* First: who hears of trouble may let go of us. */
  matoi_errands_conclude (self, g_ptr_array_ref (errands));
  watch_line (self, errands);
}

/* --- turns */

static void
begin (MatoiErrands *self, GPtrArray *errands)
{
  Run *run = g_new0 (Run, 1);

  for (guint i = 0; i < errands->len; i++)
    {
      MatoiErrand *errand = g_ptr_array_index (errands, i);
      MatoiErrandsDoubt *doubt = matoi_errands_need_doubt (self, errand->row->id);

      if (!errand->looking)
        doubt->attempted_at = matoi_desk_get_now (self->desk);
      errand->attempted_at = doubt->attempted_at;
      errand->n_looks = doubt->n_looks;
    }
  run->self = g_object_ref (self);
  run->errands = errands;
  self->kind.run_async (self->service, errands, self->cancellable, on_run, run);
}

/* It was stopped meanwhile: nothing was sent, and whoever comes next need not wonder. */
static void
give_back (MatoiErrands *self, GPtrArray *errands)
{
  for (guint i = 0; i < errands->len; i++)
    {
      MatoiErrand *errand = g_ptr_array_index (errands, i);

      errand->outcome = errand->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN;
      errand->unreached = TRUE;
    }
  matoi_errands_conclude (self, errands);
}

static gboolean
belongs_to (const MatoiErrand *errand, const MatoiErrand *first)
{
  return !errand->looking && !first->looking && strcmp (errand->row->op, first->row->op) == 0 &&
         g_strcmp0 (matoi_json_get_string (errand->payload, "batch"),
                    matoi_json_get_string (first->payload, "batch")) == 0;
}

/* What goes with the first one of @errands, taken out of it. (transfer full) */
static GPtrArray *
steal_batch (MatoiErrands *self, GPtrArray *errands)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_errand_free);
  guint i = 0;

  g_ptr_array_add (batch, g_ptr_array_steal_index (errands, 0));
  while (i < errands->len && batch->len < self->kind.max_batch)
    if (belongs_to (g_ptr_array_index (errands, i), g_ptr_array_index (batch, 0)))
      g_ptr_array_add (batch, g_ptr_array_steal_index (errands, i));
    else
      i++;
  return batch;
}

/* What a person has discarded is not looked for any more. */
static void
forget_settled (MatoiErrands *self, const MatoiErrandsTurn *turn)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer id;
  MatoiErrandsDoubt *doubt;

  for (guint i = 0; i < turn->unknown->len; i++)
    g_hash_table_add (unknown, &g_array_index (turn->unknown, gint64, i));
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, &id, (gpointer *) &doubt))
    if (doubt->unknown && !g_hash_table_contains (unknown, id) &&
        !g_hash_table_contains (turn->mine, id) && !g_hash_table_contains (self->mine, id))
      g_hash_table_iter_remove (&iter);
}

static void
note_unknown (MatoiErrands *self, gint64 id)
{
  MatoiErrandsDoubt *doubt = matoi_errands_need_doubt (self, id);

  if (doubt->unknown)
    return;
  /* Left by somebody else, some time ago. */
  doubt->unknown = TRUE;
  doubt->n_looks = doubt->n_blind = 0;
  doubt->began = matoi_errands_get_clock ();
  doubt->due = doubt->began + self->kind.orphan_ms / self->haste;
}

static void
take_turn (MatoiErrands *self, MatoiErrandsTurn *turn)
{
  GPtrArray *const taken[] = { turn->errands, turn->unread };

  self->next = turn->next;
  self->adopts = self->adopts || (turn->adopt && !turn->seen_all);
  for (guint i = 0; i < turn->unknown->len; i++)
    note_unknown (self, g_array_index (turn->unknown, gint64, i));
  for (guint k = 0; k < G_N_ELEMENTS (taken); k++)
    for (guint i = 0; i < taken[k]->len; i++)
      {
        const MatoiErrand *errand = g_ptr_array_index (taken[k], i);

        g_hash_table_add (self->mine, g_memdup2 (&errand->row->id, sizeof errand->row->id));
      }
  forget_settled (self, turn);
  if (turn->unread->len > 0)
    matoi_errands_conclude (self, g_ptr_array_ref (turn->unread));
  while (turn->errands->len > 0)
    {
      GPtrArray *batch = steal_batch (self, turn->errands);

      if (self->running && !self->resting)
        begin (self, batch);
      else
        give_back (self, batch);
    }
}

static void
on_turned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiErrands) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiErrandsTurn *turn = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  self->turning = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&turn, matoi_errands_turn_free);
  if (turn != NULL)
    {
      take_turn (self, turn);
      matoi_errands_turn_free (turn);
    }
  else if (error != NULL)
    {
      self->adopts = TRUE;
      g_message ("the outbox cannot be read now: %s", error->message);
    }
  if (self->again)
    {
      self->again = FALSE;
      matoi_errands_turn_soon (self);
    }
  matoi_errands_set_timer (self);
  matoi_errands_look_after_idle (self);
}

static MatoiErrandsTurn *
new_turn (MatoiErrands *self)
{
  MatoiErrandsTurn *turn = matoi_errands_turn_new ();
  guint n_mine = g_hash_table_size (self->mine), n_places = matoi_errands_get_places (self);
  GHashTableIter iter;
  gpointer id;
  MatoiErrandsDoubt *doubt;

  turn->kind = &self->kind;
  turn->now = matoi_desk_get_now (self->desk);
  turn->n_free = n_mine < n_places ? n_places - n_mine : 0;
  turn->adopt = self->adopts;
  self->adopts = FALSE;
  g_hash_table_iter_init (&iter, self->mine);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (turn->mine, g_memdup2 (id, sizeof (gint64)));
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, &id, (gpointer *) &doubt))
    if (doubt->unknown && doubt->due <= matoi_errands_get_clock ())
      g_hash_table_add (turn->due, g_memdup2 (id, sizeof (gint64)));
  return turn;
}

static gboolean
on_turn (gpointer user_data)
{
  MatoiErrands *self = user_data;

  self->idle = 0;
  if (!self->running || self->resting)
    {
      matoi_errands_look_after_idle (self);
      return G_SOURCE_REMOVE;
    }
  if (self->turning)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }
  self->turning = TRUE;
  self->told_busy = TRUE;
  matoi_desk_run_async (self->desk, matoi_errands_turn_run, new_turn (self),
                        matoi_errands_turn_free, NULL, on_turned, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
matoi_errands_turn_soon (MatoiErrands *self)
{
  if (self->idle == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->idle = g_idle_add (on_turn, self);
}
