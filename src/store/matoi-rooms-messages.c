/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-rooms-private.h"

/* How what is said in a room comes in: by what the service says of it, whichever way and however
 * often that gets here. Texts of its time stamps are in order. */

static void
change_free (MatoiRoomChange *change)
{
  matoi_room_message_free (change->message);
  g_free (change);
}

static gboolean
is_reply (const MatoiRoomMessage *message)
{
  return message->thread_ts != NULL && strcmp (message->thread_ts, message->ts) != 0;
}

typedef struct
{
  MatoiStore *store;
  char *channel; /* as it is called now */
  const char *thread_ts, *from_ts, *to_ts, *high_ts;
  const char *given;
  GPtrArray *messages;
  GHashTable *seen;
  GPtrArray *changes;
  gboolean touched;
} Batch;

static void
tell (Batch *batch, MatoiRoomChangeKind kind, MatoiRoomMessage *message)
{
  MatoiRoomChange *change = g_new0 (MatoiRoomChange, 1);

  change->kind = kind;
  change->message = message;
  g_ptr_array_add (batch->changes, change);
}

static gboolean
write_message (Batch *batch, const MatoiRoomMessage *message, GError **error)
{
  batch->touched = TRUE;
  /* What was erased here, before it came in again or for the first time, stays so. */
  return matoi_database_run (
    batch->store->db,
    "INSERT INTO room_message(channel, ts, thread_ts, author_id, author, text, edited_ts, raw,"
    " ours, deleted, erased, n_replies, latest_reply, at) SELECT ?1,?2,?3,?4,?5,"
    " CASE WHEN e OR ?10 THEN '' ELSE ?6 END, ?7, CASE WHEN e OR ?10 THEN '{}' ELSE ?8 END,"
    " ?9, ?10, e, ?11, ?12, ?13 FROM (SELECT EXISTS(SELECT 1 FROM (SELECT ?1||':'||?2 AS x"
    " UNION ALL SELECT f.former||':'||?2 FROM room_former f WHERE f.channel=?1) k JOIN event v"
    " ON v.source='slack' AND v.payload IS NULL AND (v.external_id=k.x OR"
    " (v.external_id>k.x||'#todo-' AND v.external_id<k.x||'#todo.'))) AS e) WHERE true"
    " ON CONFLICT(channel,ts) DO UPDATE SET thread_ts=excluded.thread_ts,"
    " author_id=excluded.author_id, author=excluded.author,"
    " text=CASE WHEN erased THEN '' ELSE excluded.text END, edited_ts=excluded.edited_ts,"
    " raw=CASE WHEN erased THEN '{}' ELSE excluded.raw END, ours=excluded.ours,"
    " deleted=excluded.deleted, n_replies=excluded.n_replies, latest_reply=excluded.latest_reply,"
    " at=excluded.at",
    error, "ssssssssiiisi", batch->channel, message->ts, message->thread_ts, message->author_id,
    message->author, message->text, message->edited_ts, message->raw,
    (gint64) (message->ours != FALSE), (gint64) (message->deleted != FALSE),
    (gint64) message->n_replies, message->latest_reply, message->at);
}

/* What a message says of its thread lags behind the replies that are here. */
static gboolean
note_reply (Batch *batch, const MatoiRoomMessage *message, GError **error)
{
  return matoi_database_run (batch->store->db,
                             "UPDATE room_message SET latest_reply=?3, n_replies=max(n_replies,1)"
                             " WHERE channel=?1 AND ts=?2 AND coalesce(latest_reply,'')<?3",
                             error, "sss", batch->channel, message->thread_ts, message->ts);
}

static gboolean
note_earlier_replies (Batch *batch, const MatoiRoomMessage *message, GError **error)
{
  return matoi_database_run (batch->store->db,
                             "UPDATE room_message SET n_replies=max(n_replies,1),"
                             " latest_reply=max(coalesce(latest_reply,''),k.ts) FROM ("
                             "SELECT max(ts) AS ts FROM room_message WHERE channel=?1"
                             " AND thread_ts=?2 AND ts<>?2) AS k WHERE k.ts IS NOT NULL"
                             " AND room_message.channel=?1 AND room_message.ts=?2",
                             error, "ss", batch->channel, message->ts);
}

static gboolean
add_new (Batch *batch, const MatoiRoomMessage *given, GError **error)
{
  g_autoptr (MatoiRoomMessage) message = matoi_rooms_copy_message (given, batch->channel);
  g_autoptr (MatoiRoomMessage) kept = NULL;

  if (!write_message (batch, message, error) ||
      !(is_reply (message) ? note_reply (batch, message, error)
                           : note_earlier_replies (batch, message, error)))
    return FALSE;
  kept = matoi_store_get_message (batch->store, batch->channel, message->ts, error);
  if (kept == NULL)
    return FALSE;
  /* One that is gone before it was here is no news, but must not come later. */
  if (!message->deleted)
    tell (batch, MATOI_ROOM_NEW, g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
bury (Batch *batch, MatoiRoomMessage *old, GError **error)
{
  g_autoptr (MatoiRoomMessage) message = matoi_rooms_copy_message (old, batch->channel);

  message->deleted = TRUE;
  matoi_rooms_set_text (&message->text, "");
  matoi_rooms_set_text (&message->raw, "{}");
  if (!write_message (batch, message, error))
    return FALSE;
  old->deleted = TRUE;
  tell (batch, MATOI_ROOM_DELETED, old);
  return TRUE;
}

/* What is deleted stays so; what was erased keeps no words. */
static gboolean
update (Batch *batch, MatoiRoomMessage *known, const MatoiRoomMessage *given, GError **error)
{
  g_autoptr (MatoiRoomMessage) old = known;
  g_autoptr (MatoiRoomMessage) message = NULL, kept = NULL;

  if (old->deleted)
    return TRUE;
  if (given->deleted)
    return bury (batch, g_steal_pointer (&old), error);
  message = matoi_rooms_copy_message (old, batch->channel);
  matoi_rooms_merge (message, given);
  if (!matoi_rooms_has_changed (old, message))
    return TRUE;
  if (!write_message (batch, message, error))
    return FALSE;
  kept = matoi_store_get_message (batch->store, batch->channel, message->ts, error);
  if (kept == NULL)
    return FALSE;
  if (matoi_rooms_was_edited (old, kept))
    tell (batch, MATOI_ROOM_EDITED, g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
put_message (Batch *batch, const MatoiRoomMessage *given, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiRoomMessage *known =
    matoi_store_get_message (batch->store, batch->channel, given->ts, &local_error);

  if (known != NULL)
    return update (batch, known, given, error);
  if (local_error == NULL)
    return add_new (batch, given, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
finish (Batch *batch, GError **error)
{
  if (batch->high_ts != NULL)
    {
      if (!matoi_database_run (batch->store->db,
                               "UPDATE room SET high_ts=?2 WHERE channel=?1"
                               " AND coalesce(high_ts,'')<?2"
                               " AND incident=" MATOI_ROOM_OWNER ("?1"),
                               error, "ss", batch->channel, batch->high_ts))
        return FALSE;
    }
  return !batch->touched || matoi_rooms_count_change (batch->store->db, error);
}

static int
compare_ts (gconstpointer a, gconstpointer b)
{
  const MatoiRoomChange *one = *(MatoiRoomChange *const *) a;
  const MatoiRoomChange *other = *(MatoiRoomChange *const *) b;

  return strcmp (one->message->ts, other->message->ts);
}

static gboolean
put_messages (gpointer user_data, GError **error)
{
  Batch *batch = user_data;

  batch->channel = matoi_rooms_dup_channel (batch->store->db, batch->given, error);
  if (batch->channel == NULL)
    return FALSE;
  for (guint i = 0; i < batch->messages->len; i++)
    {
      const MatoiRoomMessage *given = g_ptr_array_index (batch->messages, i);

      if (given->ts != NULL && *given->ts != '\0' && !put_message (batch, given, error))
        return FALSE;
    }
  return finish (batch, error);
}

static GPtrArray *
run_batch (Batch *batch, MatoiTransaction func, GError **error)
{
  gboolean done;

  batch->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  done = matoi_database_transact (batch->store->db, func, batch, error);
  g_free (batch->channel);
  if (done)
    {
      g_ptr_array_sort (batch->changes, compare_ts);
      return batch->changes;
    }
  g_ptr_array_unref (batch->changes);
  return NULL;
}

/**
 * matoi_store_put_messages:
 * @messages: of MatoiRoomMessage, in any order; none of them is changed
 *
 * A state with an older edit never replaces a newer one, and nothing brings back what was deleted;
 * what was erased from the log stays erased here.
 *
 * Returns: (transfer full): what is new in it, oldest first, or NULL with nothing changed
 */
GPtrArray *
matoi_store_put_messages (MatoiStore *store,
                          const char *channel,
                          GPtrArray *messages,
                          const char *high_ts,
                          GError **error)
{
  Batch batch = { .store = store, .given = channel, .messages = messages, .high_ts = high_ts };

  return run_batch (&batch, put_messages, error);
}

static gboolean
bury_missing (gpointer user_data, GError **error)
{
  Batch *batch = user_data;
  g_autoptr (GPtrArray) known = NULL;

  batch->channel = matoi_rooms_dup_channel (batch->store->db, batch->given, error);
  if (batch->channel == NULL)
    return FALSE;
  known = matoi_rooms_list_span (batch->store, batch->channel, batch->thread_ts, batch->from_ts,
                                 batch->to_ts, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    {
      MatoiRoomMessage *message = g_ptr_array_index (known, i);

      if (!g_hash_table_contains (batch->seen, message->ts) &&
          !bury (batch, matoi_rooms_copy_message (message, batch->channel), error))
        return FALSE;
    }
  return finish (batch, error);
}

/** matoi_store_bury_messages: see the header. */
GPtrArray *
matoi_store_bury_messages (MatoiStore *store,
                           const char *channel,
                           const char *from_ts,
                           const char *to_ts,
                           GHashTable *seen,
                           GError **error)
{
  Batch batch = {
    .store = store, .given = channel, .from_ts = from_ts, .to_ts = to_ts, .seen = seen
  };

  return run_batch (&batch, bury_missing, error);
}

/** matoi_store_bury_replies: see the header. */
GPtrArray *
matoi_store_bury_replies (MatoiStore *store,
                          const char *channel,
                          const char *thread_ts,
                          const char *from_ts,
                          const char *to_ts,
                          GHashTable *seen,
                          GError **error)
{
  Batch batch = { .store = store,
                  .given = channel,
                  .thread_ts = thread_ts,
                  .from_ts = from_ts,
                  .to_ts = to_ts,
                  .seen = seen };

  return run_batch (&batch, bury_missing, error);
}
