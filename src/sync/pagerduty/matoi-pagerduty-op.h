/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"
#include "matoi-pagerduty-things.h"

G_BEGIN_DECLS

/* Carries out one errand at PagerDuty (see matoi-intents.h for what there is). Each asks first
 * which incident it is about: one that people have linked, or the one with our key. Nobody is
 * called twice for the same errand, whatever was lost on the way. */
typedef struct _MatoiPagerdutyOp MatoiPagerdutyOp;
typedef void (*MatoiPagerdutyStep) (MatoiPagerdutyOp *op);

/* What an errand is carried out with. */
typedef struct
{
  MatoiPagerdutyClient *client;
  MatoiDesk *desk;
} MatoiPagerdutyTools;

struct _MatoiPagerdutyOp
{
  MatoiPagerdutyClient *client;     /* (owned) */
  MatoiDesk *desk;                  /* (owned) */
  GCancellable *cancellable;        /* (nullable) */
  GTask *task;                      /* (owned) */
  MatoiErrand *errand;              /* borrowed: filled in before the task returns */
  guint n_linked;                   /* looked at so far */
  MatoiPagerdutyStep found;         /* what comes after the incident was looked for */
  MatoiPagerdutyIncident *incident; /* (nullable) the open one */
  gint64 skew;                      /* ms their clock is ahead of ours */

  /* of a page */
  GPtrArray *people;       /* of MatoiPagerdutyPerson: whom it is to reach */
  char *requester;         /* (nullable) id of whom we act as */
  gboolean opened, sought; /* the incident was opened just now; or was there after all */
};

/* Of MatoiErrandsKind; @tools: a MatoiPagerdutyTools. */
void matoi_pagerduty_op_run_async (gpointer tools,
                                   GPtrArray *errands,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean matoi_pagerduty_op_run_finish (gpointer tools, GAsyncResult *result, GError **error);

/* --- between the files of an op */
/* Looks for the incident, then goes on with @found, which frees the op in the end. */
void matoi_pagerduty_op_find (MatoiPagerdutyOp *op, MatoiPagerdutyStep found);
/* Ends it. */
void matoi_pagerduty_op_end (MatoiPagerdutyOp *op);
/* With this outcome; @detail (nullable): as of MatoiErrand. */
void
matoi_pagerduty_op_end_with (MatoiPagerdutyOp *op, MatoiOutboxOutcome outcome, const char *detail);
/* Because of what was answered, which is not OK. */
void matoi_pagerduty_op_give_up (MatoiPagerdutyOp *op, const MatoiPagerdutyAnswer *answer);
/* Of a callback: (transfer full) (nullable): the answer; NULL: it was given up, @op is gone. */
MatoiPagerdutyAnswer *
matoi_pagerduty_op_finish_call (MatoiPagerdutyOp *op, GObject *source, GAsyncResult *result);

/* matoi-pagerduty-call.c */
void matoi_pagerduty_op_page (MatoiPagerdutyOp *op);

/* matoi-pagerduty-people.c: op->people, out of @items (of JsonObject). */
/* Of the policies: as many levels as were asked for, then the first of the trainees. */
void matoi_pagerduty_op_take_oncalls (MatoiPagerdutyOp *op, GPtrArray *items);
/* By the whole name or mail address; else the one whose name has it in it. */
void matoi_pagerduty_op_take_user (MatoiPagerdutyOp *op, GPtrArray *items);

G_END_DECLS
