/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who wrote @messages (of MatoiSlackMessage), and with what others marked them: for the lists one
 * chooses from, the most frequent first. @names_in_order: of char *, becomes what @reaction shows
 * after its first line. */
void matoi_import_filters_load (GtkDropDown *author,
                                GtkDropDown *reaction,
                                GPtrArray *names_in_order,
                                GPtrArray *messages);

G_END_DECLS
