/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"
#include "matoi-drafts.h"

G_BEGIN_DECLS

/* A section of words: Markdown that saves itself (§12.4). A MatoiDocumentPage. */
#define MATOI_TYPE_SECTION_PAGE (matoi_section_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSectionPage, matoi_section_page, MATOI, SECTION_PAGE, GtkWidget)

/* Before the first section is shown. */
void matoi_section_page_set_drafts (MatoiSectionPage *self, MatoiDrafts *drafts);
/* Brings the keyboard to the text, past whatever is said above it. */
gboolean matoi_section_page_focus_text (MatoiSectionPage *self);

G_END_DECLS
