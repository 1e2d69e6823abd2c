/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* The action items (§12.6). A MatoiDocumentPage. */
#define MATOI_TYPE_ACTIONS_PAGE (matoi_actions_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionsPage, matoi_actions_page, MATOI, ACTIONS_PAGE, GtkWidget)

void
matoi_actions_page_reveal (GtkWidget *asker, MatoiSession *session, const MatoiId *action_or_null);

G_END_DECLS
