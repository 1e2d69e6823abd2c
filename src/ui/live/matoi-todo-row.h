/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Something to do. Its check button and the row do the same: signal "toggle". */
#define MATOI_TYPE_TODO_ROW (matoi_todo_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTodoRow, matoi_todo_row, MATOI, TODO_ROW, GtkListBoxRow)

GtkWidget *matoi_todo_row_new (const MatoiId *todo);
const MatoiId *matoi_todo_row_get_id (MatoiTodoRow *self);
void matoi_todo_row_show (MatoiTodoRow *self, const MatoiTodo *todo, GTimeZone *zone);

G_END_DECLS
