/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-pump-private.h"

#include "matoi-time.h"

/* Failures in a row after which nobody is called any more. */
#define MAX_FAILURES 5
/* So often it is looked at without a reason: what is too old is put aside then. */
#define LOOK_ANYWAY 60000

G_DEFINE_FINAL_TYPE (MatoiSlackPump, matoi_slack_pump, G_TYPE_OBJECT)

enum
{
  TROUBLE,
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gint64
matoi_slack_pump_get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

void
matoi_slack_pump_look_after_idle (MatoiSlackPump *self)
{
  gboolean busy = matoi_slack_pump_is_busy (self);
  gboolean was_busy = self->told_busy;

  self->told_busy = busy;
  if (was_busy && !busy)
    g_signal_emit (self, signals[IDLE], 0);
}

/* --- when */

static gboolean
on_time (gpointer user_data)
{
  MatoiSlackPump *self = user_data;

  self->timer = 0;
  matoi_slack_pump_turn_soon (self);
  return G_SOURCE_REMOVE;
}

void
matoi_slack_pump_set_timer (MatoiSlackPump *self)
{
  gint64 wait = LOOK_ANYWAY;
  GHashTableIter iter;
  gpointer id;
  MatoiSlackDoubt *doubt;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->running || self->resting)
    return;
  /* With every place taken, the next one that is free is the time. */
  if (g_hash_table_size (self->mine) >= MATOI_SLACK_PUMP_LANES)
    wait = LOOK_ANYWAY;
  else if (self->next != MATOI_TIME_NONE)
    wait = MIN (wait, MAX (self->next - matoi_desk_get_now (self->desk), 1));
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_size (self->mine) < MATOI_SLACK_PUMP_LANES &&
         g_hash_table_iter_next (&iter, &id, (gpointer *) &doubt))
    if (doubt->unknown && !g_hash_table_contains (self->mine, id))
      wait = MIN (wait, MAX (doubt->due - matoi_slack_pump_get_clock (), 1));
  self->timer = g_timeout_add ((guint) wait, on_time, self);
}

/* --- what came of it */

void
matoi_slack_pump_rest (MatoiSlackPump *self, MatoiSlackAnswer *answer)
{
  if (self->resting)
    return;
  self->resting = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, signals[TROUBLE], 0, answer);
}

static void
watch_line (MatoiSlackPump *self, const MatoiSlackOp *op)
{
  MatoiSlackAnswer away = { .outcome = MATOI_SLACK_NOT_DONE,
                            .code = (char *) "no_answer",
                            .server_time = MATOI_TIME_NONE };

  if (op->dead != NULL)
    matoi_slack_pump_rest (self, op->dead);
  else if (!op->unreached)
    self->n_failures = 0;
  else if (++self->n_failures >= MAX_FAILURES)
    {
      away.text = (char *) matoi_slack_outcome_text (MATOI_SLACK_NOT_DONE, away.code);
      matoi_slack_pump_rest (self, &away);
    }
}

void
matoi_slack_pump_on_op_done (MatoiSlackOp *op, gpointer user_data)
{
  MatoiSlackPump *self = g_object_ref (user_data);

  if (op->server_time != MATOI_TIME_NONE)
    self->skew = op->server_time - matoi_desk_get_now (self->desk);
  matoi_slack_pump_conclude (self, op);
  watch_line (self, op);
  matoi_slack_op_free (op);
  g_object_unref (self);
}

/* --- for those who have a pump */

/** matoi_slack_pump_start: also after "trouble"; what was left unsure is looked for at once. */
void
matoi_slack_pump_start (MatoiSlackPump *self)
{
  GHashTableIter iter;
  MatoiSlackDoubt *doubt;

  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  self->running = self->adopts = TRUE;
  self->resting = FALSE;
  self->n_failures = 0;
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &doubt))
    doubt->due = MIN (doubt->due, matoi_slack_pump_get_first_look (self));
  matoi_slack_pump_turn_soon (self);
}

/** matoi_slack_pump_stop: see the header. */
void
matoi_slack_pump_stop (MatoiSlackPump *self)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  self->running = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  matoi_slack_pump_turn_soon (self);
}

/** matoi_slack_pump_hurry: see the header; cheap. */
void
matoi_slack_pump_hurry (MatoiSlackPump *self)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  if (self->running && !self->resting)
    matoi_slack_pump_turn_soon (self);
}

/** matoi_slack_pump_is_busy: something is under way, or waits for its time. */
gboolean
matoi_slack_pump_is_busy (MatoiSlackPump *self)
{
  GHashTableIter iter;
  MatoiSlackDoubt *doubt;

  g_return_val_if_fail (MATOI_IS_SLACK_PUMP (self), FALSE);

  if (self->turning || self->again || g_hash_table_size (self->mine) > 0)
    return TRUE;
  if (!self->running || self->resting)
    return FALSE;
  if (self->idle != 0 || self->next != MATOI_TIME_NONE)
    return TRUE;
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &doubt))
    if (doubt->unknown)
      return TRUE;
  return FALSE;
}

/**
 * matoi_slack_pump_set_haste:
 * @factor: every wait is that many times shorter; 1 unless set
 * @random: (nullable): instead of chance
 */
void
matoi_slack_pump_set_haste (MatoiSlackPump *self,
                            guint factor,
                            MatoiSlackRandom random,
                            gpointer user_data)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));
  g_return_if_fail (factor > 0);

  self->haste = factor;
  self->random = random;
  self->random_data = user_data;
}

static void
matoi_slack_pump_dispose (GObject *object)
{
  MatoiSlackPump *self = MATOI_SLACK_PUMP (object);

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->book);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_slack_pump_parent_class)->dispose (object);
}

static void
matoi_slack_pump_finalize (GObject *object)
{
  MatoiSlackPump *self = MATOI_SLACK_PUMP (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->mine);
  g_hash_table_unref (self->doubts);
  matoi_slack_self_free (self->self);
  G_OBJECT_CLASS (matoi_slack_pump_parent_class)->finalize (object);
}

static void
matoi_slack_pump_class_init (MatoiSlackPumpClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_pump_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_slack_pump_finalize;
  signals[TROUBLE] = g_signal_new ("trouble", MATOI_TYPE_SLACK_PUMP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[IDLE] = g_signal_new ("idle", MATOI_TYPE_SLACK_PUMP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
matoi_slack_pump_init (MatoiSlackPump *self)
{
  self->cancellable = g_cancellable_new ();
  self->mine = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->doubts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->next = MATOI_TIME_NONE;
  self->haste = 1;
}

/**
 * matoi_slack_pump_new:
 * @desk: of one database, at which no other pump is at work
 * @self_there: who we are, of auth.test
 *
 * Returns: (transfer full): a pump that does nothing until it is started
 */
MatoiSlackPump *
matoi_slack_pump_new (MatoiDesk *desk,
                      MatoiSlackClient *client,
                      MatoiSlackBook *book,
                      const MatoiSlackSelf *self_there)
{
  MatoiSlackPump *self = g_object_new (MATOI_TYPE_SLACK_PUMP, NULL);

  self->desk = g_object_ref (desk);
  self->client = g_object_ref (client);
  self->book = g_object_ref (book);
  self->self = matoi_slack_self_copy (self_there);
  return self;
}
