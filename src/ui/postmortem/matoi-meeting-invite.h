/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-people-list.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* Who is asked to come, and the file that asks them. */

/* (transfer full) of MatoiTick: the roster, who knows the services, and who was invited besides. */
GPtrArray *matoi_meeting_dup_invitees (MatoiSession *session, MatoiDirectory *directory);
/* Who was invited, else who is to be, and who came besides; a tick: was there. (transfer full) of
 * MatoiTick */
GPtrArray *matoi_meeting_dup_attendance (MatoiSession *session);
/* "invitees" for pm-meeting. (transfer full) */
JsonArray *matoi_meeting_invitees_to_json (GPtrArray *ticks);
/* Opens the invitation with the program for calendars, or asks where to save it; @message says
 * how it went. */
void matoi_meeting_open_invitation (MatoiSession *session, GtkLabel *message);
void matoi_meeting_save_invitation (MatoiSession *session, GtkLabel *message);

G_END_DECLS
