/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Called when something was written: the declaration first, with the title
 * as @text, then each entry. */
typedef void (*MatoiReplayFunc) (const char *ref, gint64 at, const char *text, gpointer user_data);

gboolean matoi_replay_run (MatoiContext *context,
                           JsonObject *facts,
                           double speed,
                           MatoiReplayFunc func,
                           gpointer user_data,
                           GError **error);

G_END_DECLS
