/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-candidates.h"

G_BEGIN_DECLS

/* The list above the entry bar. It never takes the keyboard: the bar passes keys on.
 * Signal "accepted" (const char *insert, guint start, guint end): in characters of the line. */
#define MATOI_TYPE_COMPLETION (matoi_completion_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCompletion, matoi_completion, MATOI, COMPLETION, GtkPopover)

GtkWidget *matoi_completion_new (GtkWidget *parent, GtkWidget *field);
void matoi_completion_take_list (MatoiCompletion *self, MatoiCandidateList *list_or_null);
void matoi_completion_close (MatoiCompletion *self);
gboolean matoi_completion_is_open (MatoiCompletion *self);
gboolean matoi_completion_has_choice (MatoiCompletion *self);
void matoi_completion_move (MatoiCompletion *self, int by);
gboolean matoi_completion_accept (MatoiCompletion *self);

G_END_DECLS
