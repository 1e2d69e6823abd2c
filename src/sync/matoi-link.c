/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-link.h"

typedef struct
{
  GCancellable *cancellable;
  guint probe; /* timer */
  gboolean asking;
  MatoiLinkState state;
  char *text;
} MatoiLinkPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MatoiLink, matoi_link, G_TYPE_OBJECT)

#define PRIVATE(self) ((MatoiLinkPrivate *) matoi_link_get_instance_private (self))

static guint changed_signal;

/** matoi_link_start: see the header. */
void
matoi_link_start (MatoiLink *self)
{
  matoi_link_ask (self);
}

/** matoi_link_stop: see the header. */
void
matoi_link_stop (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  g_cancellable_cancel (PRIVATE (self)->cancellable);
  matoi_link_ask_in (self, -1);
  MATOI_LINK_GET_CLASS (self)->stop (self);
}

/** matoi_link_hurry: see the header. */
void
matoi_link_hurry (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  if (PRIVATE (self)->state == MATOI_LINK_ONLINE)
    MATOI_LINK_GET_CLASS (self)->hurry (self);
}

/** matoi_link_wake: see the header. */
void
matoi_link_wake (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  MATOI_LINK_GET_CLASS (self)->wake (self);
}

/** matoi_link_get_state: where it stands. */
MatoiLinkState
matoi_link_get_state (MatoiLink *self)
{
  g_return_val_if_fail (MATOI_IS_LINK (self), MATOI_LINK_OFFLINE);

  return PRIVATE (self)->state;
}

/** matoi_link_get_text: see the header. */
const char *
matoi_link_get_text (MatoiLink *self)
{
  g_return_val_if_fail (MATOI_IS_LINK (self), NULL);

  return PRIVATE (self)->text;
}

/** matoi_link_is_quiet: see the header. */
gboolean
matoi_link_is_quiet (MatoiLink *self)
{
  g_return_val_if_fail (MATOI_IS_LINK (self), TRUE);

  return PRIVATE (self)->state == MATOI_LINK_ONLINE && MATOI_LINK_GET_CLASS (self)->is_quiet (self);
}

/* --- for the kinds of links */

/** matoi_link_changed: see the header. */
void
matoi_link_changed (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  g_signal_emit (self, changed_signal, 0);
}

/** matoi_link_set_state: see the header. */
void
matoi_link_set_state (MatoiLink *self, MatoiLinkState state, char *text)
{
  MatoiLinkPrivate *own = PRIVATE (self);
  gboolean same = state == own->state && g_strcmp0 (text, own->text) == 0;

  own->state = state;
  g_free (own->text);
  own->text = text;
  if (!same)
    matoi_link_changed (self);
}

/** matoi_link_get_cancellable: see the header. */
GCancellable *
matoi_link_get_cancellable (MatoiLink *self)
{
  return PRIVATE (self)->cancellable;
}

/** matoi_link_is_over: see the header. */
gboolean
matoi_link_is_over (MatoiLink *self)
{
  return g_cancellable_is_cancelled (PRIVATE (self)->cancellable);
}

/* --- whether the service is there */

/** matoi_link_ask: see the header. */
void
matoi_link_ask (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  if (PRIVATE (self)->asking || matoi_link_is_over (self))
    return;
  matoi_link_ask_in (self, -1);
  PRIVATE (self)->asking = MATOI_LINK_GET_CLASS (self)->ask (self);
}

/** matoi_link_is_asking: whether matoi_link_ask() is under way. */
gboolean
matoi_link_is_asking (MatoiLink *self)
{
  return PRIVATE (self)->asking;
}

/** matoi_link_end_ask: see the header. */
gboolean
matoi_link_end_ask (MatoiLink *self)
{
  PRIVATE (self)->asking = FALSE;
  return !matoi_link_is_over (self);
}

static gboolean
on_probe (gpointer user_data)
{
  MatoiLink *self = user_data;

  PRIVATE (self)->probe = 0;
  matoi_link_ask (self);
  return G_SOURCE_REMOVE;
}

/** matoi_link_ask_in: see the header. */
void
matoi_link_ask_in (MatoiLink *self, gint64 ms)
{
  MatoiLinkPrivate *own = PRIVATE (self);

  g_clear_handle_id (&own->probe, g_source_remove);
  if (ms >= 0)
    own->probe = g_timeout_add ((guint) CLAMP (ms, 1, G_MAXINT), on_probe, self);
}

/* --- the object */

static void
matoi_link_dispose (GObject *object)
{
  MatoiLink *self = MATOI_LINK (object);

  g_cancellable_cancel (PRIVATE (self)->cancellable);
  matoi_link_ask_in (self, -1);
  G_OBJECT_CLASS (matoi_link_parent_class)->dispose (object);
}

static void
matoi_link_finalize (GObject *object)
{
  MatoiLinkPrivate *own = PRIVATE (MATOI_LINK (object));

  g_object_unref (own->cancellable);
  g_free (own->text);
  G_OBJECT_CLASS (matoi_link_parent_class)->finalize (object);
}

static void
matoi_link_class_init (MatoiLinkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_link_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_link_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
matoi_link_init (MatoiLink *self)
{
  PRIVATE (self)->cancellable = g_cancellable_new ();
  PRIVATE (self)->state = MATOI_LINK_CONNECTING;
}
