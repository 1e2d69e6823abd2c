/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The button at the end of the entry bar that counts the parked lines, and the list behind it;
 * hidden while there are none. Signals "restore" and "remove" (guint index). */
#define MATOI_TYPE_PARKED_LINES (matoi_parked_lines_get_type ())
G_DECLARE_FINAL_TYPE (MatoiParkedLines, matoi_parked_lines, MATOI, PARKED_LINES, GtkWidget)

void matoi_parked_lines_show (MatoiParkedLines *self, const char *const *lines);

G_END_DECLS
