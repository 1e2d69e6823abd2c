/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-rooms-private.h"

/* What was said in the rooms, as it is known here. */

/* What a message was taken as, under whatever id the room had then: an entry, or else a TODO. */
#define TAKEN(room, end) \
  "(SELECT e.id FROM event e WHERE e.source='slack' AND e.external_id=" room "||':'||m.ts" end ")"
#define TAKEN_BEFORE(end)                                            \
  "(SELECT e.id FROM room_former f JOIN event e ON e.source='slack'" \
  " AND e.external_id=f.former||':'||m.ts" end " WHERE f.channel=m.channel LIMIT 1)"
#define TAKEN_AS                                         \
  "coalesce(" TAKEN ("m.channel", "") "," TAKEN_BEFORE ( \
    "") "," TAKEN ("m.channel", "||'#todo-0'") "," TAKEN_BEFORE ("||'#todo-0'") ")"
#define SELECT_MESSAGE                                                                      \
  "SELECT m.channel, m.ts, m.thread_ts, m.author_id, m.author, m.text, m.edited_ts, m.raw," \
  " m.ours, m.deleted, m.n_replies, m.latest_reply, m.at, " TAKEN_AS " FROM room_message m "

/** matoi_room_message_free: NULL is fine. */
void
matoi_room_message_free (MatoiRoomMessage *message)
{
  if (message == NULL)
    return;
  g_free (message->channel);
  g_free (message->ts);
  g_free (message->thread_ts);
  g_free (message->author_id);
  g_free (message->author);
  g_free (message->text);
  g_free (message->edited_ts);
  g_free (message->raw);
  g_free (message->latest_reply);
  g_free (message);
}

static gpointer
read_message (sqlite3_stmt *stmt)
{
  MatoiRoomMessage *message = g_new0 (MatoiRoomMessage, 1);
  char **const texts[] = { &message->channel,   &message->ts,     &message->thread_ts,
                           &message->author_id, &message->author, &message->text,
                           &message->edited_ts, &message->raw };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (matoi_column_text (stmt, (int) i));
  message->ours = sqlite3_column_int (stmt, 8) != 0;
  message->deleted = sqlite3_column_int (stmt, 9) != 0;
  message->n_replies = (guint) sqlite3_column_int (stmt, 10);
  message->latest_reply = g_strdup (matoi_column_text (stmt, 11));
  message->at = sqlite3_column_int64 (stmt, 12);
  message->taken = matoi_column_id (stmt, 13, &message->taken_as);
  return message;
}

static GPtrArray *
read_messages (MatoiStore *store, sqlite3_stmt *stmt, GError **error)
{
  return matoi_database_read (store->db, stmt, read_message,
                              (GDestroyNotify) matoi_room_message_free, error);
}

/** matoi_store_get_message: see the header. */
MatoiRoomMessage *
matoi_store_get_message (MatoiStore *store, const char *channel, const char *ts, GError **error)
{
  g_autofree char *now = matoi_rooms_dup_channel (store->db, channel, error);
  MatoiRoomMessage *message = NULL;
  sqlite3_stmt *stmt;

  if (now == NULL)
    return NULL;
  stmt = matoi_database_get (store->db, SELECT_MESSAGE "WHERE m.channel=?1 AND m.ts=?2", error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "ss", now, ts);
  if (matoi_database_step (store->db, stmt, error))
    message = read_message (stmt);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return message;
}

/** matoi_store_list_messages: see the header. */
GPtrArray *
matoi_store_list_messages (MatoiStore *store,
                           const char *channel,
                           const char *before_ts,
                           guint limit,
                           GError **error)
{
  g_autofree char *now = matoi_rooms_dup_channel (store->db, channel, error);
  sqlite3_stmt *stmt;

  if (now == NULL)
    return NULL;
  stmt = matoi_database_get (store->db,
                             "SELECT * FROM (" SELECT_MESSAGE
                             "WHERE m.channel=?1 AND (?2 IS NULL OR m.ts<?2)"
                             " ORDER BY m.ts DESC LIMIT ?3) ORDER BY 2",
                             error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "ssi", now, before_ts, (gint64) limit);
  return read_messages (store, stmt, error);
}

/* Those of [@from_ts, @to_ts] that are not deleted: what the history of the room shows, or
 * (@thread_ts) the replies in one thread. (transfer full) */
GPtrArray *
matoi_rooms_list_span (MatoiStore *store,
                       const char *channel,
                       const char *thread_ts,
                       const char *from_ts,
                       const char *to_ts,
                       GError **error)
{
  static const char *const queries[] = {
    SELECT_MESSAGE "WHERE m.channel=?1 AND m.ts BETWEEN ?2 AND ?3 AND NOT m.deleted"
                   " AND (m.thread_ts IS NULL OR m.thread_ts=m.ts)",
    SELECT_MESSAGE "WHERE m.channel=?1 AND m.ts BETWEEN ?2 AND ?3 AND NOT m.deleted"
                   " AND m.thread_ts=?4 AND m.ts<>?4",
  };
  sqlite3_stmt *stmt = matoi_database_get (store->db, queries[thread_ts != NULL], error);

  if (stmt == NULL)
    return NULL;
  if (thread_ts != NULL)
    matoi_database_bind (stmt, "ssss", channel, from_ts, to_ts, thread_ts);
  else
    matoi_database_bind (stmt, "sss", channel, from_ts, to_ts);
  return read_messages (store, stmt, error);
}

/** matoi_store_list_threads: see the header. */
GPtrArray *
matoi_store_list_threads (MatoiStore *store, const char *channel, gint64 since, GError **error)
{
  g_autofree char *now = matoi_rooms_dup_channel (store->db, channel, error);
  g_autofree char *from = g_strdup_printf ("%010" G_GINT64_FORMAT ".%03d000", MAX (since, 0) / 1000,
                                           (int) (MAX (since, 0) % 1000));
  sqlite3_stmt *stmt;

  if (now == NULL)
    return NULL;
  stmt = matoi_database_get (
    store->db,
    "SELECT m.channel, m.ts, m.thread_ts, m.author_id, m.author, m.text, m.edited_ts, m.raw,"
    " m.ours, m.deleted, m.n_replies, (SELECT max(r.ts) FROM room_message r WHERE"
    " r.channel=m.channel AND r.thread_ts=m.ts AND r.ts<>m.ts), m.looked_at, " TAKEN_AS
    " FROM room_message m WHERE m.channel=?1 AND m.latest_reply IS NOT NULL"
    " AND m.latest_reply>=?2 AND NOT m.deleted ORDER BY m.looked_at, m.ts",
    error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "ss", now, from);
  return read_messages (store, stmt, error);
}

typedef struct
{
  MatoiStore *store;
  const char *channel, *ts;
  gint64 looked_at;
} Mark;

static gboolean
mark_thread (gpointer user_data, GError **error)
{
  Mark *mark = user_data;

  return matoi_database_run (mark->store->db,
                             "UPDATE room_message SET looked_at=?3 WHERE channel=?1 AND ts=?2",
                             error, "ssi", mark->channel, mark->ts, mark->looked_at);
}

/** matoi_store_mark_thread: see the header. */
gboolean
matoi_store_mark_thread (MatoiStore *store,
                         const char *channel,
                         const char *ts,
                         gint64 looked_at,
                         GError **error)
{
  g_autofree char *now = matoi_rooms_dup_channel (store->db, channel, error);
  Mark mark = { store, now, ts, looked_at };

  return now != NULL && matoi_database_transact (store->db, mark_thread, &mark, error);
}

static gpointer
read_taken (sqlite3_stmt *stmt)
{
  MatoiTaken *taken = g_new0 (MatoiTaken, 1);
  const char *number = matoi_column_text (stmt, 2);

  matoi_column_id (stmt, 0, &taken->incident);
  matoi_column_id (stmt, 1, &taken->event);
  taken->todo = *number != '\0' ? (int) g_ascii_strtoll (number, NULL, 10) : -1;
  return taken;
}

/** matoi_store_list_taken: see the header; asks the log, not only what is known of rooms. */
GPtrArray *
matoi_store_list_taken (MatoiStore *store, const char *channel, const char *ts, GError **error)
{
  g_autofree char *now = matoi_rooms_dup_channel (store->db, channel, error);
  sqlite3_stmt *stmt;

  if (now == NULL)
    return NULL;
  stmt = matoi_database_get (store->db,
                             "SELECT e.incident, e.id, substr(e.external_id,length(k.x)+7)"
                             " FROM (SELECT ?1||':'||?2 AS x UNION ALL SELECT former||':'||?2"
                             " FROM room_former WHERE channel=?1) k JOIN event e"
                             " ON e.source='slack' AND (e.external_id=k.x OR"
                             " (e.external_id>k.x||'#todo-' AND e.external_id<k.x||'#todo.'))"
                             " ORDER BY length(e.external_id), e.external_id",
                             error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "ss", now, ts);
  return matoi_database_read (store->db, stmt, read_taken, g_free, error);
}

/* What an erased event was taken from is erased with it, and does not come back when the service is
 * asked again. */
gboolean
matoi_rooms_redact (MatoiDatabase *db, const MatoiId *event, GError **error)
{
  if (!matoi_database_run (
        db,
        "UPDATE room_message SET text='', raw='{}', erased=1 FROM (SELECT x, instr(x,':') AS cut"
        " FROM (SELECT substr(external_id,1,instr(external_id||'#','#')-1) AS x FROM event"
        " WHERE id=?1 AND source='slack') WHERE instr(x,':')>1) AS k"
        " WHERE ts=substr(k.x,k.cut+1) AND channel=coalesce("
        "(SELECT channel FROM room_former WHERE former=substr(k.x,1,k.cut-1)),"
        "substr(k.x,1,k.cut-1))",
        error, "d", event))
    return FALSE;
  return sqlite3_changes (db->handle) == 0 || matoi_rooms_count_change (db, error);
}
