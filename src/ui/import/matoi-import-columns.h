/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-import-csv.h"

G_BEGIN_DECLS

/* The columns of a sheet, each with what it is taken for. Signal "changed": somebody chose. */
#define MATOI_TYPE_IMPORT_COLUMNS (matoi_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportColumns, matoi_import_columns, MATOI, IMPORT_COLUMNS, GtkWidget)

/* @sheet (nullable) is changed by what is chosen, and must live until the next call. */
void matoi_import_columns_show (MatoiImportColumns *self, MatoiSheet *sheet);

G_END_DECLS
