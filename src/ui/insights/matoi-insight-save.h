/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writing what is shown to a file the person chooses: all of it or nothing. */

/* Asks for a file that is first called @name; G_IO_ERROR_CANCELLED if they changed their mind. */
void matoi_insight_choose_async (GtkWidget *widget,
                                 const char *title,
                                 const char *name,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) */
GFile *matoi_insight_choose_finish (GAsyncResult *result, GError **error);
/* Writes @bytes to @chosen, which gets @ending if it has none; the signal "said" of @widget tells
 * how that went. */
void matoi_insight_write (GtkWidget *widget, GFile *chosen, const char *ending, GBytes *bytes);
/* What to say afterwards: where it is, or what happened and what to do; @error (nullable).
 * (transfer full) */
char *matoi_insight_dup_saved (GFile *file, const GError *error);

G_END_DECLS
