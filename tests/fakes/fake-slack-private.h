/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-faults.h"
#include "fake-slack.h"
#include "test-net.h"

G_BEGIN_DECLS

/* One call of a method, its arguments as text. */
typedef struct
{
  const char *method;
  GHashTable *args;
  FakeToken *token; /* NULL: none was given */
} FakeCall;

/* What was sent over a socket, or should have been. */
typedef struct
{
  guint attempt;
  gint64 due; /* ms, monotonic, of the next one */
} FakeEnvelope;

typedef struct
{
  char *id, *name, *type, *user;
  GBytes *bytes; /* (nullable) not uploaded yet */
  JsonObject *info;
  gboolean done;
} FakeFile;

typedef JsonObject *(*FakeHandler) (FakeSlack *self, FakeCall *call);

typedef struct
{
  const char *name;
  FakeHandler handler;
  const char *scopes;   /* any one of them, separated by spaces; NULL: none */
  const char *required; /* separated by spaces */
  gboolean form_only;   /* what comes as JSON is not seen */
  gboolean app;         /* takes the token of the app */
  guint tier;           /* 1 to 4, 5: its own */
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

/* Cuts @items (of JsonObject) into a page of the answer. */
void fake_page (FakeSlack *self,
                FakeCall *call,
                JsonObject *answer,
                const char *member,
                GPtrArray *items,
                guint fallback_limit);
void fake_add_message (FakeSlack *self, FakeChannel *channel, JsonObject *message);
void fake_announce (FakeSlack *self, FakeChannel *channel, JsonObject *event);

/* The text as the service keeps it: emoji by name, links and stray signs marked. */
char *fake_rewrite_post (FakeSlack *self, FakeCall *call, const char *text);
/* Emoji by name only. */
char *fake_name_emoji (FakeSlack *self, const char *text);
/* What a person types: @names, #channels, addresses. */
char *fake_type_in (FakeSlack *self, const char *text);
/* (nullable) what is wrong with them */
const char *fake_check_blocks (JsonNode *blocks);
const char *fake_check_metadata (JsonNode *metadata);
void fake_load_emoji (FakeSlack *self);

/* fake-slack-faults.c */
gboolean fake_spoil_before (SoupServerMessage *message, const FakeFault *fault);
gboolean fake_spoil_after (SoupServerMessage *message, const FakeFault *fault, const char *text);
void fake_hang_up (SoupServerMessage *message);
void fake_answer_limit (SoupServerMessage *message, const char *pause);
/* How long until there is room for a call, in s; 0: now, and it is counted. */
guint fake_take_turn (FakeSlack *self, FakeCall *call);

/* fake-slack-door.c */
void fake_open_door (FakeSlack *self);
FakeToken *fake_find_token (FakeSlack *self, SoupServerMessage *message, GHashTable *args);

/* fake-slack-channels.c */
FakeChannel *fake_find_by_id (FakeSlack *self, const char *id);
FakeChannel *fake_find_visible (FakeSlack *self, FakeCall *call);
FakeChannel *fake_open_dm (FakeSlack *self, const char *bot, const char *users);
const char *fake_check_name (FakeSlack *self, const char *name);
JsonObject *fake_describe (FakeCall *call, FakeChannel *channel);
JsonObject *fake_answer_channel (FakeCall *call, FakeChannel *channel);
void fake_set_value (JsonObject *info, const char *member, const char *value, const char *who);
gboolean fake_has_bot (FakeSlack *self, FakeChannel *channel);
void fake_add_member (FakeSlack *self, FakeChannel *channel, const char *user, gboolean tell);
gboolean fake_remove_member (FakeSlack *self, FakeChannel *channel, const char *user);
/* channel_topic and the like, if the workspace tells them. */
void fake_tell (FakeSlack *self,
                FakeChannel *channel,
                const char *user,
                const char *kind,
                const char *t);
gboolean fake_has_name (FakeSlack *self, const char *name);

/* fake-slack-messages.c */
void fake_mark_edited (FakeSlack *self, JsonObject *message, const char *user);
void
fake_announce_change (FakeSlack *self, FakeChannel *channel, JsonObject *before, JsonObject *now);
void fake_remove_message (FakeSlack *self, FakeChannel *channel, JsonObject *message);
JsonObject *fake_new_said (FakeSlack *self, const char *user, const char *text);

/* fake-slack-files.c */
void fake_serve_files (FakeSlack *self);
void fake_file_free (gpointer file);
JsonObject *fake_files_get_url (FakeSlack *self, FakeCall *call);
JsonObject *fake_files_complete (FakeSlack *self, FakeCall *call);
JsonObject *fake_files_info (FakeSlack *self, FakeCall *call);

/* fake-slack-script.c */
void fake_script_free (gpointer script);
/* There may be a room now for those who wait for one. */
void fake_scripts_look (FakeSlack *self);

/* fake-slack-marks.c */
JsonObject *fake_reactions_remove (FakeSlack *self, FakeCall *call);
JsonObject *fake_pins_remove (FakeSlack *self, FakeCall *call);

/* fake-slack-chat.c */
JsonObject *fake_chat_ephemeral (FakeSlack *self, FakeCall *call);
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
JsonObject *fake_conversations_kick (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_unarchive (FakeSlack *self, FakeCall *call);
JsonObject *fake_users_conversations (FakeSlack *self, FakeCall *call);
JsonObject *fake_conversations_open (FakeSlack *self, FakeCall *call);

/* fake-slack-socket.c */
void fake_slack_listen (FakeSlack *self);
GPtrArray *fake_copy_sockets (FakeSlack *self);
void fake_forget_socket (FakeSlack *self, SoupWebsocketConnection *connection);
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
JsonObject *fake_new_icons (const char *sizes);
JsonObject *fake_bots_info (FakeSlack *self, FakeCall *call);
JsonObject *fake_team_info (FakeSlack *self, FakeCall *call);

G_END_DECLS
