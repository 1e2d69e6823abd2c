/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-link.h"
#include "matoi-statuspage-look.h"

G_BEGIN_DECLS

/* The connection to the page of the setting "statuspage.page". */
#define MATOI_TYPE_STATUSPAGE_LINK (matoi_statuspage_link_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStatuspageLink, matoi_statuspage_link, MATOI, STATUSPAGE_LINK, MatoiLink)

MatoiLink *matoi_statuspage_link_new (MatoiDesk *desk, const char *token);
/* What the page is like now, see matoi-statuspage-look.h; its finish is that of the net. */
void matoi_statuspage_link_look_async (MatoiStatuspageLink *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

G_END_DECLS
