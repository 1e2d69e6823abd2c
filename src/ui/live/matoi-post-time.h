/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* When the next post is promised: so many minutes from now, or a time (COM-05).
 * Signal "chosen" (gint64 minutes, gint64 at): by the person; minutes 0: a time was typed. */
#define MATOI_TYPE_POST_TIME (matoi_post_time_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostTime, matoi_post_time, MATOI, POST_TIME, GtkWidget)

void matoi_post_time_set_session (MatoiPostTime *self, MatoiSession *session_or_null);
void matoi_post_time_show (MatoiPostTime *self, gint64 minutes, gint64 at);

G_END_DECLS
