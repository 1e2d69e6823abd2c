/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-emoji.h"
#include "matoi-slack-inbox.h"

G_BEGIN_DECLS

/* A room that is watched. */
typedef struct
{
  MatoiRoomRow *row;
  gint64 due;     /* ms, monotonic: when it is read next */
  gboolean full;  /* the next time with the threads, and further back */
  gboolean gap;   /* newer messages are here, older ones are still to come */
  guint failures; /* in a row */
  gint64 hand_at; /* µs, monotonic: when we heard of a hand last; 0: never */
} MatoiSlackWatch;

struct _MatoiSlackInbox
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiSlackClient *client;
  MatoiSlackBook *book;
  MatoiSlackSelf *us;
  MatoiSlackEmoji *emoji; /* (nullable): names stay names */

  GPtrArray *rooms;          /* of MatoiSlackWatch */
  GCancellable *cancellable; /* (nullable): stopped */
  GSource *timer;            /* (nullable) until something is due */
  GSource *patience;         /* (nullable) until names are not waited for any more */
  gboolean ready;            /* rooms may be read, and events taken */
  gboolean listing;          /* the store is asked which rooms there are */
  gboolean listed;           /* it was, since the start: @rooms are those there are */
  gboolean repairing;        /* a room is being read; one at a time */
  gboolean catching_up;      /* "caught-up" is owed to somebody */
  gboolean live;             /* a socket tells of news */
  gboolean capped;
  guint live_ms, quiet_ms;
  guint budget_calls, budget_ms; /* 0: by the setting */
  gint64 skew;                   /* ms this machine's clock is ahead of Slack's */

  GQueue early;    /* of GTask: events that wait until we are ready */
  GQueue pictures; /* of MatoiSlackPicture, waiting */
  gboolean fetching;
};

/* What people's signs under a message ask for. */
typedef struct
{
  char *ts;
  char *kind;           /* (nullable): take it as such: fact, todo … */
  char *idem;           /* (nullable): the key of a post of ours */
  GPtrArray *hands;     /* (nullable) of char *: names of those who raised one */
  gboolean hands_known; /* nobody else did */
} MatoiSlackSign;

/* A thread that is read. */
typedef struct
{
  char *ts;
  char *known; /* (nullable): the latest reply that is here */
  char *to;    /* (nullable): what is not in what was seen up to there is gone */
  gboolean whole;
} MatoiSlackThread;

/* A picture of a message that was taken. */
typedef struct
{
  MatoiId incident;
  char *url, *external_id, *actor;
  gint64 at;
} MatoiSlackPicture;

/* What came from Slack about one room, on its way into the record; see
 * matoi-slack-inbox-deliver.c. */
typedef struct
{
  char *channel;
  char *event_id;       /* (nullable) */
  GPtrArray *messages;  /* of MatoiRoomMessage */
  GPtrArray *signs;     /* of MatoiSlackSign */
  char *high_ts;        /* (nullable) */
  char *from, *to;      /* (nullable): what is not in @seen between them is gone */
  GHashTable *seen;     /* (nullable) set of ts */
  GPtrArray *threads;   /* (nullable) of MatoiSlackThread, that were read to their ends */
  char *hand, *hand_ts; /* (nullable): a name, on that message */
  gboolean hand_down;
  gint64 asked_at; /* µs, monotonic: what was read may be as old as that; 0: it is an event */
  char *name;      /* (nullable): what the room is called from now on */
  char *moved_to;  /* (nullable): its id from now on */
  gboolean closed, reopened;
  gboolean sweep;     /* also look for pictures that were not kept yet */
  gboolean again;     /* also take what was going to be taken before */
  gboolean asked_for; /* a person waits for what the signs say: say why not */

  /* As they are when it begins. */
  char *url; /* (nullable) of the workspace */
  gboolean todos;
  gint64 now;         /* ms UTC by Slack's clock */
  gint64 desk_now;    /* ms UTC by ours */
  gint64 fresh_after; /* ms UTC: what was said since is for the commands */

  /* What came of it. */
  MatoiRoomRow *room; /* (nullable): it is none of ours */
  gboolean room_changed;
  GPtrArray *changes;  /* of MatoiRoomChange */
  GPtrArray *said;     /* of MatoiRoomMessage (unowned) */
  GPtrArray *batches;  /* of GPtrArray of MatoiCommand */
  GPtrArray *pictures; /* of MatoiSlackPicture */
  guint at;            /* the next batch */
} MatoiSlackDelivery;

/* matoi-slack-inbox-rooms.c */
void matoi_slack_watch_free (MatoiSlackWatch *watch);
MatoiSlackWatch *matoi_slack_inbox_find_watch (MatoiSlackInbox *self, const char *channel);
void matoi_slack_inbox_list_rooms (MatoiSlackInbox *self);
void matoi_slack_inbox_drop_timer (MatoiSlackInbox *self);
void matoi_slack_inbox_drop_patience (MatoiSlackInbox *self);
void matoi_slack_inbox_await_names (MatoiSlackInbox *self);
void matoi_slack_inbox_reschedule (MatoiSlackInbox *self);
/* The room is read as soon as possible; NULL: only which rooms there are. */
void matoi_slack_inbox_look_soon (MatoiSlackInbox *self, const char *channel_or_null);

/* matoi-slack-inbox.c */
void matoi_slack_inbox_apply_budget (MatoiSlackInbox *self);
void matoi_slack_inbox_set_capped (MatoiSlackInbox *self, gboolean capped);
void matoi_slack_inbox_set_gap (MatoiSlackInbox *self, const char *channel, gboolean gap);
void matoi_slack_inbox_learn_clock (MatoiSlackInbox *self, const MatoiSlackAnswer *answer);
void matoi_slack_inbox_tell_trouble (MatoiSlackInbox *self, MatoiSlackAnswer *answer);
void matoi_slack_inbox_tell_changed (MatoiSlackInbox *self, const char *channel);
void matoi_slack_inbox_tell_caught_up (MatoiSlackInbox *self);
void
matoi_slack_inbox_tell_said (MatoiSlackInbox *self, MatoiRoomRow *room, MatoiRoomMessage *message);
gint64 matoi_slack_inbox_get_now (MatoiSlackInbox *self);
const char *matoi_slack_inbox_get_setting (MatoiSlackInbox *self, const char *key);

/* matoi-slack-inbox-events.c */
void matoi_slack_inbox_take_early (MatoiSlackInbox *self);
void matoi_slack_inbox_drop_early (MatoiSlackInbox *self);

/* matoi-slack-inbox-message.c */
MatoiSlackEmoji *matoi_slack_inbox_load_emoji (void);
/* (transfer full) (nullable): nothing was said. */
MatoiRoomMessage *
matoi_slack_inbox_read_message (MatoiSlackInbox *self, const char *channel, JsonObject *object);
MatoiRoomMessage *matoi_slack_inbox_new_gone (const char *channel, const char *ts);
/* (transfer full) (nullable): no sign asks for anything. */
MatoiSlackSign *
matoi_slack_inbox_read_sign (MatoiSlackInbox *self, const MatoiRoomMessage *message, JsonObject *o);
void matoi_slack_sign_free (MatoiSlackSign *sign);
gboolean matoi_slack_inbox_is_us (MatoiSlackInbox *self, const char *user);
const char *matoi_slack_inbox_get_reaction (MatoiSlackInbox *self, const char *which);

/* matoi-slack-inbox-deliver.c */
MatoiSlackDelivery *matoi_slack_delivery_new (MatoiSlackInbox *self, const char *channel);
void matoi_slack_delivery_free (MatoiSlackDelivery *delivery);
void matoi_slack_thread_free (MatoiSlackThread *thread);
/* Takes a message as Slack gives it; FALSE: it says nothing. */
gboolean
matoi_slack_delivery_add (MatoiSlackDelivery *delivery, MatoiSlackInbox *self, JsonObject *object);
/* A message that tells what was done to the room itself. */
void matoi_slack_delivery_add_housekeeping (MatoiSlackDelivery *delivery, JsonObject *object);
/* Takes @delivery. */
void matoi_slack_inbox_deliver_async (MatoiSlackInbox *self,
                                      MatoiSlackDelivery *delivery,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer none): what came of it, durable, as long as @result is there; NULL with @error. */
MatoiSlackDelivery *
matoi_slack_inbox_deliver_finish (MatoiSlackInbox *self, GAsyncResult *result, GError **error);

/* matoi-slack-inbox-follow.c: what follows in the record, in the store's thread. */
typedef struct
{
  MatoiSlackDelivery *delivery;
  MatoiStore *store;
  MatoiIncident *incident; /* (nullable) until it was needed */
  GPtrArray *questions;    /* (nullable) until they were needed: of MatoiOutboxRow */
} MatoiSlackFollow;
gboolean
matoi_slack_delivery_follow (MatoiSlackDelivery *delivery, MatoiStore *store, GError **error);

MatoiIncident *matoi_slack_follow_need_incident (MatoiSlackFollow *self, GError **error);
void matoi_slack_follow_add (MatoiSlackFollow *self, MatoiCommand *command);

/* matoi-slack-inbox-hands.c */
JsonNode *matoi_slack_parse_raw (const MatoiRoomMessage *message);
const char *matoi_slack_get_idem (JsonObject *object);
gboolean
matoi_slack_follow_hands (MatoiSlackFollow *self, const MatoiSlackSign *sign, GError **error);
gboolean matoi_slack_follow_hand (MatoiSlackFollow *self, GError **error);

/* matoi-slack-inbox-pictures.c */
void matoi_slack_picture_free (MatoiSlackPicture *picture);
gboolean matoi_slack_pictures_find (MatoiStore *store,
                                    const MatoiRoomRow *room,
                                    const MatoiRoomMessage *message,
                                    GPtrArray *pictures,
                                    GError **error);
/* Takes those in @pictures. */
void matoi_slack_inbox_fetch_pictures (MatoiSlackInbox *self, GPtrArray *pictures);

/* matoi-slack-repair.c: reads one room to its end. FALSE: it has to be tried again. */
void matoi_slack_repair_async (MatoiSlackInbox *self,
                               const MatoiSlackWatch *watch,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean matoi_slack_repair_finish (GAsyncResult *result);

G_END_DECLS
