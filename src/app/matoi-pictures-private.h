/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-pictures.h"

G_BEGIN_DECLS

/* The pictures that documents of @incident show: hash to GBytes, in any thread that may call the
 * context. NULL: there are none, or they cannot be read, and are told of in words. (transfer full) */
GHashTable *matoi_pictures_read (MatoiContext *self, const MatoiIncident *incident);
/* The same on a connection of its own, from the file @path; in any thread. */
GHashTable *matoi_pictures_read_from (const char *path, const MatoiId *incident);
gboolean matoi_pictures_has (const MatoiIncident *incident);
/* Whether none of them would take more room than a picture of ours. */
gboolean matoi_pictures_check (GHashTable *pictures, GError **error);

G_END_DECLS
