/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-outbox.h"

G_BEGIN_DECLS

/* What waits to be said at a service. Rows are as matoi-outbox.h tells; signal "outbox-changed" of
 * the context: something was put in, sent or decided, here or by another program. */

/* (transfer full) of MatoiOutboxRow, oldest first; @all: also what was sent or discarded. */
GPtrArray *matoi_context_list_outbox (MatoiContext *self,
                                      const MatoiId *incident_or_null,
                                      gboolean all,
                                      GError **error);
void matoi_context_list_outbox_async (MatoiContext *self,
                                      const MatoiId *incident_or_null,
                                      gboolean all,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* The last @limit that were sent, the latest first; finished by the same function. */
void matoi_context_list_outbox_sent_async (MatoiContext *self,
                                           const MatoiId *incident_or_null,
                                           guint limit,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *
matoi_context_list_outbox_finish (MatoiContext *self, GAsyncResult *result, GError **error);

typedef enum
{
  MATOI_OUTBOX_RETRY,     /* now, even if it is late; with what belongs to it */
  MATOI_OUTBOX_EDIT,      /* other words */
  MATOI_OUTBOX_DISCARD,   /* never; with what hangs on it */
  MATOI_OUTBOX_SET_ASIDE, /* not by itself: it is about to be discarded; retry is the way back */
} MatoiOutboxDecision;

gboolean matoi_context_decide_outbox (MatoiContext *self,
                                      gint64 id,
                                      MatoiOutboxDecision decision,
                                      const char *text_or_null,
                                      GError **error);
void matoi_context_decide_outbox_async (MatoiContext *self,
                                        gint64 id,
                                        MatoiOutboxDecision decision,
                                        const char *text_or_null,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
matoi_context_decide_outbox_finish (MatoiContext *self, GAsyncResult *result, GError **error);

/* matoi-outbox-text.c. For people, translated: what it is, and where it stands and why, in a
 * sentence. (transfer full) */
char *matoi_outbox_dup_summary (const MatoiOutboxRow *row);
char *matoi_outbox_dup_reason (const MatoiOutboxRow *row, GTimeZone *zone);
const char *matoi_outbox_state_name (const char *state);

/* matoi-outbox-parts.c. The same in parts, for a view. */
typedef enum
{
  MATOI_OUTBOX_GOES,   /* by itself, sooner or later */
  MATOI_OUTBOX_PERSON, /* nothing happens until a person decides */
  MATOI_OUTBOX_OVER,   /* sent or discarded */
} MatoiOutboxShelf;

MatoiOutboxShelf matoi_outbox_get_shelf (const MatoiOutboxRow *row);
/* What it is: "Message to #inc-…". (transfer full) */
char *matoi_outbox_dup_title (const MatoiOutboxRow *row);
/* (nullable) (transfer full): the words that will be read there, which may be changed. */
char *matoi_outbox_dup_words (const MatoiOutboxRow *row);
/* What a person brings about who sends it now. (nullable) (transfer full): NULL if nothing about
 * it needs a second thought: it alerts nobody late, and certainly not twice. */
char *matoi_outbox_dup_consequence (const MatoiOutboxRow *row, gint64 now, GTimeZone *zone);
/* Whether it may be sent now, edited, discarded. */
gboolean matoi_outbox_can (const MatoiOutboxRow *row, MatoiOutboxDecision decision);

/* Of the context itself. */
void matoi_context_connect_outbox (MatoiStore *store);
void matoi_context_count_outbox_in (MatoiContext *self, const MatoiId *incident, JsonNode *show);

G_END_DECLS
