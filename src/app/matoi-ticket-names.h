/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* How a site of tickets calls its types and priorities, of which the settings hold the ids: asked
 * once as long as the program runs. Main thread. */

/* @list: "types" or "priorities". (nullable): not known, or not yet; lives as long as @context. */
const char *matoi_ticket_names_get (MatoiContext *context,
                                    const char *site,
                                    const char *list,
                                    const char *id_or_null);
/* Asks @site ("jira", "jira2") unless that was done; @callback also if it says nothing. */
void matoi_ticket_names_ask_async (MatoiContext *context,
                                   const char *site,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* FALSE: nothing is known that was not before. */
gboolean matoi_ticket_names_ask_finish (MatoiContext *context, GAsyncResult *result);

G_END_DECLS
