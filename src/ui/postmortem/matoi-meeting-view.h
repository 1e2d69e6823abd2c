/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The meeting, on the whole window and for a shared screen: the agenda with the time each item
 * takes, what the item is about, what is put aside, and a line to type what is decided. What is
 * typed is recorded at once; the times are kept while the window is open.
 *
 * Signal "done": the person leaves it. */
#define MATOI_TYPE_MEETING_VIEW (matoi_meeting_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingView, matoi_meeting_view, MATOI, MEETING_VIEW, GtkWidget)

void matoi_meeting_view_set_session (MatoiMeetingView *self, MatoiSession *session_or_null);
void matoi_meeting_view_begin (MatoiMeetingView *self);
void matoi_meeting_view_flush (MatoiMeetingView *self);

G_END_DECLS
