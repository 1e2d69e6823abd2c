/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* One call of a method, its arguments as text. */
typedef struct
{
  const char *method;
  GHashTable *args;
  FakeToken *token; /* NULL: none was given */
} FakeCall;

typedef JsonObject *(*FakeHandler) (FakeSlack *self, FakeCall *call);

typedef struct
{
  const char *name;
  FakeHandler handler;
  const char *scopes;   /* any one of them, separated by spaces; NULL: none */
  const char *required; /* separated by spaces */
  gboolean form_only;   /* what comes as JSON is not seen */
  gboolean app;         /* takes the token of the app */
} FakeMethod;

extern const FakeMethod fake_slack_methods[];
const FakeMethod *fake_slack_find_method (const char *name);

/* Each makes an answer. (transfer full) */
JsonObject *fake_ok (void);
JsonObject *fake_error (const char *code);

const char *fake_arg (FakeCall *call, const char *name);
gboolean fake_flag (FakeCall *call, const char *name);
gint64 fake_now (FakeSlack *self);
char *fake_next_id (FakeSlack *self, const char *letter);
char *fake_next_ts (FakeSlack *self);
gint fake_compare_ts (const char *a, const char *b);
JsonObject *fake_copy (JsonObject *object);
gboolean fake_is_member (FakeChannel *channel, const char *user);
JsonObject *fake_find_message (FakeChannel *channel, const char *ts);
JsonObject *fake_find_user (FakeSlack *self, const char *id);
gboolean fake_is_private (FakeChannel *channel);
gboolean fake_is_archived (FakeChannel *channel);
/* The text as the service keeps it: emoji by name. (transfer full) */
char *fake_rewrite (const char *text);
/* Cuts @items (of JsonObject) into a page of the answer. */
void fake_page (FakeSlack *self,
                FakeCall *call,
                JsonObject *answer,
                const char *member,
                GPtrArray *items,
                guint fallback_limit);
void fake_add_message (FakeSlack *self, FakeChannel *channel, JsonObject *message);
void fake_announce (FakeSlack *self, FakeChannel *channel, JsonObject *event);

/* fake-slack-chat.c */
JsonObject *fake_chat_post (FakeSlack *self, FakeCall *call);
JsonObject *fake_chat_update (FakeSlack *self, FakeCall *call);
JsonObject *fake_chat_delete (FakeSlack *self, FakeCall *call);
JsonObject *fake_chat_permalink (FakeSlack *self, FakeCall *call);
JsonObject *fake_reactions_add (FakeSlack *self, FakeCall *call);
JsonObject *fake_reactions_get (FakeSlack *self, FakeCall *call);
JsonObject *fake_pins_add (FakeSlack *self, FakeCall *call);
JsonObject *fake_pins_list (FakeSlack *self, FakeCall *call);
JsonObject *fake_bookmarks_add (FakeSlack *self, FakeCall *call);
JsonObject *fake_bookmarks_edit (FakeSlack *self, FakeCall *call);
JsonObject *fake_bookmarks_list (FakeSlack *self, FakeCall *call);

/* fake-slack-conversations.c */
JsonObject *fake_conversations_create (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_rename (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_topic (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_invite (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_join (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_leave (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_members (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_history (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_replies (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_archive (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_info (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_list (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_open (FakeSlack *self, FakeCall *call);

/* fake-slack-socket.c */
void fake_slack_listen (FakeSlack *self);
JsonObject *fake_connections_open (FakeSlack *self, FakeCall *call);

/* fake-slack-people.c */
JsonObject *fake_api_test (FakeSlack *self, FakeCall *call);
JsonObject *fake_auth_test (FakeSlack *self, FakeCall *call);
JsonObject *fake_auth_revoke (FakeSlack *self, FakeCall *call);
JsonObject *fake_users_list (FakeSlack *self, FakeCall *call);
JsonObject *fake_users_info (FakeSlack *self, FakeCall *call);
JsonObject *fake_users_lookup (FakeSlack *self, FakeCall *call);
JsonObject *fake_groups_list (FakeSlack *self, FakeCall *call);
JsonObject *fake_groups_users (FakeSlack *self, FakeCall *call);
JsonObject *fake_emoji_list (FakeSlack *self, FakeCall *call);
JsonObject *fake_team_info (FakeSlack *self, FakeCall *call);

G_END_DECLS
