/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pump-rig.h"

#include <string.h>

#include "matoi-json.h"

#define PATIENCE (3 * WAIT_SECONDS)

static GPtrArray *
find_intents (MatoiStore *store,
              const MatoiIncident *after,
              GPtrArray *events,
              gint64 now,
              gpointer user_data)
{
  PumpRig *self = user_data;
  const MatoiEvent *event = g_ptr_array_index (events, 0);
  GPtrArray *planned = g_steal_pointer (&self->plan);

  self->plan = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_intent_free);
  for (guint i = 0; i < planned->len; i++)
    {
      MatoiIntent *intent = g_ptr_array_index (planned, i);

      intent->event = event->id;
      if (intent->at == MATOI_TIME_NONE)
        intent->at = event->occurred_at;
    }
  return planned;
}

static gboolean
set_intents (MatoiStore *store, gpointer data, GError **error)
{
  matoi_store_set_intents (store, find_intents, data);
  return TRUE;
}

static void
on_trouble (PumpRig *self, MatoiSlackAnswer *answer)
{
  self->n_trouble++;
  self->trouble = answer->outcome;
}

static void
on_idle (PumpRig *self)
{
  self->n_idle++;
}

static double
get_no_chance (gpointer user_data)
{
  return 0;
}

void
pump_rig_make (PumpRig *self, const char *base, const char *token)
{
  MatoiSlackSelf us = { .team_id = self->rig.fake->team_id,
                        .team = self->rig.fake->team_name,
                        .user_id = self->rig.user_id,
                        .bot_id = (char *) "B00000001" };

  self->client = matoi_slack_client_new (self->rig.http, base, token);
  matoi_slack_client_set_haste (self->client, self->haste);
  self->book = matoi_slack_book_new (self->client);
  self->pump = matoi_slack_pump_new (sync_rig_get_desk (&self->rig), self->client, self->book, &us);
  matoi_slack_pump_set_haste (self->pump, self->haste, get_no_chance, NULL);
  g_signal_connect_swapped (self->pump, "trouble", G_CALLBACK (on_trouble), self);
  g_signal_connect_swapped (self->pump, "idle", G_CALLBACK (on_idle), self);
}

void
pump_rig_drop (PumpRig *self)
{
  g_clear_object (&self->pump);
  g_clear_object (&self->book);
  g_clear_object (&self->client);
}

void
pump_rig_set_up (PumpRig *self, guint haste)
{
  memset (self, 0, sizeof *self);
  self->haste = haste;
  self->plan = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_intent_free);
  sync_rig_set_up (&self->rig);
  sync_rig_run (&self->rig, set_intents, self);
  sync_rig_declare (&self->rig, "Checkout 5xx");
  pump_rig_make (self, self->rig.fake->base, "bot-fake");
}

void
pump_rig_tear_down (PumpRig *self)
{
  pump_rig_drop (self);
  sync_rig_tear_down (&self->rig);
  g_ptr_array_unref (self->plan);
}

static gboolean
recover (MatoiStore *store, gpointer data, GError **error)
{
  return matoi_store_recover_outbox (store, "slack/", error);
}

void
pump_rig_kill (PumpRig *self)
{
  /* Without its desk nothing of what it still finds out is written down. */
  matoi_context_stop (self->rig.context);
  pump_rig_drop (self);
  g_clear_object (&self->rig.http);
  self->rig.http = matoi_http_new ();
  sync_rig_reopen (&self->rig);
  sync_rig_run (&self->rig, set_intents, self);
  sync_rig_run (&self->rig, recover, self);
  pump_rig_make (self, self->rig.fake->base, "bot-fake");
}

void
pump_rig_plan (PumpRig *self, const char *lane, const char *op, const char *payload)
{
  MatoiIntent *intent = g_new0 (MatoiIntent, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = matoi_json_parse (payload, -1, 1024 * 1024, 16, &error);

  g_assert_no_error (error);
  intent->lane = g_strdup (lane);
  intent->op = g_strdup (op);
  intent->kind = g_strdup (g_str_has_prefix (op, "channel.") ? "channel" : "first");
  intent->payload = json_object_ref (json_node_get_object (node));
  intent->at = MATOI_TIME_NONE;
  g_ptr_array_add (self->plan, intent);
}

MatoiIntent *
pump_rig_get_planned (PumpRig *self, guint index)
{
  return g_ptr_array_index (self->plan, index);
}

void
pump_rig_submit (PumpRig *self)
{
  sync_rig_submit (&self->rig, "Ben Okafor", "todo", "text", "Look at it", NULL);
}

void
pump_rig_say (PumpRig *self, const char *lane, const char *room, const char *text)
{
  g_autoptr (JsonObject) payload = json_object_new ();
  g_autofree char *json = NULL;

  json_object_set_string_member (payload, "room", room);
  json_object_set_string_member (payload, "text", text);
  json = matoi_json_to_text (payload);
  pump_rig_plan (self, lane, "message.post", json);
}

static void
tell_rows (PumpRig *self)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->rig);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->state, "sent") != 0)
        g_test_message ("%s %s: %s, %u attempts, %s", row->lane, row->op, row->state, row->attempts,
                        row->last_error != NULL ? row->last_error : "");
    }
}

void
pump_rig_run (PumpRig *self)
{
  gint64 until = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, test_common_on_tick, NULL);

  /* Many steps, each of which is made durable. */
  matoi_slack_pump_start (self->pump);
  while (matoi_slack_pump_is_busy (self->pump) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  if (matoi_slack_pump_is_busy (self->pump))
    tell_rows (self);
  g_assert_false (matoi_slack_pump_is_busy (self->pump));
}

MatoiOutboxRow *
pump_rig_get_row (PumpRig *self, guint index)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->rig);

  g_assert_cmpuint (index, <, rows->len);
  return g_ptr_array_steal_index (rows, index);
}

void
pump_rig_assert_state (PumpRig *self, guint index, const char *state, const char *error)
{
  g_autoptr (MatoiOutboxRow) row = pump_rig_get_row (self, index);

  g_assert_cmpstr (row->state, ==, state);
  g_assert_cmpstr (row->last_error, ==, error);
}

void
pump_rig_assert_once (PumpRig *self)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->rig);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      guint n = fake_slack_count_key (self->rig.fake, row->idem);

      if (strcmp (row->op, "message.post") != 0)
        continue;
      g_assert_cmpuint (n, <=, 1);
      if (strcmp (row->state, "sent") == 0)
        g_assert_cmpuint (n, ==, 1);
      if (strcmp (row->state, "queued") == 0 && row->attempts == 0)
        g_assert_cmpuint (n, ==, 0);
    }
}

void
pump_rig_assert_said (PumpRig *self, FakeChannel *channel, const char *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < channel->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      if (json_object_has_member (message, "metadata"))
        g_string_append_printf (text, "%s\n", json_object_get_string_member (message, "text"));
    }
  g_assert_cmpstr (text->str, ==, lines);
}

void
pump_rig_set_clock (PumpRig *self, gint64 now)
{
  matoi_context_set_now (self->rig.context, now);
}

JsonObject *
pump_rig_get_message (FakeChannel *channel, guint index)
{
  g_assert_cmpuint (index, <, channel->messages->len);
  return g_ptr_array_index (channel->messages, index);
}

const char *
pump_rig_get_text (FakeChannel *channel, guint index)
{
  return json_object_get_string_member (pump_rig_get_message (channel, index), "text");
}

FakeChannel *
pump_rig_get_general (PumpRig *pump)
{
  return fake_slack_find_channel (pump->rig.fake, "general");
}

void
pump_rig_say_general (PumpRig *pump, const char *text)
{
  pump_rig_say (pump, PUMP_RIG_GENERAL, "#general", text);
}

void
pump_rig_post_general (PumpRig *pump, ...)
{
  va_list texts;
  const char *text;

  va_start (texts, pump);
  while ((text = va_arg (texts, const char *)) != NULL)
    pump_rig_say_general (pump, text);
  va_end (texts);
  pump_rig_submit (pump);
}

void
pump_rig_plan_room (PumpRig *pump, const char *name, gboolean is_private)
{
  g_autofree char *open =
    g_strdup_printf ("{\"room\":\"#%s\",\"private\":%s}", name, is_private ? "true" : "false");
  g_autofree char *room = g_strconcat ("#", name, NULL);
  const char *lane = is_private ? "slack/private/x" : PUMP_RIG_ROOM;

  pump_rig_plan (pump, lane, "channel.open", open);
  pump_rig_plan (pump, lane, "channel.topic", "{\"room\":\"#r\",\"text\":\"IC <Ben>\"}");
  pump_rig_plan (pump, lane, "channel.bookmark",
                 "{\"room\":\"#r\",\"title\":\"Call\",\"url\":\"https://meet.example/1\"}");
  pump_rig_say (pump, lane, room, "SEV-2 を宣言しました。:raised_hand: を付けてください。");
  pump_rig_plan (pump, lane, "message.pin", "{\"room\":\"#r\",\"of\":\"first\"}");
  pump_rig_plan (pump, lane, "reaction.add",
                 "{\"room\":\"#r\",\"of\":\"first\",\"name\":\"raised_hand\"}");
  pump_rig_plan (pump, lane, "channel.invite",
                 "{\"room\":\"#r\",\"who\":[\"@sre\",\"ben okafor\",\"Nobody\",\"U0BOT\"]}");
  pump_rig_submit (pump);
}

typedef struct
{
  GPtrArray *rooms;
} RoomList;

static gboolean
list_rooms (MatoiStore *store, gpointer data, GError **error)
{
  ((RoomList *) data)->rooms = matoi_store_list_rooms (store, TRUE, error);
  return ((RoomList *) data)->rooms != NULL;
}

GPtrArray *
pump_rig_list_rooms (PumpRig *pump)
{
  RoomList list = { NULL };

  sync_rig_run (&pump->rig, list_rooms, &list);
  return list.rooms;
}

guint
pump_rig_count_channels (PumpRig *pump, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < pump->rig.fake->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (pump->rig.fake->channels, i);

      n += g_str_has_prefix (json_object_get_string_member (channel->info, "name"), prefix);
    }
  return n;
}
