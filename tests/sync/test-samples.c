/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What Slack really sent (tests/data/slack-api) goes over the socket and into the room, and nothing
 * of it is lost. The values of events were blanked by those who recorded them; they are filled in
 * here. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "inbox-rig.h"
#include "matoi-json.h"

#define WORDS "<@U00000004> 障害 &lt;1&gt; &amp; :tada:"

static JsonNode *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "slack-api", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

static JsonObject *
get_samples (JsonNode *node)
{
  return matoi_json_get_object (json_node_get_object (node), "samples");
}

/* --- frames, as they came */

static void
on_frame (MatoiSlackEvents *events, const char *id, JsonObject *envelope, gpointer user_data)
{
  g_ptr_array_add (user_data, json_object_ref (envelope));
}

static void
test_frames (InboxRig *rig, gconstpointer data)
{
  g_autoptr (JsonNode) node = load ("frames.json");
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonObjectIter iter;
  const char *name;
  JsonNode *frame;
  guint n = 0;

  inbox_rig_listen (rig);
  g_signal_connect (rig->events, "envelope", G_CALLBACK (on_frame), got);
  json_object_iter_init (&iter, get_samples (node));
  while (json_object_iter_next (&iter, &name, &frame))
    {
      g_autofree char *text = json_to_string (frame, FALSE);
      g_autoptr (JsonNode) copy = NULL;

      if (g_str_equal (name, "disconnect"))
        continue;
      fake_slack_send_frame (rig->rig.fake, text);
      if (!json_object_has_member (json_node_get_object (frame), "envelope_id"))
        continue;
      n++;
      WAIT_UNTIL (got->len == n);
      copy = json_node_init_object (json_node_alloc (), g_ptr_array_index (got, n - 1));
      g_assert_true (json_node_equal (frame, copy));
    }
  g_assert_cmpuint (n, ==, 5);
  /* A hello in between changes nothing; a farewell does. */
  g_assert_cmpint (matoi_slack_events_get_state (rig->events), ==, MATOI_SLACK_EVENTS_OPEN);
  {
    g_autofree char *text =
      json_to_string (json_object_get_member (get_samples (node), "disconnect"), FALSE);

    fake_slack_send_frame (rig->rig.fake, text);
  }
  WAIT_UNTIL (matoi_slack_events_get_state (rig->events) == MATOI_SLACK_EVENTS_CROWDED);
  g_signal_handlers_disconnect_by_data (rig->events, got);
}

/* --- events, filled in */

static void
fill (JsonObject *object, const char *name, const char *value)
{
  if (object && json_object_has_member (object, name))
    json_object_set_string_member (object, name, value);
}

/* A message of the sample, as if it had been said by @user at @ts in the thread of @parent. */
static void
fill_message (JsonObject *message, const char *user, const char *ts, const char *parent)
{
  fill (message, "user", user);
  fill (message, "username", "A robot");
  fill (message, "text", WORDS);
  fill (message, "ts", ts);
  fill (message, "thread_ts", parent);
  if (message && g_strcmp0 (matoi_json_get_string (message, "subtype"), "") == 0)
    json_object_remove_member (message, "subtype");
  /* Blank, it would be the message of a bot without a name. */
  if (message && json_object_has_member (message, "user"))
    json_object_remove_member (message, "bot_id");
}

static void
send_sample (InboxRig *rig, const char *name, JsonNode *sample)
{
  g_autoptr (JsonObject) envelope = json_object_new ();
  g_autoptr (JsonNode) frame = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = g_strconcat ("envelope-", name, NULL);
  guint kept = rig->n_kept;

  json_object_set_string_member (json_node_get_object (sample), "event_id", id);
  json_object_set_string_member (envelope, "envelope_id", id);
  json_object_set_string_member (envelope, "type", "events_api");
  json_object_set_member (envelope, "payload", json_node_copy (sample));
  frame = json_node_init_object (json_node_alloc (), envelope);
  text = json_to_string (frame, FALSE);
  fake_slack_send_frame (rig->rig.fake, text);
  if (matoi_json_get_object (json_node_get_object (sample), "event"))
    WAIT_UNTIL (rig->n_kept == kept + 1);
}

static void
check_kept (InboxRig *rig, const char *ts, const char *user, const char *parent)
{
  g_autoptr (MatoiRoomMessage) message = inbox_rig_get (rig, ts);

  g_assert_nonnull (message);
  g_assert_cmpstr (message->ts, ==, ts);
  g_assert_cmpstr (message->channel, ==, rig->channel->id);
  if (user)
    g_assert_cmpstr (message->author_id, ==, user);
  g_assert_nonnull (strstr (message->text, "障害 <1> & 🎉"));
  g_assert_cmpstr (message->thread_ts, ==, parent);
  g_assert_nonnull (strstr (message->raw, ts));
}

/* Those that are people's words, and which part of the event holds them. */
static const struct
{
  const char *name, *member;
  gboolean has_user, has_thread;
} said[] = {
  { "MessagePayload", NULL, TRUE, TRUE },
  { "MessageFileSharePayload", NULL, TRUE, TRUE },
  { "MessageBotPayload", NULL, FALSE, TRUE },
  { "MessageChangedPayload", "message", TRUE, TRUE },
};

static void
test_said (InboxRig *rig, gconstpointer data)
{
  g_autoptr (JsonNode) node = load ("events.json");
  const char *parent;

  inbox_rig_listen (rig);
  parent = inbox_rig_say (rig, "parent", NULL);
  WAIT_UNTIL (rig->n_kept == 1);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      JsonNode *sample = json_object_get_member (get_samples (node), said[i].name);
      JsonObject *event = matoi_json_get_object (json_node_get_object (sample), "event");
      JsonObject *message = said[i].member ? matoi_json_get_object (event, said[i].member) : event;
      g_autofree char *ts =
        g_strdup_printf ("%" G_GINT64_FORMAT ".00000%u", g_get_real_time () / G_USEC_PER_SEC, i);

      g_test_message ("%s", said[i].name);
      fill (event, "channel", rig->channel->id);
      fill_message (message, rig->aiko, ts, parent);
      send_sample (rig, said[i].name, sample);
      check_kept (rig, ts, said[i].has_user ? rig->aiko : NULL, said[i].has_thread ? parent : NULL);
    }
}

static void
test_deleted (InboxRig *rig, gconstpointer data)
{
  g_autoptr (JsonNode) node = load ("events.json");
  JsonNode *sample = json_object_get_member (get_samples (node), "MessageDeletedPayload");
  JsonObject *event = matoi_json_get_object (json_node_get_object (sample), "event");
  g_autoptr (MatoiRoomMessage) message = NULL;
  g_autofree char *ts = NULL;

  inbox_rig_listen (rig);
  ts = g_strdup (inbox_rig_say (rig, "soon gone", NULL));
  WAIT_UNTIL (rig->n_kept == 1);
  fill (event, "channel", rig->channel->id);
  fill (event, "deleted_ts", ts);
  send_sample (rig, "MessageDeletedPayload", sample);
  message = inbox_rig_get (rig, ts);
  g_assert_true (message->deleted);
}

/* Every other event is taken too, blank as it is, and changes nothing that was said. */
static void
test_all (InboxRig *rig, gconstpointer data)
{
  g_autoptr (JsonNode) node = load ("events.json");
  JsonObjectIter iter;
  const char *name;
  JsonNode *sample;
  guint n = 0;
  g_autofree char *ts = NULL;

  inbox_rig_listen (rig);
  ts = g_strdup (inbox_rig_say (rig, "stays", NULL));
  WAIT_UNTIL (rig->n_kept == 1);
  json_object_iter_init (&iter, get_samples (node));
  while (json_object_iter_next (&iter, &name, &sample))
    {
      g_test_message ("%s", name);
      send_sample (rig, name, sample);
      n++;
    }
  g_assert_cmpuint (n, ==, 33);
  WAIT_UNTIL (g_hash_table_size (rig->rig.fake->unacknowledged) == 0);
  {
    g_autoptr (MatoiRoomMessage) message = inbox_rig_get (rig, ts);

    g_assert_cmpstr (message->text, ==, "stays");
    g_assert_false (message->deleted);
  }
}

/* What the room is called, and that it was closed. */
static void
test_room (InboxRig *rig, gconstpointer data)
{
  static const char *const names[] = { "ChannelRenamePayload", "ChannelArchivePayload",
                                       "ChannelUnarchivePayload" };
  g_autoptr (JsonNode) node = load ("events.json");

  inbox_rig_listen (rig);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *sample = json_object_get_member (get_samples (node), names[i]);
      JsonObject *event = matoi_json_get_object (json_node_get_object (sample), "event");
      JsonObject *channel = matoi_json_get_object (event, "channel");
      g_autoptr (MatoiRoomRow) room = NULL;

      fill (channel ? channel : event, channel ? "id" : "channel", rig->channel->id);
      fill (channel, "name", "別の名前");
      send_sample (rig, names[i], sample);
      room = inbox_rig_get_room (rig);
      g_assert_cmpstr (room->name, ==, "別の名前");
      g_assert_cmpint (room->archived, ==, i == 1);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/samples/" name, InboxRig, NULL, inbox_rig_set_up, func, inbox_rig_tear_down)
  ADD ("frames", test_frames);
  ADD ("said", test_said);
  ADD ("deleted", test_deleted);
  ADD ("all", test_all);
  ADD ("room", test_room);
  return g_test_run ();
}
