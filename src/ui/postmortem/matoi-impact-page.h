/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* The impact as numbers (TPL-06). A MatoiDocumentPage. */
#define MATOI_TYPE_IMPACT_PAGE (matoi_impact_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImpactPage, matoi_impact_page, MATOI, IMPACT_PAGE, GtkWidget)

G_END_DECLS
