/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-inbox-private.h"

G_BEGIN_DECLS

/* A room, while it is read to its end. */
typedef struct
{
  MatoiSlackInbox *inbox;
  GTask *task;
  char *channel;
  char *high;    /* (nullable): it was read up to there */
  char *oldest;  /* from where it is read */
  gboolean full; /* threads, too, and further back */
  gboolean sweep;
  guint restarts, waits;
  gint64 asked_at; /* µs, monotonic: when the first page of the batch was asked for */
  gboolean joined;

  /* The history. */
  char *cursor;  /* (nullable) */
  char *newest;  /* (nullable): the latest that was seen */
  char *deepest; /* (nullable): the earliest */
  guint n_below; /* pages of what is known already */
  gboolean backwards;
  MatoiSlackDelivery *batch; /* (nullable): not kept yet */
  GHashTable *seen;          /* set of ts */

  /* The threads. */
  GPtrArray *threads; /* (nullable) of MatoiSlackThread */
  guint at;
} MatoiSlackRepair;

typedef void (*MatoiSlackRepairPage) (MatoiSlackRepair *self, JsonObject *page);

/* Calls until there is an answer to go on with, or the end. */
void matoi_slack_repair_ask (MatoiSlackRepair *self,
                             const char *method,
                             const char *const *args,
                             MatoiSlackRepairPage next);
/* The repair is gone after it. */
void matoi_slack_repair_end (MatoiSlackRepair *self, gboolean good);
/* (transfer full) (nullable): where the next page begins; NULL: this was the last one. */
char *matoi_slack_repair_dup_cursor (JsonObject *page);
void matoi_slack_repair_begin (MatoiSlackRepair *self);
/* (transfer full): what is read next goes there. */
MatoiSlackDelivery *matoi_slack_repair_new_batch (MatoiSlackRepair *self);

/* matoi-slack-repair-threads.c */
void matoi_slack_repair_threads (MatoiSlackRepair *self);
void matoi_slack_repair_read_thread (MatoiSlackRepair *self);

G_END_DECLS
