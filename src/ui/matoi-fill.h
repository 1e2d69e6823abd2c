/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is seen first is painted before the rest is made.
 *
 * Adds a part of the rest to @widget; FALSE: that was all of it. */
typedef gboolean (*MatoiFillFunc) (GtkWidget *widget);

void matoi_fill_begin (GtkWidget *widget, MatoiFillFunc add);
gboolean matoi_fill_stop (GtkWidget *widget);
gboolean matoi_fill_is_running (GtkWidget *widget);

G_END_DECLS
