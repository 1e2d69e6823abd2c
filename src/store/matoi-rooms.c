/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-rooms-private.h"

/* The rooms of incidents; what was said in them is in matoi-rooms-messages.c. */

#define SEEN_MS    (60 * MATOI_MINUTE)
#define SEEN_KEYS  5000
#define SEEN_PRUNE 64

#define SELECT_ROOM                                                              \
  "SELECT r.channel, r.name, r.incident, r.own, r.archived, r.high_ts, r.since," \
  " coalesce(i.state='live',0) FROM room r LEFT JOIN incident i ON i.uid=r.incident "
#define NEWEST_FIRST " ORDER BY i.declared_at DESC, i.id DESC, r.own DESC, r.channel"

G_STATIC_ASSERT (SEEN_KEYS == 5000);

/** matoi_room_row_free: NULL is fine. */
void
matoi_room_row_free (MatoiRoomRow *room)
{
  if (room == NULL)
    return;
  g_free (room->channel);
  g_free (room->name);
  g_free (room->high_ts);
  g_free (room);
}

/* How a room is called now: (transfer full). */
char *
matoi_rooms_dup_channel (MatoiDatabase *db, const char *channel, GError **error)
{
  sqlite3_stmt *stmt =
    matoi_database_get (db, "SELECT channel FROM room_former WHERE former=?1", error);
  g_autoptr (GError) local_error = NULL;
  char *now = NULL;

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", channel);
  if (matoi_database_step (db, stmt, &local_error))
    now = g_strdup (matoi_column_text (stmt, 0));
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return now != NULL ? now : g_strdup (channel);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Windows look again when the number has grown. */
gboolean
matoi_rooms_count_change (MatoiDatabase *db, GError **error)
{
  return matoi_database_exec (db, "UPDATE room_stamp SET n=n+1", error);
}

/** matoi_store_get_rooms_stamp: see the header; cheap. */
gint64
matoi_store_get_rooms_stamp (MatoiStore *store)
{
  gint64 stamp;

  return matoi_database_get_int (store->db, "SELECT n FROM room_stamp", &stamp, NULL) ? stamp : 0;
}

typedef struct
{
  MatoiStore *store;
  const MatoiRoomRow *room;
  const char *from, *to, *key;
  gint64 now;
  gboolean first;
} RoomStep;

static gboolean
put_room (gpointer user_data, GError **error)
{
  RoomStep *step = user_data;
  MatoiDatabase *db = step->store->db;
  const MatoiRoomRow *room = step->room;
  g_autofree char *channel = matoi_rooms_dup_channel (db, room->channel, error);

  if (channel == NULL ||
      !matoi_database_run (
        db,
        "INSERT INTO room(channel, name, incident, own, archived, high_ts, since)"
        " VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(channel,incident) DO UPDATE SET"
        " name=coalesce(excluded.name,name), own=excluded.own, archived=excluded.archived,"
        " high_ts=coalesce(max(high_ts,excluded.high_ts),high_ts,excluded.high_ts),"
        " since=excluded.since WHERE coalesce(excluded.name,name) IS NOT name"
        " OR own<>excluded.own OR archived<>excluded.archived OR since<>excluded.since"
        " OR coalesce(max(high_ts,excluded.high_ts),high_ts,excluded.high_ts) IS NOT high_ts",
        error, "ssdiisi", channel, room->name, &room->incident, (gint64) (room->own != FALSE),
        (gint64) (room->archived != FALSE), room->high_ts, room->since))
    return FALSE;
  return sqlite3_changes (db->handle) == 0 || matoi_rooms_count_change (db, error);
}

/** matoi_store_put_room: see the header. */
gboolean
matoi_store_put_room (MatoiStore *store, const MatoiRoomRow *room, GError **error)
{
  RoomStep step = { .store = store, .room = room };

  g_return_val_if_fail (room->channel != NULL && *room->channel != '\0', FALSE);
  return matoi_database_transact (store->db, put_room, &step, error);
}

static gpointer
read_room (sqlite3_stmt *stmt)
{
  MatoiRoomRow *room = g_new0 (MatoiRoomRow, 1);

  room->channel = g_strdup (matoi_column_text (stmt, 0));
  room->name = g_strdup (matoi_column_text (stmt, 1));
  matoi_column_id (stmt, 2, &room->incident);
  room->own = sqlite3_column_int (stmt, 3) != 0;
  room->archived = sqlite3_column_int (stmt, 4) != 0;
  room->high_ts = g_strdup (matoi_column_text (stmt, 5));
  room->since = sqlite3_column_int64 (stmt, 6);
  room->live = sqlite3_column_int (stmt, 7) != 0;
  return room;
}

/** matoi_store_list_rooms: see the header. */
GPtrArray *
matoi_store_list_rooms (MatoiStore *store, gboolean all, GError **error)
{
  static const char *const queries[] = {
    SELECT_ROOM "WHERE (i.state='live' OR r.archived=0)"
                " AND r.incident=" MATOI_ROOM_OWNER ("r.channel") NEWEST_FIRST,
    SELECT_ROOM NEWEST_FIRST,
  };
  sqlite3_stmt *stmt = matoi_database_get (store->db, queries[all != FALSE], error);

  return stmt != NULL ? matoi_database_read (store->db, stmt, read_room,
                                             (GDestroyNotify) matoi_room_row_free, error)
                      : NULL;
}

/** matoi_store_list_incident_rooms: see the header. An old file that may only be read has none. */
GPtrArray *
matoi_store_list_incident_rooms (MatoiStore *store, const MatoiId *incident, GError **error)
{
  sqlite3_stmt *stmt;
  gint64 version;

  if (!matoi_database_get_int (store->db, "PRAGMA user_version", &version, error))
    return NULL;
  if (version < 5)
    return g_ptr_array_new ();
  stmt =
    matoi_database_get (store->db, SELECT_ROOM "WHERE r.incident=?1 ORDER BY r.own DESC, r.channel",
                        error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "d", incident);
  return matoi_database_read (store->db, stmt, read_room, (GDestroyNotify) matoi_room_row_free,
                              error);
}

/* What was said under both ids stays as it is under the new one. */
static gboolean
move_room (gpointer user_data, GError **error)
{
  static const char *const steps[] = {
    "DELETE FROM room_former WHERE former=?2",
    "UPDATE room_former SET channel=?2 WHERE channel=?1",
    "INSERT OR REPLACE INTO room_former(former, channel) VALUES(?1,?2)",
    "UPDATE OR IGNORE room SET channel=?2 WHERE channel=?1",
    "DELETE FROM room WHERE channel=?1",
    "UPDATE OR IGNORE room_message SET channel=?2 WHERE channel=?1",
    "DELETE FROM room_message WHERE channel=?1",
  };
  RoomStep *step = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!matoi_database_run (step->store->db, steps[i], error, "ss", step->from, step->to))
      return FALSE;
  return matoi_rooms_count_change (step->store->db, error);
}

/** matoi_store_move_room: see the header. */
gboolean
matoi_store_move_room (MatoiStore *store, const char *from, const char *to, GError **error)
{
  RoomStep step = { .store = store, .from = from, .to = to };

  g_return_val_if_fail (*to != '\0', FALSE);
  return g_str_equal (from, to) || matoi_database_transact (store->db, move_room, &step, error);
}

static gboolean
see (gpointer user_data, GError **error)
{
  RoomStep *step = user_data;
  MatoiDatabase *db = step->store->db;

  if (!matoi_database_run (db,
                           "INSERT INTO room_seen(key, at) VALUES(?1,?2)"
                           " ON CONFLICT(key) DO NOTHING",
                           error, "si", step->key, step->now))
    return FALSE;
  step->first = sqlite3_changes (db->handle) > 0;
  /* Now and then is enough. */
  return !step->first || sqlite3_last_insert_rowid (db->handle) % SEEN_PRUNE != 0 ||
         matoi_database_run (db,
                             "DELETE FROM room_seen WHERE at<?1"
                             " AND id<=(SELECT max(id) FROM room_seen)-5000",
                             error, "i", step->now - SEEN_MS);
}

/** matoi_store_see: see the header. */
gboolean
matoi_store_see (MatoiStore *store, const char *key, gint64 now, gboolean *first, GError **error)
{
  RoomStep step = { .store = store, .key = key, .now = now };

  *first = FALSE;
  if (!matoi_database_transact (store->db, see, &step, error))
    return FALSE;
  *first = step.first;
  return TRUE;
}

/* Of a backup nobody knows what was changed or deleted at the service after it was made: all of it
 * is read again. */
gboolean
matoi_rooms_read_again (MatoiDatabase *db, GError **error)
{
  return matoi_database_exec (db,
                              "UPDATE room SET high_ts=NULL; UPDATE room_message SET looked_at=0;"
                              "UPDATE room_stamp SET n=n+1;",
                              error);
}

typedef struct
{
  MatoiStore *store;
  MatoiTogetherFunc func;
  gpointer data;
} Together;

static gboolean
run_together (gpointer user_data, GError **error)
{
  Together *together = user_data;

  return together->func (together->store, together->data, error);
}

/** matoi_store_put_together: see the header. */
gboolean
matoi_store_put_together (MatoiStore *store, MatoiTogetherFunc func, gpointer data, GError **error)
{
  Together together = { store, func, data };

  return matoi_database_transact (store->db, run_together, &together, error);
}
