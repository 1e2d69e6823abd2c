/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store-private.h"

G_BEGIN_DECLS

#define MATOI_OUTBOX_SELECT                                                                    \
  "SELECT o.id, o.idem, o.incident, o.event, i.ref, o.lane, o.kind, o.op, o.payload, o.pings," \
  " o.state, o.attempts, o.not_before, o.last_error, o.remote_id, o.at, o.created_at,"         \
  " o.confirmed_at, o.sent_at, o.revision FROM outbox o LEFT JOIN incident i ON i.uid=o.incident "

/* Begins every change of a row: it is counted. */
#define MATOI_OUTBOX_UPDATE \
  "UPDATE outbox SET changed=(SELECT coalesce(max(changed),0)+1 FROM outbox), "

/* Why it is not sent again: somebody took it back when it was on its way. */
#define MATOI_OUTBOX_WITHDRAWN "'" MATOI_OUTBOX_SECURITY "','" MATOI_OUTBOX_UNDONE "'"
/* Reasons that outlast the end of the program. */
#define MATOI_OUTBOX_LASTING MATOI_OUTBOX_WITHDRAWN ",'" MATOI_OUTBOX_RESENT "'"

/* Inside a transaction. */
gboolean matoi_outbox_add (MatoiStore *store,
                           const MatoiIncident *after,
                           GPtrArray *events,
                           gint64 now,
                           GError **error);
gboolean matoi_outbox_redact (MatoiDatabase *db, const MatoiId *event, GError **error);
gboolean matoi_outbox_hold_restored (MatoiDatabase *db, GError **error);

MatoiOutboxRow *matoi_outbox_read (MatoiDatabase *db, sqlite3_stmt *stmt, GError **error);

/* One change of the outbox, inside its transaction; matoi-outbox-steps.c. */
typedef struct
{
  MatoiStore *store;
  GHashTable *lanes;
  gint64 id, now, not_before;
  MatoiOutboxOutcome outcome;
  const char *detail, *text;
  MatoiOutboxRow *row; /* (transfer full) */
} MatoiOutboxStep;

gboolean matoi_outbox_is_in (const MatoiOutboxRow *row, const char *states);
gboolean matoi_outbox_refuse_step (GError **error);

G_END_DECLS
