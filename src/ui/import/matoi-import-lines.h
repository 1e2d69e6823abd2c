/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-import-csv.h"
#include "matoi-import-file.h"

G_BEGIN_DECLS

/* Lists of lines that are only looked at; what was in @list goes. */
void matoi_import_lines_show_sheet (GtkListBox *list, MatoiSheet *sheet, MatoiContext *context);
void matoi_import_lines_show_file (GtkListBox *list, MatoiImportFile *file, GTimeZone *zone);
void matoi_import_lines_show_refusals (GtkListBox *list, const MatoiSheetReport *report);

G_END_DECLS
