/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a cockpit without a window does: sessions, undo, reminders under a clock of our own, and
 * a replay beside it. */

#include "config.h"

#include "matoi-import.h"
#include "matoi-reminders.h"
#include "matoi-replay.h"
#include "test-common.h"

#define BEGIN G_GINT64_CONSTANT (1795000000000) /* some day in 2026 */

typedef struct
{
  char *folder;
  MatoiContext *context;
  MatoiLive *live;
  MatoiReminders *reminders;
  MatoiSession *session;
  GString *reminded; /* the texts, a "|" before each */
  guint n_settled;
  gboolean done;
} Fixture;

static void
on_remind (MatoiReminders *reminders, MatoiSession *session, const char *text, Fixture *fixture)
{
  g_string_append_printf (fixture->reminded, "|%s", text);
}

static void
on_settle (MatoiReminders *reminders, MatoiSession *session, Fixture *fixture)
{
  fixture->n_settled++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *db = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-session-XXXXXX", NULL);
  db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Ann");
  matoi_context_set_now (fixture->context, BEGIN);
  matoi_context_start (fixture->context);
  fixture->live = matoi_live_new (fixture->context);
  fixture->reminders = matoi_reminders_new (fixture->live);
  fixture->reminded = g_string_new (NULL);
  g_signal_connect (fixture->reminders, "remind", G_CALLBACK (on_remind), fixture);
  g_signal_connect (fixture->reminders, "settle", G_CALLBACK (on_settle), fixture);
  matoi_live_watch (fixture->live);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->reminders);
  g_clear_object (&fixture->live);
  g_clear_object (&fixture->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->reminded, TRUE);
}

static void
on_declared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  g_assert_no_error (error);
  matoi_context_free_receipt (receipt);
  fixture->done = TRUE;
}

/* Declares one and waits until it is watched like every live incident. */
static void
declare (Fixture *fixture, gboolean security)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Ann");
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "title", "Checkout fails");
  matoi_command_set (command, "severity", "2");
  matoi_command_set_flag (command, "security", security);
  if (security)
    matoi_command_set (command, "codename", "Blue Heron");
  matoi_context_prepare_declare (fixture->context, command, NULL, &error);
  g_assert_no_error (error);
  matoi_context_submit_async (fixture->context, NULL, command, NULL, on_declared, fixture);
  WAIT_UNTIL (fixture->done);
  do
    {
      g_clear_pointer (&sessions, g_ptr_array_unref);
      g_main_context_iteration (NULL, TRUE);
      sessions = matoi_live_dup_sessions (fixture->live);
    }
  while (sessions->len == 0);
  g_assert_cmpuint (sessions->len, ==, 1);
  fixture->session = g_object_ref (g_ptr_array_index (sessions, 0));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  g_assert_no_error (error);
  matoi_context_free_receipt (receipt);
  *(gboolean *) user_data = TRUE;
}

static void
send (Fixture *fixture, MatoiCommand *command)
{
  gboolean sent = FALSE;

  matoi_session_submit_async (fixture->session, command, on_sent, &sent);
  WAIT_UNTIL (sent);
}

static void
ask (Fixture *fixture, const char *person, int minutes, const char *text)
{
  MatoiCommand *command = matoi_session_new_command (fixture->session, "ask");

  matoi_command_set (command, "person", person);
  matoi_command_set_int (command, "minutes", minutes);
  matoi_command_set (command, "text", text);
  send (fixture, command);
}

static void
go_to (Fixture *fixture, gint64 minutes)
{
  matoi_context_set_now (fixture->context, BEGIN + minutes * MATOI_MINUTE);
  matoi_live_tick (fixture->live);
}

/* --- the tests */

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  const MatoiIncident *incident;
  MatoiCommand *command;

  declare (fixture, FALSE);
  incident = matoi_session_get_incident (fixture->session);
  g_assert_false (matoi_session_can_undo (fixture->session));
  command = matoi_session_new_command (fixture->session, "note");
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", "5xx at 7 %");
  send (fixture, command);
  command = matoi_session_new_command (fixture->session, "phase");
  matoi_command_set (command, "to", "stabilise");
  send (fixture, command);
  g_assert_cmpstr (incident->phase, ==, "stabilise");

  matoi_session_undo (fixture->session);
  WAIT_UNTIL (g_strcmp0 (incident->phase, "size-up") == 0);
  matoi_session_undo (fixture->session);
  WAIT_UNTIL (((MatoiEntry *) g_ptr_array_index (incident->entries, 1))->struck);
  /* What took something back is not itself on the stack. */
  g_assert_false (matoi_session_can_undo (fixture->session));
}

static void
test_reminded_once (Fixture *fixture, gconstpointer data)
{
  declare (fixture, FALSE);
  ask (fixture, "Priya", 5, "Roll back");
  g_string_truncate (fixture->reminded, 0);
  go_to (fixture, 4);
  g_string_truncate (fixture->reminded, 0);
  go_to (fixture, 5);
  g_assert_nonnull (strstr (fixture->reminded->str, "Roll back"));

  /* The next second says nothing new. */
  g_string_truncate (fixture->reminded, 0);
  matoi_context_set_now (fixture->context, BEGIN + 5 * MATOI_MINUTE + 1000);
  matoi_live_tick (fixture->live);
  g_assert_cmpstr (fixture->reminded->str, ==, "");
}

/* A lid that was closed for two hours: one reminder for the incident, with three lines at most. */
static void
test_suspend (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) reminders = NULL, lines = NULL;

  declare (fixture, FALSE);
  ask (fixture, "Priya", 5, "Roll back");
  ask (fixture, "Kenji", 6, "Look at the pool");
  ask (fixture, "Mei", 7, "Write it down");
  ask (fixture, "Jonas", 8, "Tell the executives");
  g_string_truncate (fixture->reminded, 0);
  go_to (fixture, 120);
  reminders = g_strsplit (fixture->reminded->str, "|", -1);
  g_assert_cmpuint (g_strv_length (reminders), ==, 2);
  lines = g_strsplit (reminders[1], "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
}

static void
test_settled (Fixture *fixture, gconstpointer data)
{
  const MatoiIncident *incident;
  MatoiCommand *command;
  g_autofree char *id = NULL;

  declare (fixture, FALSE);
  command = matoi_session_new_command (fixture->session, "role-assign");
  matoi_command_set (command, "role", "ic");
  matoi_command_set (command, "person", "Ann");
  send (fixture, command);
  ask (fixture, "Priya", 1, "Roll back");
  go_to (fixture, 2);
  g_assert_nonnull (strstr (fixture->reminded->str, "Roll back"));
  g_assert_cmpuint (fixture->n_settled, ==, 0);

  incident = matoi_session_get_incident (fixture->session);
  id = matoi_id_dup_text (&((MatoiAsk *) g_ptr_array_index (incident->asks, 0))->id);
  command = matoi_session_new_command (fixture->session, "answer");
  matoi_command_set (command, "ask", id);
  matoi_command_set (command, "text", "Done");
  send (fixture, command);
  g_assert_cmpuint (fixture->n_settled, ==, 1);
}

/* SEC-04: a notification is read over shoulders. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  declare (fixture, TRUE);
  ask (fixture, "Priya", 1, "Revoke the key");
  go_to (fixture, 3);
  g_assert_cmpuint (fixture->reminded->len, >, 0);
  g_assert_null (strstr (fixture->reminded->str, "Revoke"));
  g_assert_null (strstr (fixture->reminded->str, "Priya"));
}

static void
on_replayed (const char *ref, gint64 at, const char *text, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
on_replay_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_replay_finish (MATOI_CONTEXT (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "incidents",
                                                 "github-2018-10-21-network-partition.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) record = matoi_import_read_file (path, &error);
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  gboolean ended = FALSE;
  guint n_played = 0;

  g_assert_no_error (error);
  matoi_replay_async (fixture->context, record, 1e9, on_replayed, &n_played, NULL, on_replay_ended,
                      &ended);
  WAIT_UNTIL (ended);

  other =
    matoi_context_new (matoi_context_get_path (fixture->context), MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  rows = matoi_context_list (other, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  incident =
    matoi_context_load (other, &((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->id, &error);
  g_assert_no_error (error);
  g_assert_true (incident->drill);
  g_assert_cmpuint (n_played, >, 10);
  g_assert_cmpuint (incident->entries->len, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/session/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/app/session/reminded-once", Fixture, NULL, set_up, test_reminded_once, tear_down);
  g_test_add ("/app/session/suspend", Fixture, NULL, set_up, test_suspend, tear_down);
  g_test_add ("/app/session/settled", Fixture, NULL, set_up, test_settled, tear_down);
  g_test_add ("/app/session/confidential", Fixture, NULL, set_up, test_confidential, tear_down);
  g_test_add ("/app/session/replay", Fixture, NULL, set_up, test_replay, tear_down);
  return g_test_run ();
}
