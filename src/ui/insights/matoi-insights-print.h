/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* What can be printed: the report of this month or the last one, and the page as it is shown.
 * Signals: "page": it is to be printed; "said" (const char *text): what went wrong. */
#define MATOI_TYPE_INSIGHTS_PRINT (matoi_insights_print_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightsPrint, matoi_insights_print, MATOI, INSIGHTS_PRINT, GtkWidget)

void matoi_insights_print_set_context (MatoiInsightsPrint *self, MatoiContext *context);
/* Shows the menu, with the keyboard on its first line. */
void matoi_insights_print_open (MatoiInsightsPrint *self);

G_END_DECLS
