/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-pump-private.h"

#include "matoi-slack-op.h"
#include "matoi-time.h"

/* Errands to Slack (see matoi-errands.h), each a MatoiSlackOp. */

/* Lanes beside each other. */
#define PLACES 8
/* Looks that Slack itself refused. */
#define MAX_BLIND 8

/* How long after nobody knows, in ms, one looks whether it is there. */
static const guint looks[] = { 2000, 5000, 15000, 30000 };

G_DEFINE_FINAL_TYPE (MatoiSlackPump, matoi_slack_pump, G_TYPE_OBJECT)

enum
{
  TROUBLE,
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- one op */

static MatoiSlackKept *
steal_kept (MatoiSlackOp *op)
{
  MatoiSlackKept *kept = g_new0 (MatoiSlackKept, 1);

  kept->room = g_steal_pointer (&op->room);
  kept->closed = op->closes_room ? g_strdup (op->channel) : NULL;
  kept->incident = op->row->incident;
  return kept;
}

/* What came of @op, as the errands want to know it. */
static void
fill_in (MatoiSlackOp *op)
{
  MatoiErrand *errand = op->errand;

  errand->outcome = op->outcome;
  g_free (errand->detail);
  errand->detail = g_steal_pointer (&op->detail);
  errand->absent = op->absent;
  errand->unreached = op->unreached;
  errand->vague = !op->answered;
  errand->retry_after = op->slowed ? MAX (op->retry_after, 0) : -1;
  if (op->dead != NULL)
    errand->dead = g_strdup (op->dead->text);
  errand->kept = steal_kept (op);
  errand->kept_free = matoi_slack_kept_free;
}

static void
on_op_done (MatoiSlackOp *op, gpointer user_data)
{
  MatoiSlackPump *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&op->task);

  if (op->server_time != MATOI_TIME_NONE)
    self->skew = op->server_time - matoi_desk_get_now (self->desk);
  fill_in (op);
  if (op->dead != NULL)
    {
      g_clear_pointer (&self->dead, matoi_slack_answer_free);
      self->dead = g_steal_pointer (&op->dead);
    }
  matoi_slack_op_free (op);
  g_task_return_boolean (task, TRUE);
}

/* The op holds no pump: who lets go of it wants to know no more. */
static void
run_async (gpointer service,
           GPtrArray *errands,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  MatoiSlackPump *self = service;
  MatoiErrand *errand = g_ptr_array_index (errands, 0);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  MatoiSlackOp *op = matoi_slack_op_new (errand, task);

  g_task_set_source_tag (task, run_async);
  g_task_set_check_cancellable (task, FALSE);
  op->desk = g_object_ref (self->desk);
  op->client = g_object_ref (self->client);
  op->book = g_object_ref (self->book);
  op->self = matoi_slack_self_copy (self->self);
  op->cancellable = g_object_ref (cancellable);
  if (errand->attempted_at != MATOI_TIME_NONE)
    op->attempted_at = errand->attempted_at + self->skew;
  op->done = on_op_done;
  op->done_data = self;
  matoi_slack_op_run (op);
}

static gboolean
run_finish (gpointer service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- what the errands tell */

static void
on_trouble (MatoiSlackPump *self, MatoiErrand *errand)
{
  MatoiSlackAnswer away = { .outcome = MATOI_SLACK_NOT_DONE,
                            .code = (char *) "no_answer",
                            .server_time = MATOI_TIME_NONE };

  away.text = (char *) matoi_slack_outcome_text (MATOI_SLACK_NOT_DONE, away.code);
  g_signal_emit (self, signals[TROUBLE], 0, errand->dead != NULL ? self->dead : &away);
}

static void
on_idle (MatoiSlackPump *self)
{
  g_signal_emit (self, signals[IDLE], 0);
}

/* --- for those who have a pump */

/** matoi_slack_pump_start: also after "trouble"; what was left unsure is looked for at once. */
void
matoi_slack_pump_start (MatoiSlackPump *self)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  matoi_errands_start (self->errands);
}

/** matoi_slack_pump_stop: see the header. */
void
matoi_slack_pump_stop (MatoiSlackPump *self)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  matoi_errands_stop (self->errands);
}

/** matoi_slack_pump_hurry: see the header; cheap. */
void
matoi_slack_pump_hurry (MatoiSlackPump *self)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  matoi_errands_hurry (self->errands);
}

/** matoi_slack_pump_is_busy: something is under way, or waits for its time. */
gboolean
matoi_slack_pump_is_busy (MatoiSlackPump *self)
{
  g_return_val_if_fail (MATOI_IS_SLACK_PUMP (self), FALSE);

  return matoi_errands_is_busy (self->errands);
}

/**
 * matoi_slack_pump_set_haste:
 * @factor: every wait is that many times shorter; 1 unless set
 * @random: (nullable): instead of chance
 */
void
matoi_slack_pump_set_haste (MatoiSlackPump *self,
                            guint factor,
                            MatoiErrandsRandom random,
                            gpointer user_data)
{
  g_return_if_fail (MATOI_IS_SLACK_PUMP (self));

  matoi_errands_set_haste (self->errands, factor);
  matoi_errands_set_random (self->errands, random, user_data);
}

static void
matoi_slack_pump_dispose (GObject *object)
{
  MatoiSlackPump *self = MATOI_SLACK_PUMP (object);

  /* What is on its way is left to whoever comes next, also if it still holds on to them. */
  if (self->errands != NULL)
    g_object_run_dispose (G_OBJECT (self->errands));
  g_clear_object (&self->errands);
  g_clear_object (&self->book);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_slack_pump_parent_class)->dispose (object);
}

static void
matoi_slack_pump_finalize (GObject *object)
{
  MatoiSlackPump *self = MATOI_SLACK_PUMP (object);

  matoi_slack_self_free (self->self);
  g_clear_pointer (&self->dead, matoi_slack_answer_free);
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
  static const MatoiErrandsKind kind = {
    .lanes = "slack/",
    .max_batch = 1,
    .n_places = PLACES,
    .max_looks = G_N_ELEMENTS (looks),
    .look_ms = looks,
    .max_blind = MAX_BLIND,
    .orphan_ms = 2000,
    .again = TRUE,
    .lost = "no_answer",
    .gather = matoi_slack_facts_gather,
    .facts_free = matoi_slack_facts_free,
    .keep = matoi_slack_kept_keep,
    .run_async = run_async,
    .run_finish = run_finish,
  };
  MatoiSlackPump *self = g_object_new (MATOI_TYPE_SLACK_PUMP, NULL);

  self->desk = g_object_ref (desk);
  self->client = g_object_ref (client);
  self->book = g_object_ref (book);
  self->self = matoi_slack_self_copy (self_there);
  self->errands = matoi_errands_new (desk, &kind, self);
  g_signal_connect_swapped (self->errands, "trouble", G_CALLBACK (on_trouble), self);
  g_signal_connect_swapped (self->errands, "idle", G_CALLBACK (on_idle), self);
  return self;
}
