/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* The kind of such a link; its url is "matoi:" and the reference of the other incident. */
#define MATOI_LINK_SEEN_BEFORE "seen-before"

/* The reference of the other incident, if @link says that it was the same; (nullable) borrowed. */
const char *matoi_link_get_seen_before (const MatoiEvidence *link);
/* Says in both incidents that the other one was the same, once: whoever asks again after an error
 * gets what is missing. MATOI_ERROR_INPUT if they are the same one, or one of them is confidential: the other would tell
 * of it. */
void matoi_context_link_seen_before_async (MatoiContext *self,
                                           const MatoiId *incident,
                                           const MatoiId *before,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* Takes that back in both; to be finished as the other one. */
void matoi_context_unlink_seen_before_async (MatoiContext *self,
                                             const MatoiId *incident,
                                             const MatoiId *before,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean
matoi_context_link_seen_before_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
