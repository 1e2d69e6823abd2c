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

/* --- Socket Mode */
void fake_slack_send_event (FakeSlack *self, JsonObject *event);
void fake_slack_send_frame (FakeSlack *self, const char *text);
void fake_slack_close_sockets (FakeSlack *self, gushort code);
void fake_slack_deliver_again (FakeSlack *self);

G_END_DECLS
