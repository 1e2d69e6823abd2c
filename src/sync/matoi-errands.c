/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-errands-private.h"

#include "matoi-time.h"

/* So often it is looked at without a reason: what is too old is put aside then. */
#define LOOK_ANYWAY 60000
/* Lanes beside each other, if they are not taken together anyway. */
#define LANES 4

G_DEFINE_FINAL_TYPE (MatoiErrands, matoi_errands, G_TYPE_OBJECT)

enum
{
  TROUBLE,
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gint64
matoi_errands_get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

guint
matoi_errands_get_places (MatoiErrands *self)
{
  return self->kind.n_places > 0 ? self->kind.n_places : MAX (self->kind.max_batch, LANES);
}

void
matoi_errands_look_after_idle (MatoiErrands *self)
{
  gboolean busy = matoi_errands_is_busy (self);
  gboolean was_busy = self->told_busy;

  self->told_busy = busy;
  if (was_busy && !busy)
    g_signal_emit (self, signals[IDLE], 0);
}

/* --- when */

static gboolean
on_time (gpointer user_data)
{
  MatoiErrands *self = user_data;

  self->timer = 0;
  matoi_errands_turn_soon (self);
  return G_SOURCE_REMOVE;
}

void
matoi_errands_set_timer (MatoiErrands *self)
{
  gint64 wait = LOOK_ANYWAY;
  gboolean full = g_hash_table_size (self->mine) >= matoi_errands_get_places (self);
  GHashTableIter iter;
  gpointer id;
  MatoiErrandsDoubt *doubt;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->running || self->resting)
    return;
  /* With every place taken, the next one that is free is the time. */
  if (!full && self->next != MATOI_TIME_NONE)
    wait = MIN (wait, MAX (self->next - matoi_desk_get_now (self->desk), 1));
  g_hash_table_iter_init (&iter, self->doubts);
  while (!full && g_hash_table_iter_next (&iter, &id, (gpointer *) &doubt))
    if (doubt->unknown && !g_hash_table_contains (self->mine, id))
      wait = MIN (wait, MAX (doubt->due - matoi_errands_get_clock (), 1));
  self->timer = g_timeout_add ((guint) wait, on_time, self);
}

/* "trouble": nothing more is tried. */
void
matoi_errands_rest (MatoiErrands *self, MatoiErrand *errand)
{
  if (self->resting)
    return;
  self->resting = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, signals[TROUBLE], 0, errand);
}

/* --- for those who have errands */

/** matoi_errands_start: see the header. */
void
matoi_errands_start (MatoiErrands *self)
{
  GHashTableIter iter;
  MatoiErrandsDoubt *doubt;

  g_return_if_fail (MATOI_IS_ERRANDS (self));

  self->running = self->adopts = TRUE;
  self->resting = FALSE;
  self->n_failures = 0;
  g_hash_table_iter_init (&iter, self->doubts);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &doubt))
    doubt->due = MIN (doubt->due, matoi_errands_get_clock () + self->kind.orphan_ms / self->haste);
  matoi_errands_turn_soon (self);
}

/** matoi_errands_stop: see the header. */
void
matoi_errands_stop (MatoiErrands *self)
{
  g_return_if_fail (MATOI_IS_ERRANDS (self));

  self->running = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  matoi_errands_turn_soon (self);
}

/** matoi_errands_hurry: see the header. */
void
matoi_errands_hurry (MatoiErrands *self)
{
  g_return_if_fail (MATOI_IS_ERRANDS (self));

  if (self->running && !self->resting)
    matoi_errands_turn_soon (self);
}

/** matoi_errands_is_busy: see the header. */
gboolean
matoi_errands_is_busy (MatoiErrands *self)
{
  GHashTableIter iter;
  MatoiErrandsDoubt *doubt;

  g_return_val_if_fail (MATOI_IS_ERRANDS (self), FALSE);

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

/** matoi_errands_set_haste: see the header; 1 unless set. */
void
matoi_errands_set_haste (MatoiErrands *self, guint factor)
{
  g_return_if_fail (MATOI_IS_ERRANDS (self));
  g_return_if_fail (factor > 0);

  self->haste = factor;
}

/** matoi_errands_set_random: see the header. */
void
matoi_errands_set_random (MatoiErrands *self, MatoiErrandsRandom random, gpointer user_data)
{
  g_return_if_fail (MATOI_IS_ERRANDS (self));

  self->random = random;
  self->random_data = user_data;
}

static void
matoi_errands_dispose (GObject *object)
{
  MatoiErrands *self = MATOI_ERRANDS (object);

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_errands_parent_class)->dispose (object);
}

static void
matoi_errands_finalize (GObject *object)
{
  MatoiErrands *self = MATOI_ERRANDS (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->mine);
  g_hash_table_unref (self->doubts);
  G_OBJECT_CLASS (matoi_errands_parent_class)->finalize (object);
}

static void
matoi_errands_class_init (MatoiErrandsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_errands_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_errands_finalize;
  signals[TROUBLE] = g_signal_new ("trouble", MATOI_TYPE_ERRANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[IDLE] = g_signal_new ("idle", MATOI_TYPE_ERRANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
matoi_errands_init (MatoiErrands *self)
{
  self->cancellable = g_cancellable_new ();
  self->mine = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->doubts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->next = MATOI_TIME_NONE;
  self->haste = 1;
}

/**
 * matoi_errands_new:
 * @desk: of one database, at which nobody else is at work on these lanes
 * @kind: (transfer none): copied
 * @service: outlives it
 *
 * Returns: (transfer full): which do nothing until they are started
 */
MatoiErrands *
matoi_errands_new (MatoiDesk *desk, const MatoiErrandsKind *kind, gpointer service)
{
  MatoiErrands *self = g_object_new (MATOI_TYPE_ERRANDS, NULL);

  self->desk = g_object_ref (desk);
  self->kind = *kind;
  self->kind.lanes = g_intern_string (kind->lanes);
  self->service = service;
  return self;
}
