/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The posts that wait: drafts, and approved ones that are not out yet.
 * Signal "continue" (const char *id): the person goes on with that one. */
#define MATOI_TYPE_POST_QUEUE (matoi_post_queue_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostQueue, matoi_post_queue, MATOI, POST_QUEUE, GtkWidget)

void matoi_post_queue_show (MatoiPostQueue *self,
                            MatoiSession *session_or_null,
                            const MatoiId *current_or_null);
const char *matoi_post_queue_get_audience_name (const char *audience);

G_END_DECLS
