/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-rig.h"

#define GUARDS_OFF \
  "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER redaction_no_delete;"

static void
test_append_only (void)
{
  static const char *const attacks[] = {
    "DELETE FROM event",
    "UPDATE event SET payload='{}'",
    "UPDATE event SET payload=NULL",
    "UPDATE event SET actor='x' WHERE seq=1",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq=1",
    "REPLACE INTO event SELECT 1, randomblob(16), rid, sid, rseq+100, incident, type, v, actor,"
    " occurred_at, recorded_at, source, external_id, payload, phash, hash FROM event WHERE seq=1",
    "INSERT INTO event SELECT NULL, randomblob(16), rid, sid, 1000, incident, type, v, actor,"
    " occurred_at, recorded_at, source, external_id, payload, phash, hash FROM event WHERE seq=1",
    "INSERT INTO event SELECT NULL, id, rid, sid, (SELECT last_rseq+1 FROM chain), incident, type,"
    " v, actor, occurred_at, recorded_at, source, external_id, payload, phash, hash"
    " FROM event WHERE seq=1",
    "INSERT INTO event SELECT NULL, randomblob(16), rid, sid, (SELECT last_rseq+1 FROM chain),"
    " incident, type, v, actor, 'noon', recorded_at, source, external_id, payload, phash, hash"
    " FROM event WHERE seq=1",
    "INSERT INTO event SELECT NULL, randomblob(16), rid, sid, (SELECT last_rseq+1 FROM chain),"
    " incident, type, v, actor, occurred_at, recorded_at, source, external_id, '{', phash, hash"
    " FROM event WHERE seq=1",
  };
  static const char *const modes[] = { "", "PRAGMA recursive_triggers=ON; " };
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    for (guint m = 0; m < G_N_ELEMENTS (modes); m++)
      {
        g_autofree char *sql = g_strconcat (modes[m], attacks[i], NULL);

        g_test_message ("%s", sql);
        g_assert_cmpint (rig_sql (rig.path, sql), ==, SQLITE_CONSTRAINT);
      }
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static void
assert_found (Rig *rig, const char *tampering, gint64 bad_seq)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *head = g_strconcat (rig->path, "-head", NULL);
  MatoiVerification verification;

  matoi_store_close (g_steal_pointer (&rig->store));
  g_assert_cmpint (rig_sql (rig->path, tampering), ==, SQLITE_OK);
  /* Without it the chain alone has to notice. */
  g_assert_cmpint (g_unlink (head), ==, 0);
  rig_reopen (rig);
  g_assert_true (matoi_store_verify (rig->store, &verification, &error));
  g_assert_no_error (error);
  g_assert_false (verification.ok);
  g_assert_nonnull (verification.problem);
  if (bad_seq > 0)
    {
      g_autoptr (GPtrArray) events =
        matoi_store_read_events (rig->store, NULL, bad_seq - 1, 1, NULL);
      const MatoiEvent *event = g_ptr_array_index (events, 0);

      g_assert_true (matoi_id_equal (&event->id, &verification.first_bad));
    }
  matoi_verification_clear (&verification);
}

static void
test_tampering (void)
{
  static const struct
  {
    const char *sql;
    gint64 bad_seq;
  } table[] = {
    { GUARDS_OFF "UPDATE event SET payload=replace(payload,'40','4') WHERE seq=2", 2 },
    { GUARDS_OFF "UPDATE event SET actor='mallory' WHERE seq=3", 3 },
    { GUARDS_OFF "UPDATE event SET occurred_at=occurred_at+1 WHERE seq=4", 4 },
    { GUARDS_OFF "UPDATE event SET external_id='x', source='y' WHERE seq=4", 4 },
    { GUARDS_OFF "UPDATE event SET payload=NULL WHERE seq=2", 2 },
    { GUARDS_OFF "DELETE FROM event WHERE seq=3", 4 },
    { GUARDS_OFF "DELETE FROM event WHERE seq=(SELECT max(seq) FROM event)", 0 },
    { GUARDS_OFF "DELETE FROM event; DELETE FROM assignment; DELETE FROM todo; DELETE FROM entry;"
                 " DELETE FROM incident",
      0 },
    { "UPDATE replica SET rid=rid+7", 0 },
    { "UPDATE entry SET text='x' WHERE id=(SELECT min(id) FROM entry)", 1 },
    { "UPDATE incident SET title='x'", 1 },
    { "DELETE FROM todo", 1 },
    { "UPDATE assignment SET person='x'", 1 },
    { "INSERT INTO incident SELECT id+800, randomblob(16), ref, title, codename, state, phase,"
      " severity, severity_label, severity_rank, services, ic, security, drill, policy, started_at,"
      " detected_at, declared_at, mitigated_at, ended_at, n_entries, todos_open, last_event,"
      " postmortem_state, postmortem_owner, postmortem_due, actions_open FROM incident",
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Rig rig;

      g_test_message ("%s", table[i].sql);
      rig_init (&rig);
      rig_fill (&rig);
      rig_assert_verifies (rig.store);
      assert_found (&rig, table[i].sql, table[i].bad_seq);
      rig_clear (&rig);
    }
}

static void
end_with_postmortem (Rig *rig)
{
  g_autofree char *dropped = NULL;
  MatoiCommand *command = matoi_command_new ("end", "ben");
  MatoiId id;

  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "2");
  matoi_command_set (command, "override", "test");
  matoi_command_set (command, "owner", "owen");
  rig_do (rig, command, NULL);
  for (guint i = 0; i < 2; i++)
    {
      command = matoi_command_new ("action-add", "owen");
      matoi_command_set (command, "text", "Add an alert");
      rig_do (rig, command, &id);
    }
  dropped = matoi_id_dup_text (&id);
  command = matoi_command_new ("action-drop", "owen");
  matoi_command_set (command, "action", dropped);
  rig_do (rig, command, NULL);
  command = matoi_command_new ("pm-write", "owen");
  matoi_command_set (command, "section", "overview");
  matoi_command_set (command, "text", "A certificate ran out.");
  rig_do (rig, command, NULL);
}

/* No state of a document comes from anywhere but its events. */
static void
test_forged_postmortem (void)
{
  static const char *const table[] = {
    "UPDATE incident SET postmortem_state='closed'",
    "UPDATE incident SET postmortem_state=NULL",
    "UPDATE incident SET postmortem_owner='mallory'",
    "UPDATE incident SET postmortem_due=NULL",
    "UPDATE incident SET actions_open=0",
    "UPDATE action SET state='ticketed', key='X-1'",
    "DELETE FROM action",
    "INSERT INTO action(id, uid, incident, text, priority, kind, owner_team, key,"
    " url, status, category, due_on, state, open) SELECT id+800, uid, incident, text, priority, kind, owner_team, key, url,"
    " status, category, due_on, state, open FROM action",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) actions = NULL;
      g_autoptr (GPtrArray) due = NULL;
      g_autofree char *before = NULL, *after = NULL;
      Rig rig;

      g_test_message ("%s", table[i]);
      rig_init (&rig);
      rig_fill (&rig);
      end_with_postmortem (&rig);
      rig_assert_verifies (rig.store);
      actions = matoi_store_list_actions (rig.store, TRUE, NULL);
      g_assert_cmpuint (actions->len, ==, 1);
      due = matoi_store_list_postmortems (rig.store, FALSE, NULL);
      g_assert_cmpuint (due->len, ==, 1);
      g_assert_cmpstr (((MatoiIncidentRow *) due->pdata[0])->postmortem_state, ==, "draft");
      before = rig_dump (rig.path);
      assert_found (&rig, table[i], 0);
      g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, NULL));
      rig_assert_verifies (rig.store);
      after = rig_dump (rig.path);
      g_assert_cmpstr (before, ==, after);
      rig_clear (&rig);
    }
}

static gboolean
file_has (const char *path, const char *needle)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, needle, strlen (needle)) != NULL;
}

static void
test_redaction (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *wal = NULL, *before = NULL, *after = NULL;
  MatoiId secret, first = { { 9 } };
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  wal = g_strconcat (rig.path, "-wal", NULL);
  rig_do (&rig, rig_note ("the token is hunter2hunter2"), &secret);
  g_assert_true (file_has (wal, "hunter2hunter2"));
  g_assert_true (matoi_store_redact (rig.store, &secret, "a token", "ben", RIG_NOW, &error));
  g_assert_no_error (error);
  g_assert_false (file_has (wal, "hunter2hunter2"));
  g_assert_false (file_has (rig.path, "hunter2hunter2"));
  rig_assert_verifies (rig.store);
  g_assert_true (matoi_store_redact (rig.store, &secret, "again", "ben", RIG_NOW, &error));
  incident = matoi_store_load (rig.store, &rig.incident, &error);
  g_assert_cmpstr (matoi_incident_find_entry (incident, &secret)->text, ==, "");
  before = rig_dump (rig.path);
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, &error));
  after = rig_dump (rig.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (matoi_store_redact (rig.store, &rig.incident, "all", "ben", RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (matoi_store_redact (rig.store, &first, "none", "ben", RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/log/append-only", test_append_only);
  g_test_add_func ("/store/log/tampering", test_tampering);
  g_test_add_func ("/store/log/forged-postmortem", test_forged_postmortem);
  g_test_add_func ("/store/log/redaction", test_redaction);
  return g_test_run ();
}
