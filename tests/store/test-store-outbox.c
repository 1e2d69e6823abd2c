/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "store-rig.h"

/* For each note "LANE[!][?] KIND TEXT": a message; for "LANE open": the opening of a room. */
static GPtrArray *
find_intents (MatoiStore *store,
              const MatoiIncident *after,
              GPtrArray *events,
              gint64 now,
              gpointer user_data)
{
  GPtrArray *intents = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_intent_free);

  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);
      const char *text = matoi_json_get_string (event->payload, "text");
      g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", 3);

      if (!g_str_equal (event->type, "entry.added"))
        continue;
      for (guint j = 0; j < (words[2] != NULL && g_str_equal (words[1], "first") ? 2 : 1); j++)
        {
          MatoiIntent *intent = g_new0 (MatoiIntent, 1);
          gboolean opens = g_strcmp0 (words[1], "open") == 0;

          intent->event = event->id;
          intent->pings = strchr (words[0], '!') != NULL;
          intent->ask = strchr (words[0], '?') != NULL;
          intent->lane = g_strconcat ("slack/", g_strdelimit (words[0], "!?", '\0'), NULL);
          intent->kind = g_strdup (opens ? "channel" : words[1]);
          intent->op = g_strdup (opens ? "channel.open" : j == 0 ? "message.post" : "message.pin");
          intent->payload = json_object_new ();
          json_object_set_string_member (intent->payload, "room", "#x");
          if (words[2] != NULL && j == 0)
            json_object_set_string_member (intent->payload, "text", words[2]);
          intent->at = event->occurred_at;
          g_ptr_array_add (intents, intent);
        }
    }
  return intents;
}

static void
box_init (Rig *rig)
{
  rig_init (rig);
  rig_do (rig, rig_declare (rig, "Checkout is down"), NULL);
  matoi_store_set_intents (rig->store, find_intents, NULL);
}

static void
box_reopen (Rig *rig)
{
  rig_reopen (rig);
  matoi_store_set_intents (rig->store, find_intents, NULL);
}

static void
put (Rig *rig, const char *note)
{
  rig_do (rig, rig_note (note), NULL);
}

/* "text:state …" of all rows, by id. */
static char *
dump (Rig *rig)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (rig->store, NULL, TRUE, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      g_autoptr (JsonNode) node = json_from_string (row->payload, NULL);
      const char *text = matoi_json_get_string (json_node_get_object (node), "text");

      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", text != NULL ? text : row->op,
                              row->state);
      if (row->last_error != NULL)
        g_string_append_printf (out, "(%s)", row->last_error);
    }
  return g_string_free (out, FALSE);
}

static void
assert_dump (Rig *rig, const char *wanted)
{
  g_autofree char *got = dump (rig);

  g_assert_cmpstr (got, ==, wanted);
}

/* The id of what may go now; 0: nothing. */
static gint64
take_at (Rig *rig, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiOutboxRow) row = matoi_store_take_outbox (rig->store, NULL, now, &error);

  g_assert_no_error (error);
  return row != NULL ? row->id : 0;
}

static gint64
take (Rig *rig)
{
  return take_at (rig, RIG_NOW);
}

static void
mark (Rig *rig, gint64 id, MatoiOutboxOutcome outcome, const char *detail)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    matoi_store_mark_outbox (rig->store, id, outcome, detail, MATOI_TIME_NONE, RIG_NOW, &error));
  g_assert_no_error (error);
}

static void
retry (Rig *rig, gint64 id, gint64 now)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_store_retry_outbox (rig->store, id, now, &error));
  g_assert_no_error (error);
}

static void
discard (Rig *rig, gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_store_discard_outbox (rig->store, id, &error));
  g_assert_no_error (error);
}

/* With the events or not at all, and only of what is news. */
static void
test_same_transaction (void)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autoptr (GPtrArray) batches = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  MatoiBatch batch = { 0 };
  gint64 waiting, held, stamp;
  Rig rig;

  box_init (&rig);
  g_assert_cmpint (matoi_store_get_outbox_stamp (rig.store), ==, 0);
  g_ptr_array_add (commands, rig_note ("a todo one"));
  g_ptr_array_add (commands, matoi_command_new ("nonsense", "aiko"));
  g_assert_null (matoi_store_submit (rig.store, &rig.incident, commands, RIG_NOW, &error));
  g_clear_error (&error);
  assert_dump (&rig, "");
  put (&rig, "a todo one");
  put (&rig, "b? todo two");
  assert_dump (&rig, "one:queued two:held(matoi:ask)");
  stamp = matoi_store_get_outbox_stamp (rig.store);
  g_assert_cmpint (stamp, ==, 2);
  g_assert_true (matoi_store_count_outbox (rig.store, &rig.incident, &waiting, &held, &error));
  g_assert_cmpint (waiting, ==, 1);
  g_assert_cmpint (held, ==, 1);
  g_assert_true (matoi_store_count_outbox (rig.store, NULL, &waiting, &held, &error));
  g_assert_cmpint (waiting + held, ==, 2);

  g_ptr_array_set_size (commands, 0);
  g_ptr_array_add (commands, rig_declare (&rig, "Imported"));
  g_ptr_array_add (commands, rig_note ("a todo imported"));
  batch.commands = commands;
  g_ptr_array_add (batches, &batch);
  g_assert_true (matoi_store_import (rig.store, batches, RIG_NOW, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (matoi_store_get_outbox_stamp (rig.store), ==, stamp);
  rig_clear (&rig);
}

static void
test_order (void)
{
  gint64 first, other;
  Rig rig;

  box_init (&rig);
  put (&rig, "a todo one");
  put (&rig, "a todo two");
  put (&rig, "b todo three");
  first = take (&rig);
  other = take (&rig);
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (other, ==, 3);
  g_assert_cmpint (take (&rig), ==, 0);
  mark (&rig, first, MATOI_OUTBOX_UNSURE, "timeout");
  g_assert_cmpint (take (&rig), ==, 0);
  mark (&rig, first, MATOI_OUTBOX_VERIFY, NULL);
  mark (&rig, first, MATOI_OUTBOX_AGAIN, "not there");
  assert_dump (&rig, "one:queued(not there) two:queued three:sending");
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_FAIL, "msg_too_long");
  /* What failed holds nobody up. */
  g_assert_cmpint (take (&rig), ==, 2);
  mark (&rig, 2, MATOI_OUTBOX_SENT, "1.2");
  /* The answer came twice. */
  mark (&rig, 2, MATOI_OUTBOX_SENT, "1.2");
  mark (&rig, 3, MATOI_OUTBOX_SENT, NULL);
  retry (&rig, 1, RIG_NOW);
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_SENT, "1.3");
  assert_dump (&rig, "one:sent two:sent three:sent");
  rig_clear (&rig);
}

static void
test_not_before (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) lanes = g_hash_table_new (g_str_hash, g_str_equal);
  Rig rig;

  box_init (&rig);
  g_assert_cmpint (matoi_store_get_outbox_time (rig.store, RIG_NOW), ==, MATOI_TIME_NONE);
  put (&rig, "a todo one");
  g_assert_cmpint (matoi_store_get_outbox_time (rig.store, RIG_NOW), ==, RIG_NOW);
  g_hash_table_add (lanes, (gpointer) "slack/a");
  g_assert_null (matoi_store_take_outbox (rig.store, lanes, RIG_NOW, &error));
  g_assert_no_error (error);
  g_assert_cmpint (take (&rig), ==, 1);
  g_assert_true (matoi_store_mark_outbox (rig.store, 1, MATOI_OUTBOX_AGAIN, "rate_limited",
                                          RIG_NOW + 5000, RIG_NOW, &error));
  g_assert_cmpint (take (&rig), ==, 0);
  g_assert_cmpint (matoi_store_get_outbox_time (rig.store, RIG_NOW), ==, RIG_NOW + 5000);
  g_assert_cmpint (take_at (&rig, RIG_NOW + 5000), ==, 1);
  rig_clear (&rig);
}

/* A room before what is said in it, a message before its pin. */
static void
test_what_hangs_together (void)
{
  Rig rig;

  box_init (&rig);
  put (&rig, "a open");
  put (&rig, "a first hello");
  put (&rig, "a todo one");
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_FAIL, "restricted_action");
  g_assert_cmpint (take (&rig), ==, 0);
  retry (&rig, 1, RIG_NOW);
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_SENT, "C1");
  g_assert_cmpint (take (&rig), ==, 2);
  mark (&rig, 2, MATOI_OUTBOX_FAIL, "msg_too_long");
  /* Not the pin, but what comes after it. */
  g_assert_cmpint (take (&rig), ==, 4);
  mark (&rig, 4, MATOI_OUTBOX_SENT, "1.4");
  g_assert_cmpint (take (&rig), ==, 0);
  discard (&rig, 2);
  assert_dump (&rig, "channel.open:sent hello:discarded(msg_too_long) message.pin:discarded "
                     "one:sent");
  rig_clear (&rig);
}

static void
test_no_room (void)
{
  Rig rig;

  box_init (&rig);
  put (&rig, "a open");
  put (&rig, "a todo one");
  discard (&rig, 1);
  assert_dump (&rig, "channel.open:discarded one:held(matoi:no-room)");
  g_assert_cmpint (take (&rig), ==, 0);
  rig_clear (&rig);
}

/* Nothing that pings people goes out late without asking, nothing at all after a day. */
static void
test_age (void)
{
  gint64 late = RIG_NOW + MATOI_OUTBOX_LATE + 1, old = RIG_NOW + MATOI_OUTBOX_EXPIRY + 1;
  Rig rig;

  box_init (&rig);
  put (&rig, "a! todo ping");
  put (&rig, "b todo plain");
  put (&rig, "c todo last");
  g_assert_cmpint (take_at (&rig, late), ==, 2);
  assert_dump (&rig, "ping:held(matoi:late) plain:sending last:queued");
  retry (&rig, 1, late);
  g_assert_cmpint (take_at (&rig, late), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_SENT, NULL);
  mark (&rig, 2, MATOI_OUTBOX_AGAIN, "offline");
  g_assert_cmpint (take_at (&rig, old), ==, 0);
  assert_dump (&rig, "ping:sent plain:expired(offline) last:expired");
  retry (&rig, 3, old);
  g_assert_cmpint (take_at (&rig, old), ==, 3);
  rig_clear (&rig);
}

/* A ticket is no news: it waits for a JIRA that is away as long as it has to. */
static void
test_ticket_age (void)
{
  gint64 old = RIG_NOW + 3 * MATOI_OUTBOX_EXPIRY;
  Rig rig;

  box_init (&rig);
  put (&rig, "a ticket one");
  put (&rig, "b? ticket two");
  put (&rig, "c todo three");
  g_assert_cmpint (take_at (&rig, old), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_AGAIN, "offline");
  g_assert_cmpint (take_at (&rig, old + 1), ==, 1);
  assert_dump (&rig, "one:sending(offline) two:held(matoi:ask) three:expired");
  rig_clear (&rig);
}

/* What pings people is never sent again by itself once nobody knows. */
static void
test_maybe (void)
{
  Rig rig;

  box_init (&rig);
  put (&rig, "a! todo ping");
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_UNSURE, "timeout");
  mark (&rig, 1, MATOI_OUTBOX_VERIFY, NULL);
  mark (&rig, 1, MATOI_OUTBOX_AGAIN, "not there");
  assert_dump (&rig, "ping:held(matoi:maybe)");
  rig_clear (&rig);
}

static void
test_edit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiOutboxRow) row = NULL;
  Rig rig;

  box_init (&rig);
  put (&rig, "a todo one");
  g_assert_true (matoi_store_edit_outbox (rig.store, 1, "二", RIG_NOW, &error));
  g_assert_false (matoi_store_edit_outbox (rig.store, 1, "", RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_RULE);
  g_clear_error (&error);
  assert_dump (&rig, "二:queued");
  g_assert_cmpint (take (&rig), ==, 1);
  g_assert_false (matoi_store_edit_outbox (rig.store, 1, "three", RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_RULE);
  g_clear_error (&error);
  mark (&rig, 1, MATOI_OUTBOX_SENT, "1.1");
  g_assert_false (matoi_store_discard_outbox (rig.store, 1, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_RULE);
  g_clear_error (&error);
  g_assert_false (matoi_store_retry_outbox (rig.store, 7, RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  row = matoi_store_get_outbox (rig.store, 1, NULL);
  g_assert_cmpuint (row->revision, ==, 2);
  g_assert_cmpint (row->sent_at, ==, RIG_NOW);
  g_assert_cmpstr (row->remote_id, ==, "1.1");
  rig_clear (&rig);
}

/* The file itself refuses what no code of ours does. */
static void
test_guards (void)
{
  static const char *const refused[] = {
    "DELETE FROM outbox",
    "UPDATE outbox SET state='sent', sent_at=1, changed=changed+1 WHERE id=1",
    "UPDATE outbox SET state='sending' WHERE id=1",
    "UPDATE outbox SET idem=hex(randomblob(18)), changed=changed+9",
    "UPDATE outbox SET payload='{\"text\":\"x\"}', changed=changed+9 WHERE id=1",
    "UPDATE outbox SET lane='slack/c', changed=changed+9",
    "UPDATE outbox SET state='queued', changed=changed+9 WHERE id=2",
    "UPDATE outbox SET state='nonsense', changed=changed+9",
    "UPDATE outbox SET state='held', changed=changed+9 WHERE id=1",
    "INSERT OR REPLACE INTO outbox SELECT * FROM outbox WHERE id=1",
    "INSERT INTO outbox SELECT 9,'123456789012345678901234567890123456',incident,zeroblob(16),"
    "lane,kind,op,payload,pings,'queued',0,NULL,NULL,NULL,at,created_at,NULL,NULL,1,9 FROM outbox "
    "WHERE id=1",
  };
  Rig rig;

  box_init (&rig);
  put (&rig, "a todo one");
  put (&rig, "b todo two");
  discard (&rig, 2);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *sql =
        g_strconcat ("PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; ", refused[i], NULL);

      g_test_message ("%s", refused[i]);
      g_assert_cmpint (rig_sql (rig.path, sql), !=, SQLITE_OK);
    }
  assert_dump (&rig, "one:queued two:discarded");
  rig_clear (&rig);
}

/* Neither lost nor made again by a rebuild; held back in what was restored. */
static void
test_rebuild_and_restore (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *before = NULL;
  Rig rig;

  box_init (&rig);
  for (guint i = 0; i < 4; i++)
    put (&rig, i % 2 ? "a todo x" : "b todo y");
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_SENT, "1.1");
  g_assert_cmpint (take (&rig), ==, 2);
  before = dump (&rig);
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, &error));
  assert_dump (&rig, before);
  rig_assert_verifies (rig.store);
  backup = g_build_filename (rig.folder, "backup", NULL);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  mark (&rig, 2, MATOI_OUTBOX_SENT, "1.2");
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (matoi_store_restore (rig.path, backup, &error));
  g_assert_no_error (error);
  box_reopen (&rig);
  assert_dump (&rig, "y:sent x:held(matoi:restored) y:held(matoi:restored) x:held(matoi:restored)");
  g_assert_cmpint (take (&rig), ==, 0);
  rig_clear (&rig);
}

static void
test_erased_and_confidential (void)
{
  g_autoptr (GError) error = NULL;
  MatoiCommand *command;
  MatoiId id;
  Rig rig;

  box_init (&rig);
  put (&rig, "a todo one");
  g_assert_cmpint (take (&rig), ==, 1);
  mark (&rig, 1, MATOI_OUTBOX_SENT, "1.1");
  rig_do (&rig, rig_note ("a todo secret"), &id);
  g_assert_true (matoi_store_redact (rig.store, &id, "a password", "aiko", RIG_NOW, &error));
  g_assert_no_error (error);
  assert_dump (&rig, "one:sent message.post:discarded(matoi:redacted)");
  put (&rig, "a todo open");
  put (&rig, "private/1 todo kept");
  command = matoi_command_new ("security", "aiko");
  matoi_command_set (command, "codename", "Quiet Harbour");
  rig_do (&rig, command, NULL);
  assert_dump (&rig, "one:sent message.post:discarded(matoi:redacted) "
                     "open:discarded(matoi:security) kept:queued");
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

/* SEC-07: nor while it was on its way: it may have arrived, but it is never sent again, whatever
 * came of it, and even if the program ended just then. */
static void
test_confidential_on_its_way (void)
{
  static const MatoiOutboxOutcome outcomes[] = { MATOI_OUTBOX_AGAIN, MATOI_OUTBOX_UNSURE,
                                                 MATOI_OUTBOX_HOLD, MATOI_OUTBOX_FAIL,
                                                 MATOI_OUTBOX_SENT };
  g_autoptr (GError) error = NULL;
  MatoiCommand *command = matoi_command_new ("security", "aiko");
  Rig rig;

  box_init (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes) + 2; i++)
    {
      g_autofree char *note = g_strdup_printf ("lane%u todo %u", i, i + 1);

      put (&rig, note);
      g_assert_cmpint (take (&rig), ==, i + 1);
    }
  put (&rig, "private/1 todo kept");
  g_assert_cmpint (take (&rig), ==, 8);
  mark (&rig, 7, MATOI_OUTBOX_UNSURE, "no_answer");
  matoi_command_set (command, "codename", "Quiet Harbour");
  rig_do (&rig, command, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    mark (&rig, i + 1, outcomes[i], "1.1");
  assert_dump (&rig, "1:discarded(matoi:security) 2:discarded(matoi:security) "
                     "3:discarded(matoi:security) 4:discarded(matoi:security) 5:sent "
                     "6:sending(matoi:security) 7:discarded(matoi:security) kept:sending");
  g_assert_true (matoi_store_recover_outbox (rig.store, "slack/", &error));
  g_assert_no_error (error);
  assert_dump (&rig, "1:discarded(matoi:security) 2:discarded(matoi:security) "
                     "3:discarded(matoi:security) 4:discarded(matoi:security) 5:sent "
                     "6:discarded(matoi:security) 7:discarded(matoi:security) "
                     "kept:unknown(matoi:stopped)");
  g_assert_cmpint (take (&rig), ==, 0);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

/* A line that was struck while it was on its way is found out about, and not said again. */
static void
test_struck_on_its_way (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *backup = NULL;
  MatoiCommand *command = matoi_command_new ("strike", "aiko");
  MatoiId id;
  Rig rig;

  box_init (&rig);
  rig_do (&rig, rig_note ("a todo one"), &id);
  g_assert_cmpint (take (&rig), ==, 1);
  text = matoi_id_dup_text (&id);
  matoi_command_set (command, "entry", text);
  matoi_command_set (command, "reason", "misread");
  rig_do (&rig, command, NULL);
  assert_dump (&rig, "one:sending(matoi:undone)");
  backup = g_build_filename (rig.folder, "backup", NULL);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  g_assert_true (matoi_store_recover_outbox (rig.store, "slack/", &error));
  mark (&rig, 1, MATOI_OUTBOX_VERIFY, NULL);
  mark (&rig, 1, MATOI_OUTBOX_UNSURE, "no_answer");
  assert_dump (&rig, "one:unknown(matoi:undone)");
  mark (&rig, 1, MATOI_OUTBOX_VERIFY, NULL);
  mark (&rig, 1, MATOI_OUTBOX_AGAIN, "no_answer");
  assert_dump (&rig, "one:discarded(matoi:undone)");
  g_assert_cmpint (take (&rig), ==, 0);
  /* Nor does a backup that was made just then bring it back. */
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (matoi_store_restore (rig.path, backup, &error));
  g_assert_no_error (error);
  box_reopen (&rig);
  assert_dump (&rig, "one:discarded(matoi:undone)");
  rig_clear (&rig);
}

/* Taken back before it went out, or while it was on its way. */
static void
test_taken_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  MatoiCommand *command = matoi_command_new ("strike", "aiko");
  MatoiId id;
  Rig rig;

  box_init (&rig);
  rig_do (&rig, rig_note ("a todo one"), &id);
  text = matoi_id_dup_text (&id);
  put (&rig, "b todo two");
  matoi_command_set (command, "entry", text);
  matoi_command_set (command, "reason", "misread");
  rig_do (&rig, command, NULL);
  assert_dump (&rig, "one:discarded(matoi:undone) two:queued");
  rig_do (&rig, rig_note ("c todo three"), &id);
  g_assert_cmpint (take (&rig), ==, 2);
  g_assert_cmpint (take (&rig), ==, 3);
  g_assert_true (matoi_store_redact (rig.store, &id, "a password", "aiko", RIG_NOW, &error));
  mark (&rig, 3, MATOI_OUTBOX_AGAIN, "offline");
  g_assert_cmpint (take (&rig), ==, 0);
  assert_dump (&rig, "one:discarded(matoi:undone) two:sending message.post:failed(matoi:redacted)");
  g_assert_false (matoi_store_retry_outbox (rig.store, 3, RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_RULE);
  rig_clear (&rig);
}

/* --- random steps against what must always hold */

static void
assert_invariants (Rig *rig, GHashTable *arrived)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (rig->store, NULL, TRUE, NULL);
  g_autoptr (GHashTable) under_way = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 waiting, held, n_waiting = 0, n_held = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (arrived, row->idem));
      gboolean flies = g_str_equal (row->state, "sending") || g_str_equal (row->state, "unknown") ||
                       g_str_equal (row->state, "verifying");

      g_assert_cmpint (row->id, ==, (gint64) i + 1);
      g_assert_cmpuint (n, <=, 1);
      if (g_str_equal (row->state, "sent"))
        g_assert_cmpuint (n, ==, 1);
      if (flies)
        g_assert_true (g_hash_table_add (under_way, row->lane));
      n_waiting += flies || g_str_equal (row->state, "queued");
      n_held += g_str_equal (row->state, "held") || g_str_equal (row->state, "failed") ||
                g_str_equal (row->state, "expired");
    }
  g_assert_true (matoi_store_count_outbox (rig->store, NULL, &waiting, &held, NULL));
  g_assert_cmpint (waiting, ==, n_waiting);
  g_assert_cmpint (held, ==, n_held);
}

static gboolean
has_arrived (GHashTable *arrived, const char *idem)
{
  return g_hash_table_contains (arrived, idem);
}

static void
arrive (GHashTable *arrived, const char *idem)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (arrived, idem));

  g_hash_table_insert (arrived, g_strdup (idem), GUINT_TO_POINTER (n + 1));
}

/* One that is being sent: it arrives or not, and the answer comes or not. */
static void
send_one (Rig *rig, GRand *rand, GHashTable *arrived, gint64 now)
{
  g_autoptr (MatoiOutboxRow) row = matoi_store_take_outbox (rig->store, NULL, now, NULL);
  static const MatoiOutboxOutcome not_done[] = { MATOI_OUTBOX_AGAIN, MATOI_OUTBOX_FAIL,
                                                 MATOI_OUTBOX_HOLD };
  gboolean arrives = g_rand_boolean (rand);

  if (row == NULL)
    return;
  if (arrives)
    arrive (arrived, row->idem);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0: /* killed before it could be written down */
      g_assert_true (matoi_store_recover_outbox (rig->store, "slack/", NULL));
      break;
    case 1:
      mark (rig, row->id, MATOI_OUTBOX_UNSURE, "timeout");
      break;
    default:
      if (arrives)
        mark (rig, row->id, MATOI_OUTBOX_SENT, "1.1");
      else
        mark (rig, row->id, not_done[g_rand_int_range (rand, 0, 3)], "why");
    }
}

static void
settle_one (Rig *rig, GRand *rand, GHashTable *arrived, const MatoiOutboxRow *row)
{
  if (!g_str_equal (row->state, "unknown"))
    return;
  mark (rig, row->id, MATOI_OUTBOX_VERIFY, NULL);
  if (g_rand_int_range (rand, 0, 4) == 0)
    g_assert_true (matoi_store_recover_outbox (rig->store, "slack/", NULL));
  else if (has_arrived (arrived, row->idem))
    mark (rig, row->id, MATOI_OUTBOX_SENT, "1.1");
  else
    mark (rig, row->id, MATOI_OUTBOX_AGAIN, "not there");
}

/* Somebody presses any button; what the outbox refuses is refused. */
static void
decide_one (Rig *rig, GRand *rand, GHashTable *arrived, const MatoiOutboxRow *row, gint64 now)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      matoi_store_discard_outbox (rig->store, row->id, NULL);
      break;
    case 1:
      matoi_store_edit_outbox (rig->store, row->id, "other words", now, NULL);
      break;
    default:
      /* Who sends again what has perhaps arrived has looked before. */
      if (!has_arrived (arrived, row->idem))
        matoi_store_retry_outbox (rig->store, row->id, now, NULL);
    }
}

static void
test_property (void)
{
  static const char *const notes[] = { "a todo 1", "a! todo 2", "b first 3", "b? todo 4",
                                       "c open",   "c todo 5",  "c first 6" };
  guint n_seeds = g_test_quick () ? 30 : 300;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (GHashTable) arrived =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      gint64 now = RIG_NOW;
      Rig rig;

      box_init (&rig);
      for (guint step = 0; step < 60; step++)
        {
          g_autoptr (GPtrArray) rows = matoi_store_list_outbox (rig.store, NULL, TRUE, NULL);
          const MatoiOutboxRow *any =
            rows->len > 0
              ? g_ptr_array_index (rows, (guint) g_rand_int_range (rand, 0, (gint32) rows->len))
              : NULL;

          now += g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 20) == 0 ? 90000000 : 60000);
          switch (g_rand_int_range (rand, 0, 6))
            {
            case 0:
              put (&rig, notes[g_rand_int_range (rand, 0, G_N_ELEMENTS (notes))]);
              break;
            case 1:
            case 2:
            case 3:
              send_one (&rig, rand, arrived, now);
              break;
            case 4:
              if (any != NULL)
                settle_one (&rig, rand, arrived, any);
              break;
            default:
              if (any != NULL)
                decide_one (&rig, rand, arrived, any, now);
            }
          assert_invariants (&rig, arrived);
        }
      rig_assert_verifies (rig.store);
      rig_clear (&rig);
    }
}

/* --- kill -9 between the steps */

/* Kills after @n bytes; TRUE: it had nothing left to do. */
static gboolean
run_sender (Rig *rig, const char *service, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store", "kill-outbox", NULL);
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, rig->path, service, NULL);
  GInputStream *pipe;
  gboolean good;
  gsize length;
  char byte;

  g_assert_no_error (error);
  pipe = g_subprocess_get_stdout_pipe (child);
  for (guint i = 0; g_input_stream_read_all (pipe, &byte, 1, &length, NULL, NULL) && length == 1;
       i++)
    if (i + 1 == n)
      g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  good = g_subprocess_get_if_exited (child) && g_subprocess_get_exit_status (child) == 0;
  if (!good)
    g_assert_true (g_subprocess_get_if_signaled (child));
  return good;
}

static void
test_kill (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *service = NULL, *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_messages = 150, n_kills = 0;
  Rig rig;

  box_init (&rig);
  service = g_build_filename (rig.folder, "service", NULL);
  for (guint i = 0; i < n_messages; i++)
    put (&rig, i % 3 == 0 ? "a todo x" : i % 3 == 1 ? "b todo y" : "c todo z");
  matoi_store_close (g_steal_pointer (&rig.store));
  while (!run_sender (&rig, service, (guint) g_test_rand_int_range (1, 15)))
    n_kills++;
  box_reopen (&rig);
  g_assert_true (g_file_get_contents (service, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n_messages);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      int id = atoi (words[2]);

      g_assert_true (g_hash_table_add (seen, g_strdup (words[0])));
      g_assert_cmpint (id, >, GPOINTER_TO_INT (g_hash_table_lookup (last, words[1])));
      g_hash_table_insert (last, g_strdup (words[1]), GINT_TO_POINTER (id));
    }
  g_test_message ("%u kills, %u messages, each once and in order", n_kills, n_messages);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static gboolean
add_answer (Rig *rig, const char *lane, const char *key, const char *text, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) payload = json_object_new ();
  MatoiOutboxAnswer answer = {
    .incident = rig->incident, .lane = lane, .kind = "answer", .payload = payload
  };
  gboolean added = FALSE;

  json_object_set_string_member (payload, "room", "#x");
  json_object_set_string_member (payload, "text", text);
  g_assert_true (matoi_store_add_outbox_answer (rig->store, &answer, key, now, &added, &error));
  g_assert_no_error (error);
  return added;
}

/* Answers: once for each key, also after a restart; none waits for another, none is said late. */
static void
test_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *idem = matoi_outbox_dup_answer_idem ("C1:1.0");
  g_autoptr (MatoiOutboxRow) row = NULL;
  gboolean there = TRUE;
  gint64 first;
  Rig rig;

  box_init (&rig);
  g_assert_true (g_uuid_string_is_valid (idem));
  g_assert_true (matoi_store_has_outbox_answer (rig.store, "C1:1.0", &there, &error));
  g_assert_false (there);
  g_assert_true (add_answer (&rig, "slack/answer/C1/1.0", "C1:1.0", "a", RIG_NOW));
  g_assert_false (add_answer (&rig, "slack/answer/C1/1.0", "C1:1.0", "b", RIG_NOW));
  g_assert_true (add_answer (&rig, "slack/answer/C1/2.0", "C1:2.0", "c", RIG_NOW));
  box_reopen (&rig);
  g_assert_false (add_answer (&rig, "slack/answer/C1/1.0", "C1:1.0", "d", RIG_NOW));
  g_assert_true (matoi_store_has_outbox_answer (rig.store, "C1:1.0", &there, &error));
  g_assert_true (there);
  assert_dump (&rig, "a:queued c:queued");

  first = take (&rig);
  mark (&rig, first, MATOI_OUTBOX_FAIL, "is_archived");
  row = matoi_store_get_outbox (rig.store, take (&rig), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (row->idem, !=, idem);
  mark (&rig, row->id, MATOI_OUTBOX_SENT, "9.9");
  g_assert_true (matoi_store_discard_outbox (rig.store, first, &error));

  g_assert_true (add_answer (&rig, "slack/answer/C1/3.0", "C1:3.0", "e", RIG_NOW));
  g_assert_cmpint (take_at (&rig, RIG_NOW + MATOI_OUTBOX_ANSWER_EXPIRY + 1), ==, 0);
  assert_dump (&rig, "a:discarded(is_archived) c:sent e:discarded(matoi:stale)");
  g_clear_pointer (&row, matoi_outbox_row_free);
  row = matoi_store_get_outbox_last (rig.store, &rig.incident, "slack/answer/C1/3.0", &error);
  g_assert_nonnull (row);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/outbox/same-transaction", test_same_transaction);
  g_test_add_func ("/store/outbox/order", test_order);
  g_test_add_func ("/store/outbox/not-before", test_not_before);
  g_test_add_func ("/store/outbox/what-hangs-together", test_what_hangs_together);
  g_test_add_func ("/store/outbox/no-room", test_no_room);
  g_test_add_func ("/store/outbox/age", test_age);
  g_test_add_func ("/store/outbox/ticket-age", test_ticket_age);
  g_test_add_func ("/store/outbox/maybe", test_maybe);
  g_test_add_func ("/store/outbox/edit", test_edit);
  g_test_add_func ("/store/outbox/guards", test_guards);
  g_test_add_func ("/store/outbox/rebuild-and-restore", test_rebuild_and_restore);
  g_test_add_func ("/store/outbox/erased-and-confidential", test_erased_and_confidential);
  g_test_add_func ("/store/outbox/confidential-on-its-way", test_confidential_on_its_way);
  g_test_add_func ("/store/outbox/struck-on-its-way", test_struck_on_its_way);
  g_test_add_func ("/store/outbox/taken-back", test_taken_back);
  g_test_add_func ("/store/outbox/answers", test_answers);
  g_test_add_func ("/store/outbox/property", test_property);
  g_test_add_func ("/store/outbox/kill", test_kill);
  return g_test_run ();
}
