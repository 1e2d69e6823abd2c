/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* What was captured, and what the document tells of it (§8). A MatoiDocumentPage. */
#define MATOI_TYPE_TELLING_PAGE (matoi_telling_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingPage, matoi_telling_page, MATOI, TELLING_PAGE, GtkWidget)

G_END_DECLS
