/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Slack as the programs run it: from a token to what was posted. */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-adapter.h"
#include "sync-rig.h"

typedef struct
{
  SyncRig rig;
  MatoiAdapter *service;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_rig_set_up (&fixture->rig);
  g_setenv ("MATOI_SECRET_SLACK_BOT", "bot-fake", TRUE);
  g_setenv ("MATOI_SECRET_SLACK_APP", "app-fake", TRUE);
  fixture->service = matoi_adapter_new (fixture->rig.context, "slack");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  matoi_adapter_stop (fixture->service);
  g_clear_object (&fixture->service);
  sync_rig_tear_down (&fixture->rig);
}

static gboolean
is_in (Fixture *fixture, MatoiAdapterState state)
{
  return matoi_adapter_get_state (fixture->service) == state;
}

static gboolean
has_text (FakeChannel *channel, const char *part)
{
  for (guint i = 0; i < channel->messages->len; i++)
    {
      const char *text = matoi_json_get_string (g_ptr_array_index (channel->messages, i), "text");

      if (text != NULL && strstr (text, part))
        return TRUE;
    }
  return FALSE;
}

/* Declared before there was a connection, said afterwards, once. */
static void
test_connect (Fixture *fixture, gconstpointer data)
{
  SyncRig *rig = &fixture->rig;
  g_autoptr (GPtrArray) rows = NULL;
  guint allowed = 0;

  sync_rig_declare (rig, "Checkout 5xx");
  g_assert_true (is_in (fixture, MATOI_ADAPTER_OFF));
  matoi_adapter_start (fixture->service);
  g_assert_true (is_in (fixture, MATOI_ADAPTER_CONNECTING));
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  WAIT_UNTIL (matoi_adapter_is_quiet (fixture->service));
  WAIT_UNTIL (strstr (matoi_adapter_get_text (fixture->service), "at once"));
  g_assert_nonnull (
    strstr (matoi_adapter_get_text (fixture->service), fixture->rig.fake->team_name));
  g_assert_nonnull (sync_rig_find_room (&fixture->rig, "checkout"));
  rows = sync_rig_list_outbox (rig);
  g_assert_cmpuint (rows->len, >, 2);
  for (guint i = 0; i < rows->len; i++)
    {
      MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (row->state, ==, "sent");
      if (strcmp (row->op, "message.post") == 0)
        g_assert_cmpuint (fake_slack_count_key (rig->fake, row->idem), ==, 1);
    }
  matoi_adapter_get_calls (fixture->service, &allowed);
  g_assert_cmpuint (allowed, >, 0);
  g_assert_cmpuint (allowed, <=, 50);

  /* And from now on, as it happens. */
  sync_rig_submit (rig, "Ben Okafor", "note", "kind", "decision", "text", "Roll back", NULL);
  WAIT_UNTIL (has_text (sync_rig_find_room (&fixture->rig, "checkout"), "Roll back"));
}

static void
on_changed (MatoiAdapter *service, gboolean *elsewhere)
{
  if (matoi_adapter_get_state (service) == MATOI_ADAPTER_ELSEWHERE)
    *elsewhere = TRUE;
}

/* Begun anew while the turn is being taken, as connecting does: nobody else has it. */
static void
test_begun_anew (Fixture *fixture, gconstpointer data)
{
  gboolean elsewhere = FALSE;

  g_signal_connect (fixture->service, "changed", G_CALLBACK (on_changed), &elsewhere);
  matoi_adapter_start (fixture->service);
  for (guint i = 0; i < 5; i++)
    matoi_adapter_restart (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  matoi_adapter_restart (fixture->service);
  matoi_adapter_restart (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  g_assert_false (elsewhere);
}

/* Of two programs on one database one speaks; the other takes over when it ends. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiAdapter) other = matoi_adapter_new (fixture->rig.context, "slack");

  matoi_adapter_start (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  matoi_adapter_start (other);
  WAIT_UNTIL (matoi_adapter_get_state (other) == MATOI_ADAPTER_ELSEWHERE);
  /* What is begun anew keeps its turn. */
  matoi_adapter_restart (fixture->service);
  matoi_adapter_restart (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  g_assert_cmpint (matoi_adapter_get_state (other), ==, MATOI_ADAPTER_ELSEWHERE);
  matoi_adapter_stop (fixture->service);
  WAIT_UNTIL (matoi_adapter_get_state (other) == MATOI_ADAPTER_ONLINE);
  matoi_adapter_stop (other);
}

/* F12: a token dies in the middle; nothing is lost, and nothing goes to another workspace. */
static void
test_dead_token (Fixture *fixture, gconstpointer data)
{
  SyncRig *rig = &fixture->rig;

  matoi_adapter_start (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  sync_rig_declare (rig, "Checkout 5xx");
  WAIT_UNTIL (sync_rig_find_room (&fixture->rig, "checkout") != NULL &&
              matoi_adapter_is_quiet (fixture->service));
  fake_slack_revoke (rig->fake, "bot-fake");
  sync_rig_submit (rig, "Ben Okafor", "note", "kind", "decision", "text", "Fail over", NULL);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_REFUSED));
  g_assert_null (strstr (matoi_adapter_get_text (fixture->service), "bot-fake"));
  WAIT_UNTIL (sync_rig_count_outbox (rig, "queued") == 1);

  fake_slack_add_token (rig->fake, "bot-new",
                        "chat:write channels:manage channels:read channels:history reactions:write "
                        "pins:write bookmarks:write bookmarks:read users:read");
  g_setenv ("MATOI_SECRET_SLACK_BOT", "bot-new", TRUE);
  sync_rig_set (rig, "slack.team", "T999");
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_REFUSED));
  WAIT_UNTIL (strstr (matoi_adapter_get_text (fixture->service), "another workspace"));
  g_assert_cmpuint (sync_rig_count_outbox (rig, "queued"), ==, 1);

  sync_rig_set (rig, "slack.team", rig->fake->team_id);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  WAIT_UNTIL (has_text (sync_rig_find_room (&fixture->rig, "checkout"), "Fail over"));
}

/* Without a token it says so, and goes on when there is one. */
static void
test_no_token (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("MATOI_SECRET_SLACK_BOT");
  matoi_adapter_start (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_REFUSED));
  g_setenv ("MATOI_SECRET_SLACK_BOT", "bot-fake", TRUE);
  matoi_adapter_restart (fixture->service);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_ONLINE));
  sync_rig_set (&fixture->rig, "slack.team", NULL);
  WAIT_UNTIL (is_in (fixture, MATOI_ADAPTER_OFF));
}

int
main (int argc, char **argv)
{
  /* No keyring of the machine is asked. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service/connect", Fixture, NULL, set_up, test_connect, tear_down);
  g_test_add ("/service/begun-anew", Fixture, NULL, set_up, test_begun_anew, tear_down);
  g_test_add ("/service/turns", Fixture, NULL, set_up, test_turns, tear_down);
  g_test_add ("/service/dead-token", Fixture, NULL, set_up, test_dead_token, tear_down);
  g_test_add ("/service/no-token", Fixture, NULL, set_up, test_no_token, tear_down);
  return g_test_run ();
}
