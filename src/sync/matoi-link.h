/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The connection to one service with the tokens it was made with: what goes out, what comes in,
 * and what to do when the service is away or does not want us. In the main context.
 * Signal "changed" (): state or text. */
#define MATOI_TYPE_LINK (matoi_link_get_type ())
G_DECLARE_INTERFACE (MatoiLink, matoi_link, MATOI, LINK, GObject)

typedef enum
{
  MATOI_LINK_CONNECTING,
  MATOI_LINK_ONLINE,
  MATOI_LINK_OFFLINE, /* tried again by itself */
  MATOI_LINK_REFUSED, /* a person has to do something, such as to give another token */
} MatoiLinkState;

struct _MatoiLinkInterface
{
  GTypeInterface parent;

  void (*start) (MatoiLink *self);
  void (*stop) (MatoiLink *self);
  void (*hurry) (MatoiLink *self);
  void (*wake) (MatoiLink *self);
  MatoiLinkState (*get_state) (MatoiLink *self);
  const char *(*get_text) (MatoiLink *self);
  gboolean (*is_quiet) (MatoiLink *self);
};

void matoi_link_start (MatoiLink *self);
/* For good: what is on its way is left to the next one. */
void matoi_link_stop (MatoiLink *self);
/* Something may wait in the outbox; cheap. */
void matoi_link_hurry (MatoiLink *self);
/* The network is back, or the machine has slept. */
void matoi_link_wake (MatoiLink *self);
MatoiLinkState matoi_link_get_state (MatoiLink *self);
/* A sentence for people, translated: where it stands, and what to do. (transfer none) */
const char *matoi_link_get_text (MatoiLink *self);
/* Nothing waits that could go, and everything has come in. */
gboolean matoi_link_is_quiet (MatoiLink *self);
void matoi_link_changed (MatoiLink *self);

G_END_DECLS
