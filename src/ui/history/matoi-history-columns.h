/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-history-item.h"

G_BEGIN_DECLS

const char *matoi_history_get_column_title (MatoiHistoryColumn column);
/* How wide a column is; -1: what is left. */
int matoi_history_get_column_width (MatoiHistoryColumn column);
char *matoi_history_dup_duration (const MatoiHistoryRow *row);
/* What stands in @column; times in @zone. (transfer full) (nullable): nothing */
char *
matoi_history_dup_text (const MatoiHistoryRow *row, MatoiHistoryColumn column, GTimeZone *zone);
/* At both sides of what is in a column, in pixels; as in history.css. */
#define MATOI_HISTORY_PADDING 8

/* Of the chip of a severity, and of the letters in it beside those of the line. */
int matoi_history_get_chip_height (void);
#define MATOI_HISTORY_SMALL 0.84

/* Finds out how wide each must be, and how high the chips are, with the letters of @head (a label of the heads) and
 * @line, in this language. */
void matoi_history_measure_columns (GtkWidget *head, GtkWidget *line);

G_END_DECLS
