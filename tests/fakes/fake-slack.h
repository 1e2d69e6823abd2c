/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A Slack on this machine: the methods Matoi uses, with their arguments, permissions, limits and
 * errors, and Socket Mode. What it holds is in memory and made of counted ids, so that two runs are
 * alike. Faults are ordered beforehand. */

typedef struct
{
  char *token;
  gboolean app, revoked;
  char *user_id; /* of the bot */
  GHashTable *scopes;
  char *team_id; /* (nullable) of another workspace */
} FakeToken;

typedef struct
{
  char *id;
  JsonObject *info;     /* the "channel" of an answer */
  GPtrArray *members;   /* of char * */
  GPtrArray *messages;  /* of JsonObject, by ts; answers in threads too */
  GPtrArray *pins;      /* of char * ts */
  GPtrArray *bookmarks; /* of JsonObject */
} FakeChannel;

/* What goes wrong, for the next @count calls of @method ("*": any). */
typedef enum
{
  FAKE_DROP_BEFORE, /* nothing is done, the connection breaks */
  FAKE_DROP_AFTER,  /* it is done, the connection breaks */
  FAKE_STATUS_BEFORE,
  FAKE_STATUS_AFTER,
  FAKE_HTML,   /* done, and answered with a page */
  FAKE_CUT,    /* done, and the answer ends in the middle */
  FAKE_EMPTY,  /* done, and the answer is empty */
  FAKE_LIMIT,  /* 429 with @value as Retry-After; nothing is done */
  FAKE_ERROR,  /* ok:false with @value */
  FAKE_SILENT, /* done, and never answered */
} FakeFaultKind;

typedef struct
{
  char *method;
  FakeFaultKind kind;
  char *value; /* (nullable) */
  guint count;
} FakeFault;

/* What the service does with a message that has the same client_msg_id again: nobody has
 * documented it. */
typedef enum
{
  FAKE_REPEAT_IGNORED, /* the id means nothing: a second message */
  FAKE_REPEAT_SAME,    /* the first one is answered again */
  FAKE_REPEAT_REFUSED, /* duplicate_message_not_found */
} FakeRepeat;

typedef struct
{
  SoupServer *server;
  char *base;       /* "http://127.0.0.1:…/api/" */
  char *socket_url; /* "ws://127.0.0.1:…/link/" */
  char *team_id, *team_name;
  GHashTable *tokens;     /* char * → FakeToken */
  GPtrArray *users;       /* of JsonObject */
  GPtrArray *groups;      /* of JsonObject */
  GPtrArray *channels;    /* of FakeChannel */
  GPtrArray *faults;      /* of FakeFault, the first that fits counts */
  GHashTable *limits;     /* char * method → guint a minute; not there: none */
  GHashTable *calls;      /* char * method → guint */
  GHashTable *windows;    /* char * method → GArray of gint64 ms */
  GPtrArray *log;         /* of char *: "method channel" in the order they came */
  guint page_size;        /* of lists and histories, whatever was asked for; 0: as asked */
  gboolean stale_cursors; /* the next cursor is not known any more */
  gint64 clock;           /* ms; 0: the machine's */
  gint64 last_us;         /* of the last ts */
  guint n_ids;
  FakeRepeat repeat;

  GPtrArray *sockets; /* of SoupWebsocketConnection */
  guint max_sockets;
  gboolean no_hello, mute;    /* mute: events are not sent */
  GHashTable *unacknowledged; /* char * envelope id → char * text */
  GHashTable *ids;            /* client_msg_id → ts */

  guint port;
  SoupServer *control;      /* (nullable) obeys even while the network is cut */
  gboolean is_cut;          /* see fake_slack_cut () */
  gboolean honest_pause;    /* Retry-After says when the bucket has room; else always 1 */
  gboolean empty_pages;     /* between two pages of a history comes an empty one */
  gboolean from_oldest;     /* with "oldest" and no "latest" pages begin at the old end */
  gint64 cursor_life;       /* ms; 0: cursors do not expire */
  gboolean tell_joins;      /* who comes and goes, and a topic, are messages of the channel too */
  gboolean keep_unheard;    /* events without a socket wait for fake_slack_retry () */
  gboolean retry_by_itself; /* see fake_slack_set_retries () */
  gboolean needs_ticket;    /* a socket needs an address of apps.connections.open, once */
  gboolean ascii_names;     /* channels are named in ASCII only */
  gboolean no_rewriting;    /* texts stay as they were sent */
  guint turn;               /* whose turn among the sockets */
  GHashTable *envelopes;    /* char * envelope id → FakeEnvelope */
  GHashTable *tickets;      /* char *, not used yet */
  GHashTable *files;        /* char * id → FakeFile */
  GHashTable *emoji;        /* char * sign → char * name */
  GPtrArray *scripts;       /* of FakeScript, being played */
  GSource *timer;           /* (nullable) of retries */
  gint64 last_broadcast_ts; /* ms of the last message that pinged somebody; 0: none */
  guint split_over;         /* longer posts come as several messages; 0: they do not */
  GArray *frozen;           /* of int: what stays open for half-open sockets */
  guint n_lost_steps;       /* of scripts, that spoke of what is not there */
  guint n_broadcasts;       /* messages with @here, @channel, @everyone or a group */
} FakeSlack;

FakeSlack *fake_slack_new (guint port, GError **error);
void fake_slack_free (FakeSlack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeSlack, fake_slack_free)

/* --- as an administrator, or a person in the workspace */
void fake_slack_seed (FakeSlack *self);
FakeToken *fake_slack_add_token (FakeSlack *self, const char *token, const char *scopes);
void fake_slack_revoke (FakeSlack *self, const char *token);
const char *fake_slack_add_user (FakeSlack *self, const char *name, const char *real_name);
FakeChannel *fake_slack_add_channel (FakeSlack *self, const char *name, gboolean is_private);
FakeChannel *fake_slack_find_channel (FakeSlack *self, const char *id_or_name);
const char *fake_slack_say (FakeSlack *self,
                            FakeChannel *channel,
                            const char *user,
                            const char *text,
                            const char *thread_ts_or_null);
gboolean fake_slack_edit (FakeSlack *self, FakeChannel *channel, const char *ts, const char *text);
gboolean fake_slack_delete (FakeSlack *self, FakeChannel *channel, const char *ts);
gboolean fake_slack_react (FakeSlack *self,
                           FakeChannel *channel,
                           const char *ts,
                           const char *user,
                           const char *name,
                           gboolean add);
void fake_slack_fault (FakeSlack *self,
                       const char *method,
                       FakeFaultKind kind,
                       const char *value_or_null,
                       guint count);
guint fake_slack_count (FakeSlack *self, const char *method);
guint fake_slack_count_key (FakeSlack *self, const char *idem);

/* What a bigger workspace has: teams, rooms, @oncall; see matoi-fake --help. After the seed. */
void fake_slack_seed_team (FakeSlack *self);
/* @users: ids, separated by commas. Its id; borrowed. */
const char *
fake_slack_add_group (FakeSlack *self, const char *handle, const char *name, const char *users);
/* (nullable) by id, name or display name. */
const char *fake_slack_find_person (FakeSlack *self, const char *name);
void fake_slack_set_scopes (FakeSlack *self, const char *token, const char *scopes);
/* The buckets of the documentation for every method, and one post a second in each channel. */
void fake_slack_set_limits (FakeSlack *self);
/* No network: connections are refused and those that are open break, until it is back. Not from
 * within a call. */
void fake_slack_cut (FakeSlack *self, gboolean cut);
guint fake_slack_count_text (FakeSlack *self, const char *part);

/* --- what an administrator, or anybody, does to a channel; those who listen are told */
gboolean fake_slack_rename (FakeSlack *self, FakeChannel *channel, const char *name);
gboolean fake_slack_archive (FakeSlack *self, FakeChannel *channel, gboolean archived);
gboolean fake_slack_kick (FakeSlack *self, FakeChannel *channel, const char *user);
gboolean fake_slack_join (FakeSlack *self, FakeChannel *channel, const char *user);
/* It is shared, or moved, and called by another id from now on; borrowed. */
const char *fake_slack_move (FakeSlack *self, FakeChannel *channel);
/* A preview of a link is added: message_changed, but nobody edited anything. */
gboolean fake_slack_unfurl (FakeSlack *self, FakeChannel *channel, const char *ts);
/* Somebody shares a file. The ts of its message; borrowed. */
const char *fake_slack_share (FakeSlack *self,
                              FakeChannel *channel,
                              const char *user,
                              const char *text,
                              const char *file_name,
                              const char *mime_type,
                              GBytes *bytes);
/* The app is removed: every token is dead, and those who listen are told. */
void fake_slack_uninstall (FakeSlack *self);

/* --- people by script: {"channel":…,"steps":[{"at_ms":…,"user":…,"text":…}…]}, see
 * scripts/README.md. @speed: 2 is twice as fast; 0: all at once. */
gboolean fake_slack_play (FakeSlack *self, JsonNode *script, double speed, GError **error);
gboolean fake_slack_play_file (FakeSlack *self, const char *path, double speed, GError **error);
/* Steps that are still to come, of all scripts. */
guint fake_slack_count_steps (FakeSlack *self);

/* --- Socket Mode */
void fake_slack_send_event (FakeSlack *self, JsonObject *event);
void fake_slack_send_frame (FakeSlack *self, const char *text);
void fake_slack_close_sockets (FakeSlack *self, gushort code);
void fake_slack_deliver_again (FakeSlack *self);
/* The same, as Slack does: with retry_attempt counted up to 3, then never again. */
void fake_slack_retry (FakeSlack *self);
/* As the service: after 3 s, a minute and five minutes; also what nobody heard. */
void fake_slack_set_retries (FakeSlack *self, gboolean by_itself);
/* warning, refresh_requested, link_disabled or too_many_websockets, on every socket; the last two
 * close them. */
void fake_slack_disconnect (FakeSlack *self, const char *reason);
/* Half-open: they look open from both ends, and nothing comes through any more. */
void fake_slack_freeze_sockets (FakeSlack *self);
/* Sockets break without a farewell. */
void fake_slack_break_sockets (FakeSlack *self);

G_END_DECLS
