/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"
#include "matoi-event.h"

G_BEGIN_DECLS

#define MATOI_HASH_BYTES  32
#define MATOI_STREAM_TEAM ((gint64) 1)

/* Begins a SELECT of what matoi_log_read_row () reads; put WHERE or ORDER BY behind it. */
#define MATOI_LOG_SELECT                                                                           \
  "SELECT e.seq, e.id, e.incident, e.type, e.v, e.actor, e.occurred_at, e.recorded_at, e.source, " \
  "e.external_id, e.payload, e.rid, e.sid, e.rseq, e.phash, e.hash FROM event e "

enum
{
  MATOI_LOG_RID = 11,
  MATOI_LOG_SID,
  MATOI_LOG_RSEQ,
  MATOI_LOG_PHASH,
  MATOI_LOG_HASH,
};

typedef struct
{
  gint64 rid;
  guint8 uid[8];
  guint64 number; /* the same, for ids */
} MatoiReplica;

gboolean matoi_log_get_self (MatoiDatabase *db, MatoiReplica *replica, GError **error);
gboolean matoi_log_get_last_id (MatoiDatabase *db, MatoiId *id, GError **error);
gboolean matoi_log_get_stream (MatoiDatabase *db,
                               const char *kind,
                               const MatoiId *incident,
                               gint64 *sid,
                               GError **error);
gboolean matoi_log_check_payload (const char *payload, GError **error);
gboolean matoi_log_append (MatoiDatabase *db,
                           const MatoiReplica *self,
                           gint64 sid,
                           MatoiEvent *event,
                           GError **error);
MatoiEvent *matoi_log_read_row (sqlite3_stmt *stmt, GError **error);
gboolean
matoi_log_read_all (MatoiDatabase *db, sqlite3_stmt *stmt, GPtrArray *events, GError **error);
gboolean matoi_log_find_external (MatoiDatabase *db,
                                  const char *source,
                                  const char *external_id,
                                  MatoiId *incident,
                                  gboolean *found,
                                  GError **error);
gboolean matoi_log_has (MatoiDatabase *db, const MatoiId *id, gboolean *found, GError **error);

/* The parts of the chain of hashes, for verification. */
void matoi_log_hash_payload (const char *text, guint8 phash[MATOI_HASH_BYTES]);
void matoi_log_hash_event (const guint8 head[MATOI_HASH_BYTES],
                           const guint8 replica[8],
                           const guint8 stream[16],
                           gint64 rseq,
                           const MatoiEvent *event,
                           const guint8 phash[MATOI_HASH_BYTES],
                           guint8 hash[MATOI_HASH_BYTES]);

G_END_DECLS
