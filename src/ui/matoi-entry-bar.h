/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a line is typed. Signal "submit" (const char *line, gint64 typed_at): somebody wants
 * @line recorded; answer with matoi_entry_bar_accept () or _refuse (). One line is on its way
 * at a time; lines typed meanwhile wait in the field. */
#define MATOI_TYPE_ENTRY_BAR (matoi_entry_bar_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEntryBar, matoi_entry_bar, MATOI, ENTRY_BAR, GtkWidget)

void matoi_entry_bar_accept (MatoiEntryBar *self);
void matoi_entry_bar_refuse (MatoiEntryBar *self, const char *message, gboolean is_hint);
void matoi_entry_bar_reset (MatoiEntryBar *self, const char *text);
const char *matoi_entry_bar_get_text (MatoiEntryBar *self);
const char *matoi_entry_bar_get_message (MatoiEntryBar *self);

G_END_DECLS
