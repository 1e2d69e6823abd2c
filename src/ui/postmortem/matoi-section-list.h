/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The sections of the document and how far each is; the one that is shown is marked.
 * Activates "postmortem.show". */
#define MATOI_TYPE_SECTION_LIST (matoi_section_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSectionList, matoi_section_list, MATOI, SECTION_LIST, GtkWidget)

void matoi_section_list_set_session (MatoiSectionList *self, MatoiSession *session_or_null);
/* @checks (of MatoiCheck): what stands before the next state. */
void matoi_section_list_update (MatoiSectionList *self, GPtrArray *checks);
void matoi_section_list_select (MatoiSectionList *self, const char *section);
/* The one before (-1) or after (1) the selected one; (nullable) at the end; borrowed */
const char *matoi_section_list_get_neighbour (MatoiSectionList *self, int by);
/* The marks alone. */
void matoi_section_list_set_folded (MatoiSectionList *self, gboolean folded);

G_END_DECLS
