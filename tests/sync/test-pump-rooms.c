/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rooms: made, found again, lost; what tokens and permissions allow (F11…F13). */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-slack-export.h"
#include "matoi-time.h"
#include "pump-rig.h"

#define HASTE 500

static void
test_room (void)
{
  PumpRig pump;
  FakeChannel *room;
  g_autoptr (GPtrArray) rooms = NULL;
  g_autoptr (MatoiOutboxRow) invite = NULL;
  JsonObject *message, *block;
  const MatoiRoomRow *kept;
  JsonArray *elements;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_plan_room (&pump, "inc-261121-k7-決済", FALSE);
  pump_rig_run (&pump);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, 7);
  room = fake_slack_find_channel (pump.rig.fake, "inc-261121-k7-決済");
  g_assert_nonnull (room);
  g_assert_cmpuint (room->bookmarks->len, ==, 1);
  g_assert_cmpuint (room->pins->len, ==, 1);
  /* The bot, the one of the group, and the one by name. */
  g_assert_cmpuint (room->members->len, ==, 3);
  g_assert_cmpstr (
    json_object_get_string_member (json_object_get_object_member (room->info, "topic"), "value"),
    ==, "IC &lt;Ben&gt;");
  message = pump_rig_get_message (room, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (message, "reactions")), ==,
                    1);
  block = json_array_get_object_element (json_object_get_array_member (message, "blocks"), 0);
  g_assert_cmpstr (json_object_get_string_member (block, "type"), ==, "rich_text");
  elements = json_object_get_array_member (
    json_array_get_object_element (json_object_get_array_member (block, "elements"), 0),
    "elements");
  g_assert_cmpuint (json_array_get_length (elements), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (elements, 1),
                                                  "name"),
                   ==, "raised_hand");
  invite = pump_rig_get_row (&pump, 6);
  g_assert_cmpstr (invite->remote_id, ==, "users_not_found: Nobody");
  rooms = pump_rig_list_rooms (&pump);
  g_assert_cmpuint (rooms->len, ==, 1);
  kept = g_ptr_array_index (rooms, 0);
  g_assert_cmpstr (kept->channel, ==, room->id);
  g_assert_cmpstr (kept->name, ==, "inc-261121-k7-決済");
  g_assert_true (kept->own && matoi_id_equal (&kept->incident, &pump.rig.incident));
  pump_rig_tear_down (&pump);
}

/* Confidential: nothing but a private room. */
static void
test_private (void)
{
  PumpRig pump;
  FakeChannel *room;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_plan_room (&pump, "blue-heron-k7", TRUE);
  fake_slack_add_channel (pump.rig.fake, "blue-heron-k7", FALSE);
  pump_rig_run (&pump);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, 7);
  room = fake_slack_find_channel (pump.rig.fake, "blue-heron-k7-2");
  g_assert_nonnull (room);
  g_assert_true (json_object_get_boolean_member (room->info, "is_private"));
  g_assert_cmpuint (pump_rig_get_general (&pump)->messages->len, ==, 0);
  g_assert_cmpuint (fake_slack_find_channel (pump.rig.fake, "blue-heron-k7")->messages->len, ==, 0);
  pump_rig_tear_down (&pump);
}

/* An existing room becomes that of the incident with its first message. */
static void
test_existing (void)
{
  PumpRig pump;
  g_autoptr (GPtrArray) rooms = NULL;
  const MatoiRoomRow *kept;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_post_general (&pump, "SEV-2 declared", NULL);
  pump_rig_run (&pump);
  rooms = pump_rig_list_rooms (&pump);
  g_assert_cmpuint (rooms->len, ==, 1);
  kept = g_ptr_array_index (rooms, 0);
  g_assert_cmpstr (kept->channel, ==, pump_rig_get_general (&pump)->id);
  g_assert_cmpstr (kept->name, ==, "general");
  g_assert_false (kept->own);
  g_assert_cmpint (kept->since, >, 0);
  pump_rig_tear_down (&pump);
}

/* Made without an answer: found again, not made twice. */
static void
test_adopt (void)
{
  PumpRig pump;
  FakeChannel *room;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_plan_room (&pump, "inc-k7", FALSE);
  fake_slack_fault (pump.rig.fake, "conversations.create", FAKE_DROP_AFTER, NULL, 1);
  pump.rig.fake->page_size = 1;
  pump_rig_run (&pump);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "sent"), ==, 7);
  g_assert_cmpuint (pump_rig_count_channels (&pump, "inc-k7"), ==, 1);
  pump_rig_tear_down (&pump);

  /* Not one of somebody else, nor an archived one. */
  pump_rig_set_up (&pump, HASTE);
  fake_slack_add_channel (pump.rig.fake, "inc-k7", FALSE);
  room = fake_slack_add_channel (pump.rig.fake, "inc-k7-2", FALSE);
  json_object_set_string_member (room->info, "creator", pump.rig.user_id);
  json_object_set_boolean_member (room->info, "is_archived", TRUE);
  pump_rig_plan_room (&pump, "inc-k7", FALSE);
  pump_rig_run (&pump);
  room = fake_slack_find_channel (pump.rig.fake, "inc-k7-3");
  g_assert_nonnull (room);
  g_assert_cmpuint (room->messages->len, ==, 1);
  pump_rig_tear_down (&pump);

  /* A workspace that takes ASCII only. */
  pump_rig_set_up (&pump, HASTE);
  pump_rig_plan_room (&pump, "inc-k7-決済", FALSE);
  fake_slack_fault (pump.rig.fake, "conversations.create", FAKE_ERROR, "invalid_name_specials", 1);
  pump_rig_run (&pump);
  g_assert_nonnull (fake_slack_find_channel (pump.rig.fake, "inc-k7"));
  pump_rig_tear_down (&pump);
}

/* F11 */
static void
test_places (void)
{
  PumpRig pump;
  FakeChannel *room;
  FakeToken *token;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_plan_room (&pump, "inc-k7", FALSE);
  pump_rig_run (&pump);
  room = fake_slack_find_channel (pump.rig.fake, "inc-k7");
  json_object_set_string_member (room->info, "name", "renamed");
  pump_rig_say (&pump, PUMP_RIG_ROOM, "#inc-k7", "after");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  g_assert_cmpstr (pump_rig_get_text (room, 1), ==, "after");

  /* Put out of a public room: comes back. */
  token = g_hash_table_lookup (pump.rig.fake->tokens, "bot-fake");
  g_hash_table_remove (token->scopes, "chat:write.public");
  g_ptr_array_set_size (room->members, 0);
  pump_rig_say (&pump, PUMP_RIG_ROOM, "#inc-k7", "back");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  g_assert_cmpstr (pump_rig_get_text (room, 2), ==, "back");

  /* Where it may not come back by itself, somebody has to invite it. */
  g_hash_table_remove (token->scopes, "channels:join");
  g_ptr_array_set_size (room->members, 0);
  pump_rig_say (&pump, PUMP_RIG_ROOM, "#inc-k7", "out");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 9, "held", "not_in_channel");

  json_object_set_boolean_member (room->info, "is_archived", TRUE);
  pump_rig_say (&pump, PUMP_RIG_ROOM, "#inc-k7", "closed");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 10, "held", "is_archived");

  pump_rig_say (&pump, "slack/channel/#gone", "#gone", "nowhere");
  pump_rig_say (&pump, "slack/dm/Nobody", "@Nobody", "nobody");
  pump_rig_say (&pump, "slack/dm/Ben Okafor", "@Ben Okafor", "yours");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 11, "held", "channel_not_found");
  pump_rig_assert_state (&pump, 12, "held", "users_not_found");
  pump_rig_assert_state (&pump, 13, "sent", NULL);
  pump_rig_assert_once (&pump);
  pump_rig_tear_down (&pump);
}

/* F12 */
static void
test_token (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_post_general (&pump, "1", NULL);
  pump_rig_run (&pump);
  fake_slack_revoke (pump.rig.fake, "bot-fake");
  pump_rig_post_general (&pump, "2", "3", NULL);
  pump_rig_run (&pump);
  g_assert_cmpuint (pump.n_trouble, ==, 1);
  g_assert_cmpint (pump.trouble, ==, MATOI_SLACK_AUTH);
  g_assert_cmpuint (fake_slack_count (pump.rig.fake, "chat.postMessage"), ==, 2);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "queued"), ==, 2);
  /* Nothing more is tried with it. */
  matoi_slack_pump_hurry (pump.pump);
  g_assert_false (matoi_slack_pump_is_busy (pump.pump));

  pump_rig_drop (&pump);
  g_hash_table_remove (pump.rig.fake->tokens, "bot-fake");
  fake_slack_add_token (pump.rig.fake, "bot-new", "chat:write channels:history channels:read");
  pump_rig_make (&pump, pump.rig.fake->base, "bot-new");
  pump_rig_run (&pump);
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n2\n3\n");
  pump_rig_assert_once (&pump);
  pump_rig_tear_down (&pump);
}

/* The token is dead, and the first to find out is who asks for names. */
static void
test_token_names (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  fake_slack_revoke (pump.rig.fake, "bot-fake");
  pump_rig_say (&pump, "slack/dm/Ben Okafor", "@Ben Okafor", "yours");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  g_assert_cmpuint (pump.n_trouble, ==, 1);
  g_assert_cmpint (pump.trouble, ==, MATOI_SLACK_AUTH);
  pump_rig_assert_state (&pump, 0, "queued", "token_revoked");
  pump_rig_tear_down (&pump);
}

/* F13: what may not be done is held, the rest goes on. */
static void
test_scope (void)
{
  PumpRig pump;
  FakeToken *token;
  FakeChannel *room;

  pump_rig_set_up (&pump, HASTE);
  token = g_hash_table_lookup (pump.rig.fake->tokens, "bot-fake");
  g_hash_table_remove (token->scopes, "pins:write");
  g_hash_table_remove (token->scopes, "bookmarks:read");
  g_hash_table_remove (token->scopes, "usergroups:read");
  pump_rig_plan_room (&pump, "inc-k7", FALSE);
  pump_rig_run (&pump);
  pump_rig_assert_state (&pump, 4, "held", "missing_scope: pins:write");
  room = fake_slack_find_channel (pump.rig.fake, "inc-k7");
  g_assert_cmpuint (room->messages->len, ==, 1);
  g_assert_cmpuint (room->bookmarks->len, ==, 1);
  g_assert_cmpuint (room->members->len, ==, 2);
  pump_rig_say (&pump, PUMP_RIG_ROOM, "#inc-k7", "after");
  pump_rig_submit (&pump);
  pump_rig_run (&pump);
  g_assert_cmpstr (pump_rig_get_text (room, 1), ==, "after");
  g_assert_cmpuint (pump.n_trouble, ==, 0);
  pump_rig_tear_down (&pump);
}

/* The cable is cut: nobody is called any more until somebody says so, and then all goes in order. */
static void
test_offline (void)
{
  PumpRig pump;

  pump_rig_set_up (&pump, HASTE);
  pump_rig_drop (&pump);
  pump_rig_make (&pump, "http://127.0.0.1:9/api/", "bot-fake");
  pump_rig_post_general (&pump, "1", "2", NULL);
  pump_rig_run (&pump);
  g_assert_cmpuint (pump.n_trouble, ==, 1);
  g_assert_cmpint (pump.trouble, ==, MATOI_SLACK_NOT_DONE);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "queued"), ==, 2);
  pump_rig_run (&pump);
  pump_rig_run (&pump);
  g_assert_cmpuint (pump.n_trouble, ==, 3);
  g_assert_cmpuint (sync_rig_count_outbox (&pump.rig, "queued"), ==, 2);
  pump_rig_drop (&pump);
  pump_rig_make (&pump, pump.rig.fake->base, "bot-fake");
  pump_rig_run (&pump);
  pump_rig_assert_said (&pump, pump_rig_get_general (&pump), "1\n2\n");
  pump_rig_tear_down (&pump);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pump/room", test_room);
  g_test_add_func ("/pump/private", test_private);
  g_test_add_func ("/pump/existing", test_existing);
  g_test_add_func ("/pump/adopt", test_adopt);
  g_test_add_func ("/pump/places", test_places);
  g_test_add_func ("/pump/token", test_token);
  g_test_add_func ("/pump/token-names", test_token_names);
  g_test_add_func ("/pump/scope", test_scope);
  g_test_add_func ("/pump/offline", test_offline);
  return g_test_run ();
}
