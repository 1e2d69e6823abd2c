/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "matoi-http.h"

G_BEGIN_DECLS

/* (transfer none) with the same trust for sockets. */
SoupSession *matoi_http_get_session (MatoiHttp *self);

/* matoi-http-reply.c */
MatoiHttpReply *matoi_http_reply_new (SoupMessage *message, GByteArray *body);

G_END_DECLS
