/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Any messages, any faults, killed at any time: never two of the same, exactly one of what is shown
 * as sent, and each room says what the outbox says it does, in order. A run that fails is repeated
 * with --seed and the seed it printed. */

#include "config.h"

#include <string.h>

#include "pump-rig.h"

/* Each of them takes ten times as long where every access to memory is watched. */
#ifdef __SANITIZE_ADDRESS__
#define N_SCHEDULES 40
#else
#define N_SCHEDULES 200
#endif
#define N_PER_INCIDENT 20
#define MOST_SAID      5
#define MOST_FAULTS    3
#define MOST_KILLS     3

static const struct
{
  const char *lane, *room, *channel;
} lanes[] = {
  { "slack/channel/#general", "#general", "general" },
  { "slack/channel/#other", "#other", "other" },
  { "slack/dm/Ben Okafor", "@Ben Okafor", NULL },
};

static guint
roll (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static void
plan_something (PumpRig *pump, guint schedule)
{
  guint n = 1 + roll (MOST_SAID);

  for (guint i = 0; i < n; i++)
    {
      guint lane = roll (G_N_ELEMENTS (lanes));
      g_autofree char *text = g_strdup_printf ("%s %u.%u", roll (2) ? "said" : "発言", schedule, i);
      g_autofree char *tail = g_strnfill (4100, 'x');
      g_autofree char *long_text = g_strconcat (text, " ", tail, NULL);

      pump_rig_say (pump, lanes[lane].lane, lanes[lane].room, roll (10) == 0 ? long_text : text);
      pump_rig_get_planned (pump, i)->pings = roll (8) == 0;
      /* Not held up by what a person has to decide about. */
      g_free (pump_rig_get_planned (pump, i)->kind);
      pump_rig_get_planned (pump, i)->kind = g_strdup_printf ("kind-%u", i);
    }
  pump_rig_submit (pump);
}

static void
plan_faults (PumpRig *pump)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
  } faults[] = {
    { FAKE_DROP_BEFORE, NULL },
    { FAKE_DROP_AFTER, NULL },
    { FAKE_STATUS_BEFORE, "503" },
    { FAKE_STATUS_AFTER, "500" },
    { FAKE_HTML, NULL },
    { FAKE_CUT, NULL },
    { FAKE_EMPTY, NULL },
    { FAKE_LIMIT, "1" },
    { FAKE_LIMIT, NULL },
    { FAKE_ERROR, "service_unavailable" },
    { FAKE_ERROR, "internal_error" },
    { FAKE_ERROR, "metadata_too_large" },
  };
  static const char *const methods[] = { "chat.postMessage", "chat.postMessage",
                                         "conversations.history", "*" };
  guint n = roll (MOST_FAULTS + 1);

  pump->rig.fake->repeat = (FakeRepeat) roll (3);
  for (guint i = 0; i < n; i++)
    {
      guint fault = roll (G_N_ELEMENTS (faults));
      const char *method = methods[roll (G_N_ELEMENTS (methods))];

      /* Without its key nobody could count it here. */
      if (strcmp (method, "*") == 0 && fault == G_N_ELEMENTS (faults) - 1)
        continue;
      if (fault < G_N_ELEMENTS (faults) - 1)
        fake_slack_fault (pump->rig.fake, method, faults[fault].kind, faults[fault].value,
                          1 + (roll (4) == 0));
    }
}

static void
check_lane (PumpRig *pump, guint lane, GPtrArray *rows)
{
  FakeChannel *channel = NULL;
  guint next = 0;

  for (guint i = 0; i < pump->rig.fake->channels->len; i++)
    {
      FakeChannel *one = g_ptr_array_index (pump->rig.fake->channels, i);
      const char *name = json_object_get_string_member (one->info, "name");

      if (lanes[lane].channel != NULL ? strcmp (name, lanes[lane].channel) == 0
                                      : g_str_has_prefix (name, "dm-"))
        channel = one;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      JsonObject *message = NULL;

      if (strcmp (row->lane, lanes[lane].lane) != 0 || strcmp (row->state, "sent") != 0)
        continue;
      g_assert_nonnull (channel);
      /* Parts of a long one, and what somebody still has to look for, stand between. */
      while (next < channel->messages->len)
        {
          message = g_ptr_array_index (channel->messages, next++);
          if (strcmp (json_object_get_string_member (message, "ts"), row->remote_id) == 0)
            break;
          message = NULL;
        }
      g_assert_nonnull (message);
    }
}

static void
check (PumpRig *pump)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&pump->rig);

  pump_rig_assert_once (pump);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    check_lane (pump, i, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      g_assert_true (strcmp (row->state, "sent") == 0 || strcmp (row->state, "held") == 0);
    }
}

static void
run_schedule (PumpRig *pump, guint schedule)
{
  guint n_kills = roll (MOST_KILLS + 1);

  plan_something (pump, schedule);
  plan_faults (pump);
  for (guint i = 0; i < n_kills; i++)
    {
      guint n = roll (60);

      matoi_slack_pump_start (pump->pump);
      for (guint j = 0; j < n && matoi_slack_pump_is_busy (pump->pump); j++)
        g_main_context_iteration (NULL, TRUE);
      pump_rig_kill (pump);
    }
  pump_rig_run (pump);
  g_ptr_array_set_size (pump->rig.fake->faults, 0);
  pump_rig_run (pump);
}

static void
test_schedules (void)
{
  PumpRig pump;
  FakeChannel *other;
  FakeToken *token;
  gint64 began = g_get_monotonic_time (), longest = 0;

  pump_rig_set_up (&pump, 2000);
  token = g_hash_table_lookup (pump.rig.fake->tokens, "bot-fake");
  g_hash_table_add (token->scopes, g_strdup ("im:history"));
  other = fake_slack_add_channel (pump.rig.fake, "other", FALSE);
  g_ptr_array_add (other->members, g_strdup (pump.rig.user_id));
  for (guint i = 0; i < N_SCHEDULES; i++)
    {
      gint64 start;

      if (i % N_PER_INCIDENT == 0)
        sync_rig_declare (&pump.rig, "Checkout 5xx");
      start = g_get_monotonic_time ();
      run_schedule (&pump, i);
      longest = MAX (longest, g_get_monotonic_time () - start);
      if (i % 10 == 9)
        check (&pump);
    }
  check (&pump);
  g_test_message (
    "%u schedules in %.1f s, the longest in %.1f s: %u sent, %u held; %u posts, %u looks",
    N_SCHEDULES, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC,
    (double) longest / G_USEC_PER_SEC, sync_rig_count_outbox (&pump.rig, "sent"),
    sync_rig_count_outbox (&pump.rig, "held"), fake_slack_count (pump.rig.fake, "chat.postMessage"),
    fake_slack_count (pump.rig.fake, "conversations.history"));
  pump_rig_tear_down (&pump);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/property/schedules", test_schedules);
  return g_test_run ();
}
