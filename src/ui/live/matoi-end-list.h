/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What has to be in place before an incident ends, with a way to each thing that is missing.
 * Signal "jump" (const char *id): to what only the page itself can show, such as
 * "end.final-severity"; the list goes to everything else by itself. */
#define MATOI_TYPE_END_LIST (matoi_end_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEndList, matoi_end_list, MATOI, END_LIST, GtkWidget)

void matoi_end_list_begin (MatoiEndList *self);
void matoi_end_list_show (MatoiEndList *self, MatoiSession *session_or_null, GPtrArray *checks);
void matoi_end_list_set_labelled_by (MatoiEndList *self, GtkWidget *label);
gboolean matoi_end_list_focus_open (MatoiEndList *self);

G_END_DECLS
