/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"

G_BEGIN_DECLS

/* The meeting: first its date, then the link, then what it agreed (§12.3). A MatoiDocumentPage. */
#define MATOI_TYPE_MEETING_PAGE (matoi_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingPage, matoi_meeting_page, MATOI, MEETING_PAGE, GtkWidget)

G_END_DECLS
