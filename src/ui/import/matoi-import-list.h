/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-import-item.h"

G_BEGIN_DECLS

/* Makes @view a list of MatoiImportItem: each with a mark that Enter, Space and a click set. The
 * list owns @model (transfer full). @zone: for the times. */
void matoi_import_list_set_up (GtkListView *view, GListModel *model, GTimeZone *zone);

G_END_DECLS
