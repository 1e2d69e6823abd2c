/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nothing is lost and nothing comes twice, whatever the socket and the service do. */

#include "config.h"

#include <string.h>

#include "inbox-rig.h"
#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-time.h"

#define OFTEN 30 /* ms */

/* --- events by themselves: F7 */

static char *
new_event (InboxRig *rig, const char *ts, const char *more)
{
  return g_strdup_printf ("{'type':'message','channel':'%s','channel_type':'channel','ts':'%s',"
                          "'event_ts':'%s','user':'%s'%s}",
                          rig->channel->id, ts, ts, rig->aiko, more);
}

static char *
new_ts (guint n)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%06u", g_get_real_time () / G_USEC_PER_SEC, n);
}

static void
test_twice (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = new_ts (1), *other_ts = new_ts (2);
  g_autofree char *event = new_event (rig, ts, ",'text':'a','client_msg_id':'c1'");
  g_autofree char *copy = new_event (rig, other_ts, ",'text':'a','client_msg_id':'c1'");
  g_autoptr (GPtrArray) known = NULL;

  inbox_rig_catch_up (rig);
  inbox_rig_send (rig, "Ev1", event);
  inbox_rig_send (rig, "Ev1", event);
  inbox_rig_send (rig, "Ev2", event);
  inbox_rig_send (rig, "Ev3", copy);
  known = inbox_rig_list (rig);
  g_assert_cmpuint (known->len, ==, 2);
  g_assert_cmpuint (rig->n_said, ==, 1);
}

/* An event may be here before the names of people are. */
static void
test_early (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = new_ts (1);
  g_autofree char *event = new_event (rig, ts, ",'text':'first of all'");
  g_autoptr (MatoiRoomMessage) message = NULL;

  matoi_slack_inbox_start (rig->inbox);
  inbox_rig_send (rig, "Ev1", event);
  message = inbox_rig_get (rig, ts);
  g_assert_cmpstr (message->author, ==, "田中 愛子");
}

static void
on_refused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (matoi_slack_inbox_take_event_finish (MATOI_SLACK_INBOX (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

/* What could not be kept is not acknowledged: Slack tells it again. */
static void
test_early_stopped (InboxRig *rig, gconstpointer data)
{
  g_autoptr (JsonObject) event = json_object_new ();
  gboolean refused = FALSE;

  json_object_set_string_member (event, "type", "message");
  matoi_slack_inbox_start (rig->inbox);
  matoi_slack_inbox_take_event_async (rig->inbox, "Ev1", event, on_refused, &refused);
  matoi_slack_inbox_stop (rig->inbox);
  WAIT_UNTIL (refused);
}

static void
test_out_of_order (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = new_ts (1), *gone_ts = new_ts (2);
  g_autofree char *event = new_event (rig, ts, ",'text':'before'");
  g_autofree char *gone = new_event (rig, gone_ts, ",'text':'gone'");
  g_autofree char *change = g_strdup_printf (
    "{'type':'message','subtype':'message_changed','channel':'%s','ts':'9.000001','message':"
    "{'type':'message','user':'%s','text':'after','ts':'%s','edited':{'user':'U1','ts':'%s'}}}",
    rig->channel->id, rig->aiko, ts, gone_ts);
  g_autofree char *deletion =
    g_strdup_printf ("{'type':'message','subtype':'message_deleted','channel':'%s','ts':'9.000002',"
                     "'deleted_ts':'%s'}",
                     rig->channel->id, gone_ts);
  g_autoptr (MatoiRoomMessage) message = NULL, deleted = NULL;

  inbox_rig_catch_up (rig);
  inbox_rig_send (rig, "Ev1", change);
  inbox_rig_send (rig, "Ev2", event);
  inbox_rig_send (rig, "Ev3", deletion);
  inbox_rig_send (rig, "Ev4", gone);
  message = inbox_rig_get (rig, ts);
  g_assert_cmpstr (message->text, ==, "after");
  deleted = inbox_rig_get (rig, gone_ts);
  g_assert_true (deleted == NULL || deleted->deleted);
}

/* Our own words are no news, whichever of answer and event comes first. */
static void
test_own (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = new_ts (1), *other_ts = new_ts (2), *third_ts = new_ts (3);
  g_autofree char *mark = g_strdup_printf (",'text':'TODO a','bot_id':'%s'", rig->rig.bot_id);
  g_autofree char *bot = new_event (rig, ts, mark);
  g_autofree char *post =
    new_event (rig, other_ts, ",'text':'TODO b','metadata':{'event_type':'matoi_post'}");
  g_autofree char *foreign = new_event (rig, third_ts, ",'text':'c','bot_id':'BOTHER'");
  g_autofree char *pin =
    g_strdup_printf ("{'type':'reaction_added','user':'%s','reaction':'pushpin',"
                     "'item':{'type':'message','channel':'%s','ts':'%s'}}",
                     rig->ben, rig->channel->id, ts);
  g_autoptr (MatoiRoomMessage) message = NULL;
  g_autoptr (MatoiIncident) incident = NULL;

  inbox_rig_catch_up (rig);
  inbox_rig_send (rig, "Ev1", bot);
  inbox_rig_send (rig, "Ev2", post);
  inbox_rig_send (rig, "Ev3", foreign);
  inbox_rig_send (rig, "Ev4", pin);
  message = inbox_rig_get (rig, other_ts);
  g_assert_true (message->ours);
  incident = sync_rig_load (&rig->rig);
  g_assert_cmpuint (incident->todos->len, ==, 0);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 0);
  g_assert_cmpuint (rig->n_said, ==, 0);
}

/* A preview of a link is no edit. */
static void
test_preview (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = new_ts (1);
  g_autofree char *event = new_event (rig, ts, ",'text':'TODO see <https://a.example>'");
  g_autofree char *change = g_strdup_printf (
    "{'type':'message','subtype':'message_changed','hidden':true,'channel':'%s','ts':'9.000001',"
    "'message':{'type':'message','user':'%s','text':'TODO see <https://a.example>','ts':'%s',"
    "'attachments':[{'from_url':'https://a.example','title':'A page','text':'of somebody'}]}}",
    rig->channel->id, rig->aiko, ts);
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiTodo *todo;

  inbox_rig_catch_up (rig);
  inbox_rig_send (rig, "Ev1", event);
  inbox_rig_send (rig, "Ev2", change);
  incident = sync_rig_load (&rig->rig);
  g_assert_cmpuint (incident->todos->len, ==, 1);
  todo = g_ptr_array_index (incident->todos, 0);
  g_assert_cmpstr (todo->text, ==, "see https://a.example");
  g_assert_null (todo->source_text);
}

static void
test_kinds (InboxRig *rig, gconstpointer data)
{
  static const struct
  {
    const char *more;
    gboolean kept, said;
  } table[] = {
    { ",'text':'a'", TRUE, TRUE },
    { ",'subtype':'me_message','text':'b'", TRUE, TRUE },
    { ",'subtype':'file_share','text':'','files':[{'id':'F1','title':'x.log'}]", TRUE, TRUE },
    { ",'subtype':'thread_broadcast','text':'c','thread_ts':'1500000000.000001',"
      "'root':{'text':'r'}",
      TRUE, TRUE },
    { ",'subtype':'bot_message','text':'d','bot_id':'B9','username':'alerts'", TRUE, FALSE },
    { ",'text':'','blocks':[{'type':'section','text':{'type':'mrkdwn','text':'e'}}]", TRUE, TRUE },
    { ",'subtype':'channel_join','text':'joined'", FALSE, FALSE },
    { ",'subtype':'channel_topic','text':'topic','topic':'x'", TRUE, TRUE },
    { ",'subtype':'message_replied','text':'f'", FALSE, FALSE },
    { ",'text':''", FALSE, FALSE },
  };

  inbox_rig_catch_up (rig);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *ts = new_ts (i + 1);
      g_autofree char *event = new_event (rig, ts, table[i].more);
      guint before = rig->n_said;
      g_autoptr (MatoiRoomMessage) message = NULL;

      g_test_message ("%s", event);
      inbox_rig_send (rig, ts, event);
      message = inbox_rig_get (rig, ts);
      g_assert_cmpint (message != NULL, ==, table[i].kept);
      g_assert_cmpint (rig->n_said > before, ==, table[i].said);
    }
  /* Nobody knows what these are, and nobody has to. */
  inbox_rig_send (rig, "Ev1", "{'type':'something_new'}");
  inbox_rig_send (rig, "Ev2", "{'type':'message','channel':'C9','ts':'1.000001','text':'x'}");
  inbox_rig_send (rig, "Ev3", "{'type':'message','channel':'C9','subtype':'message_changed'}");
  inbox_rig_send (rig, "Ev4", "{'type':'reaction_added'}");
  inbox_rig_send (rig, "Ev5", "{}");
}

/* --- the socket: F8 */

static void
test_bad_frames (InboxRig *rig, gconstpointer data)
{
  g_autofree char *words = g_strnfill (200 * 1024, 'x');
  g_autoptr (GPtrArray) known = NULL;

  inbox_rig_listen (rig);
  fake_slack_send_frame (rig->rig.fake, "{\"type\":");
  fake_slack_send_frame (rig->rig.fake, "{\"envelope_id\":\"e\",\"payload\":{\"event\":[]}}");
  inbox_rig_say (rig, words, NULL);
  WAIT_UNTIL (rig->n_kept == 1);
  known = inbox_rig_list (rig);
  g_assert_cmpuint (known->len, ==, 1);
  g_assert_true (
    g_str_has_prefix (((MatoiRoomMessage *) g_ptr_array_index (known, 0))->text, "xxxxxxxx"));
}

static void
test_reconnect (InboxRig *rig, gconstpointer data)
{
  inbox_rig_listen (rig);
  WAIT_UNTIL (rig->n_caught_up > 0);
  /* While nobody listens something is said. */
  fake_slack_close_sockets (rig->rig.fake, 1001);
  rig->rig.fake->mute = TRUE;
  inbox_rig_say (rig, "between", NULL);
  rig->rig.fake->mute = FALSE;
  WAIT_UNTIL (rig->n_hellos == 2);
  WAIT_UNTIL (rig->n_said == 1);
  fake_slack_send_frame (rig->rig.fake,
                         "{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
  WAIT_UNTIL (rig->n_hellos == 3);
  WAIT_UNTIL (rig->rig.fake->sockets->len == 1);
  inbox_rig_say (rig, "after", NULL);
  WAIT_UNTIL (rig->n_said == 2);
  inbox_rig_check_same (rig);
}

/* It looks open, and nothing comes: the rooms are asked all the same. */
static void
test_half_open (InboxRig *rig, gconstpointer data)
{
  inbox_rig_listen (rig);
  WAIT_UNTIL (rig->n_caught_up > 0);
  matoi_slack_inbox_set_pace (rig->inbox, OFTEN, OFTEN);
  matoi_slack_inbox_set_live (rig->inbox, FALSE);
  matoi_slack_inbox_set_live (rig->inbox, TRUE);
  rig->rig.fake->mute = TRUE;
  inbox_rig_say (rig, "unheard", NULL);
  WAIT_UNTIL (rig->n_said == 1);
  g_assert_cmpuint (rig->n_kept, ==, 0);
}

/* No socket to be had: what is said comes by asking. */
static void
test_polling (InboxRig *rig, gconstpointer data)
{
  const char *reason = data;

  if (g_str_equal (reason, "no-hello"))
    rig->rig.fake->no_hello = rig->rig.fake->mute = TRUE;
  matoi_slack_inbox_set_pace (rig->inbox, OFTEN, 60 * 60 * 1000);
  if (g_str_equal (reason, "no-hello"))
    {
      inbox_rig_connect (rig);
      WAIT_UNTIL (rig->rig.fake->sockets->len == 1);
      inbox_rig_catch_up (rig);
      g_assert_cmpint (matoi_slack_events_get_state (rig->events), !=, MATOI_SLACK_EVENTS_OPEN);
    }
  else
    {
      g_autofree char *frame =
        g_strdup_printf ("{\"type\":\"disconnect\",\"reason\":\"%s\"}", reason);

      inbox_rig_listen (rig);
      matoi_slack_events_set_pace (rig->events, 60 * 60 * 1000, 60 * 60 * 1000);
      fake_slack_send_frame (rig->rig.fake, frame);
      WAIT_UNTIL (matoi_slack_events_get_state (rig->events) != MATOI_SLACK_EVENTS_OPEN);
      WAIT_UNTIL (rig->rig.fake->sockets->len == 0);
    }
  inbox_rig_say (rig, "by asking", NULL);
  WAIT_UNTIL (rig->n_said == 1);
  fake_slack_react (rig->rig.fake, rig->channel,
                    matoi_json_get_string (g_ptr_array_index (rig->channel->messages, 0), "ts"),
                    rig->ben, "pushpin", TRUE);
  WAIT_UNTIL (inbox_rig_count_entries (rig) == 1);
  g_assert_cmpuint (rig->n_kept, ==, 0);
}

/* --- the service */

static void
test_bad_answers (InboxRig *rig, gconstpointer data)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
  } faults[] = {
    { FAKE_DROP_BEFORE, NULL },    { FAKE_DROP_AFTER, NULL }, { FAKE_STATUS_BEFORE, "503" },
    { FAKE_HTML, NULL },           { FAKE_CUT, NULL },        { FAKE_EMPTY, NULL },
    { FAKE_ERROR, "fatal_error" }, { FAKE_LIMIT, "0" }
  };
  g_autofree char *parent = NULL;

  matoi_slack_inbox_set_pace (rig->inbox, OFTEN, OFTEN);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_free (parent);
      parent = g_strdup (inbox_rig_say (rig, "parent", NULL));
      inbox_rig_say (rig, "reply", parent);
      fake_slack_fault (rig->rig.fake, "conversations.history", faults[i].kind, faults[i].value, 1);
      fake_slack_fault (rig->rig.fake, "conversations.replies", faults[i].kind, faults[i].value, 1);
      inbox_rig_catch_up (rig);
      inbox_rig_check_same (rig);
    }
  g_assert_cmpuint (rig->n_trouble, ==, 0);
}

/* F13: what may not be read is not waited for. */
static void
test_scope (InboxRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) known = NULL;

  inbox_rig_say (rig, "a", NULL);
  fake_slack_fault (rig->rig.fake, "conversations.history", FAKE_ERROR, "missing_scope", 1);
  inbox_rig_catch_up (rig);
  known = inbox_rig_list (rig);
  g_assert_cmpuint (known->len, ==, 0);
  g_assert_cmpuint (rig->n_trouble, ==, 0);
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
}

static void
test_too_many_calls (InboxRig *rig, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  inbox_rig_say (rig, "a", NULL);
  fake_slack_fault (rig->rig.fake, "conversations.history", FAKE_LIMIT, "1", 1);
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 950 * 1000);
}

static void
test_dead_token (InboxRig *rig, gconstpointer data)
{
  inbox_rig_say (rig, "a", NULL);
  fake_slack_revoke (rig->rig.fake, "bot-fake");
  matoi_slack_inbox_start (rig->inbox);
  WAIT_UNTIL (rig->n_trouble == 1);
  matoi_slack_inbox_stop (rig->inbox);
  g_assert_cmpuint (rig->n_caught_up, ==, 0);
}

/* Slack gives out 15 a time: slowly then, and it is said. */
static void
test_capped (InboxRig *rig, gconstpointer data)
{
  guint allowed;

  for (guint i = 0; i < 40; i++)
    inbox_rig_say (rig, "m", NULL);
  matoi_slack_inbox_set_budget (rig->inbox, 10, 50);
  rig->rig.fake->page_size = 15;
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  g_assert_true (matoi_slack_inbox_is_capped (rig->inbox));
  g_assert_cmpuint (rig->n_capped, ==, 1);
  g_assert_cmpuint (matoi_slack_inbox_get_calls (rig->inbox, &allowed), >=, 3);
  g_assert_cmpuint (allowed, ==, 1);
  rig->rig.fake->page_size = 0;
  inbox_rig_catch_up (rig);
  g_assert_false (matoi_slack_inbox_is_capped (rig->inbox));
}

typedef struct
{
  InboxRig *rig;
  guint n_gaps;
  gboolean newest_first;
} Gap;

static void
on_changed (Gap *gap, const char *channel)
{
  g_assert_cmpstr (channel, ==, gap->rig->channel->id);
  gap->n_gaps += matoi_slack_inbox_has_gap (gap->rig->inbox, channel);
}

/* More than anybody reads at once: the newest first, and the gap is known until it is closed. */
static void
test_backlog (InboxRig *rig, gconstpointer data)
{
  Gap gap = { rig, 0, FALSE };

  for (guint i = 0; i < 2300; i++)
    inbox_rig_say (rig, "m", NULL);
  g_signal_connect_swapped (rig->inbox, "changed", G_CALLBACK (on_changed), &gap);
  matoi_slack_inbox_start (rig->inbox);
  WAIT_UNTIL (gap.n_gaps > 0);
  WAIT_UNTIL (rig->n_caught_up > 0);
  g_signal_handlers_disconnect_by_data (rig->inbox, &gap);
  g_assert_false (matoi_slack_inbox_has_gap (rig->inbox, rig->channel->id));
  inbox_rig_check_same (rig);
}

/* Stopped in the middle, and begun anew: nothing is missing. */
static void
test_stopped (InboxRig *rig, gconstpointer data)
{
  for (guint i = 0; i < 300; i++)
    inbox_rig_say (rig, "m", NULL);
  rig->rig.fake->page_size = 50;
  for (guint n = 1; n < 5; n++)
    {
      guint before = fake_slack_count (rig->rig.fake, "conversations.history");

      matoi_slack_inbox_start (rig->inbox);
      WAIT_UNTIL (fake_slack_count (rig->rig.fake, "conversations.history") >= before + n);
      matoi_slack_inbox_stop (rig->inbox);
    }
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
}

/* --- two at one Slack: F20 */

#define BUDGET    25
#define WINDOW_MS 1000

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* When the service was asked, in order; of both methods. */
static GArray *
list_calls (FakeSlack *fake)
{
  static const char *const methods[] = { "conversations.history", "conversations.replies" };
  GArray *calls = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      GArray *window = g_hash_table_lookup (fake->windows, methods[i]);

      if (window != NULL)
        g_array_append_vals (calls, window->data, window->len);
    }
  g_array_sort (calls, compare_times);
  return calls;
}

static void
test_two (InboxRig *rig, gconstpointer data)
{
  InboxRig other;
  g_autoptr (GArray) calls = NULL;

  inbox_rig_set_up_beside (&other, rig);
  for (guint i = 0; i < 260; i++)
    inbox_rig_say (rig, "m", NULL);
  rig->rig.fake->page_size = 5;
  matoi_slack_inbox_set_budget (rig->inbox, BUDGET, WINDOW_MS);
  matoi_slack_inbox_set_budget (other.inbox, BUDGET, WINDOW_MS);
  matoi_slack_inbox_start (rig->inbox);
  matoi_slack_inbox_start (other.inbox);
  WAIT_UNTIL (rig->n_caught_up > 0 && other.n_caught_up > 0);
  inbox_rig_check_same (rig);
  inbox_rig_check_same (&other);
  calls = list_calls (rig->rig.fake);
  g_assert_cmpuint (calls->len, >=, 104);
  /* A call may take a moment until it is there. */
  for (guint i = 2 * BUDGET; i < calls->len; i++)
    g_assert_cmpint (g_array_index (calls, gint64, i) -
                       g_array_index (calls, gint64, i - 2 * BUDGET),
                     >=, WINDOW_MS - 200);
  inbox_rig_tear_down (&other, NULL);
}

/* By the setting: as many as there are computers share 50 a minute. */
static void
test_shared (InboxRig *rig, gconstpointer data)
{
  guint allowed;

  matoi_slack_inbox_set_budget (rig->inbox, 0, 0);
  matoi_slack_inbox_get_calls (rig->inbox, &allowed);
  g_assert_cmpuint (allowed, ==, 25);
  sync_rig_set (&rig->rig, "slack.shared-by", "5");
  matoi_slack_inbox_get_calls (rig->inbox, &allowed);
  g_assert_cmpuint (allowed, ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, data) \
  g_test_add ("/inbox-faults/" name, InboxRig, data, inbox_rig_set_up, func, inbox_rig_tear_down)
  ADD ("twice", test_twice, NULL);
  ADD ("early", test_early, NULL);
  ADD ("early/stopped", test_early_stopped, NULL);
  ADD ("out-of-order", test_out_of_order, NULL);
  ADD ("own", test_own, NULL);
  ADD ("preview", test_preview, NULL);
  ADD ("kinds", test_kinds, NULL);
  ADD ("bad-frames", test_bad_frames, NULL);
  ADD ("reconnect", test_reconnect, NULL);
  ADD ("half-open", test_half_open, NULL);
  ADD ("polling/no-hello", test_polling, "no-hello");
  ADD ("polling/crowded", test_polling, "too_many_websockets");
  ADD ("polling/disabled", test_polling, "link_disabled");
  ADD ("bad-answers", test_bad_answers, NULL);
  ADD ("scope", test_scope, NULL);
  ADD ("too-many-calls", test_too_many_calls, NULL);
  ADD ("dead-token", test_dead_token, NULL);
  ADD ("capped", test_capped, NULL);
  ADD ("backlog", test_backlog, NULL);
  ADD ("stopped", test_stopped, NULL);
  ADD ("two", test_two, NULL);
  ADD ("shared", test_shared, NULL);
  return g_test_run ();
}
