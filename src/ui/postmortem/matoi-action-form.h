/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A new action item. What was typed and is refused stays. Signals: "added" when it is recorded,
 * "cancelled". */
#define MATOI_TYPE_ACTION_FORM (matoi_action_form_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionForm, matoi_action_form, MATOI, ACTION_FORM, GtkWidget)

GtkWidget *matoi_action_form_new (gboolean can_cancel);
void matoi_action_form_set_session (MatoiActionForm *self, MatoiSession *session_or_null);
void matoi_action_form_begin (MatoiActionForm *self,
                              const char *text,
                              const char *kind,
                              const MatoiId *from_or_null);
void matoi_action_form_focus (MatoiActionForm *self);
void matoi_action_form_flush (MatoiActionForm *self);

G_END_DECLS
