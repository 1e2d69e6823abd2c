/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A whole incident: people talk in the room, the network goes for an hour, the program is killed,
 * and in the end the room and the record are one. */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-adapter.h"
#include "sync-rig.h"

#define HOUR (60 * MATOI_MINUTE)

typedef struct
{
  SyncRig rig;
  MatoiAdapter *service;
  FakeChannel *room;
  char *aiko, *ben;
} Fixture;

static void
begin (Fixture *fixture)
{
  fixture->service = matoi_adapter_new (fixture->rig.context, "slack");
  matoi_adapter_start (fixture->service);
}

static void
end (Fixture *fixture)
{
  matoi_adapter_stop (fixture->service);
  g_clear_object (&fixture->service);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_rig_set_up (&fixture->rig);
  g_setenv ("MATOI_SECRET_SLACK_BOT", "bot-fake", TRUE);
  g_setenv ("MATOI_SECRET_SLACK_APP", "app-fake", TRUE);
  sync_rig_set (&fixture->rig, "slack.executives", "#general");
  fixture->aiko = g_strdup (fake_slack_find_person (fixture->rig.fake, "aiko"));
  fixture->ben = g_strdup (fake_slack_find_person (fixture->rig.fake, "ben"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  end (fixture);
  g_free (fixture->aiko);
  g_free (fixture->ben);
  sync_rig_tear_down (&fixture->rig);
}

static const MatoiEntry *
find_entry (MatoiIncident *incident, const char *text)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (entry->text != NULL && strstr (entry->text, text))
        return entry;
    }
  return NULL;
}

static guint
count_todos (MatoiIncident *incident, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < incident->todos->len; i++)
    n += strcmp (((MatoiTodo *) g_ptr_array_index (incident->todos, i))->text, text) == 0;
  return n;
}

static gboolean
has_entry (Fixture *fixture, const char *text)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&fixture->rig);

  return find_entry (incident, text) != NULL;
}

static gboolean
has_todo (Fixture *fixture, const char *text)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&fixture->rig);

  return count_todos (incident, text) > 0;
}

/* Where in the room a message with @part stands; -1: nowhere. */
static int
find_message (Fixture *fixture, const char *part)
{
  for (guint i = 0; i < fixture->room->messages->len; i++)
    {
      const char *text =
        matoi_json_get_string (g_ptr_array_index (fixture->room->messages, i), "text");

      if (text != NULL && strstr (text, part))
        return (int) i;
    }
  return -1;
}

static void
wait_quiet (Fixture *fixture)
{
  WAIT_UNTIL (matoi_adapter_get_state (fixture->service) == MATOI_ADAPTER_ONLINE);
  /* A room takes one message a second, and this machine may have other work. */
  for (guint i = 0; i < 3 && !matoi_adapter_is_quiet (fixture->service); i++)
    {
      gint64 until = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

      while (!matoi_adapter_is_quiet (fixture->service) && g_get_monotonic_time () < until)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (matoi_adapter_is_quiet (fixture->service));
}

/* Every row is where it says, once. */
static void
check_outbox (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&fixture->rig);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      guint n = fake_slack_count_key (fixture->rig.fake, row->idem);

      if (strcmp (row->op, "message.post") != 0)
        continue;
      if (strcmp (row->state, "sent") == 0)
        g_assert_cmpuint (n, ==, 1);
      else
        g_assert_cmpuint (n, ==, 0);
    }
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  static const char *const said[] = { "Take node 3 out", "Fail over to Osaka", "Freeze deploys" };
  SyncRig *rig = &fixture->rig;
  gint64 start = matoi_time_now ();
  g_autofree char *first = NULL, *clock = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const MatoiEntry *entry;
  guint n_broadcasts, n_held = 0;
  int last = -1;

  begin (fixture);
  sync_rig_declare (rig, "Checkout 5xx");
  wait_quiet (fixture);
  fixture->room = sync_rig_find_room (&fixture->rig, "checkout");
  g_assert_nonnull (fixture->room);
  fake_slack_join (rig->fake, fixture->room, fixture->aiko);
  fake_slack_join (rig->fake, fixture->room, fixture->ben);

  /* What matters in the room is on the timeline. */
  first = g_strdup (fake_slack_say (rig->fake, fixture->room, fixture->aiko,
                                    "決済の5xxが14:02から増えています", NULL));
  g_assert_true (fake_slack_react (rig->fake, fixture->room, first, fixture->ben, "pushpin", TRUE));
  WAIT_UNTIL (has_entry (fixture, "決済の5xx"));
  fake_slack_say (rig->fake, fixture->room, fixture->ben, "TODO check the cache", NULL);
  WAIT_UNTIL (has_todo (fixture, "check the cache"));
  wait_quiet (fixture);
  n_broadcasts = rig->fake->n_broadcasts;

  /* An hour without a network; both sides go on. */
  fake_slack_cut (rig->fake, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      matoi_context_set_now (rig->context, start + (10 + 10 * i) * MATOI_MINUTE);
      sync_rig_submit (rig, "Ben Okafor", "note", "kind", "decision", "text", said[i], NULL);
    }
  sync_rig_submit (rig, "Ben Okafor", "severity", "to", "1", "reason", "all of Osaka", NULL);
  sync_rig_submit (rig, "Ben Okafor", "update", "to", "executives", "text", "Down in Osaka", NULL);
  fake_slack_say (rig->fake, fixture->room, fixture->aiko, "TODO 顧客に連絡する", NULL);
  g_assert_true (
    fake_slack_edit (rig->fake, fixture->room, first, "決済の5xxが14:05から増えています"));
  WAIT_UNTIL (matoi_adapter_get_state (fixture->service) != MATOI_ADAPTER_ONLINE);

  /* Killed, and started again when the network is back. */
  end (fixture);
  sync_rig_reopen (rig);
  matoi_context_set_now (rig->context, start + HOUR);
  fake_slack_cut (rig->fake, FALSE);
  begin (fixture);
  wait_quiet (fixture);
  WAIT_UNTIL (has_todo (fixture, "顧客に連絡する"));

  /* Everything is there once, in order, with the time at which it happened. */
  check_outbox (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      int at = find_message (fixture, said[i]);
      const char *text;

      g_assert_cmpint (at, >, last);
      g_assert_cmpuint (fake_slack_count_text (rig->fake, said[i]), ==, 1);
      text =
        matoi_json_get_string (g_ptr_array_index (fixture->room->messages, (guint) at), "text");
      g_free (clock);
      clock = matoi_time_to_local (start + (10 + 10 * i) * MATOI_MINUTE, "%H:%M", zone);
      g_assert_nonnull (strstr (text, clock));
      last = at;
    }
  /* What pings people asks first. */
  g_assert_cmpuint (rig->fake->n_broadcasts, ==, n_broadcasts);
  g_assert_cmpuint (fake_slack_count_text (rig->fake, "Down in Osaka"), ==, 0);
  rows = sync_rig_list_outbox (rig);
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->state, "held") == 0)
        {
          g_assert_true (row->pings);
          /* The program may have been killed just when it tried. */
          g_assert_true (strcmp (row->last_error, MATOI_OUTBOX_TOO_LATE) == 0 ||
                         strcmp (row->last_error, MATOI_OUTBOX_MAYBE) == 0);
          n_held++;
        }
      else
        g_assert_cmpstr (row->state, ==, "sent");
    }
  g_assert_cmpuint (n_held, >, 0);

  /* What was taken keeps its words, and says what became of them. */
  incident = sync_rig_load (rig);
  entry = find_entry (incident, "14:02");
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->source_text, ==, "決済の5xxが14:05から増えています");
  g_assert_cmpuint (count_todos (incident, "check the cache"), ==, 1);
  g_assert_cmpuint (count_todos (incident, "顧客に連絡する"), ==, 1);
}

int
main (int argc, char **argv)
{
  /* No keyring of the machine is asked. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/whole", Fixture, NULL, set_up, test_whole, tear_down);
  return g_test_run ();
}
