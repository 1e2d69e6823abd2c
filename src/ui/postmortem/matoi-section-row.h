/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* A section in the list beside the document: its name and how far it is. */
#define MATOI_TYPE_SECTION_ROW (matoi_section_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSectionRow, matoi_section_row, MATOI, SECTION_ROW, GtkListBoxRow)

GtkWidget *matoi_section_row_new (JsonObject *section);
const char *matoi_section_row_get_id (MatoiSectionRow *self);
/* @checks (of MatoiCheck): what stands before the next state. */
void matoi_section_row_show (MatoiSectionRow *self,
                             const MatoiIncident *incident,
                             GPtrArray *checks,
                             gboolean current);
/* The mark alone. */
void matoi_section_row_set_folded (MatoiSectionRow *self, gboolean folded);

G_END_DECLS
