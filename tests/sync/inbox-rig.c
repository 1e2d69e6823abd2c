/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "inbox-rig.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-time.h"

/* Far more than any test asks for, and never waits. */
#define CALLS     100000
#define WINDOW_MS 1000
/* Nothing is read by itself while a test looks. */
#define NEVER (60 * 60 * 1000)

static gboolean
put_room (MatoiStore *store, gpointer data, GError **error)
{
  return matoi_store_put_room (store, data, error);
}

static void
add_room (InboxRig *self)
{
  MatoiRoomRow row = { .channel = self->channel->id,
                       .name = (char *) "inc-checkout",
                       .incident = self->rig.incident,
                       .own = TRUE };

  sync_rig_run (&self->rig, put_room, &row);
}

void
inbox_rig_share_room (InboxRig *self, gint64 since)
{
  MatoiRoomRow row = { .channel = self->channel->id,
                       .name = (char *) "inc-checkout",
                       .incident = self->rig.incident,
                       .since = since };

  sync_rig_run (&self->rig, put_room, &row);
}

static void
on_caught_up (InboxRig *self)
{
  self->n_caught_up++;
}

static void
on_said (InboxRig *self, MatoiRoomRow *room, MatoiRoomMessage *message)
{
  g_assert_cmpstr (room->channel, ==, message->channel);
  self->n_said++;
  g_free (self->said);
  self->said = g_strdup (message->text);
}

static void
on_trouble (InboxRig *self, MatoiSlackAnswer *answer)
{
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_AUTH);
  self->n_trouble++;
}

static void
on_capped (InboxRig *self)
{
  self->n_capped++;
}

static void
add_inbox (InboxRig *self)
{
  MatoiSlackSelf us = { .team_id = self->rig.fake->team_id,
                        .team = (char *) "Acme",
                        .user_id = self->rig.user_id,
                        .bot_id = self->rig.bot_id,
                        .url = (char *) "https://acme.example/" };

  self->book = matoi_slack_book_new (self->rig.client);
  self->inbox =
    matoi_slack_inbox_new (sync_rig_get_desk (&self->rig), self->rig.client, self->book, &us);
  matoi_slack_inbox_set_budget (self->inbox, CALLS, WINDOW_MS);
  matoi_slack_inbox_set_pace (self->inbox, NEVER, NEVER);
  g_signal_connect_swapped (self->inbox, "caught-up", G_CALLBACK (on_caught_up), self);
  g_signal_connect_swapped (self->inbox, "said", G_CALLBACK (on_said), self);
  g_signal_connect_swapped (self->inbox, "trouble", G_CALLBACK (on_trouble), self);
  g_signal_connect_swapped (self->inbox, "notify::capped", G_CALLBACK (on_capped), self);
}

static const char *
find_user (FakeSlack *fake, const char *name)
{
  for (guint i = 0; i < fake->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (fake->users, i);

      if (g_strcmp0 (matoi_json_get_string (user, "name"), name) == 0)
        return matoi_json_get_string (user, "id");
    }
  g_assert_not_reached ();
}

static void
begin (InboxRig *self)
{
  if (self->base == NULL)
    self->base = g_strdup (self->rig.fake->base);
  self->aiko = find_user (self->rig.fake, "aiko");
  self->ben = find_user (self->rig.fake, "ben");
  sync_rig_declare (&self->rig, "Checkout 5xx");
  add_room (self);
  add_inbox (self);
}

void
inbox_rig_set_up (InboxRig *self, gconstpointer data)
{
  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->rig);
  self->channel = fake_slack_add_channel (self->rig.fake, "inc-checkout", FALSE);
  g_ptr_array_add (self->channel->members, g_strdup (self->rig.user_id));
  begin (self);
}

void
inbox_rig_set_up_beside (InboxRig *self, InboxRig *other)
{
  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->rig);
  fake_slack_free (self->rig.fake);
  g_clear_object (&self->rig.client);
  self->beside = TRUE;
  self->rig.fake = other->rig.fake;
  self->rig.client = matoi_slack_client_new (self->rig.http, self->rig.fake->base, "bot-fake");
  self->channel = other->channel;
  begin (self);
}

void
inbox_rig_set_up_at (InboxRig *self, const char *base_url)
{
  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->rig);
  g_clear_object (&self->rig.client);
  self->base = g_strdup (base_url);
  self->rig.client = matoi_slack_client_new (self->rig.http, base_url, "bot-fake");
  self->channel = fake_slack_find_channel (self->rig.fake, "general");
  begin (self);
}

static void
on_envelope_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  InboxRig *self = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_slack_inbox_take_event_finish (MATOI_SLACK_INBOX (source), result, &error));
  g_assert_no_error (error);
  self->n_kept++;
}

static void
on_envelope (InboxRig *self, const char *id, JsonObject *envelope)
{
  JsonObject *payload = matoi_json_get_object (envelope, "payload");
  JsonObject *event = payload != NULL ? matoi_json_get_object (payload, "event") : NULL;

  matoi_slack_events_acknowledge (self->events, id);
  if (event != NULL)
    matoi_slack_inbox_take_event_async (self->inbox, matoi_json_get_string (payload, "event_id"),
                                        event, on_envelope_kept, self);
}

static void
on_hello (InboxRig *self)
{
  self->n_hellos++;
  matoi_slack_inbox_catch_up (self->inbox);
}

static void
on_state (InboxRig *self)
{
  matoi_slack_inbox_set_live (self->inbox, matoi_slack_events_get_state (self->events) ==
                                             MATOI_SLACK_EVENTS_OPEN);
}

void
inbox_rig_connect (InboxRig *self)
{
  g_autoptr (MatoiSlackClient) app =
    matoi_slack_client_new (self->rig.http, self->base, "app-fake");

  self->events = matoi_slack_events_new (self->rig.http, app);
  matoi_slack_events_set_pace (self->events, 10, 40);
  g_signal_connect_swapped (self->events, "hello", G_CALLBACK (on_hello), self);
  g_signal_connect_swapped (self->events, "envelope", G_CALLBACK (on_envelope), self);
  g_signal_connect_swapped (self->events, "state-changed", G_CALLBACK (on_state), self);
  matoi_slack_inbox_start (self->inbox);
  matoi_slack_events_start (self->events);
}

void
inbox_rig_listen (InboxRig *self)
{
  inbox_rig_connect (self);
  WAIT_UNTIL (self->n_hellos > 0);
}

void
inbox_rig_tear_down (InboxRig *self, gconstpointer data)
{
  if (self->events != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->events, self);
      matoi_slack_events_stop (self->events);
      g_clear_object (&self->events);
    }
  matoi_slack_inbox_stop (self->inbox);
  g_signal_handlers_disconnect_by_data (self->inbox, self);
  g_clear_object (&self->inbox);
  g_clear_object (&self->book);
  g_clear_pointer (&self->said, g_free);
  g_clear_pointer (&self->base, g_free);
  if (self->beside)
    self->rig.fake = fake_slack_new (0, NULL);
  sync_rig_tear_down (&self->rig);
}

void
inbox_rig_catch_up (InboxRig *self)
{
  guint before = self->n_caught_up, tick = g_timeout_add (20, test_common_on_tick, NULL);
  gint64 until = g_get_monotonic_time () + 4 * WAIT_SECONDS * G_USEC_PER_SEC;

  matoi_slack_inbox_start (self->inbox);
  matoi_slack_inbox_catch_up (self->inbox);
  /* With much to be read, on a machine that has other things to do, too. */
  while (self->n_caught_up == before && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_assert_cmpuint (self->n_caught_up, >, before);
}

const char *
inbox_rig_say (InboxRig *self, const char *text, const char *thread)
{
  return fake_slack_say (self->rig.fake, self->channel, self->aiko, text, thread);
}

typedef struct
{
  const char *channel, *ts;
  GPtrArray *messages;
  MatoiRoomMessage *message;
  MatoiRoomRow *room;
} Look;

static gboolean
look (MatoiStore *store, gpointer data, GError **error)
{
  Look *found = data;
  g_autoptr (GPtrArray) rooms = NULL;

  if (found->ts != NULL)
    {
      found->message = matoi_store_get_message (store, found->channel, found->ts, NULL);
      return TRUE;
    }
  rooms = matoi_store_list_rooms (store, TRUE, error);
  found->messages =
    rooms != NULL ? matoi_store_list_messages (store, found->channel, NULL, G_MAXINT, error) : NULL;
  if (found->messages == NULL)
    return FALSE;
  if (rooms->len > 0)
    found->room = g_ptr_array_steal_index (rooms, 0);
  return TRUE;
}

GPtrArray *
inbox_rig_list (InboxRig *self)
{
  Look found = { .channel = self->channel->id };

  sync_rig_run (&self->rig, look, &found);
  g_clear_pointer (&found.room, matoi_room_row_free);
  return found.messages;
}

MatoiRoomMessage *
inbox_rig_get (InboxRig *self, const char *ts)
{
  Look found = { .channel = self->channel->id, .ts = ts };

  sync_rig_run (&self->rig, look, &found);
  return found.message;
}

MatoiRoomRow *
inbox_rig_get_room (InboxRig *self)
{
  Look found = { .channel = self->channel->id };

  sync_rig_run (&self->rig, look, &found);
  g_ptr_array_unref (found.messages);
  return found.room;
}

void
inbox_rig_check_same (InboxRig *self)
{
  g_autoptr (GPtrArray) known = inbox_rig_list (self);
  guint n = 0;

  for (guint i = 0; i < known->len; i++)
    {
      const MatoiRoomMessage *message = g_ptr_array_index (known, i);
      JsonObject *object;

      if (message->deleted)
        continue;
      g_assert_cmpuint (n, <, self->channel->messages->len);
      object = g_ptr_array_index (self->channel->messages, n++);
      g_assert_cmpstr (message->ts, ==, matoi_json_get_string (object, "ts"));
      g_assert_cmpstr (message->text, ==, matoi_json_get_string (object, "text"));
      g_assert_cmpstr (message->author, ==, "田中 愛子");
      g_assert_true (g_strcmp0 (message->thread_ts, matoi_json_get_string (object, "thread_ts")) ==
                     0);
    }
  g_assert_cmpuint (n, ==, self->channel->messages->len);
}

guint
inbox_rig_count_entries (InboxRig *self)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&self->rig);
  guint n = 0;

  for (guint i = 0; i < incident->entries->len; i++)
    n +=
      g_strcmp0 (((MatoiEntry *) g_ptr_array_index (incident->entries, i))->source, "slack") == 0;
  return n;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
inbox_rig_send (InboxRig *self, const char *event_id, const char *json)
{
  g_autofree char *text = g_strdup (json);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (char *p = text; *p != '\0'; p++)
    if (*p == '\'')
      *p = '"';
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  matoi_slack_inbox_take_event_async (self->inbox, event_id, json_node_get_object (node), on_result,
                                      &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (matoi_slack_inbox_take_event_finish (self->inbox, result, &error));
  g_assert_no_error (error);
}
