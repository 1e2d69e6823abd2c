/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-http.h"

G_BEGIN_DECLS

/* A web socket that notices when nobody is at the other end any more.
 * Signals: "message" (const char *text); "closed" (): it is over, for whatever reason; once. */
#define MATOI_TYPE_SOCKET (matoi_socket_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSocket, matoi_socket, MATOI, SOCKET, GObject)

void matoi_socket_open_async (MatoiHttp *http,
                              const char *url,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MatoiSocket *matoi_socket_open_finish (GAsyncResult *result, GError **error);
void matoi_socket_send (MatoiSocket *self, const char *text);
void matoi_socket_close (MatoiSocket *self);

G_END_DECLS
