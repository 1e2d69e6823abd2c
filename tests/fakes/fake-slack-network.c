/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fake-slack-private.h"

/* The network between, and how it fails. */

static gpointer
copy_ref (gconstpointer object, gpointer user_data)
{
  return g_object_ref ((gpointer) object);
}

/* Those that are open. (transfer full) */
GPtrArray *
fake_copy_sockets (FakeSlack *self)
{
  GPtrArray *sockets = g_ptr_array_copy (self->sockets, copy_ref, NULL);

  g_ptr_array_set_free_func (sockets, g_object_unref);
  return sockets;
}

/* The line to the other end is put aside, still open; what is written from here on goes nowhere. */
static void
freeze (FakeSlack *self, int fd)
{
  int aside = fcntl (fd, F_DUPFD_CLOEXEC, 0), nowhere[2];

  g_assert_cmpint (aside, >=, 0);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, nowhere), ==,
                   0);
  g_assert_cmpint (dup3 (nowhere[0], fd, O_CLOEXEC), ==, fd);
  close (nowhere[0]);
  g_array_append_val (self->frozen, aside);
  g_array_append_val (self->frozen, nowhere[1]);
}

void
fake_slack_freeze_sockets (FakeSlack *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    {
      GSocket *socket = g_object_get_data (g_ptr_array_index (self->sockets, i), "socket");

      if (socket)
        freeze (self, g_socket_get_fd (socket));
    }
}

void
fake_slack_break_sockets (FakeSlack *self)
{
  g_autoptr (GPtrArray) sockets = fake_copy_sockets (self);

  for (guint i = 0; i < sockets->len; i++)
    {
      SoupWebsocketConnection *connection = g_ptr_array_index (sockets, i);
      GSocket *socket = g_object_get_data (G_OBJECT (connection), "socket");

      if (socket)
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
      fake_forget_socket (self, connection);
    }
}

void
fake_slack_cut (FakeSlack *self, gboolean cut)
{
  g_autoptr (GError) error = NULL;

  if (self->is_cut == cut)
    return;
  self->is_cut = cut;
  if (cut)
    {
      fake_slack_break_sockets (self);
      test_net_shut (self->server);
      return;
    }
  if (test_net_open (self->server, self->port, &error) == 0)
    g_error ("The fake cannot listen on its port again: %s", error->message);
}
