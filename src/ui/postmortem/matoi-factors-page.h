/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* The contributing factors: what, why, evidence (TPL-04). A MatoiDocumentPage. */
#define MATOI_TYPE_FACTORS_PAGE (matoi_factors_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFactorsPage, matoi_factors_page, MATOI, FACTORS_PAGE, GtkWidget)

G_END_DECLS
