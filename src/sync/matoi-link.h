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
G_DECLARE_DERIVABLE_TYPE (MatoiLink, matoi_link, MATOI, LINK, GObject)

typedef enum
{
  MATOI_LINK_CONNECTING,
  MATOI_LINK_ONLINE,
  MATOI_LINK_OFFLINE, /* tried again by itself */
  MATOI_LINK_REFUSED, /* a person has to do something, such as to give another token */
} MatoiLinkState;

struct _MatoiLinkClass
{
  GObjectClass parent_class;

  /* Asks the service whether it is there and takes our token; it ends with matoi_link_end_ask ().
   * FALSE: there is nobody to ask. */
  gboolean (*ask) (MatoiLink *self);
  void (*stop) (MatoiLink *self);
  /* Only while it is online. */
  void (*hurry) (MatoiLink *self);
  void (*wake) (MatoiLink *self);
  /* Asked only while it is online. */
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

/* --- for the kinds of links */
/* Takes @text. */
void matoi_link_set_state (MatoiLink *self, MatoiLinkState state, char *text);
/* The same again, but something it stands for is another one. */
void matoi_link_changed (MatoiLink *self);
/* Cancelled once it is stopped. (transfer none) */
GCancellable *matoi_link_get_cancellable (MatoiLink *self);
/* It was stopped. */
gboolean matoi_link_is_over (MatoiLink *self);
/* Asks the service now, unless that is under way. */
void matoi_link_ask (MatoiLink *self);
gboolean matoi_link_is_asking (MatoiLink *self);
/* It was answered, or not. FALSE: nobody wants to know any more. */
gboolean matoi_link_end_ask (MatoiLink *self);
/* Asks it after so many ms, and not before; -1: not by itself. */
void matoi_link_ask_in (MatoiLink *self, gint64 ms);

G_END_DECLS
