/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* The external message in three parts (TPL-12). A MatoiDocumentPage. */
#define MATOI_TYPE_MESSAGE_PAGE (matoi_message_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMessagePage, matoi_message_page, MATOI, MESSAGE_PAGE, GtkWidget)

G_END_DECLS
