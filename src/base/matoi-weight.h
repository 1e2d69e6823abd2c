/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a post on X may weigh. */
#define MATOI_WEIGHT_MAX 280

guint matoi_weight_of (const char *text);

G_END_DECLS
