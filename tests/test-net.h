/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* For tests with a server of their own in the same main loop. */

/* Starts to listen at @port (0: any that is free) of this machine; the port, or 0 with @error. */
guint test_net_open (SoupServer *server, guint port, GError **error);
/* Before it listens: it speaks TLS. */
void test_net_set_certificate (SoupServer *server, GTlsCertificate *certificate);
guint test_net_get_port (SoupServer *server);
/* Hangs up and listens no more; may be opened again. */
void test_net_shut (SoupServer *server);
/* Starts to listen, on this machine only. (transfer full): its address */
GUri *test_net_listen (SoupServer *server);
/* Once all that talks to it is let go of. */
void test_net_close (SoupServer **server);
/* A certificate for 127.0.0.1 that nobody has signed, in two files of @dir; FALSE: openssl is not
 * here. (transfer full) */
gboolean test_net_make_certificate (const char *dir, char **certificate, char **key);
/* Goes away instead of an answer. */
void test_net_hang_up (SoupServerMessage *message);
/* A callback: keeps @result at @place, a GAsyncResult **. */
void test_net_on_result (GObject *source, GAsyncResult *result, gpointer place);
/* (transfer full): what comes to be kept at @place, which is NULL again then. */
GAsyncResult *test_net_wait (GAsyncResult **place);

G_END_DECLS
