/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A row of the document's own: when it was, and what. Signals: "added" (const char *id): it is
 * recorded; "cancelled". */
#define MATOI_TYPE_TELLING_ADD (matoi_telling_add_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingAdd, matoi_telling_add, MATOI, TELLING_ADD, GtkWidget)

void matoi_telling_add_set_session (MatoiTellingAdd *self, MatoiSession *session_or_null);
/* Asks for a row that shows @anchor; what was typed before is still there. */
void matoi_telling_add_begin (MatoiTellingAdd *self, const char *anchor_or_null);

G_END_DECLS
