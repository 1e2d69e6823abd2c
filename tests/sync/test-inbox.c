/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said in a room comes in, and what somebody chose of it becomes part of the record. */

#include "config.h"

#include <string.h>

#include "inbox-rig.h"
#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-postmortem.h"
#include "matoi-time.h"

/* 1,500 messages with 40 threads, 10 edits and 5 deletions while nobody was there: F9. */
static void
test_away (InboxRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) ts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MatoiRoomRow) room = NULL;
  guint calls;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (ts, g_strdup (inbox_rig_say (rig, "before", NULL)));
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *text = g_strdup_printf ("決済 %u", i);

      g_ptr_array_add (ts, g_strdup (inbox_rig_say (rig, text, NULL)));
    }
  for (guint i = 0; i < 40; i++)
    inbox_rig_say (rig, "返信", g_ptr_array_index (ts, i < 10 ? i : i * 20));
  for (guint i = 0; i < 10; i++)
    fake_slack_edit (rig->rig.fake, rig->channel, g_ptr_array_index (ts, 30 + i), "edited");
  for (guint i = 0; i < 5; i++)
    fake_slack_delete (rig->rig.fake, rig->channel, g_ptr_array_index (ts, 20 + i));
  calls = fake_slack_count (rig->rig.fake, "conversations.history") +
          fake_slack_count (rig->rig.fake, "conversations.replies");
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  calls = fake_slack_count (rig->rig.fake, "conversations.history") +
          fake_slack_count (rig->rig.fake, "conversations.replies") - calls;
  g_test_message ("%u calls", calls);
  g_assert_cmpuint (calls, <=, 50);
  room = inbox_rig_get_room (rig);
  g_assert_cmpstr (room->high_ts, ==, g_ptr_array_index (ts, ts->len - 1));
  /* What is old is not for those who answer; nobody chose any of it. */
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 0);
}

/* F10 */
static void
test_pages (InboxRig *rig, gconstpointer data)
{
  g_autofree char *parent = NULL;

  for (guint i = 0; i < 60; i++)
    inbox_rig_say (rig, "m", NULL);
  parent = g_strdup (inbox_rig_say (rig, "parent", NULL));
  for (guint i = 0; i < 20; i++)
    inbox_rig_say (rig, "reply", parent);
  rig->rig.fake->page_size = 7;
  rig->rig.fake->stale_cursors = TRUE;
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  g_assert_false (rig->rig.fake->stale_cursors);
  g_assert_false (matoi_slack_inbox_is_capped (rig->inbox));
}

/* Edits, deletions and signs that were made while nobody looked. */
static void
test_second_look (InboxRig *rig, gconstpointer data)
{
  g_autofree char *first = g_strdup (inbox_rig_say (rig, "first", NULL));
  g_autofree char *second = g_strdup (inbox_rig_say (rig, "second", NULL));
  g_autofree char *reply = NULL, *other = NULL;
  g_autoptr (MatoiRoomMessage) message = NULL;

  reply = g_strdup (inbox_rig_say (rig, "reply", second));
  other = g_strdup (inbox_rig_say (rig, "other", second));
  inbox_rig_catch_up (rig);
  fake_slack_edit (rig->rig.fake, rig->channel, reply, "reply!");
  fake_slack_delete (rig->rig.fake, rig->channel, other);
  fake_slack_delete (rig->rig.fake, rig->channel, first);
  fake_slack_react (rig->rig.fake, rig->channel, second, rig->ben, "pushpin", TRUE);
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  message = inbox_rig_get (rig, first);
  g_assert_true (message->deleted);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 1);
  /* Once more changes nothing. */
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 1);
}

/* A sign of a person takes it; what becomes of the message later, the entry tells. */
static void
test_pin (InboxRig *rig, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *ts = NULL;
  const MatoiEntry *entry = NULL;

  inbox_rig_listen (rig);
  ts = g_strdup (inbox_rig_say (rig, "DB の CPU が 100 % &lt;high&gt; :fire:", NULL));
  WAIT_UNTIL (rig->n_said == 1);
  g_assert_cmpstr (rig->said, ==, "DB の CPU が 100 % <high> 🔥");
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 0);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "eyes", TRUE);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->rig.user_id, "pushpin", TRUE);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "pushpin", TRUE);
  WAIT_UNTIL (rig->n_kept == 4);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 1);
  fake_slack_edit (rig->rig.fake, rig->channel, ts, "CPU 90 %");
  WAIT_UNTIL (rig->n_kept == 5);
  fake_slack_delete (rig->rig.fake, rig->channel, ts);
  WAIT_UNTIL (rig->n_kept == 6);
  incident = sync_rig_load (&rig->rig);
  for (guint i = 0; i < incident->entries->len; i++)
    if (g_strcmp0 (((MatoiEntry *) g_ptr_array_index (incident->entries, i))->source, "slack") == 0)
      entry = g_ptr_array_index (incident->entries, i);
  g_assert_cmpstr (entry->text, ==, "DB の CPU が 100 % <high> 🔥");
  g_assert_cmpstr (entry->author, ==, "田中 愛子");
  g_assert_cmpint (entry->occurred_at / 1000, ==, g_ascii_strtoll (ts, NULL, 10));
  g_assert_nonnull (
    strstr (((MatoiEvidence *) g_ptr_array_index (entry->evidence, 0))->url, "/archives/C"));
  g_assert_cmpstr (entry->source_text, ==, "CPU 90 %");
  g_assert_true (entry->source_deleted);
}

static guint
count_todos (InboxRig *rig)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&rig->rig);

  return incident->todos->len;
}

static void
test_todos (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = NULL;

  inbox_rig_listen (rig);
  ts = g_strdup (inbox_rig_say (rig, "TODO: call Ben\nplain\nＴＯＤＯ：報告する", NULL));
  inbox_rig_say (rig, "todos are many, see TODO x", NULL);
  WAIT_UNTIL (rig->n_kept == 2);
  g_assert_cmpuint (count_todos (rig), ==, 2);
  fake_slack_edit (rig->rig.fake, rig->channel, ts, "TODO: call Ben\nplain\nTODO 報告する\nTODO x");
  WAIT_UNTIL (rig->n_kept == 3);
  g_assert_cmpuint (count_todos (rig), ==, 3);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (count_todos (rig), ==, 3);
  sync_rig_set (&rig->rig, "slack.todo-lines", "off");
  inbox_rig_say (rig, "TODO y", NULL);
  WAIT_UNTIL (rig->n_kept == 4);
  g_assert_cmpuint (count_todos (rig), ==, 3);
}

/* The program ended between what was kept and what was to follow from it. */
static gboolean
lose_todo (MatoiStore *store, gpointer data, GError **error)
{
  const MatoiRoomMessage *message = data;
  g_autofree char *key = g_strconcat ("todo:", message->channel, ":", message->ts, NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new (), changes = NULL;
  gboolean first;

  g_ptr_array_add (messages, data);
  changes = matoi_store_put_messages (store, message->channel, messages, message->ts, error);
  return changes != NULL && matoi_store_see (store, key, 0, &first, error);
}

static void
test_todos_left (InboxRig *rig, gconstpointer data)
{
  const char *ts = inbox_rig_say (rig, "TODO: call Ben", NULL);
  MatoiRoomMessage message = { .channel = rig->channel->id,
                               .ts = (char *) ts,
                               .author_id = (char *) rig->ben,
                               .author = (char *) "Ben Okafor",
                               .text = (char *) "TODO: call Ben",
                               .raw = (char *) "{\"text\":\"TODO: call Ben\"}",
                               .at = 1 };

  sync_rig_run (&rig->rig, lose_todo, &message);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (count_todos (rig), ==, 1);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (count_todos (rig), ==, 1);
}

/* Nothing of a confidential incident is taken but by a person's choice. */
static void
test_confidential (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts = NULL;

  inbox_rig_listen (rig);
  sync_rig_submit (&rig->rig, "Ben Okafor", "security", NULL);
  ts = g_strdup (inbox_rig_say (rig, "TODO: rotate the keys", NULL));
  WAIT_UNTIL (rig->n_kept == 1);
  g_assert_cmpuint (count_todos (rig), ==, 0);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "pushpin", TRUE);
  WAIT_UNTIL (rig->n_kept == 2);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 1);
}

static void
on_adopted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
adopt (InboxRig *rig, const char *ts, const char *kind, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  matoi_slack_inbox_adopt_async (rig->inbox, rig->channel->id, ts, kind, "Ben Okafor", on_adopted,
                                 &result);
  WAIT_UNTIL (result != NULL);
  return matoi_slack_inbox_adopt_finish (rig->inbox, result, error);
}

static void
test_adopt (InboxRig *rig, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ts = g_strdup (inbox_rig_say (rig, "ロールバックします", NULL));

  inbox_rig_catch_up (rig);
  g_assert_true (adopt (rig, ts, "decision", &error));
  g_assert_no_error (error);
  g_assert_true (adopt (rig, ts, "todo", &error));
  g_assert_true (adopt (rig, ts, "decision", &error));
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 1);
  g_assert_cmpuint (count_todos (rig), ==, 1);
  g_assert_false (adopt (rig, "1.000001", "fact", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
}

/* --- who can respond */

static gboolean
mark_sent (MatoiStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, NULL, TRUE, error);
  gint64 now = matoi_time_now ();
  MatoiOutboxRow *row;

  if (rows == NULL)
    return FALSE;
  while ((row = matoi_store_take_outbox (store, NULL, now, NULL)) != NULL)
    {
      gboolean is =
        g_strcmp0 (row->kind, "roll-call") == 0 && g_str_equal (row->op, "message.post");

      if (!matoi_store_mark_outbox (store, row->id, MATOI_OUTBOX_SENT, is ? data : NULL, now, now,
                                    error))
        return FALSE;
      matoi_outbox_row_free (row);
    }
  return TRUE;
}

static guint
count_offers (InboxRig *rig)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&rig->rig);

  if (incident->offers->len > 0)
    g_assert_cmpstr (g_ptr_array_index (incident->offers, 0), ==, "Ben Okafor");
  return incident->offers->len;
}

static void
test_hands (InboxRig *rig, gconstpointer data)
{
  g_autofree char *ts =
    g_strdup (fake_slack_say (rig->rig.fake, rig->channel, rig->rig.user_id, "who?", NULL));

  sync_rig_run (&rig->rig, mark_sent, ts);
  inbox_rig_listen (rig);
  WAIT_UNTIL (rig->n_caught_up > 0);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "raised_hand", TRUE);
  WAIT_UNTIL (rig->n_kept == 1);
  g_assert_cmpuint (count_offers (rig), ==, 1);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "raised_hand", FALSE);
  WAIT_UNTIL (rig->n_kept == 2);
  g_assert_cmpuint (count_offers (rig), ==, 0);
  /* Nobody listens: the history tells of both. */
  rig->rig.fake->mute = TRUE;
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "raised_hand", TRUE);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (count_offers (rig), ==, 1);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "raised_hand", FALSE);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (count_offers (rig), ==, 0);
}

/* A socket that opens before anybody has asked which rooms there are: nothing was read yet. */
static void
test_caught_up (InboxRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) messages = NULL;

  inbox_rig_say (rig, "replica is behind", NULL);
  matoi_slack_inbox_start (rig->inbox);
  matoi_slack_inbox_set_live (rig->inbox, TRUE);
  g_assert_cmpuint (rig->n_caught_up, ==, 0);
  WAIT_UNTIL (rig->n_caught_up > 0);
  messages = inbox_rig_list (rig);
  g_assert_cmpuint (messages->len, ==, 1);
}

/* --- the room itself: F11 */

static void
test_room (InboxRig *rig, gconstpointer data)
{
  g_autofree char *event =
    g_strdup_printf ("{'type':'channel_rename','channel':{'id':'%s','name':'inc-決済'}}",
                     rig->channel->id);
  g_autofree char *closing =
    g_strdup_printf ("{'type':'channel_archive','channel':'%s','user':'U1'}", rig->channel->id);
  g_autofree char *reopening =
    g_strdup_printf ("{'type':'channel_unarchive','channel':'%s','user':'U1'}", rig->channel->id);
  g_autofree char *moving =
    g_strdup_printf ("{'type':'channel_id_changed','old_channel_id':'%s','new_channel_id':'C0NEW'}",
                     rig->channel->id);
  g_autoptr (MatoiRoomRow) room = NULL;

  inbox_rig_catch_up (rig);
  inbox_rig_send (rig, "Ev1", event);
  room = inbox_rig_get_room (rig);
  g_assert_cmpstr (room->name, ==, "inc-決済");
  inbox_rig_send (rig, "Ev2", closing);
  g_clear_pointer (&room, matoi_room_row_free);
  room = inbox_rig_get_room (rig);
  g_assert_true (room->archived);
  inbox_rig_send (rig, "Ev3", reopening);
  g_clear_pointer (&room, matoi_room_row_free);
  room = inbox_rig_get_room (rig);
  g_assert_false (room->archived);
  inbox_rig_send (rig, "Ev4", moving);
  g_clear_pointer (&room, matoi_room_row_free);
  room = inbox_rig_get_room (rig);
  g_assert_cmpstr (room->channel, ==, "C0NEW");
}

/* Put out of a public room we come back; out of a private one there is nothing to be read. */
static void
test_kicked (InboxRig *rig, gconstpointer data)
{
  g_autoptr (MatoiRoomRow) room = NULL;

  inbox_rig_say (rig, "a", NULL);
  g_ptr_array_set_size (rig->channel->members, 0);
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
  json_object_set_boolean_member (rig->channel->info, "is_private", TRUE);
  g_ptr_array_set_size (rig->channel->members, 0);
  inbox_rig_catch_up (rig);
  room = inbox_rig_get_room (rig);
  g_assert_true (room->archived);
}

/* --- time: F14 */

static void
test_clock (InboxRig *rig, gconstpointer data)
{
  gint64 off = GPOINTER_TO_INT (data) * MATOI_MINUTE;
  g_autofree char *ts = NULL;

  matoi_context_set_now (rig->rig.context, matoi_time_now () + off);
  inbox_rig_share_room (rig, matoi_time_now () + off);
  inbox_rig_catch_up (rig);
  inbox_rig_listen (rig);
  ts = g_strdup (inbox_rig_say (rig, "now", NULL));
  WAIT_UNTIL (rig->n_said == 1);
  inbox_rig_say (rig, "reply", ts);
  fake_slack_react (rig->rig.fake, rig->channel, ts, rig->ben, "pushpin", TRUE);
  WAIT_UNTIL (rig->n_kept == 3);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 1);
  rig->rig.fake->mute = TRUE;
  inbox_rig_say (rig, "later", NULL);
  inbox_rig_say (rig, "later reply", ts);
  inbox_rig_catch_up (rig);
  inbox_rig_check_same (rig);
}

/* --- pictures */

static const char *
add_picture (InboxRig *rig, const char *url)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = g_strdup_printf ("[{\"id\":\"F1\",\"name\":\"graph.png\",\"mimetype\":"
                                           "\"image/png\",\"size\":70,\"url_private\":\"%s\"}]",
                                           url);
  const char *ts = inbox_rig_say (rig, "graph", NULL);

  node = json_from_string (text, NULL);
  json_object_set_member (g_ptr_array_index (rig->channel->messages,
                                             rig->channel->messages->len - 1),
                          "files", g_steal_pointer (&node));
  return ts;
}

static guint n_pictures;

static void
on_file (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  const char *authorization =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "Authorization");
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0 };

  g_assert_true (authorization != NULL && g_str_has_suffix (authorization, " bot-fake"));
  n_pictures++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, (const char *) png,
                                    sizeof png);
}

static MatoiCommand *
make_picture (const char *actor, GBytes *file, GError **error)
{
  MatoiCommand *command = matoi_command_new ("pm-picture", actor);

  matoi_command_set_int (command, "width", 1);
  matoi_command_set_int (command, "height", 1);
  matoi_command_set_attachment (command, file);
  return command;
}

static guint
count_pictures (InboxRig *rig)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&rig->rig);

  return incident->postmortem != NULL ? incident->postmortem->pictures->len : 0;
}

/* The token goes nowhere but to the service; pictures are kept once there is a postmortem. */
static void
test_pictures (InboxRig *rig, gconstpointer data)
{
  g_autofree char *base = g_strndup (rig->rig.fake->base, strlen (rig->rig.fake->base) - 4);
  g_autofree char *url = g_strconcat (base, "files-pri/graph.png", NULL);
  g_autofree char *good = NULL, *foreign = NULL;

  n_pictures = 0;
  matoi_slack_inbox_set_picture_func (make_picture);
  soup_server_add_handler (rig->rig.fake->server, "/files-pri", on_file, NULL, NULL);
  good = g_strdup (add_picture (rig, url));
  foreign = g_strdup (add_picture (rig, "https://evil.example/graph.png"));
  fake_slack_react (rig->rig.fake, rig->channel, good, rig->ben, "pushpin", TRUE);
  fake_slack_react (rig->rig.fake, rig->channel, foreign, rig->ben, "pushpin", TRUE);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (inbox_rig_count_entries (rig), ==, 2);
  g_assert_cmpuint (n_pictures, ==, 0);
  sync_rig_submit (&rig->rig, "Ben Okafor", "end", "outcome", "recovered", "final_severity", "2",
                   "owner", "Ben Okafor", "override", "a test", NULL);
  inbox_rig_catch_up (rig);
  WAIT_UNTIL (count_pictures (rig) == 1);
  inbox_rig_catch_up (rig);
  g_assert_cmpuint (n_pictures, ==, 1);
  matoi_slack_inbox_set_picture_func (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, data) \
  g_test_add ("/inbox/" name, InboxRig, data, inbox_rig_set_up, func, inbox_rig_tear_down)
  ADD ("away", test_away, NULL);
  ADD ("pages", test_pages, NULL);
  ADD ("second-look", test_second_look, NULL);
  ADD ("pin", test_pin, NULL);
  ADD ("todos", test_todos, NULL);
  ADD ("todos-left", test_todos_left, NULL);
  ADD ("confidential", test_confidential, NULL);
  ADD ("adopt", test_adopt, NULL);
  ADD ("hands", test_hands, NULL);
  ADD ("caught-up", test_caught_up, NULL);
  ADD ("room", test_room, NULL);
  ADD ("kicked", test_kicked, NULL);
  ADD ("clock/ahead", test_clock, GINT_TO_POINTER (60));
  ADD ("clock/behind", test_clock, GINT_TO_POINTER (-60));
  ADD ("pictures", test_pictures, NULL);
  return g_test_run ();
}
