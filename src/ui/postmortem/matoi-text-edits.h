/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @old, which @buffer holds, into @new by changing only what differs: the cursor and the
 * selection stay at the same words, and undo knows of no more than that. */
void matoi_text_edits_apply (GtkTextBuffer *buffer, const char *old, const char *new);

G_END_DECLS
