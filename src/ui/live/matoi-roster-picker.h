/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-directory.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* A person by name or reading: a field and the people who fit, of the directory and of the
 * incident. Anybody else may be typed in full. Arrow keys choose from the field. Signals:
 * "chosen" (char *name): Enter or a click; "changed": what is typed. */
#define MATOI_TYPE_ROSTER_PICKER (matoi_roster_picker_get_type ())
G_DECLARE_FINAL_TYPE (MatoiRosterPicker, matoi_roster_picker, MATOI, ROSTER_PICKER, GtkWidget)

/* Offers everybody but those who hold @role_or_null already; who is trained for it first. */
void matoi_roster_picker_begin (MatoiRosterPicker *self,
                                MatoiSession *session,
                                MatoiDirectory *directory,
                                const char *role_or_null);
void matoi_roster_picker_set_prompt (MatoiRosterPicker *self, const char *prompt);
const char *matoi_roster_picker_get_name (MatoiRosterPicker *self);
void matoi_roster_picker_set_name (MatoiRosterPicker *self, const char *name);
/* Shows the list only while somebody types: for a form. */
void matoi_roster_picker_set_folds (MatoiRosterPicker *self, gboolean folds);

G_END_DECLS
