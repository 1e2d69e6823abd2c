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
GPtrArray *
matoi_context_list_outbox_finish (MatoiContext *self, GAsyncResult *result, GError **error);

typedef enum
{
  MATOI_OUTBOX_RETRY,   /* now, even if it is late; with what belongs to it */
  MATOI_OUTBOX_EDIT,    /* other words */
  MATOI_OUTBOX_DISCARD, /* never; with what hangs on it */
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

/* Of the context itself. */
void matoi_context_connect_outbox (MatoiStore *store);
void matoi_context_count_outbox_in (MatoiContext *self, const MatoiId *incident, JsonNode *show);

G_END_DECLS
