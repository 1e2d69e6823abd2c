/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "matoi-rooms.h"
#include "store-rig.h"

#define CHANNEL "C1"

static MatoiRoomMessage *
new_message (const char *ts, const char *text)
{
  MatoiRoomMessage *message = g_new0 (MatoiRoomMessage, 1);

  message->ts = g_strdup (ts);
  message->author = g_strdup ("Mei");
  message->text = g_strdup (text);
  message->raw = g_strdup_printf ("{\"text\":\"%s\"}", text);
  message->at = g_ascii_strtoll (ts, NULL, 10) * 1000;
  return message;
}

/* "N:text E:text D:text" of what was told. */
static char *
dump_changes (GPtrArray *changes)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const MatoiRoomChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (out, "%s%c:%s", i > 0 ? " " : "", "NED"[change->kind],
                              change -> message -> text);
    }
  g_ptr_array_unref (changes);
  return g_string_free (out, FALSE);
}

/* Takes @message. */
static void
put (Rig *rig, MatoiRoomMessage *message, const char *wanted)
{
  g_autoptr (GPtrArray) messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_room_message_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  GPtrArray *changes;

  g_ptr_array_add (messages, message);
  changes = matoi_store_put_messages (rig->store, CHANNEL, messages, NULL, &error);
  g_assert_no_error (error);
  got = dump_changes (changes);
  g_assert_cmpstr (got, ==, wanted);
}

static void
put_text (Rig *rig, const char *ts, const char *text, const char *edited_ts, const char *wanted)
{
  MatoiRoomMessage *message = new_message (ts, text);

  message->edited_ts = g_strdup (edited_ts);
  put (rig, message, wanted);
}

static void
put_reply (Rig *rig, const char *ts, const char *thread_ts)
{
  MatoiRoomMessage *message = new_message (ts, ts);
  g_autofree char *wanted = g_strconcat ("N:", ts, NULL);

  message->thread_ts = g_strdup (thread_ts);
  put (rig, message, wanted);
}

/* "text text(deleted) …" of a room, oldest first. */
static void
assert_room (Rig *rig, const char *channel, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages =
    matoi_store_list_messages (rig->store, channel, NULL, 100, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      const MatoiRoomMessage *message = g_ptr_array_index (messages, i);

      g_string_append_printf (out, "%s%s%s%s", i > 0 ? " " : "", message->text,
                              message->deleted ? "(deleted)" : "", message->taken ? "(taken)" : "");
    }
  g_assert_cmpstr (out->str, ==, wanted);
}

static void
room_init (Rig *rig, MatoiRoomRow *room)
{
  rig_init (rig);
  rig_do (rig, rig_declare (rig, "Checkout is down"), NULL);
  *room = (MatoiRoomRow){ .channel = (char *) CHANNEL, .incident = rig->incident, .own = TRUE };
}

static void
put_room (Rig *rig, const MatoiRoomRow *room)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_store_put_room (rig->store, room, &error));
  g_assert_no_error (error);
}

static char *
dump_rooms (Rig *rig, gboolean all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rooms = matoi_store_list_rooms (rig->store, all, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rooms->len; i++)
    {
      const MatoiRoomRow *room = g_ptr_array_index (rooms, i);

      g_string_append_printf (out, "%s%s/%s/%s%s", i > 0 ? " " : "", room->channel,
                              room->name != NULL ? room->name : "-",
                              room->high_ts != NULL ? room->high_ts : "-",
                              room->live ? "/live" : "");
    }
  return g_string_free (out, FALSE);
}

static void
assert_rooms (Rig *rig, gboolean all, const char *wanted)
{
  g_autofree char *got = dump_rooms (rig, all);

  g_assert_cmpstr (got, ==, wanted);
}

static void
end (Rig *rig)
{
  MatoiCommand *command = matoi_command_new ("end", "aiko");

  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "2");
  matoi_command_set (command, "owner", "aiko");
  matoi_command_set (command, "override", "test");
  rig_do (rig, command, NULL);
}

static MatoiCommand *
take (const char *command_name, const char *text, const char *external_id)
{
  MatoiCommand *command = matoi_command_new (command_name, "Mei");

  if (strcmp (command_name, "note") == 0)
    matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
  command->source = g_strdup ("slack");
  command->external_id = g_strdup (external_id);
  return command;
}

static void
test_rooms (void)
{
  MatoiRoomRow room, second;
  gint64 stamp;
  Rig rig;

  room_init (&rig, &room);
  g_assert_cmpint (matoi_store_get_rooms_stamp (rig.store), ==, 0);
  put_room (&rig, &room);
  stamp = matoi_store_get_rooms_stamp (rig.store);
  g_assert_cmpint (stamp, >, 0);
  put_room (&rig, &room);
  g_assert_cmpint (matoi_store_get_rooms_stamp (rig.store), ==, stamp);
  room.name = (char *) "inc-1";
  room.high_ts = (char *) "1795000005.000000";
  put_room (&rig, &room);
  room.name = NULL;
  room.high_ts = (char *) "1795000004.000000";
  put_room (&rig, &room);
  assert_rooms (&rig, FALSE, "C1/inc-1/1795000005.000000/live");
  g_assert_cmpint (matoi_store_get_rooms_stamp (rig.store), ==, stamp + 1);

  /* A second incident in the same room, and one of its own. */
  rig.incident = (MatoiId){ { 0 } };
  rig_do (&rig, rig_declare (&rig, "Search is slow"), NULL);
  second = room;
  second.incident = rig.incident;
  second.high_ts = NULL;
  put_room (&rig, &second);
  assert_rooms (&rig, FALSE, "C1/-/-/live");
  assert_rooms (&rig, TRUE, "C1/-/-/live C1/inc-1/1795000005.000000/live");
  end (&rig);
  assert_rooms (&rig, FALSE, "C1/inc-1/1795000005.000000/live");
  rig.incident = room.incident;
  end (&rig);
  assert_rooms (&rig, FALSE, "C1/-/-");
  second.archived = TRUE;
  put_room (&rig, &second);
  assert_rooms (&rig, FALSE, "");
  assert_rooms (&rig, TRUE, "C1/-/- C1/inc-1/1795000005.000000");
  rig_clear (&rig);
}

/* By revision, in any order and any number of times. */
static void
test_revisions (void)
{
  MatoiRoomMessage *message;
  MatoiRoomRow room;
  gint64 stamp;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  put_text (&rig, "1795000002.000000", "b", NULL, "N:b");
  put_text (&rig, "1795000001.000000", "a", NULL, "N:a");
  stamp = matoi_store_get_rooms_stamp (rig.store);
  put_text (&rig, "1795000001.000000", "a", NULL, "");
  g_assert_cmpint (matoi_store_get_rooms_stamp (rig.store), ==, stamp);
  put_text (&rig, "1795000001.000000", "a2", "1795000011.000000", "E:a2");
  put_text (&rig, "1795000001.000000", "a3", "1795000013.000000", "E:a3");
  put_text (&rig, "1795000001.000000", "a2", "1795000011.000000", "");
  put_text (&rig, "1795000001.000000", "a", NULL, "");
  put_text (&rig, "1795000001.000000", "a3", "1795000014.000000", "");
  assert_room (&rig, CHANNEL, "a3 b");

  /* A name that has become known changes the words, but nobody edited them; what a program
   * rewrites without saying so is edited. */
  message = new_message ("1795000002.000000", "b by @Mei");
  g_free (message->raw);
  message->raw = g_strdup ("{\"text\":\"b\"}");
  put (&rig, message, "");
  put_text (&rig, "1795000002.000000", "b3", NULL, "E:b3");
  assert_room (&rig, CHANNEL, "a3 b3");

  message = new_message ("1795000001.000000", "");
  message->deleted = TRUE;
  put (&rig, message, "D:a3");
  put_text (&rig, "1795000001.000000", "a4", "1795000019.000000", "");
  message = new_message ("1795000000.000000", "never seen");
  message->deleted = TRUE;
  put (&rig, message, "");
  put_text (&rig, "1795000000.000000", "late", NULL, "");
  assert_room (&rig, CHANNEL, "(deleted) (deleted) b3");
  rig_clear (&rig);
}

static void
test_order (void)
{
  static const char *const stamps[] = { "1795000003.000200", "1795000001.000000",
                                        "1795000003.000100", "1795000002.000000" };
  g_autoptr (GPtrArray) messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_room_message_free);
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  MatoiRoomRow room;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++)
    g_ptr_array_add (messages, new_message (stamps[i], stamps[i] + 9));
  got = dump_changes (
    matoi_store_put_messages (rig.store, CHANNEL, messages, "1795000003.000200", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, "N:1.000000 N:2.000000 N:3.000100 N:3.000200");
  assert_rooms (&rig, FALSE, "C1/-/1795000003.000200/live");
  assert_room (&rig, CHANNEL, "1.000000 2.000000 3.000100 3.000200");
  page = matoi_store_list_messages (rig.store, CHANNEL, "1795000003.000200", 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 2);
  g_assert_cmpstr (((MatoiRoomMessage *) g_ptr_array_index (page, 0))->text, ==, "2.000000");
  g_assert_cmpstr (((MatoiRoomMessage *) g_ptr_array_index (page, 1))->text, ==, "3.000100");
  rig_clear (&rig);
}

/* What the history does not show any more is gone; what it never shows is not. */
static void
test_bury (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  MatoiRoomRow room;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  put_text (&rig, "1795000001.000000", "a", NULL, "N:a");
  put_text (&rig, "1795000002.000000", "b", NULL, "N:b");
  put_text (&rig, "1795000004.000000", "d", NULL, "N:d");
  put_reply (&rig, "1795000003.000000", "1795000001.000000");
  g_hash_table_add (seen, (gpointer) "1795000001.000000");
  first = dump_changes (matoi_store_bury_messages (rig.store, CHANNEL, "1795000001.000000",
                                                   "1795000003.500000", seen, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, "D:b");
  second = dump_changes (matoi_store_bury_messages (rig.store, CHANNEL, "1795000001.000000",
                                                    "1795000003.500000", seen, &error));
  g_assert_cmpstr (second, ==, "");
  assert_room (&rig, CHANNEL, "a (deleted) 1795000003.000000 d");
  third = dump_changes (matoi_store_bury_replies (rig.store, CHANNEL, "1795000001.000000",
                                                  "1795000001.000000", "1795000005.000000", seen,
                                                  &error));
  g_assert_cmpstr (third, ==, "D:1795000003.000000");
  assert_room (&rig, CHANNEL, "a (deleted) (deleted) d");
  rig_clear (&rig);
}

static void
assert_threads (Rig *rig, gint64 since, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) threads = matoi_store_list_threads (rig->store, CHANNEL, since, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < threads->len; i++)
    {
      const MatoiRoomMessage *parent = g_ptr_array_index (threads, i);

      g_string_append_printf (out, "%s%s>%s@%d", i > 0 ? " " : "", parent->text,
                              parent->latest_reply != NULL ? parent->latest_reply + 9 : "-",
                              (int) parent->at);
    }
  g_assert_cmpstr (out->str, ==, wanted);
}

static void
test_threads (void)
{
  g_autoptr (GError) error = NULL;
  MatoiRoomMessage *message;
  MatoiRoomRow room;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  put_text (&rig, "1795000001.000000", "a", NULL, "N:a");
  put_text (&rig, "1795000002.000000", "b", NULL, "N:b");
  put_text (&rig, "1795000003.000000", "c", NULL, "N:c");
  assert_threads (&rig, 0, "");
  put_reply (&rig, "1795000004.000000", "1795000001.000000");
  message = new_message ("1795000002.000000", "b");
  message->n_replies = 2;
  message->latest_reply = g_strdup ("1795000009.000000");
  put (&rig, message, "");
  assert_threads (&rig, 0, "a>4.000000@0 b>-@0");
  assert_threads (&rig, 1795000005000, "b>-@0");
  g_assert_true (matoi_store_mark_thread (rig.store, CHANNEL, "1795000001.000000", 7, &error));
  assert_threads (&rig, 0, "b>-@0 a>4.000000@7");
  /* A reply may be here before its parent. */
  put_reply (&rig, "1795000008.000000", "1795000006.000000");
  put_text (&rig, "1795000006.000000", "f", NULL, "N:f");
  assert_threads (&rig, 1795000008000, "b>-@0 f>8.000000@0");
  /* An event knows nothing of replies: what is known stays. */
  put_text (&rig, "1795000002.000000", "b2", "1795000011.000000", "E:b2");
  assert_threads (&rig, 1795000009000, "b2>-@0");
  rig_clear (&rig);
}

static void
assert_seen (Rig *rig, const char *key, gint64 now, gboolean wanted)
{
  g_autoptr (GError) error = NULL;
  gboolean first;

  g_assert_true (matoi_store_see (rig->store, key, now, &first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (first, ==, wanted);
}

static gint64
count (Rig *rig, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (rig->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return n;
}

static void
test_seen (void)
{
  const gint64 hour = 3600 * 1000;
  Rig rig;

  rig_init (&rig);
  assert_seen (&rig, "Ev1", 0, TRUE);
  assert_seen (&rig, "Ev1", 1, FALSE);
  assert_seen (&rig, "Ev2", 2, TRUE);
  g_assert_cmpint (
    rig_sql (rig.path, "WITH RECURSIVE k(i) AS (SELECT 3 UNION ALL SELECT i+1 FROM k"
                       " WHERE i<6000) INSERT INTO room_seen(key,at) SELECT 'Ev'||i, i FROM k"),
    ==, SQLITE_OK);
  /* Old, but among the last 5,000; or not among them, but not old. */
  for (guint i = 6001; i <= 6100; i++)
    {
      g_autofree char *key = g_strdup_printf ("Ev%u", i);

      assert_seen (&rig, key, hour, TRUE);
    }
  assert_seen (&rig, "Ev1", hour, FALSE);
  for (guint i = 6101; i <= 6200; i++)
    {
      g_autofree char *key = g_strdup_printf ("Ev%u", i);

      assert_seen (&rig, key, 3 * hour, TRUE);
    }
  g_assert_cmpint (count (&rig, "SELECT count(*) FROM room_seen"), <, 5100);
  assert_seen (&rig, "Ev6200", 3 * hour, FALSE);
  assert_seen (&rig, "Ev1300", 3 * hour, FALSE);
  assert_seen (&rig, "Ev1", 3 * hour, TRUE);
  rig_clear (&rig);
}

/* What was taken stays taken, also under another id of the room and after an import. */
static void
test_taken_and_moved (void)
{
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GPtrArray) rooms = NULL;
  g_autoptr (GError) error = NULL;
  MatoiRoomRow room;
  MatoiId entry;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  put_text (&rig, "1795000001.000000", "a", NULL, "N:a");
  put_text (&rig, "1795000002.000000", "b", NULL, "N:b");
  put_text (&rig, "1795000003.000000", "c", NULL, "N:c");
  rig_do (&rig, take ("note", "a", "C1:1795000001.000000"), &entry);
  rig_do (&rig, take ("todo", "a", "C1:1795000001.000000#todo-0"), NULL);
  rig_do (&rig, take ("todo", "b", "C1:1795000002.000000#todo-0"), NULL);
  assert_room (&rig, CHANNEL, "a(taken) b(taken) c");
  g_assert_true (matoi_store_move_room (rig.store, CHANNEL, "C2", &error));
  g_assert_no_error (error);
  g_assert_true (matoi_store_move_room (rig.store, "C2", "C3", &error));
  assert_room (&rig, "C3", "a(taken) b(taken) c");
  /* What still comes under an old id is of the new one. */
  put_text (&rig, "1795000004.000000", "d", NULL, "N:d");
  assert_room (&rig, "C3", "a(taken) b(taken) c d");
  assert_room (&rig, CHANNEL, "a(taken) b(taken) c d");
  put_room (&rig, &room);
  assert_rooms (&rig, TRUE, "C3/-/-/live");
  taken = matoi_store_list_taken (rig.store, "C3", "1795000001.000000", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken->len, ==, 2);
  g_assert_true (matoi_id_equal (&((MatoiTaken *) g_ptr_array_index (taken, 0))->event, &entry));
  g_assert_cmpint (((MatoiTaken *) g_ptr_array_index (taken, 0))->todo, ==, -1);
  g_assert_cmpint (((MatoiTaken *) g_ptr_array_index (taken, 1))->todo, ==, 0);
  rooms = matoi_store_list_incident_rooms (rig.store, &rig.incident, &error);
  g_assert_cmpuint (rooms->len, ==, 1);
  rig_clear (&rig);
}

/* Nothing of what was erased is left in the file, and none of it comes back. */
static void
test_redacted (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *bytes = NULL;
  MatoiCommand *command;
  MatoiRoomRow room;
  MatoiId entry, todo;
  gsize length;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  put_text (&rig, "1795000001.000000", "Karl-secret", NULL, "N:Karl-secret");
  rig_do (&rig, take ("note", "Karl-secret", "C1:1795000001.000000"), &entry);
  rig_do (&rig, take ("todo", "Karl-todo", "C1:1795000002.000000#todo-0"), &todo);
  text = matoi_id_dup_text (&entry);
  command = matoi_command_new ("source-changed", "Mei");
  matoi_command_set (command, "entry", text);
  matoi_command_set (command, "text", "Karl-edited");
  rig_do (&rig, command, NULL);
  g_assert_true (matoi_store_move_room (rig.store, CHANNEL, "C9", &error));
  g_assert_true (matoi_store_redact (rig.store, &entry, "a name", "aiko", RIG_NOW, &error));
  g_assert_true (matoi_store_redact (rig.store, &todo, "a name", "aiko", RIG_NOW, &error));
  g_assert_no_error (error);
  assert_room (&rig, CHANNEL, "(taken)");
  put_text (&rig, "1795000001.000000", "Karl-secret", NULL, "");
  put_text (&rig, "1795000001.000000", "Karl-again", "1795000011.000000", "");
  put_text (&rig, "1795000002.000000", "Karl-todo", NULL, "N:");
  assert_room (&rig, CHANNEL, "(taken) (taken)");
  rig_assert_verifies (rig.store);
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (g_file_get_contents (rig.path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "Karl", 4));
  rig_clear (&rig);
}

/* Rooms are not of the log: a rebuild leaves them, a restored backup asks the service again. */
static void
test_backup (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  MatoiRoomRow room;
  Rig rig;

  room_init (&rig, &room);
  room.high_ts = (char *) "1795000001.000000";
  put_room (&rig, &room);
  put_text (&rig, "1795000001.000000", "a", NULL, "N:a");
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, &error));
  assert_room (&rig, CHANNEL, "a");
  rig_assert_verifies (rig.store);
  backup = g_build_filename (rig.folder, "backup.db", NULL);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  g_assert_no_error (error);
  put_text (&rig, "1795000002.000000", "b", NULL, "N:b");
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (matoi_store_restore (rig.path, backup, &error));
  g_assert_no_error (error);
  rig_reopen (&rig);
  assert_room (&rig, CHANNEL, "a");
  assert_rooms (&rig, FALSE, "C1/-/-/live");
  rig_clear (&rig);
}

static GPtrArray *
new_many (guint from, guint n)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_room_message_free);

  for (guint i = from; i < from + n; i++)
    {
      g_autofree char *ts = g_strdup_printf ("%u.%06u", 1795000000 + i / 10, i % 10);

      g_ptr_array_add (messages, new_message (ts, "The error rate of the checkout is at 14 %"));
    }
  return messages;
}

/* The figures are told, not tested: other programs run beside this one. */
static void
test_many (void)
{
  g_autoptr (GError) error = NULL;
  MatoiRoomRow room;
  gint64 begin;
  Rig rig;

  room_init (&rig, &room);
  put_room (&rig, &room);
  for (guint i = 0; i < 25000; i += 1500)
    {
      g_autoptr (GPtrArray) messages = new_many (i, MIN (1500, 25000 - i));
      g_autoptr (GPtrArray) changes = NULL;

      begin = g_get_monotonic_time ();
      changes = matoi_store_put_messages (rig.store, CHANNEL, messages, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (changes->len, ==, messages->len);
      if (i % 7500 == 0)
        g_test_message ("put 1,500: %.1f ms", (double) (g_get_monotonic_time () - begin) / 1000);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) page = NULL;

      begin = g_get_monotonic_time ();
      page = matoi_store_list_messages (rig.store, CHANNEL, NULL, 200, &error);
      g_assert_cmpuint (page->len, ==, 200);
      g_test_message ("list 200 of 25,000: %.2f ms",
                      (double) (g_get_monotonic_time () - begin) / 1000);
    }
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/rooms/rooms", test_rooms);
  g_test_add_func ("/store/rooms/revisions", test_revisions);
  g_test_add_func ("/store/rooms/order", test_order);
  g_test_add_func ("/store/rooms/bury", test_bury);
  g_test_add_func ("/store/rooms/threads", test_threads);
  g_test_add_func ("/store/rooms/seen", test_seen);
  g_test_add_func ("/store/rooms/taken-and-moved", test_taken_and_moved);
  g_test_add_func ("/store/rooms/redacted", test_redacted);
  g_test_add_func ("/store/rooms/backup", test_backup);
  g_test_add_func ("/store/rooms/many", test_many);
  return g_test_run ();
}
