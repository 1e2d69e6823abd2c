/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Called when something was written: the declaration first, with the title
 * as @text, then each entry. */
typedef void (*MatoiReplayFunc) (const char *ref, gint64 at, const char *text, gpointer user_data);

/* The commands behind Matoi's own JSON, see matoi-replay-bundle.c. */
GPtrArray *matoi_replay_read_bundle (JsonObject *bundle, char **policy_id, GError **error);

gboolean matoi_replay_run (MatoiContext *context,
                           JsonObject *record,
                           double speed,
                           MatoiReplayFunc func,
                           gpointer user_data,
                           GError **error);
void matoi_replay_async (MatoiContext *context,
                         JsonObject *record,
                         double speed,
                         MatoiReplayFunc func,
                         gpointer func_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean matoi_replay_finish (MatoiContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
