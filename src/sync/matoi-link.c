/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-link.h"

G_DEFINE_INTERFACE (MatoiLink, matoi_link, G_TYPE_OBJECT)

static guint changed_signal;

static void
matoi_link_default_init (MatoiLinkInterface *iface)
{
  changed_signal = g_signal_new ("changed", MATOI_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

/** matoi_link_start: see the header. */
void
matoi_link_start (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  MATOI_LINK_GET_IFACE (self)->start (self);
}

/** matoi_link_stop: see the header. */
void
matoi_link_stop (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  MATOI_LINK_GET_IFACE (self)->stop (self);
}

/** matoi_link_hurry: see the header. */
void
matoi_link_hurry (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  MATOI_LINK_GET_IFACE (self)->hurry (self);
}

/** matoi_link_wake: see the header. */
void
matoi_link_wake (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  MATOI_LINK_GET_IFACE (self)->wake (self);
}

/** matoi_link_get_state: where it stands. */
MatoiLinkState
matoi_link_get_state (MatoiLink *self)
{
  g_return_val_if_fail (MATOI_IS_LINK (self), MATOI_LINK_OFFLINE);

  return MATOI_LINK_GET_IFACE (self)->get_state (self);
}

/** matoi_link_get_text: see the header. */
const char *
matoi_link_get_text (MatoiLink *self)
{
  g_return_val_if_fail (MATOI_IS_LINK (self), NULL);

  return MATOI_LINK_GET_IFACE (self)->get_text (self);
}

/** matoi_link_is_quiet: see the header. */
gboolean
matoi_link_is_quiet (MatoiLink *self)
{
  g_return_val_if_fail (MATOI_IS_LINK (self), TRUE);

  return MATOI_LINK_GET_IFACE (self)->is_quiet (self);
}

/** matoi_link_changed: for those who implement it: tells that state or text is another one. */
void
matoi_link_changed (MatoiLink *self)
{
  g_return_if_fail (MATOI_IS_LINK (self));

  g_signal_emit (self, changed_signal, 0);
}
