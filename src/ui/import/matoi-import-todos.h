/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-import-item.h"

G_BEGIN_DECLS

/* The TODO lines of what is chosen, each to be taken or left. Hidden while there are none. */
#define MATOI_TYPE_IMPORT_TODOS (matoi_import_todos_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportTodos, matoi_import_todos, MATOI, IMPORT_TODOS, GtkWidget)

/* @items: of MatoiImportItem, those that may have some; read again after each change. */
void matoi_import_todos_show (MatoiImportTodos *self, GPtrArray *items);
GHashTable *matoi_import_todos_get (MatoiImportTodos *self);

G_END_DECLS
