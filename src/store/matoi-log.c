/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-log.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"

/* Generous: what is read back was written by matoi_log_append (). */
#define PAYLOAD_MAX_DEPTH 256

/** matoi_log_hash_payload: SHA-256 of the stored text; NULL as if it were empty. */
void
matoi_log_hash_payload (const char *text, guint8 phash[MATOI_HASH_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = MATOI_HASH_BYTES;

  g_checksum_update (checksum, (const guchar *) (text ? text : ""), -1);
  g_checksum_get_digest (checksum, phash, &length);
}

static void
hash_int (GChecksum *checksum, gint64 value)
{
  gint64 big_endian = GINT64_TO_BE (value);

  g_checksum_update (checksum, (const guchar *) &big_endian, sizeof big_endian);
}

/* The length goes first, so that no two headers give the same bytes. */
static void
hash_text (GChecksum *checksum, const char *text)
{
  hash_int (checksum, text ? (gint64) strlen (text) : -1);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, -1);
}

/**
 * matoi_log_hash_event:
 * @head: the hash of the event before it in its chain; zeros for the first
 *
 * Everything but the payload itself goes in, the payload by its hash: it can
 * be erased and the chain still holds.
 */
void
matoi_log_hash_event (const guint8 head[MATOI_HASH_BYTES],
                      const guint8 replica[8],
                      const guint8 stream[16],
                      gint64 rseq,
                      const MatoiEvent *event,
                      const guint8 phash[MATOI_HASH_BYTES],
                      guint8 hash[MATOI_HASH_BYTES])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = MATOI_HASH_BYTES;

  g_checksum_update (checksum, head, MATOI_HASH_BYTES);
  g_checksum_update (checksum, replica, 8);
  g_checksum_update (checksum, stream, 16);
  hash_int (checksum, rseq);
  g_checksum_update (checksum, event->id.bytes, sizeof event->id.bytes);
  g_checksum_update (checksum, event->incident.bytes, sizeof event->incident.bytes);
  hash_text (checksum, event->type);
  hash_int (checksum, event->version);
  hash_text (checksum, event->actor);
  hash_int (checksum, event->occurred_at);
  hash_int (checksum, event->recorded_at);
  hash_text (checksum, event->source);
  hash_text (checksum, event->external_id);
  g_checksum_update (checksum, phash, MATOI_HASH_BYTES);
  g_checksum_get_digest (checksum, hash, &length);
}

/** matoi_log_get_self: who writes with this database. */
gboolean
matoi_log_get_self (MatoiDatabase *db, MatoiReplica *replica, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (db, "SELECT rid, uid FROM replica WHERE is_self=1", error);
  guint64 number;

  if (stmt == NULL)
    return FALSE;
  if (!matoi_database_step (db, stmt, &local_error) || sqlite3_column_bytes (stmt, 1) != 8)
    {
      sqlite3_reset (stmt);
      if (local_error == NULL)
        return matoi_database_set_error (NULL, SQLITE_CORRUPT, db->path, error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  replica->rid = sqlite3_column_int64 (stmt, 0);
  memcpy (replica->uid, sqlite3_column_blob (stmt, 1), 8);
  memcpy (&number, replica->uid, 8);
  replica->number = GUINT64_FROM_BE (number);
  sqlite3_reset (stmt);
  return TRUE;
}

/** matoi_log_get_last_id: the highest id in the file; the null id if it is empty. */
gboolean
matoi_log_get_last_id (MatoiDatabase *db, MatoiId *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (db, "SELECT id FROM event ORDER BY id DESC LIMIT 1", error);

  memset (id, 0, sizeof *id);
  if (stmt == NULL)
    return FALSE;
  if (matoi_database_step (db, stmt, &local_error))
    matoi_column_id (stmt, 0, id);
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The stream of a confidential incident has its id; that of an imported one is
 * derived from it, since both may exist. */
static void
get_stream_uid (const char *kind, const MatoiId *incident, MatoiId *uid)
{
  g_autoptr (GChecksum) checksum = NULL;
  guint8 digest[MATOI_HASH_BYTES];
  gsize length = sizeof digest;

  *uid = *incident;
  if (strcmp (kind, "import") != 0)
    return;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) kind, -1);
  g_checksum_update (checksum, incident->bytes, sizeof incident->bytes);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (uid->bytes, digest, sizeof uid->bytes);
}

/** matoi_log_get_stream: the "private" or "import" stream of @incident, made if it is not there yet. */
gboolean
matoi_log_get_stream (MatoiDatabase *db,
                      const char *kind,
                      const MatoiId *incident,
                      gint64 *sid,
                      GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;
  MatoiId uid;

  get_stream_uid (kind, incident, &uid);
  if (!matoi_database_run (db,
                           "INSERT INTO stream(uid, kind) VALUES(?1, ?2) ON CONFLICT DO NOTHING",
                           error, "ds", &uid, kind))
    return FALSE;
  stmt = matoi_database_get (db, "SELECT sid FROM stream WHERE uid=?1", error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "d", &uid);
  if (matoi_database_step (db, stmt, &local_error))
    *sid = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Where the chain of @self in the stream stands, and the uid of the stream. */
static gboolean
get_head (MatoiDatabase *db,
          const MatoiReplica *self,
          gint64 sid,
          gint64 *last_rseq,
          guint8 head[MATOI_HASH_BYTES],
          MatoiId *stream,
          GError **error)
{
  sqlite3_stmt *stmt =
    matoi_database_get (db,
                        "SELECT s.uid, c.last_rseq, c.head FROM stream s"
                        " LEFT JOIN chain c ON c.sid=s.sid AND c.rid=?1 WHERE s.sid=?2",
                        error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ii", self->rid, sid);
  if (sqlite3_step (stmt) != SQLITE_ROW || !matoi_column_id (stmt, 0, stream))
    {
      int code = sqlite3_extended_errcode (db->handle);

      sqlite3_reset (stmt);
      return matoi_database_set_error (NULL, code == SQLITE_DONE ? SQLITE_CORRUPT : code, db->path,
                                       error);
    }
  *last_rseq = sqlite3_column_int64 (stmt, 1);
  memset (head, 0, MATOI_HASH_BYTES);
  if (sqlite3_column_bytes (stmt, 2) == MATOI_HASH_BYTES)
    memcpy (head, sqlite3_column_blob (stmt, 2), MATOI_HASH_BYTES);
  sqlite3_reset (stmt);
  return TRUE;
}

/** matoi_log_check_payload: refuses a text that is too long for the log; NULL is fine. */
gboolean
matoi_log_check_payload (const char *payload, GError **error)
{
  if (payload == NULL || strlen (payload) <= MATOI_EVENT_MAX_PAYLOAD)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _("This text is too long to be one entry. Nothing was saved. "
                         "Split it, or put it somewhere else and add a link."));
  return FALSE;
}

/**
 * matoi_log_append:
 * @event: with id, incident and everything else set; its seq is filled in
 *
 * Appends to our own chain in stream @sid, inside the caller's transaction.
 */
gboolean
matoi_log_append (MatoiDatabase *db,
                  const MatoiReplica *self,
                  gint64 sid,
                  MatoiEvent *event,
                  GError **error)
{
  g_autofree char *payload = event->payload ? matoi_json_to_text (event->payload) : NULL;
  guint8 head[MATOI_HASH_BYTES], phash[MATOI_HASH_BYTES], hash[MATOI_HASH_BYTES];
  MatoiId stream;
  gint64 rseq = 0;

  if (!matoi_log_check_payload (payload, error) ||
      !get_head (db, self, sid, &rseq, head, &stream, error))
    return FALSE;
  rseq++;
  matoi_log_hash_payload (payload, phash);
  matoi_log_hash_event (head, self->uid, stream.bytes, rseq, event, phash, hash);
  if (!matoi_database_run (db,
                           "INSERT INTO event(id, rid, sid, rseq, incident, type, v, actor,"
                           " occurred_at, recorded_at, source, external_id, payload, phash, hash)"
                           " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
                           error, "diiidsisiissshh", &event->id, self->rid, sid, rseq,
                           &event->incident, event->type, (gint64) event->version, event->actor,
                           event->occurred_at, event->recorded_at, event->source,
                           event->external_id, payload, phash, hash))
    return FALSE;
  event->seq = sqlite3_last_insert_rowid (db->handle);
  return TRUE;
}

/** matoi_log_read_row: (transfer full): the event of a row of MATOI_LOG_SELECT. */
MatoiEvent *
matoi_log_read_row (sqlite3_stmt *stmt, GError **error)
{
  const char *text = matoi_column_text (stmt, 10);
  MatoiEvent *event;
  JsonObject *payload = NULL;

  if (text != NULL)
    {
      g_autoptr (JsonNode) node =
        matoi_json_parse (text, -1, MATOI_EVENT_MAX_PAYLOAD, PAYLOAD_MAX_DEPTH, error);

      if (node == NULL)
        return NULL;
      payload = JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
    }
  event = matoi_event_new (matoi_column_text (stmt, 3), matoi_column_text (stmt, 5),
                           sqlite3_column_int64 (stmt, 6), sqlite3_column_int64 (stmt, 7), payload);
  event->seq = sqlite3_column_int64 (stmt, 0);
  matoi_column_id (stmt, 1, &event->id);
  matoi_column_id (stmt, 2, &event->incident);
  event->version = sqlite3_column_int (stmt, 4);
  event->source = g_strdup (matoi_column_text (stmt, 8));
  event->external_id = g_strdup (matoi_column_text (stmt, 9));
  return event;
}

/** matoi_log_read_all: appends every row of @stmt to @events. */
gboolean
matoi_log_read_all (MatoiDatabase *db, sqlite3_stmt *stmt, GPtrArray *events, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (matoi_database_step (db, stmt, &local_error))
    {
      MatoiEvent *event = matoi_log_read_row (stmt, &local_error);

      if (event == NULL)
        break;
      g_ptr_array_add (events, event);
    }
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Runs a lookup with bound parameters: whether there is a row, and its id. */
static gboolean
find (MatoiDatabase *db, sqlite3_stmt *stmt, MatoiId *id, gboolean *found, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *found = matoi_database_step (db, stmt, &local_error);
  if (*found)
    matoi_column_id (stmt, 0, id);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_log_find_external: whether that message has come in before, and into which incident. */
gboolean
matoi_log_find_external (MatoiDatabase *db,
                         const char *source,
                         const char *external_id,
                         MatoiId *incident,
                         gboolean *found,
                         GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (db,
                                           "SELECT incident FROM event WHERE source=?1 AND"
                                           " external_id=?2 AND external_id IS NOT NULL",
                                           error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ss", source, external_id);
  return find (db, stmt, incident, found, error);
}

/** matoi_log_has: whether the event @id is in the file. */
gboolean
matoi_log_has (MatoiDatabase *db, const MatoiId *id, gboolean *found, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (db, "SELECT id FROM event WHERE id=?1", error);
  MatoiId same;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "d", id);
  return find (db, stmt, &same, found, error);
}
