/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-outbox.h"
#include "matoi-room-answer.h"
#include "matoi-slack-commands.h"

G_BEGIN_DECLS

struct _MatoiSlackCommands
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiSlackClient *client;
  MatoiSlackInbox *inbox;
  GCancellable *cancellable; /* (nullable) while it is at work */
  GHashTable *asks;          /* of what is under way: key, to itself */
  GHashTable *stalks;        /* channel to MatoiSlackStalk */
  guint stalk_timer;
  guint stalk_ms, settle_ms, retry_ms;
};

/* One command of somebody, until it is answered. */
typedef struct
{
  MatoiSlackCommands *self; /* (owned) */
  GCancellable *cancellable;
  char *key; /* CHANNEL:TS */
  char *channel, *name, *ts, *thread;
  MatoiId incident;
  char *author;
  gint64 at; /* ms UTC */
  MatoiRoomCommand command;
  gboolean resumed; /* begun before the program was started */
  gboolean pages;   /* as of MatoiSlackJob */
  gboolean unsure;  /* nobody knows whether the mark on the message is ours */
  guint n_tries;
} MatoiSlackAsk;

MatoiSlackAsk *matoi_slack_ask_new (MatoiSlackCommands *self,
                                    const MatoiRoomRow *room,
                                    const MatoiRoomMessage *message);
void matoi_slack_ask_free (MatoiSlackAsk *ask);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackAsk, matoi_slack_ask_free)

/* --- matoi-slack-commands-jobs.c: in the store's thread. Each takes over what it needs. */
typedef struct
{
  GTimeZone *zone; /* (owned) */
  gint64 now;
  MatoiId incident;
  char *channel, *name, *ts, *thread, *key, *reason; /* name, thread, reason (nullable) */
  MatoiRoomCommand command;                          /* (owned) */
  gboolean resumed, refused, lost;
  /* found */
  gboolean go;     /* it is to be answered, or told again and again */
  gboolean taken;  /* it is in the record */
  gboolean pages;  /* it is put into the record, which pages people */
  GPtrArray *left; /* of MatoiSlackLeft */
} MatoiSlackJob;

/* A message that was being answered when the program ended; or the last one that started or
 * stopped telling the status. */
typedef struct
{
  MatoiRoomRow *room;
  MatoiRoomMessage *message;
  gboolean stalk;
} MatoiSlackLeft;

MatoiSlackJob *matoi_slack_job_new (MatoiSlackCommands *self, const MatoiSlackAsk *ask);
void matoi_slack_job_free (MatoiSlackJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackJob, matoi_slack_job_free)
gboolean matoi_slack_job_begin (MatoiStore *store, gpointer job, GError **error);
gboolean matoi_slack_job_answer (MatoiStore *store, gpointer job, GError **error);
gboolean matoi_slack_job_lose (MatoiStore *store, gpointer job, GError **error);
gboolean matoi_slack_job_tick (MatoiStore *store, gpointer job, GError **error);
/* --- matoi-slack-commands-left.c */
gboolean matoi_slack_job_look_back (MatoiStore *store, gpointer job, GError **error);
gboolean matoi_slack_find_stalk (MatoiStore *store,
                                 const char *channel,
                                 const char *before_ts_or_null,
                                 GHashTable *values,
                                 MatoiRoomMessage **found,
                                 MatoiRoomCommandKind *kind,
                                 GError **error);
GHashTable *matoi_slack_read_values (MatoiStore *store, GError **error);
gboolean matoi_slack_is_person (const MatoiRoomMessage *message);

/* --- matoi-slack-commands-answer.c */
void matoi_slack_ask_run (MatoiSlackAsk *ask,
                          MatoiDeskFunc func,
                          MatoiSlackJob *job,
                          GAsyncReadyCallback callback);
MatoiSlackJob *matoi_slack_ask_run_finish (MatoiSlackAsk *ask, GAsyncResult *result);
void matoi_slack_ask_answer (MatoiSlackAsk *ask);
void matoi_slack_ask_record (MatoiSlackAsk *ask);

/* --- matoi-slack-commands-stalk.c: the status, again and again */
void matoi_slack_commands_stalk (MatoiSlackCommands *self,
                                 const char *channel,
                                 const char *name_or_null,
                                 const char *ts,
                                 const MatoiId *incident);
void matoi_slack_commands_unstalk (MatoiSlackCommands *self, const char *channel);
void matoi_slack_commands_stop_stalks (MatoiSlackCommands *self);

/* --- matoi-slack-commands-claim.c */
typedef enum
{
  MATOI_SLACK_CLAIM_OURS,
  MATOI_SLACK_CLAIM_LOST,   /* another Matoi answers */
  MATOI_SLACK_CLAIM_FAILED, /* for now, or for good: nothing is said */
} MatoiSlackClaim;
typedef void (*MatoiSlackClaimed) (MatoiSlackAsk *ask, MatoiSlackClaim claim);
/* Takes @ask and hands it on. */
void matoi_slack_ask_claim (MatoiSlackAsk *ask, MatoiSlackClaimed done);

G_END_DECLS
