/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A table of text, as it stands beside a chart: the first row is the head.
 * Signal "activated" (guint row): Enter or a double click on a row, 0 is the first below the head. */
#define MATOI_TYPE_INSIGHT_GRID (matoi_insight_grid_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightGrid, matoi_insight_grid, MATOI, INSIGHT_GRID, GtkWidget)

/* @table: of GPtrArray of char *; kept. @name: what it is a table of. */
void matoi_insight_grid_show (MatoiInsightGrid *self, GPtrArray *table, const char *name);

G_END_DECLS
