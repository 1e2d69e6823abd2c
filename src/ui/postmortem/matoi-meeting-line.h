/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* One line, always at hand in the meeting: aside into the parking lot, an action item that was
 * decided, or a note to what is talked about. */
#define MATOI_TYPE_MEETING_LINE (matoi_meeting_line_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingLine, matoi_meeting_line, MATOI, MEETING_LINE, GtkWidget)

void matoi_meeting_line_set_session (MatoiMeetingLine *self, MatoiSession *session_or_null);
/* Of which section a note is; NULL: the whole document. */
void matoi_meeting_line_set_section (MatoiMeetingLine *self, const char *section_or_null);
/* @what: park action note; with a text that is to be made into one. */
void matoi_meeting_line_begin (MatoiMeetingLine *self, const char *what, const char *text_or_null);

G_END_DECLS
