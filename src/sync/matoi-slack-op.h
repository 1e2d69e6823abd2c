/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"
#include "matoi-rooms.h"
#include "matoi-slack-pump.h"

G_BEGIN_DECLS

/* One row of the outbox on its way: the calls that carry it out, one after the other, and what
 * came of it. Private to the pump. */
typedef struct _MatoiSlackOp MatoiSlackOp;
typedef void (*MatoiSlackOpNext) (MatoiSlackOp *op, MatoiSlackAnswer *answer);
typedef void (*MatoiSlackOpStep) (MatoiSlackOp *op);

/* What the record knows of its surroundings. */
typedef struct
{
  char *channel;      /* (nullable) that was made for its lane */
  char *of_ts;        /* (nullable) the message it hangs on */
  char *after_ts;     /* (nullable) of the same lane, certainly said before it */
  GHashTable *others; /* set of ts: messages of other rows of the lane */
  GHashTable *rooms;  /* set of ids: channels that have an incident already */
} MatoiSlackFacts;
gpointer matoi_slack_facts_gather (MatoiStore *store, const MatoiErrand *errand, GError **error);
void matoi_slack_facts_free (gpointer facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackFacts, matoi_slack_facts_free)
gboolean matoi_slack_is_own_lane (const char *lane);

/* What it leaves behind there. */
typedef struct
{
  MatoiRoomRow *room; /* (nullable) to be kept with it */
  char *closed;       /* (nullable) a channel that is archived now */
  MatoiId incident;
  guint n_tries;
} MatoiSlackKept;
gboolean matoi_slack_kept_keep (MatoiStore *store, gpointer kept, GError **error);
void matoi_slack_kept_free (gpointer kept);

struct _MatoiSlackOp
{
  /* of the errand, which outlives it */
  MatoiErrand *errand;
  const MatoiOutboxRow *row;
  JsonObject *payload; /* empty if it was erased */
  const MatoiSlackFacts *facts;
  gboolean looking;    /* perhaps it was done already: state "verifying" */
  gint64 attempted_at; /* ms UTC by Slack's clock, of the attempt; MATOI_TIME_NONE: not known */

  MatoiDesk *desk;
  MatoiSlackClient *client;
  MatoiSlackBook *book;
  MatoiSlackSelf *self;
  GCancellable *cancellable; /* cancelled: nobody wants to know any more */

  char *channel; /* (nullable) where it is done */
  char *method;  /* the call under way */
  GStrv args;
  MatoiSlackOpNext next;
  MatoiSlackOpStep there; /* once the place is known */
  gboolean joined;
  gpointer data; /* of the kind of op */
  GDestroyNotify data_free;

  MatoiOutboxOutcome outcome;
  char *detail;
  gint64 retry_after;     /* ms, -1: Slack did not say */
  gboolean absent;        /* it was looked for and is not there */
  gboolean unreached;     /* no answer came */
  gboolean answered;      /* Slack itself refused */
  gboolean slowed;        /* it asked for a pause */
  MatoiSlackAnswer *dead; /* (nullable) the token is */
  MatoiRoomRow *room;     /* (nullable) to be kept with it */
  gboolean closes_room;   /* it was archived */
  gint64 server_time;     /* ms UTC of the last answer, or MATOI_TIME_NONE */
  GTask *task;            /* ends with the op */
  void (*done) (MatoiSlackOp *op, gpointer user_data); /* takes the op */
  gpointer done_data;
};

/* Takes @task. */
MatoiSlackOp *matoi_slack_op_new (MatoiErrand *errand, GTask *task);
/* The task fails, unless it was taken out of it. */
void matoi_slack_op_free (MatoiSlackOp *op);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackOp, matoi_slack_op_free)

/* Carries it out, or looks for it; op->done comes at the end, unless it is cancelled. */
void matoi_slack_op_run (MatoiSlackOp *op);

/* For the kinds of ops. After an end the op is gone. */
void matoi_slack_op_call (MatoiSlackOp *op,
                          const char *method,
                          const char *const *args,
                          MatoiSlackOpNext next);
void matoi_slack_op_find_place (MatoiSlackOp *op, MatoiSlackOpStep there);
void matoi_slack_op_end (MatoiSlackOp *op, MatoiOutboxOutcome outcome, const char *detail);
void matoi_slack_op_end_by (MatoiSlackOp *op, const MatoiSlackAnswer *answer);
/* Somebody else was not answered: the reason is asked for. */
void matoi_slack_op_ask_why (MatoiSlackOp *op);
void matoi_slack_op_end_absent (MatoiSlackOp *op);
/* A MatoiSlackOpNext: that was all. */
void matoi_slack_op_end_natural (MatoiSlackOp *op, MatoiSlackAnswer *answer);
gboolean matoi_slack_op_is_own (const MatoiSlackOp *op);
const char *matoi_slack_op_get_name (const MatoiSlackOp *op);
gboolean matoi_slack_is_done (const MatoiSlackAnswer *answer);

void matoi_slack_op_post (MatoiSlackOp *op);
void matoi_slack_op_open (MatoiSlackOp *op);
void matoi_slack_op_invite (MatoiSlackOp *op);
void matoi_slack_op_export (MatoiSlackOp *op);

G_END_DECLS
