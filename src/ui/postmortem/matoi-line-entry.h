/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line that saves itself: with Enter, when the keyboard leaves it, and when it is asked to.
 *
 * Signal "save" (const char *text, without blanks around it): to be recorded; then call
 * matoi_line_entry_set_text () with what is durable, or matoi_line_entry_fail (). */
#define MATOI_TYPE_LINE_ENTRY (matoi_line_entry_get_type ())
G_DECLARE_FINAL_TYPE (MatoiLineEntry, matoi_line_entry, MATOI, LINE_ENTRY, GtkEntry)

void matoi_line_entry_set_text (MatoiLineEntry *self, const char *durable);
void matoi_line_entry_reset (MatoiLineEntry *self, const char *text);
char *matoi_line_entry_dup_text (MatoiLineEntry *self);
gboolean matoi_line_entry_is_saved (MatoiLineEntry *self);
void matoi_line_entry_fail (MatoiLineEntry *self);
void matoi_line_entry_flush (MatoiLineEntry *self);

G_END_DECLS
