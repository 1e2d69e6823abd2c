/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* What was said to the outside before (WRI-13). */
typedef struct
{
  char *ref, *title, *text;
  gint64 posted_at; /* MATOI_TIME_NONE: approved, not published */
} MatoiEarlierMessage;

void matoi_earlier_message_free (MatoiEarlierMessage *message);

/* The messages of the newest postmortems besides @except: approved or published ones; of
 * confidential incidents none. The worker reads one incident at a time, so that commands pass. */
void matoi_context_list_messages_async (MatoiContext *self,
                                        const MatoiId *except,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (transfer full) of MatoiEarlierMessage, newest first. */
GPtrArray *
matoi_context_list_messages_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
