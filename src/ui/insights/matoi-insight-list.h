/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-insights.h"

G_BEGIN_DECLS

/* The incidents a figure is made of: reference, severity, title and start, the newest first; Enter
 * opens one. A popover that goes when it is closed. Confidential ones go by their codenames. */
#define MATOI_TYPE_INSIGHT_LIST (matoi_insight_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightList, matoi_insight_list, MATOI, INSIGHT_LIST, GtkPopover)

/* Shows @rows (of const MatoiInsightRow *, copied) at @parent, where @place (nullable) is; @title:
 * what they are. Nothing is shown for none. */
void matoi_insight_list_show (GtkWidget *parent,
                              const GdkRectangle *place,
                              MatoiContext *context,
                              const char *title,
                              GPtrArray *rows);

G_END_DECLS
