/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits goes out once, whatever breaks (F1…F6, F11…F13, F15). */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-slack-export.h"
#include "matoi-errands-private.h"
#include "matoi-slack-pump-private.h"
#include "matoi-time.h"
#include "pump-rig.h"

#define HASTE 500

/* --- faults */

static void
check_fault (FakeFaultKind kind, const char *value, FakeRepeat repeat)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump.rig.fake->repeat = repeat;
  pump_rig_post_general (&pump, "one", "two", "three", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", kind, value, 1);
  /* Of an answer that never comes the shortest wait is long enough. */
  matoi_slack_client_set_patience (pump.client, kind == FAKE_SILENT ? 1 : 0);
  pump_rig_run (&pump);
  pump_rig_assert_once (&pump);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, 3);
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "one\ntwo\nthree\n");
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "conversations.history"), >, 0);
  g_assert_cmpuint (pump.n_trouble, ==, 0);
  pump_rig_tear_down (&pump);
}

/* F1, F2, F4 */
static void
test_lost (void)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
  } faults[] = { { FAKE_DROP_BEFORE, NULL },    { FAKE_DROP_AFTER, NULL },
                 { FAKE_STATUS_BEFORE, "503" }, { FAKE_STATUS_AFTER, "503" },
                 { FAKE_HTML, NULL },           { FAKE_CUT, NULL },
                 { FAKE_EMPTY, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint repeat = FAKE_REPEAT_IGNORED; repeat <= FAKE_REPEAT_REFUSED; repeat++)
      check_fault (faults[i].kind, faults[i].value, (FakeRepeat) repeat);
}

/* F3: the answer comes when nobody waits for it any more. */
static void
test_silent (void)
{
  check_fault (FAKE_SILENT, NULL, FAKE_REPEAT_IGNORED);
}

/* Twice nobody knows: somebody has to look. */
static void
test_lost_twice (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_post_general (&pump, "one", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_BEFORE, NULL, 2);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 0, "held", "no_answer");
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 2);
  pump_rig_assert_once (&pump);
  pump_rig_tear_down (&pump);
}

/* What alerts people is never said again without asking, but it is looked for. */
static void
test_pings (void)
{
  for (guint arrived = 0; arrived < 2; arrived++)
    {
      PumpRig pump;

      pump_rig_set_up (&pump, HASTE);
      pump_rig_plan (&pump, PUMP_RIG_GENERAL, "message.post",
                     "{\"room\":\"#general\",\"text\":\"Down\",\"broadcast\":\"here\"}");
      pump_rig_get_planned (&pump, 0)->pings = TRUE;
      pump_rig_submit (&pump);
      fake_slack_fault (pump.rig.fake, "chat.postMessage",
                        arrived ? FAKE_DROP_AFTER : FAKE_DROP_BEFORE, NULL, 1);
      pump_rig_run (&pump);
      pump_rig_assert_state (&pump, 0, arrived ? "sent" : "held",
                             arrived ? NULL : MATOI_OUTBOX_MAYBE);
      g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 1);
      g_assert_cmpuint (pump_rig_get_general (&pump)->messages->len, ==, arrived);
      if (arrived)
        g_assert_cmpstr (pump_rig_get_text (pump_rig_get_general (&pump), 0), ==, "<!here> Down");
      pump_rig_tear_down (&pump);
    }
}

typedef struct
{
  gint64 id;
  gboolean discard;
} Decision;

static gboolean
decide (MatoiStore *store, gpointer data, GError **error)
{
  const Decision *decision = data;

  return decision->discard
           ? matoi_store_discard_outbox (store, decision->id, error)
           : matoi_store_retry_outbox (store, decision->id, g_get_real_time () / 1000, error);
}

/* A person decides: what did arrive in the end is not said twice, what is not wanted not at all. */
static void
test_decided (void)
{
  PumpRig pump;
  Decision decision = { 0, FALSE };
  g_autoptr (MatoiOutboxRow) row = NULL, second = NULL;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_say_general (&pump, "1");
  pump_rig_get_planned (&pump, 0)->pings = TRUE;
  pump_rig_submit (&pump);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_AFTER, NULL, 1);
  fake_slack_fault (pump.rig.fake, "conversations.history", FAKE_ERROR, "missing_scope", 1);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 0, "held", MATOI_OUTBOX_MAYBE);
  row = pump_rig_get_row (&pump, 0);
  decision.id = row->id;
  sync_rig_run (&pump.rig, decide, &decision);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 0, "sent", NULL);
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 1);

  /* While it is still being looked for. */
  pump_rig_drop (&pump);
  pump.haste = 20;
  pump_rig_make (&pump, pump.rig.fake->base, "bot-fake");
  pump_rig_post_general (&pump, "2", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_BEFORE, NULL, 1);
  matoi_slack_pump_start (pump.pump);
  WAIT_UNTIL (sync_rig_count_outbox (&pump.rig, "unknown") == 1);
  second = pump_rig_get_row (&pump, 1);
  decision = (Decision){ second->id, TRUE };
  sync_rig_run (&pump.rig, decide, &decision);
  WAIT_UNTIL (!matoi_slack_pump_is_busy (pump.pump));
  pump_rig_assert_state (&pump, 1, "discarded", "no_answer");
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n");
  pump_rig_tear_down (&pump);
}

/* Metadata may be refused; then the words have to do. */
static void
test_no_metadata (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_post_general (&pump, "決定: ロールバック 🎉", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_ERROR, "metadata_too_large", 1);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_AFTER, NULL, 1);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 0, "sent", NULL);
  g_assert_cmpuint (pump_rig_get_general (&pump)->messages->len, ==, 1);
  g_assert_false (
    json_object_has_member (pump_rig_get_message (pump_rig_get_general (&pump), 0), "metadata"));
  pump_rig_tear_down (&pump);
}

/* --- F5 */

static void
test_limited (void)
{
  static const struct
  {
    const char *value;
    guint haste, wait_ms;
  } pauses[] = { { "2", 10, 200 }, { NULL, 100, 300 }, { "0", HASTE, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      PumpRig pump;
      gint64 began;

      pump_rig_set_up (&pump, pauses[i].haste);
      pump_rig_post_general (&pump, "one", "two", NULL);
      fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_LIMIT, pauses[i].value, 1);
      began = g_get_monotonic_time ();
      pump_rig_run (&pump);
      g_assert_cmpint (g_get_monotonic_time () - began, >=, pauses[i].wait_ms * 1000);
      g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, 2);
      g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 3);
      g_assert_cmpuint (fake_slack_count (pump.rig.fake, "conversations.history"), ==, 0);
      pump_rig_assert_once (&pump);
      pump_rig_tear_down (&pump);
    }
}

/* An hour: that is shown, and the other rooms go on. */
static void
test_limited_long (void)
{
  PumpRig pump;
  FakeChannel *other;
  g_autoptr (MatoiOutboxRow) row = NULL;

  pump_rig_set_up (&pump, 1);
  other = fake_slack_add_channel (pump.rig.fake, "other", FALSE);
  pump_rig_post_general (&pump, "one", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_LIMIT, "3600", 1);
  matoi_slack_pump_start (pump.pump);
  WAIT_UNTIL (fake_slack_count (pump.rig.fake, "chat.postMessage") == 1 &&
              sync_rig_count_outbox (&pump.rig, "queued") == 1);
  pump_rig_say (&pump, "slack/channel/#other", "#other", "two");
  pump_rig_submit (&pump);
  matoi_slack_pump_hurry (pump.pump);
  WAIT_UNTIL (other->messages->len == 1);
  row = pump_rig_get_row (&pump, 0);
  g_assert_cmpstr (row->last_error, ==, "ratelimited");
  g_assert_cmpint (row->not_before - g_get_real_time () / 1000, >, 50 * MATOI_MINUTE);
  g_assert_true (matoi_slack_pump_is_busy (pump.pump));
  pump_rig_tear_down (&pump);
}

/* Slack says no eight times: then somebody decides. */
static void
test_refused (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_post_general (&pump, "one", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_ERROR, "service_unavailable", 20);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 0, "held", "service_unavailable");
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 8);
  pump_rig_tear_down (&pump);
}

/* --- rows and rooms */

/* One room waits for its turn, the others do not wait for it. */
static void
test_lanes (void)
{
  PumpRig pump;
  FakeChannel *other;

  pump_rig_set_up (&pump, HASTE);
  other = fake_slack_add_channel (pump.rig.fake, "other", FALSE);
  g_ptr_array_add (other->members, g_strdup (pump.rig.user_id));
  pump_rig_say_general (&pump, "1");
  pump_rig_say (&pump, "slack/channel/#other", "#other", "a");
  pump_rig_say_general (&pump, "2");
  pump_rig_say (&pump, "slack/channel/#other", "#other", "b");
  pump_rig_say_general (&pump, "3");
  /* Other services have their own pump. */
  pump_rig_say (&pump, "jira/OPS", "#general", "not ours");
  pump_rig_submit (&pump);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_BEFORE, NULL, 1);
  pump_rig_run (&pump);
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n2\n3\n");
  pump_rig_assert_said (&pump, other, "a\nb\n");
  pump_rig_assert_state (&pump, 5, "queued", NULL);
  pump_rig_assert_once (&pump);
  g_assert_cmpuint (pump.n_idle, ==, 1);
  pump_rig_tear_down (&pump);
}

/* The others of a room wait until it is known what became of the first. */
static void
test_order_in_doubt (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_post_general (&pump, "1", "2", NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_ERROR, "service_unavailable", 3);
  pump_rig_run (&pump);
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n2\n");
  pump_rig_tear_down (&pump);
}

/* --- words */

/* F15 */
static void
test_words (void)
{
  PumpRig pump;
  FakeChannel *general;
  g_autofree char *long_text = g_strnfill (4001, 'x');
  g_autofree char *too_long = g_strnfill (40001, 'x');
  g_autoptr (MatoiOutboxRow) row = NULL;
  JsonObject *reply;

  pump_rig_set_up (&pump, HASTE);
  general = pump_rig_get_general (&pump);
  pump_rig_post_general (&pump, "@here <!here> a & b </", "日本語*太字*", long_text, too_long,
                         NULL);
  fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_ERROR, "service_unavailable", 1);
  pump_rig_run (&pump);
  g_assert_cmpstr (pump_rig_get_text (general, 0), ==, "@here &lt;!here&gt; a &amp; b &lt;/");
  g_assert_false (json_object_has_member (pump_rig_get_message (general, 0), "blocks"));
  g_assert_true (json_object_has_member (pump_rig_get_message (general, 1), "blocks"));
  row = pump_rig_get_row (&pump, 2);
  g_assert_cmpstr (row->state, ==, "sent");
  g_assert_cmpuint (general->messages->len, ==, 4);
  reply = pump_rig_get_message (general, 3);
  g_assert_cmpstr (json_object_get_string_member (reply, "thread_ts"), ==, row->remote_id);
  g_assert_cmpuint (
    strlen (pump_rig_get_text (general, 2)) + strlen (pump_rig_get_text (general, 3)), ==, 4001);
  pump_rig_assert_state (&pump, 3, "failed", "msg_too_long");
  pump_rig_assert_once (&pump);
  pump_rig_tear_down (&pump);
}

/* One in two parts, of which the second is lost or not. */
static void
test_long_lost (void)
{
  static const FakeFaultKind kinds[] = { FAKE_DROP_BEFORE, FAKE_DROP_AFTER };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      PumpRig pump;
      g_autofree char *text = g_strnfill (9000, 'x');

      pump_rig_set_up (&pump, HASTE);
      pump_rig_post_general (&pump, text, NULL);
      /* After the first: an answer that means nothing was done would do it again. */
      fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_AFTER, NULL, 1);
      fake_slack_fault (pump.rig.fake, "chat.postMessage", kinds[i], NULL, 1);
      pump_rig_run (&pump);
      pump_rig_assert_state (&pump, 0, "sent", NULL);
      g_assert_cmpuint (pump_rig_get_general (&pump)->messages->len, ==, 3);
      pump_rig_tear_down (&pump);
    }
}

/* An answer in a thread is looked for there. */
static void
test_thread (void)
{
  static const FakeFaultKind kinds[] = { FAKE_DROP_BEFORE, FAKE_DROP_AFTER };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      PumpRig pump;
      g_autofree char *asked = NULL, *payload = NULL;

      pump_rig_set_up (&pump, HASTE);
      asked = g_strdup (
        fake_slack_say (pump.rig.fake, pump_rig_get_general (&pump), "U00000002", "!status", NULL));
      payload = g_strdup_printf ("{\"room\":\"#elsewhere\",\"channel\":\"%s\",\"text\":\"SEV-2\","
                                 "\"thread_ts\":\"%s\"}",
                                 pump_rig_get_general (&pump)->id, asked);
      pump_rig_plan (&pump, "slack/answer/x", "message.post", payload);
      pump_rig_submit (&pump);
      fake_slack_fault (pump.rig.fake, "chat.postMessage", kinds[i], NULL, 1);
      pump_rig_run (&pump);
      pump_rig_assert_state (&pump, 0, "sent", NULL);
      g_assert_cmpuint (pump_rig_get_general (&pump)->messages->len, ==, 2);
      g_assert_cmpstr (json_object_get_string_member (
                         pump_rig_get_message (pump_rig_get_general (&pump), 1), "thread_ts"),
                       ==, asked);
      pump_rig_assert_once (&pump);
      pump_rig_tear_down (&pump);
    }
}

static void
test_late (void)
{
  PumpRig pump;
  FakeChannel *general;
  gint64 at;

  g_assert_true (matoi_time_parse ("2026-11-20T18:12:00Z", NULL, &at));
  pump_rig_set_up (&pump, HASTE);
  general = pump_rig_get_general (&pump);
  sync_rig_set (&pump.rig, "timezone", "Asia/Tokyo");
  pump_rig_say_general (&pump, "Rolled back");
  pump_rig_say_general (&pump, "切り戻しました");
  pump_rig_say_general (&pump, "In time");
  for (guint i = 0; i < 3; i++)
    pump_rig_get_planned (&pump, i)->at = i < 2 ? at : at + 9 * MATOI_MINUTE;
  pump_rig_set_clock (&pump, at);
  pump_rig_submit (&pump);
  pump_rig_set_clock (&pump, at + 10 * MATOI_MINUTE);
  pump_rig_run (&pump);
  g_assert_cmpstr (pump_rig_get_text (general, 0), ==, "(03:12) Rolled back");
  g_assert_cmpstr (pump_rig_get_text (general, 1), ==, "（03:12）切り戻しました");
  g_assert_cmpstr (pump_rig_get_text (general, 2), ==, "In time");

  /* The next day the day is said too. */
  pump_rig_say_general (&pump, "End");
  pump_rig_get_planned (&pump, 0)->at = at;
  pump_rig_submit (&pump);
  pump_rig_set_clock (&pump, at + 22 * 60 * MATOI_MINUTE);
  pump_rig_run (&pump);
  g_assert_cmpstr (pump_rig_get_text (general, 3), ==, "(2026-11-21 03:12) End");
  pump_rig_tear_down (&pump);
}

/* F14: the clock of this machine is an hour off. */
static void
test_clock (void)
{
  for (int hours = -1; hours <= 1; hours += 2)
    {
      PumpRig pump;

      pump_rig_set_up (&pump, HASTE);
      fake_slack_say (pump.rig.fake, pump_rig_get_general (&pump), "U00000002", "before", NULL);
      pump_rig_set_clock (&pump, g_get_real_time () / 1000 + hours * 60 * MATOI_MINUTE);
      pump_rig_post_general (&pump, "one", NULL);
      fake_slack_fault (pump.rig.fake, "chat.postMessage", FAKE_DROP_AFTER, NULL, 1);
      pump_rig_run (&pump);
      pump_rig_assert_state (&pump, 0, "sent", NULL);
      g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 1);
      pump_rig_assert_once (&pump);
      pump_rig_tear_down (&pump);
    }
}

/* --- F6 */

/* Killed after each step of the loop, until there was nothing left to be killed. */
static void
test_kill (void)
{
  for (guint n = 0; n < 120; n += 1 + n / 12)
    {
      PumpRig pump;

      pump_rig_set_up (&pump, 250);
      pump_rig_post_general (&pump, "1", "2", NULL);
      matoi_slack_pump_start (pump.pump);
      for (guint i = 0; i < n && matoi_slack_pump_is_busy (pump.pump); i++)
        g_main_context_iteration (NULL, TRUE);
      pump_rig_kill (&pump);
      pump_rig_run (&pump);
      pump_rig_assert_once (&pump);
      pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n2\n");
      pump_rig_tear_down (&pump);
    }
}

/* A room is not made twice either. */
static void
test_kill_room (void)
{
  for (guint n = 2; n < 60; n += 3)
    {
      PumpRig pump;
      FakeChannel *room;

      pump_rig_set_up (&pump, 250);
      pump_rig_plan_room (&pump, "inc-k7", FALSE);
      matoi_slack_pump_start (pump.pump);
      for (guint i = 0; i < n && matoi_slack_pump_is_busy (pump.pump); i++)
        g_main_context_iteration (NULL, TRUE);
      pump_rig_kill (&pump);
      pump_rig_run (&pump);
      pump_rig_assert_once (&pump);
      g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, 7);
      g_assert_cmpuint (pump_rig_count_channels (&pump, "inc-k7"), ==, 1);
      room = fake_slack_find_channel (pump.rig.fake, "inc-k7");
      g_assert_cmpuint (room->messages->len, ==, 1);
      g_assert_cmpuint (room->pins->len, ==, 1);
      g_assert_cmpuint (room->bookmarks->len, ==, 1);
      pump_rig_tear_down (&pump);
    }
}

/* Without a restart of the program: a new pump takes over what the old one left. */
static void
test_take_over (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, 250);
  pump_rig_post_general (&pump, "1", "2", NULL);
  matoi_slack_pump_start (pump.pump);
  WAIT_UNTIL (fake_slack_count (pump.rig.fake, "chat.postMessage") == 1);
  pump_rig_drop (&pump);
  pump_rig_make (&pump, pump.rig.fake->base, "bot-fake");
  pump_rig_run (&pump);
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n2\n");
  pump_rig_tear_down (&pump);
}

/* Stopped while it was looking for what may go: nothing was said, and nobody has to wonder. */
static void
test_stopped (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_say_general (&pump, "1");
  pump_rig_get_planned (&pump, 0)->pings = TRUE;
  pump_rig_submit (&pump);
  matoi_slack_pump_start (pump.pump);
  while (!pump.pump->errands->turning)
    g_main_context_iteration (NULL, TRUE);
  matoi_slack_pump_stop (pump.pump);
  WAIT_UNTIL (!matoi_slack_pump_is_busy (pump.pump));
  pump_rig_assert_state (&pump, 0, "queued", "no_answer");
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 0);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 0, "sent", NULL);
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "conversations.history"), ==, 0);
  pump_rig_assert_once (&pump);
  pump_rig_tear_down (&pump);
}

/* --- a whole incident, as the rules of the team want it */

static guint
count_public (PumpRig *pump, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < pump->rig.fake->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (pump->rig.fake->channels, i);

      if (json_object_get_boolean_member (channel->info, "is_private"))
        continue;
      n += words != NULL && strstr (json_object_get_string_member (channel->info, "name"), words);
      for (guint j = 0; j < channel->messages->len; j++)
        n += words == NULL || strstr (pump_rig_get_text (channel, j), words) != NULL;
    }
  return n;
}

/* SEC-04, SEC-07: once it is confidential, nothing of it is said where others read. */
static void
test_declared (void)
{
  PumpRig pump;
  FakeChannel *room;
  guint n;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_drop (&pump);
  /* With its own rules again. */
  sync_rig_reopen (&pump.rig);
  pump_rig_make (&pump, pump.rig.fake->base, "bot-fake");
  sync_rig_declare (&pump.rig, "Checkout 5xx");
  n = sync_rig_count_outbox (&pump.rig, "queued");
  g_assert_cmpuint (n, >=, 5);
  pump_rig_run (&pump);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, n);
  pump_rig_assert_once (&pump);
  g_assert_cmpuint (count_public (&pump, "Checkout 5xx"), >, 0);

  n = count_public (&pump, NULL);
  sync_rig_submit (&pump.rig, "Ben Okafor", "security", "codename", "Blue Heron", NULL);
  sync_rig_submit (&pump.rig, "Ben Okafor", "todo", "text", "Rotate the leaked key", NULL);
  pump_rig_run (&pump);
  g_assert_cmpuint (count_public (&pump, "leaked key"), ==, 0);
  g_assert_cmpuint (count_public (&pump, "lue Heron"), ==, 0);
  g_assert_cmpuint (count_public (&pump, "blue-heron"), ==, 0);
  g_assert_cmpuint (count_public (&pump, NULL), ==, n);
  room = sync_rig_find_room (&pump.rig, "blue-heron");
  g_assert_nonnull (room);
  g_assert_true (json_object_get_boolean_member (room->info, "is_private"));
  g_assert_cmpuint (room->messages->len, >, 1);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "queued"), ==, 0);
  pump_rig_tear_down (&pump);
}

/* --- the end */

static void
test_archive (void)
{
  PumpRig pump;
  FakeChannel *room;
  const char *aiko;
  g_autoptr (MatoiOutboxRow) row = NULL;
  g_autoptr (GPtrArray) rooms = NULL;
  g_autofree char *file = NULL, *text = NULL;
  g_autoptr (MatoiSlackExport) export = NULL;
  g_autoptr (GError) error = NULL;
  MatoiSlackChannel *channel;
  GStatBuf info;
  g_autoptr (GDir) days = NULL;
  g_autofree char *folder = NULL;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_plan_room (&pump, "inc-k7", FALSE);
  pump_rig_run (&pump);
  room = fake_slack_find_channel (pump.rig.fake, "inc-k7");
  aiko = json_object_get_string_member (g_ptr_array_index (pump.rig.fake->users, 1), "id");
  fake_slack_say (pump.rig.fake, room, aiko, "原因は <@U0BOT> の設定", NULL);
  fake_slack_say (pump.rig.fake, room, aiko, "in the thread",
                  json_object_get_string_member (pump_rig_get_message (room, 1), "ts"));
  pump.rig.fake->page_size = 1;
  pump.rig.fake->stale_cursors = TRUE;
  pump_rig_plan (&pump, PUMP_RIG_ROOM, "channel.export", "{\"room\":\"#inc-k7\"}");
  pump_rig_plan (&pump, PUMP_RIG_ROOM, "channel.archive", "{\"room\":\"#inc-k7\"}");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  row = pump_rig_get_row (&pump, 7);
  g_assert_cmpstr (row->state, ==, "sent");
  g_assert_true (g_str_has_prefix (row->remote_id, pump.rig.folder));
  file = g_build_filename (row->remote_id, "inc-k7.md", NULL);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (g_stat (file, &info) == 0 && (info.st_mode & 0777) == 0600);
  g_assert_true (g_stat (row->remote_id, &info) == 0 && (info.st_mode & 0777) == 0700);
  g_assert_nonnull (strstr (text, "**田中 愛子**: 原因は @Matoi の設定"));
  g_assert_nonnull (strstr (text, "**田中 愛子**: in the thread"));
  folder = g_build_filename (row->remote_id, "inc-k7", NULL);
  days = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (days);
  g_assert_true (g_str_has_suffix (g_dir_read_name (days), ".json"));
  /* Matoi's own importer reads it. */
  export = matoi_slack_export_open (row->remote_id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matoi_slack_export_get_problems (export)->len, ==, 0);
  channel = matoi_slack_export_find (export, "#inc-k7", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (channel->n_messages, ==, 3);
  g_assert_cmpstr (channel->id, ==, room->id);
  pump_rig_assert_state (&pump, 8, "sent", NULL);
  g_assert_true (json_object_get_boolean_member (room->info, "is_archived"));
  rooms = pump_rig_list_rooms (&pump);
  g_assert_true (((MatoiRoomRow *) g_ptr_array_index (rooms, 0))->archived);
  pump_rig_tear_down (&pump);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pump/lost", test_lost);
  g_test_add_func ("/pump/silent", test_silent);
  g_test_add_func ("/pump/lost-twice", test_lost_twice);
  g_test_add_func ("/pump/pings", test_pings);
  g_test_add_func ("/pump/decided", test_decided);
  g_test_add_func ("/pump/no-metadata", test_no_metadata);
  g_test_add_func ("/pump/limited", test_limited);
  g_test_add_func ("/pump/limited-long", test_limited_long);
  g_test_add_func ("/pump/refused", test_refused);
  g_test_add_func ("/pump/lanes", test_lanes);
  g_test_add_func ("/pump/order-in-doubt", test_order_in_doubt);
  g_test_add_func ("/pump/words", test_words);
  g_test_add_func ("/pump/long-lost", test_long_lost);
  g_test_add_func ("/pump/thread", test_thread);
  g_test_add_func ("/pump/late", test_late);
  g_test_add_func ("/pump/clock", test_clock);
  g_test_add_func ("/pump/kill", test_kill);
  g_test_add_func ("/pump/kill-room", test_kill_room);
  g_test_add_func ("/pump/take-over", test_take_over);
  g_test_add_func ("/pump/stopped", test_stopped);
  g_test_add_func ("/pump/declared", test_declared);
  g_test_add_func ("/pump/archive", test_archive);
  return g_test_run ();
}
