/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* How we did: what went well and what did not (TPL-09). A MatoiDocumentPage. */
#define MATOI_TYPE_LEARNED_PAGE (matoi_learned_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiLearnedPage, matoi_learned_page, MATOI, LEARNED_PAGE, GtkWidget)

G_END_DECLS
