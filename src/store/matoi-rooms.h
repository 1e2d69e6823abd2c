/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store.h"

G_BEGIN_DECLS

/* The rooms of incidents at a service, and what was said in them as it was last seen there. Not
 * part of the log: what matters is taken into it. */

typedef struct
{
  char *channel; /* what the service calls it */
  char *name;    /* (nullable) without "#" */
  MatoiId incident;
  gboolean own;      /* made for this incident */
  gboolean archived; /* there, or we are not in it any more: nothing comes */
  char *high_ts;     /* (nullable): everything up to it has come in, without a gap */
  gint64 since;      /* ms UTC: what was said before is of no interest */
  gboolean live;     /* the incident is; read only */
} MatoiRoomRow;
void matoi_room_row_free (MatoiRoomRow *room);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiRoomRow, matoi_room_row_free)

typedef struct
{
  char *channel, *ts;
  char *thread_ts; /* (nullable): its parent's */
  char *author_id; /* (nullable) */
  char *author;    /* as people call them */
  char *text;      /* readable: no ids, real emoji */
  char *edited_ts; /* (nullable): of the last edit */
  char *raw;       /* the service's own JSON */
  gboolean ours;   /* Matoi wrote it */
  gboolean deleted;
  guint n_replies;
  char *latest_reply; /* (nullable) ts, of a parent */
  gint64 at;          /* ms UTC */
  gboolean taken;     /* read only: it is in the log, see matoi_store_find_external () */
  MatoiId taken_as;   /* read only: as this entry, or else TODO; null: not taken */
} MatoiRoomMessage;
void matoi_room_message_free (MatoiRoomMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiRoomMessage, matoi_room_message_free)

typedef enum
{
  MATOI_ROOM_NEW,
  MATOI_ROOM_EDITED, /* other words than before */
  MATOI_ROOM_DELETED,
} MatoiRoomChangeKind;

typedef struct
{
  MatoiRoomChangeKind kind;
  MatoiRoomMessage *message; /* (owned) */
} MatoiRoomChange;

/* Adds a room or changes what is known of it; @high_ts never goes back. */
gboolean matoi_store_put_room (MatoiStore *store, const MatoiRoomRow *room, GError **error);
/* Those to be watched: of live incidents, and of ended ones until the room is archived (@all: also
 * those). Newest incident first. A permanent room belongs to its newest live incident, or else to
 * the newest one (@all: it comes once for each). (transfer full) of MatoiRoomRow */
GPtrArray *matoi_store_list_rooms (MatoiStore *store, gboolean all, GError **error);
/* The rooms of one incident, its own first. (transfer full) of MatoiRoomRow */
GPtrArray *
matoi_store_list_incident_rooms (MatoiStore *store, const MatoiId *incident, GError **error);
/* The service calls a room by another id from now on. What comes in under the old one is of the
 * new one, and what was taken stays taken. */
gboolean
matoi_store_move_room (MatoiStore *store, const char *from, const char *to, GError **error);

/* Takes over what was seen (of MatoiRoomMessage; one room), in one transaction; an older state
 * never replaces a newer one. @high_ts (nullable): everything up to it is there now. Tells what is
 * new in it, oldest first. (transfer full) of MatoiRoomChange */
GPtrArray *matoi_store_put_messages (MatoiStore *store,
                                     const char *channel,
                                     GPtrArray *messages,
                                     const char *high_ts_or_null,
                                     GError **error);
/* Those of [@from_ts, @to_ts] that are known, not deleted and not in @seen (a set of ts) are gone
 * at the service. Only what the history of a room shows: replies are not in it, see
 * matoi_store_bury_replies (). The words of what is deleted are forgotten; the change has them once
 * more. (transfer full) of MatoiRoomChange */
GPtrArray *matoi_store_bury_messages (MatoiStore *store,
                                      const char *channel,
                                      const char *from_ts,
                                      const char *to_ts,
                                      GHashTable *seen,
                                      GError **error);
/* The same for the replies in the thread of @thread_ts. */
GPtrArray *matoi_store_bury_replies (MatoiStore *store,
                                     const char *channel,
                                     const char *thread_ts,
                                     const char *from_ts,
                                     const char *to_ts,
                                     GHashTable *seen,
                                     GError **error);
/* (transfer full): NULL without @error: it is not known. */
MatoiRoomMessage *
matoi_store_get_message (MatoiStore *store, const char *channel, const char *ts, GError **error);

/* What became of a message in the log; it may be an entry and several TODOs. */
typedef struct
{
  MatoiId incident, event;
  int todo; /* which of its TODO lines, from 0; -1: an entry */
} MatoiTaken;
/* Whatever the room was called then; the entry first. (transfer full) of MatoiTaken; may be empty */
GPtrArray *
matoi_store_list_taken (MatoiStore *store, const char *channel, const char *ts, GError **error);
/* The newest @limit before @before_ts (nullable: from the end), oldest first. (transfer full) */
GPtrArray *matoi_store_list_messages (MatoiStore *store,
                                      const char *channel,
                                      const char *before_ts_or_null,
                                      guint limit,
                                      GError **error);
/* Parents of threads with a reply since @since (ms), the one longest not looked at first; "at" of
 * each is when it was looked at (0: never) and latest_reply what is known here. */
GPtrArray *
matoi_store_list_threads (MatoiStore *store, const char *channel, gint64 since, GError **error);
gboolean matoi_store_mark_thread (MatoiStore *store,
                                  const char *channel,
                                  const char *ts,
                                  gint64 looked_at,
                                  GError **error);

/* What @func puts in with the functions above is there all at once, or not at all; the disk is
 * waited for once. @func fails where one of them does. */
typedef gboolean (*MatoiTogetherFunc) (MatoiStore *store, gpointer data, GError **error);
gboolean
matoi_store_put_together (MatoiStore *store, MatoiTogetherFunc func, gpointer data, GError **error);
/* A number that grows with each change of rooms and messages; 0: there is nothing. */
gint64 matoi_store_get_rooms_stamp (MatoiStore *store);

/* Whether something (an event id, a client_msg_id) comes for the first time. Kept for an hour and
 * at least the last 5,000. @first (out) */
gboolean
matoi_store_see (MatoiStore *store, const char *key, gint64 now, gboolean *first, GError **error);

G_END_DECLS
