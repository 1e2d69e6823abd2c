/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"

G_BEGIN_DECLS

/* Of all programs on one database one at a time speaks with a service: whoever holds the lock of
 * a file beside it. The lock ends with the program, however that ends. */
void matoi_turn_take_async (MatoiDesk *desk,
                            const char *service,
                            int lock,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean matoi_turn_take_finish (MatoiDesk *desk, GAsyncResult *result, int *lock, GError **error);
void matoi_turn_drop (int *lock);

G_END_DECLS
