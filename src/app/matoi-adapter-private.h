/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-adapter-kind.h"
#include "matoi-adapter.h"
#include "matoi-wake.h"

G_BEGIN_DECLS

struct _MatoiAdapter
{
  GObject parent_instance;
  const MatoiAdapterKind *kind;
  MatoiContext *context;
  GCancellable *cancellable; /* (nullable) of the present start */
  int lock;                  /* of the turn; -1: it is somebody else's */
  guint turn;                /* (nullable) until it is asked for again */
  MatoiLink *link;           /* (nullable) */
  char *made_for;            /* (nullable) the settings the link was made with */
  MatoiWake *wake;
  gboolean running;
  gboolean asking; /* for the turn */
  gboolean again;  /* what was begun then counts no more */
  MatoiAdapterState state;
  gint64 since; /* ms UTC */
  char *text;
};

/* matoi-adapter.c; takes @text. */
void matoi_adapter_set_state (MatoiAdapter *self, MatoiAdapterState state, char *text);

/* matoi-adapter-connect.c: the turn, the tokens, the link. */
/* Anew, with the settings and tokens that are there now; or rests. */
void matoi_adapter_connect (MatoiAdapter *self);
void matoi_adapter_drop_link (MatoiAdapter *self);
/* The settings a link is made with. (transfer full) */
char *matoi_adapter_dup_watched (MatoiAdapter *self);

G_END_DECLS
