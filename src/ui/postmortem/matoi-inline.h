/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"
#include "matoi-side.h"

G_BEGIN_DECLS

/* Commands whose refusal is told where they were given. */

/* @owner as given; @recorded: it is durable, after "changed". */
typedef void (*MatoiInlineDone) (gpointer owner, gboolean recorded);

void matoi_inline_show (GtkLabel *message, const char *text_or_null);
void matoi_inline_submit (MatoiSession *session,
                          MatoiCommand *command,
                          GtkLabel *message,
                          gpointer owner,
                          MatoiInlineDone done_or_null);
char *matoi_inline_dup_text (GtkEditable *editable);
gboolean matoi_inline_has_focus (GtkWidget *widget);

G_END_DECLS
