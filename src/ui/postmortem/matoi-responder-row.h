/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-directory.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* Who held one role of the response, from when to when. One that the document has to name can be
 * given to another person, or a reason why nobody held it (TPL-07). */
#define MATOI_TYPE_RESPONDER_ROW (matoi_responder_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiResponderRow, matoi_responder_row, MATOI, RESPONDER_ROW, GtkListBoxRow)

/* @person NULL: whoever held @role, which has to be named; else one who did besides. */
GtkWidget *
matoi_responder_row_new (MatoiSession *session, const char *role, const char *person_or_null);
void matoi_responder_row_show (MatoiResponderRow *self, gboolean editable);
void matoi_responder_row_flush (MatoiResponderRow *self);
gboolean matoi_responder_row_is_missing (MatoiResponderRow *self);
void matoi_responder_row_focus (MatoiResponderRow *self);

G_END_DECLS
