/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"

G_BEGIN_DECLS

/* Takes @row. */
MatoiErrand *matoi_errand_new (MatoiOutboxRow *row);
void matoi_errand_free (MatoiErrand *errand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiErrand, matoi_errand_free)

/* --- what is done in the store (matoi-errands-turn.c): what may go is taken… */
typedef struct
{
  const MatoiErrandsKind *kind;
  GHashTable *mine;   /* set of gint64 *: rows that are under way; the others' are orphans */
  GHashTable *due;    /* set of gint64 *: rows that may be looked for now */
  gboolean adopt;     /* orphans are perhaps done: they become "unknown" */
  gboolean seen_all;  /* there was no error before the last of them */
  guint n_free;       /* so many may begin */
  gint64 now;         /* ms UTC */
  GPtrArray *errands; /* of MatoiErrand: begun */
  GPtrArray *unread;  /* of MatoiErrand: nothing can be done with them: filled in */
  GArray *unknown;    /* of gint64: rows to be looked for */
  gint64 next;        /* ms UTC: when something waits for its time; MATOI_TIME_NONE: nothing */
} MatoiErrandsTurn;

MatoiErrandsTurn *matoi_errands_turn_new (void);
void matoi_errands_turn_free (gpointer data);
gboolean matoi_errands_turn_run (MatoiStore *store, gpointer data, GError **error);

/* …and what came of it is written down. */
typedef struct
{
  gint64 id;
  MatoiOutboxOutcome outcome;
  char *detail;
  gint64 not_before;
  gpointer kept; /* (nullable) */
  GDestroyNotify kept_free;
} MatoiErrandsMark;

typedef struct
{
  GArray *marks; /* of MatoiErrandsMark */
  guint n_done;
  gboolean (*keep) (MatoiStore *store, gpointer kept, GError **error); /* (nullable) */
  gint64 now;
} MatoiErrandsMarks;

MatoiErrandsMarks *matoi_errands_marks_new (void);
MatoiErrandsMarks *matoi_errands_marks_ref (MatoiErrandsMarks *marks);
void matoi_errands_marks_unref (gpointer data);
gboolean matoi_errands_marks_run (MatoiStore *store, gpointer data, GError **error);

/* --- what is remembered of a row until it is clear what became of it */
typedef struct
{
  gint64 began, due; /* ms of the clock that never goes back */
  guint n_looks;     /* that found nothing */
  guint n_blind;     /* that could not look */
  guint n_refused;   /* tries that were answered, and not done */
  gboolean unknown;  /* it is to be looked for */
  gint64 attempted_at;
} MatoiErrandsDoubt;

struct _MatoiErrands
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiErrandsKind kind; /* its own: a turn may end after the service */
  gpointer service;
  GCancellable *cancellable;
  GHashTable *mine;   /* set of gint64 *: rows under way, until it is written what became of them */
  GHashTable *doubts; /* gint64 * → MatoiErrandsDoubt */
  gboolean running, resting;
  gboolean adopts; /* the next turn takes over what nobody is at work on */
  gboolean turning, again;
  gboolean told_busy;
  guint idle, timer;
  guint n_failures;
  gint64 next; /* ms UTC */
  guint haste;
  MatoiErrandsRandom random; /* (nullable) */
  gpointer random_data;
};

/* matoi-errands.c */
gint64 matoi_errands_get_clock (void);
guint matoi_errands_get_places (MatoiErrands *self);
void matoi_errands_set_timer (MatoiErrands *self);
void matoi_errands_look_after_idle (MatoiErrands *self);
/* "trouble": nothing more is tried. */
void matoi_errands_rest (MatoiErrands *self, MatoiErrand *errand);

/* matoi-errands-run.c */
void matoi_errands_turn_soon (MatoiErrands *self);

/* matoi-errands-marks.c */
MatoiErrandsDoubt *matoi_errands_need_doubt (MatoiErrands *self, gint64 id);
/* Records and writes down what came of @errands (of MatoiErrand); takes them. */
void matoi_errands_conclude (MatoiErrands *self, GPtrArray *errands);

G_END_DECLS
