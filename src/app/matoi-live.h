/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-session.h"

G_BEGIN_DECLS

/* The incidents that are open, each as one session which every window and the reminders share:
 * all live ones (the newest MATOI_LIVE_MAX of them), and what windows have opened besides.
 * Signal "changed": matoi_live_get_sessions () has other members, or one has ended. */
#define MATOI_TYPE_LIVE (matoi_live_get_type ())
G_DECLARE_FINAL_TYPE (MatoiLive, matoi_live, MATOI, LIVE, GObject)

#define MATOI_LIVE_MAX 20

MatoiLive *matoi_live_new (MatoiContext *context);
MatoiContext *matoi_live_get_context (MatoiLive *self);
void matoi_live_watch (MatoiLive *self);
GPtrArray *matoi_live_dup_sessions (MatoiLive *self);
MatoiSession *matoi_live_find (MatoiLive *self, const MatoiId *id);
void matoi_live_tick (MatoiLive *self);
void matoi_live_set_zone (MatoiLive *self, GTimeZone *zone);
void matoi_live_open_async (MatoiLive *self,
                            const MatoiId *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
MatoiSession *matoi_live_open_finish (MatoiLive *self, GAsyncResult *result, GError **error);

G_END_DECLS
