/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-outbox.h"

G_BEGIN_DECLS

/* What waits in the outbox for one service (Slack, JIRA, PagerDuty, Statuspage): taken in order,
 * each lane for itself, carried out by the service, and what came of it is recorded. What may or
 * may not have been done is looked for, never simply done again.
 *
 * Signals:
 * "trouble" (MatoiErrand *errand): the token is refused (errand->dead) or the service is not
 *   reached; nothing more is tried until matoi_errands_start ().
 * "idle" (): nothing is under way and nothing is due. */
#define MATOI_TYPE_ERRANDS (matoi_errands_get_type ())
G_DECLARE_FINAL_TYPE (MatoiErrands, matoi_errands, MATOI, ERRANDS, GObject)

/* One row on its way, and what came of it. */
typedef struct
{
  MatoiOutboxRow *row;
  JsonObject *payload; /* of @row; empty if it was erased */
  gboolean looking;    /* perhaps it was done already: it is looked for, and not done */
  guint n_looks;       /* that found nothing, before this one */
  gint64 attempted_at; /* ms UTC, when it was tried last; MATOI_TIME_NONE: not known */
  gpointer facts;      /* (nullable) what MatoiErrandsKind.gather has found out; the service's */
  GDestroyNotify facts_free;

  /* filled in by the service */
  MatoiOutboxOutcome outcome;
  char *detail;        /* see MatoiOutboxOutcome; of MATOI_OUTBOX_SENT what the service calls it */
  gint64 retry_after;  /* ms the service asks to wait; -1: it did not say */
  gboolean absent;     /* it was looked for and is not there: outcome does not count */
  gboolean unreached;  /* no answer came */
  gboolean vague;      /* an answer that says nothing about it: it is no refusal */
  char *dead;          /* (nullable) nothing more can be done with this token: a sentence why */
  GPtrArray *commands; /* of MatoiCommand: recorded, whatever the outcome, before the row is marked;
                          may be recorded more than once; what a rule refuses is left out */
  gpointer kept;       /* (nullable) for MatoiErrandsKind.keep, if it was done */
  GDestroyNotify kept_free;
} MatoiErrand;

/* How a service carries out errands. @run gets one or more rows that wait (all of the same op and
 * the same "batch" of the payload or none, none looking), or one row that is looked for; it fills
 * them in and returns. Until then the outcome of each is MATOI_OUTBOX_UNSURE, "no_answer". FALSE: it
 * was cancelled. */
typedef struct
{
  const char *lanes;    /* how its lanes begin: "jira/" */
  guint max_batch;      /* rows with the same op and "batch" of the payload go together */
  guint n_places;       /* lanes beside each other; 0: 4, or max_batch if that is more */
  guint max_looks;      /* after so many that found nothing (1 or more)… */
  const guint *look_ms; /* …each so long after the attempt */
  guint max_blind;      /* after so many that were answered, but not with that; 0: max_looks */
  guint orphan_ms;      /* what somebody else has left unsure is looked for after that */
  gboolean again;       /* it is done again, once, with the same mark; FALSE: a person decides */
  const char *lost;     /* (nullable) detail of what was done again in vain; MATOI_OUTBOX_MAYBE */
  /* (nullable) In the store's thread, when it is taken: what surrounds it; NULL: @error. Of a
   * damaged disk it is asked for some more times; then, and of anything else at once, a person
   * decides, and only its own lane waits for them. */
  gpointer (*gather) (MatoiStore *store, const MatoiErrand *errand, GError **error);
  GDestroyNotify facts_free;
  /* (nullable) In the store's thread, right before it is marked as done: what it leaves behind.
   * FALSE: it is tried again later. */
  gboolean (*keep) (MatoiStore *store, gpointer kept, GError **error);
  void (*run_async) (gpointer service,
                     GPtrArray *errands,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  gboolean (*run_finish) (gpointer service, GAsyncResult *result, GError **error);
} MatoiErrandsKind;

/* @service: borrowed, outlives it, and what it runs. */
MatoiErrands *matoi_errands_new (MatoiDesk *desk, const MatoiErrandsKind *kind, gpointer service);
/* Also after "trouble"; what was left unsure is looked for at once. */
void matoi_errands_start (MatoiErrands *self);
/* What is on its way is finished; nothing new begins. */
void matoi_errands_stop (MatoiErrands *self);
/* Something may have become due; cheap. */
void matoi_errands_hurry (MatoiErrands *self);
/* Something is under way, or waits for its time. */
gboolean matoi_errands_is_busy (MatoiErrands *self);
/* Every wait is @factor times shorter. */
void matoi_errands_set_haste (MatoiErrands *self, guint factor);
/* [0, 1) instead of chance; NULL: chance. */
typedef double (*MatoiErrandsRandom) (gpointer user_data);
void matoi_errands_set_random (MatoiErrands *self,
                               MatoiErrandsRandom random_or_null,
                               gpointer user_data);

G_END_DECLS
