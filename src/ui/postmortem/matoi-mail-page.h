/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* The mails that end the work (COM-15). A MatoiDocumentPage. */
#define MATOI_TYPE_MAIL_PAGE (matoi_mail_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMailPage, matoi_mail_page, MATOI, MAIL_PAGE, GtkWidget)

G_END_DECLS
