/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* Who responded, with Incident Commander and Scribe; the recording (TPL-07). A MatoiDocumentPage. */
#define MATOI_TYPE_RESPONDERS_PAGE (matoi_responders_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiRespondersPage, matoi_responders_page, MATOI, RESPONDERS_PAGE, GtkWidget)

G_END_DECLS
