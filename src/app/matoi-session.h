/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-clocks.h"
#include "matoi-context.h"

G_BEGIN_DECLS

/* One open incident as a window sees it: what is durable, folded on the main thread, and the
 * way to add to it. Main thread only, after matoi_context_start ().
 *
 * Signals:
 * "changed" (GPtrArray *events, gboolean folded_again): events of this incident were folded;
 *   @folded_again: not only appended, every pointer into the incident may be new.
 * "ticked" (gint64 now): the clocks have moved on; about once a second while it is live.
 * "zone-changed": times are to be shown in another zone.
 * "refused" (GError *): a command sent without a callback was not recorded.
 * "recorded" (GPtrArray *events, gboolean can_undo): a command sent here is durable; comes
 *   after "changed".
 * "taken-back" (GPtrArray *events): what undo took back, when that is durable. */
#define MATOI_TYPE_SESSION (matoi_session_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSession, matoi_session, MATOI, SESSION, GObject)

MatoiSession *matoi_session_new (MatoiContext *context, MatoiIncident *incident);

MatoiContext *matoi_session_get_context (MatoiSession *self);
const MatoiIncident *matoi_session_get_incident (MatoiSession *self);
gint64 matoi_session_get_now (MatoiSession *self);
gboolean matoi_session_is_live (MatoiSession *self);
const char *matoi_session_get_identity (MatoiSession *self);
gboolean matoi_session_is_me (MatoiSession *self, const char *person);
GTimeZone *matoi_session_get_zone (MatoiSession *self);
void matoi_session_set_zone (MatoiSession *self, GTimeZone *zone);
GPtrArray *matoi_session_get_clocks (MatoiSession *self);

void matoi_session_tick (MatoiSession *self);
void matoi_session_apply (MatoiSession *self, GPtrArray *events);

MatoiCommand *matoi_session_new_command (MatoiSession *self, const char *name);
void matoi_session_send (MatoiSession *self, MatoiCommand *command);
void matoi_session_send_all (MatoiSession *self, GPtrArray *commands);
void matoi_session_submit_async (MatoiSession *self,
                                 MatoiCommand *command,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MatoiReceipt *
matoi_session_submit_finish (MatoiSession *self, GAsyncResult *result, GError **error);

gboolean matoi_session_can_undo (MatoiSession *self);
void matoi_session_undo (MatoiSession *self);

G_END_DECLS
