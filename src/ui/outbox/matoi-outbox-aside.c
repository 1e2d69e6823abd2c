/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-aside.h"

#include <string.h>

#include "matoi-ui-text.h"

/* A little longer than the toast with the way back is seen. */
#define SETTLE_SECONDS 13

struct _MatoiOutboxAside
{
  GObject parent_instance;
  MatoiContext *context;
  gint64 id;      /* 0: nothing */
  gint64 settled; /* the one before, until the list knows of it */
  gboolean went;  /* it would have gone by itself */
  guint settle_id;
};

G_DEFINE_FINAL_TYPE (MatoiOutboxAside, matoi_outbox_aside, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
forget (MatoiOutboxAside *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->id = 0;
  self->went = FALSE;
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiOutboxAside) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_decide_outbox_finish (MATOI_CONTEXT (source), result, &error))
    return;
  /* It has been sent or decided meanwhile, which the list shows. */
  forget (self);
  self->settled = 0;
  text = matoi_ui_dup_error (error);
  g_signal_emit (self, signals[PROBLEM], 0, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
decide (MatoiOutboxAside *self, MatoiOutboxDecision decision)
{
  matoi_context_decide_outbox_async (self->context, self->id, decision, NULL, NULL, on_decided,
                                     g_object_ref (self));
}

/* Discards for good what is aside. */
void
matoi_outbox_aside_settle (MatoiOutboxAside *self)
{
  g_return_if_fail (MATOI_IS_OUTBOX_ASIDE (self));

  if (self->id == 0)
    return;
  decide (self, MATOI_OUTBOX_DISCARD);
  self->settled = self->id;
  forget (self);
}

static gboolean
on_time (gpointer user_data)
{
  MatoiOutboxAside *self = user_data;

  self->settle_id = 0;
  matoi_outbox_aside_settle (self);
  return G_SOURCE_REMOVE;
}

/* Sets @row aside; what was aside before is discarded for good. */
void
matoi_outbox_aside_put (MatoiOutboxAside *self, const MatoiOutboxRow *row)
{
  g_return_if_fail (MATOI_IS_OUTBOX_ASIDE (self));

  matoi_outbox_aside_settle (self);
  self->id = row->id;
  self->settle_id = g_timeout_add_seconds (SETTLE_SECONDS, on_time, self);
  matoi_outbox_aside_check (self, row);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
matoi_outbox_aside_holds (MatoiOutboxAside *self, gint64 id)
{
  return id != 0 && (self->id == id || self->settled == id);
}

void
matoi_outbox_aside_check (MatoiOutboxAside *self, const MatoiOutboxRow *row)
{
  if (row->id != self->id || strcmp (row->state, "queued") != 0)
    return;
  self->went = TRUE;
  decide (self, MATOI_OUTBOX_SET_ASIDE);
}

/* FALSE: the time for that is over. */
gboolean
matoi_outbox_aside_undo (MatoiOutboxAside *self)
{
  g_return_val_if_fail (MATOI_IS_OUTBOX_ASIDE (self), FALSE);

  if (self->id == 0)
    return FALSE;
  if (self->went)
    decide (self, MATOI_OUTBOX_RETRY);
  forget (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

MatoiOutboxAside *
matoi_outbox_aside_new (MatoiContext *context)
{
  MatoiOutboxAside *self = g_object_new (MATOI_TYPE_OUTBOX_ASIDE, NULL);

  self->context = g_object_ref (context);
  return self;
}

static void
matoi_outbox_aside_dispose (GObject *object)
{
  MatoiOutboxAside *self = MATOI_OUTBOX_ASIDE (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_outbox_aside_parent_class)->dispose (object);
}

static void
matoi_outbox_aside_class_init (MatoiOutboxAsideClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_outbox_aside_dispose;
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROBLEM] = g_signal_new ("problem", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_outbox_aside_init (MatoiOutboxAside *self)
{
}
