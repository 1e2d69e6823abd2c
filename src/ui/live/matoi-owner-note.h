/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Telling the owner of a postmortem that it is theirs (PM-04, END-08): the words, to be copied, or
 * as a mail when the directory knows where to. */
#define MATOI_TYPE_OWNER_NOTE (matoi_owner_note_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOwnerNote, matoi_owner_note, MATOI, OWNER_NOTE, GtkWidget)

void matoi_owner_note_set_session (MatoiOwnerNote *self, MatoiSession *session_or_null);
/* Whether there is somebody to tell: an open postmortem of another person. */
gboolean matoi_owner_note_is_needed (MatoiSession *session);
/* A popover with one; its parent is still to be set. */
GtkWidget *matoi_owner_note_popover_new (MatoiOwnerNote **note);

G_END_DECLS
