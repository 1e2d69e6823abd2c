/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-slack-private.h"

#define HISTORY "channels:history groups:history im:history mpim:history"
#define READ    "channels:read groups:read im:read mpim:read"
#define MANAGE  "channels:manage groups:write im:write mpim:write"
#define TOPIC                                                                      \
  "channels:manage channels:write.topic groups:write groups:write.topic im:write " \
  "im:write.topic mpim:write mpim:write.topic"
#define INVITE \
  "channels:manage channels:write.invites groups:write groups:write.invites im:write mpim:write"

/* What the documentation says of each: who may call it, with what, and how it is sent; a test
 * holds it against slack-methods.json. */
const FakeMethod fake_slack_methods[] = {
  { "api.test", fake_api_test, NULL, "", FALSE, FALSE, 4 },
  { "apps.connections.open", fake_connections_open, "connections:write", "", FALSE, TRUE, 3 },
  { "auth.revoke", fake_auth_revoke, NULL, "", TRUE, FALSE, 3 },
  { "auth.test", fake_auth_test, NULL, "", FALSE, FALSE, 5 },
  { "bookmarks.add", fake_bookmarks_add, "bookmarks:write", "channel_id title type", FALSE, FALSE,
    2 },
  { "bookmarks.edit", fake_bookmarks_edit, "bookmarks:write", "channel_id bookmark_id", FALSE,
    FALSE, 2 },
  { "bookmarks.list", fake_bookmarks_list, "bookmarks:read", "channel_id", FALSE, FALSE, 3 },
  { "bots.info", fake_bots_info, "users:read", "", TRUE, FALSE, 3 },
  { "chat.delete", fake_chat_delete, "chat:write", "channel ts", FALSE, FALSE, 3 },
  { "chat.getPermalink", fake_chat_permalink, NULL, "channel message_ts", TRUE, FALSE, 5 },
  { "chat.postEphemeral", fake_chat_ephemeral, "chat:write", "channel user", FALSE, FALSE, 4 },
  { "chat.postMessage", fake_chat_post, "chat:write", "channel", FALSE, FALSE, 5 },
  { "chat.update", fake_chat_update, "chat:write", "channel ts", FALSE, FALSE, 3 },
  { "conversations.archive", fake_conversations_archive, MANAGE, "channel", FALSE, FALSE, 2 },
  { "conversations.create", fake_conversations_create, MANAGE, "name", FALSE, FALSE, 2 },
  { "conversations.history", fake_conversations_history, HISTORY, "channel", FALSE, FALSE, 3 },
  { "conversations.info", fake_conversations_info, READ, "channel", TRUE, FALSE, 3 },
  { "conversations.invite", fake_conversations_invite, INVITE, "channel users", FALSE, FALSE, 3 },
  { "conversations.join", fake_conversations_join, "channels:join", "channel", FALSE, FALSE, 3 },
  { "conversations.kick", fake_conversations_kick, "channels:manage groups:write", "channel", FALSE,
    FALSE, 3 },
  { "conversations.leave", fake_conversations_leave, MANAGE, "channel", FALSE, FALSE, 3 },
  { "conversations.list", fake_conversations_list, READ, "", TRUE, FALSE, 2 },
  { "conversations.members", fake_conversations_members, READ, "channel", TRUE, FALSE, 4 },
  { "conversations.open", fake_conversations_open, MANAGE, "", FALSE, FALSE, 3 },
  { "conversations.rename", fake_conversations_rename, MANAGE, "channel name", FALSE, FALSE, 2 },
  { "conversations.replies", fake_conversations_replies, HISTORY, "channel ts", TRUE, FALSE, 3 },
  { "conversations.setPurpose", fake_conversations_topic, TOPIC, "channel purpose", FALSE, FALSE,
    2 },
  { "conversations.setTopic", fake_conversations_topic, TOPIC, "channel topic", FALSE, FALSE, 2 },
  { "conversations.unarchive", fake_conversations_unarchive, MANAGE, "channel", FALSE, FALSE, 2 },
  { "emoji.list", fake_emoji_list, "emoji:read", "", TRUE, FALSE, 2 },
  { "files.completeUploadExternal", fake_files_complete, "files:write", "files", FALSE, FALSE, 4 },
  { "files.getUploadURLExternal", fake_files_get_url, "files:write", "filename length", TRUE, FALSE,
    4 },
  { "files.info", fake_files_info, "files:read", "file", TRUE, FALSE, 4 },
  { "pins.add", fake_pins_add, "pins:write", "channel", FALSE, FALSE, 2 },
  { "pins.list", fake_pins_list, "pins:read", "channel", TRUE, FALSE, 2 },
  { "pins.remove", fake_pins_remove, "pins:write", "channel", FALSE, FALSE, 2 },
  { "reactions.add", fake_reactions_add, "reactions:write", "channel name timestamp", FALSE, FALSE,
    3 },
  { "reactions.get", fake_reactions_get, "reactions:read", "", TRUE, FALSE, 3 },
  { "reactions.remove", fake_reactions_remove, "reactions:write", "name", FALSE, FALSE, 2 },
  { "team.info", fake_team_info, "team:read", "", FALSE, FALSE, 3 },
  { "usergroups.list", fake_groups_list, "usergroups:read", "", TRUE, FALSE, 2 },
  { "usergroups.users.list", fake_groups_users, "usergroups:read", "usergroup", TRUE, FALSE, 2 },
  { "users.conversations", fake_users_conversations, READ, "", TRUE, FALSE, 3 },
  { "users.info", fake_users_info, "users:read", "user", TRUE, FALSE, 4 },
  { "users.list", fake_users_list, "users:read", "", TRUE, FALSE, 2 },
  { "users.lookupByEmail", fake_users_lookup, "users:read.email", "email", TRUE, FALSE, 3 },
  { NULL }
};

const FakeMethod *
fake_slack_find_method (const char *name)
{
  for (const FakeMethod *method = fake_slack_methods; method->name; method++)
    if (g_strcmp0 (method->name, name) == 0)
      return method;
  return NULL;
}
