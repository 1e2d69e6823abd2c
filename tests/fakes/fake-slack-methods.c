/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-slack-private.h"

#define HISTORY "channels:history groups:history im:history mpim:history"
#define READ    "channels:read groups:read im:read mpim:read"
#define MANAGE  "channels:manage groups:write im:write mpim:write"
#define TOPIC   "channels:manage channels:write.topic groups:write im:write mpim:write"

/* What the documentation says of each: who may call it, with what, and how it is sent. */
const FakeMethod fake_slack_methods[] = {
  { "api.test", fake_api_test, NULL, "", FALSE, FALSE },
  { "apps.connections.open", fake_connections_open, "connections:write", "", FALSE, TRUE },
  { "auth.revoke", fake_auth_revoke, NULL, "", TRUE, FALSE },
  { "auth.test", fake_auth_test, NULL, "", FALSE, FALSE },
  { "bookmarks.add", fake_bookmarks_add, "bookmarks:write", "channel_id title type", FALSE, FALSE },
  { "bookmarks.edit", fake_bookmarks_edit, "bookmarks:write", "channel_id bookmark_id", FALSE,
    FALSE },
  { "bookmarks.list", fake_bookmarks_list, "bookmarks:read", "channel_id", FALSE, FALSE },
  { "chat.delete", fake_chat_delete, "chat:write", "ts channel", FALSE, FALSE },
  { "chat.getPermalink", fake_chat_permalink, NULL, "channel message_ts", TRUE, FALSE },
  { "chat.postMessage", fake_chat_post, "chat:write", "channel", FALSE, FALSE },
  { "chat.update", fake_chat_update, "chat:write", "ts channel", FALSE, FALSE },
  { "conversations.archive", fake_conversations_archive, MANAGE, "channel", FALSE, FALSE },
  { "conversations.create", fake_conversations_create, MANAGE, "name", FALSE, FALSE },
  { "conversations.history", fake_conversations_history, HISTORY, "channel", FALSE, FALSE },
  { "conversations.info", fake_conversations_info, READ, "channel", TRUE, FALSE },
  { "conversations.invite", fake_conversations_invite, MANAGE " channels:write.invites",
    "channel users", FALSE, FALSE },
  { "conversations.join", fake_conversations_join, "channels:join", "channel", FALSE, FALSE },
  { "conversations.leave", fake_conversations_leave, MANAGE, "channel", FALSE, FALSE },
  { "conversations.list", fake_conversations_list, READ, "", TRUE, FALSE },
  { "conversations.members", fake_conversations_members, READ, "channel", TRUE, FALSE },
  { "conversations.open", fake_conversations_open, MANAGE, "", FALSE, FALSE },
  { "conversations.rename", fake_conversations_rename, MANAGE, "channel name", FALSE, FALSE },
  { "conversations.replies", fake_conversations_replies, HISTORY, "channel ts", TRUE, FALSE },
  { "conversations.setPurpose", fake_conversations_topic, TOPIC, "channel purpose", FALSE, FALSE },
  { "conversations.setTopic", fake_conversations_topic, TOPIC, "channel topic", FALSE, FALSE },
  { "emoji.list", fake_emoji_list, "emoji:read", "", TRUE, FALSE },
  { "pins.add", fake_pins_add, "pins:write", "channel", FALSE, FALSE },
  { "pins.list", fake_pins_list, "pins:read", "channel", TRUE, FALSE },
  { "reactions.add", fake_reactions_add, "reactions:write", "name timestamp channel", FALSE,
    FALSE },
  { "reactions.get", fake_reactions_get, "reactions:read", "channel timestamp", TRUE, FALSE },
  { "team.info", fake_team_info, "team:read", "", FALSE, FALSE },
  { "usergroups.list", fake_groups_list, "usergroups:read", "", TRUE, FALSE },
  { "usergroups.users.list", fake_groups_users, "usergroups:read", "usergroup", TRUE, FALSE },
  { "users.info", fake_users_info, "users:read", "user", TRUE, FALSE },
  { "users.list", fake_users_list, "users:read", "", TRUE, FALSE },
  { "users.lookupByEmail", fake_users_lookup, "users:read.email", "email", TRUE, FALSE },
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
