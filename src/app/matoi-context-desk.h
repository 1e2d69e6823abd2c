/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"

G_BEGIN_DECLS

/* Of the context itself. */
void matoi_context_desk_init (MatoiDeskInterface *iface);

G_END_DECLS
