/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-op.h"

G_BEGIN_DECLS

/* What the pump does in the store: it takes what may go, and says what came of it. */
typedef struct
{
  GHashTable *mine; /* set of gint64 *: rows that are under way; the others' are orphans */
  GHashTable *due;  /* set of gint64 *: rows that may be looked for now */
  gboolean adopt;   /* orphans are perhaps done: they become "unknown" */
  guint n_free;     /* so many may begin */
  gint64 now;       /* ms UTC */
  GPtrArray *ops;   /* of MatoiSlackOp: begun */
  GArray *unknown;  /* of gint64: rows to be looked for */
  gboolean has_queued;
  gint64 next; /* ms UTC: when something waits for its time; MATOI_TIME_NONE: nothing */
} MatoiSlackTurn;

MatoiSlackTurn *matoi_slack_turn_new (void);
void matoi_slack_turn_free (gpointer data);
gboolean matoi_slack_turn_run (MatoiStore *store, gpointer data, GError **error);

typedef struct
{
  gint64 id;
  MatoiOutboxOutcome outcome;
  char *detail;
  gint64 not_before, now;
  MatoiRoomRow *room; /* (nullable) */
  char *closed;       /* (nullable) a channel that is archived now */
  MatoiId incident;
  guint n_tries;
} MatoiSlackMark;

MatoiSlackMark *matoi_slack_mark_new (void);
MatoiSlackMark *matoi_slack_mark_ref (MatoiSlackMark *mark);
void matoi_slack_mark_unref (gpointer data);
gboolean matoi_slack_mark_run (MatoiStore *store, gpointer data, GError **error);

G_END_DECLS
