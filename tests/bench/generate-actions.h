/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store.h"

G_BEGIN_DECLS

/* Ten action items of each of @n_incidents, half of them with a ticket, in a new file. (transfer
 * full) */
MatoiStore *generate_actions (const char *path, guint n_incidents);

G_END_DECLS
