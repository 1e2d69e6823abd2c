/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* All postmortems: mine first, then what is overdue, then by state and deadline; what the process
 * wants and nobody has begun is among them. Closed ones are read when they are asked for.
 * Signal "chosen" (const MatoiId *incident). */
#define MATOI_TYPE_POSTMORTEM_LIST (matoi_postmortem_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemList, matoi_postmortem_list, MATOI, POSTMORTEM_LIST, GtkWidget)

void matoi_postmortem_list_set_context (MatoiPostmortemList *self, MatoiContext *context);
void matoi_postmortem_list_refresh (MatoiPostmortemList *self);
/* Brings the keyboard to the words to search for. */
void matoi_postmortem_list_find (MatoiPostmortemList *self);

G_END_DECLS
