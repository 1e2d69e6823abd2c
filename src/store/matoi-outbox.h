/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-intents.h"
#include "matoi-store.h"

G_BEGIN_DECLS

/* What waits to be done at a service, and what came of it.
 *
 * queued → sending → sent; sending → unknown → verifying → sent or queued; → failed (cannot work
 * as it is), → held (a person decides), → expired (older than a day). A person may bring back
 * failed, held and expired ones, or discard them. */

/* How old something that pings people may be before somebody is asked, and anything at all, but for
 * a ticket, which is no news. */
#define MATOI_OUTBOX_LATE   (15 * MATOI_MINUTE)
#define MATOI_OUTBOX_EXPIRY (24 * 60 * MATOI_MINUTE)

/* Reasons of our own in last_error; others are those of the service. */
#define MATOI_OUTBOX_ASK        "matoi:ask"      /* the team wants to release this kind by hand */
#define MATOI_OUTBOX_TOO_LATE   "matoi:late"     /* would ping people long after it happened */
#define MATOI_OUTBOX_NO_ROOM    "matoi:no-room"  /* somebody discarded the opening of its room */
#define MATOI_OUTBOX_SECURITY   "matoi:security" /* the incident has become confidential */
#define MATOI_OUTBOX_UNDONE     "matoi:undone" /* what it says was taken back before it was sent */
#define MATOI_OUTBOX_RESTORED   "matoi:restored"   /* waited when the backup was made */
#define MATOI_OUTBOX_STOPPED    "matoi:stopped"    /* the program ended while it was being sent */
#define MATOI_OUTBOX_MAYBE      "matoi:maybe"      /* pings people, and perhaps did already */
#define MATOI_OUTBOX_REDACTED   "matoi:redacted"   /* the entry was erased */
#define MATOI_OUTBOX_STALE      "matoi:stale"      /* an answer nobody waits for any more */
#define MATOI_OUTBOX_UNWANTED   "matoi:unwanted"   /* somebody is about to discard it */
#define MATOI_OUTBOX_UNREADABLE "matoi:unreadable" /* what it takes to do it cannot be read here */
/* It was lost, and goes once more; stays until it is clear what became of it, so that nobody sends
 * it a third time. */
#define MATOI_OUTBOX_RESENT "matoi:resent"

typedef struct
{
  gint64 id;
  char *idem; /* a UUID: the same in every attempt */
  MatoiId incident, event;
  char *ref; /* (nullable) of the incident */
  char *lane, *kind, *op;
  char *payload; /* JSON, see matoi-intents.h; "{}" once it was erased */
  gboolean pings;
  char *state;
  guint attempts;
  gint64 not_before; /* MATOI_TIME_NONE: any time */
  char *last_error;  /* (nullable) */
  char *remote_id;   /* (nullable) what the service calls it */
  gint64 at, created_at, confirmed_at, sent_at;
  guint revision;
} MatoiOutboxRow;

void matoi_outbox_row_free (MatoiOutboxRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiOutboxRow, matoi_outbox_row_free)

/* Finds, inside the transaction that records @events, what follows from them. */
typedef GPtrArray *(*MatoiIntentsFunc) (MatoiStore *store,
                                        const MatoiIncident *after,
                                        GPtrArray *events,
                                        gint64 now,
                                        gpointer user_data);
void matoi_store_set_intents (MatoiStore *store, MatoiIntentsFunc func, gpointer user_data);

/* What is neither sent nor discarded, or (@all) everything, oldest first; @incident NULL: of all.
 * (transfer full) of MatoiOutboxRow */
GPtrArray *
matoi_store_list_outbox (MatoiStore *store, const MatoiId *incident, gboolean all, GError **error);
/* The last @limit that were sent, the latest first. (transfer full) of MatoiOutboxRow */
GPtrArray *matoi_store_list_outbox_sent (MatoiStore *store,
                                         const MatoiId *incident,
                                         guint limit,
                                         GError **error);
MatoiOutboxRow *matoi_store_get_outbox (MatoiStore *store, gint64 id, GError **error);
/* @waiting: goes by itself; @held: a person has to decide. */
gboolean matoi_store_count_outbox (MatoiStore *store,
                                   const MatoiId *incident,
                                   gint64 *waiting,
                                   gint64 *held,
                                   GError **error);
/* The same of one service: @lanes: how its lanes begin, such as "jira/". */
gboolean matoi_store_count_outbox_lanes (MatoiStore *store,
                                         const char *lanes,
                                         gint64 *waiting,
                                         gint64 *held,
                                         GError **error);
/* A number that grows with each change; 0: nothing was ever put in. */
gint64 matoi_store_get_outbox_stamp (MatoiStore *store);
/* Whether the incident has or had such a one; @kind NULL: of any kind. */
MatoiIntentPast matoi_store_look_back (MatoiStore *store,
                                       const MatoiId *incident,
                                       const char *lane,
                                       const char *op,
                                       const char *kind);

/* --- for the pump */
/* After a crash: what was being sent may have arrived. @lanes: how the lanes of the service begin;
 * only while no other pump is at work on them. */
gboolean matoi_store_recover_outbox (MatoiStore *store, const char *lanes, GError **error);
/* The next one that may go, now "sending"; NULL without @error: there is none yet. @lanes
 * (nullable): set of lanes that are to be left alone. */
MatoiOutboxRow *
matoi_store_take_outbox (MatoiStore *store, GHashTable *lanes, gint64 now, GError **error);
/* When to ask again although nothing changes; MATOI_TIME_NONE: never. */
gint64 matoi_store_get_outbox_time (MatoiStore *store, gint64 now);

typedef enum
{
  MATOI_OUTBOX_SENT, /* detail: what the service calls it (nullable) */
  /* detail: why it was certainly not done; not before @not_before. After it was looked for, one
   * that pings people is held all the same. */
  MATOI_OUTBOX_AGAIN,
  MATOI_OUTBOX_UNSURE, /* detail: why nobody knows */
  MATOI_OUTBOX_VERIFY, /* detail: unused; is looked for at the service */
  MATOI_OUTBOX_FAIL,   /* detail: why it cannot work as it is */
  MATOI_OUTBOX_HOLD,   /* detail: why a person has to decide */
} MatoiOutboxOutcome;

gboolean matoi_store_mark_outbox (MatoiStore *store,
                                  gint64 id,
                                  MatoiOutboxOutcome outcome,
                                  const char *detail,
                                  gint64 not_before,
                                  gint64 now,
                                  GError **error);

/* --- answers to what somebody asked in a room: said once, and not any more once nobody waits */
#define MATOI_OUTBOX_ANSWER_EXPIRY (15 * MATOI_MINUTE)

typedef struct
{
  MatoiId incident;
  const char *lane, *kind;
  JsonObject *payload; /* of a message.post, see matoi-intents.h */
  gboolean ask;        /* waits for a person to release it */
} MatoiOutboxAnswer;

gboolean matoi_store_add_outbox_answer (MatoiStore *store,
                                        const MatoiOutboxAnswer *answer,
                                        const char *key,
                                        gint64 now,
                                        gboolean *added,
                                        GError **error);
/* The key of the service for the answer to @key. (transfer full) */
char *matoi_outbox_dup_answer_idem (const char *key);
gboolean
matoi_store_has_outbox_answer (MatoiStore *store, const char *key, gboolean *there, GError **error);
/* The newest one of the incident in @lane. */
MatoiOutboxRow *matoi_store_get_outbox_last (MatoiStore *store,
                                             const MatoiId *incident,
                                             const char *lane,
                                             GError **error);
/* Whether matoi_store_see () was told of @key, without telling it. */
gboolean matoi_store_has_seen (MatoiStore *store, const char *key, gboolean *seen, GError **error);

/* --- for people; each MATOI_ERROR_RULE says why not, _NOT_FOUND */
/* Now, even if it is late; with what belongs to it. */
gboolean matoi_store_retry_outbox (MatoiStore *store, gint64 id, gint64 now, GError **error);
gboolean matoi_store_edit_outbox (MatoiStore *store,
                                  gint64 id,
                                  const char *text,
                                  gint64 now,
                                  GError **error);
gboolean matoi_store_discard_outbox (MatoiStore *store, gint64 id, GError **error);
/* Not by itself from now on: what was discarded does not come back, so whoever wants a way back
 * sets it aside first. What does not go by itself anyway stays as it is. */
gboolean matoi_store_set_aside_outbox (MatoiStore *store, gint64 id, GError **error);

G_END_DECLS
