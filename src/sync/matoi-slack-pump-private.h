/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-turn.h"

G_BEGIN_DECLS

/* Lanes beside each other. */
#define MATOI_SLACK_PUMP_LANES 8
typedef struct
{
  gint64 began, due; /* ms of the clock that never goes back */
  guint n_looks;     /* that found nothing */
  guint n_tries;     /* that could not look */
  gboolean resent;   /* once already */
  gboolean unknown;  /* it is to be looked for */
  gint64 attempted_at;
} MatoiSlackDoubt;

struct _MatoiSlackPump
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiSlackClient *client;
  MatoiSlackBook *book;
  MatoiSlackSelf *self;
  GCancellable *cancellable;
  GHashTable *mine;   /* set of gint64 *: rows under way, until it is written what became of them */
  GHashTable *doubts; /* gint64 * → MatoiSlackDoubt */
  gboolean running, resting;
  gboolean adopts; /* the next turn takes over what nobody is at work on */
  gboolean turning, again;
  gboolean told_busy;
  guint idle, timer;
  guint n_failures;
  gint64 skew; /* ms Slack's clock is ahead */
  gint64 next; /* ms UTC */
  guint haste;
  MatoiSlackRandom random;
  gpointer random_data;
};

/* matoi-slack-pump.c */
gint64 matoi_slack_pump_get_clock (void);
void matoi_slack_pump_set_timer (MatoiSlackPump *self);
void matoi_slack_pump_look_after_idle (MatoiSlackPump *self);
/* A MatoiSlackOp's done; @user_data: the pump. */
void matoi_slack_pump_on_op_done (MatoiSlackOp *op, gpointer user_data);
/* "trouble": nothing more is tried. */
void matoi_slack_pump_rest (MatoiSlackPump *self, MatoiSlackAnswer *answer);

/* matoi-slack-pump-turns.c */
void matoi_slack_pump_turn_soon (MatoiSlackPump *self);

/* matoi-slack-pump-marks.c */
gint64 matoi_slack_pump_get_first_look (MatoiSlackPump *self);
MatoiSlackDoubt *matoi_slack_pump_need_doubt (MatoiSlackPump *self, gint64 id);
/* Writes down what came of @op. */
void matoi_slack_pump_conclude (MatoiSlackPump *self, MatoiSlackOp *op);

G_END_DECLS
