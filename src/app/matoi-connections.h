/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-adapter.h"

G_BEGIN_DECLS

/* What Matoi is connected to, and how that goes: first the record on this machine, which needs
 * nothing else, then each service. Signal "changed" (). Main thread. */
#define MATOI_TYPE_CONNECTIONS (matoi_connections_get_type ())
G_DECLARE_FINAL_TYPE (MatoiConnections, matoi_connections, MATOI, CONNECTIONS, GObject)

typedef enum
{
  MATOI_CONNECTION_OFF, /* not set up; nothing is missing without it */
  MATOI_CONNECTION_OK,
  MATOI_CONNECTION_WAITING, /* not reached; what waits goes out by itself */
  MATOI_CONNECTION_TROUBLE, /* somebody is needed */
} MatoiConnectionState;

typedef struct
{
  const char *id; /* "record" or the service's */
  char *name;     /* for people, translated, or as somebody named it */
  MatoiConnectionState state;
  char *text;           /* for people, translated */
  gint64 waiting, held; /* in the outbox */
  gint64 since;         /* ms UTC, in this state; 0: not known */
} MatoiConnection;

MatoiConnections *matoi_connections_new (MatoiContext *context);
guint matoi_connections_get_n (MatoiConnections *self);
const MatoiConnection *matoi_connections_get (MatoiConnections *self, guint index);
MatoiConnectionState matoi_connections_get_state (MatoiConnections *self);
char *matoi_connections_dup_summary (MatoiConnections *self);

G_END_DECLS
